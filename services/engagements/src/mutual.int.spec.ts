import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personAs, withClient } from '@securebase/testing';
import { v4 as anyId } from 'uuid';
import { type As, client, coach, type Connected, nodes, talkOfMutual } from '../test/mutual-talk.ts';
import { type Rig, startRig } from '../test/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());

const { asking, tell, read, underway, addMember } = talkOfMutual(() => rig);

describe('A moment of meeting', () => {
  it('is blind: nothing that the other can ask tells that it is marked, until both have', async () => {
    const { engagementId, sessionId } = await underway();
    const settled = await tell(coach, 'noteSettledness', { engagementId, sessionId, arriving: 'SETTLED' });
    const before = JSON.stringify(await read(coach, engagementId, settled.token));

    const withCoach = { engagementId, sessionId, withId: personAs('COACH'), words: 'we were both silent' };
    const marked = await tell(client, 'markMomentOfMeeting', withCoach, 'entry { id withId words }');
    expect(marked.entry).toMatchObject({ withId: personAs('COACH'), words: 'we were both silent' });
    expect(JSON.stringify(await read(coach, engagementId, marked.token))).toBe(before);
    const seen = await read(client, engagementId, marked.token);
    expect(nodes(seen, 'marksOfMeeting')).toHaveLength(1);
    expect(nodes(seen, 'momentsOfMeeting')).toEqual([]);

    const withClient = { engagementId, sessionId, withId: personAs('CLIENT'), words: 'something opened' };
    const both = await tell(coach, 'markMomentOfMeeting', withClient);
    const betweenIds = [personAs('CLIENT'), personAs('COACH')].toSorted();
    for (const [as, words] of [
      [client, 'we were both silent'],
      [coach, 'something opened'],
    ] as const) {
      const now = await read(as, engagementId, both.token);
      expect(nodes(now, 'momentsOfMeeting')).toMatchObject([{ sessionId, betweenIds }]);
      // Each keeps their own words.
      expect(nodes(now, 'marksOfMeeting')).toMatchObject([{ words }]);
    }
    await expect(tell(client, 'markMomentOfMeeting', withCoach)).rejects.toMatchObject({
      codes: ['MOMENT_ALREADY_MARKED'],
    });
  });

  it('is shared once when both mark at the same time', async () => {
    const { engagementId, sessionId } = await underway();
    const of = { engagementId, sessionId };
    const marks = await Promise.all([
      tell(client, 'markMomentOfMeeting', { ...of, withId: personAs('COACH') }),
      tell(coach, 'markMomentOfMeeting', { ...of, withId: personAs('CLIENT') }),
    ]);
    for (const { token } of marks) await read(client, engagementId, token);
    const { rows } = await withClient(rig.db.adminUrl, (pg) =>
      pg.query<{ count: number }>(
        `select count(*)::int from entry_view where kind = 'MOMENT' and engagement_id = $1`,
        [engagementId],
      ),
    );
    expect(rows).toEqual([{ count: 1 }]);
  });
});

describe('Energy and alliance', () => {
  it('are their author’s alone until they are shared, entry by entry', async () => {
    const { engagementId } = await underway();
    const of = { engagementId };
    const energy = await tell(
      client,
      'noteEnergy',
      { ...of, guarding: 'MUCH', free: 'A_LITTLE' },
      'entry { id guarding free sharedAt }',
    );
    expect(energy.entry).toMatchObject({ guarding: 'MUCH', free: 'A_LITTLE', sharedAt: null });
    await tell(client, 'noteEnergy', { ...of, guarding: 'SOME', free: 'SOME' });
    const aspect = await tell(client, 'nameGuardedAspect', { ...of, words: 'not knowing' });
    const redirected = { ...of, aspectId: aspect.entry.id, to: 'RELATIONSHIP', words: 'my brother' };
    await tell(client, 'redirectEnergy', redirected);
    for (const to of ['GOAL', 'EXPERIMENT', 'RELATIONSHIP'])
      await expect(tell(client, 'redirectEnergy', { ...of, to, toId: anyId() })).rejects.toMatchObject({
        codes: ['REDIRECTED_TO_NOTHING'],
      });
    const { entry, token } = await tell(client, 'rateAlliance', { ...of, bond: 4, task: 3, goal: 5 });
    const before = await read(coach, engagementId, token);
    for (const list of ['energy', 'guardedAspects', 'redirectedEnergy', 'allianceRatings'] as const)
      expect(before?.[list]).toMatchObject({ edges: [], pageInfo: { hasNextPage: false } });
    expect(nodes(await read(client, engagementId, token), 'redirectedEnergy')).toMatchObject([
      { aspectId: aspect.entry.id, to: 'RELATIONSHIP', words: 'my brother' },
    ]);

    await tell(client, 'shareEnergy', { ...of, entryId: energy.entry.id }, 'entryId');
    const shared = await tell(client, 'shareAllianceRating', { ...of, entryId: entry.id }, 'entryId');
    const now = await read(coach, engagementId, shared.token);
    expect(nodes(now, 'energy')).toMatchObject([{ guarding: 'MUCH', free: 'A_LITTLE' }]);
    expect(nodes(now, 'allianceRatings')).toMatchObject([{ bond: 4, task: 3, goal: 5 }]);
    expect(nodes(now, 'guardedAspects')).toEqual([]);
    // Nobody shares for somebody else, and learns nothing by trying.
    for (const entryId of [aspect.entry.id, anyId()])
      await expect(tell(coach, 'shareEnergy', { ...of, entryId }, 'entryId')).rejects.toMatchObject({
        codes: ['NOT_FOR_THIS_PARTY'],
      });
  });
});

describe('In a team', () => {
  it('nobody reads what a colleague says of themselves, and the coach reads both', async () => {
    const { engagementId, sessionId } = await underway('TEAM');
    const memberId = await addMember(engagementId);
    const member: As = ['CLIENT', memberId];
    const of = { engagementId, sessionId };
    await tell(member, 'noteSettledness', { ...of, leaving: 'RATHER_UNSETTLED' });
    await tell(member, 'noteTurnedTo', { ...of, turnedTo: 'COACH', words: 'I called' });
    await tell(member, 'noteSideEffect', { ...of, words: 'I sleep less' });
    const { entry: rupture } = await tell(member, 'noteRupture', { ...of, words: 'I was not heard' });
    await tell(member, 'writeNote', { ...of, isShared: false, words: 'only mine' });
    const { token } = await tell(coach, 'writeNote', { ...of, isShared: true, words: 'for everybody' });

    const lead = await read(client, engagementId, token);
    for (const list of ['settledness', 'turnedTo', 'safetyRecords', 'ruptures'] as const)
      expect(nodes(lead, list)).toEqual([]);
    expect(nodes(lead, 'notes')).toMatchObject([{ words: 'for everybody' }]);
    const seen = await read(coach, engagementId, token);
    expect(nodes(seen, 'settledness')).toMatchObject([{ aboutId: memberId, leaving: 'RATHER_UNSETTLED' }]);
    expect(nodes(seen, 'notes')).toMatchObject([{ words: 'for everybody' }]);
    expect(nodes(seen, 'ruptures')).toMatchObject([{ words: 'I was not heard', repairedAt: null }]);
    const mend = (as: As) =>
      tell(as, 'repairRupture', { engagementId, ruptureId: rupture.id, helped: 'time' });
    await expect(mend(client)).rejects.toMatchObject({ codes: ['RUPTURE_NOT_FOUND'] });
    const mended = await mend(member);
    expect(nodes(await read(coach, engagementId, mended.token), 'ruptures')).toMatchObject([
      { helped: 'time' },
    ]);
  });
});

it('gives long lists page by page, without gaps where somebody else’s entries lie between', async () => {
  const { engagementId, sessionId } = await underway('TEAM');
  const note = (as: As, isShared: boolean, words: string) =>
    tell(as, 'writeNote', { engagementId, sessionId, isShared, words });
  for (const n of [1, 2, 3]) {
    await note(coach, false, `private ${n}`);
    await note(client, true, `shared ${n}`);
  }
  const { token } = await note(coach, false, 'private at last');
  const query = `query ($id: ID!, $after: String) { engagement(id: $id) { notes(first: 2, after: $after)
    { edges { node { words } } pageInfo { hasNextPage endCursor } } } }`;
  interface Page {
    engagement: { notes: Connected & { pageInfo: { endCursor: string | null } } };
  }
  const first = await asking<Page>(client, query, { id: engagementId }, token);
  expect(first.engagement.notes).toMatchObject({
    edges: [{ node: { words: 'shared 3' } }, { node: { words: 'shared 2' } }],
    pageInfo: { hasNextPage: true },
  });
  const after = first.engagement.notes.pageInfo.endCursor;
  const second = await asking<Page>(client, query, { id: engagementId, after }, token);
  expect(second.engagement.notes).toMatchObject({
    edges: [{ node: { words: 'shared 1' } }],
    pageInfo: { hasNextPage: false },
  });
});
