import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personAs, type Role } from '@securebase/testing';
import { type Engagement, engagementFields, type Rig, startRig } from '../test/rig.ts';

let rig: Rig;
let last: string | undefined;
let programId: string;
let cohortId: string;
const tell = async (role: Role, name: string, input: object): Promise<Engagement> => {
  const { engagement, token } = await rig.mutate(role, name, engagementFields, input);
  last = token;
  return engagement;
};
const manage = async (name: string, input: object) => {
  const told = await rig.mutate('PROGRAM_MANAGER', name, 'program { id } cohort { id }', {
    programId,
    ...input,
  });
  last = told.token;
  return told;
};
const list = async <Node>(query: string, args: string, fields: string): Promise<Node[]> => {
  const text = `{ list: ${query}(first: 50, ${args}) { edges { node { ${fields} } } } }`;
  const answer = await rig.asking<{ list: { edges: { node: Node }[] } }>('PROGRAM_MANAGER', text, {}, last);
  return answer.list.edges.map(({ node }) => node);
};

/** With so many sessions agreed on, under way. */
const underWay = async (sessions: number): Promise<string> => {
  const proposal = {
    kind: 'INDIVIDUAL',
    clientId: personAs('CLIENT'),
    purpose: 'to sleep',
    programId,
    cohortId,
  };
  const { id } = await tell('PROGRAM_MANAGER', 'proposeEngagement', {
    ...proposal,
    sponsorId: personAs('SPONSOR'),
  });
  const of = { engagementId: id };
  await tell('PROGRAM_MANAGER', 'confirmMatch', { ...of, coachId: personAs('COACH') });
  await tell('COACH', 'draftAgreement', { ...of, sessions, objectives: 'sleep' });
  for (const party of ['CLIENT', 'COACH', 'SPONSOR'] as const)
    await tell(party, 'signAgreement', { ...of, agreementVersion: 1, party });
  await tell('COACH', 'startEngagement', of);
  return id;
};
let day = 0;
/** In the past, each on a day of its own. */
const session = async (
  engagementId: string,
  minutes = 60,
): Promise<{ engagementId: string; sessionId: string }> => {
  const startsAt = new Date(Date.UTC(2026, 1, ++day, 9));
  const endsAt = new Date(startsAt.getTime() + minutes * 60_000);
  const { sessions } = await tell('COACH', 'scheduleSession', {
    engagementId,
    kind: 'COACHING',
    startsAt,
    endsAt,
  });
  return { engagementId, sessionId: sessions?.at(-1)?.id ?? '' };
};
const held = async (engagementId: string, minutes = 60) =>
  tell('COACH', 'holdSession', await session(engagementId, minutes));

let over: string;
let within: string;
beforeAll(async () => {
  rig = await startRig();
  const plan = { name: 'Lead', purpose: 'to lead', startsOn: '2027-01-01', endsOn: '2027-12-31' };
  programId = (await rig.mutate('PROGRAM_MANAGER', 'draftProgram', 'program { id }', plan)).program.id;
  cohortId = (await manage('addCohort', { name: 'Spring' })).cohort.id;
  await manage('openProgram', {});
  over = await underWay(1);
  within = await underWay(4);
  await held(over);
  await held(over);
  await held(within);
  await tell('CLIENT', 'cancelSession', { ...(await session(within)), by: 'CLIENT' });
  await tell('COACH', 'missSession', { ...(await session(within)), by: 'CLIENT' });
});
afterAll(() => rig.stop());

describe('What is over budget', () => {
  const fields =
    'of program { id } cohort { id } engagement { id } hours { budgeted reserved agreed used left excess }';
  it('is told of engagements and cohorts, by what was agreed on', async () => {
    expect(await list('overBudget', `of: ENGAGEMENT, programId: "${programId}"`, fields)).toEqual([
      {
        of: 'ENGAGEMENT',
        program: { id: programId },
        cohort: { id: cohortId },
        engagement: { id: over },
        hours: { budgeted: null, reserved: 1, agreed: 1, used: 2, left: -1, excess: 1 },
      },
    ]);
    expect(await list('overBudget', `of: COHORT, programId: "${programId}"`, fields)).toEqual([]);
    for (let n = 0; n < 3; n++) await held(over);
    expect(await list('overBudget', `of: COHORT`, fields)).toMatchObject([
      { cohort: { id: cohortId }, engagement: null, hours: { agreed: 5, used: 6, excess: 1 } },
    ]);
  });

  it('is told of programs, by their budget', async () => {
    expect(await list('overBudget', 'of: PROGRAM', fields)).toEqual([]);
    await manage('setBudget', { hours: 5 });
    expect(await list('overBudget', 'of: PROGRAM', fields)).toMatchObject([
      { program: { id: programId }, hours: { budgeted: 5, reserved: 5, used: 6, excess: 1, left: 0 } },
    ]);
    await manage('approveBudgetOverrun', { hours: 2 });
    expect(await list('overBudget', 'of: PROGRAM', fields)).toMatchObject([
      { hours: { left: 2, excess: 1 } },
    ]);
  });

  it('comes with the largest excess first, in pages', async () => {
    const third = await underWay(1);
    for (let n = 0; n < 3; n++) await held(third);
    const page = async (after: string) => {
      const text = `{ overBudget(of: ENGAGEMENT, first: 1 ${after}) { edges { node { engagement { id } } } pageInfo { endCursor hasNextPage } } }`;
      interface Answer {
        overBudget: {
          edges: { node: { engagement: { id: string } } }[];
          pageInfo: { endCursor: string; hasNextPage: boolean };
        };
      }
      return (await rig.asking<Answer>('PROGRAM_MANAGER', text, {}, last)).overBudget;
    };
    const first = await page('');
    const second = await page(`, after: "${first.pageInfo.endCursor}"`);
    expect([first, second].map(({ edges }) => edges[0]?.node.engagement.id)).toEqual([over, third]);
    expect(second.pageInfo.hasNextPage).toBe(false);
  });
});

describe('Attendance', () => {
  const counts = 'attendance { held cancelled cancelledLate missed rescheduled }';
  it('is told as counts, the most that is lost first', async () => {
    await tell('COACH', 'rescheduleSession', {
      ...(await session(over)),
      startsAt: '2030-01-01T09:00:00Z',
      endsAt: '2030-01-01T10:00:00Z',
    });
    const told = await list(
      'attendance',
      `of: ENGAGEMENT, cohortId: "${cohortId}"`,
      `engagement { id } ${counts}`,
    );
    expect(told.slice(0, 1)).toEqual([
      {
        engagement: { id: within },
        attendance: { held: 1, cancelled: 1, cancelledLate: 1, missed: 1, rescheduled: 0 },
      },
    ]);
    expect(told).toContainEqual({
      engagement: { id: over },
      attendance: { held: 5, cancelled: 0, cancelledLate: 0, missed: 0, rescheduled: 1 },
    });
    const sums = { held: 9, cancelled: 1, cancelledLate: 1, missed: 1, rescheduled: 1 };
    expect(await list('attendance', 'of: PROGRAM', counts)).toEqual([{ attendance: sums }]);
    expect(await list('attendance', 'of: COHORT', counts)).toEqual([{ attendance: sums }]);
  });

  it('of one engagement is for those who take part and those who run programs', async () => {
    const text = `query ($id: ID!) { engagement(id: $id) { attendance { missed } } }`;
    const asked = (role: Role) => rig.asking(role, text, { id: within }, last);
    for (const role of ['CLIENT', 'COACH', 'PROGRAM_MANAGER'] as const)
      expect(await asked(role)).toEqual({ engagement: { attendance: { missed: 1 } } });
    expect(await asked('SPONSOR')).toEqual({ engagement: { attendance: null } });
  });
});

describe('Where to contact the coach', () => {
  const fields =
    'id about since coach { id name email } engagement { id status } program { id } cohort { id }';
  it('is told by the week, and a pause is not told by it', async () => {
    await manage('setBudget', { hours: 50 });
    // Of a session of one of them, in the past, nobody has told; the other has just begun.
    const [rests, goesOn] = [await underWay(4), await underWay(4)];
    await session(rests);
    const quiet = async () =>
      (await list<{ id: string }>('coachesToContact', `programId: "${programId}"`, fields)).filter(({ id }) =>
        [rests, goesOn].includes(id),
      );
    const before = await quiet();
    expect(before).toMatchObject([
      {
        id: rests,
        about: 'COURSE',
        coach: { id: personAs('COACH'), name: 'The coach', email: 'coach@example.org' },
        engagement: { status: 'ACTIVE' },
        program: { id: programId },
        cohort: { id: cohortId },
      },
    ]);
    await tell('CLIENT', 'pauseEngagement', { engagementId: rests });
    await tell('CLIENT', 'pauseEngagement', { engagementId: goesOn });
    expect(await quiet()).toEqual(before);
    await tell('CLIENT', 'resumeEngagement', { engagementId: rests });
    await tell('CLIENT', 'resumeEngagement', { engagementId: goesOn });
    expect(await quiet()).toEqual(before);
  });

  it('asks for steps of weeks, and what it is about', async () => {
    const ids = async (args: string) =>
      (await list<{ id: string }>('coachesToContact', args, fields)).map(({ id }) => id);
    expect(await ids('about: ANSWER, quietFor: TWO_WEEKS')).toEqual([]);
    const all = await ids('about: COURSE, quietFor: TWELVE_WEEKS');
    expect(all.length).toBeGreaterThan(0);
    expect(await ids(`cohortId: "${cohortId}", quietFor: TWELVE_WEEKS`)).toEqual(all);
    const weeks = (await list<{ since: string }>('coachesToContact', 'quietFor: TWO_WEEKS', fields)).map(
      ({ since }) => since,
    );
    expect(weeks).toEqual(weeks.toSorted());
    expect(weeks.map((each) => new Date(each).getUTCDay())).toEqual(weeks.map(() => 1));
  });
});
