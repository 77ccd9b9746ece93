import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, personAs, type Role } from '@securebase/testing';
import { talkOfMatching } from '../test/matching-talk.ts';
import { type Rig, startRig } from '../test/rig.ts';

let rig: Rig;
const { as, manager, person, coach, program, propose, rank } = talkOfMatching(() => rig);
let last: string | undefined;

interface List<Node> {
  readonly list: {
    readonly edges: readonly { readonly node: Node }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}
const asked = <Node>(query: string, args: string, fields: string, role: Role = 'PROGRAM_MANAGER') =>
  as(role).asking<List<Node>>(
    `{ list: ${query}(${args}) { edges { node { ${fields} } } pageInfo { hasNextPage endCursor } } }`,
    {},
    last,
  );
const nodes = async <Node>(query: string, args: string, fields: string): Promise<Node[]> =>
  (await asked<Node>(query, `first: 50, ${args}`, fields)).list.edges.map(({ node }) => node);
/** All of a list, in pages of two. */
const paged = async <Node>(query: string, args: string, fields: string): Promise<Node[]> => {
  const all: Node[] = [];
  let after = '';
  for (;;) {
    const { list } = await asked<Node>(query, `first: 2${after}, ${args}`, fields);
    all.push(...list.edges.map(({ node }) => node));
    if (!list.pageInfo.hasNextPage) return all;
    after = `, after: "${list.pageInfo.endCursor ?? ''}"`;
  }
};

const people: string[] = [];
const coaches: string[] = [];
let spring: { programId: string; cohortId: string };
const tell = async (role: Role, subject: string, name: string, input: object) => {
  const { token } = await as(role, subject).tell(name, '', input);
  last = token;
};
const engaged = (client: number, of = spring) =>
  propose(people[client] ?? '', { programId: of.programId, cohortId: of.cohortId });
const runs = personAs('PROGRAM_MANAGER');

beforeAll(async () => {
  rig = await startRig();
  for (let n = 0; n < 8; n++) people.push(await person(`Participant ${n}`));
  for (let n = 0; n < 2; n++) coaches.push(await coach(`Coach ${n}`, { capacity: 20 }));
  spring = await program(people.slice(0, 4));
});
afterAll(() => rig.stop());

describe('Who is not matched', () => {
  const fields = 'stage daysWaiting waitingSince person { id name } program { id } cohort { id name }';
  interface Waiting {
    readonly stage: string;
    readonly person: { readonly id: string };
  }
  const stages = async (args: string) =>
    (await paged<Waiting>('unmatchedParticipants', args, fields)).map(({ stage, person: { id } }) => [
      people.indexOf(id),
      stage,
    ]);
  const ofSpring = () => `programId: "${spring.programId}"`;

  it('is told with how far each has come, whoever waits longest first', async () => {
    const late = { ...spring, personIds: people.slice(4, 6) };
    await tell('PROGRAM_MANAGER', runs, 'enrollParticipants', late);
    await rank({ ...spring, shown: 3 });
    const more = { ...spring, personIds: people.slice(6) };
    await tell('PROGRAM_MANAGER', runs, 'enrollParticipants', more);
    const [taken, waits, declined] = [await engaged(0), await engaged(1), await engaged(4)];
    const choose = (engagementId: string) =>
      tell('PROGRAM_MANAGER', runs, 'proposeCoach', { engagementId, coachId: coaches[0] });
    for (const each of [taken, waits, declined]) await choose(each);
    await tell('COACH', coaches[0] ?? '', 'acceptMatch', { engagementId: taken });
    await tell('COACH', coaches[0] ?? '', 'declineMatch', { engagementId: declined, coachId: coaches[0] });
    const all = await stages(ofSpring());
    expect(all.toSorted(([one], [other]) => Number(one) - Number(other))).toEqual([
      [1, 'ASKED'],
      [2, 'NOT_SHOWN'],
      [3, 'NOT_SHOWN'],
      [4, 'DECLINED'],
      [5, 'NOT_SHOWN'],
      [6, 'NOT_SHOWN'],
      [7, 'NOT_SHOWN'],
    ]);
    const since = await nodes<{ waitingSince: string; daysWaiting: number }>(
      'unmatchedParticipants',
      ofSpring(),
      fields,
    );
    const times = since.map(({ waitingSince }) => waitingSince);
    expect(times).toEqual(times.toSorted());
    expect(since.every(({ daysWaiting }) => daysWaiting === 0)).toBe(true);
  });

  it('is found by stage, by cohort and by since when', async () => {
    expect(await stages(`${ofSpring()}, stage: DECLINED`)).toEqual([[4, 'DECLINED']]);
    expect(await stages(`cohortId: "${spring.cohortId}", stage: ASKED`)).toEqual([[1, 'ASKED']]);
    const [first] = await nodes<{ waitingSince: string }>('unmatchedParticipants', ofSpring(), fields);
    const early = await stages(`${ofSpring()}, since: "${first?.waitingSince ?? ''}"`);
    expect(early.map(([who]) => who).toSorted()).toEqual([1, 2, 3]);
    expect(await stages(`${ofSpring()}, since: "2020-01-01T00:00:00Z"`)).toEqual([]);
  });

  it('knows that those were shown coaches who were', async () => {
    const summer = await program([people[2] ?? '', people[3] ?? '']);
    const input = { languages: ['de'], timeZone: 'Europe/Vienna', participantId: people[2] };
    await tell('PROGRAM_MANAGER', runs, 'statePreferences', input);
    await tell('PROGRAM_MANAGER', runs, 'poolCoaches', { programId: summer.programId, coachIds: coaches });
    expect(await rank({ ...summer, shown: 3 })).toMatchObject({ ranked: 1 });
    await eventually(async () =>
      expect(await stages(`programId: "${summer.programId}", stage: SHOWN`)).toEqual([[2, 'SHOWN']]),
    );
    expect(await stages(`programId: "${summer.programId}"`)).toHaveLength(2);
  });
});

describe('Time to match', () => {
  const fields = `program { id } cohort { id } state people lowerQuartile median upperQuartile spread { from until people }`;
  it('is told when enough were matched, and withheld before', async () => {
    const withheld = {
      state: 'WITHHELD',
      people: null,
      lowerQuartile: null,
      median: null,
      upperQuartile: null,
      spread: [],
    };
    const ofProgram = `programId: "${spring.programId}"`;
    expect(await nodes('timesToMatch', ofProgram, fields)).toEqual([
      { program: { id: spring.programId }, cohort: null, ...withheld },
    ]);
    for (const client of [2, 3, 5, 6]) {
      const engagementId = await engaged(client);
      await tell('PROGRAM_MANAGER', runs, 'confirmMatch', { engagementId, coachId: coaches[1] });
    }
    const told = {
      ...{ state: 'TOLD', people: 5, lowerQuartile: 0, median: 0, upperQuartile: 0 },
      spread: expect.arrayContaining([{ from: 0, until: 3, people: 5 }]) as object,
    };
    expect(await nodes('timesToMatch', ofProgram, fields)).toMatchObject([told]);
    expect(await nodes('timesToMatch', `${ofProgram}, ofCohorts: true`, fields)).toMatchObject([
      { cohort: { id: spring.cohortId }, ...told },
    ]);
    const text = `query ($id: ID!) { program(id: $id) { timeToMatch { state people } cohorts { timeToMatch { state people } } } }`;
    expect(await manager.asking(text, { id: spring.programId }, last)).toEqual({
      program: {
        timeToMatch: { state: 'TOLD', people: 5 },
        cohorts: [{ timeToMatch: { state: 'TOLD', people: 5 } }],
      },
    });
  });

  it('is withheld for a cohort whose others would be told by what is left', async () => {
    const { programId } = spring;
    const added = await manager.tell('addCohort', 'cohort { id }', { programId, name: 'Autumn' });
    const { id: cohortId } = added['cohort'] as { id: string };
    const one = await person('One more');
    await tell('PROGRAM_MANAGER', runs, 'enrollParticipants', { programId, cohortId, personIds: [one] });
    const engagementId = await propose(one, { programId, cohortId });
    await tell('PROGRAM_MANAGER', runs, 'confirmMatch', { engagementId, coachId: coaches[1] });
    const states = await nodes<{ state: string; people: number | null }>(
      'timesToMatch',
      `programId: "${programId}", ofCohorts: true`,
      fields,
    );
    expect(states.map(({ state, people: many }) => [state, many])).toEqual([
      ['WITHHELD', null],
      ['WITHHELD', null],
    ]);
    expect(await nodes('timesToMatch', `programId: "${programId}"`, fields)).toMatchObject([
      { state: 'TOLD', people: 6 },
    ]);
  });
});

describe('What those who run programs ask', () => {
  it('is answered to nobody else', async () => {
    const others: readonly Role[] = [
      ...(['CLIENT', 'COACH', 'SUPERVISOR', 'SPONSOR', 'LINE_MANAGER', 'RATER', 'ANALYST'] as const),
      ...(['EMPLOYEE_REPRESENTATIVE', 'PARTNER', 'ADMIN', 'OPERATOR'] as const),
    ];
    const questions = [
      ['unmatchedParticipants', 'first: 1', 'stage'],
      ['timesToMatch', 'first: 1', 'people'],
      ['overBudget', 'first: 1, of: PROGRAM', 'of'],
      ['attendance', 'first: 1, of: ENGAGEMENT', 'of'],
      ['coachesToContact', 'first: 1', 'about'],
    ] as const;
    for (const role of others)
      for (const [query, args, fields] of questions)
        await expect(asked(query, args, fields, role)).rejects.toMatchObject({ codes: ['FORBIDDEN'] });
    const id = spring.programId;
    for (const role of ['COACH', 'SPONSOR', 'ADMIN'] as const)
      for (const field of ['timeToMatch { state }', 'attendance { held }', 'cohorts { attendance { held } }'])
        await expect(
          as(role).asking(`query ($id: ID!) { program(id: $id) { ${field} } }`, { id }),
        ).rejects.toMatchObject({ codes: ['FORBIDDEN'] });
  });
});
