import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type EngagementsEvent } from '@securebase/contracts';
import { type Projection } from '@securebase/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const ContactAbout = { ANSWER: 'ANSWER', COURSE: 'COURSE' } as const;
registerEnumType(ContactAbout, {
  name: 'ContactAbout',
  description: 'What a coach is to be contacted about. No more is said.',
  valuesMap: {
    ANSWER: { description: 'They are asked whether they take the engagement, and have not answered.' },
    COURSE: {
      description:
        'The engagement’s course: no session is agreed on or was held, or what became of one was not told. Which, is for the coach to say.',
    },
  },
});

interface Known {
  readonly startedAt: string | null;
  readonly askedAt: string | null;
  readonly isOver: boolean;
  /** By id. */
  readonly sessions: Readonly<Record<string, Meeting>>;
}
interface Meeting {
  readonly endsAt: string;
  /** Whether it is to come, or nobody has told what became of it. */
  readonly isOpen: boolean;
  readonly wasHeld: boolean;
}

/**
 * Whether the coach of an engagement is to be contacted, and since which week. A pause changes nothing here: this does not even follow
 * pauses, so that an engagement that rests stands in the list as one that goes on would, and nobody can tell the two apart.
 * Disposable: rebuilt from events at any time.
 */
@Entity('contact_view')
@ObjectType('CoachContact', { description: 'A coach whom to contact about an engagement.' })
export class ContactView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') @Field(() => ID, { description: 'The engagement.' }) id!: string;
  @Column('text', { name: 'program_id', nullable: true }) programId!: string | null;
  @Column('text', { name: 'cohort_id', nullable: true }) cohortId!: string | null;
  /** Who is asked, or coaches it: of several, who signs. */
  @Column('text', { name: 'coach_id', nullable: true }) coachId!: string | null;
  @Column('text', { nullable: true })
  @Field(() => ContactAbout, { description: 'What about.' })
  about!: keyof typeof ContactAbout | null;
  @Column('date', { nullable: true })
  @Field(() => String, {
    description: 'Since which week: its Monday, as YYYY-MM-DD. Days are told to nobody who does not attend.',
  })
  since!: string | null;
  @Column('jsonb') known!: Known;
}
export type ContactRow = Omit<ContactView, 'tenantId' | 'id'>;

const day = 86_400_000;

/** The Monday of the week of a moment, in UTC. */
export const mondayOf = (moment: Date): string => {
  const since = (moment.getUTCDay() + 6) % 7;
  return new Date(moment.getTime() - since * day).toISOString().slice(0, 10);
};

/** The first session of which nobody has told; else the last that was held; else the beginning. */
const quietSince = ({ startedAt, isOver, sessions }: Known): string | undefined => {
  const endsOf = (is: (meeting: Meeting) => boolean) =>
    Object.values(sessions)
      .filter(is)
      .map(({ endsAt }) => endsAt);
  const [untold] = endsOf(({ isOpen }) => isOpen).toSorted();
  if (untold !== undefined) return untold;
  if (startedAt === null || isOver) return undefined;
  return [startedAt, ...endsOf(({ wasHeld }) => wasHeld)].toSorted().at(-1);
};

const changed = (
  row: ContactRow,
  change: Partial<Known>,
  coach?: Pick<ContactRow, 'coachId'>,
): Partial<ContactRow> => {
  const known = { ...row.known, ...change };
  const about = known.askedAt === null ? 'COURSE' : 'ANSWER';
  const since = known.askedAt ?? quietSince(known);
  return {
    ...coach,
    known,
    ...(since === undefined ? { about: null, since: null } : { about, since: mondayOf(new Date(since)) }),
  };
};

const utc = (moment: string): string => new Date(moment).toISOString();

const met = (row: ContactRow, id: string, change: Partial<Meeting>): Partial<ContactRow> => {
  const { sessions } = row.known;
  const before = sessions[id] ?? { endsAt: utc('1970-01-01'), isOpen: true, wasHeld: false };
  return changed(row, { sessions: { ...sessions, [id]: { ...before, ...change } } });
};
const planned = (row: ContactRow, id: string, endsAt: string) =>
  met(row, id, { endsAt: utc(endsAt), isOpen: true });
const told = (row: ContactRow, id: string, wasHeld: boolean) => met(row, id, { isOpen: false, wasHeld });
/** What is over needs nobody to be contacted, except about the sessions of one that was completed. */
const over = (row: ContactRow, sessions = row.known.sessions): Partial<ContactRow> =>
  changed(row, { isOver: true, askedAt: null, sessions });

type On = Projection<EngagementsEvent, ContactRow>['on'];
const on = {
  EngagementProposed: (_, { data }) => ({
    programId: data.programId ?? null,
    cohortId: data.cohortId ?? null,
  }),
  CoachProposed: (row, { data: { coachId }, at }) => changed(row, { askedAt: utc(at) }, { coachId }),
  MatchConfirmed: (row, { data: { coachId } }) => changed(row, { askedAt: null }, { coachId }),
  MatchDeclined: (row) => changed(row, { askedAt: null }, { coachId: null }),
  CoachReassigned: (row, { data: { fromId, coachId } }) => ({
    coachId: row.coachId === fromId ? coachId : row.coachId,
  }),
  EngagementStarted: (row, { at }) => changed(row, { startedAt: utc(at) }),
  EngagementCompleted: (row) => over(row),
  EngagementEndedEarly: (row) => over(row, {}),
  SessionScheduled: (row, { data }) => planned(row, data.sessionId, data.endsAt),
  SessionRescheduled: (row, { data }) => planned(row, data.sessionId, data.endsAt),
  SessionHeld: (row, { data }) => told(row, data.sessionId, true),
  SessionCancelled: (row, { data }) => told(row, data.sessionId, false),
  SessionMissed: (row, { data }) => told(row, data.sessionId, false),
  SessionCorrected: (row, { data }) => told(row, data.sessionId, data.status === 'HELD'),
} satisfies On;

export const contactView: Projection<EngagementsEvent, ContactRow> = {
  name: 'contact-view',
  table: 'contact_view',
  source: { kind: 'LOG' },
  rowIds: ({ type, data }) => (Object.hasOwn(on, type) && 'engagementId' in data ? [data.engagementId] : []),
  blank: {
    programId: null,
    cohortId: null,
    coachId: null,
    about: null,
    since: null,
    known: { startedAt: null, askedAt: null, isOver: false, sessions: {} },
  },
  on,
};
