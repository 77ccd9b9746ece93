// What is said to the platform through its gateway, as people and their programs would.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import { type Role, sign } from '@securebase/embedded';
import { type Platform } from '@securebase/infra/platform';
import { answerTo } from '../requests.ts';

export interface Imported {
  readonly id: string;
  readonly state: string;
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly errorCount: number;
  readonly errors: { readonly edges: readonly { readonly node: { readonly code: string } }[] };
}
interface Payload {
  readonly done: { readonly import: Imported; readonly token: string | null };
}
/** What a mutation gives back, or the code with which it was refused. */
export type Said = Readonly<Record<string, unknown>> & { readonly token: string };

const partSize = 512 * 1024;
const over = ['REFUSED', 'CHECKED', 'COMMITTED', 'ALREADY_IMPORTED'];
const fields =
  'id state rows added changed unchanged errorCount errors(first: 100) { edges { node { code } } }';
/** Mutations that share an input with others. */
const inputs: Readonly<Record<string, string>> = {
  openProgram: 'ProgramInput',
  acceptMatch: 'EngagementInput',
  closeCohort: 'CohortInput',
};

export const talkTo = (platform: Platform) => {
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (role: Role, subject: string | undefined) => {
    const key = `${role} ${subject}`;
    const known =
      tokens.get(key) ?? sign(platform.keys, { roles: [role], ...(subject !== undefined && { subject }) });
    tokens.set(key, known);
    return known;
  };
  let readAfter: string | undefined;
  /** What is answered; of what is not visible yet it is asked again. */
  const ask = async <T>(role: Role, query: string, variables: object = {}, subject?: string) => {
    const headers = {
      authorization: `Bearer ${await tokenOf(role, subject)}`,
      ...(readAfter !== undefined && { 'read-after': readAfter }),
    };
    for (;;) {
      const body = await answerTo<T>(platform.url, { query, variables, headers });
      if (!body.errors?.some(({ extensions }) => extensions?.code === 'NOT_YET_VISIBLE')) return body;
    }
  };
  /** The data; an error ends the measurement. */
  const asked = async <T>(
    role: Role,
    query: string,
    variables: object = {},
    subject?: string,
  ): Promise<T> => {
    const { data, errors } = await ask<T>(role, query, variables, subject);
    if (errors || !data) throw new Error(JSON.stringify(errors));
    return data;
  };
  const mutation = (name: string, asks: string) => {
    const type = inputs[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    return `mutation ($input: ${type}!) { done: ${name}(input: $input) { ${asks} } }`;
  };
  const say = async (role: Role, name: string, asks: string, input: object, subject?: string) => {
    const { done } = await asked<{ done: Said }>(role, mutation(name, `token ${asks}`), { input }, subject);
    readAfter = done.token;
    return done;
  };
  /** The code with which it was refused; undefined when it was not. */
  const tries = async (role: Role, name: string, input: object, subject: string) => {
    const { errors } = await ask(role, mutation(name, '__typename'), { input }, subject);
    return errors?.[0]?.extensions?.code;
  };
  const sendFile = async (kind: string, target: string | undefined, text: string, dryRun = false) => {
    const file = Buffer.from(text);
    const change = (name: string, input: object) =>
      asked<Payload>('PROGRAM_MANAGER', mutation(name, `import { ${fields} } token`), { input });
    const sha256 = createHash('sha256').update(file).digest('hex');
    const start = { kind, target, dryRun, sha256, bytes: file.length };
    const { done } = await change('startEngagementsImport', start);
    const importId = done.import.id;
    if (over.includes(done.import.state)) return done.import;
    for (let index = 0; index * partSize < file.length; index++) {
      const content = file.subarray(index * partSize, (index + 1) * partSize).toString('base64');
      await change('putEngagementsImportPart', { importId, index, content });
    }
    const commit = () => change('commitEngagementsImport', { importId });
    await commit();
    const query = `query ($id: ID!) { found: engagementsImport(id: $id) { ${fields} } }`;
    const found = await until(async () => {
      const seen = await asked<{ found: Imported }>('PROGRAM_MANAGER', query, { id: importId });
      return over.includes(seen.found.state) ? seen.found : undefined;
    });
    readAfter = (await commit()).done.token ?? readAfter;
    return found;
  };
  /** Until what was said last is visible. */
  const visible = () => asked('PROGRAM_MANAGER', '{ programs(first: 1) { edges { node { id } } } }');
  return { asked, say, tries, sendFile, visible };
};
export type Talk = ReturnType<typeof talkTo>;

const longest = 1_800_000;

/** Looks again until there is something. */
export const until = async <T>(look: () => Promise<T | undefined>): Promise<T> => {
  for (const deadline = performance.now() + longest; ;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error('It did not come about in half an hour.');
    await after(250);
  }
};

/** Runs as many at a time. */
export const together = async <T>(
  all: readonly T[],
  atOnce: number,
  work: (each: T) => Promise<void>,
): Promise<void> => {
  const waiting = all.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const each of waiting) await work(each);
    }),
  );
};

/** The most memory that a process has held since it was asked last, in MiB. */
export const peakOf = (pid: number): number => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  return Math.round(Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024);
};
