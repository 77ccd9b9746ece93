import { type EngagementsEvent } from '@securebase/contracts';
import { type Event, type Projection, type Recorded, type Sealed } from '@securebase/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Audience } from '../domain/audience.ts';

export type EntryKind =
  | 'SETTLEDNESS'
  | 'MARK'
  | 'MOMENT'
  | 'PRESENCE'
  | 'ENERGY'
  | 'ASPECT'
  | 'REDIRECTION'
  | 'ALLIANCE'
  | 'RUPTURE'
  | 'TURNED_TO'
  | 'NOTE'
  | SafetyKind;
export type SafetyKind =
  'REFERRAL' | 'SIDE_EFFECT' | 'HEALTH_PAUSE' | 'COACH_CANNOT_GO_ON' | 'LIMIT_OF_CONFIDENTIALITY';

/** What was said, by property: every value is sealed. */
export type Said = Readonly<Record<string, Sealed>>;

/** Something that was noted in an engagement, as it stands now. Disposable: rebuilt from events at any time. */
@Entity('entry_view')
export class EntryView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text', { name: 'engagement_id' }) engagementId!: string;
  @Column('text') kind!: EntryKind;
  @Column('text') audience!: Audience;
  @Column('text', { name: 'author_id' }) authorId!: string;
  @Column('text', { name: 'about_id' }) aboutId!: string;
  @Column('text', { name: 'session_id', nullable: true }) sessionId!: string | null;
  /** The aspect or the thing that it is tied to. */
  @Column('text', { name: 'aspect_id', nullable: true }) aspectId!: string | null;
  @Column('text', { name: 'thing_id', nullable: true }) thingId!: string | null;
  @Column('jsonb') said!: Said;
  @Column('timestamptz', { name: 'noted_at' }) notedAt!: Date | string;
  /** When it was noted again, corrected, repaired or shared. */
  @Column('timestamptz', { name: 'changed_at', nullable: true }) changedAt!: Date | string | null;
}
export type EntryRow = Omit<EntryView, 'tenantId' | 'id'>;

type Of<T extends EngagementsEvent['type']> = Recorded<Extract<EngagementsEvent, { type: T }>>;
interface Common {
  readonly engagementId: string;
  readonly authorId: string;
  readonly aboutId?: string;
  readonly sessionId?: string | undefined;
}

/** Those of the values that there are. */
const saying = (values: Readonly<Record<string, Sealed | undefined>>): Said =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])));

const noted = (
  kind: EntryKind,
  audience: Audience,
  { data, at }: Recorded<Event<string, Common>>,
  values: Readonly<Record<string, Sealed | undefined>> = {},
) => ({
  kind,
  audience,
  engagementId: data.engagementId,
  authorId: data.authorId,
  aboutId: data.aboutId ?? data.authorId,
  sessionId: data.sessionId ?? null,
  said: saying(values),
  notedAt: at,
});

/** Its author lets the coaches see it, too. */
const shared = (_: unknown, { at }: { readonly at: string }) =>
  ({ audience: 'PAIR', changedAt: at }) as const;

const safety =
  (kind: SafetyKind) =>
  (
    _: unknown,
    event: Of<'ReferralMade' | 'SideEffectNoted' | 'HealthPauseNoted' | 'CoachCannotGoOn'>,
  ): Partial<EntryRow> =>
    noted(kind, 'PAIR', event, { words: event.data.words });

/** Which property of an event names its row. */
const idNames = {
  SettlednessNoted: 'settlednessId',
  MomentOfMeetingMarked: 'markId',
  MomentOfMeetingShared: 'momentId',
  PresenceNoted: 'entryId',
  EnergyNoted: 'entryId',
  GuardedAspectNamed: 'entryId',
  EnergyRedirected: 'entryId',
  EnergyShared: 'entryId',
  AllianceRated: 'entryId',
  AllianceShared: 'entryId',
  RuptureNoted: 'ruptureId',
  RuptureRepaired: 'ruptureId',
  TurnedToNoted: 'entryId',
  NoteWritten: 'noteId',
  NoteCorrected: 'noteId',
  ReferralMade: 'entryId',
  SideEffectNoted: 'entryId',
  HealthPauseNoted: 'entryId',
  CoachCannotGoOn: 'entryId',
  LimitOfConfidentialityNamed: 'entryId',
} as const satisfies { readonly [T in EngagementsEvent['type']]?: string };
const namesOfIds = new Map<string, string>(Object.entries(idNames));

export const entryView: Projection<EngagementsEvent, EntryRow> = {
  name: 'entry-view',
  table: 'entry_view',
  source: { kind: 'LOG' },
  rowIds: ({ type, data }) => {
    const name = namesOfIds.get(type);
    const id = name === undefined ? undefined : (data as Readonly<Record<string, unknown>>)[name];
    return typeof id === 'string' ? [id] : [];
  },
  blank: {
    engagementId: '',
    kind: 'NOTE',
    audience: 'AUTHOR',
    authorId: '',
    aboutId: '',
    sessionId: null,
    aspectId: null,
    thingId: null,
    said: {},
    notedAt: '',
    changedAt: null,
  },
  on: {
    SettlednessNoted: (row, event) => {
      const { arriving, leaving } = event.data;
      const now = noted('SETTLEDNESS', 'PAIR', event, { arriving, leaving });
      return row.notedAt === '' ? now : { said: { ...row.said, ...now.said }, changedAt: event.at };
    },
    MomentOfMeetingMarked: (_, event) => ({
      ...noted('MARK', 'AUTHOR', event, { words: event.data.words }),
      thingId: event.data.withId,
    }),
    MomentOfMeetingShared: (_, event) => noted('MOMENT', 'BOTH', event),
    PresenceNoted: (_, event) => noted('PRESENCE', 'AUTHOR', event, { words: event.data.words }),
    EnergyNoted: (_, event) => {
      const { guarding, free } = event.data;
      return noted('ENERGY', 'AUTHOR', event, { guarding, free });
    },
    GuardedAspectNamed: (_, event) => noted('ASPECT', 'AUTHOR', event, { words: event.data.words }),
    EnergyRedirected: (_, event) => {
      const { to, words, aspectId = null, toId: thingId = null } = event.data;
      return { ...noted('REDIRECTION', 'AUTHOR', event, { to, words }), aspectId, thingId };
    },
    EnergyShared: shared,
    AllianceRated: (_, event) => {
      const { bond, task, goal } = event.data;
      return noted('ALLIANCE', 'AUTHOR', event, { bond, task, goal });
    },
    AllianceShared: shared,
    RuptureNoted: (_, event) => noted('RUPTURE', 'PAIR', event, { words: event.data.words }),
    RuptureRepaired: (row, { data: { helped }, at }) => ({ said: { ...row.said, helped }, changedAt: at }),
    TurnedToNoted: (_, event) => {
      const { turnedTo, words } = event.data;
      return noted('TURNED_TO', 'PAIR', event, { turnedTo, words });
    },
    NoteWritten: (_, event) => {
      const { isShared, words } = event.data;
      return noted('NOTE', isShared ? 'TAKES_PART' : 'AUTHOR', event, { words });
    },
    NoteCorrected: (row, { data: { words }, at }) => ({ said: { ...row.said, words }, changedAt: at }),
    ReferralMade: safety('REFERRAL'),
    SideEffectNoted: safety('SIDE_EFFECT'),
    HealthPauseNoted: safety('HEALTH_PAUSE'),
    CoachCannotGoOn: safety('COACH_CANNOT_GO_ON'),
    LimitOfConfidentialityNamed: (_, event) => {
      const { limit, words } = event.data;
      return noted('LIMIT_OF_CONFIDENTIALITY', 'PAIR', event, { limit, words });
    },
  },
};
