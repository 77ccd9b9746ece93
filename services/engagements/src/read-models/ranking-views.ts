import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type EngagementsEvent } from '@securebase/contracts';
import { type Projection, type Sealed } from '@securebase/domain-kit';
import { DateTime } from '@securebase/service-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a participant has said for matching. Disposable: rebuilt from events; it stays sealed here. */
@Entity('participant_view')
export class ParticipantView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('jsonb', { nullable: true }) preferences!: Sealed | null;
  @Column('jsonb', { nullable: true }) wishes!: Sealed | null;
  @Column('uuid', { name: 'line_manager_id', nullable: true }) lineManagerId!: string | null;
}
export type ParticipantRow = Omit<ParticipantView, 'tenantId' | 'id'>;

export const participantView: Projection<EngagementsEvent, ParticipantRow> = {
  name: 'participant-view',
  table: 'participant_view',
  source: { kind: 'LOG' },
  rowIds: (event) =>
    event.type === 'PreferencesStated' || event.type === 'WishesStated' ? [event.data.participantId] : [],
  blank: { preferences: null, wishes: null, lineManagerId: null },
  on: {
    PreferencesStated: (_, { data: { preferences, lineManagerId } }) => ({
      preferences,
      lineManagerId: lineManagerId ?? null,
    }),
    WishesStated: (_, { data: { wishes } }) => ({ wishes }),
  },
};

export const RankingStatus = {
  REQUESTED: 'REQUESTED',
  ASSIGNING: 'ASSIGNING',
  COMPLETED: 'COMPLETED',
} as const;
registerEnumType(RankingStatus, {
  name: 'RankingStatus',
  description: 'How far a ranking has come.',
  valuesMap: {
    REQUESTED: { description: 'It waits for its turn.' },
    ASSIGNING: { description: 'The best assignment over all participants is being looked for.' },
    COMPLETED: { description: 'Participants see who is proposed to them.' },
  },
});

/** A ranking. Disposable: rebuilt from events at any time. */
@Entity('ranking_view')
@ObjectType('CoachRanking', { description: 'A ranking of coaches for the participants of a program.' })
export class RankingView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') @Field(() => ID, { description: 'The ranking.' }) id!: string;
  @Column('uuid', { name: 'program_id' })
  @Field(() => ID, { description: 'The program.' })
  programId!: string;
  @Column('uuid', { name: 'cohort_id', nullable: true })
  @Field(() => ID, { nullable: true, description: 'The cohort, where it is for one.' })
  cohortId!: string | null;
  @Column('text')
  @Field(() => RankingStatus, { description: 'How far it has come.' })
  status!: keyof typeof RankingStatus;
  @Column('int') @Field(() => Int, { description: 'For how many participants.' }) participants!: number;
  @Column('int') @Field(() => Int, { description: 'How many coaches have places.' }) coaches!: number;
  @Column('int', { name: 'without_languages' })
  @Field(() => Int, { description: 'How many more have not said which languages they speak.' })
  withoutLanguages!: number;
  @Column('int') @Field(() => Int, { description: 'How many were shown coaches.' }) ranked!: number;
  @Column('int', { name: 'without_coach' })
  @Field(() => Int, { description: 'How many were shown none: none fits, or none has a place.' })
  withoutCoach!: number;
  @Column('timestamptz', { name: 'requested_at' })
  @Field(() => DateTime, { description: 'When it was asked for.' })
  requestedAt!: Date | string;
  @Column('timestamptz', { name: 'completed_at', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was completed.' })
  completedAt!: Date | string | null;
}
export type RankingRow = Omit<RankingView, 'tenantId' | 'id'>;

export const rankingView: Projection<EngagementsEvent, RankingRow> = {
  name: 'ranking-view',
  table: 'ranking_view',
  source: { kind: 'LOG' },
  rowIds: ({ stream }) => (stream.startsWith('ranking-') ? [stream.slice('ranking-'.length)] : []),
  blank: {
    programId: '',
    cohortId: null,
    status: 'REQUESTED',
    participants: 0,
    coaches: 0,
    withoutLanguages: 0,
    ranked: 0,
    withoutCoach: 0,
    requestedAt: '',
    completedAt: null,
  },
  on: {
    RankingRequested: (_, { data, at }) => ({
      programId: data.programId,
      cohortId: data.cohortId ?? null,
      requestedAt: at,
    }),
    RankingStarted: (_, { data: { participants, coaches, withoutLanguages } }) => ({
      status: 'ASSIGNING',
      participants,
      coaches,
      withoutLanguages,
    }),
    CoachesRanked: (row, { data }) => ({ ranked: row.ranked + data.proposals.length }),
    RankingCompleted: (_, { data: { ranked, withoutCoach }, at }) => ({
      status: 'COMPLETED',
      ranked,
      withoutCoach,
      completedAt: at,
    }),
  },
};

/** What one participant was shown by one ranking; never changed. Disposable: rebuilt from events; the reasons stay sealed here. */
@Entity('coach_proposals_view')
@ObjectType('CoachProposals', { description: 'The coaches who were shown to a participant, the best first.' })
export class CoachProposalsView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('uuid', { name: 'ranking_id' })
  @Field(() => ID, { description: 'The ranking that they come from.' })
  rankingId!: string;
  @Column('uuid', { name: 'program_id' })
  @Field(() => ID, { description: 'The program.' })
  programId!: string;
  @Column('uuid', { name: 'participant_id' })
  @Field(() => ID, { description: 'To whom they were shown.' })
  participantId!: string;
  @Column('jsonb', { name: 'coach_ids' })
  @Field(() => [ID], { description: 'The coaches, the best first.' })
  coachIds!: readonly string[];
  @Column('boolean', { name: 'is_assigned' })
  @Field(() => Boolean, {
    description: 'Whether the first is who the assignment over the whole cohort gives the participant.',
  })
  isAssigned!: boolean;
  @Column('jsonb') reasons!: Sealed;
  @Column('timestamptz', { name: 'proposed_at' })
  @Field(() => DateTime, { description: 'Since when they are shown.' })
  proposedAt!: Date | string;
}
export type CoachProposalsRow = Omit<CoachProposalsView, 'tenantId' | 'id'>;

const nothing: Sealed = { subject: '', value: '' };

export const coachProposalsView: Projection<EngagementsEvent, CoachProposalsRow> = {
  name: 'coach-proposals-view',
  table: 'coach_proposals_view',
  source: { kind: 'LOG' },
  rowIds: (event) =>
    event.type === 'CoachesRanked'
      ? event.data.proposals.map(({ participantId }) => `${event.data.rankingId}:${participantId}`)
      : [],
  blank: {
    rankingId: '',
    programId: '',
    participantId: '',
    coachIds: [],
    isAssigned: false,
    reasons: nothing,
    proposedAt: '',
  },
  on: {
    CoachesRanked: (row, { data: { rankingId, programId, proposals }, at }, id) => {
      const found = proposals.find(({ participantId }) => id === `${rankingId}:${participantId}`);
      return found ? { rankingId, programId, ...found, proposedAt: at } : row;
    },
  },
};
