import { describe, expect, it } from '@jest/globals';
import { type MapEvent } from '@securebase/contracts';
import { type CommandContext, seal } from '@securebase/domain-kit';
import { specification } from '@securebase/domain-kit/testing';
import fc from 'fast-check';
import * as domain from './system-map.ts';

const id = (last: string) => `6f1f7b3e-0000-4000-8000-0000000000${last}`;
const [mapId, owner, ana, ben, cleo] = [id('a1'), id('01'), id('b1'), id('b2'), id('b3')];
const context: CommandContext = {
  tenantId: id('00'),
  actorId: owner,
  at: new Date('2026-11-23T09:00:00Z'),
  commandId: id('c1'),
  correlationId: 'specification',
};
const given = specification(domain.systemMap);
const created: MapEvent = {
  type: 'MapCreated',
  data: { mapId, kind: 'TEAM', ownerId: owner, name: seal(owner, 'The team') },
};
const actor = (actorId: string, label = 'x'): domain.NewActor => ({ actorId, kind: 'PERSON', label });
const added = (...ids: string[]): MapEvent => ({
  type: 'ActorsAdded',
  data: { mapId, actors: ids.map((actorId) => ({ actorId, kind: 'PERSON', label: seal(owner, 'x') })) },
});
const tie = (tieId: string, source: string, target: string, strength = 3): domain.NewTie => ({
  tieId,
  source,
  target,
  kind: 'TURNS_TO',
  strength,
});
const asserted = (...ties: domain.NewTie[]): MapEvent => ({
  type: 'TiesAsserted',
  data: { mapId, ties },
});
const [t1, t2] = [tie(id('d1'), ana, ben), tie(id('d2'), ben, cleo)];
const assertTies = (...ties: domain.NewTie[]) => new domain.AssertTies({ mapId, ties }, context);

describe('A map', () => {
  it('is created with a name that only its owner’s key opens', () =>
    given()
      .when(new domain.CreateMap({ mapId, kind: 'TEAM', ownerId: owner, name: 'The team' }, context))
      .then(created));

  it('is created once', () =>
    given(created)
      .when(new domain.CreateMap({ mapId, kind: 'TEAM', ownerId: owner, name: 'The team' }, context))
      .rejects('MAP_ALREADY_CREATED'));

  it('has to exist', () => given().when(assertTies(t1)).rejects('MAP_NOT_FOUND'));

  it('takes actors that it does not have, and leaves the others alone', () =>
    given(created, added(ana))
      .when(new domain.AddActors({ mapId, actors: [actor(ana, 'Somebody else'), actor(ben)] }, context))
      .then(added(ben)));

  it('refuses the same actor twice', () =>
    given(created)
      .when(new domain.AddActors({ mapId, actors: [actor(ana), actor(ana)] }, context))
      .rejects('ACTOR_TWICE'));

  it('takes ties between its actors', () =>
    given(created, added(ana, ben)).when(assertTies(t1)).then(asserted(t1)));

  it('takes a tie that is so already without a trace, and one that changed as it is now', () => {
    const stronger = { ...t1, strength: 5 };
    given(created, added(ana, ben), asserted(t1)).when(assertTies(t1)).then();
    given(created, added(ana, ben), asserted(t1)).when(assertTies(stronger)).then(asserted(stronger));
  });

  it.each([
    ['ACTOR_NOT_FOUND', [t2]],
    ['TIE_TO_ITSELF', [tie(id('d3'), ana, ana)]],
    ['TIE_TWICE', [t1, t1]],
  ])('refuses ties with %s', (code, ties) =>
    given(created, added(ana, ben))
      .when(assertTies(...ties))
      .rejects(code),
  );

  it('ends the ties of an actor that is removed, and no others', () =>
    given(created, added(ana, ben, cleo), asserted(t1, t2))
      .when(new domain.RemoveActor({ mapId, actorId: ana }, context))
      .then(
        { type: 'TieEnded', data: { mapId, tieId: t1.tieId } },
        { type: 'ActorRemoved', data: { mapId, actorId: ana } },
      ));

  it('ends and retracts ties that are there', () => {
    const history = [created, added(ana, ben), asserted(t1)];
    given(...history)
      .when(new domain.EndTie({ mapId, tieId: t1.tieId }, context))
      .then({ type: 'TieEnded', data: { mapId, tieId: t1.tieId } });
    given(...history, { type: 'TieRetracted', data: { mapId, tieId: t1.tieId } })
      .when(new domain.EndTie({ mapId, tieId: t1.tieId }, context))
      .rejects('TIE_NOT_FOUND');
  });
});

it('cuts many ties into events of at most a thousand, in their order', () => {
  const ids = Array.from({ length: 60 }, (_, at) => `actor-${at}`);
  const ties = ids.flatMap((source) =>
    ids.filter((target) => target !== source).map((target) => tie(`${source}-${target}`, source, target)),
  );
  const map = [created, added(...ids)].reduce(domain.evolve, undefined);
  const events = domain.systemMap.decide(assertTies(...ties), map);
  expect(events.map(({ data }) => ('ties' in data ? data.ties.length : 0))).toEqual([1000, 1000, 1000, 540]);
  expect(events.flatMap(({ data }) => ('ties' in data ? data.ties : []))).toEqual(ties);
});

it('never has a tie without its actors, whatever is done in whatever order', () => {
  const ids = ['a', 'b', 'c', 'd'];
  const step = fc.oneof(
    fc
      .constantFrom(...ids)
      .map((actorId) => new domain.AddActors({ mapId, actors: [actor(actorId)] }, context)),
    fc.constantFrom(...ids).map((actorId) => new domain.RemoveActor({ mapId, actorId }, context)),
    fc
      .tuple(fc.constantFrom(...ids), fc.constantFrom(...ids))
      .map(([source, target]) => assertTies(tie(`${source}${target}`, source, target))),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (commands) => {
      let map = domain.evolve(undefined, created);
      for (const command of commands) {
        try {
          map = domain.systemMap.decide(command, map).reduce(domain.evolve, map);
        } catch {
          // a rule said no: nothing happens
        }
        for (const { source, target } of map?.ties.values() ?? [])
          expect(map?.actors.has(source) && map.actors.has(target)).toBe(true);
      }
    }),
  );
});
