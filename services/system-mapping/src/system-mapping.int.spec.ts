import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Role } from '@securebase/testing';
import { type Rig, startRig } from '../test/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());

const draw = async () => {
  const { systemMap } = await rig.mutate('CLIENT', 'createMap', { kind: 'PERSON', name: 'Mine' });
  const mapId = systemMap.id;
  const actors = ['me', 'my manager', 'my team'].map((label) => ({ kind: 'ROLE', label }));
  const { ids } = await rig.mutate('CLIENT', 'addActors', { mapId, actors });
  const [me = '', manager = '', team = ''] = ids;
  const ties = [
    { source: me, target: manager, kind: 'TURNS_TO', strength: 4 },
    { source: manager, target: me, kind: 'SUPPORTS', strength: 2 },
    { source: me, target: team, kind: 'WORKS_WITH' },
  ];
  return { mapId, me, manager, ...(await rig.mutate('CLIENT', 'assertTies', { mapId, ties })) };
};
const fields = `name metrics { actors ties density reciprocity }
  actors { edges { node { label } } } ties(first: 2) { edges { node { strength } } pageInfo { hasNextPage } }`;
const see = (role: Role, id: string, token: string) =>
  rig.asking<{ systemMap: object | null }>(
    role,
    `query ($id: ID!) { systemMap(id: $id) { ${fields} } }`,
    { id },
    token,
  );

it('shows a map with its actors, its ties and its figures to its owner', async () => {
  const { mapId, token } = await draw();
  const { systemMap } = await see('CLIENT', mapId, token);
  expect(systemMap).toMatchObject({
    name: 'Mine',
    metrics: { actors: 3, ties: 3, density: 0.5, reciprocity: 2 / 3 },
    ties: { pageInfo: { hasNextPage: true } },
  });
});

it('shows it to nobody else, and lets nobody else change it', async () => {
  const { mapId, me, token } = await draw();
  expect((await see('COACH', mapId, token)).systemMap).toBeNull();
  const rename = rig.mutate('COACH', 'renameActor', { mapId, actorId: me, label: 'x' });
  await expect(rename).rejects.toMatchObject({ codes: ['MAP_NOT_FOUND'] });
});

it('removes an actor with its ties', async () => {
  const { mapId, me } = await draw();
  const { token } = await rig.mutate('CLIENT', 'removeActor', { mapId, actorId: me });
  const { systemMap } = await see('CLIENT', mapId, token);
  expect(systemMap).toMatchObject({ metrics: { actors: 2, ties: 0, density: 0, reciprocity: null } });
});

it.each([
  [
    'UNKNOWN_PERSON',
    { actors: [{ kind: 'PERSON', personId: '0198a000-0000-7000-8000-00000000dead', label: 'x' }] },
  ],
  ['BAD_INPUT', { actors: [] }],
  ['BAD_INPUT', { actors: [{ kind: 'ROLE', label: '' }] }],
])('refuses actors with %s', async (code, input) => {
  const { mapId } = await draw();
  await expect(rig.mutate('CLIENT', 'addActors', { mapId, ...input })).rejects.toMatchObject({
    codes: [code],
  });
});

it('refuses a map of an engagement that is not one’s own', async () => {
  const input = { kind: 'TEAM', name: 'x', engagementId: '0198a000-0000-7000-8000-00000000dead' };
  await expect(rig.mutate('COACH', 'createMap', input)).rejects.toMatchObject({
    codes: ['UNKNOWN_ENGAGEMENT'],
  });
});

it('shows a mutation’s map as the mutation left it, without a token', async () => {
  const { mapId, me, manager } = await draw();
  const ties = [{ source: manager, target: me, kind: 'WORKS_WITH' }];
  const more = `token systemMap { ${fields} }`;
  interface Shown {
    readonly systemMap: object;
  }
  for (let round = 1; round <= 5; round++) {
    const actors = [{ kind: 'GROUP', label: `circle ${round}` }];
    const added = await rig.mutate<Shown>('CLIENT', 'addActors', { mapId, actors }, more);
    expect(added.systemMap).toMatchObject({ metrics: { actors: 3 + round, ties: 3 } });
  }
  const asserted = await rig.mutate<Shown>('CLIENT', 'assertTies', { mapId, ties }, more);
  expect(asserted.systemMap).toMatchObject({ metrics: { actors: 8, ties: 4, reciprocity: 2 / 3 } });
});

it('renames, ends, retracts and takes snapshots', async () => {
  const { mapId, me, ids } = await draw();
  const [turnsTo = '', supports = ''] = ids;
  const begun = await rig.mutate('CLIENT', 'takeSnapshot', { mapId, label: 'At the beginning' });
  await rig.mutate('CLIENT', 'renameActor', { mapId, actorId: me, label: 'I' });
  await rig.mutate('CLIENT', 'endTie', { mapId, tieId: turnsTo });
  const { token } = await rig.mutate('CLIENT', 'retractTie', { mapId, tieId: supports });
  const { systemMap } = await rig.asking<{ systemMap: object }>(
    'CLIENT',
    `query ($id: ID!) { systemMap(id: $id) {
      snapshots { id label } metrics { ties } actors { edges { node { label } } } } }`,
    { id: mapId },
    token,
  );
  expect(systemMap).toMatchObject({
    snapshots: [{ id: begun.ids[0], label: 'At the beginning' }],
    metrics: { ties: 1 },
  });
  expect(JSON.stringify(systemMap)).toContain('{"label":"I"}');
  await expect(rig.mutate('CLIENT', 'endTie', { mapId, tieId: turnsTo })).rejects.toMatchObject({
    codes: ['TIE_NOT_FOUND'],
  });
});
