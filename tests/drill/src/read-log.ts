import pg from 'pg';
import { type Stored } from './evidence.ts';

interface Row {
  readonly tenant_id: string;
  readonly stream: string;
  readonly version: number;
  readonly pos: string;
  readonly id: string;
  readonly type: string;
  readonly data: Record<string, unknown>;
  readonly meta: { readonly actorId?: string; readonly commandId?: string };
  readonly command_id: string | null;
  readonly at: Date;
}

/** One connection for as long as the work takes. */
export const withDatabase = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** The whole log of a service, straight from its table, as the server's administrator. */
export const readLog = (adminUrl: string): Promise<readonly Stored[]> =>
  withDatabase(adminUrl, async (client) => {
    const { rows } = await client.query<Row>('select * from log.event order by pos');
    return rows.map((row) => ({
      tenant: row.tenant_id,
      stream: row.stream,
      version: row.version,
      position: Number(row.pos),
      id: row.id,
      type: row.type,
      data: row.data,
      commandId: row.command_id ?? row.meta.commandId,
      actor: row.meta.actorId ?? '',
      at: row.at.toISOString(),
    }));
  });
