import { Directive, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import {
  type EngagementsEvent,
  type ProgramKind as Kind,
  type SharedItem,
  type ShareRecipient,
} from '@securebase/contracts';
import { open, type Projection } from '@securebase/domain-kit';
import { DateTime } from '@securebase/service-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type MeasurementPlan } from '../domain/measurement-plan.ts';
import { usualTerms } from '../domain/program-state.ts';

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

export const ProgramKind = { COACHING: 'COACHING', COACH_DEVELOPMENT: 'COACH_DEVELOPMENT' } as const;
registerEnumType(ProgramKind, {
  name: 'ProgramKind',
  description: 'For whom a program is.',
  valuesMap: {
    COACHING: { description: 'Clients are coached.' },
    COACH_DEVELOPMENT: { description: 'Coaches develop: they are the clients.' },
  },
});

/** A template of an agreement as the read model keeps it. */
export interface TemplateItem {
  readonly id: string;
  readonly name: string;
  readonly sessions: number;
  readonly minutes: number;
  readonly confidentiality: readonly {
    readonly item: SharedItem;
    readonly with: readonly ShareRecipient[];
  }[];
}
type PlanItem = MeasurementPlan & { readonly planVersion: number };

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
  @Column('text')
  @Field(() => ProgramKind, { description: 'For whom it is.' })
  kind!: Kind;
  @Column('int', { name: 'cancellation_hours' })
  @Field(() => Int, { description: 'So many hours before a session it can be cancelled without counting.' })
  cancellationHours!: number;
  @Column('int', { name: 'most_reminders' })
  @Field(() => Int, { description: 'So many reminders at most after an invitation.' })
  mostReminders!: number;
  @Column('int', { name: 'reminder_days' })
  @Field(() => Int, { description: 'So many days at least between two mails to the same person.' })
  reminderDays!: number;
  @Column('int', { name: 'mails_a_day' })
  @Field(() => Int, { description: 'So many mails of the program at most in 24 hours.' })
  mailsADay!: number;
  @Column('text', { name: 'time_zone' })
  @Field({ description: 'Time zone of those of whom none is known.' })
  timeZone!: string;
  @Column('jsonb') templates!: readonly TemplateItem[];
  @Column('jsonb', { nullable: true }) plan!: PlanItem | null;
}
export type ProgramRow = Omit<ProgramView, 'tenantId' | 'id'>;

export const programView: Projection<EngagementsEvent, ProgramRow> = {
  name: 'program-view',
  table: 'program_view',
  source: { kind: 'LOG' },
  opens: true,
  rowIds: ({ stream }) => (stream.startsWith('program-') ? [stream.slice('program-'.length)] : []),
  blank: {
    name: '',
    purpose: '',
    startsOn: '',
    endsOn: '',
    status: 'DRAFT',
    draftedAt: '',
    kind: 'COACHING',
    ...usualTerms,
    templates: [],
    plan: null,
  },
  on: {
    ProgramDrafted: (_, { data, at }) => ({
      name: open(data.name) ?? '',
      purpose: open(data.purpose) ?? '',
      startsOn: data.startsOn,
      endsOn: data.endsOn,
      draftedAt: at,
      kind: data.kind,
    }),
    ProgramAmended: (row, { data: { programId: _, name, purpose, ...terms } }) => ({
      name: name ? (open(name) ?? '') : row.name,
      purpose: purpose ? (open(purpose) ?? '') : row.purpose,
      ...(Object.fromEntries(
        Object.entries(terms).filter(([, value]) => value !== undefined),
      ) as Partial<ProgramRow>),
    }),
    AgreementTemplateSet: (row, { data: { programId: _, templateId: id, name, ...rest } }) => ({
      templates: [...row.templates.filter((each) => each.id !== id), { ...rest, id, name: open(name) ?? '' }],
    }),
    AgreementTemplateDropped: (row, { data }) => ({
      templates: row.templates.filter(({ id }) => id !== data.templateId),
    }),
    MeasurementPlanSet: (_, { data: { programId: __, ...plan } }) => ({ plan }),
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
  @Column('boolean')
  @Field(() => Boolean, { description: 'Whether nobody is enrolled in it any more.' })
  closed!: boolean;
}
export type CohortRow = Omit<CohortView, 'tenantId' | 'id'>;

export const cohortView: Projection<EngagementsEvent, CohortRow> = {
  name: 'cohort-view',
  table: 'cohort_view',
  source: { kind: 'LOG' },
  opens: true,
  rowIds: (event) =>
    event.type === 'CohortAdded' || event.type === 'ParticipantsEnrolled' || event.type === 'CohortClosed'
      ? [event.data.cohortId]
      : [],
  blank: { programId: '', name: '', participants: 0, closed: false },
  on: {
    CohortAdded: (_, { data }) => ({ programId: data.programId, name: open(data.name) ?? '' }),
    CohortClosed: () => ({ closed: true }),
    // The same person is enrolled in a cohort once: the program sees to it.
    ParticipantsEnrolled: (row, { data }) => ({ participants: row.participants + data.personIds.length }),
  },
};
