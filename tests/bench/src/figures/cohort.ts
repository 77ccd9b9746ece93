import { checkPlaces, eventsIn, matchedIn, shownIn } from '../cohort/checks.ts';
import { chooseAll, lookAtShown } from '../cohort/choose.ts';
import { cohortNames, faults, fileOf, makePeople, type People, withFaults } from '../cohort/people.ts';
import { peakOf, type Talk, talkTo, together, until } from '../cohort/talk.ts';
import { demoPerson } from '@securebase/embedded';
import { type Platform } from '@securebase/infra/platform';
import { rounded } from '../measure.ts';
import { pidOf, withPlatform } from '../platform.ts';
import { type Setup } from '../report.ts';

const atOnce = 32;
const manager = 'PROGRAM_MANAGER';
const made = (said: Readonly<Record<string, unknown>>, field: string) => (said[field] as { id: string }).id;

const ensure = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what);
};

/** Seconds of a step, and the most memory that the service held while it ran; each is a line. */
const measuring =
  (setup: Setup, pid: number, of: object) =>
  async <T>(step: string, what: string, work: () => Promise<T>): Promise<T> => {
    setup.tell(`cohort: ${step}…`);
    peakOf(pid);
    const began = performance.now();
    const result = await work();
    const seconds = (performance.now() - began) / 1000;
    const counts = Object.entries(result ?? {}).filter(([, value]) => typeof value === 'number');
    const megabytes = peakOf(pid);
    setup.print({
      figure: `cohort-${step}`,
      value: rounded(seconds),
      unit: 's',
      what,
      ...of,
      megabytes,
      ...Object.fromEntries(counts),
    });
    return result;
  };

/** A program with cohorts, an open one and one that is over; coaches who can be chosen; somebody who takes part, and somebody who left. */
const prepare = async (
  talk: Talk,
  { coaches }: People,
): Promise<{ programId: string; cohortIds: string[] }> => {
  const plan = { name: 'Lead', purpose: 'to lead', startsOn: '2027-01-01', endsOn: '2027-12-31' };
  const programId = made(await talk.say(manager, 'draftProgram', 'program { id }', plan), 'program');
  const cohortIds: string[] = [];
  for (const name of [...cohortNames, 'Past'])
    cohortIds.push(
      made(await talk.say(manager, 'addCohort', 'cohort { id }', { programId, name }), 'cohort'),
    );
  await talk.say(manager, 'openProgram', 'program { id }', { programId });
  await talk.say(manager, 'closeCohort', 'program { id }', { programId, cohortId: cohortIds.pop() });
  const directory = [...coaches.map(({ reference }) => reference), 'somebody', 'left', 'gone'];
  const rows = directory.map((name) => `${name},The ${name},${name}@example.org`);
  const { state } = await talk.sendFile(
    'PEOPLE',
    undefined,
    ['reference,name,email', ...rows, ''].join('\n'),
  );
  ensure(state === 'COMMITTED', 'The coaches could not be registered.');
  const personIds = [demoPerson('somebody')];
  await talk.say(manager, 'enrollParticipants', 'program { id }', {
    programId,
    cohortId: cohortIds[0],
    personIds,
  });
  for (const name of ['left', 'gone'])
    await talk.say('ADMIN', 'deactivatePerson', 'person { id }', { personId: demoPerson(name) });
  await together(coaches, 8, async ({ reference: _, ...offered }) => {
    await talk.say(manager, 'registerCoach', 'coach { id }', offered);
  });
  const coachIds = coaches.map(({ coachId }) => coachId);
  for (let at = 0; at < coachIds.length; at += 100)
    await talk.say(manager, 'poolCoaches', 'programId', {
      programId,
      coachIds: coachIds.slice(at, at + 100),
    });
  return { programId, cohortIds };
};

type Measured = ReturnType<typeof measuring>;

const enrol = async (
  talk: Talk,
  platform: Platform,
  measured: Measured,
  programId: string,
  { lines }: People,
) => {
  const file = fileOf(lines);
  const count = lines.length;
  const sent = (text: string, dryRun = false) => talk.sendFile('ENROLMENTS', programId, text, dryRun);
  const before = await eventsIn(platform);
  const dry = await measured('dry-run', 'a file of enrolments, checked', () => sent(file, true));
  ensure(dry.state === 'CHECKED' && dry.added === count, `The dry run says ${dry.state}.`);
  ensure((await eventsIn(platform)) === before, 'The dry run has changed something.');
  const done = await measured('enrolment', 'the file carried out, visible', async () => {
    const sentNow = await sent(file);
    await talk.visible();
    return sentNow;
  });
  ensure(done.state === 'COMMITTED' && done.added === count, `The import says ${done.state}.`);
  const after = await eventsIn(platform);
  const again = await measured('again', 'the same file again', () => sent(file));
  ensure(again.state === 'ALREADY_IMPORTED', `The same file again says ${again.state}.`);
  const other = await measured('same-lines', 'the same lines in another order', () =>
    sent(fileOf(lines.toReversed())),
  );
  ensure(other.unchanged === count, 'The same lines have changed something.');
  const wrong = await measured('faults', 'the file with 22 mistakes, each of another kind', () =>
    sent(fileOf(withFaults(lines))),
  );
  const codes = new Set(wrong.errors.edges.map(({ node }) => node.code));
  const missing = Object.keys(faults).filter((code) => !codes.has(code));
  ensure(wrong.state === 'REFUSED' && missing.length === 0, `Not found: ${missing.join(', ')}`);
  ensure(wrong.errorCount === Object.keys(faults).length, `${wrong.errorCount} mistakes were found.`);
  ensure((await eventsIn(platform)) === after, 'A file that changes nothing has changed something.');
};

const rank = async (talk: Talk, platform: Platform, programId: string) => {
  const said = await talk.say(manager, 'rankCoaches', 'ranking { id }', { programId });
  const query =
    'query ($id: ID!) { coachRanking(id: $id) { status participants coaches ranked withoutCoach } }';
  interface Ranked {
    readonly coachRanking: { readonly status: string; readonly ranked: number };
  }
  return until(async () => {
    const { coachRanking } = await talk.asked<Ranked>(manager, query, { id: made(said, 'ranking') });
    if (coachRanking.status !== 'COMPLETED') return undefined;
    return (await shownIn(platform)) === coachRanking.ranked ? coachRanking : undefined;
  });
};

/** Thousands of people from one file to a coach: enrolled, ranked, shown whom they can choose, and matched, all at once. */
export const cohort = (setup: Setup): Promise<void> =>
  withPlatform(setup, { apart: false }, async (platform) => {
    const [participants, coaches] = setup.quick ? [200, 12] : [10_000, 300];
    const people = makePeople(setup.seed, participants, coaches);
    const talk = talkTo(platform);
    const pid = pidOf(platform, 'engagements', 'all');
    const measured = measuring(setup, pid, { participants, coaches });
    setup.tell('cohort: a program and its coaches…');
    const { programId, cohortIds } = await prepare(talk, people);
    await enrol(talk, platform, measured, programId, people);
    await measured('engagements', 'an engagement for each participant', async () => {
      for (const cohortId of cohortIds)
        await talk.say(manager, 'proposeEngagements', 'proposed', {
          programId,
          cohortId,
          purpose: 'to lead',
        });
    });
    await measured('ranking', 'from the wish to what each participant can see', () =>
      rank(talk, platform, programId),
    );
    const choices = await measured('shown', 'each participant looks at the coaches and reasons', () =>
      lookAtShown(talk, people.participantIds, atOnce),
    );
    const chosen = await measured(
      `confirmed`,
      `participants choose and coaches accept, ${atOnce} at once`,
      () => chooseAll(talk, choices, atOnce),
    );
    ensure(chosen.refused > 0, 'Nobody was refused: there were places for everybody.');
    await until(async () => ((await matchedIn(platform)) === chosen.confirmed ? true : undefined));
    await checkPlaces(platform, people.coaches, chosen.confirmed);
  });
