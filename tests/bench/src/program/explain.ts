import { withClient } from '@securebase/embedded';
import pg from 'pg';

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

type Query = (this: pg.Client, ...given: unknown[]) => unknown;

/** What is sent to Postgres by this process while some work is done, of what reads rows or sets what they are read as. */
export const statementsOf = async (work: () => Promise<unknown>): Promise<readonly Statement[]> => {
  const sent: Statement[] = [];
  const holder = pg.Client.prototype as unknown as { query: Query };
  const { query } = holder;
  holder.query = function (...given) {
    const [first, second] = given;
    const text = typeof first === 'string' ? first : (first as { text?: unknown } | undefined)?.text;
    const named = (first as { values?: unknown } | undefined)?.values;
    const values = Array.isArray(second) ? second : Array.isArray(named) ? named : [];
    if (typeof text === 'string') sent.push({ text, values: values as readonly unknown[] });
    return query.apply(this, given);
  };
  try {
    await work();
  } finally {
    holder.query = query;
  }
  return sent;
};

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly Node[];
}

/** How many rows a node has looked at, whether or not it took them. */
const lookedAt = (node: Node): number =>
  (node['Actual Rows'] +
    (node['Rows Removed by Filter'] ?? 0) +
    (node['Rows Removed by Index Recheck'] ?? 0)) *
  node['Actual Loops'];

const nodesOf = (node: Node): readonly Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

export interface Explained {
  readonly statements: number;
  readonly indexes: readonly string[];
  /** Tables that were read from one end to the other. */
  readonly scanned: readonly string[];
  /** The most rows of one table that one statement looked at, whether or not it took them. */
  readonly most: number;
}

/** How Postgres carries these statements out, as the role that sent them: which indexes it uses, and which tables it reads whole. */
export const explain = (
  url: string,
  statements: readonly Statement[],
  tables: readonly string[],
): Promise<Explained> =>
  withClient(url, async (client) => {
    const nodes: Node[] = [];
    let explained = 0;
    await client.query('begin');
    for (const { text, values } of statements) {
      if (/set_config/i.test(text)) await client.query(text, [...values]);
      else if (/^\s*(select|with)\b/i.test(text) && tables.some((table) => text.includes(table))) {
        const { rows } = await client.query<{ 'QUERY PLAN': readonly [{ Plan: Node }] }>(
          `explain (analyze, timing off, format json) ${text}`,
          [...values],
        );
        explained++;
        for (const each of rows) nodes.push(...nodesOf(each['QUERY PLAN'][0].Plan));
      }
    }
    await client.query('rollback');
    const unique = (all: readonly (string | undefined)[]) =>
      [...new Set(all)].filter((each) => each !== undefined).sort();
    const rows = nodes.filter((each) => each['Relation Name'] !== undefined).map(lookedAt);
    return {
      statements: explained,
      most: Math.round(Math.max(0, ...rows)),
      indexes: unique(nodes.map((each) => each['Index Name'])),
      scanned: unique(
        nodes.filter((each) => each['Node Type'].includes('Seq Scan')).map((each) => each['Relation Name']),
      ),
    };
  });
