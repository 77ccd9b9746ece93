import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import {
  type CoachCredential as Credential,
  type EngagementsEvent,
  type Speciality as Topic,
} from '@securebase/contracts';
import { type Projection, type Sealed } from '@securebase/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const Speciality = {
  LEADERSHIP: 'LEADERSHIP',
  NEW_ROLE: 'NEW_ROLE',
  TEAM: 'TEAM',
  CONFLICT: 'CONFLICT',
  COMMUNICATION: 'COMMUNICATION',
  CHANGE: 'CHANGE',
  CAREER: 'CAREER',
  WELLBEING: 'WELLBEING',
  CULTURES: 'CULTURES',
  PARENTHOOD: 'PARENTHOOD',
} as const satisfies Record<Topic, Topic>;
registerEnumType(Speciality, {
  name: 'Speciality',
  description: 'What a coach works on most, and a participant wishes to work on.',
  valuesMap: {
    LEADERSHIP: { description: 'Leading others.' },
    NEW_ROLE: { description: 'Beginning in a new role.' },
    TEAM: { description: 'Working in, and with, a team.' },
    CONFLICT: { description: 'Conflict.' },
    COMMUNICATION: { description: 'Speaking and listening.' },
    CHANGE: { description: 'Going through change.' },
    CAREER: { description: 'The way ahead at work.' },
    WELLBEING: { description: 'Being well at work.' },
    CULTURES: { description: 'Working across cultures.' },
    PARENTHOOD: { description: 'Work and family.' },
  },
});

export const CoachCredential = {
  ACC: 'ACC',
  PCC: 'PCC',
  MCC: 'MCC',
  ACTC: 'ACTC',
  OTHER: 'OTHER',
} as const satisfies Record<Credential, Credential>;
registerEnumType(CoachCredential, {
  name: 'CoachCredential',
  description: 'What a coach states of their training.',
  valuesMap: {
    ACC: { description: 'Associate Certified Coach of the ICF.' },
    PCC: { description: 'Professional Certified Coach of the ICF.' },
    MCC: { description: 'Master Certified Coach of the ICF.' },
    ACTC: { description: 'Advanced Certification in Team Coaching of the ICF.' },
    OTHER: { description: 'Another one.' },
  },
});

/** A coach, as those see them who choose. Disposable: rebuilt from events; words stay sealed here. */
@Entity('coach_view')
@ObjectType('CoachProfile', { description: 'A coach: what they offer, and how much.' })
export class CoachView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') @Field(() => ID, { description: 'The coach.' }) id!: string;
  /** Not before they have said what they offer: whoever is only matched has a row for their places. */
  @Column('boolean', { name: 'is_registered' }) isRegistered!: boolean;
  @Column('jsonb')
  @Field(() => [String], { description: 'In which languages they coach, as BCP 47 has them.' })
  languages!: readonly string[];
  @Column('jsonb')
  @Field(() => [Speciality], { description: 'What they work on most.' })
  specialities!: readonly Topic[];
  @Column('jsonb')
  @Field(() => [CoachCredential], { description: 'What they state of their training.' })
  credentials!: readonly Credential[];
  @Column('text', { name: 'time_zone' })
  @Field({ description: 'Where they work, as IANA calls it.' })
  timeZone!: string;
  @Column('int')
  @Field(() => Int, {
    nullable: true,
    description: 'How many engagements at a time; for the coach and program managers.',
  })
  capacity!: number;
  @Column('jsonb', { nullable: true }) units!: Sealed | null;
  @Column('jsonb', { nullable: true }) words!: Sealed | null;
  @Column('int')
  @Field(() => Int, {
    nullable: true,
    description: 'How many places are taken; for the coach and program managers.',
  })
  taken!: number;
}
export type CoachRow = Omit<CoachView, 'tenantId' | 'id'>;

export const coachView: Projection<EngagementsEvent, CoachRow> = {
  name: 'coach-view',
  table: 'coach_view',
  source: { kind: 'LOG' },
  rowIds: ({ stream }) => (stream.startsWith('coach-') ? [stream.slice('coach-'.length)] : []),
  blank: {
    isRegistered: false,
    languages: [],
    specialities: [],
    credentials: [],
    timeZone: '',
    capacity: 0,
    units: null,
    words: null,
    taken: 0,
  },
  on: {
    CoachRegistered: (_, { data: { coachId: _id, ...profile } }) => ({
      ...profile,
      units: profile.units ?? null,
      isRegistered: true,
    }),
    // Where the units are not said they stay as they were.
    CoachProfileChanged: (row, { data: { coachId: _id, ...profile } }) => ({
      ...profile,
      units: profile.units ?? row.units,
    }),
    CoachIntroduced: (_, { data }) => ({ words: data.words }),
    PlaceReserved: ({ taken }) => ({ taken: taken + 1 }),
    PlaceReleased: ({ taken }) => ({ taken: taken - 1 }),
  },
};

/** A coach who can be chosen in a program. Disposable: rebuilt from events at any time. */
@Entity('pooled_coach_view')
@ObjectType('PooledCoach', { description: 'A coach who can be chosen in a program.' })
export class PooledCoachView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('uuid', { name: 'program_id' }) programId!: string;
  @Column('uuid', { name: 'coach_id' }) @Field(() => ID, { description: 'The coach.' }) coachId!: string;
}
export type PooledCoachRow = Omit<PooledCoachView, 'tenantId' | 'id'>;

export const pooledCoachView: Projection<EngagementsEvent, PooledCoachRow> = {
  name: 'pooled-coach-view',
  table: 'pooled_coach_view',
  source: { kind: 'LOG' },
  rowIds: (event) =>
    event.type === 'CoachPooled' || event.type === 'CoachUnpooled'
      ? [`${event.data.programId}:${event.data.coachId}`]
      : [],
  blank: { programId: '', coachId: '' },
  on: {
    CoachPooled: (_, { data: { programId, coachId } }) => ({ programId, coachId }),
    CoachUnpooled: () => 'DELETE',
  },
};
