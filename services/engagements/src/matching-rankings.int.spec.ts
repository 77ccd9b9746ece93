import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { doneOrWaiting, eventually, type Role, whileLate, withClient } from '@securebase/testing';
import { type Proposals, shown, talkOfMatching } from '../test/matching-talk.ts';
import { type Rig, startRig } from '../test/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());

const { as, manager, person, coach, program, propose, profileOf, rank } = talkOfMatching(() => rig);

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

  it('is for who has no coach, however late the read models are', async () => {
    const [ida, jon] = [await person('Ida'), await person('Jon')];
    const coachId = await coach('Ready');
    const { programId, cohortId } = await program([ida, jon]);
    await manager.tell('poolCoaches', 'programId', { programId, coachIds: [coachId] });
    const { ranked } = await whileLate(rig.db, 'engagement_view', async () => {
      const engagementId = await propose(ida, { programId, cohortId });
      await as('CLIENT', ida).tell('confirmMatch', 'engagement { id }', { engagementId, coachId });
      const ranking = rank({ programId });
      const said = eventually(async () => {
        const { rows } = await withClient(rig.db.adminUrl, (client) =>
          client.query(`select from log.event where type = 'RankingCompleted' and data->>'programId' = $1`, [
            programId,
          ]),
        );
        expect(rows).toHaveLength(1);
      });
      await doneOrWaiting(rig.db, said);
      return { ranked: ranking, said };
    });
    expect(await ranked).toMatchObject({ participants: 0, withoutLanguages: 1 });
  });
});
