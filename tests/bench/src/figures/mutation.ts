import { withClient } from '@securebase/embedded';
import { v4 as anyId } from 'uuid';
import { makeNotes, withBare } from '../bare.ts';
import { cpuPerPart, whileStopped } from '../cpu.ts';
import { interleave, ratios, rounded, roundedSpread, spreadOf } from '../measure.ts';
import { headersFor, pidOf, withPlatform } from '../platform.ts';
import { settingsOf } from '../postgres.ts';
import { protectionOf } from '../protection.ts';
import { type Setup, type Target } from '../report.ts';
import { cpuPerRequest, type Request } from '../requests.ts';

const atOnce = 8;

export const register = (headers: Readonly<Record<string, string>>) => (): Request => {
  const name = anyId();
  return {
    query:
      'mutation Register($input: RegisterPersonInput!) { registerPerson(input: $input) { person { id status } token } }',
    variables: { input: { name, email: `${name}@example.org`, commandId: anyId() } },
    headers,
  };
};

const addNote = (): Request => ({
  query: 'mutation Add($input: AddNoteInput!) { addNote(input: $input) { note { id text } token } }',
  variables: { input: { subject: anyId(), text: anyId(), startsOn: '2026-01-01' } },
});

/**
 * CPU of a service process per mutation, its api alone and with relay and projections, over a bare process with one INSERT. The
 * api alone has the machine for itself, as the bare process has: all others stand still. What protects people has an allowance of
 * its own (see `protection`); it is measured by itself in the same rounds, so that there is a figure without it too.
 */
export const mutation = async (setup: Setup): Promise<void> => {
  for (const apart of [true, false])
    await withPlatform(setup, { apart }, async (platform) => {
      const adminUrl = platform.databases['engagements']?.adminUrl ?? '';
      await makeNotes(adminUrl);
      const count = setup.quick ? 500 : 4_000;
      const headers = await headersFor(platform, 'PROGRAM_MANAGER');
      const make = register(headers);
      const url = platform.serviceUrl('engagements');
      const pid = pidOf(platform, 'engagements', apart ? 'api' : 'all');
      const what = apart ? 'mutation' : 'mutation, all roles';
      const protection = await protectionOf(platform, headers);
      const others = apart ? platform.processes().filter((each) => each.pid !== pid) : [];
      const compare = () =>
        withBare(adminUrl, async (bare) => {
          const sides = [
            { name: 'service', round: () => cpuPerRequest({ url, pids: [pid], count, atOnce }, make) },
            { name: 'protection', round: () => cpuPerPart({ count, atOnce }, () => protection.mutation(1)) },
            {
              name: 'bare',
              round: () => cpuPerRequest({ url: bare.url, pids: [bare.pid], count, atOnce }, addNote),
            },
          ];
          // Compiled code and caches warm on every side.
          for (let warming = 0; warming < 2; warming++) for (const { round } of sides) await round();
          return interleave(sides, setup.rounds, (message) => setup.tell(`${what}: ${message} ms`));
        });
      const found = await whileStopped(
        others.map((each) => each.pid),
        compare,
      ).finally(protection.close);
      await withClient(adminUrl, async (client) => {
        const { rows } = await client.query<{ stored: number }>(
          'select count(*)::int as stored from log.event',
        );
        if ((rows[0]?.stored ?? 0) < count * setup.rounds) throw new Error('Not every mutation was stored.');
      });
      const of = (name: string) => found.get(name) ?? [];
      const durability = await settingsOf(adminUrl);
      const line = (figure: string, over: readonly number[], less: string, target?: Target) => {
        const spread = roundedSpread(spreadOf(ratios(over, of('bare'))));
        setup.print({
          figure,
          value: rounded(spread.median),
          unit: '×',
          ...(target && { target }),
          divided: `CPU of the engagements process (${apart ? 'its api' : 'api, relay and projections in one'}) per registerPerson, ${atOnce} at once${less}`,
          dividedBy: 'CPU of a bare Nest and Apollo process per mutation that does one INSERT',
          spread,
          milliseconds: Object.fromEntries(
            [...found].map(([name, each]) => [name, roundedSpread(spreadOf(each))]),
          ),
          durability,
        });
      };
      if (!apart) {
        line('mutation-cpu-all-roles', of('service'), '');
        return;
      }
      const atMost = { atMost: 1.5 };
      line('mutation-cpu', of('service'), '', atMost);
      const without = of('service').map((each, round) => each - (of('protection')[round] ?? 0));
      line('mutation-cpu-without-protection', without, ', less what protects the person, by itself', atMost);
    });
};
