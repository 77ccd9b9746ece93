import { catalogue } from '@securebase/contracts';
import { type CommandContext, open, type Recorded, type Sealed } from '@securebase/domain-kit';
import { type EventStore, lastEvents } from '@securebase/event-sourcing';
import type pg from 'pg';
import { type Coach, coach, type CoachEvent, freePlaces } from '../domain/coach.ts';
import { type Offer, type Seeker } from '../domain/matching/terms.ts';
import { participant, type Participant, type ParticipantEvent } from '../domain/participant.ts';
import { person } from '../domain/person.ts';
import { pool, type Pool, type PoolEvent } from '../domain/pool.ts';
import { program, type Program, type ProgramEvent } from '../domain/program.ts';
import { engagementView } from '../read-models/engagement-view.ts';

type Tenant = Pick<CommandContext, 'tenantId'>;
type Wanted = Tenant & { readonly programId: string; readonly cohortId?: string | undefined };

/** Streams that are read at the same time. */
const atOnce = 50;

const inParts = async <T, R>(all: readonly T[], read: (each: T) => Promise<R>): Promise<R[]> => {
  const found: R[] = [];
  for (let begin = 0; begin < all.length; begin += atOnce)
    found.push(...(await Promise.all(all.slice(begin, begin + atOnce).map(read))));
  return found;
};

/** Those of the people who are in the directory and have not left. */
const present = async (store: EventStore, tenantId: string, ids: readonly string[]): Promise<string[]> => {
  const streamOf = (id: string) => `${person.name}-${id}`;
  const last = await store.lastOf(tenantId, ids.map(streamOf), [
    'PersonDeactivated',
    'PersonReactivated',
    'SubjectErased',
  ]);
  return ids.filter((id) => {
    const type = last.get(streamOf(id));
    return type === null || type === 'PersonReactivated';
  });
};

const matchedClients = `select client_id from engagement_view
  where tenant_id = $1 and program_id = $2 and coach_id is not null and status <> 'ENDED_EARLY'`;

/** Who takes part in the program, or in one of its cohorts, and has no coach there. */
const waiting = async (store: EventStore, db: pg.Pool, wanted: Wanted): Promise<string[]> => {
  const { tenantId, programId, cohortId } = wanted;
  const { events } = await store.readStream(tenantId, `${program.name}-${programId}`);
  const { cohorts } = (events as unknown as ProgramEvent[]).reduce<Program>(
    program.evolve,
    program.initialState,
  );
  const some = [...cohorts].filter(([id]) => cohortId === undefined || id === cohortId);
  const all = new Set(some.flatMap(([, { participants }]) => [...participants]));
  await store.caughtUp(engagementView.name);
  const { rows } = await db.query<{ client_id: string }>(matchedClients, [tenantId, programId]);
  for (const { client_id } of rows) all.delete(client_id);
  return present(store, tenantId, [...all]);
};

/** What participants have said, opened; whoever has not said a language is not there. */
const seekersOf = async (
  store: EventStore,
  db: pg.Pool,
  tenantId: string,
  ids: readonly string[],
): Promise<Seeker[]> => {
  const streams = ids.map((id) => `${participant.name}-${id}`);
  const types = ['PreferencesStated', 'WishesStated'];
  const sealed = await lastEvents(db, catalogue, { tenantId, streams, types });
  const said = new Map<string, Participant>();
  for (const event of (await store.opened(sealed)) as unknown as ParticipantEvent[]) {
    const { participantId } = event.data;
    const before = said.get(participantId) ?? participant.initialState;
    said.set(participantId, participant.evolve(before, event));
  }
  return [...said].flatMap(([participantId, { preferences, wishes, lineManagerId }]) =>
    preferences === undefined
      ? []
      : [
          {
            participantId,
            languages: preferences.languages,
            timeZone: preferences.timeZone,
            specialities: wishes?.specialities ?? [],
            avoidUnits: wishes?.avoidUnits ?? [],
            avoidCoachIds: wishes?.avoidCoachIds ?? [],
            lineManagerId,
          },
        ],
  );
};

/** The parts of the organization that a coach's profile named last, opened. */
const unitsIn = async (store: EventStore, history: readonly Recorded[]): Promise<readonly string[]> => {
  const said = history.findLast(({ data }) => 'units' in (data as object));
  const [opened] = said ? await store.opened([said]) : [];
  const units = (opened?.data as { readonly units?: Sealed } | undefined)?.units;
  return units ? (open<readonly string[]>(units) ?? []) : [];
};

/** The coaches of the program's pool who are there, with their places. */
const offersOf = async (store: EventStore, { tenantId, programId }: Wanted): Promise<Offer[]> => {
  const { events } = await store.readStream(tenantId, `${pool.name}-${programId}`);
  const pooled = (events as unknown as PoolEvent[]).reduce<Pool>(pool.evolve, pool.initialState);
  const ids = await present(store, tenantId, [...pooled]);
  const offers = await inParts(ids, async (coachId): Promise<Offer[]> => {
    const { events: history } = await store.readStream(tenantId, `${coach.name}-${coachId}`);
    const state = (history as unknown as CoachEvent[]).reduce<Coach>(coach.evolve, coach.initialState);
    if (!state.profile) return [];
    return [
      { coachId, ...state.profile, units: await unitsIn(store, history), free: freePlaces(state) ?? 0 },
    ];
  });
  return offers.flat().filter(({ free }) => free > 0);
};

/** Everybody whom a ranking is about, as they are now. */
export const gather = async (
  store: EventStore,
  db: pg.Pool,
  wanted: Wanted,
): Promise<{ seekers: Seeker[]; offers: Offer[]; withoutLanguages: number }> => {
  const ids = await waiting(store, db, wanted);
  const seekers = await seekersOf(store, db, wanted.tenantId, ids);
  const offers = await offersOf(store, wanted);
  return { seekers, offers, withoutLanguages: ids.length - seekers.length };
};
