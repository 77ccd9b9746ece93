import { sign } from '@securebase/embedded';
import { type Platform } from '@securebase/infra/platform';
import { v4 as anyId } from 'uuid';
import { roundTrips } from '../kafka.ts';
import { quantile, ratios, rounded, roundedSpread, spreadOf } from '../measure.ts';
import { openLoop } from '../open-loop.ts';
import { mutate } from '../overview.ts';
import { withPlatform } from '../platform.ts';
import { settingsOf } from '../postgres.ts';
import { type Setup } from '../report.ts';
import { request } from '../requests.ts';

const perSecond = 50;
/** Every so manieth command is watched: asking again and again for all of them would be most of the load. */
const watchEvery = 20;

interface Seen {
  readonly engagement: {
    readonly status: string;
    readonly systemMaps: readonly { readonly id: string }[];
  } | null;
}
type Headers = Readonly<Record<string, string>>;
interface Coach {
  readonly id: string;
  readonly headers: Headers;
}
interface Cast {
  /** Many: matches of one coach wait for each other, because each takes one of the coach's places. */
  readonly coaches: readonly Coach[];
  readonly clientId: string;
  readonly manager: Headers;
  readonly client: Headers;
}
const coachesInAll = 100;

const castOf = async ({ url, keys }: Platform): Promise<Cast> => {
  const bearer = async (roles: Parameters<typeof sign>[1]['roles'], subject?: string) => ({
    authorization: `Bearer ${await sign(keys, { roles, ...(subject === undefined ? {} : { subject }) })}`,
  });
  const manager = await bearer(['PROGRAM_MANAGER']);
  const register = (name: string) =>
    mutate(url, manager, ['registerPerson', 'RegisterPersonInput', 'person'], {
      name,
      email: `${anyId()}@example.org`,
    });
  const clientId = await register('The client');
  const coaches: Coach[] = [];
  for (let n = 1; n <= coachesInAll; n++) {
    const id = await register(`Coach ${n}`);
    coaches.push({ id, headers: await bearer(['PROGRAM_MANAGER', 'COACH'], id) });
  }
  return { coaches, clientId, manager, client: await bearer(['CLIENT'], clientId) };
};

/** Engagements without a coach, each with its client's map: the match makes the map visible to the coach. */
const engagements = async (
  { url }: Platform,
  { clientId, manager, client }: Cast,
  count: number,
): Promise<string[]> => {
  const made: string[] = [];
  let left = count;
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (left-- > 0) {
        const proposed = { kind: 'TEAM', clientId, purpose: 'To be seen' };
        const engagementId = await mutate(
          url,
          manager,
          ['proposeEngagement', 'ProposeEngagementInput', 'engagement'],
          proposed,
        );
        made.push(engagementId);
        const map = { kind: 'TEAM', engagementId, name: 'A map' };
        await mutate(url, client, ['createMap', 'CreateMapInput', 'systemMap'], map);
      }
    }),
  );
  return made;
};

const look = 'query Look($id: ID!) { engagement(id: $id) { status systemMaps { id } } }';

interface Delays {
  /** In a model of the service's own log. */
  readonly own: number[];
  /** In a model that another service keeps from Kafka. */
  readonly followed: number[];
}

/** Milliseconds from the acknowledgement until a query over both services shows it: the status, and the coach's new sight of the map. */
const watch = async ({ url }: Platform, { headers }: Coach, id: string, delays: Delays): Promise<void> => {
  const acknowledged = performance.now();
  let own = false;
  let followed = false;
  while (!own || !followed) {
    const { engagement } = await request<Seen>(url, { query: look, variables: { id }, headers });
    const after = performance.now() - acknowledged;
    if (after > 30_000) throw new Error('A match does not become visible.');
    if (!own && engagement?.status === 'MATCHED') {
      own = true;
      delays.own.push(after);
    }
    if (!followed && engagement?.systemMaps.length === 1) {
      followed = true;
      delays.followed.push(after);
    }
  }
};

const measure = async (platform: Platform, cast: Cast, seconds: number): Promise<Delays> => {
  const waiting = await engagements(platform, cast, perSecond * seconds);
  const delays: Delays = { own: [], followed: [] };
  await openLoop({ perSecond, seconds }, async (index) => {
    const engagementId = waiting[index] ?? '';
    const coach = cast.coaches[index % coachesInAll];
    if (!coach) return;
    const input = { engagementId, coachId: coach.id };
    await mutate(platform.url, coach.headers, ['confirmMatch', 'ConfirmMatchInput', 'engagement'], input);
    if (index % watchEvery === 0) await watch(platform, coach, engagementId, delays);
  });
  return delays;
};

/** Acknowledged mutation to visible in a federated query, without a token, at 50 commands a second, over a bare round trip through Kafka. */
export const visible = (setup: Setup): Promise<void> =>
  withPlatform(setup, { apart: false }, async (platform) => {
    const cast = await castOf(platform);
    const seconds = setup.quick ? 4 : 20;
    const rounds = Math.min(setup.rounds, 3);
    const bare = await roundTrips([...platform.brokers], 'bench');
    await measure(platform, cast, 2);
    await bare.measure(perSecond, 2);
    const found = { own: [] as number[][], followed: [] as number[][], kafka: [] as number[][] };
    for (let round = 1; round <= rounds; round++) {
      const delays = await measure(platform, cast, seconds);
      const kafka = await bare.measure(perSecond, seconds);
      found.own.push(delays.own);
      found.followed.push(delays.followed);
      found.kafka.push(kafka);
      const p50 = [delays.own, delays.followed, kafka].map((each) => rounded(quantile(each, 0.5)));
      setup.tell(`visible: round ${round}/${rounds} p50 own, followed, Kafka: ${p50.join(', ')} ms`);
    }
    await bare.stop();
    const durability = await settingsOf(platform.databases['engagements']?.adminUrl ?? '');
    for (const [name, samples, what] of [
      ['own-log', found.own, "the service's own log"],
      ['kafka-fed', found.followed, "another service's topic"],
    ] as const)
      for (const [percentile, q] of [
        ['p50', 0.5],
        ['p99', 0.99],
      ] as const) {
        const of = (each: readonly number[][]) => each.map((values) => quantile(values, q));
        const spread = roundedSpread(spreadOf(ratios(of(samples), of(found.kafka))));
        setup.print({
          figure: `visible-${name}-${percentile}`,
          value: rounded(spread.median),
          unit: '×',
          divided: `${percentile} from acknowledged mutation to visible in a federated query, without token, ${perSecond} commands/s, model fed by ${what}`,
          dividedBy: `${percentile} of a bare round trip through the same Kafka (send with acks=all to received), ${perSecond} messages/s`,
          spread,
          milliseconds: {
            visible: roundedSpread(spreadOf(of(samples))),
            kafka: roundedSpread(spreadOf(of(found.kafka))),
          },
          samples: samples.reduce((sum, { length }) => sum + length, 0),
          durability,
        });
      }
  });
