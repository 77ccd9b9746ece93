import { Inject, Injectable } from '@nestjs/common';
import { Args, Context, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import pg from 'pg';
import { POOL } from './notes.ts';
import {
  AdministrationConnection,
  type Administration,
  Engagement,
  EngagementConnection,
  Person,
  SystemMap,
} from './overview.types.ts';

type Keyed<Row> = Row & { readonly key: string };
interface Loaders {
  readonly loaders: Map<string, DataLoader<string, unknown[]>>;
}

/** What the gateway puts together from three services, from one process: four statements, the last three batched by key. */
@Injectable()
@Resolver(() => Engagement)
export class OverviewResolver {
  constructor(@Inject(POOL) private readonly pool: pg.Pool) {}

  @Query(() => EngagementConnection)
  async engagements(@Args('first', { type: () => Int }) first: number): Promise<EngagementConnection> {
    const { rows } = await this.pool.query<Engagement>({
      name: 'engagements',
      text: `select id, kind, status, client_id as "clientId" from bare.engagement order by id limit $1`,
      values: [first],
    });
    return { edges: rows.map((node) => ({ node })) };
  }

  @ResolveField(() => Person, { nullable: true })
  async client(
    @Parent() { clientId }: Engagement,
    @Context() { loaders }: Loaders,
  ): Promise<Person | undefined> {
    const [person] = await this.load<Person>(loaders, 'person', 'id, name, id as key', 'id', clientId);
    return person;
  }

  @ResolveField(() => AdministrationConnection)
  async assessments(
    @Parent() { id }: Engagement,
    @Context() { loaders }: Loaders,
  ): Promise<AdministrationConnection> {
    const columns = 'id, occasion, status, engagement_id as key';
    const rows = await this.load<Administration>(loaders, 'administration', columns, 'engagement_id', id);
    return { edges: rows.map((node) => ({ node })) };
  }

  @ResolveField(() => [SystemMap])
  systemMaps(@Parent() { id }: Engagement, @Context() { loaders }: Loaders): Promise<SystemMap[]> {
    return this.load(loaders, 'map', 'id, kind, name, engagement_id as key', 'engagement_id', id);
  }

  private async load<Row>(
    loaders: Loaders['loaders'],
    table: string,
    columns: string,
    by: string,
    key: string,
  ): Promise<Row[]> {
    const loader =
      loaders.get(table) ??
      new DataLoader<string, unknown[]>(async (keys) => {
        const text = `select ${columns} from bare.${table} where ${by} = any($1)`;
        const { rows } = await this.pool.query<Keyed<Row>>({ name: table, text, values: [keys] });
        const byKey = Map.groupBy(rows, (row) => row.key);
        return keys.map((each) => byKey.get(each) ?? []);
      });
    loaders.set(table, loader);
    return (await loader.load(key)) as Row[];
  }
}
