import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personAs } from '@securebase/testing';
import { startEngagement } from '../test/engaged.ts';
import { type As, client, coach, talkOfMatters } from '../test/matters-talk.ts';
import { explained, fill } from '../test/plans.ts';
import { type Rig, startRig } from '../test/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());
const { asking, told, begin } = talkOfMatters(() => rig);

interface Listed {
  edges: { cursor: string; node: Record<string, unknown> }[];
  pageInfo: { hasNextPage: boolean };
}
/** One list of an engagement, with arguments in GraphQL. */
const list = async (as: As, id: string, field: string, fields: string, readAfter?: string) => {
  const page = `{ edges { cursor node { ${fields} } } pageInfo { hasNextPage } }`;
  const text = `query ($id: ID!) { engagement(id: $id) { list: ${field} ${page} } }`;
  const { engagement } = await asking<{ engagement: { list: Listed } | null }>(as, text, { id }, readAfter);
  return engagement?.list;
};
const nodes = (page: Listed | undefined) => page?.edges.map(({ node }) => node);

/** Of lines that have the same time, a signature before what it brought about. */
const inOrder = (lines: Record<string, unknown>[] = []) =>
  lines.reduce<Record<string, unknown>[]>((before, line) => {
    const last = before.at(-1);
    const isLate =
      line['happened'] === 'AGREEMENT_SIGNED' &&
      (last?.['happened'] === 'ENGAGEMENT_CONTRACTED' || last?.['happened'] === 'AMENDMENT_AGREED');
    return isLate ? [...before.slice(0, -1), line, last] : [...before, line];
  }, []);

const levels = ['never', 'rarely', 'once a week', 'most times', 'always'];
/** An engagement in which something was agreed, tried and changed. */
const lived = async () => {
  const of = await begin();
  const { goal } = await told(
    client,
    'scaleGoal',
    { ...of, title: 'to say no', levels, weight: 1 },
    'goal { id }',
  );
  const goalId = goal?.id;
  await told(client, 'commitToAction', { ...of, goalId, words: 'ask for a day' });
  await told(coach, 'amendAgreement', { ...of, sessions: 10, objectives: 'to sleep and to rest' });
  for (const party of ['COACH', 'CLIENT'] as const)
    await told([party], 'signAgreement', { ...of, agreementVersion: 2, party });
  const plan = { relationship: 'my deputy', design: 'ask first', prediction: 'she will mind', goalId };
  const { experiment } = await told(client, 'designExperiment', { ...of, ...plan }, 'experiment { id }');
  await told(client, 'designExperiment', { ...of, ...plan, design: 'ask later' });
  const narrative = { trigger: 'silence', expectation: 'to be judged', protectiveStrategy: 'I talk' };
  const { pattern } = await told(coach, 'namePattern', { ...of, ...narrative }, 'pattern { id }');
  const form = { patternId: pattern?.id, alternative: 'wait' };
  const formed = (await told(
    client,
    'formAlternative',
    form,
    'pattern { alternatives { id } }',
  )) as unknown as { pattern: { alternatives: { id: string }[] } };
  const alternativeId = formed.pattern.alternatives[0]?.id;
  await told(client, 'tryAlternative', { patternId: pattern?.id, alternativeId, happened: 'calm' });
  await told(client, 'tryExperiment', { experimentId: experiment?.id, happened: 'she did not' });
  await told(coach, 'debriefExperiment', { experimentId: experiment?.id, learned: 'asking is safe' });
  await told(client, 'rateGoal', { goalId, party: 'CLIENT', occasion: 'BASELINE', scaling: 1, level: -1 });
  await told(client, 'rateAbility', { ...of, ability: 'COPE', source: 'SELF', finding: 'AT_TIMES' });
  const { token } = await told(client, 'noteEnergy', { ...of, guarding: 'SOME', free: 'MUCH' });
  return { id: of.engagementId, goalId, experimentId: experiment?.id, patternId: pattern?.id, token };
};

describe('What a client asks of an engagement', () => {
  it('is which distinct options there are for a goal', async () => {
    const { id, goalId, patternId } = await lived();
    const form = { patternId, alternative: 'ask back', goalId };
    const { token } = await told(coach, 'formAlternative', form);
    const fields = 'options { goalId alternative tries { happened } }';
    for (const who of [client, coach])
      expect(nodes(await list(who, id, 'goals', fields, token))).toEqual([
        { options: [{ goalId, alternative: 'ask back', tries: [] }] },
      ]);
  });

  it('is what we agreed: lines with the things that they are about, and every version of the agreement', async () => {
    const { id, goalId, token } = await lived();
    const fields =
      'happened goal { title } action { words goalId } agreement { version sessions objectives }';
    const agreed = nodes(await list(client, id, 'timeline(strand: AGREED, first: 100)', fields, token));
    const none = { goal: null, action: null, agreement: null };
    const first = { version: 1, sessions: 8, objectives: 'sleep' };
    const second = { version: 2, sessions: 10, objectives: 'to sleep and to rest' };
    // What one signature brought about has its time.
    expect(inOrder(agreed)).toEqual([
      { ...none, happened: 'AGREEMENT_DRAFTED', agreement: first },
      { ...none, happened: 'AGREEMENT_SIGNED', agreement: first },
      { ...none, happened: 'AGREEMENT_SIGNED', agreement: first },
      { ...none, happened: 'ENGAGEMENT_CONTRACTED', agreement: first },
      { ...none, happened: 'GOAL_SCALED', goal: { title: 'to say no' } },
      { ...none, happened: 'ACTION_COMMITTED', action: { words: 'ask for a day', goalId } },
      { ...none, happened: 'AGREEMENT_AMENDED', agreement: second },
      { ...none, happened: 'AGREEMENT_SIGNED', agreement: second },
      { ...none, happened: 'AGREEMENT_SIGNED', agreement: second },
      { ...none, happened: 'AMENDMENT_AGREED', agreement: second },
    ]);
    const versions = nodes(
      await list(
        client,
        id,
        'agreementVersions',
        'version sessions inForceSince terms { noticeHours } signatures { party personId }',
      ),
    );
    const signed = (...parties: ('CLIENT' | 'COACH')[]) =>
      parties.map((party) => ({ party, personId: personAs(party) }));
    expect(versions).toEqual([
      {
        version: 2,
        sessions: 10,
        inForceSince: expect.any(String) as unknown,
        terms: { noticeHours: 24 },
        signatures: signed('COACH', 'CLIENT'),
      },
      {
        version: 1,
        sessions: 8,
        inForceSince: expect.any(String) as unknown,
        terms: { noticeHours: 24 },
        signatures: signed('CLIENT', 'COACH'),
      },
    ]);
  });

  it('is what I tried: each with what came of it, by kind and by goal, and not what was only planned', async () => {
    const { id, goalId, experimentId, token } = await lived();
    const fields =
      'kind goalId experiment { id tries { happened } debriefs { learned } } alternative { alternative tries { happened } } strategy { id }';
    const experiment = {
      kind: 'EXPERIMENT',
      goalId,
      experiment: {
        id: experimentId,
        tries: [{ happened: 'she did not' }],
        debriefs: [{ learned: 'asking is safe' }],
      },
      alternative: null,
      strategy: null,
    };
    const alternative = {
      kind: 'ALTERNATIVE',
      goalId: null,
      experiment: null,
      alternative: { alternative: 'wait', tries: [{ happened: 'calm' }] },
      strategy: null,
    };
    expect(nodes(await list(client, id, 'trials', fields, token))).toEqual([experiment, alternative]);
    expect(nodes(await list(coach, id, 'trials', fields))).toEqual([experiment, alternative]);
    expect(nodes(await list(client, id, `trials(goalId: "${String(goalId)}")`, fields))).toEqual([
      experiment,
    ]);
    expect(nodes(await list(client, id, 'trials(kinds: [ALTERNATIVE])', fields))).toEqual([alternative]);
    const page = await list(client, id, 'trials(first: 1)', fields);
    expect(page).toMatchObject({ edges: [{ node: experiment }], pageInfo: { hasNextPage: true } });
    const next = `trials(first: 1, after: "${page?.edges[0]?.cursor ?? ''}")`;
    expect(nodes(await list(client, id, next, fields))).toEqual([alternative]);
    const line = 'happened experiment { id } pattern { id } strategy { id }';
    const strand = nodes(await list(client, id, 'timeline(strand: TRIED)', line));
    expect(strand?.map(({ happened }) => happened)).toEqual([
      'EXPERIMENT_DESIGNED',
      'EXPERIMENT_DESIGNED',
      'ALTERNATIVE_FORMED',
      'ALTERNATIVE_TRIED',
      'EXPERIMENT_TRIED',
      'EXPERIMENT_DEBRIEFED',
    ]);
  });

  it('is what changed, for whom it is: what is one’s own is in nobody else’s', async () => {
    const { id, goalId, token } = await lived();
    const fields =
      'happened details { name value } goal { ratings { party level } } abilityFinding { ability finding }';
    const changed = nodes(await list(client, id, 'timeline(strand: CHANGED)', fields, token));
    const none = { goal: null, abilityFinding: null };
    const details = expect.any(Array) as unknown;
    const rated = {
      ...none,
      happened: 'GOAL_RATED',
      details,
      goal: { ratings: [{ party: 'CLIENT', level: -1 }] },
    };
    const found = {
      ...none,
      happened: 'ABILITY_RATED',
      details,
      abilityFinding: { ability: 'COPE', finding: 'AT_TIMES' },
    };
    const energy = [
      { name: 'free', value: 'MUCH' },
      { name: 'guarding', value: 'SOME' },
    ];
    expect(changed).toEqual([rated, found, { ...none, happened: 'ENERGY_NOTED', details: energy }]);
    expect(nodes(await list(coach, id, 'timeline(strand: CHANGED)', fields))).toEqual([rated, found]);
    const newest = nodes(await list(client, id, 'timeline(strand: CHANGED, newestFirst: true)', 'happened'));
    expect(newest?.map(({ happened }) => happened)).toEqual(['ENERGY_NOTED', 'ABILITY_RATED', 'GOAL_RATED']);
    const about = `timeline(thingId: "${String(goalId)}")`;
    expect(nodes(await list(client, id, about, 'happened'))).toEqual([
      { happened: 'GOAL_SCALED' },
      { happened: 'GOAL_RATED' },
    ]);
    const member: As = ['CLIENT', personAs('SPONSOR')];
    expect(await list(member, id, 'timeline(strand: CHANGED)', 'happened')).toBeUndefined();
    const { id: sponsored } = await startEngagement(rig);
    await expect(list(['SPONSOR'], sponsored, 'trials', 'id')).rejects.toMatchObject({
      codes: ['FORBIDDEN'],
    });
    const drafts = 'agreementVersions';
    expect(nodes(await list(['SPONSOR'], sponsored, drafts, 'version'))).toEqual([{ version: 1 }]);
    expect(nodes(await list(['SPONSOR'], sponsored, drafts, 'objectives'))).toEqual([{ objectives: null }]);
  });
});

it('Is found by indexes among 200,000 others, and no more is looked at than is shown', async () => {
  const { id } = await lived();
  const about = personAs('CLIENT');
  await fill(
    rig,
    'timeline_view',
    `insert into timeline_view (tenant_id, id, engagement_id, at, happened, audience, author_id, about_id, also_for, strand, details)
     select $1, 'e' || n, case when n % 400 = 7 then '${id}' else 'e' || n % 400 end, now() + n * interval '1 second',
            'GoalRated', 'PAIR', '${about}', '${about}', '[]', (array['AGREED','TRIED','CHANGED',null])[n % 4 + 1], '{}'
       from generate_series(1, 200000) n`,
  );
  await fill(
    rig,
    'trial_view',
    `insert into trial_view (tenant_id, id, engagement_id, author_id, about_id, audience, kind, thing_id, tried_at)
     select $1, 't' || n, case when n % 400 = 7 then '${id}' else 'e' || n % 400 end, '${about}', '${about}', 'PAIR',
            'EXPERIMENT', 't' || n, now() + n * interval '1 second'
       from generate_series(1, 200000) n`,
  );
  const looks = async (table: string, field: string) => {
    const plans = await explained(rig, table, () => list(client, id, field, '__typename'));
    const [plan] = plans;
    expect(plans).toHaveLength(1);
    // Those of the page, and one more; each by its place in the index, and then by its id.
    expect(plan?.looked).toBeLessThanOrEqual(2 * 21 + 1 + 21);
    return plan?.scans.filter((scan) => !scan.includes('none'));
  };
  const timeline = await looks('timeline_view', 'timeline(strand: CHANGED, first: 20, newestFirst: true)');
  expect(timeline).toContain('Index Scan using timeline_view_strand');
  const trials = await looks('trial_view', 'trials(first: 20)');
  expect(trials).toContain('Index Scan using trial_view_engagement');
});
