import { Injectable, type Type } from '@nestjs/common';
import { type CommandContext, ensure, type Sealed } from '@securebase/domain-kit';
import { ConsistencyGate, EventStore } from '@securebase/event-sourcing';
import { density, graphOf, reciprocity } from '@securebase/network-metrics';
import {
  batched,
  type LookedAt,
  Opener,
  ReadModels,
  type RequestContext,
  type Where,
} from '@securebase/service-kit';
import { type State, systemMap } from '../domain/system-map.ts';
import { ActorView } from '../read-models/actor-view.ts';
import { KnownEngagement, KnownPerson } from '../read-models/directory.ts';
import { MapView } from '../read-models/map-view.ts';
import { TieView } from '../read-models/tie-view.ts';

/** Actors, and ties, of all maps whose figures one query asks for. */
const most = 100_000;
const waitAtMost = 5_000;

/** A map in an answer. In a mutation's answer it knows the mutation, so that what it holds is read as changed. */
export interface ShownMap extends MapView {
  readonly changed?: { readonly token: string; readonly context: CommandContext };
}

export interface MapMetrics {
  readonly actors: number;
  readonly ties: number;
  readonly density: number | null;
  readonly reciprocity: number | null;
}

/** What a map holds, and who may read it: its owner, and the coach of its engagement. */
@Injectable()
export class Maps {
  readonly #models: ReadModels;
  readonly #store: EventStore;
  readonly #gate: ConsistencyGate;
  readonly #opener: Opener;
  constructor(models: ReadModels, store: EventStore, gate: ConsistencyGate, opener: Opener) {
    this.#models = models;
    this.#store = store;
    this.#gate = gate;
    this.#opener = opener;
  }

  /**
   * On whose behalf to read what the map holds: after a mutation, when the read models show it, with a context of its own,
   * whose loaders have not read anything before. @throws NotYetVisible
   */
  async reading({ changed }: ShownMap, current: CommandContext): Promise<CommandContext> {
    if (!changed) return current;
    await this.#gate.waitFor(current.tenantId, changed.token, { timeoutMs: waitAtMost });
    return changed.context;
  }

  /** Whether the caller may see the map at all. */
  async sees(context: CommandContext, { ownerId, engagementId }: Pick<MapView, 'ownerId' | 'engagementId'>) {
    if (ownerId === context.actorId) return true;
    const engagement =
      engagementId === null ? null : await this.#models.of(KnownEngagement).byId(context, engagementId);
    return engagement?.coachIds.includes(context.actorId) === true;
  }

  async find(context: CommandContext, id: string): Promise<MapView | null> {
    const row = await this.#models.of(MapView).byId(context, id);
    return row && (await this.sees(context, row)) ? row : null;
  }

  /** The maps of an engagement that the caller may see. */
  async ofEngagement(context: CommandContext, engagementId: string): Promise<MapView[]> {
    const rows = await this.#models.of(MapView).allBy(context, 'engagementId', engagementId);
    const seen = await Promise.all(rows.map((row) => this.sees(context, row)));
    return rows.filter((_, index) => seen[index]);
  }

  /** Loaded for all maps of a request together. @throws Rejected MAPS_TOO_LARGE */
  async #allOf<Row extends ActorView | TieView>(
    context: CommandContext,
    entity: Type<Row>,
    mapId: string,
  ): Promise<readonly Row[]> {
    const load = async (mapIds: readonly string[]) => {
      const where = { mapId: mapIds } as unknown as Where<Row>;
      const rows = await this.#models.of(entity).find(context.tenantId, where, most + 1);
      ensure(rows.length <= most, 'MAPS_TOO_LARGE');
      return Map.groupBy(rows, (row) => row.mapId);
    };
    return (await batched(context, `${entity.name} of maps`, mapId, load)) ?? [];
  }

  /** Over the distinct pairs of actors, whatever the kinds of their ties. @throws Rejected MAPS_TOO_LARGE */
  async metricsOf(context: CommandContext, mapId: string): Promise<MapMetrics> {
    const [actors, ties] = await Promise.all([
      this.#allOf(context, ActorView, mapId),
      this.#allOf(context, TieView, mapId),
    ]);
    const nodes = actors.map(({ id }) => id);
    const known = new Set(nodes);
    const pairs = new Map(
      ties.map(({ source, target }) => [`${source} ${target}`, { from: source, to: target }]),
    );
    const network = graphOf({
      directed: true,
      nodes,
      ties: [...pairs.values()].filter(({ from, to }) => known.has(from) && known.has(to)),
    });
    const [dense, returned] = [density(network), reciprocity(network)];
    return {
      actors: actors.length,
      ties: ties.length,
      density: dense.computed ? dense.value : null,
      reciprocity: returned.computed ? returned.value : null,
    };
  }

  async text(context: RequestContext, sealed: Sealed | null, at: LookedAt): Promise<string> {
    return sealed === null ? '' : ((await this.#opener.open(context, sealed, at)) ?? 'erased');
  }

  /** @throws Rejected MAP_NOT_FOUND, also for a map that the caller may not change */
  async ensureMay(context: CommandContext, mapId: string): Promise<void> {
    const { events } = await this.#store.readStream(context.tenantId, `${systemMap.name}-${mapId}`);
    const map = (events as never[]).reduce<State>(systemMap.evolve, systemMap.initialState);
    const may =
      map && (await this.sees(context, { ownerId: map.ownerId, engagementId: map.engagementId ?? null }));
    ensure(may, 'MAP_NOT_FOUND', ['input', 'mapId']);
  }

  /** @throws Rejected UNKNOWN_PERSON */
  async ensureKnown(context: CommandContext, personIds: readonly string[], path: string): Promise<void> {
    const rows = await this.#models.of(KnownPerson).byIds(context, personIds);
    const known = rows.every((row) => row?.active) || (await this.#store.carriedOut(context));
    ensure(known, 'UNKNOWN_PERSON', ['input', path]);
  }

  /** Client and coach map the system of an engagement. @throws Rejected UNKNOWN_ENGAGEMENT */
  async engagement(context: CommandContext, engagementId: string): Promise<KnownEngagement> {
    const row = await this.#models.of(KnownEngagement).byId(context, engagementId);
    ensure(row && [row.clientId, ...row.coachIds].includes(context.actorId), 'UNKNOWN_ENGAGEMENT', [
      'input',
      'engagementId',
    ]);
    return row;
  }
}
