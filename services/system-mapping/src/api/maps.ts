import { Injectable } from '@nestjs/common';
import { ensure, type Sealed, open } from '@securebase/domain-kit';
import { EventStore } from '@securebase/event-sourcing';
import { density, type Network, reciprocity } from '@securebase/network-metrics';
import { batched, ReadModels, type RequestContext } from '@securebase/service-kit';
import { type State, systemMap } from '../domain/system-map.ts';
import { ActorView } from '../read-models/actor-view.ts';
import { KnownEngagement, KnownPerson } from '../read-models/directory.ts';
import { MapView } from '../read-models/map-view.ts';
import { TieView } from '../read-models/tie-view.ts';

/** Actors and ties of the maps of one query, at most. */
const most = 100_000;

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
  constructor(models: ReadModels, store: EventStore) {
    this.#models = models;
    this.#store = store;
  }

  /** Whether the caller may see the map at all. */
  async sees(context: RequestContext, { ownerId, engagementId }: Pick<MapView, 'ownerId' | 'engagementId'>) {
    if (ownerId === context.actorId) return true;
    const engagement =
      engagementId === null ? null : await this.#models.of(KnownEngagement).byId(context, engagementId);
    return engagement?.coachId === context.actorId;
  }

  async find(context: RequestContext, id: string): Promise<MapView | null> {
    const row = await this.#models.of(MapView).byId(context, id);
    return row && (await this.sees(context, row)) ? row : null;
  }

  /** The maps of an engagement that the caller may see. */
  async ofEngagement(context: RequestContext, engagementId: string): Promise<MapView[]> {
    const rows = await this.#models.of(MapView).allBy(context, 'engagementId', engagementId);
    const seen = await Promise.all(rows.map((row) => this.sees(context, row)));
    return rows.filter((_, index) => seen[index]);
  }

  /** Loaded for all maps of a request together. */
  async actorsOf(context: RequestContext, mapId: string): Promise<readonly ActorView[]> {
    const load = async (mapIds: readonly string[]) =>
      Map.groupBy(
        await this.#models.of(ActorView).find(context.tenantId, { mapId: mapIds }, most),
        (row) => row.mapId,
      );
    return (await batched(context, 'actors-of-map', mapId, load)) ?? [];
  }

  /** Loaded for all maps of a request together. */
  async tiesOf(context: RequestContext, mapId: string): Promise<readonly TieView[]> {
    const load = async (mapIds: readonly string[]) =>
      Map.groupBy(
        await this.#models.of(TieView).find(context.tenantId, { mapId: mapIds }, most),
        (row) => row.mapId,
      );
    return (await batched(context, 'ties-of-map', mapId, load)) ?? [];
  }

  /** Over the distinct pairs of actors, whatever the kinds of their ties. */
  async metricsOf(context: RequestContext, mapId: string): Promise<MapMetrics> {
    const [actors, ties] = await Promise.all([this.actorsOf(context, mapId), this.tiesOf(context, mapId)]);
    const places = new Map(actors.map(({ id }, place) => [id, place]));
    const pairs = ties.flatMap(({ source, target }) => {
      const [from, to] = [places.get(source), places.get(target)];
      return from === undefined || to === undefined ? [] : [[from, to] as const];
    });
    const network: Network = { nodes: actors.length, directed: true, ties: pairs };
    const [dense, returned] = [density(network), reciprocity(network)];
    return {
      actors: actors.length,
      ties: ties.length,
      density: dense.computed ? dense.value : null,
      reciprocity: returned.computed ? returned.value : null,
    };
  }

  text(sealed: Sealed | null): string {
    return sealed === null ? '' : open(sealed);
  }

  /** @throws Rejected MAP_NOT_FOUND, also for a map that the caller may not change */
  async ensureMay(context: RequestContext, mapId: string): Promise<void> {
    const { events } = await this.#store.readStream(context.tenantId, `${systemMap.name}-${mapId}`);
    const map = (events as never[]).reduce<State>(systemMap.evolve, systemMap.initialState);
    const may =
      map && (await this.sees(context, { ownerId: map.ownerId, engagementId: map.engagementId ?? null }));
    ensure(may, 'MAP_NOT_FOUND', ['input', 'mapId']);
  }

  /** @throws Rejected UNKNOWN_PERSON */
  async ensureKnown(context: RequestContext, personIds: readonly string[], path: string): Promise<void> {
    const rows = await this.#models.of(KnownPerson).byIds(context, personIds);
    ensure(rows.every(Boolean), 'UNKNOWN_PERSON', ['input', path]);
  }

  /** Client and coach map the system of an engagement. @throws Rejected UNKNOWN_ENGAGEMENT */
  async engagement(context: RequestContext, engagementId: string): Promise<KnownEngagement> {
    const row = await this.#models.of(KnownEngagement).byId(context, engagementId);
    ensure(row && [row.clientId, row.coachId].includes(context.actorId), 'UNKNOWN_ENGAGEMENT', [
      'input',
      'engagementId',
    ]);
    return row;
  }
}
