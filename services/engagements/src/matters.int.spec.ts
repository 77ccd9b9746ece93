import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { catalogue } from '@securebase/contracts';
import { type AnyProjection, kafkaClient, rebuild } from '@securebase/event-sourcing';
import { kafka, personAs } from '@securebase/testing';
import { type As, client, coach, type Matter, talkOfMatters } from '../test/matters-talk.ts';
import { explained, fill } from '../test/plans.ts';
import { type Rig, startRig } from '../test/rig.ts';
import { matterView } from './read-models/matter-view.ts';

let rig: Rig;
let other: As;
beforeAll(async () => {
  rig = await startRig();
  const given = { name: 'Noor', email: 'noor@example.org' };
  other = ['COACH', (await rig.mutate('ADMIN', 'registerPerson', 'person { id }', given)).person.id];
});
afterAll(() => rig.stop());
const { needs, told, propose, begin } = talkOfMatters(() => rig);

const nodes = ({ edges }: { edges: { node: Matter }[] }) => edges.map(({ node }) => node);
const kinds = (page: { edges: { node: Matter }[] }) => nodes(page).map(({ kind }) => kind);
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const inDays = (days: number) => inHours(days * 24).slice(0, 10);
let hour = 3;
/** A session of its own hour, so many days from now. */
const sessionIn = (days: number, kind = 'COACHING') => {
  hour += 2;
  const from = days * 24 + hour;
  return { kind, startsAt: inHours(from), endsAt: inHours(from + 1) };
};

describe('What needs a coach', () => {
  it('is asked over all engagements, due longest first, in pages without gaps, and narrowed in every way', async () => {
    const [one, two] = [await begin(), await begin()];
    await told(coach, 'scheduleSession', { ...one, ...sessionIn(-3) });
    await told(coach, 'scheduleSession', { ...two, ...sessionIn(1) });
    await told(coach, 'scheduleSession', { ...one, ...sessionIn(20) });
    const action = { ...two, words: 'ask for a day', dueOn: inDays(3) };
    await told(client, 'commitToAction', action, 'action { id }');
    const rupture = await told(client, 'noteRupture', { ...one, words: 'I felt alone' }, 'entry { id }');
    const { token } = rupture;

    const all = nodes(await needs(coach, {}, token));
    expect(all.map(({ kind, engagementId }) => [kind, engagementId])).toEqual([
      ['SESSION_OUTCOME', one.engagementId],
      ['RUPTURE', one.engagementId],
      ['SESSION', two.engagementId],
      ['ACTION', two.engagementId],
    ]);
    expect(all.map(({ dueAt }) => dueAt)).toEqual(all.map(({ dueAt }) => dueAt).toSorted());
    expect(all[1]).toMatchObject({
      thingId: rupture['entry']?.id,
      aboutId: personAs('CLIENT'),
      engagement: { id: one.engagementId, status: 'ACTIVE' },
    });

    const found: Matter[] = [];
    for (let after: string | null = null; ;) {
      const page = await needs(coach, { first: 3, after });
      found.push(...nodes(page));
      if (!page.pageInfo.hasNextPage) break;
      expect(page.edges).toHaveLength(3);
      after = page.edges.at(-1)?.cursor ?? null;
    }
    expect(found).toEqual(all);

    expect(kinds(await needs(coach, { within: 30 }))).toEqual([...all.map(({ kind }) => kind), 'SESSION']);
    expect(kinds(await needs(coach, { within: 0 }))).toEqual(['SESSION_OUTCOME', 'RUPTURE']);
    expect(kinds(await needs(coach, { kinds: ['ACTION', 'SESSION'] }))).toEqual(['SESSION', 'ACTION']);
    expect(kinds(await needs(coach, one))).toEqual(['SESSION_OUTCOME', 'RUPTURE']);
    await expect(needs(coach, { within: 400 })).rejects.toMatchObject({ codes: ['BAD_INPUT'] });

    const { engagementId } = one;
    const early = await told(client, 'endEngagementEarly', { engagementId });
    expect(kinds(await needs(coach, one, early.token))).toEqual(['SESSION_OUTCOME']);
    await told(client, 'endEngagementEarly', { engagementId: two.engagementId });
  });

  it('goes when it is done', async () => {
    const of = await begin();
    const seen = async (token: string) => kinds(await needs(coach, of, token));
    const scale = { ...of, title: 'to say no', levels: ['a', 'b', 'c', 'd', 'e'], weight: 1 };
    const { goal, token } = await told(client, 'scaleGoal', scale, 'goal { id }');
    expect(await seen(token)).toEqual(['BASELINE']);
    const rate = { goalId: goal?.id, party: 'CLIENT', occasion: 'BASELINE', scaling: 1, level: 0 };
    expect(await seen((await told(client, 'rateGoal', rate)).token)).toEqual([]);
    const amended = await told(coach, 'amendAgreement', { ...of, sessions: 9, objectives: 'sleep' });
    expect(await seen(amended.token)).toEqual(['SIGNATURE']);
    const sign = { ...of, agreementVersion: 2, party: 'COACH' };
    expect(await seen((await told(coach, 'signAgreement', sign)).token)).toEqual([]);
    await told(client, 'endEngagementEarly', of);
  });

  it('is nothing of what somebody noted for themselves, and nobody else’s', async () => {
    const of = await begin();
    await told(client, 'noteEnergy', { ...of, guarding: 'MUCH', free: 'SOME' });
    await told(client, 'rateAlliance', { ...of, bond: 2, task: 2, goal: 2 });
    const named = await told(client, 'nameGuardedAspect', { ...of, words: 'to be enough' });
    expect(kinds(await needs(coach, of, named.token))).toEqual([]);
    const tried = await told(client, 'noteRupture', { ...of, words: 'I felt alone' });
    expect(kinds(await needs(coach, of, tried.token))).toEqual(['RUPTURE']);
    expect(kinds(await needs(other, { within: 366 }))).toEqual([]);
    expect(kinds(await needs(['COACH', personAs('CLIENT')]))).toEqual([]);
    for (const role of ['CLIENT', 'SPONSOR', 'PROGRAM_MANAGER', 'ADMIN', 'SUPERVISOR'] as const)
      await expect(needs([role])).rejects.toMatchObject({ codes: ['FORBIDDEN'] });
    await told(client, 'endEngagementEarly', of);
  });

  it('goes with the engagement to the coach who comes, and leaves the one who went', async () => {
    const of = await begin();
    await told(client, 'noteRupture', { ...of, words: 'I felt alone' });
    const change = { ...of, fromId: personAs('COACH'), coachId: other[1] };
    const { token } = await told(client, 'reassignCoach', change);
    expect(kinds(await needs(coach, of, token))).toEqual([]);
    expect(kinds(await needs(other, {}, token))).toEqual(['RUPTURE']);
    await told(client, 'endEngagementEarly', of);
  });

  it('is a request of which only the engagement’s id is told, until it is taken', async () => {
    const engagementId = await propose();
    const asked = await told(client, 'proposeCoach', { engagementId, coachId: other[1] });
    const [request] = nodes(await needs(other, {}, asked.token));
    expect(request).toMatchObject({ kind: 'REQUEST', engagementId, engagement: null, aboutId: null });
    expect(nodes(await needs(coach, { engagementId }))).toEqual([]);
    const declined = await told(other, 'declineMatch', { engagementId, coachId: other[1] });
    expect(nodes(await needs(other, {}, declined.token))).toEqual([]);
  });
});

it('Is the same when it is built anew beside itself', async () => {
  const of = await begin();
  await told(client, 'noteRupture', { ...of, words: 'I felt alone' });
  const action = { ...of, words: 'ask for a day', dueOn: inDays(3) };
  const { token } = await told(client, 'commitToAction', action);
  const before = nodes(await needs(coach, of, token));
  const projection = matterView as unknown as AnyProjection;
  const events = kafkaClient('rebuild', await kafka());
  const options = { url: rig.db.ownerUrl, projections: [projection], catalogue, kafka: events };
  expect((await rebuild(options)).get(projection.name)).toMatchObject({ same: true });
  expect(nodes(await needs(coach, of))).toEqual(before);
  expect(before.map(({ kind }) => kind)).toEqual(['RUPTURE', 'ACTION']);
});

it('Is found by an index among 200,000 others, and no more is looked at than is shown', async () => {
  await fill(
    rig,
    'matter_view',
    `insert into matter_view (tenant_id, id, coach_id, engagement_id, kind, thing_id, due_at)
     select $1, 'RUPTURE/' || n, case when n % 500 = 7 then '${other[1]}'::uuid
              else ('00000000-0000-4000-8000-' || lpad((n % 500)::text, 12, '0'))::uuid end,
            'e' || n % 20000, 'RUPTURE', n, now() - n * interval '1 minute'
       from generate_series(1, 200000) n`,
  );
  const ask = async (variables: object) => {
    let page: Awaited<ReturnType<typeof needs>> | undefined;
    const plans = await explained(rig, 'matter_view', async () => {
      page = await needs(other, { first: 20, ...variables });
    });
    expect(page?.edges).toHaveLength(20);
    expect(plans.map(({ scans }) => scans)).toEqual([['Index Scan using matter_view_coach']]);
    expect(plans[0]?.looked).toBe(21);
    return page?.edges.at(-1)?.cursor;
  };
  const after = await ask({});
  await ask({ after });
  await ask({ kinds: ['RUPTURE'], within: 366 });
});
