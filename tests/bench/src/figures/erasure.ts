import { setTimeout as after } from 'node:timers/promises';
import { catalogue } from '@securebase/contracts';
import { seal } from '@securebase/domain-kit';
import { demoTenant, withClient } from '@securebase/embedded';
import { EventStore } from '@securebase/event-sourcing';
import { type Platform } from '@securebase/infra/platform';
import pg from 'pg';
import { v4 as anyId } from 'uuid';
import { rounded, roundedSpread, spreadOf } from '../measure.ts';
import { headersFor, withPlatform } from '../platform.ts';
import { sealingOf } from '../protection.ts';
import { type Setup } from '../report.ts';
import { request } from '../requests.ts';
import { contextOf } from '../store.ts';

const eventsOfSubject = 10_000;
const atOnce = 500;

type Person = (events: number) => Promise<string>;

/** Writes people with so many events each, all personal, as the service would. */
const writerOf = (store: EventStore): Person => {
  return async (events) => {
    const personId = anyId();
    const named = (n: number) => ({ personId, name: seal(personId, `Name ${n}`) });
    const email = seal(personId, 'somebody@example.org');
    for (let begin = 0; begin < events; begin += atOnce) {
      const some = Array.from({ length: Math.min(atOnce, events - begin) }, (_, n) =>
        begin + n === 0
          ? { type: 'PersonRegistered', data: { ...named(0), email } }
          : { type: 'PersonRenamed', data: named(begin + n) },
      );
      const write = { stream: `person-${personId}`, expected: begin, events: some };
      await store.append([write], contextOf(demoTenant), 'bench');
    }
    return personId;
  };
};

/** Waits until every read model of the service has passed the log's end. */
const settled = async (adminUrl: string): Promise<void> => {
  const behind = `select count(*)::int as behind from log.checkpoint where pos < (select coalesce(max(pos), 0) from log.event)
    and name in (select name from log.lease)`;
  await withClient(adminUrl, async (client) => {
    while (((await client.query<{ behind: number }>(behind)).rows[0]?.behind ?? 0) > 0) await after(50);
  });
};

/** Seconds from the mutation to a whole certificate. */
const erase = async ({ url }: Platform, headers: Readonly<Record<string, string>>, personId: string) => {
  const begun = performance.now();
  await request(url, {
    query: 'mutation Erase($input: EraseSubjectInput!) { eraseSubject(input: $input) { token } }',
    variables: { input: { personId } },
    headers,
  });
  const query = `{ erasure(personId: "${personId}") { isComplete reports { service events } } }`;
  for (;;) {
    const { erasure } = await request<{
      erasure: { isComplete: boolean; reports: { service: string; events: number }[] } | null;
    }>(url, { query, headers });
    if (erasure?.isComplete) {
      const own = erasure.reports.find(({ service }) => service === 'engagements');
      if (own?.events !== eventsOfSubject) throw new Error('Not every event of the person was found.');
      return (performance.now() - begun) / 1000;
    }
    await after(10);
  }
};

/** Seconds to erase a person with 10,000 events, in a log of few events and in one of many. */
export const erasure = (setup: Setup): Promise<void> =>
  withPlatform(setup, { apart: false }, async (platform) => {
    const headers = await headersFor(platform, 'ADMIN');
    const { adminUrl = '', pipelineUrl = '' } = platform.databases['engagements'] ?? {};
    const { pool: keys, sealing } = sealingOf(platform);
    const pool = new pg.Pool({ connectionString: pipelineUrl, max: 4 });
    const write = writerOf(new EventStore({ pool, catalogue, sealing }));
    const others = setup.quick ? 50_000 : 400_000;
    const seconds: Record<'few' | 'many', number[]> = { few: [], many: [] };
    try {
      for (const log of ['few', 'many'] as const) {
        if (log === 'many') {
          setup.tell(`erasure: writing ${others} events of others`);
          for (let written = 0; written < others; written += 5_000) await write(5_000);
        }
        for (let round = 0; round <= setup.rounds; round++) {
          const personId = await write(eventsOfSubject);
          await settled(adminUrl);
          const took = await erase(platform, headers, personId);
          if (round === 0) continue; // compiled code, and what other services still read of the others, are not meant
          seconds[log].push(took);
          setup.tell(`erasure: round ${round}/${setup.rounds}, ${log} events: ${rounded(took)} s`);
        }
      }
    } finally {
      await pool.end();
      await keys.end();
    }
    const many = roundedSpread(spreadOf(seconds.many));
    setup.print({
      figure: 'erasure',
      value: many.median,
      unit: 's',
      target: { atMost: 5 },
      divided: `a person with ${eventsOfSubject} events, from eraseSubject to the certificate, in a log of ${others} others`,
      spread: many,
    });
    setup.print({
      figure: 'erasure-growth',
      value: rounded(many.median / spreadOf(seconds.few).median),
      unit: '×',
      target: { atMost: 1.5 },
      divided: `the same in a log of ${others} events of others`,
      dividedBy: 'the same in a log without them',
      seconds: { many, few: roundedSpread(spreadOf(seconds.few)) },
    });
  });
