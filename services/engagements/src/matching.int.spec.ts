import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, eventually, personAs, Refused, type Role, tokenFor } from '@securebase/testing';
import { engagementFields, type Rig, startRig } from '../test/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());

type Told = Readonly<Record<string, unknown>> & { readonly token: string };

/** As this person, in this role. */
const as = (role: Role, subject?: string) => {
  const asking = async <T>(query: string, variables: object = {}, readAfter?: string) => {
    const token = await tokenFor(role, subject === undefined ? {} : { subject });
    return ask<T>(rig.url, query, variables, { token, ...(readAfter !== undefined && { readAfter }) });
  };
  return {
    asking,
    tell: async (name: string, fields: string, input: object): Promise<Told> => {
      const shared: Readonly<Record<string, string>> = {
        acceptMatch: 'EngagementInput',
        endEngagementEarly: 'EngagementInput',
      };
      const type = shared[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
      const text = `mutation ($input: ${type}!) { told: ${name}(input: $input) { token ${fields} } }`;
      return (await asking<{ told: Told }>(text, { input })).told;
    },
  };
};
const manager = as('PROGRAM_MANAGER');
const codesOf = (error: unknown) => (error instanceof Refused ? error.codes : [String(error)]);

let numbered = 0;
const person = async (name: string): Promise<string> => {
  const email = `someone-${numbered++}@example.org`;
  const { person } = (await as('ADMIN').tell('registerPerson', 'person { id }', {
    name,
    email,
  })) as unknown as {
    person: { id: string };
  };
  return person.id;
};
const coach = async (name: string, more: object = {}): Promise<string> => {
  const coachId = await person(name);
  await manager.tell('registerCoach', 'coach { id }', {
    coachId,
    languages: ['de', 'en'],
    specialities: ['CONFLICT'],
    credentials: ['PCC'],
    timeZone: 'Europe/Vienna',
    capacity: 3,
    units: ['Research'],
    ...more,
  });
  return coachId;
};
const program = async (participants: readonly string[]): Promise<{ programId: string; cohortId: string }> => {
  const plan = { name: 'Lead', purpose: 'to lead', startsOn: '2027-01-01', endsOn: '2027-12-31' };
  const fields = 'program { id } cohort { id participants }';
  const drafted = await rig.mutate('PROGRAM_MANAGER', 'draftProgram', fields, plan);
  const programId = drafted.program.id;
  const added = await rig.mutate('PROGRAM_MANAGER', 'addCohort', fields, { programId, name: 'Spring' });
  const cohortId = added.cohort.id;
  await rig.mutate('PROGRAM_MANAGER', 'openProgram', fields, { programId });
  const personIds = participants;
  await rig.mutate('PROGRAM_MANAGER', 'enrollParticipants', fields, { programId, cohortId, personIds });
  return { programId, cohortId };
};
const propose = async (clientId: string, of: object = {}): Promise<string> => {
  const input = { kind: 'INDIVIDUAL', clientId, purpose: 'to sleep again', ...of };
  return (await rig.mutate('PROGRAM_MANAGER', 'proposeEngagement', engagementFields, input)).engagement.id;
};
const profileOf = async (coachId: string, readAfter?: string) => {
  const text = 'query ($id: ID!) { coachProfile(id: $id) { name capacity taken units words } }';
  return (await manager.asking<{ coachProfile: object | null }>(text, { id: coachId }, readAfter))
    .coachProfile;
};

interface Ranked {
  coachRanking: {
    status: string;
    participants: number;
    coaches: number;
    withoutLanguages: number;
    ranked: number;
    withoutCoach: number;
  };
}
const rank = async (input: object): Promise<Ranked['coachRanking'] & { id: string }> => {
  const told = await manager.tell('rankCoaches', 'ranking { id status }', input);
  const { id } = told['ranking'] as { id: string };
  const text =
    'query ($id: ID!) { coachRanking(id: $id) { status participants coaches withoutLanguages ranked withoutCoach } }';
  return eventually(async () => {
    const { coachRanking } = await manager.asking<Ranked>(text, { id }, told.token);
    if (coachRanking.status !== 'COMPLETED') throw new Error('It goes on.');
    return { id, ...coachRanking };
  });
};

interface Proposals {
  myCoachProposals: {
    edges: {
      node: {
        isAssigned: boolean;
        coachIds: string[];
        coaches: {
          coachId: string;
          score: number;
          profile: { name: string; words: string | null; capacity: number | null; units: string[] | null };
          languages: { points: number; shared: string[] };
          timeZone: { points: number; overlapHours: number };
          specialities: { points: number; matched: string[] };
          credential: { points: number; stated: string | null };
          capacity: { points: number; freePlaces: number };
        }[];
      };
    }[];
  };
}
const shown = `{ myCoachProposals(first: 5) { edges { node { isAssigned coachIds coaches { coachId score
  profile { name words capacity units } languages { points shared } timeZone { points overlapHours }
  specialities { points matched } credential { points stated } capacity { points freePlaces } } } } } }`;

describe('A ranking', () => {
  it('shows participants a few coaches, with the reason for each, and others less', async () => {
    const [dora, emil, left] = [await person('Dora'), await person('Emil'), await person('Left out')];
    const near = await coach('Near');
    const far = await coach('Far', { timeZone: 'Asia/Tokyo', specialities: ['CAREER'], credentials: [] });
    const french = await coach('French', { languages: ['fr'] });
    const full = await coach('Full', { capacity: 0 });
    await as('COACH', near).tell('introduceCoach', 'coach { id words }', { words: 'I listen.' });
    const { programId, cohortId } = await program([dora, emil, left]);
    await manager.tell('poolCoaches', 'programId', { programId, coachIds: [near, far, french, full] });
    const preferences = { languages: ['de-AT', 'en'], timeZone: 'Europe/Vienna' };
    await as('CLIENT', dora).tell('statePreferences', 'participantId', preferences);
    await as('CLIENT', dora).tell('stateWishes', 'participantId', { specialities: ['CONFLICT'] });
    await manager.tell('statePreferences', 'participantId', {
      participantId: emil,
      languages: ['ja'],
      timeZone: 'Asia/Tokyo',
      lineManagerId: near,
    });

    const ranking = await rank({ programId, cohortId });
    expect(ranking).toMatchObject({
      participants: 2,
      coaches: 3,
      withoutLanguages: 1,
      ranked: 1,
      withoutCoach: 1,
    });
    const { myCoachProposals } = await as('CLIENT', dora).asking<Proposals>(shown);
    const [mine] = myCoachProposals.edges.map(({ node }) => node);
    expect(mine).toMatchObject({ isAssigned: true, coachIds: [near, far] });
    expect(mine?.coaches[0]).toEqual({
      coachId: near,
      score: 20 + 25 + 30 + 11 + 10,
      // What the coach says is for those who choose; how many places there are, and where, is not.
      profile: { name: 'Near', words: 'I listen.', capacity: null, units: null },
      languages: { points: 20, shared: ['de-AT', 'en'] },
      timeZone: { points: 25, overlapHours: 8 },
      specialities: { points: 30, matched: ['CONFLICT'] },
      credential: { points: 11, stated: 'PCC' },
      capacity: { points: 10, freePlaces: 3 },
    });
    for (const { score, languages, timeZone, specialities, credential, capacity } of mine?.coaches ?? [])
      expect(
        [languages, timeZone, specialities, credential, capacity].reduce(
          (sum, { points }) => sum + points,
          0,
        ),
      ).toBe(score);

    const profile = 'query ($id: ID!) { coachProfile(id: $id) { name words } }';
    const seenBy = async (role: Role, subject: string, id: string) =>
      (await as(role, subject).asking<{ coachProfile: object | null }>(profile, { id })).coachProfile;
    expect(await seenBy('CLIENT', emil, near)).toBeNull();
    expect(await seenBy('CLIENT', dora, french)).toBeNull();
    expect(await seenBy('COACH', far, near)).toBeNull();
    expect(await seenBy('COACH', near, near)).toEqual({ name: 'Near', words: 'I listen.' });
    expect(await profileOf(near)).toEqual({
      name: 'Near',
      capacity: 3,
      taken: 0,
      units: ['Research'],
      words: null,
    });

    const who =
      'query ($id: ID!) { coachProposals(rankingId: $id) { edges { node { participantId coachIds coaches { score } } } } }';
    expect(await manager.asking(who, { id: ranking.id })).toEqual({
      coachProposals: { edges: [{ node: { participantId: dora, coachIds: [near, far], coaches: null } }] },
    });
  });

  it('leaves what participants were shown before as it was', async () => {
    const fritz = await person('Fritz');
    const [one, other] = [await coach('One'), await coach('Other', { credentials: ['MCC'] })];
    const { programId } = await program([fritz]);
    await manager.tell('poolCoaches', 'programId', { programId, coachIds: [one] });
    const preferences = { languages: ['en'], timeZone: 'UTC' };
    await as('CLIENT', fritz).tell('statePreferences', 'participantId', preferences);
    await rank({ programId });
    await manager.tell('poolCoaches', 'programId', { programId, coachIds: [other] });
    await manager.tell('unpoolCoach', 'programId', { programId, coachId: one });
    await as('CLIENT', fritz).tell('stateWishes', 'participantId', {
      specialities: [],
      avoidUnits: ['Sales'],
    });
    await rank({ programId });
    const { myCoachProposals } = await as('CLIENT', fritz).asking<Proposals>(shown);
    expect(myCoachProposals.edges.map(({ node }) => node.coachIds)).toEqual([[other], [one]]);
    const wishes = '{ myMatchingWishes { languages timeZone avoidUnits } }';
    expect(await as('CLIENT', fritz).asking(wishes)).toEqual({
      myMatchingWishes: { ...preferences, avoidUnits: ['Sales'] },
    });
  });
});

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
