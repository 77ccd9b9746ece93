import { rounded } from '../measure.ts';
import { settingsOf, withPostgres } from '../postgres.ts';
import { carryOut } from '../program/command-side.ts';
import { watched } from '../program/memory.ts';
import { projectAll } from '../program/projecting.ts';
import { type Service, withService } from '../program/service.ts';
import { loadStory } from '../program/story.ts';
import { type Setup } from '../report.ts';

const atOnce = 16;
const dayMs = 24 * 3_600_000;

const eventsIn = async ({ pool }: Service): Promise<number> => {
  const { rows } = await pool.query<{ events: number }>('select count(*)::int as events from log.event');
  return rows[0]?.events ?? 0;
};

/** A program of so many engagements: commands, projecting, rebuilding, and queries beside a thousand times as many. */
export const program = (setup: Setup): Promise<void> =>
  withPostgres((adminUrl) =>
    withService(adminUrl, async (service) => {
      const story = await loadStory();
      const engagements = setup.engagements ?? (setup.quick ? 20 : 1_000);
      const today = Math.floor(Date.now() / dayMs) * dayMs;
      const told = { engagements, today };
      setup.tell(`program: what is there before ${engagements} engagements`);
      const side = await carryOut(service, story, told, atOnce);
      const [eventsBefore, commandsBefore] = [await eventsIn(service), side.commands];
      setup.tell(`program: ${engagements} engagements, ${atOnce} at once`);
      const commands = await watched(side.run);
      const events = await eventsIn(service);
      const durability = await settingsOf(adminUrl);
      setup.print({
        figure: 'program-commands',
        value: rounded((events - eventsBefore) / commands.seconds),
        unit: 'events/s',
        divided: `events of ${engagements} engagements, ${atOnce} at once, through command bus, deciders, sealing and the log, one command after the other within each`,
        dividedBy: 'seconds',
        events: events - eventsBefore,
        eventsAnEngagement: rounded((events - eventsBefore) / engagements),
        commands: side.commands - commandsBefore,
        seconds: rounded(commands.seconds),
        memory: {
          peak: rounded(commands.peak),
          before: rounded(commands.before),
          unit: 'MiB RSS of this process',
        },
        durability,
      });
      setup.tell(`program: projecting ${events} events into ${service.models.length} read models`);
      const projecting = await watched(() => projectAll(service));
      setup.print({
        figure: 'program-projecting',
        value: rounded(events / projecting.seconds),
        unit: 'events/s',
        divided: `events of the log, projected into all ${service.models.length} read models by the pipeline`,
        dividedBy: 'seconds until the last of them has come to the end',
        eventsTimesModels: rounded((events * service.models.length) / projecting.seconds),
        events,
        seconds: rounded(projecting.seconds),
        memory: {
          peak: rounded(projecting.peak),
          before: rounded(projecting.before),
          unit: 'MiB RSS of this process',
        },
        durability,
      });
    }),
  );
