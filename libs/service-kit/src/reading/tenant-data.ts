import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { validate } from 'uuid';

/**
 * The only way from a request to the database: a transaction in which the tenant is set, and row-level security lets
 * nothing else through.
 */
@Injectable()
export class TenantData {
  readonly #source: DataSource;
  constructor(source: DataSource) {
    this.#source = source;
  }

  /** Reads or writes as this tenant, in one transaction. */
  async as<T>(tenantId: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    if (!validate(tenantId)) throw new Error('A tenant is a UUID.');
    const runner = this.#source.createQueryRunner();
    try {
      // One way to the server and back; the tenant is a UUID and nothing else.
      await runner.query(`begin; select set_config('app.tenant_id', '${tenantId}', true)`);
      const result = await work(runner.manager);
      await runner.query('commit');
      return result;
    } catch (error) {
      await runner.query('rollback').catch(() => undefined); // a connection that is gone has rolled back
      throw error;
    } finally {
      await runner.release();
    }
  }

  /** Lets one at a time into the same place, over all processes. */
  async exclusively<T>(place: string, work: () => Promise<T>): Promise<T> {
    const runner = this.#source.createQueryRunner();
    await runner.connect();
    try {
      await runner.query('select pg_advisory_lock(hashtextextended($1, 0))', [place]);
      return await work();
    } finally {
      await runner
        .query('select pg_advisory_unlock(hashtextextended($1, 0))', [place])
        .finally(() => runner.release());
    }
  }
}
