import { demoTenant } from '@securebase/testing';
import pg from 'pg';
import { DataSource, type Logger } from 'typeorm';
import { type Rig } from './rig.ts';

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}
const nodesOf = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** How a table was read: by what, and how many rows, those that were thrown away included. */
export interface Read {
  readonly by: string;
  readonly rows: number;
}

/** What the database does for the queries that reads of the API come to. */
export class Plans {
  readonly #source: DataSource;
  readonly #before: Logger;
  readonly #url: string;
  readonly #asked: [text: string, values: unknown[]][] = [];

  constructor({ app, db }: Rig) {
    this.#source = app.get(DataSource);
    this.#before = this.#source.logger;
    this.#url = db.apiUrl;
    const noted = Object.create(this.#before) as Logger;
    noted.logQuery = (text, values) => void this.#asked.push([text, (values ?? []) as unknown[]]);
    this.#source.logger = noted;
  }

  stop(): void {
    this.#source.logger = this.#before;
  }

  /** How the table was read for what `ask` asked, as the API's own role and with the very queries; and whether anything was sorted. */
  async of(table: string, ask: () => Promise<unknown>): Promise<{ reads: Read[]; sorts: number }> {
    this.#asked.length = 0;
    await ask();
    const queries = this.#asked.filter(([text]) => text.includes(`"${table}"`));
    const client = new pg.Client({ connectionString: this.#url });
    await client.connect();
    try {
      await client.query(`begin; select set_config('app.tenant_id', '${demoTenant}', true)`);
      const nodes: Plan[] = [];
      for (const [text, values] of queries) {
        const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
          `explain (analyze, format json) ${text}`,
          values,
        );
        for (const row of rows) nodes.push(...nodesOf(row['QUERY PLAN'][0].Plan));
      }
      const reads = nodes
        .filter((node) => node['Relation Name'] === table)
        .map((node) => ({
          by: node['Index Name'] ?? node['Node Type'],
          rows: (node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0),
        }));
      return { reads, sorts: nodes.filter((node) => node['Node Type'].includes('Sort')).length };
    } finally {
      await client.end();
    }
  }
}
