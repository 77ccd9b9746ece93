import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import { Problem } from '@securebase/embedded';
import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import {
  type Api,
  connect,
  type ConnectionOptions,
  fieldOf,
  prefixOf,
  withConnection,
} from './connection.ts';

const services: Readonly<Record<string, string>> = {
  PEOPLE: 'engagements',
  COHORT_PARTICIPANTS: 'engagements',
  TEAM_MEMBERS: 'engagements',
  ANSWER_SHEETS: 'assessments',
  TIES: 'system-mapping',
};
const partSize = 512 * 1024;
const fields = 'id state progress rows added unchanged changed errorCount';
const over = ['REFUSED', 'CHECKED', 'COMMITTED', 'ALREADY_IMPORTED'];

interface Import {
  readonly id: string;
  readonly state: string;
  readonly progress: number;
  readonly rows: number;
  readonly added: number;
  readonly unchanged: number;
  readonly changed: number;
  readonly errorCount: number;
}
interface Payload {
  readonly done: { readonly import: Import; readonly token: string | null };
}
interface Mistakes {
  readonly found: {
    readonly errors: {
      readonly edges: readonly {
        readonly node: {
          readonly line: number;
          readonly column: string | null;
          readonly code: string;
          readonly message: string;
        };
      }[];
    };
  };
}

/** Sends a file in parts and waits until it is carried out or refused. */
const send = async (api: Api, service: string, file: Buffer, given: object): Promise<Import> => {
  const prefix = prefixOf(service);
  const bar = new SingleBar({ format: 'sending {bar} {percentage}%', clearOnComplete: true });
  const sha256 = createHash('sha256').update(file).digest('hex');
  const started = await api<Payload>(
    `mutation ($input: Start${prefix}ImportInput!) { done: start${prefix}Import(input: $input) { import { ${fields} } token } }`,
    { input: { ...given, sha256, bytes: file.length } },
  );
  let { import: state } = started.done;
  if (over.includes(state.state)) return state;
  const importId = state.id;
  const parts = Math.ceil(file.length / partSize);
  bar.start(parts, 0);
  for (let index = 0; index < parts; index++) {
    const content = file.subarray(index * partSize, (index + 1) * partSize).toString('base64');
    await api(
      `mutation ($input: Put${prefix}ImportPartInput!) { put${prefix}ImportPart(input: $input) { import { id } } }`,
      { input: { importId, index, content } },
    );
    bar.update(index + 1);
  }
  bar.stop();
  const committed = await api<Payload>(
    `mutation ($input: Commit${prefix}ImportInput!) { done: commit${prefix}Import(input: $input) { import { ${fields} } token } }`,
    { input: { importId } },
  );
  state = committed.done.import;
  while (!over.includes(state.state)) {
    await after(200);
    const asked = await api<{ found: Import }>(
      `query ($id: ID!) { found: ${fieldOf(service)}Import(id: $id) { ${fields} } }`,
      { id: importId },
    );
    state = asked.found;
  }
  return state;
};

const mistakesIn = async (api: Api, service: string, id: string): Promise<string[]> => {
  const { found } = await api<Mistakes>(
    `query ($id: ID!) { found: ${fieldOf(service)}Import(id: $id) { errors(first: 100) { edges { node { line column code message } } } } }`,
    { id },
  );
  return found.errors.edges.map(
    ({ node: { line, column, code, message } }) =>
      `  line ${line}${column === null ? '' : `, column ${column}`}: ${code}: ${message}`,
  );
};

export const importCommand = (): Command =>
  withConnection(
    new Command('import')
      .description(
        'Sends a CSV file in parts. It is checked as a whole and carried out completely or not at all.',
      )
      .argument('<kind>', Object.keys(services).join(', '))
      .argument('<file>', 'CSV with a header, UTF-8')
      .option('--target <id>', 'what the rows belong to: a cohort, an engagement, a campaign, a map')
      .option('--dry-run', 'checks everything and changes nothing', false),
  ).action(
    async (kind: string, path: string, options: ConnectionOptions & { target?: string; dryRun: boolean }) => {
      const service = services[kind.toUpperCase()];
      if (service === undefined)
        throw new Problem(
          `There is no kind of file "${kind}".`,
          `Take one of: ${Object.keys(services).join(', ')}.`,
        );
      if (!existsSync(path)) throw new Problem(`There is no file ${path}.`, 'Give the path of a CSV file.');
      const file = readFileSync(path);
      if (file.length === 0)
        throw new Problem(`${path} is empty.`, 'Give a CSV file with a header and at least one row.');
      const { target, dryRun } = options;
      const api = await connect(options);
      const done = await send(api, service, file, { kind: kind.toUpperCase(), target, dryRun });
      const { state, rows, added, changed, unchanged, errorCount, id } = done;
      console.log(`${state}: ${rows} rows, ${added} added, ${changed} changed, ${unchanged} unchanged.`);
      if (state !== 'REFUSED') return;
      console.error(`${errorCount} mistake${errorCount === 1 ? '' : 's'}; nothing was changed:`);
      for (const line of await mistakesIn(api, service, id)) console.error(line);
      process.exitCode = 1;
    },
  );
