// What the clients wish for: new streams, and a few streams that everybody writes to at once.
import { v4 as anyId } from 'uuid';
import { type Wish } from './client.ts';
import { sealedValue } from './folds.ts';
import { type Random } from './random.ts';

/** Who and what there is to wish something of: few of each, so that clients meet. */
export interface World {
  /** Of somebody who may do everything that the drill does. */
  readonly token: string;
  readonly people: readonly string[];
  readonly engagements: readonly string[];
  readonly maps: readonly { readonly id: string; readonly ownerId: string }[];
}

let counter = 0;
/** Found once in the whole log, whatever the drill: what an effect is recognized by. */
const unique = (what: string) => `${what} ${counter++} ${anyId()}`;

/** An instant that no other session of the drill begins at. */
const moment = () => new Date(Date.UTC(2030, 0, 1) + counter++ * 1_000);

export const registerPerson = ({ token }: World): Wish => {
  const name = unique('Person');
  const email = `${anyId()}@example.org`;
  return {
    mutation:
      'mutation Register($input: RegisterPersonInput!) { registerPerson(input: $input) { person { id } } }',
    input: { name, email },
    effect: {
      service: 'engagements',
      event: 'PersonRegistered',
      says: { 'email.value': sealedValue(email) },
    },
    token,
  };
};

export const renamePerson = ({ token, people }: World, random: Random): Wish => {
  const personId = random.pick(people);
  const name = unique('Renamed');
  return {
    mutation: 'mutation Rename($input: RenamePersonInput!) { renamePerson(input: $input) { person { id } } }',
    input: { personId, name },
    effect: {
      service: 'engagements',
      stream: `person-${personId}`,
      event: 'PersonRenamed',
      says: { name: { subject: personId, value: sealedValue(name) } },
    },
    token,
  };
};

export const proposeEngagement = ({ token, people }: World, random: Random): Wish => {
  const clientId = random.pick(people);
  const purpose = unique('Purpose');
  return {
    mutation:
      'mutation Propose($input: ProposeEngagementInput!) { proposeEngagement(input: $input) { engagement { id } } }',
    input: { kind: random.pick(['INDIVIDUAL', 'TEAM', 'ORGANIZATION']), clientId, purpose },
    effect: {
      service: 'engagements',
      event: 'EngagementProposed',
      says: { purpose: { subject: clientId, value: sealedValue(purpose) } },
    },
    token,
  };
};

export const scheduleSession = ({ token, engagements }: World, random: Random): Wish => {
  const engagementId = random.pick(engagements);
  const from = moment();
  const startsAt = from.toISOString();
  const endsAt = new Date(from.getTime() + 3_600_000).toISOString();
  return {
    mutation:
      'mutation Schedule($input: ScheduleSessionInput!) { scheduleSession(input: $input) { engagement { id } } }',
    input: { engagementId, kind: 'CHEMISTRY', startsAt, endsAt },
    effect: {
      service: 'engagements',
      stream: `engagement-${engagementId}`,
      event: 'SessionScheduled',
      says: { startsAt, endsAt },
    },
    token,
  };
};

export const createMap = ({ token, people }: World, random: Random): Wish => {
  const ownerId = random.pick(people);
  const name = unique('Map');
  return {
    mutation: 'mutation Create($input: CreateMapInput!) { createMap(input: $input) { systemMap { id } } }',
    input: { kind: 'PERSON', ownerId, name },
    effect: {
      service: 'system-mapping',
      event: 'MapCreated',
      says: { name: { subject: ownerId, value: sealedValue(name) } },
    },
    token,
  };
};

export const addActors = ({ token, maps }: World, random: Random): Wish => {
  const { id: mapId, ownerId } = random.pick(maps);
  const label = unique('Actor');
  return {
    mutation: 'mutation Add($input: AddActorsInput!) { addActors(input: $input) { systemMap { id } } }',
    input: { mapId, actors: [{ kind: 'ROLE', label }] },
    effect: {
      service: 'system-mapping',
      stream: `map-${mapId}`,
      event: 'ActorsAdded',
      says: { 'actors.0.label': { subject: ownerId, value: sealedValue(label) } },
    },
    token,
  };
};

const kinds = [
  registerPerson,
  renamePerson,
  renamePerson,
  proposeEngagement,
  scheduleSession,
  scheduleSession,
  createMap,
  addActors,
  addActors,
];

/** The next wish of a client. */
export const wishFor = (world: World, random: Random): Wish => random.pick(kinds)(world, random);
