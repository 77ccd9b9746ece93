import { withClient } from '@securebase/embedded';
import { v4 as anyId } from 'uuid';
import { makeNotes, withBare } from '../bare.ts';
import { interleave, ratios, rounded, roundedSpread, spreadOf } from '../measure.ts';
import { headersFor, pidOf, withPlatform } from '../platform.ts';
import { settingsOf } from '../postgres.ts';
import { type Setup } from '../report.ts';
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

/** CPU of a service process per mutation, its api alone and with relay and projections, over a bare process with one INSERT. */
export const mutation = async (setup: Setup): Promise<void> => {
  for (const apart of [true, false])
    await withPlatform(setup, { apart }, async (platform) => {
      const adminUrl = platform.databases['engagements']?.adminUrl ?? '';
      await makeNotes(adminUrl);
      const count = setup.quick ? 500 : 4_000;
      const make = register(await headersFor(platform, 'PROGRAM_MANAGER'));
      const url = platform.serviceUrl('engagements');
      const pid = pidOf(platform, 'engagements', apart ? 'api' : 'all');
      const what = apart ? 'mutation' : 'mutation, all roles';
      const found = await withBare(adminUrl, async (bare) => {
        const sides = [
          { name: 'service', round: () => cpuPerRequest({ url, pids: [pid], count, atOnce }, make) },
          {
            name: 'bare',
            round: () => cpuPerRequest({ url: bare.url, pids: [bare.pid], count, atOnce }, addNote),
          },
        ];
        for (const { round } of sides) await round(); // compiled code and caches warm on both sides
        return interleave(sides, setup.rounds, (message) => setup.tell(`${what}: ${message} ms`));
      });
      await withClient(adminUrl, async (client) => {
        const { rows } = await client.query<{ stored: number }>(
          'select count(*)::int as stored from log.event',
        );
        if ((rows[0]?.stored ?? 0) < count * setup.rounds) throw new Error('Not every mutation was stored.');
      });
      const spread = roundedSpread(spreadOf(ratios(found.get('service') ?? [], found.get('bare') ?? [])));
      setup.print({
        figure: apart ? 'mutation-cpu' : 'mutation-cpu-all-roles',
        value: rounded(spread.median),
        unit: '×',
        ...(apart ? { target: { atMost: 1.5 } } : {}),
        divided: `CPU of the engagements process (${apart ? 'its api' : 'api, relay and projections in one'}) per registerPerson, ${atOnce} at once`,
        dividedBy: 'CPU of a bare Nest and Apollo process per mutation that does one INSERT',
        spread,
        milliseconds: Object.fromEntries(
          [...found].map(([name, each]) => [name, roundedSpread(spreadOf(each))]),
        ),
        durability: await settingsOf(adminUrl),
      });
    });
};
