// What the log and the read models say afterwards.
import { type Platform } from '@securebase/infra/platform';
import { withClient } from '@securebase/embedded';
import { type Offered } from './people.ts';

const inLog = async <Row extends object>(platform: Platform, sql: string): Promise<Row[]> => {
  const url = platform.databases['engagements']?.adminUrl ?? '';
  let found: Row[] = [];
  await withClient(url, async (client) => {
    ({ rows: found } = await client.query<Row>(sql));
  });
  return found;
};

export const eventsIn = async (platform: Platform): Promise<number> =>
  (await inLog<{ events: number }>(platform, 'select count(*)::int as events from log.event'))[0]?.events ??
  0;

/** How many participants can look at whom they were shown. */
export const shownIn = async (platform: Platform): Promise<number> =>
  (await inLog<{ shown: number }>(platform, 'select count(*)::int as shown from coach_proposals_view'))[0]
    ?.shown ?? 0;

/** How many engagements of the read model have a coach. */
export const matchedIn = async (platform: Platform): Promise<number> => {
  const sql = 'select count(*)::int as matched from engagement_view where coach_id is not null';
  return (await inLog<{ matched: number }>(platform, sql))[0]?.matched ?? 0;
};

interface Taken {
  readonly id: string;
  readonly taken: number;
}

/**
 * Whether nobody is over capacity: by matches and places of the log, and by the read model of coaches.
 * @throws Error when somebody is, or when these say something else than was answered
 */
export const checkPlaces = async (
  platform: Platform,
  coaches: readonly Offered[],
  confirmed: number,
): Promise<void> => {
  const sources: Readonly<Record<string, string>> = {
    'matches in the log': `select data->>'coachId' as id, count(*)::int as taken from log.event
       where type = 'MatchConfirmed' group by 1`,
    'places in the log': `select data->>'coachId' as id, (count(*) filter (where type = 'PlaceReserved')
         - count(*) filter (where type = 'PlaceReleased'))::int as taken from log.event
       where type in ('PlaceReserved', 'PlaceReleased') group by 1`,
    'engagements of the read model': `select coach_id::text as id, count(*)::int as taken from engagement_view
       where coach_id is not null group by 1`,
  };
  for (const [source, sql] of Object.entries(sources)) {
    const taken = new Map((await inLog<Taken>(platform, sql)).map(({ id, taken: n }) => [id, n]));
    for (const { coachId, capacity } of coaches)
      if ((taken.get(coachId) ?? 0) > capacity) throw new Error(`${source}: ${coachId} is over capacity.`);
    const sum = [...taken.values()].reduce((all, n) => all + n, 0);
    if (sum !== confirmed) throw new Error(`${source}: ${sum}, and ${confirmed} were confirmed.`);
  }
};
