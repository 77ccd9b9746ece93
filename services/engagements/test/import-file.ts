import { createHash } from 'node:crypto';
import { eventually, type Role } from '@securebase/testing';
import { type Rig } from './rig.ts';

export interface Mistake {
  readonly line: number;
  readonly column: string | null;
  readonly code: string;
  readonly message: string;
}
export interface Imported {
  readonly id: string;
  readonly state: string;
  readonly progress: number;
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly errorCount: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly errors: readonly Mistake[];
  readonly token: string | null;
}
interface Answer {
  readonly import: { readonly id: string; readonly state: string };
  readonly token: string | null;
}

/** Of a file as it is sent; base64 of it stays below what one request takes. */
const partSize = 300_000;

interface Given {
  readonly kind: string;
  readonly content: string;
  readonly target?: string;
  readonly dryRun?: boolean;
}

/** Sends a file, and commits it as often as is said. */
export const beginImport = async (rig: Rig, role: Role, { kind, content, target, dryRun = false }: Given) => {
  const mutate = async (name: string, input: object): Promise<Answer> => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const text = `mutation ($input: ${type}!) { result: ${name}(input: $input) { import { id state } token } }`;
    return (await rig.asking<{ result: Answer }>(role, text, { input })).result;
  };
  const file = Buffer.from(content);
  const sha256 = createHash('sha256').update(file).digest('hex');
  const start = { kind, target, sha256, bytes: file.length, dryRun };
  const begun = (await mutate('startEngagementsImport', start)).import;
  const importId = begun.id;
  if (begun.state === 'RECEIVING') {
    for (let index = 0; index * partSize < file.length; index++) {
      const part = file.subarray(index * partSize, (index + 1) * partSize);
      await mutate('putEngagementsImportPart', { importId, index, content: part.toString('base64') });
    }
  }
  const commit = () => mutate('commitEngagementsImport', { importId });
  return { ...begun, commit };
};

/** Sends a file as any client does, and waits for its end. */
export const importFile = async (rig: Rig, role: Role, given: Given): Promise<Imported> => {
  const { id: importId, state, commit } = await beginImport(rig, role, given);
  if (state === 'RECEIVING') await commit();
  const text = `query ($id: ID!) { engagementsImport(id: $id) {
    id state progress rows added changed unchanged errorCount counts { code count }
    errors(first: 100) { edges { node { line column code message } } } } }`;
  return eventually(
    async () => {
      const { engagementsImport: seen } = await rig.asking<{
        engagementsImport: Omit<Imported, 'counts' | 'errors' | 'token'> & {
          counts: { code: string; count: number }[];
          errors: { edges: { node: Mistake }[] };
        };
      }>(role, text, { id: importId });
      if (['RECEIVING', 'CHECKING'].includes(seen.state)) throw new Error('It goes on.');
      const { token } = await commit();
      const counts = Object.fromEntries(seen.counts.map(({ code, count }) => [code, count]));
      return { ...seen, counts, errors: seen.errors.edges.map(({ node }) => node), token };
    },
    { within: 280_000 },
  );
};
