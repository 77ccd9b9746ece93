import { Directive, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type EngagementsEvent, type Party, type SessionKind as Kind } from '@securebase/contracts';
import { type Projection, type Recorded, type Sealed } from '@securebase/domain-kit';
import { DateTime } from '@securebase/service-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const EngagementKind = {
  INDIVIDUAL: 'INDIVIDUAL',
  TEAM: 'TEAM',
  ORGANIZATION: 'ORGANIZATION',
} as const;
registerEnumType(EngagementKind, {
  name: 'EngagementKind',
  description: 'Who the client is.',
  valuesMap: {
    INDIVIDUAL: { description: 'A person.' },
    TEAM: { description: 'A team.' },
    ORGANIZATION: { description: 'An organization.' },
  },
});

export const EngagementStatus = {
  PROPOSED: 'PROPOSED',
  MATCHED: 'MATCHED',
  CONTRACTED: 'CONTRACTED',
  ACTIVE: 'ACTIVE',
  PAUSED: 'PAUSED',
  COMPLETED: 'COMPLETED',
  ENDED_EARLY: 'ENDED_EARLY',
} as const;
registerEnumType(EngagementStatus, {
  name: 'EngagementStatus',
  description: 'How far an engagement has come.',
  valuesMap: {
    PROPOSED: { description: 'Somebody is to be coached.' },
    MATCHED: { description: 'Client and coach have chosen each other.' },
    CONTRACTED: { description: 'Every party has signed the same agreement.' },
    ACTIVE: { description: 'The work goes on.' },
    PAUSED: { description: 'The work rests.' },
    COMPLETED: { description: 'It has come to its prepared ending.' },
    ENDED_EARLY: { description: 'It has ended before that.' },
  },
});

/** A session as the read model keeps it. */
export interface SessionItem {
  readonly id: string;
  readonly kind: Kind;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly status: 'SCHEDULED' | 'HELD' | 'CANCELLED' | 'MISSED';
  readonly by: Party | null;
}

/** An engagement. Disposable: rebuilt from events at any time; what is personal stays sealed here. */
@Entity('engagement_view')
@ObjectType('Engagement', { description: 'The coaching of a person, a team or an organization.' })
@Directive('@key(fields: "id")')
export class EngagementView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') @Field(() => ID, { description: 'The engagement.' }) id!: string;
  @Column('text')
  @Field(() => EngagementKind, { description: 'Who the client is.' })
  kind!: keyof typeof EngagementKind;
  /** Told by the resolver: a pause is not for everyone. */
  @Column('text')
  status!: keyof typeof EngagementStatus;
  @Column('uuid', { name: 'client_id' }) clientId!: string;
  @Column('uuid', { name: 'coach_id', nullable: true }) coachId!: string | null;
  /** Everybody who coaches it now, whoever signs first. */
  @Column('jsonb', { name: 'coach_ids' }) coachIds!: readonly string[];
  @Column('uuid', { name: 'sponsor_id', nullable: true }) sponsorId!: string | null;
  @Column('uuid', { name: 'program_id', nullable: true }) programId!: string | null;
  @Column('uuid', { name: 'cohort_id', nullable: true }) cohortId!: string | null;
  @Column('jsonb', { nullable: true }) purpose!: Sealed | null;
  @Column('jsonb', { name: 'member_ids' }) memberIds!: readonly string[];
  @Column('int', { name: 'agreement_version' }) agreementVersion!: number;
  @Column('int', { name: 'agreed_sessions' })
  @Field(() => Int, { description: 'How many sessions are agreed on; 0 before there is a draft.' })
  agreedSessions!: number;
  @Column('jsonb', { nullable: true }) objectives!: Sealed | null;
  @Column('jsonb', { name: 'key_holder', nullable: true }) keyHolder!: Sealed | null;
  @Column('jsonb', { name: 'signed_by' }) signedBy!: readonly Party[];
  @Column('jsonb') sessions!: readonly SessionItem[];
  @Column('timestamptz', { name: 'proposed_at' })
  @Field(() => DateTime, { description: 'When it was proposed.' })
  proposedAt!: Date | string;
}
export type EngagementRow = Omit<EngagementView, 'tenantId' | 'id'>;

const changed = (row: Readonly<EngagementRow>, id: string, change: Partial<SessionItem>) => ({
  sessions: row.sessions.map((each) => (each.id === id ? { ...each, ...change } : each)),
});
const to = (status: EngagementRow['status']) => () => ({ status });
const idOf = ({ stream }: Recorded) =>
  stream.startsWith('engagement-') ? [stream.slice('engagement-'.length)] : [];

export const engagementView: Projection<EngagementsEvent, EngagementRow> = {
  name: 'engagement-view',
  table: 'engagement_view',
  source: { kind: 'LOG' },
  rowIds: idOf,
  blank: {
    kind: 'INDIVIDUAL',
    status: 'PROPOSED',
    clientId: '',
    coachId: null,
    coachIds: [],
    sponsorId: null,
    programId: null,
    cohortId: null,
    purpose: null,
    memberIds: [],
    agreementVersion: 0,
    agreedSessions: 0,
    objectives: null,
    keyHolder: null,
    signedBy: [],
    sessions: [],
    proposedAt: '',
  },
  on: {
    EngagementProposed: (_, { data, at }) => ({
      kind: data.kind,
      clientId: data.clientId,
      sponsorId: data.sponsorId ?? null,
      programId: data.programId ?? null,
      cohortId: data.cohortId ?? null,
      purpose: data.purpose,
      proposedAt: at,
    }),
    MembersAdded: (row, { data }) => ({ memberIds: [...row.memberIds, ...data.personIds] }),
    MatchConfirmed: (_, { data }) => ({
      status: 'MATCHED',
      coachId: data.coachId,
      coachIds: [data.coachId],
    }),
    MatchDeclined: () => ({ status: 'PROPOSED', coachId: null, coachIds: [] }),
    AgreementDrafted: (_, { data }) => ({
      agreementVersion: data.agreementVersion,
      agreedSessions: data.sessions,
      objectives: data.objectives,
      keyHolder: data.keyHolder ?? null,
      signedBy: [],
    }),
    AgreementSigned: (row, { data }) => ({ signedBy: [...row.signedBy, data.party] }),
    EngagementContracted: to('CONTRACTED'),
    EngagementStarted: to('ACTIVE'),
    EngagementPaused: to('PAUSED'),
    EngagementResumed: to('ACTIVE'),
    EngagementCompleted: to('COMPLETED'),
    EngagementEndedEarly: to('ENDED_EARLY'),
    SessionScheduled: (row, { data }) => ({
      sessions: [
        ...row.sessions,
        {
          id: data.sessionId,
          kind: data.kind,
          startsAt: data.startsAt,
          endsAt: data.endsAt,
          status: 'SCHEDULED',
          by: null,
        },
      ],
    }),
    SessionRescheduled: (row, { data }) =>
      changed(row, data.sessionId, { startsAt: data.startsAt, endsAt: data.endsAt }),
    SessionHeld: (row, { data }) => changed(row, data.sessionId, { status: 'HELD' }),
    SessionCancelled: (row, { data }) => changed(row, data.sessionId, { status: 'CANCELLED', by: data.by }),
    SessionMissed: (row, { data }) => changed(row, data.sessionId, { status: 'MISSED', by: data.by }),
  },
};
