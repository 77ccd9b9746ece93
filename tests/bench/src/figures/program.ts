import { rounded, roundedSpread } from '../measure.ts';
import { settingsOf, withPostgres } from '../postgres.ts';
import { carryOut } from '../program/command-side.ts';
import { emptyDatabase, fill, type Filled } from '../program/filled.ts';
import { measureQuestions, type Side } from '../program/measuring.ts';
import { watched, type Watched } from '../program/memory.ts';
import { projectAll } from '../program/projecting.ts';
import { proveEqual } from '../program/proof.ts';
import { askedOf } from '../program/queries.ts';
import { withPlain } from '../program/plain.ts';
import { rebuildAll } from '../program/rebuilding.ts';
import { type Service, withService } from '../program/service.ts';
import { loadStory, type Story } from '../program/story.ts';
import { type Setup } from '../report.ts';

const atOnce = 16;
const day = 24 * 3_600_000;

interface Sizes {
  /** Of those who are asked, and of the command side. */
  readonly engagements: number;
  /** Beside how many they are asked about. */
  readonly beside: number;
  readonly today: number;
}
interface Run extends Sizes {
  readonly setup: Setup;
  readonly adminUrl: string;
  readonly service: Service;
  readonly story: Story;
  readonly durability: Readonly<Record<string, string>>;
}

const memoryOf = ({ peak, before }: Watched<unknown>) => ({
  peak: rounded(peak),
  before: rounded(before),
  unit: 'MiB RSS of this process',
});

const eventsIn = async ({ pool }: Service): Promise<number> => {
  const { rows } = await pool.query<{ events: number }>('select count(*)::int as events from log.event');
  return rows[0]?.events ?? 0;
};

const commands = async ({ setup, service, story, engagements, today, durability }: Run): Promise<void> => {
  setup.tell(`program: what is there before ${engagements} engagements`);
  const side = await carryOut(service, story, { engagements, today }, atOnce);
  const [eventsBefore, commandsBefore] = [await eventsIn(service), side.commands];
  setup.tell(`program: ${engagements} engagements, ${atOnce} at once`);
  const done = await watched(side.run);
  const events = (await eventsIn(service)) - eventsBefore;
  setup.print({
    figure: 'program-commands',
    value: rounded(events / done.seconds),
    unit: 'events/s',
    divided: `events of ${engagements} engagements, ${atOnce} at once, through command bus, deciders, sealing and the log, one command after the other within each`,
    dividedBy: 'seconds',
    events,
    eventsAnEngagement: rounded(events / engagements),
    commands: side.commands - commandsBefore,
    seconds: rounded(done.seconds),
    memory: memoryOf(done),
    durability,
  });
};

const projecting = async ({ setup, service, durability }: Run): Promise<void> => {
  const events = await eventsIn(service);
  const models = service.models.length;
  setup.tell(`program: projecting ${events} events into ${models} read models`);
  const done = await watched(() => projectAll(service));
  setup.print({
    figure: 'program-projecting',
    value: rounded(events / done.seconds),
    unit: 'events/s',
    divided: `events of the log, projected into all ${models} read models that follow it, by the pipeline`,
    dividedBy: 'seconds until the last of them has come to the end',
    eventsTimesModels: rounded((events * models) / done.seconds),
    events,
    seconds: rounded(done.seconds),
    memory: memoryOf(done),
    durability,
  });
};

const rebuilding = async ({ setup, adminUrl, service, durability }: Run): Promise<void> => {
  const events = await eventsIn(service);
  const models = service.models.length;
  setup.tell(`program: rebuilding ${models} read models from ${events} events`);
  const { plain, done } = await withPlain(adminUrl, setup, async (rebuildPlain) => {
    const before = await rebuildPlain();
    const all = await watched(() => rebuildAll(service));
    return { done: all, plain: (before + (await rebuildPlain())) / 2 };
  });
  const taken = done.result;
  setup.print({
    figure: 'program-rebuild',
    value: rounded(taken / done.seconds / plain),
    unit: '×',
    target: { atLeast: 0.5 },
    divided: `events that ${models} read models took, each event counted once for each that takes it, a second; all built in one pass over the log, with indexes, checksum and swap`,
    dividedBy:
      'events a second that the plain keyed read model of the figure rebuild took, before and after in the same run',
    eventsTaken: taken,
    eventsTakenPerSecond: rounded(taken / done.seconds),
    plain: rounded(plain),
    eventsOfTheLogForAllTogether: rounded(events / done.seconds),
    togetherOverPlain: rounded(events / done.seconds / plain),
    events,
    seconds: rounded(done.seconds),
    memory: memoryOf(done),
    durability,
  });
};

/** The programs that are asked about, spread over all that there are; each with how many engagements it has. */
const spreadOver = (programs: number, { engagements }: Sizes, perProgram: number): Map<number, number> => {
  const count = Math.ceil(engagements / perProgram);
  return new Map(
    Array.from({ length: count }, (_, index) => [
      count === 1 ? 0 : Math.round((index * (programs - 1)) / (count - 1)),
      Math.min(perProgram, engagements - index * perProgram),
    ]),
  );
};

const sideOf = async (run: Run, name: string, programs: number): Promise<Side & Pick<Filled, 'ids'>> => {
  const { adminUrl, service, story, today } = run;
  const whole = spreadOver(programs, run, story.perProgram);
  const database = await emptyDatabase(adminUrl, name);
  const { rows, ids } = await fill(service, story, database, { whole, programs, today });
  const asked = [...whole].flatMap(([program, engagements]) =>
    Array.from({ length: engagements }, (_, index) => askedOf(story, program * story.perProgram + index)),
  );
  return { name, database, asked, rows, ids };
};

const queries = async (run: Run): Promise<void> => {
  const { setup, service, story, engagements, beside } = run;
  setup.tell(`program: rows of ${engagements} engagements from the generator`);
  const small = await sideOf(run, 'few', Math.ceil(engagements / story.perProgram));
  const same = await proveEqual(service, small.database, small.ids);
  setup.tell(
    `program: equal to the projection, ${Object.keys(same).length} tables; rows of ${beside} engagements`,
  );
  const large = await sideOf(run, 'many', Math.ceil(beside / story.perProgram));
  const times = setup.quick ? 20 : 300;
  const tell = (message: string) => setup.tell(`program: ${message}`);
  const measured = await measureQuestions(service, [small, large], { rounds: setup.rounds, times, tell });
  for (const { question, ratio, spread, p99, p50, explained } of measured)
    setup.print({
      figure: `program-query ${question}`,
      value: rounded(ratio),
      unit: '×',
      target: { atMost: 1.5 },
      divided: `p99 of ${times * setup.rounds} answers of the service, one after the other, about ${engagements} engagements beside ${large.rows['engagement_view'] ?? 0}`,
      dividedBy: `the same about ${engagements} engagements beside ${small.rows['engagement_view'] ?? 0}, taking turns`,
      spread: roundedSpread(spread),
      milliseconds: Object.fromEntries(
        Object.keys(p99).map((side) => [
          side,
          Object.fromEntries(
            Object.entries({ p50: p50[side], p99: p99[side] }).map(([name, each]) => [
              name,
              each && roundedSpread(each),
            ]),
          ),
        ]),
      ),
      explained,
    });
  setup.print({
    figure: 'program-rows',
    value: Object.values(same).reduce((sum, each) => sum + each, 0),
    unit: 'rows',
    divided: 'rows of the generator that are those of the projection, value by value',
    equal: same,
    many: large.rows,
  });
};

/** A program of so many engagements: commands, projecting, rebuilding, and queries beside a thousand times as many. */
export const program = (setup: Setup): Promise<void> =>
  withPostgres((adminUrl) =>
    withService(adminUrl, async (service) => {
      const story = await loadStory();
      const durability = await settingsOf(adminUrl);
      const engagements = setup.engagements ?? (setup.quick ? 20 : 1_000);
      const beside = setup.beside ?? (setup.quick ? 1_000 : 1_000_000);
      const today = Math.floor(Date.now() / day) * day;
      const run: Run = { setup, adminUrl, service, story, durability, engagements, beside, today };
      await commands(run);
      await projecting(run);
      await rebuilding(run);
      await queries(run);
    }),
  );
