// What the drill knows of the product's interface: how to begin, and where everything that must be checked is found.
import { setTimeout as after } from 'node:timers/promises';
import { type Wish } from './client.ts';
import { type Stage } from './drill.ts';
import { type Model, type Remains } from './evidence.ts';
import { type Sealing } from '@securebase/sealing';
import { models } from './models.ts';
import { openedRemains, openedRow, withSealing } from './opened.ts';
import { type Random, random } from './random.ts';
import { readConsumers, readParked } from './read-consumers.ts';
import { readLog, withDatabase } from './read-log.ts';
import { readTopic } from './read-topic.ts';
import { type Rig } from './rig.ts';
import { addActors, createMap, proposeEngagement, registerPerson, wishFor } from './wishes.ts';

const topicOf = (service: string) => `${service}.events`;

/** Carries a wish out before there are any faults; what must travel through Kafka first is tried for a while. */
export const grant = async (rig: Rig, { mutation, input, token }: Wish): Promise<string> => {
  for (let tries = 0; ; tries++) {
    const response = await fetch(rig.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: mutation, variables: { input } }),
    });
    const text = await response.text();
    const body = JSON.parse(text) as { data?: Record<string, Record<string, { id: string }> | null> | null };
    const [payload] = Object.values(body.data ?? {});
    const [entity] = Object.values(payload ?? {});
    if (entity) return entity.id;
    if (tries === 100) throw new Error(`The drill could not be prepared: ${text.slice(0, 500)}`);
    await after(100);
  }
};

/** A wish that has no place in the load: it makes what the load needs. */
const once = (token: string, mutation: string, input: Readonly<Record<string, unknown>>): Wish => ({
  mutation,
  input,
  effect: { service: 'engagements', event: 'none', says: {} },
  token,
});

const prepare = async (rig: Rig): Promise<(random: Random) => Wish> => {
  const source = random(0);
  const everything = ['ADMIN', 'PROGRAM_MANAGER', 'COACH'];
  const administrator = await rig.tokenFor(everything);
  const coachId = await grant(rig, registerPerson({ token: administrator }));
  const token = await rig.tokenFor(everything, coachId);
  const people: string[] = [];
  const engagements: string[] = [];
  const maps: string[] = [];
  const world = { token, coachId, people, engagements, maps };
  for (let n = 0; n < 6; n++) people.push(await grant(rig, registerPerson(world)));
  const match =
    'mutation Match($input: ConfirmMatchInput!) { confirmMatch(input: $input) { engagement { id } } }';
  for (let n = 0; n < 6; n++) {
    const engagementId = await grant(rig, proposeEngagement(world, source));
    engagements.push(await grant(rig, once(token, match, { engagementId, coachId })));
  }
  for (let n = 0; n < 6; n++) maps.push(await grant(rig, createMap(world, source)));
  await grant(rig, addActors(world, source));
  return (own) => wishFor(world, own);
};

export const readRemains = async (rig: Rig): Promise<Remains[]> =>
  Promise.all(
    [...rig.databases].map(async ([service, url]) => ({
      service,
      log: await readLog(url),
      topic: await readTopic(rig.brokers, topicOf(service)),
    })),
  );

export const readModels = async (
  rig: Rig,
  remains: readonly Remains[],
  sealing: Sealing,
): Promise<Model[]> => {
  const logOf = (service: string) => remains.find((each) => each.service === service)?.log ?? [];
  return Promise.all(
    models.map(async ({ service, table, columns, expected }) => {
      const rows = await withDatabase(rig.databases.get(service) ?? '', async (client) => {
        const found = await client.query<Record<string, unknown>>(
          `select tenant_id, id, ${columns} from ${table}`,
        );
        return found.rows;
      });
      const opened = await Promise.all(
        rows.map(async ({ tenant_id, id, ...row }): Promise<[string, object]> => [
          `${String(tenant_id)}/${String(id)}`,
          await openedRow(sealing, String(tenant_id), plain(row)),
        ]),
      );
      return {
        name: `${service} ${table}`,
        found: new Map(opened),
        expected: expected(logOf),
      };
    }),
  );
};

/** Dates as events say them. */
const plain = (row: Record<string, unknown>): object =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value]),
  );

export const stage: Stage = {
  prepare,
  consumers: ({ databases, brokers }) =>
    readConsumers(databases, brokers, [...databases.keys()].map(topicOf)),
  async gather(rig) {
    const sealed = await readRemains(rig);
    const { remains, models: found } = await withSealing(rig, async (sealing) => {
      const opened = await Promise.all(sealed.map((each) => openedRemains(sealing, each)));
      return { remains: opened, models: await readModels(rig, opened, sealing) };
    });
    return {
      remains,
      models: found,
      consumers: await stage.consumers(rig),
      parked: await readParked(rig.databases),
    };
  },
};
