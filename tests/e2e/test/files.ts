// Sends files through the public API, as a client would.
import { createHash } from 'node:crypto';
import { eventually } from '@securebase/testing';
import { type Caller, type Running } from './platform.ts';

export interface Imported {
  readonly id: string;
  readonly state: string;
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly errorCount: number;
  readonly errors: { readonly edges: readonly { readonly node: Mistake }[] };
}
export interface Mistake {
  readonly line: number;
  readonly column: string | null;
  readonly code: string;
  readonly message: string;
}

const fields =
  'id state rows added changed unchanged errorCount errors(first: 100) { edges { node { line column code message } } }';
const prefixes = {
  engagements: 'Engagements',
  assessments: 'Assessments',
  'system-mapping': 'SystemMapping',
};
const partSize = 512 * 1024;
const over = ['REFUSED', 'CHECKED', 'COMMITTED', 'ALREADY_IMPORTED'];

export interface Sending {
  readonly service: keyof typeof prefixes;
  readonly kind: string;
  readonly target?: string | undefined;
  readonly file: Buffer | string;
  readonly dryRun?: boolean;
  /** So many parts are sent; all, when it is not given. */
  readonly parts?: number;
  readonly sha256?: string;
  readonly readAfter?: string | undefined;
}

interface Payload {
  readonly done: { readonly import: Imported; readonly token: string | null };
}

/** The import when it is over. */
export const sendFile = async (
  { ask }: Running,
  caller: Caller,
  { service, kind, target, file, dryRun = false, parts, sha256, readAfter }: Sending,
): Promise<Imported & { token: string | undefined }> => {
  const bytes = Buffer.from(file);
  const prefix = prefixes[service];
  const field = `${prefix.charAt(0).toLowerCase()}${prefix.slice(1)}Import`;
  const mutate = (name: string, type: string, input: object) =>
    ask<Payload>(
      caller,
      `mutation ($input: ${type}!) { done: ${name}(input: $input) { import { ${fields} } token } }`,
      { input },
      readAfter,
    );
  const digest = sha256 ?? createHash('sha256').update(bytes).digest('hex');
  const started = await mutate(`start${prefix}Import`, `Start${prefix}ImportInput`, {
    kind,
    target,
    dryRun,
    sha256: digest,
    bytes: bytes.length,
  });
  const { id, state } = started.done.import;
  if (over.includes(state)) return { ...started.done.import, token: undefined };
  const count = Math.ceil(bytes.length / partSize);
  for (let index = 0; index < Math.min(parts ?? count, count); index++)
    await mutate(`put${prefix}ImportPart`, `Put${prefix}ImportPartInput`, {
      importId: id,
      index,
      content: bytes.subarray(index * partSize, (index + 1) * partSize).toString('base64'),
    });
  const commit = () => mutate(`commit${prefix}Import`, `Commit${prefix}ImportInput`, { importId: id });
  await commit();
  const done = await eventually(
    async () => {
      const { found } = await ask<{ found: Imported }>(
        caller,
        `query ($id: ID!) { found: ${field}(id: $id) { ${fields} } }`,
        { id },
      );
      if (!over.includes(found.state)) throw new Error(`The import is still ${found.state}.`);
      return found;
    },
    { within: 60_000, every: 100 },
  );
  // The first answer may have come before the end, and without a token; the same again changes nothing.
  return { ...done, token: (await commit()).done.token ?? undefined };
};
