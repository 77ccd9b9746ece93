import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seal } from '@securebase/domain-kit';
import { eventually, whileLate } from '@securebase/testing';
import { v7 } from 'uuid';
import { type Caller, registered, type Rig, startRig } from '../test/rig.ts';

let rig: Rig;
const [amal, noor, ines] = [v7(), v7(), v7()];
const [engagementId, programId, cohortId] = [v7(), v7(), v7()];
const client = { role: 'CLIENT', as: amal } as const;
const coach = { role: 'COACH', as: noor } as const;
const rater = { role: 'RATER', as: ines } as const;
const manager = { role: 'PROGRAM_MANAGER' } as const;

beforeAll(async () => {
  rig = await startRig();
  const purpose = seal(amal, 'x');
  const stream = `engagement-${engagementId}`;
  const program = `program-${programId}`;
  await rig.elsewhere(
    ...[amal, noor, ines].map(registered),
    [
      stream,
      { type: 'EngagementProposed', data: { engagementId, kind: 'INDIVIDUAL', clientId: amal, purpose } },
    ],
    [stream, { type: 'MatchConfirmed', data: { engagementId, coachId: noor } }],
    [program, { type: 'CohortAdded', data: { programId, cohortId, name: seal(programId, 'Autumn') } }],
    [program, { type: 'ParticipantsEnrolled', data: { programId, cohortId, personIds: [amal] } }],
  );
  await publish();
});
afterAll(() => rig.stop());

const alliance = {
  code: 'alliance',
  version: '1',
  name: 'How we work together',
  items: ['1', '2', '3', '4', '5'],
  range: { min: 1, max: 5 },
  reversed: ['2'],
  scales: [
    { code: 'goal', items: ['1', '2'], scoring: { method: 'MEAN' }, better: 'HIGHER' },
    { code: 'bond', items: ['3', '4', '5'], scoring: { method: 'SUM' }, better: 'HIGHER' },
  ],
};
interface Administration {
  id: string;
  status: string;
  answers: { item: string; answer: number }[] | null;
  scores: { scale: string; score: number | null; reason: string | null }[] | null;
}
interface Changed {
  token: string;
  instrument: { id: string };
  campaign: { id: string };
  administration: Administration;
}
const fields = {
  instrument: 'instrument { id }',
  campaign: 'campaign { id status cohort { id } }',
  administration: 'administration { id status answers { item answer } scores { scale score reason } }',
};
const mutate = async (caller: Caller, name: string, shows: keyof typeof fields, input: object) => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { result: ${name}(input: $input) { token ${fields[shows]} } }`;
  return (await rig.asking<{ result: Changed }>(caller, query, { input })).result;
};
const publish = (change: object = {}) =>
  mutate(coach, 'publishInstrument', 'instrument', { ...alliance, ...change });
const openOne = async (change: object = {}, caller: Caller = coach) => {
  const { instrument } = await publish();
  const input = { instrumentId: instrument.id, occasion: 'BASELINE', engagementId, respondentId: amal };
  return mutate(caller, 'openAdministration', 'administration', { ...input, ...change });
};
const answer = (caller: Caller, administrationId: string, answers: object[] = [{ item: '1', answer: 4 }]) =>
  mutate(caller, 'submitResponse', 'administration', { administrationId, answers });
const see = async (caller: Caller, id: string, readAfter?: string) => {
  const query = `query ($id: ID!) { administration(id: $id) { id status answers { item answer } scores { scale score reason } } }`;
  return (await rig.asking<{ administration: Administration | null }>(caller, query, { id }, readAfter))
    .administration;
};

it('knows people and engagements from their topic', async () => {
  expect((await openOne()).administration.status).toBe('OPEN');
  await expect(openOne({ respondentId: v7() })).rejects.toMatchObject({ codes: ['UNKNOWN_PERSON'] });
  await expect(openOne({ subjectId: v7() })).rejects.toMatchObject({ codes: ['UNKNOWN_PERSON'] });
  await expect(openOne({ engagementId: v7() })).rejects.toMatchObject({ codes: ['UNKNOWN_ENGAGEMENT'] });
});

describe('an instrument', () => {
  it('is refused with a code and a path when it cannot be scored', async () => {
    const refused = publish({ version: '2', reversed: ['9'] });
    await expect(refused).rejects.toMatchObject({
      errors: [{ extensions: { code: 'UNKNOWN_ITEM', path: ['input', 'reversed', '0'] } }],
    });
    await expect(publish({ version: '2', range: { min: 5, max: 1 } })).rejects.toMatchObject({
      codes: ['RANGE_EMPTY'],
    });
    await expect(publish({ version: '2', missing: {} })).rejects.toMatchObject({ codes: ['BAD_INPUT'] });
  });

  it('is published once, and never changes', async () => {
    const [first, second] = [await publish(), await publish()];
    expect(second.instrument.id).toBe(first.instrument.id);
    await expect(publish({ reversed: [] })).rejects.toMatchObject({
      codes: ['INSTRUMENT_ALREADY_PUBLISHED'],
    });
  });

  it('is listed', async () => {
    const { token } = await publish({ code: 'another' });
    const query =
      '{ instruments(first: 1) { edges { node { code scales { code answersNeeded } } } pageInfo { hasNextPage } } }';
    expect(await rig.asking(coach, query, {}, token)).toMatchObject({
      instruments: { edges: [{ node: { code: 'alliance' } }], pageInfo: { hasNextPage: true } },
    });
  });
});

describe('an answer', () => {
  it('is scored, and read by the one who answered alone', async () => {
    const { administration } = await openOne();
    const { id } = administration;
    const answers = [
      { item: '1', answer: 4 },
      { item: '2', answer: 1 },
      { item: '3', answer: 5 },
    ];
    const { administration: done, token } = await answer(client, id, answers);
    const scores = [
      { scale: 'goal', score: 4.5, reason: null },
      { scale: 'bond', score: null, reason: 'TOO_FEW_ANSWERS' },
    ];
    expect(done).toEqual({ id, status: 'SUBMITTED', answers, scores });
    expect(await see(client, id, token)).toEqual({ id, status: 'SUBMITTED', answers, scores });
    expect(await see(coach, id)).toEqual({ id, status: 'SUBMITTED', answers: null, scores: null });
    expect(await see(manager, id)).toBeNull();
    expect(await see({ role: 'COACH', as: ines }, id)).toBeNull();
    expect(await see({ role: 'ADMIN' }, id)).toBeNull();
  });

  it('shows nothing of itself to the one who asked, not even when they ask again', async () => {
    const commandId = v7();
    const asking = () => openOne({ commandId }, manager);
    const { administration } = await asking();
    await answer(client, administration.id);
    expect((await asking()).administration).toEqual({ ...administration, status: 'OPEN' });
  });

  it('about somebody else gives its author no result', async () => {
    const { administration } = await openOne({ respondentId: ines, subjectId: amal, perspective: 'PEER' });
    const { administration: done, token } = await answer(rater, administration.id);
    expect(done).toMatchObject({ answers: [{ item: '1', answer: 4 }], scores: null });
    expect(await see(client, administration.id, token)).toBeNull();
  });

  it.each([
    ['UNKNOWN_ITEM', [{ item: 'x', answer: 1 }]],
    ['ANSWER_OUT_OF_RANGE', [{ item: '1', answer: 6 }]],
    [
      'ANSWERED_TWICE',
      [
        { item: '1', answer: 1 },
        { item: '1', answer: 2 },
      ],
    ],
    ['NO_ANSWERS', []],
  ])('is refused with %s', async (code, answers) => {
    const { administration } = await openOne();
    await expect(answer(client, administration.id, answers)).rejects.toMatchObject({ codes: [code] });
  });

  it('is given once, by the one who is asked', async () => {
    const { administration } = await openOne();
    // Whether somebody is asked is nobody else's business.
    await expect(answer(rater, administration.id)).rejects.toMatchObject({
      codes: ['ADMINISTRATION_NOT_FOUND'],
    });
    await answer(client, administration.id);
    await expect(answer(client, administration.id)).rejects.toMatchObject({ codes: ['ALREADY_ANSWERED'] });
    await expect(answer(client, v7())).rejects.toMatchObject({ codes: ['ADMINISTRATION_NOT_FOUND'] });
  });

  it('leaves nothing in the open, in the log or in the read models', async () => {
    const { administration } = await openOne({ commandId: v7() });
    const { token } = await answer(client, administration.id, [{ item: '5', answer: 3 }]);
    await see(client, administration.id, token);
    const { default: pg } = await import('pg');
    const pool = new pg.Pool({ connectionString: rig.db.pipelineUrl });
    const { rows } = await pool.query<{ text: string }>(
      `select data::text as text from log.event where stream = $1 and type = 'ResponseSubmitted'
       union all select to_jsonb(v)::text from administration_view v where id = $2`,
      [`administration-${administration.id}`, administration.id],
    );
    await pool.end();
    expect(rows).toHaveLength(2);
    for (const { text } of rows) expect(text).not.toMatch(/"5": ?3|"score": ?\d|"scale"/);
  });
});

describe('an administration', () => {
  it('is opened within an engagement by its coach', async () => {
    await expect(openOne({}, { role: 'COACH', as: ines })).rejects.toMatchObject({
      codes: ['UNKNOWN_ENGAGEMENT'],
    });
    await expect(openOne({}, client)).rejects.toMatchObject({ codes: ['FORBIDDEN'] });
  });

  it('is closed by the coach of its engagement', async () => {
    const { administration } = await openOne();
    const input = { administrationId: administration.id };
    const closing = (caller: Caller) => mutate(caller, 'closeAdministration', 'administration', input);
    await expect(closing({ role: 'COACH', as: ines })).rejects.toMatchObject({
      codes: ['ADMINISTRATION_NOT_FOUND'],
    });
    expect((await closing(coach)).administration.status).toBe('CLOSED');
    await expect(answer(client, administration.id)).rejects.toMatchObject({
      codes: ['ADMINISTRATION_CLOSED'],
    });
  });

  it('is closed when its engagement ends', async () => {
    const { administration, token } = await openOne();
    await see(coach, administration.id, token);
    const ended = { type: 'EngagementCompleted', data: { engagementId } } as const;
    await rig.elsewhere([`engagement-${engagementId}`, ended]);
    await eventually(async () => {
      expect(await see(coach, administration.id)).toMatchObject({ status: 'CLOSED' });
    });
    await expect(openOne()).rejects.toMatchObject({ codes: ['ENGAGEMENT_ENDED'] });
  });

  it('is closed when its campaign closes', async () => {
    const { instrument } = await publish();
    const input = { instrumentId: instrument.id, cohortId, occasion: 'BASELINE' };
    await expect(
      mutate(manager, 'openCampaign', 'campaign', { ...input, cohortId: v7() }),
    ).rejects.toMatchObject({ codes: ['UNKNOWN_COHORT'] });
    const { campaign } = await mutate(manager, 'openCampaign', 'campaign', input);
    const asked = { campaignId: campaign.id, respondentId: amal };
    const opened = await mutate(manager, 'openAdministration', 'administration', asked);
    await expect(
      mutate(manager, 'openAdministration', 'administration', { ...asked, respondentId: ines }),
    ).rejects.toMatchObject({ codes: ['RESPONDENT_NOT_IN_COHORT'] });
    await see(client, opened.administration.id, opened.token);
    await mutate(manager, 'closeCampaign', 'campaign', { campaignId: campaign.id });
    await eventually(async () => {
      expect(await see(client, opened.administration.id)).toMatchObject({ status: 'CLOSED' });
    });
  });
});

it('A closed campaign asks nobody any more, however late the read models are', async () => {
  const { instrument } = await publish();
  const input = { instrumentId: instrument.id, cohortId, occasion: 'MIDPOINT' };
  const { campaign, token } = await mutate(manager, 'openCampaign', 'campaign', input);
  expect(await see(client, v7(), token)).toBeNull(); // read models know of the campaign
  await whileLate(rig.db, 'campaign_view', async () => {
    const asked = { campaignId: campaign.id, respondentId: amal };
    await mutate(manager, 'closeCampaign', 'campaign', { campaignId: campaign.id });
    await expect(mutate(manager, 'openAdministration', 'administration', asked)).rejects.toMatchObject({
      codes: ['CAMPAIGN_CLOSED'],
    });
  });
});

it('carries the same command out once', async () => {
  const commandId = v7();
  const { instrument } = await publish();
  const input = { commandId, instrumentId: instrument.id, cohortId, occasion: 'CLOSING' };
  const first = await mutate(manager, 'openCampaign', 'campaign', input);
  expect((await mutate(manager, 'openCampaign', 'campaign', input)).campaign).toEqual(first.campaign);
  await expect(
    mutate(manager, 'openCampaign', 'campaign', { ...input, occasion: 'FOLLOW_UP' }),
  ).rejects.toMatchObject({ codes: ['COMMAND_ID_REUSED'] });
});
