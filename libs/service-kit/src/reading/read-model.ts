import { Injectable, type Type } from '@nestjs/common';
import { type CommandContext } from '@securebase/domain-kit';
import { Brackets, type FindOperator, In, type ObjectLiteral, Raw, type Repository } from 'typeorm';
import { batched } from './batch.ts';
import { largestPage, type Page, pageOf } from './connection.ts';
import { cursorOf, type Place, placeIn } from './cursor.ts';
import { TenantData } from './tenant-data.ts';

interface Identified extends ObjectLiteral {
  readonly tenantId: string;
  readonly id: string;
}
type Property<Row> = Extract<keyof Row, string>;
/** Rows whose properties have these values; a list means any of them. */
export type Where<Row> = {
  readonly [P in Property<Row>]?: Row[P] | readonly NonNullable<Row[P]>[] | FindOperator<unknown>;
};

/** Of a property that is a list in JSON, or, `within` a JSON value, has one there: those lists that hold the id. */
export const holding = (id: string, within: `-> '${string}'` | '' = ''): FindOperator<unknown> =>
  Raw((column) => `(${column} ${within}) @> cast(:held as jsonb)`, { held: JSON.stringify([id]) });

export interface PageOptions<Row> {
  readonly where?: Where<Row>;
  /** And that are like one of these; none of them means no rows. */
  readonly anyOf?: readonly Where<Row>[] | undefined;
  /** By id when it is not given. The id decides among equals. */
  readonly orderBy?: Property<Row>;
  readonly direction?: 'ASC' | 'DESC';
}
interface Paging {
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** The rows of one read model, of the caller's tenant only. */
export class ReadModel<Row extends Identified> {
  readonly #entity: Type<Row>;
  readonly #data: TenantData;
  constructor(entity: Type<Row>, data: TenantData) {
    this.#entity = entity;
    this.#data = data;
  }

  /** One row; several of one request are loaded together. */
  async byId(context: CommandContext, id: string): Promise<Row | null> {
    const load = (ids: readonly string[]) => this.#load(context.tenantId, ids);
    return (await batched(context, `${this.#entity.name}.id`, id.toLowerCase(), load)) ?? null;
  }

  /** Rows in the order of the ids; `null` for what is not there. */
  byIds(context: CommandContext, ids: readonly string[]): Promise<(Row | null)[]> {
    return Promise.all(ids.map((id) => this.byId(context, id)));
  }

  /** The rows of which `property` is `key`; several keys of one request are loaded together, at most a thousand rows for all. */
  async allBy(context: CommandContext, property: Property<Row>, key: string): Promise<readonly Row[]> {
    const load = async (keys: readonly string[]) => {
      const rows = await this.find(context.tenantId, { [property]: keys } as unknown as Where<Row>, 1_000);
      return Map.groupBy(rows, (row) => String(row[property]));
    };
    return (await batched(context, `${this.#entity.name}.${property}`, key, load)) ?? [];
  }

  /** Rows of a tenant, by id, at most so many. */
  find(tenantId: string, where: Where<Row>, most: number): Promise<Row[]> {
    return this.#as(tenantId, (rows) =>
      select(rows, tenantId, where).orderBy('row.id').limit(most).getMany(),
    );
  }

  /** One page of a list. @throws Fault BAD_CURSOR */
  async page(context: CommandContext, paging: Paging, options: PageOptions<Row> = {}): Promise<Page<Row>> {
    const { where = {}, anyOf, orderBy = 'id' as Property<Row>, direction = 'ASC' } = options;
    const { first, after } = paging;
    const size = Math.min(first, largestPage);
    const order = `${this.#entity.name} ${orderBy} ${direction}`;
    const place = after == null ? undefined : placeIn(after, order);
    const rows = await this.#as(context.tenantId, (all) => {
      const selected = select(all, context.tenantId, where, anyOf);
      if (place) selected.andWhere(...beyond(place, orderBy, direction));
      if (orderBy !== 'id') selected.orderBy(`row.${orderBy}`, direction);
      return selected
        .addOrderBy('row.id', direction)
        .limit(size + 1)
        .getMany();
    });
    return pageOf(rows, size, after, (row) =>
      cursorOf(order, { value: placeValueOf(row[orderBy]), id: row.id }),
    );
  }

  /**
   * One page of the rows whose `property` is `key`: a list within a list. Several keys of one request are loaded together,
   * each with its own page. @throws Fault BAD_CURSOR
   */
  async pageBy(
    context: CommandContext,
    property: Property<Row>,
    key: string,
    { first, after }: Paging,
    options: PageOptions<Row> = {},
  ): Promise<Page<Row>> {
    const { where = {}, anyOf, orderBy = 'id' as Property<Row>, direction = 'ASC' } = options;
    const size = Math.min(first, largestPage);
    const order = `${this.#entity.name} ${property} ${orderBy} ${direction}`;
    const place = after == null ? undefined : placeIn(after, order);
    const load = async (keys: readonly string[]) => {
      const rows = await this.#as(context.tenantId, (all) => {
        // Each key's page by an index, however long its list is.
        const paged = select(all, context.tenantId, where, anyOf)
          .select('row.id', 'id')
          .andWhere(`row.${property} = asked.key`);
        if (place) paged.andWhere(...beyond(place, orderBy, direction));
        if (orderBy !== 'id') paged.orderBy(`row.${orderBy}`, direction);
        paged.addOrderBy('row.id', direction).limit(size + 1);
        const type = typeOf(all, property);
        return all
          .createQueryBuilder('row')
          .where('row.tenantId = :tenant', { tenant: context.tenantId })
          .andWhere(
            `row.id in (select paged.id from unnest(cast(:keys as ${type}[])) asked(key)
              cross join lateral (${paged.getQuery()}) paged)`,
          )
          .setParameters({ ...paged.getParameters(), keys })
          .orderBy(`row.${orderBy}`, direction)
          .addOrderBy('row.id', direction)
          .getMany();
      });
      return Map.groupBy(rows, (row) => String(row[property]));
    };
    const name = `${order} ${JSON.stringify([where, anyOf, size, after])}`;
    const rows = (await batched(context, name, key.toLowerCase(), load)) ?? [];
    return pageOf(rows, size, after, (row) =>
      cursorOf(order, { value: placeValueOf(row[orderBy]), id: row.id }),
    );
  }

  async #load(tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, Row>> {
    const where = { id: ids } as unknown as Where<Row>;
    const rows = await this.#as(tenantId, (all) => select(all, tenantId, where).getMany());
    return new Map(rows.map((row) => [row.id, row]));
  }

  #as<T>(tenantId: string, work: (rows: Repository<Row>) => Promise<T>): Promise<T> {
    return this.#data.as(tenantId, (manager) => work(manager.getRepository(this.#entity)));
  }
}

/** Row-level security would leave the other tenants' rows out anyhow; the index wants the tenant named. */
const select = <Row extends Identified>(
  rows: Repository<Row>,
  tenantId: string,
  where: Where<Row>,
  anyOf?: readonly Where<Row>[],
) => {
  const selected = rows.createQueryBuilder('row').where({ tenantId }).andWhere(like(where));
  if (anyOf)
    selected.andWhere(
      new Brackets((part) => {
        part.where('false');
        for (const each of anyOf) part.orWhere(like(each));
      }),
    );
  return selected;
};

/** `uuid` or `text`: what a column of ids is. */
const typeOf = <Row extends Identified>(rows: Repository<Row>, property: string) =>
  rows.metadata.findColumnWithPropertyName(property)?.type === 'uuid' ? 'uuid' : 'text';

const like = <Row>(where: Where<Row>) =>
  new Brackets((part) => {
    part.where('true');
    for (const [property, value] of Object.entries(where))
      if (value !== undefined) part.andWhere({ [property]: Array.isArray(value) ? In(value) : value });
  });

/** What comes after a place, as a condition. */
const beyond = (
  { value, id }: Place,
  orderBy: string,
  direction: 'ASC' | 'DESC',
): [condition: string, values: object] => {
  const than = direction === 'ASC' ? '>' : '<';
  return orderBy === 'id' || value === null
    ? [`row.id ${than} :id`, { id }]
    : [`(row.${orderBy}, row.id) ${than} (:value, :id)`, { value, id }];
};

const placeValueOf = (value: unknown): string | number | null => {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'number' || typeof value === 'string' ? value : null;
};

/** Gives resolvers their read models: `models.of(EngagementView)`. */
@Injectable()
export class ReadModels {
  readonly #data: TenantData;
  constructor(data: TenantData) {
    this.#data = data;
  }

  of<Row extends Identified>(entity: Type<Row>): ReadModel<Row> {
    return new ReadModel(entity, this.#data);
  }
}
