import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { doneOrWaiting, eventually, personAs, Refused, whileLate } from '@securebase/testing';
import { talkOfMatching } from '../test/matching-talk.ts';
import { type Rig, startRig } from '../test/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());

const { as, manager, person, coach, program, propose, profileOf } = talkOfMatching(() => rig);
const codesOf = (error: unknown) => (error instanceof Refused ? error.codes : [String(error)]);

it('proposes an engagement for everybody of a cohort, once, and for whoever comes later', async () => {
  const [hana, ivo] = [await person('Hana'), await person('Ivo')];
  const { programId, cohortId } = await program([hana]);
  const input = { programId, cohortId, purpose: 'to lead' };
  const commandId = '0198a000-0000-7000-8000-00000000c0de';
  const first = await manager.tell('proposeEngagements', 'proposed', { ...input, commandId });
  const same = await manager.tell('proposeEngagements', 'proposed', { ...input, commandId });
  expect([first['proposed'], same['proposed']]).toEqual([1, 1]);
  expect(await manager.tell('proposeEngagements', 'proposed', input)).toMatchObject({ proposed: 0 });
  const fields = 'program { id } cohort { id participants }';
  await rig.mutate('PROGRAM_MANAGER', 'enrollParticipants', fields, {
    programId,
    cohortId,
    personIds: [ivo],
  });
  const { token } = await manager.tell('proposeEngagements', 'proposed', input);
  const mine = '{ engagements(as: CLIENT) { edges { node { purpose status } } } }';
  for (const who of [hana, ivo])
    expect(await as('CLIENT', who).asking(mine, {}, token)).toEqual({
      engagements: { edges: [{ node: { purpose: 'to lead', status: 'PROPOSED' } }] },
    });
});

it('proposes no second engagement to who has one in the cohort, however late the read models are', async () => {
  const jana = await person('Jana');
  const { programId, cohortId } = await program([jana]);
  const { told } = await whileLate(rig.db, 'engagement_view', async () => {
    await propose(jana, { programId, cohortId });
    const input = { programId, cohortId, purpose: 'to lead' };
    const proposing = manager.tell('proposeEngagements', 'proposed', input);
    await doneOrWaiting(rig.db, proposing);
    return { told: proposing };
  });
  expect(await told).toMatchObject({ proposed: 0 });
});

describe('A coach who is asked', () => {
  it('declines, another accepts, and only the client and program managers hear of both', async () => {
    const gita = await person('Gita');
    const [first, second] = [await coach('First'), await coach('Second')];
    const { programId, cohortId } = await program([gita]);
    await manager.tell('poolCoaches', 'programId', { programId, coachIds: [first, second] });
    const engagementId = await propose(gita, { programId, cohortId });
    const client = as('CLIENT', gita);
    const requests = '{ coachRequests { edges { node { id clientName } } } }';
    const asked = await client.tell('proposeCoach', 'engagement { id }', { engagementId, coachId: first });
    const [ofFirst, ofSecond] = [as('COACH', first), as('COACH', second)];
    const one = { coachRequests: { edges: [{ node: { id: engagementId, clientName: 'Gita' } }] } };
    const none = { coachRequests: { edges: [] } };
    expect(await ofFirst.asking(requests, {}, asked.token)).toEqual(one);
    expect(await ofSecond.asking(requests, {}, asked.token)).toEqual(none);
    const accept = (who: typeof ofFirst) =>
      who.tell('acceptMatch', 'engagement { status }', { engagementId });
    await expect(accept(ofSecond)).rejects.toMatchObject({ codes: ['ENGAGEMENT_NOT_FOUND'] });

    const no = { engagementId, coachId: first };
    await expect(ofSecond.tell('declineMatch', 'engagementId', no)).rejects.toMatchObject({
      codes: ['ENGAGEMENT_NOT_FOUND'],
    });
    const { token } = await ofFirst.tell('declineMatch', 'engagementId', no);
    expect(await ofFirst.asking(requests, {}, token)).toEqual(none);
    await client.tell('proposeCoach', 'engagement { id }', { engagementId, coachId: second });
    const accepted = await accept(ofSecond);
    expect(accepted['engagement']).toEqual({ status: 'MATCHED' });
    expect(await profileOf(second, accepted.token)).toMatchObject({ taken: 1 });

    const history = 'query ($id: ID!) { engagement(id: $id) { matching { step coachId } } }';
    const steps = [
      { step: 'PROPOSED', coachId: first },
      { step: 'DECLINED', coachId: first },
      { step: 'PROPOSED', coachId: second },
      { step: 'CONFIRMED', coachId: second },
    ];
    const seen = (who: typeof ofFirst) => who.asking(history, { id: engagementId }, accepted.token);
    expect(await seen(client)).toEqual({ engagement: { matching: steps } });
    expect(await seen(manager)).toEqual({ engagement: { matching: steps } });
    expect(await seen(ofSecond)).toEqual({ engagement: { matching: null } });

    // It does not hold after the first meeting: the place is free, and the client chooses again.
    const over = await client.tell('declineMatch', 'engagementId', { engagementId, coachId: second });
    expect(await profileOf(second, over.token)).toMatchObject({ taken: 0 });
    const again = await manager.tell('confirmMatch', 'engagement { status }', {
      engagementId,
      coachId: first,
    });
    expect(again['engagement']).toEqual({ status: 'MATCHED' });
    expect(await profileOf(first, again.token)).toMatchObject({ taken: 1 });
    const end = await client.tell('endEngagementEarly', 'engagement { status }', { engagementId });
    expect(await profileOf(first, end.token)).toMatchObject({ taken: 0 });
  });

  it.each([
    ['COACH_NOT_IN_POOL', () => coach('Outside')],
    ['UNKNOWN_PERSON', () => Promise.resolve('0198a000-0000-7000-8000-00000000dead')],
    ['COACH_IS_CLIENT', () => Promise.resolve(personAs('CLIENT'))],
  ])('is not, with %s', async (code, coachOf) => {
    const { programId, cohortId } = await program([personAs('CLIENT')]);
    await manager.tell('poolCoaches', 'programId', { programId, coachIds: [await coach('Inside')] });
    const engagementId = await propose(personAs('CLIENT'), { programId, cohortId });
    const input = { engagementId, coachId: await coachOf() };
    await expect(as('CLIENT').tell('proposeCoach', 'engagement { id }', input)).rejects.toMatchObject({
      codes: [code],
    });
  });
});

it('never overbooks a coach, however many confirm at once, and refuses only who finds no place', async () => {
  const places = 12;
  const coachIds = [
    await coach('Adam', { capacity: places }),
    await coach('Berta', { capacity: places }),
    await coach('Cora', { capacity: places }),
  ];
  const clients: string[] = [];
  for (let n = 0; n < 20; n++) clients.push(await person(`Client ${n}`));
  const { programId } = await program(clients);
  await manager.tell('poolCoaches', 'programId', { programId, coachIds });
  // Each client has several engagements, so that hundreds are confirmed.
  const wished = await Promise.all(
    Array.from({ length: 120 }, async (_, n) => {
      const clientId = clients[n % clients.length] ?? '';
      return {
        clientId,
        engagementId: await propose(clientId, { programId }),
        coachId: coachIds[n % 3] ?? '',
      };
    }),
  );
  const outcomes = await Promise.allSettled(
    wished.map(({ clientId, ...input }) =>
      as('CLIENT', clientId).tell('confirmMatch', 'engagement { id }', input),
    ),
  );
  const tokens = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value.token] : []));
  const refusals = outcomes.flatMap((each) => (each.status === 'rejected' ? codesOf(each.reason) : []));
  expect(tokens).toHaveLength(3 * places);
  expect(refusals).toEqual(Array.from({ length: 120 - 3 * places }, () => 'COACH_FULL'));
  for (const token of tokens.slice(-1))
    for (const coachId of coachIds)
      expect(
        await eventually(async () => {
          const profile = await profileOf(coachId, token);
          if ((profile as { taken: number } | null)?.taken !== places)
            throw new Error('Not all are there yet.');
          return profile;
        }),
      ).toMatchObject({ taken: places });
}, 180_000);
