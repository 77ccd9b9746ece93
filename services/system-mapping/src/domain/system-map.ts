import { type ActorKind, type MapKind, type MapEvent, type TieKind } from '@securebase/contracts';
import { Command, type Decider, ensure, seal } from '@securebase/domain-kit';

interface OfMap {
  readonly mapId: string;
}
export class CreateMap extends Command<
  OfMap & { kind: MapKind; engagementId?: string | undefined; ownerId: string; name: string }
> {
  readonly type = 'CreateMap';
}
export interface NewActor {
  readonly actorId: string;
  readonly kind: ActorKind;
  readonly personId?: string | undefined;
  readonly label: string;
}
export class AddActors extends Command<OfMap & { actors: readonly NewActor[] }> {
  readonly type = 'AddActors';
}
export class RenameActor extends Command<OfMap & { actorId: string; label: string }> {
  readonly type = 'RenameActor';
}
export class RemoveActor extends Command<OfMap & { actorId: string }> {
  readonly type = 'RemoveActor';
}
export interface NewTie {
  readonly tieId: string;
  readonly source: string;
  readonly target: string;
  readonly kind: TieKind;
  readonly strength: number;
}
export class AssertTies extends Command<OfMap & { ties: readonly NewTie[] }> {
  readonly type = 'AssertTies';
}
export class EndTie extends Command<OfMap & { tieId: string }> {
  readonly type = 'EndTie';
}
export class RetractTie extends Command<OfMap & { tieId: string }> {
  readonly type = 'RetractTie';
}
export class TakeSnapshot extends Command<OfMap & { snapshotId: string; label: string }> {
  readonly type = 'TakeSnapshot';
}
export type MapCommand =
  CreateMap | AddActors | RenameActor | RemoveActor | AssertTies | EndTie | RetractTie | TakeSnapshot;

export interface SystemMap {
  readonly ownerId: string;
  readonly engagementId: string | undefined;
  readonly actors: ReadonlySet<string>;
  /** The ties that are there now. */
  readonly ties: ReadonlyMap<string, NewTie>;
  readonly snapshots: ReadonlySet<string>;
}
/** Once created; `undefined` before. */
export type State = SystemMap | undefined;

const mostPerEvent = 1000;
const chunks = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / mostPerEvent) }, (_, index) =>
    all.slice(index * mostPerEvent, (index + 1) * mostPerEvent),
  );

const ensureAllDifferent = (ids: readonly string[], code: string, path: string) => {
  ensure(new Set(ids).size === ids.length, code, ['input', path]);
};

/** Actors that are new become part of the map; those that are there already are left alone. */
export const actorsAdded = (mapId: string, map: SystemMap, actors: readonly NewActor[]): MapEvent[] => {
  const fresh = actors.filter(({ actorId }) => !map.actors.has(actorId));
  return chunks(fresh).map((part) => ({
    type: 'ActorsAdded',
    data: {
      mapId,
      actors: part.map(({ actorId, kind, personId, label }) => ({
        actorId,
        kind,
        ...(personId !== undefined && { personId }),
        label: seal(map.ownerId, label),
      })),
    },
  }));
};

const same = (a: NewTie | undefined, b: NewTie) =>
  a?.source === b.source && a.target === b.target && a.kind === b.kind && a.strength === b.strength;

/** Ties that are new or otherwise than before are asserted; those that are so already are left alone. */
export const tiesAsserted = (mapId: string, map: SystemMap, ties: readonly NewTie[]): MapEvent[] => {
  const fresh = ties.filter((tie) => !same(map.ties.get(tie.tieId), tie));
  return chunks(fresh).map((part) => ({ type: 'TiesAsserted', data: { mapId, ties: part } }));
};

const removeActor = (mapId: string, map: SystemMap, actorId: string): MapEvent[] => {
  ensure(map.actors.has(actorId), 'ACTOR_NOT_FOUND', ['input', 'actorId']);
  const ended = [...map.ties.values()].filter(
    ({ source, target }) => source === actorId || target === actorId,
  );
  return [
    ...ended.map(({ tieId }): MapEvent => ({ type: 'TieEnded', data: { mapId, tieId } })),
    { type: 'ActorRemoved', data: { mapId, actorId } },
  ];
};

const decide = (command: MapCommand, map: State): MapEvent[] => {
  const { mapId } = command.data;
  if (command.type === 'CreateMap') {
    ensure(!map, 'MAP_ALREADY_CREATED');
    const { kind, engagementId, ownerId, name } = command.data;
    const optional = engagementId === undefined ? {} : { engagementId };
    return [{ type: 'MapCreated', data: { mapId, kind, ownerId, name: seal(ownerId, name), ...optional } }];
  }
  ensure(map, 'MAP_NOT_FOUND', ['input', 'mapId']);
  switch (command.type) {
    case 'AddActors': {
      const { actors } = command.data;
      ensureAllDifferent(
        actors.map(({ actorId }) => actorId),
        'ACTOR_TWICE',
        'actors',
      );
      return actorsAdded(mapId, map, actors);
    }
    case 'RenameActor': {
      const { actorId, label } = command.data;
      ensure(map.actors.has(actorId), 'ACTOR_NOT_FOUND', ['input', 'actorId']);
      return [{ type: 'ActorRenamed', data: { mapId, actorId, label: seal(map.ownerId, label) } }];
    }
    case 'RemoveActor':
      return removeActor(mapId, map, command.data.actorId);
    case 'AssertTies': {
      const { ties } = command.data;
      ensureAllDifferent(
        ties.map(({ tieId }) => tieId),
        'TIE_TWICE',
        'ties',
      );
      for (const { source, target } of ties) {
        ensure(map.actors.has(source) && map.actors.has(target), 'ACTOR_NOT_FOUND', ['input', 'ties']);
        ensure(source !== target, 'TIE_TO_ITSELF', ['input', 'ties']);
      }
      return tiesAsserted(mapId, map, ties);
    }
    case 'EndTie':
    case 'RetractTie': {
      const { tieId } = command.data;
      ensure(map.ties.has(tieId), 'TIE_NOT_FOUND', ['input', 'tieId']);
      return [{ type: command.type === 'EndTie' ? 'TieEnded' : 'TieRetracted', data: { mapId, tieId } }];
    }
    case 'TakeSnapshot': {
      const { snapshotId, label } = command.data;
      ensure(!map.snapshots.has(snapshotId), 'SNAPSHOT_ALREADY_TAKEN');
      return [{ type: 'SnapshotTaken', data: { mapId, snapshotId, label: seal(map.ownerId, label) } }];
    }
  }
};

const without = <K, V>(all: ReadonlyMap<K, V>, key: K) => new Map([...all].filter(([each]) => each !== key));

export const evolve = (map: State, event: MapEvent): State => {
  if (event.type === 'MapCreated') {
    const { ownerId, engagementId } = event.data;
    return { ownerId, engagementId, actors: new Set(), ties: new Map(), snapshots: new Set() };
  }
  if (!map) return map;
  switch (event.type) {
    case 'ActorsAdded':
      return { ...map, actors: new Set([...map.actors, ...event.data.actors.map(({ actorId }) => actorId)]) };
    case 'ActorRenamed':
      return map;
    case 'ActorRemoved':
      return { ...map, actors: new Set([...map.actors].filter((each) => each !== event.data.actorId)) };
    case 'TiesAsserted':
      return {
        ...map,
        ties: new Map([...map.ties, ...event.data.ties.map((tie) => [tie.tieId, tie] as const)]),
      };
    case 'TieEnded':
    case 'TieRetracted':
      return { ...map, ties: without(map.ties, event.data.tieId) };
    case 'SnapshotTaken':
      return { ...map, snapshots: new Set([...map.snapshots, event.data.snapshotId]) };
  }
};

export const systemMap: Decider<MapCommand, MapEvent, State> = {
  name: 'map',
  commands: [CreateMap, AddActors, RenameActor, RemoveActor, AssertTies, EndTie, RetractTie, TakeSnapshot],
  begins: [CreateMap],
  streamId: (command) => command.data.mapId,
  initialState: undefined,
  decide,
  evolve,
};
