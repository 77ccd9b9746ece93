import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seal } from '@securebase/domain-kit';
import { eventually, type Role } from '@securebase/testing';
import { DataSource } from 'typeorm';
import { v7 } from 'uuid';
import { type Rig, startRig } from '../test/rig.ts';

const people = Array.from({ length: 6 }, (_, index) => `member-${index}`);
let rig: Rig;
let last: string | undefined;
beforeAll(async () => {
  rig = await startRig();
  await rig.register('CLIENT', 'COACH', ...people);
});
afterAll(() => rig.stop());

const purpose = seal('6f1f7b3e-0000-4000-8000-00000000000a', 'x');

/** An engagement of the client with the coach, as the engagements service tells it. */
const engaged = async () => {
  const engagementId = v7();
  const [clientId, coachId] = [rig.person('CLIENT'), rig.person('COACH')];
  const stream = `engagement-${engagementId}`;
  const proposal = { engagementId, kind: 'TEAM', clientId, purpose } as const;
  await rig.elsewhere(
    [stream, { type: 'EngagementProposed', data: proposal }],
    [stream, { type: 'MatchConfirmed', data: { engagementId, coachId } }],
  );
  return engagementId;
};
const mapped = async (engagementId: string) => {
  const input = { kind: 'TEAM', name: 'The team', engagementId };
  const { systemMap, token } = await rig.mutate('COACH', 'createMap', input);
  last = token;
  return systemMap.id;
};
const fields =
  'systemMaps { id name metrics { actors ties } actors { edges { node { label } } } ties { edges { node { kind strength } } } }';
const mapsOf = async (role: Role, ids: readonly string[], readAfter = last) => {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Engagement { ${fields} } } }`;
  const of = ids.map((id) => ({ __typename: 'Engagement', id }));
  const { _entities } = await rig.asking<{ _entities: { systemMaps: { id: string }[] }[] }>(
    role,
    query,
    { of },
    readAfter,
  );
  return _entities.map(({ systemMaps }) => systemMaps);
};

describe('The maps of an engagement', () => {
  it('are drawn and seen by its client and its coach, and by nobody else', async () => {
    const engagementId = await engaged();
    const id = await mapped(engagementId);
    for (const role of ['CLIENT', 'COACH'] as const)
      expect(await mapsOf(role, [engagementId])).toMatchObject([[{ id, name: 'The team' }]]);
    for (const role of ['SPONSOR', 'PROGRAM_MANAGER'] as const)
      expect(await mapsOf(role, [engagementId])).toEqual([[]]);
  });

  it('are seen by each of its coaches', async () => {
    const [engagementId, other] = [v7(), rig.person('member-0')];
    const stream = `engagement-${engagementId}`;
    const proposal = { engagementId, kind: 'TEAM', clientId: rig.person('CLIENT'), purpose } as const;
    await rig.elsewhere(
      [stream, { type: 'EngagementProposed', data: proposal }],
      [stream, { type: 'MatchConfirmed', data: { engagementId, coachId: other } }],
    );
    await expect(mapped(engagementId)).rejects.toThrow('UNKNOWN_ENGAGEMENT');
    await rig.elsewhere([
      stream,
      { type: 'CoachAdded', data: { engagementId, coachId: rig.person('COACH') } },
    ]);
    const id = await eventually(() => mapped(engagementId));
    expect(await mapsOf('COACH', [engagementId])).toMatchObject([[{ id }]]);
  });

  it('are gone from the sight of a coach who is not the coach any more', async () => {
    const engagementId = await engaged();
    await mapped(engagementId);
    const matched = {
      type: 'MatchConfirmed',
      data: { engagementId, coachId: rig.person('member-0') },
    } as const;
    await rig.elsewhere([`engagement-${engagementId}`, matched]);
    expect(await mapsOf('COACH', [engagementId])).toEqual([[]]);
  });

  it('cost as many statements for twenty engagements as for one', async () => {
    const ids: string[] = [];
    for (let each = 0; each < 20; each++) {
      const engagementId = await engaged();
      ids.push(engagementId);
      await mapped(engagementId);
    }
    await mapsOf('COACH', ids); // everything is visible from here on
    const source = rig.running.app.get(DataSource);
    const { logger } = source;
    const statementsOf = async (engagements: readonly string[]) => {
      const statements: string[] = [];
      source.logger = {
        ...logger,
        logQuery: (query: string) => {
          if (!/^(begin|commit|select m.status, m.roles)/.test(query)) statements.push(query);
        },
      };
      expect(await mapsOf('COACH', engagements, undefined)).toHaveLength(engagements.length);
      source.logger = logger;
      return statements;
    };
    // Maps, who may see them, and for all maps together: actors and ties for the figures, a page of actors, a page of ties.
    expect(await statementsOf(ids.slice(0, 1))).toHaveLength(7);
    expect(await statementsOf(ids)).toHaveLength(7);
  });
});

it('takes a person as one actor, however their id is written', async () => {
  const mapId = await mapped(await engaged());
  const personId = rig.person('member-0');
  const add = (id: string) =>
    rig.mutate('COACH', 'addActors', { mapId, actors: [{ kind: 'PERSON', personId: id, label: 'x' }] });
  expect((await add(personId.toUpperCase())).ids).toEqual((await add(personId)).ids);
});

describe('A file of ties', () => {
  const ring = people.map((source, at) => `${source},${people[(at + 1) % people.length] ?? ''}`);

  it('brings people and their ties into a map; the same lines again change nothing', async () => {
    const engagementId = await engaged();
    const mapId = await mapped(engagementId);
    const first = await rig.importTies('COACH', mapId, ['source,target', ...ring]);
    expect(first).toMatchObject({ state: 'COMMITTED', added: 6, changed: 0, unchanged: 0 });
    const again = await rig.importTies('CLIENT', mapId, ['target,source', ...ring.map(turned)]);
    expect(again).toMatchObject({ state: 'COMMITTED', added: 0, changed: 0, unchanged: 6 });
    const stronger = ['source,target,strength', ...ring.map((line, at) => `${line},${at < 2 ? 5 : 3}`)];
    const third = await rig.importTies('COACH', mapId, stronger);
    expect(third).toMatchObject({ state: 'COMMITTED', added: 0, changed: 2, unchanged: 4 });
    expect(await mapsOf('CLIENT', [engagementId], third.token)).toMatchObject([
      [{ metrics: { actors: 6, ties: 6 } }],
    ]);
  });

  it.each<[string, readonly string[], readonly (readonly [number, string | null, string])[]]>([
    [
      'an unknown person',
      ['member-0,nobody', 'somebody,member-1'],
      [
        [2, 'target', 'UNKNOWN_PERSON'],
        [3, 'source', 'UNKNOWN_PERSON'],
      ],
    ],
    ['a tie to oneself', ['member-0,member-1', 'member-2,member-2'], [[3, 'target', 'TIE_TO_ITSELF']]],
    [
      'a tie that is there twice',
      ['member-0,member-1', 'member-1,member-0', 'member-0,member-1'],
      [[4, 'source', 'DUPLICATE']],
    ],
    ['a number that is none', ['member-0,member-1,WORKS_WITH,much'], [[2, 'strength', 'BAD_NUMBER']]],
    ['a number out of range', ['member-0,member-1,WORKS_WITH,6'], [[2, 'strength', 'OUT_OF_RANGE']]],
    ['a kind that there is not', ['member-0,member-1,LOVES'], [[2, 'kind', 'BAD_VALUE']]],
  ])('with %s is refused, and nothing of it happens', async (_, lines, errors) => {
    const engagementId = await engaged();
    const mapId = await mapped(engagementId);
    const columns = Math.max(...lines.map((line) => line.split(',').length));
    const header = ['source', 'target', 'kind', 'strength'].slice(0, columns).join(',');
    expect(await rig.importTies('COACH', mapId, [header, ...lines])).toMatchObject({
      state: 'REFUSED',
      errors,
    });
    expect(await mapsOf('COACH', [engagementId])).toMatchObject([[{ metrics: { actors: 0, ties: 0 } }]]);
  });

  it('is for those who may change the map', async () => {
    const { systemMap } = await rig.mutate('CLIENT', 'createMap', { kind: 'PERSON', name: 'Mine' });
    const refused = await rig.importTies('COACH', systemMap.id, ['source,target', ...ring]);
    expect(refused).toMatchObject({ state: 'REFUSED', errors: [[0, null, 'MAP_NOT_FOUND']] });
  });
});

const turned = (line: string) => line.split(',').reverse().join(',');
