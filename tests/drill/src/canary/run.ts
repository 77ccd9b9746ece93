// npm run drill -- canary: plants a word in every text of two tenants, then looks for it wherever anybody could.
import { dirname } from 'node:path';
import { demoTenant, keysDatabase, type Role, services, sign } from '@securebase/embedded';
import { type Platform } from '@securebase/infra/platform';
import { clearColumns } from '@securebase/policy';
import { type GraphQLSchema } from 'graphql';
import { v5 } from 'uuid';
import { withDatabase } from '../read-log.ts';
import { type Held, inDatabase, inFiles, inTopics } from './at-rest.ts';
import { Crawl, type Terrain } from './crawl.ts';
import { expectedPlaces } from './expected.ts';
import { type Reader } from './readers.ts';
import { inputOf, textsOf } from './fill.ts';
import { schemaOf } from './graph.ts';
import { probe } from './probes.ts';
import { people, tellWorld } from './story.ts';
import { Canaries } from './words.ts';
import { World } from './world.ts';

export type Tell = (what: string) => void;

/** Two tenants whose every text is known. */
export interface Scene {
  readonly platform: Platform;
  readonly folder: string;
  readonly schema: GraphQLSchema;
  readonly canaries: Canaries;
  readonly worlds: readonly World[];
  readonly operator: string;
}

export interface Result {
  readonly findings: readonly string[];
  readonly requests: number;
  readonly leaves: number;
  readonly readers: number;
  readonly seen: number;
}

export const tenants = [demoTenant, v5('the canary’s neighbour', demoTenant)];

export const plantWorlds = async (platform: Platform, folder: string, tell: Tell): Promise<Scene> => {
  const tokenFor = (role: Role, subject: string, tenant: string) =>
    sign(platform.keys, { roles: [role], subject, tenant });
  const operator = await tokenFor('OPERATOR', v5('operator', demoTenant), demoTenant);
  const schema = await schemaOf(platform.url, operator);
  const canaries = new Canaries();
  const worlds = tenants.map(
    (tenant) => new World(tenant, { url: platform.url, schema, canaries, tokenFor }),
  );
  for (const world of worlds) {
    tell(`Planting in tenant ${worlds.indexOf(world) + 1}`);
    await tellWorld(world);
  }
  return { platform, folder, schema, canaries, worlds, operator };
};

/** Texts that only name machinery, or that the story says itself; mutations that leave no text are told all the same. */
const notPlanted =
  /^(retry|skip)\w+Parked(Stream|Event)\.|^(start|put|commit)\w+Import(Part)?\.|^linkEnterprise\.code$|\.(startsOn|endsOn|heldOn|issuedOn|expiresOn|dueOn|timeZone|languages)$|^publishInstrument\.(reversed|scales\.items)$|^submitResponse\.answers\.item$|\.(localStart|measures\.scale)$/;
const notTold = /^(retry|skip)\w+Parked|^(start|put|commit)(Assessments|SystemMapping)Import|^deleteTenant$/; // nothing would be left to crawl

const uncovered = ({ schema, worlds }: Scene): string[] =>
  Object.keys(schema.getMutationType()?.getFields() ?? {}).flatMap((mutation) => {
    const places = textsOf(inputOf(schema, mutation)).map((text) => `${mutation}.${text}`);
    const bare = places.filter(
      (place) => !notPlanted.test(place) && !worlds.every(({ planted }) => planted.has(place)),
    );
    const untold = worlds.every(({ told }) => told.has(mutation)) || notTold.test(mutation) ? [] : [mutation];
    return [
      ...bare.map((place) => `${place} is a text without a canary`),
      ...untold.map((each) => `${each} is never told`),
    ];
  });

const pool = async <T>(works: readonly T[], size: number, run: (work: T) => Promise<void>): Promise<void> => {
  const waiting = [...works];
  await Promise.all(
    Array.from({ length: size }, async () => {
      for (let work = waiting.shift(); work !== undefined; work = waiting.shift()) await run(work);
    }),
  );
};

/** Everybody who can ask: each person in their role, of both tenants, the coach and others in the coach's own practice, and nobody. */
const readersOf = ({ worlds }: Scene): (Reader | undefined)[] => [
  ...worlds.flatMap(({ tenant, practice }) => [
    ...people.map(([person, role]) => ({ tenant, person, role })),
    { tenant: practice, linkedTo: tenant, person: 'coach', role: 'COACH' as const },
    { tenant: practice, linkedTo: tenant, person: 'other-coach', role: 'SUPERVISOR' as const },
    ...(['SUPERVISOR', 'ADMIN', 'CLIENT'] as const).map((role) => ({
      tenant: practice,
      linkedTo: tenant,
      person: role.toLowerCase(),
      role,
    })),
  ]),
  undefined,
];

export const crawl = async (scene: Scene, tell: Tell, only?: readonly string[]): Promise<Result> => {
  const { platform, schema, canaries, worlds, operator } = scene;
  const terrain: Terrain = {
    canaries,
    things: worlds.flatMap(({ tenant, things }) => things.map((thing) => ({ ...thing, tenant }))),
    truths: new Map(worlds.map(({ tenant, truth }) => [tenant, truth])),
    seen: new Set(),
    findings: new Set(uncovered(scene)),
    counts: { requests: 0, leaves: 0 },
  };
  const subgraphs = await Promise.all(
    services.map(async (name) => ({
      url: platform.serviceUrl(name),
      schema: await schemaOf(platform.serviceUrl(name), operator),
    })),
  );
  const readers = readersOf(scene).filter((reader) => only?.includes(reader?.person ?? 'nobody') ?? true);
  let done = 0;
  await pool(readers, 6, async (reader) => {
    const world = worlds.find(({ tenant }) => tenant === (reader?.linkedTo ?? reader?.tenant));
    const token = reader && (await world?.token([reader.role, reader.person], reader.tenant));
    const own = new Crawl(terrain, reader, token);
    await own.graph(platform.url, schema);
    for (const each of subgraphs) await own.entities(each.url, each.schema);
    tell(`${++done} of ${readers.length} readers, ${terrain.counts.requests} requests`);
  });
  // What nobody could read was perhaps not looked for.
  for (const { tenant } of only ? [] : worlds)
    for (const place of expectedPlaces)
      if (![...terrain.seen].some((each) => each.startsWith(`${tenant} ${place} `)))
        terrain.findings.add(`${place} was read by nobody, though some may`);
  for (const { tenant } of only ? [] : worlds)
    if (!terrain.seen.has(`${tenant} registerPerson.name LinkedEngagement.client`))
      terrain.findings.add('The client who consents is not known to the practice');
  return {
    findings: [...terrain.findings],
    ...terrain.counts,
    readers: readers.length,
    seen: terrain.seen.size,
  };
};

/** Ids of one tenant in the mutations of the other. */
export const probeMutations = async (
  { platform, schema, canaries, worlds }: Scene,
  tell: Tell,
): Promise<string[]> => {
  tell('Trying every mutation with another tenant’s ids');
  const [one, two] = worlds;
  if (!one || !two) return [];
  const roles = people.filter(([person]) => !person.startsWith('other-'));
  const told: string[] = [];
  for (const world of worlds)
    for (const path of ['Users', 'Groups', 'Users?filter=userName%20pr', 'Schemas'])
      for (const { place, tenant } of canaries.in(await world.scim(world.credential, path)))
        if (tenant !== world.tenant || !place.startsWith('scim.'))
          told.push(`${place} is told by SCIM ${path}`);
  const probed = await probe({ url: platform.url, schema, canaries }, one, two, roles);
  return [...told, ...probed];
};

const isListed = (where: string) =>
  Object.entries(clearColumns).some(([service, columns]) =>
    columns.some(({ column }) => where === `${service} ${column}`),
  );

/** Codes of questionnaires are identifiers, not words: a pattern keeps them short and without spaces. */
const isCode = (place: string) =>
  /^(publishInstrument\.(code|version|items|scales\.code)|setMeasurementPlan\.primary\.scale)$/.test(place);

const said = ({ where, canaries }: Held): string[] =>
  [...new Set(canaries.map(({ place }) => place))]
    .filter((place) => !isCode(place))
    .map((place) => `${place} lies in clear in ${where}`);

/** What lies in databases, topics, logs, metrics and files. */
export const searchAtRest = async (scene: Scene, tell: Tell): Promise<string[]> => {
  const { platform, folder, canaries } = scene;
  tell('Searching databases');
  const held: Held[] = [];
  for (const service of [...services, keysDatabase])
    held.push(...(await inDatabase(service, platform.databases[service]?.adminUrl ?? '', canaries)));
  const listed = held.filter(({ where }) => isListed(where));
  const places = new Set(listed.flatMap(({ canaries: found }) => found.map(({ place }) => place)));
  tell('Searching topics, metrics and files');
  const unlisted = held.filter(({ where }) => !isListed(where) && !where.includes(' pg_stats.'));
  const planner = held.filter(({ where }) => where.includes(' pg_stats.'));
  const topics = await inTopics(platform.brokers, canaries);
  const metrics = await Promise.all(
    [platform.url, ...services.map((service) => platform.serviceUrl(service))].map(async (url) => {
      const text = await (await fetch(url.replace('/graphql', '/metrics'))).text();
      return { where: `metrics of ${new URL(url).port}`, canaries: canaries.in(text) };
    }),
  );
  const data = await withDatabase(platform.adminUrl, async (client) => {
    await client.query('checkpoint');
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return rows[0]?.data_directory ?? '';
  });
  const files = [
    ...(await inFiles(folder, canaries)),
    ...(data.startsWith(folder) ? [] : await inFiles(dirname(data), canaries)),
  ];
  // A file of the database holds the listed columns too, and what stood in them before: those places are known.
  const rest = [...planner, ...files].map(({ where, canaries: found }) => ({
    where,
    canaries: found.filter(({ place }) => !places.has(place)),
  }));
  return [
    ...unlisted,
    ...topics,
    ...metrics.filter(({ canaries: found }) => found.length > 0),
    ...rest,
  ].flatMap(said);
};
