// A cohort from one file to a coach for each who finds a place: enrolled, ranked, shown whom to choose, and matched at once.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personIdOf } from '@securebase/service-kit';
import { demoTenant, eventually, Refused, withClient } from '@securebase/testing';
import { importFile } from '../test/import-file.ts';
import { type Proposals, shown, talkOfMatching } from '../test/matching-talk.ts';
import { type Rig, startRig } from '../test/rig.ts';

const people = 200;
const places = 15;
const coachCount = 12;
const spoken = ['de', 'de;en', 'en', 'en;fr', 'en', 'fr'];
const zones = ['Europe/Vienna', 'America/New_York', 'Asia/Tokyo'];

let rig: Rig;
let programId: string;
let cohortId: string;
let coachIds: string[];
beforeAll(async () => {
  rig = await startRig();
  ({ programId, cohortId } = await program([await person('Somebody')]));
  coachIds = await Promise.all(
    Array.from({ length: coachCount }, (_, n) =>
      coach(`Coach ${n}`, {
        languages: spoken[n % spoken.length]?.split(';'),
        timeZone: zones[n % zones.length],
        capacity: places,
      }),
    ),
  );
  await manager.tell('poolCoaches', 'programId', { programId, coachIds });
});
afterAll(() => rig.stop());

const { as, manager, coach, person, program, rank } = talkOfMatching(() => rig);
const names = Array.from({ length: people }, (_, n) => `p-${n}`);
const content = [
  'reference,name,email,cohort,languages,time_zone',
  ...names.map((name, n) => `${name},${name},${name}@example.org,Spring,${spoken[n % 6]},${zones[n % 3]}`),
].join('\n');
const send = (text: string, dryRun = false) =>
  importFile(rig, 'PROGRAM_MANAGER', { kind: 'ENROLMENTS', content: text, target: programId, dryRun });

/** What the log holds: by type of event and what it names. */
const inLog = async <Row extends object>(sql: string): Promise<Row[]> => {
  let found: Row[] = [];
  await withClient(rig.db.pipelineUrl, async (client) => {
    ({ rows: found } = await client.query<Row>(sql));
  });
  return found;
};
const events = async () => (await inLog('select count(*)::int as events from log.event'))[0];

describe('A file of two hundred', () => {
  it('is looked at, and carried out once', async () => {
    const before = await events();
    expect(await send(content, true)).toMatchObject({ state: 'CHECKED', added: people });
    expect(await events()).toEqual(before);
    expect(await send(content)).toMatchObject({ state: 'COMMITTED', added: people });
    const after = await events();
    expect(await send(content)).toMatchObject({ state: 'ALREADY_IMPORTED' });
    const [header = '', ...lines] = content.split('\n');
    const turned = [header, ...lines.toReversed()].join('\n');
    expect(await send(turned)).toMatchObject({ state: 'COMMITTED', unchanged: people });
    expect(await events()).toEqual(after);
  });
});

describe('The two hundred', () => {
  interface Choice {
    readonly clientId: string;
    readonly engagementId: string;
    readonly shown: readonly string[];
  }
  let choices: Choice[];

  it('are each shown coaches, each with a reason', async () => {
    const { token } = await manager.tell('proposeEngagements', 'proposed', {
      programId,
      cohortId,
      purpose: 'to lead',
    });
    expect(await rank({ programId })).toMatchObject({
      participants: people,
      coaches: coachCount,
      ranked: people,
    });
    choices = await Promise.all(
      names.map((name) =>
        eventually(async () => {
          const clientId = personIdOf(demoTenant, name);
          const client = as('CLIENT', clientId);
          const { myCoachProposals } = await client.asking<Proposals>(shown, {}, token);
          const mine = '{ engagements(as: CLIENT) { edges { node { id } } } }';
          const { engagements } = await client.asking<{
            engagements: { edges: { node: { id: string } }[] };
          }>(mine);
          const [proposed] = myCoachProposals.edges.map(({ node }) => node);
          for (const { score, languages, ...each } of proposed?.coaches ?? []) {
            const others = [each.timeZone, each.specialities, each.credential, each.capacity];
            expect(languages.shared.length).toBeGreaterThan(0);
            expect(others.reduce((sum, { points }) => sum + points, languages.points)).toBe(score);
          }
          const ids = proposed?.coachIds ?? [];
          expect(ids.length).toBeGreaterThan(0);
          return { clientId, engagementId: engagements.edges[0]?.node.id ?? '', shown: ids };
        }),
      ),
    );
  });

  it('choose at once, and no coach has more than there are places', async () => {
    const tries = async (work: () => Promise<unknown>): Promise<string | undefined> => {
      try {
        await work();
        return undefined;
      } catch (error) {
        return error instanceof Refused ? error.codes[0] : String(error);
      }
    };
    const refusals: (string | undefined)[] = [];
    const outcomes = await Promise.all(
      choices.map(async ({ clientId, engagementId, shown: ids }) => {
        for (const coachId of ids) {
          const refused =
            (await tries(() =>
              as('CLIENT', clientId).tell('proposeCoach', 'engagement { id }', { engagementId, coachId }),
            )) ??
            (await tries(() =>
              as('COACH', coachId).tell('acceptMatch', 'engagement { id }', { engagementId }),
            ));
          if (refused === undefined) return true;
          refusals.push(refused);
        }
        return false;
      }),
    );
    const confirmed = outcomes.filter((found) => found).length;
    // Twenty more wish for a coach than there are places.
    expect(confirmed).toBeLessThanOrEqual(coachCount * places);
    expect(confirmed).toBeGreaterThan(coachCount * places * 0.8);
    expect(new Set(refusals)).toEqual(new Set(['COACH_FULL']));
    const taken = await inLog<{ id: string; taken: number }>(
      `select data->>'coachId' as id, count(*)::int as taken from log.event
       where type = 'PlaceReserved' group by 1`,
    );
    expect(taken.reduce((sum, { taken: n }) => sum + n, 0)).toBe(confirmed);
    for (const { taken: n } of taken) expect(n).toBeLessThanOrEqual(places);
    const profiles = '{ coachProfiles(first: 50) { edges { node { id taken capacity } } } }';
    await eventually(async () => {
      const { coachProfiles } = await manager.asking<{
        coachProfiles: { edges: { node: { taken: number; capacity: number } }[] };
      }>(profiles);
      expect(coachProfiles.edges.reduce((sum, { node }) => sum + node.taken, 0)).toBe(confirmed);
      for (const { node } of coachProfiles.edges) expect(node.taken).toBeLessThanOrEqual(node.capacity);
    });
  });
});
