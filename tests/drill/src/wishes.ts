// What the clients wish for: new streams, and a few streams that everybody writes to at once.
import { v4 as anyId } from 'uuid';
import { type Wish } from './client.ts';
import { sealedValue } from './folds.ts';
import { type Random } from './random.ts';

/** Who and what there is to wish something of: few of each, so that clients meet. */
export interface World {
  /** Of somebody who may do everything that the drill does. */
  readonly token: string;
  /** Them: the coach of the engagements. */
  readonly coachId: string;
  readonly people: readonly string[];
  readonly engagements: readonly string[];
  readonly maps: readonly string[];
}

let counter = 0;
/** Found once in the whole log, whatever the drill: what an effect is recognized by. */
const unique = (what: string) => `${what} ${counter++} ${anyId()}`;

/** An hour that no other session of the drill takes: nobody is in two at once. */
const moment = () => new Date(Date.UTC(2030, 0, 1) + counter++ * 3_600_000);

export const registerPerson = ({ token }: Pick<World, 'token'>): Wish => {
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

/** Of an engagement that system mapping knows through Kafka alone. */
export const createMap = ({ token, engagements }: World, random: Random): Wish => {
  const name = unique('Map');
  return {
    mutation: 'mutation Create($input: CreateMapInput!) { createMap(input: $input) { systemMap { id } } }',
    input: { kind: 'TEAM', engagementId: random.pick(engagements), name },
    effect: { service: 'system-mapping', event: 'MapCreated', says: { 'name.value': sealedValue(name) } },
    token,
  };
};

/** Two actors at once, one of them a person that system mapping knows through Kafka alone. */
export const addActors = ({ token, maps, people }: World, random: Random): Wish => {
  const mapId = random.pick(maps);
  const label = unique('Actor');
  const actors = [
    { kind: 'ROLE', label },
    { kind: 'PERSON', personId: random.pick(people), label: 'somebody' },
  ];
  return {
    mutation: 'mutation Add($input: AddActorsInput!) { addActors(input: $input) { systemMap { id } } }',
    input: { mapId, actors },
    effect: {
      service: 'system-mapping',
      stream: `map-${mapId}`,
      event: 'ActorsAdded',
      says: { 'actors.0.label.value': sealedValue(label) },
    },
    token,
  };
};

export const publishInstrument = ({ token }: World): Wish => {
  const code = `drill-${anyId().slice(0, 18)}`;
  const scales = [{ code: 'all', items: ['1', '2'], scoring: { method: 'MEAN' }, better: 'HIGHER' }];
  return {
    mutation:
      'mutation Publish($input: PublishInstrumentInput!) { publishInstrument(input: $input) { instrument { id } } }',
    input: {
      code,
      version: '1',
      name: 'A drill',
      items: ['1', '2'],
      range: { min: 1, max: 5 },
      reversed: [],
      scales,
    },
    effect: { service: 'assessments', event: 'InstrumentPublished', says: { code } },
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
  publishInstrument,
];

/** The next wish of a client. */
export const wishFor = (world: World, random: Random): Wish => random.pick(kinds)(world, random);
