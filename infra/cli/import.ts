import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
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

const hashOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
};

/** The parts of a file, one at a time in memory. */
const partsOf = async function* (file: FileHandle) {
  const buffer = Buffer.alloc(partSize);
  for (let index = 0; ; index++) {
    const { bytesRead } = await file.read(buffer, 0, partSize, index * partSize);
    if (bytesRead === 0) return;
    yield { index, content: buffer.toString('base64', 0, bytesRead) };
  }
};

interface Sent {
  readonly state: Import;
  /** Shows in queries what the file did. */
  readonly token: string | null;
}

/** Sends a file in parts and waits until it is carried out or refused. */
const send = async (api: Api, service: string, path: string, given: object): Promise<Sent> => {
  const prefix = prefixOf(service);
  const mutate = async (name: string, type: string, input: object): Promise<Sent> => {
    const { done } = await api<Payload>(
      `mutation ($input: ${type}!) { done: ${name}(input: $input) { import { ${fields} } token } }`,
      { input },
    );
    return { state: done.import, token: done.token };
  };
  const sha256 = await hashOf(path);
  const started = await mutate(`start${prefix}Import`, `Start${prefix}ImportInput`, {
    ...given,
    sha256,
    bytes: statSync(path).size,
  });
  const { id: importId } = started.state;
  if (over.includes(started.state.state)) return started;
  const bar = new SingleBar({ format: '{what} {bar} {percentage}%', clearOnComplete: true });
  bar.start(1, 0, { what: 'sending' });
  const file = await open(path);
  try {
    for await (const part of partsOf(file)) {
      const put = await mutate(`put${prefix}ImportPart`, `Put${prefix}ImportPartInput`, {
        importId,
        ...part,
      });
      bar.update(put.state.progress);
    }
    bar.update({ what: 'checking' });
    const commit = () => mutate(`commit${prefix}Import`, `Commit${prefix}ImportInput`, { importId });
    const committed = await commit();
    if (over.includes(committed.state.state)) return committed;
    for (;;) {
      await after(200); // a long check goes on after the answer
      const { found } = await api<{ found: Import }>(
        `query ($id: ID!) { found: ${fieldOf(service)}Import(id: $id) { ${fields} } }`,
        { id: importId },
      );
      bar.update(found.progress);
      if (over.includes(found.state)) return await commit(); // changes nothing any more, and has the token
    }
  } finally {
    bar.stop();
    await file.close();
  }
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

type ImportOptions = ConnectionOptions & {
  target?: string;
  dryRun: boolean;
  readAfter?: string;
  printToken: boolean;
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
      .option('--dry-run', 'checks everything and changes nothing', false)
      .option('--read-after <token>', 'of a mutation or file that this one builds upon')
      .option('--print-token', 'prints the token to send as read-after with what builds upon this', false),
  ).action(async (kind: string, path: string, options: ImportOptions) => {
    const service = services[kind.toUpperCase()];
    if (service === undefined)
      throw new Problem(
        `There is no kind of file "${kind}".`,
        `Take one of: ${Object.keys(services).join(', ')}.`,
      );
    if (!existsSync(path) || !statSync(path).isFile())
      throw new Problem(`There is no file ${path}.`, 'Give the path of a CSV file.');
    if (statSync(path).size === 0)
      throw new Problem(`${path} is empty.`, 'Give a CSV file with a header and at least one row.');
    const { target, dryRun, readAfter, printToken } = options;
    const asked = await connect(options);
    const api: Api = (query, variables) => asked(query, variables, readAfter);
    const sent = await send(api, service, path, { kind: kind.toUpperCase(), target, dryRun });
    const { state, rows, added, changed, unchanged, errorCount, id } = sent.state;
    const summary = `${state}: ${rows} rows, ${added} added, ${changed} changed, ${unchanged} unchanged.`;
    if (printToken) {
      console.error(summary);
      if (sent.token !== null) console.log(sent.token);
    } else console.log(summary);
    if (state !== 'REFUSED') return;
    console.error(`${errorCount} mistake${errorCount === 1 ? '' : 's'}; nothing was changed:`);
    const shown = await mistakesIn(api, service, id);
    for (const line of shown) console.error(line);
    if (errorCount > shown.length) console.error(`  … and ${errorCount - shown.length} more`);
    process.exitCode = 1;
  });
