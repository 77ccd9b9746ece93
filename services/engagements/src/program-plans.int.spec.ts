import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoTenant } from '@securebase/testing';
import pg from 'pg';
import { explained } from '../test/plans.ts';
import { type Rig, startRig } from '../test/rig.ts';

let rig: Rig;
const id = (kind: number, n: number) => `0000000${kind}-0000-4000-8000-${String(n).padStart(12, '0')}`;
const many = 30_000;
const programs = 31;
const cohorts = 307;
const [programId, cohortId] = [id(1, 7), id(2, 37)];

/** In SQL, the id of the n-th of a kind. */
const idOf = (kind: number, n: string) =>
  `format('0000000${kind}-0000-4000-8000-%s', lpad((${n})::text, 12, '0'))`;
const of = `'${demoTenant}'::uuid`;
const inProgram = `${idOf(1, `n % ${programs}`)}, ${idOf(2, `n % ${cohorts}`)}`;

/** Most are matched, within what was agreed, and were heard of lately: as in life. */
const fill = [
  `insert into participation_view (tenant_id, id, program_id, cohort_id, person_id, enrolled_at, waiting_since, stage, is_shown, ways, days_to_match)
   select ${of}, n::text, ${inProgram}, ${idOf(3, 'n')}, at, case when n % 10 < 5 then at end,
     case when n % 10 < 5 then (array['NOT_SHOWN', 'SHOWN', 'ASKED', 'DECLINED'])[1 + n / 10 % 4] else 'MATCHED' end, true, '{}', n % 90
     from generate_series(1, ${many}) n cross join lateral (select timestamptz '2026-01-01' + n * interval '1 minute' as at) t`,
  `insert into figures_view (tenant_id, id, "of", program_id, cohort_id, engagement_id, overrun, reserved, agreed, used, excess, held, cancelled, cancelled_late, missed, rescheduled, lost)
   select ${of}, 'engagement/' || n, 'ENGAGEMENT', ${inProgram}, ${idOf(4, 'n')}, 0, 480, 480, 400, greatest(0, n % 1000 - 700), 4, 1, 1, 1, 0, n % 7
     from generate_series(1, ${many}) n`,
  `insert into figures_view (tenant_id, id, "of", program_id, cohort_id, overrun, reserved, agreed, used, excess, held, cancelled, cancelled_late, missed, rescheduled, lost)
   select ${of}, 'cohort/' || n, 'COHORT', ${idOf(1, `n % ${programs}`)}, ${idOf(2, 'n')}, 0, 480, 480, 400, n % 3, 4, 1, 1, 1, 0, n % 7
     from generate_series(1, 5000) n`,
  `insert into contact_view (tenant_id, id, program_id, cohort_id, coach_id, about, since, known)
   select ${of}, ${idOf(4, 'n')}, ${inProgram}, ${idOf(3, 'n')}, case when n % 2 = 0 then 'COURSE' when n % 40 = 1 then 'ANSWER' end,
     case when n % 2 = 0 or n % 40 = 1 then date '2026-11-30' - 7 * (n % 100) end, '{}'
     from generate_series(1, ${many}) n`,
  `insert into time_to_match_view (tenant_id, id, program_id, cohort_id, is_cohort, people, days)
   select ${of}, ${idOf(2, 'n')}, ${idOf(1, `n % ${programs}`)}, ${idOf(2, 'n')}, true, 9, '{"3": 9}'::jsonb from generate_series(1, 5000) n
   union all select ${of}, ${idOf(1, 'n')}, ${idOf(1, 'n')}, null, false, 9, '{"3": 9}'::jsonb from generate_series(0, ${programs - 1}) n`,
];

beforeAll(async () => {
  rig = await startRig();
  const owner = new pg.Client({ connectionString: rig.db.ownerUrl });
  await owner.connect();
  for (const statement of fill) await owner.query(statement);
  await owner.query('vacuum analyze participation_view, figures_view, contact_view, time_to_match_view');
  await owner.end();
});
afterAll(() => rig.stop());

const size = 10;
const [program, cohort] = [`, programId: "${programId}"`, `, cohortId: "${cohortId}"`];
interface Asked {
  readonly list: { readonly edges: readonly object[]; readonly pageInfo: { readonly endCursor: string } };
}
/** The first page, and the one after it. */
const pages = async (query: string, args: string) => {
  const page = (after: string) =>
    rig.asking<Asked>(
      'PROGRAM_MANAGER',
      `{ list: ${query}(first: ${size}${args}${after}) { edges { cursor } pageInfo { endCursor } } }`,
    );
  const { list } = await page('');
  expect(list.edges).toHaveLength(size);
  await page(`, after: "${list.pageInfo.endCursor}"`);
};

/** How the table is read for what `ask` asks, and whether anything is sorted. */
const planOf = async (table: string, ask: () => Promise<unknown>) => {
  const plans = await explained(rig, table, ask);
  return {
    reads: plans.flatMap(({ reads }) => reads),
    sorts: plans.reduce((sum, each) => sum + each.sorts, 0),
  };
};

describe('A page of each question reads no more than itself, in the order of an index', () => {
  it.each([
    ['unmatchedParticipants', '', 'participation_view', 'waiting'],
    ['unmatchedParticipants', program, 'participation_view', 'program'],
    ['unmatchedParticipants', cohort, 'participation_view', 'cohort'],
    ['unmatchedParticipants', ', stage: ASKED', 'participation_view', 'stage'],
    ['unmatchedParticipants', `${program}, stage: SHOWN`, 'participation_view', 'program_stage'],
    ['unmatchedParticipants', `${cohort}, since: "2030-01-01T00:00:00Z"`, 'participation_view', 'cohort'],
    ['overBudget', ', of: ENGAGEMENT', 'figures_view', 'excess'],
    ['overBudget', ', of: COHORT', 'figures_view', 'excess'],
    ['overBudget', `, of: COHORT${program}`, 'figures_view', 'excess_program'],
    ['overBudget', `, of: ENGAGEMENT${program}`, 'figures_view', 'excess_program'],
    ['overBudget', `, of: ENGAGEMENT${cohort}`, 'figures_view', 'excess_cohort'],
    ['attendance', ', of: ENGAGEMENT', 'figures_view', 'lost'],
    ['attendance', `, of: ENGAGEMENT${program}`, 'figures_view', 'lost_program'],
    ['attendance', `, of: ENGAGEMENT${cohort}`, 'figures_view', 'lost_cohort'],
    ['coachesToContact', '', 'contact_view', 'since'],
    ['coachesToContact', program, 'contact_view', 'program'],
    ['coachesToContact', cohort, 'contact_view', 'cohort'],
    ['coachesToContact', ', about: ANSWER', 'contact_view', 'about'],
    ['coachesToContact', `${program}, about: COURSE`, 'contact_view', 'program_about'],
  ])('%s(first: 10%s)', async (query, args, table, index) => {
    const { reads, sorts } = await planOf(table, () => pages(query, args));
    expect(reads.map(({ by }) => by)).toEqual([`${table}_${index}`, `${table}_${index}`]);
    expect(sorts).toBe(0);
    for (const { rows } of reads) expect(rows).toBeLessThanOrEqual(size + 1);
  });

  it('timesToMatch(first: 10), of programs and of cohorts', async () => {
    const table = 'time_to_match_view';
    const ofPrograms = await planOf(table, () => pages('timesToMatch', ''));
    expect(ofPrograms.reads).toEqual(
      Array.from({ length: 2 }, () => ({ by: `${table}_all`, rows: size + 1 })),
    );
    // Beside the page: how large the cohorts of its programs are, of which each is told or withheld.
    const ofCohorts = await planOf(table, () => pages('timesToMatch', `, ofCohorts: true${program}`));
    for (const { by } of ofCohorts.reads) expect(by).toBe(`${table}_program`);
    expect(ofCohorts.sorts).toBe(0);
  });
});
