import { Directive, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type EngagementsEvent } from '@securebase/contracts';
import { open, type Projection } from '@securebase/domain-kit';
import { DateTime } from '@securebase/service-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const ProgramStatus = { DRAFT: 'DRAFT', OPEN: 'OPEN', CLOSED: 'CLOSED' } as const;
registerEnumType(ProgramStatus, {
  name: 'ProgramStatus',
  description: 'Whether people can be enrolled.',
  valuesMap: {
    DRAFT: { description: 'It is planned.' },
    OPEN: { description: 'People can be enrolled.' },
    CLOSED: { description: 'It is over.' },
  },
});

/** A program. Disposable: rebuilt from events at any time. */
@Entity('program_view')
@ObjectType('Program', { description: 'A coaching program of the tenant, with its cohorts.' })
@Directive('@key(fields: "id")')
export class ProgramView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') @Field(() => ID, { description: 'The program.' }) id!: string;
  @Column('text') @Field({ description: 'What it is called.' }) name!: string;
  @Column('text') @Field({ description: 'What it is for.' }) purpose!: string;
  @Column('date', { name: 'starts_on' })
  @Field({ description: 'Its first day, as YYYY-MM-DD.' })
  startsOn!: string;
  @Column('date', { name: 'ends_on' })
  @Field({ description: 'Its last day, as YYYY-MM-DD.' })
  endsOn!: string;
  @Column('text')
  @Field(() => ProgramStatus, { description: 'Whether people can be enrolled.' })
  status!: keyof typeof ProgramStatus;
  @Column('timestamptz', { name: 'drafted_at' })
  @Field(() => DateTime, { description: 'When it was drafted.' })
  draftedAt!: Date | string;
}
export type ProgramRow = Omit<ProgramView, 'tenantId' | 'id'>;

export const programView: Projection<EngagementsEvent, ProgramRow> = {
  name: 'program-view',
  table: 'program_view',
  source: { kind: 'LOG' },
  opens: true,
  rowIds: ({ stream }) => (stream.startsWith('program-') ? [stream.slice('program-'.length)] : []),
  blank: { name: '', purpose: '', startsOn: '', endsOn: '', status: 'DRAFT', draftedAt: '' },
  on: {
    ProgramDrafted: (_, { data, at }) => ({
      name: open(data.name) ?? '',
      purpose: open(data.purpose) ?? '',
      startsOn: data.startsOn,
      endsOn: data.endsOn,
      draftedAt: at,
    }),
    ProgramOpened: () => ({ status: 'OPEN' }),
    ProgramClosed: () => ({ status: 'CLOSED' }),
  },
};

/** A cohort. Disposable: rebuilt from events at any time. */
@Entity('cohort_view')
@ObjectType('Cohort', { description: 'People who go through a program together.' })
@Directive('@key(fields: "id")')
export class CohortView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') @Field(() => ID, { description: 'The cohort.' }) id!: string;
  @Column('uuid', { name: 'program_id' }) programId!: string;
  @Column('text') @Field({ description: 'What it is called.' }) name!: string;
  @Column('int') @Field(() => Int, { description: 'How many people take part.' }) participants!: number;
}
export type CohortRow = Omit<CohortView, 'tenantId' | 'id'>;

export const cohortView: Projection<EngagementsEvent, CohortRow> = {
  name: 'cohort-view',
  table: 'cohort_view',
  source: { kind: 'LOG' },
  opens: true,
  rowIds: (event) =>
    event.type === 'CohortAdded' || event.type === 'ParticipantsEnrolled' ? [event.data.cohortId] : [],
  blank: { programId: '', name: '', participants: 0 },
  on: {
    CohortAdded: (_, { data }) => ({ programId: data.programId, name: open(data.name) ?? '' }),
    // The same person is enrolled in a cohort once: the program sees to it.
    ParticipantsEnrolled: (row, { data }) => ({ participants: row.participants + data.personIds.length }),
  },
};
