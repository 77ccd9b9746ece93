import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type EngagementsEvent } from '@securebase/contracts';
import { derived, type Moved, type Projection } from '@securebase/domain-kit';
import { DateTime } from '@securebase/service-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { enrolmentKey } from './enrolment-view.ts';
import { timeToMatchView } from './time-to-match-view.ts';

export const UnmatchedStage = {
  NOT_SHOWN: 'NOT_SHOWN',
  SHOWN: 'SHOWN',
  ASKED: 'ASKED',
  DECLINED: 'DECLINED',
} as const;
registerEnumType(UnmatchedStage, {
  name: 'UnmatchedStage',
  description: 'How far a participant who has no coach has come.',
  valuesMap: {
    NOT_SHOWN: { description: 'No coaches were shown to them yet.' },
    SHOWN: { description: 'Coaches were shown to them; no coach is asked.' },
    ASKED: { description: 'A coach is asked and has not answered.' },
    DECLINED: { description: 'It did not come to a match, and no other coach is asked.' },
  },
});

/** What an enrolment, or an engagement, says of somebody's way to a coach: part of a participation. */
export interface PartRow {
  readonly programId: string | null;
  readonly personId: string;
  readonly cohortId: string | null;
  readonly enrolledAt: string | null;
  readonly isShown: boolean;
  readonly isAsked: boolean;
  readonly isDeclined: boolean;
  readonly matchedAt: string | null;
}

/** An engagement's part: what matters of it. */
interface Way {
  readonly isAsked: boolean;
  readonly isDeclined: boolean;
  readonly matchedAt: string | null;
}

/** Somebody who takes part in a program, on their way to a coach. Disposable: rebuilt from events at any time. */
@Entity('participation_view')
@ObjectType('UnmatchedParticipant', { description: 'Somebody who takes part in a program and has no coach.' })
export class ParticipationView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  /** `<program>/<person>` */
  @PrimaryColumn('text') @Field(() => ID, { description: 'The participation.' }) id!: string;
  @Column('text', { name: 'program_id' }) programId!: string;
  @Column('text', { name: 'cohort_id', nullable: true }) cohortId!: string | null;
  @Column('text', { name: 'person_id' }) personId!: string;
  @Column('timestamptz', { name: 'enrolled_at', nullable: true }) enrolledAt!: Date | string | null;
  /** As long as they are not matched. */
  @Column('timestamptz', { name: 'waiting_since', nullable: true })
  @Field(() => DateTime, { description: 'Since when they wait: their enrolment.' })
  waitingSince!: Date | string | null;
  @Column('text')
  @Field(() => UnmatchedStage, { description: 'How far they have come.' })
  stage!: keyof typeof UnmatchedStage | 'MATCHED';
  @Column('boolean', { name: 'is_shown' }) isShown!: boolean;
  /** By engagement. */
  @Column('jsonb') ways!: Readonly<Record<string, Way>>;
  /** From enrolment to match, in whole days. */
  @Column('int', { name: 'days_to_match', nullable: true }) daysToMatch!: number | null;
}
export type ParticipationRow = Omit<ParticipationView, 'tenantId' | 'id'>;

const day = 86_400_000;

/** Where ways lead together: the stage, since when one waits, how long it took. */
const standing = (
  row: ParticipationRow,
): Pick<ParticipationRow, 'stage' | 'waitingSince' | 'daysToMatch'> => {
  const { enrolledAt, isShown } = row;
  const ways = Object.values(row.ways);
  const matches = ways.flatMap(({ matchedAt }) => (matchedAt === null ? [] : [Date.parse(matchedAt)]));
  if (matches.length > 0) {
    const began = enrolledAt === null ? null : new Date(enrolledAt).getTime();
    const days = began === null ? null : Math.max(0, Math.floor((Math.min(...matches) - began) / day));
    return { stage: 'MATCHED', waitingSince: null, daysToMatch: days };
  }
  const unshown = isShown ? 'SHOWN' : 'NOT_SHOWN';
  const undecided = ways.some(({ isDeclined }) => isDeclined) ? 'DECLINED' : unshown;
  const stage = ways.some(({ isAsked }) => isAsked) ? 'ASKED' : undecided;
  return { stage, waitingSince: enrolledAt, daysToMatch: null };
};

const changed = (row: ParticipationRow, change: Partial<ParticipationRow>): ParticipationRow => {
  const next = { ...row, ...change };
  return { ...next, ...standing(next) };
};

/** Participations, made of enrolments and engagements: neither says all of it. */
export const participationView = derived<PartRow, ParticipationRow>({
  table: 'participation_view',
  blank: {
    programId: '',
    cohortId: null,
    personId: '',
    enrolledAt: null,
    waitingSince: null,
    stage: 'NOT_SHOWN',
    isShown: false,
    ways: {},
    daysToMatch: null,
  },
  changes: ({ id, after }: Moved<PartRow>) => {
    if (!after || after.programId === null) return [];
    const { programId, personId, cohortId, enrolledAt, isShown, ...way } = after;
    const of = { programId, personId };
    const key = enrolmentKey(programId, personId);
    if (key === id) return [{ id: key, to: (row) => changed(row, { ...of, cohortId, enrolledAt, isShown }) }];
    const { isAsked, isDeclined, matchedAt } = way;
    const ways = (row: ParticipationRow) => ({ ...row.ways, [id]: { isAsked, isDeclined, matchedAt } });
    return [{ id: key, to: (row) => changed(row, { ...of, ways: ways(row) }) }];
  },
  derived: [timeToMatchView],
});

const idOf = (stream: string) => stream.slice('engagement-'.length);

export const participationPartView: Projection<EngagementsEvent, PartRow> = {
  name: 'participation-part-view',
  table: 'participation_part_view',
  source: { kind: 'LOG' },
  rowIds: ({ type, data, stream }) => {
    switch (type) {
      case 'ParticipantsEnrolled':
        return data.personIds.map((each) => enrolmentKey(data.programId, each));
      case 'CoachesRanked':
        return data.proposals.map(({ participantId }) => enrolmentKey(data.programId, participantId));
      default:
        return [idOf(stream)];
    }
  },
  blank: {
    programId: null,
    personId: '',
    cohortId: null,
    enrolledAt: null,
    isShown: false,
    isAsked: false,
    isDeclined: false,
    matchedAt: null,
  },
  on: {
    ParticipantsEnrolled: (row, { data: { programId, cohortId }, at }, id) => ({
      programId,
      cohortId,
      personId: id.slice(programId.length + 1),
      enrolledAt: row.enrolledAt ?? at,
    }),
    CoachesRanked: (_, { data: { programId } }, id) => ({
      programId,
      personId: id.slice(programId.length + 1),
      isShown: true,
    }),
    EngagementProposed: (_, { data }) => ({ programId: data.programId ?? null, personId: data.clientId }),
    CoachProposed: () => ({ isAsked: true }),
    MatchConfirmed: (_, { at }) => ({ isAsked: false, isDeclined: false, matchedAt: at }),
    MatchDeclined: () => ({ isAsked: false, isDeclined: true, matchedAt: null }),
  },
  derived: [participationView],
};
