import { Directive, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { type EngagementsEvent, type Party } from '@securebase/contracts';
import { type Projection, type Recorded, type Sealed } from '@securebase/domain-kit';
import { DateTime } from '@securebase/service-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defaultTerms } from '../domain/agreement-terms.ts';
import {
  agreedTo,
  type AgreementItem,
  type CoachItem,
  type EndingItem,
  type HandoverItem,
} from './agreement-items.ts';
import { EngagementKind, EngagementStatus } from './engagement-enums.ts';
import { type SessionItem, sessionHandlers } from './session-items.ts';
import { sharingView } from './sharing-view.ts';

export { EngagementKind, EngagementStatus } from './engagement-enums.ts';

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
  /** The newest draft or amendment. */
  @Column('jsonb', { nullable: true }) draft!: AgreementItem | null;
  /** What every party has signed last. */
  @Column('jsonb', { name: 'in_force', nullable: true }) inForce!: AgreementItem | null;
  /** Who coached it when, in the order in which they came. */
  @Column('jsonb') coaches!: readonly CoachItem[];
  @Column('jsonb') handovers!: readonly HandoverItem[];
  @Column('jsonb', { nullable: true }) ending!: EndingItem | null;
  @Column('timestamptz', { name: 'proposed_at' })
  @Field(() => DateTime, { description: 'When it was proposed.' })
  proposedAt!: Date | string;
}
export { type SessionItem } from './session-items.ts';
export type EngagementRow = Omit<EngagementView, 'tenantId' | 'id'>;

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
    draft: null,
    inForce: null,
    coaches: [],
    handovers: [],
    ending: null,
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
    MatchConfirmed: (_, { data, at }) => ({
      status: 'MATCHED',
      coachId: data.coachId,
      coachIds: [data.coachId],
      coaches: [{ coachId: data.coachId, since: at, until: null }],
    }),
    MatchDeclined: (row, { at }) => ({
      status: 'PROPOSED',
      coachId: null,
      coachIds: [],
      coaches: row.coaches.map((each) => (each.until === null ? { ...each, until: at } : each)),
    }),
    CoachAdded: (row, { data, at }) => ({
      coachIds: [...row.coachIds, data.coachId],
      coaches: [...row.coaches, { coachId: data.coachId, since: at, until: null }],
    }),
    CoachReassigned: (row, { data, at }) => ({
      coachId: row.coachId === data.fromId ? data.coachId : row.coachId,
      coachIds: row.coachIds.map((each) => (each === data.fromId ? data.coachId : each)),
      coaches: [
        ...row.coaches.map((each) =>
          each.coachId === data.fromId && each.until === null ? { ...each, until: at } : each,
        ),
        { coachId: data.coachId, since: at, until: null },
      ],
      signedBy:
        row.coachId === data.fromId ? row.signedBy.filter((party) => party !== 'COACH') : row.signedBy,
    }),
    HandoverHeld: (row, { data, at }) => ({
      handovers: [
        ...row.handovers,
        { id: data.handoverId, fromId: data.fromId, toId: data.toId, summary: data.summary, at },
      ],
    }),
    AgreementDrafted: (_, { data }) => {
      const { agreementVersion: version, sessions, objectives, terms = defaultTerms } = data;
      const keyHolder = data.keyHolder ?? null;
      return {
        draft: { version, sessions, objectives, terms, keyHolder },
        agreementVersion: version,
        agreedSessions: sessions,
        objectives,
        keyHolder,
        signedBy: [],
      };
    },
    AgreementAmended: (_, { data }) => {
      const { agreementVersion: version, sessions, objectives, terms } = data;
      const keyHolder = data.keyHolder ?? null;
      const draft = { version, sessions, objectives, terms, keyHolder };
      return { draft, agreementVersion: version, signedBy: [] };
    },
    AgreementSigned: (row, { data }) => ({ signedBy: [...row.signedBy, data.party] }),
    AmendmentAgreed: (row, { at }) => agreedTo(row.draft, at),
    EngagementContracted: (row, { at }) => ({ status: 'CONTRACTED', ...agreedTo(row.draft, at) }),
    EndingPrepared: (_, { data, at }) => ({
      ending: { revision: data.revision, learned: data.learned, turnsTo: data.turnsTo, at },
    }),
    EngagementStarted: to('ACTIVE'),
    EngagementPaused: to('PAUSED'),
    EngagementResumed: to('ACTIVE'),
    EngagementCompleted: to('COMPLETED'),
    EngagementEndedEarly: to('ENDED_EARLY'),
    ...sessionHandlers,
  },
  derived: [sharingView],
};
