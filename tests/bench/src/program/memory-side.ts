// The command side and the read models in memory: what the generator of rows makes rows of.
import { demoTenant } from '@securebase/embedded';
import {
  type AnyDerived,
  type Decider,
  derive,
  type Event,
  type Moved,
  project,
  type Recorded,
} from '@securebase/domain-kit';
import { dataOf } from '@securebase/event-sourcing';
import { type Sealing } from '@securebase/sealing';
import { commandsOf } from './commands.ts';
import { type Service } from './service.ts';
import { type Numbered, type Wish } from './story.ts';

type AnyDecider = Decider<object, Event, unknown>;
type Row = Record<string, unknown>;

/** The rows of one table, by id. */
export type Rows = ReadonlyMap<string, Row>;

/** An event's id says in which order it came; like every id of the story it begins with the number of what it belongs to. */
const eventId = (by: Numbered, number: number, index: number): string => {
  const mark = { tenant: 0, program: 1, cohort: 2, coach: 3, engagement: 4 }[by];
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
  return `${hex(number, 8)}-${hex(index, 4)}-4eee-8${mark}ee-eeeeeeeeeeee`;
};

/** Where each event came to stand. */
export const placeOf = ({ stream, version }: Pick<Recorded, 'stream' | 'version'>): string =>
  `${stream}/${version}`;

export class MemorySide {
  readonly #deciders: readonly AnyDecider[];
  readonly #service: Service;
  readonly #commandOf: (wish: Wish) => object;
  readonly #sealing: Sealing | undefined;
  readonly #states = new Map<string, { readonly state: unknown; readonly version: number }>();
  readonly #rows = new Map<string, Map<string, Row>>();
  /** Ids of events by their places. */
  readonly ids = new Map<string, string>();

  /** @param sealing without it personal values stay plain: for rows that nobody looks inside */
  constructor(service: Service, sealing?: Sealing) {
    this.#service = service;
    this.#deciders = service.definition.deciders as unknown as readonly AnyDecider[];
    this.#commandOf = commandsOf(service.definition);
    this.#sealing = sealing;
  }

  /** Tells a story: what is wished happens, and the read models show it. */
  async tell(by: Numbered, number: number, wishes: readonly Wish[]): Promise<void> {
    const plain: Recorded[] = [];
    for (const wish of wishes)
      for (const each of this.#decided(wish)) {
        const id = eventId(by, number, plain.length);
        this.ids.set(placeOf(each), id);
        plain.push({ ...each, id, tenantId: demoTenant, at: wish.at.toISOString(), actorId: wish.actorId });
      }
    const stored = this.#sealing ? await this.#sealing.close(demoTenant, plain) : undefined;
    const { catalogue } = this.#service.definition;
    for (const [index, event] of plain.entries()) {
      const schemaVersion = catalogue[event.type]?.schemaVersion ?? 1;
      const given = { ...event, schemaVersion, data: stored ? stored[index] : event.data };
      this.#show(event, { ...event, data: dataOf(catalogue, given) });
    }
  }

  /** The rows that there are now, by table. */
  rows(): ReadonlyMap<string, Rows> {
    return this.#rows;
  }

  #decided(wish: Wish): (Event & { stream: string; version: number })[] {
    const command = this.#commandOf(wish);
    const concerned = this.#deciders.flatMap((decider) => {
      if (!decider.commands.some((each) => command instanceof each)) return [];
      const id = decider.streamId(command);
      if (id === undefined) return [];
      const stream = `${decider.name}-${id}`;
      return [
        { decider, stream, ...(this.#states.get(stream) ?? { state: decider.initialState, version: 0 }) },
      ];
    });
    const beside = Object.fromEntries(concerned.map(({ decider, state }) => [decider.name, state]));
    return concerned.flatMap(({ decider, stream, state, version }) => {
      const events = decider.decide(command, state, beside);
      if (events.length > 0)
        this.#states.set(stream, {
          state: events.reduce(decider.evolve, state),
          version: version + events.length,
        });
      return events.map((event, index) => ({ ...event, stream, version: version + index + 1 }));
    });
  }

  #show(plain: Recorded, stored: Recorded): void {
    for (const model of this.#service.models) {
      if (!Object.hasOwn(model.on, plain.type)) continue;
      const event = model.opens ? plain : stored;
      const rows = this.#tableOf(model.table);
      for (const id of model.rowIds(event as never)) {
        const before = rows.get(id);
        const after = project<Event, Row>(model, before, event, id);
        this.#keep(model.table, [{ id, before, after }]);
        this.#move(model.derived ?? [], [{ id, before, after }]);
      }
    }
  }

  #tableOf(table: string): Map<string, Row> {
    const rows = this.#rows.get(table) ?? new Map<string, Row>();
    this.#rows.set(table, rows);
    return rows;
  }

  #keep(table: string, moved: readonly Moved<Row>[]): void {
    const rows = this.#tableOf(table);
    for (const { id, after } of moved)
      if (after) rows.set(id, after);
      else rows.delete(id);
  }

  /** What is made of rows moves with them. */
  #move(all: readonly AnyDerived<Row>[], moved: readonly Moved<Row>[]): void {
    for (const each of all) {
      const further = derive(each, moved, this.#tableOf(each.table));
      this.#keep(each.table, further);
      this.#move(each.derived ?? [], further);
    }
  }
}
