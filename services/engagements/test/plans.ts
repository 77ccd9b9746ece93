import { DataSource } from 'typeorm';
import { demoTenant } from '@securebase/testing';
import pg from 'pg';
import { type Rig } from './rig.ts';

/** A node of a plan as PostgreSQL explains it. */
interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}
export interface Explained {
  /** `Index Scan using matter_view_coach` */
  readonly scans: readonly string[];
  /** How many rows the scans looked at. */
  readonly looked: number;
  /** How the table asked of was read: by what, and how many rows, those that were thrown away included. */
  readonly reads: readonly { readonly by: string; readonly rows: number }[];
  readonly sorts: number;
}

const flat = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(flat)];

/** Runs work, and gives what the requests of it asked of a table, as the database carries it out for that role. */
export const explained = async (
  rig: Rig,
  table: string,
  work: () => Promise<unknown>,
): Promise<readonly Explained[]> => {
  const source = rig.app.get(DataSource);
  const before = source.logger;
  const asked: [query: string, values: unknown[]][] = [];
  const silent = () => undefined;
  source.logger = {
    logQuery: (query, values = []) => {
      if (query.includes(`"${table}"`)) asked.push([query, values as unknown[]]);
    },
    logQueryError: silent,
    logQuerySlow: silent,
    logSchemaBuild: silent,
    logMigration: silent,
    log: silent,
  };
  try {
    await work();
  } finally {
    source.logger = before;
  }
  const client = new pg.Client(rig.db.apiUrl);
  await client.connect();
  try {
    const plans: Explained[] = [];
    for (const [query, values] of asked) {
      await client.query(`begin; select set_config('app.tenant_id', '${demoTenant}', true)`);
      const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
        `explain (analyze, format json) ${query}`,
        values,
      );
      await client.query('commit');
      const nodes = rows.flatMap((row) => flat(row['QUERY PLAN'][0].Plan));
      const lookedAt = (each: Plan) =>
        each['Actual Loops'] * (each['Actual Rows'] + (each['Rows Removed by Filter'] ?? 0));
      const scans = nodes.filter((each) => each['Node Type'].includes('Scan'));
      plans.push({
        scans: scans.map((each) => `${each['Node Type']} using ${each['Index Name'] ?? 'none'}`),
        looked: scans.reduce((sum, each) => sum + lookedAt(each), 0),
        reads: nodes
          .filter((each) => each['Relation Name'] === table)
          .map((each) => ({ by: each['Index Name'] ?? each['Node Type'], rows: lookedAt(each) })),
        sorts: nodes.filter((each) => each['Node Type'].includes('Sort')).length,
      });
    }
    return plans;
  } finally {
    await client.end();
  }
};

/** Rows in the tenant beside those of a test, and what the planner is to know of them. */
export const fill = async (rig: Rig, table: string, insert: string): Promise<void> => {
  const pipeline = new pg.Client(rig.db.pipelineUrl);
  await pipeline.connect();
  await pipeline.query(insert, [demoTenant]).finally(() => pipeline.end());
  const owner = new pg.Client(rig.db.ownerUrl);
  await owner.connect();
  await owner.query(`analyze ${table}`).finally(() => owner.end());
};
