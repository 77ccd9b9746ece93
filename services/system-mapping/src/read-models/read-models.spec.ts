import { describe, expect, it } from '@jest/globals';
import { type EngagementsEvent, type MapEvent } from '@securebase/contracts';
import { type Event, type Recorded, rowOf, seal } from '@securebase/domain-kit';
import { actorView } from './actor-view.ts';
import { knownEngagement, knownPerson } from './directory.ts';
import { mapView } from './map-view.ts';
import { tieView } from './tie-view.ts';

const at = '2026-11-23T09:00:00.000Z';
const [mapId, owner, ana, ben] = ['a-map', 'its-owner', 'ana', 'ben'];
const recorded = <E extends Event>(stream: string, ...events: readonly E[]): Recorded<E>[] =>
  events.map((event, index) => ({
    ...event,
    ...{ tenantId: 'a-tenant', stream, version: index + 1, id: `event-${index}`, at, actorId: owner },
  }));

const story = recorded<MapEvent>(
  `map-${mapId}`,
  { type: 'MapCreated', data: { mapId, kind: 'TEAM', ownerId: owner, name: seal(owner, 'The team') } },
  {
    type: 'ActorsAdded',
    data: {
      mapId,
      actors: [ana, ben].map((actorId) => ({ actorId, kind: 'PERSON', label: seal(owner, actorId) })),
    },
  },
  {
    type: 'TiesAsserted',
    data: {
      mapId,
      ties: [
        { tieId: 't1', source: ana, target: ben, kind: 'TURNS_TO', strength: 3 },
        { tieId: 't2', source: ben, target: ana, kind: 'SUPPORTS', strength: 2 },
      ],
    },
  },
  { type: 'SnapshotTaken', data: { mapId, snapshotId: 's1', label: seal(owner, 'At the beginning') } },
  {
    type: 'TiesAsserted',
    data: { mapId, ties: [{ tieId: 't1', source: ana, target: ben, kind: 'TURNS_TO', strength: 5 }] },
  },
  { type: 'ActorRenamed', data: { mapId, actorId: ana, label: seal(owner, 'Ana') } },
  { type: 'TieRetracted', data: { mapId, tieId: 't2' } },
);

describe('The read models of a map', () => {
  it('hold its name sealed, and its snapshots', () =>
    expect(rowOf(mapView, story, mapId)).toEqual({
      kind: 'TEAM',
      ownerId: owner,
      engagementId: null,
      name: seal(owner, 'The team'),
      snapshots: [{ id: 's1', label: seal(owner, 'At the beginning'), takenAt: at }],
      createdAt: at,
    }));

  it('hold its actors as they are called now', () => {
    expect(rowOf(actorView, story, ana)).toMatchObject({ mapId, label: seal(owner, 'Ana'), personId: null });
    expect(rowOf(actorView, story, ben)).toMatchObject({ label: seal(owner, ben) });
  });

  it('hold its ties as they are now, and no tie that was taken back', () => {
    expect(rowOf(tieView, story, 't1')).toMatchObject({ source: ana, target: ben, strength: 5 });
    expect(rowOf(tieView, story, 't2')).toBeUndefined();
  });

  it('are not changed by events that are repeated from the beginning', () => {
    for (const id of ['t1', 't2'])
      expect(rowOf(tieView, [...story, ...story], id)).toEqual(rowOf(tieView, story, id));
    for (const id of [ana, ben])
      expect(rowOf(actorView, [...story, ...story], id)).toEqual(rowOf(actorView, story, id));
  });
});

describe('What is known of the directory', () => {
  it('is that a person is there, and who is client and coach of an engagement', () => {
    const sealed = seal(ana, 'x');
    const data = { engagementId: 'e', kind: 'TEAM', clientId: ana, purpose: sealed } as const;
    const elsewhere = recorded<EngagementsEvent>(
      'any',
      { type: 'PersonRegistered', data: { personId: ana, name: sealed, email: sealed } },
      { type: 'EngagementProposed', data },
      { type: 'MatchConfirmed', data: { engagementId: 'e', coachId: ben } },
    );
    expect(rowOf(knownPerson, elsewhere, ana)).toEqual({ active: true });
    expect(rowOf(knownEngagement, elsewhere, 'e')).toEqual({ clientId: ana, coachIds: [ben] });
    const declined = { type: 'MatchDeclined', data: { engagementId: 'e', coachId: ben } } as const;
    expect(rowOf(knownEngagement, [...elsewhere, ...recorded('any', declined)], 'e')).toEqual({
      clientId: ana,
      coachIds: [],
    });
    for (const type of ['PersonDeactivated', 'SubjectErased'] as const) {
      const gone = { type, data: { personId: ana } };
      expect(rowOf(knownPerson, [...elsewhere, ...recorded('any', gone)], ana)).toEqual({ active: false });
    }
  });
});
