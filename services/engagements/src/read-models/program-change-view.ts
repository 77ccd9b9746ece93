import { type EngagementsEvent } from '@securebase/contracts';
import { isSealed, open, type Projection } from '@securebase/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What of a program is different since, and what it is now, as a text. */
export interface Change {
  readonly what: string;
  readonly now: string | null;
}

/** One entry of a program’s history, a row an event. Disposable: rebuilt from events at any time. */
@Entity('program_change_view')
export class ProgramChangeView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  /** Of the event; later ones are greater. */
  @PrimaryColumn('text') id!: string;
  @Column('text', { name: 'program_id' }) programId!: string;
  @Column('timestamptz') at!: Date | string;
  @Column('uuid', { name: 'by_id' }) byId!: string;
  @Column('text') happened!: keyof typeof told;
  @Column('jsonb') changes!: readonly Change[];
}
export type ProgramChangeRow = Omit<ProgramChangeView, 'tenantId' | 'id'>;

/** The events of a history, and which of their properties it tells. */
export const told = {
  ProgramDrafted: ['name', 'kind', 'purpose', 'startsOn', 'endsOn'],
  ProgramAmended: [
    'name',
    'purpose',
    'startsOn',
    'endsOn',
    'cancellationHours',
    'mostReminders',
    'reminderDays',
    'mailsADay',
    'timeZone',
  ],
  CohortAdded: ['name'],
  CohortClosed: ['cohortId'],
  AgreementTemplateSet: ['name', 'sessions', 'minutes', 'confidentiality'],
  AgreementTemplateDropped: ['templateId'],
  MeasurementPlanSet: ['planVersion', 'measures', 'primary', 'raters', 'margin', 'retest'],
  BudgetSet: ['minutes'],
  BudgetOverrunApproved: ['minutes'],
  ProgramOpened: [],
  ProgramClosed: [],
} as const satisfies Partial<Record<EngagementsEvent['type'], readonly string[]>>;

const textOf = (value: unknown): string | null => {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null && isSealed(value)) return open(value) ?? null;
  return JSON.stringify(value);
};

const handlers = Object.fromEntries(
  Object.entries(told).map(([type, properties]) => [
    type,
    (_: unknown, { data, at, actorId }: { data: Record<string, unknown>; at: string; actorId: string }) => ({
      programId: data['programId'],
      at,
      byId: actorId,
      happened: type,
      changes: properties.flatMap((what) =>
        data[what] === undefined ? [] : [{ what, now: textOf(data[what]) }],
      ),
    }),
  ]),
) as Projection<EngagementsEvent, ProgramChangeRow>['on'];

export const programChangeView: Projection<EngagementsEvent, ProgramChangeRow> = {
  name: 'program-change-view',
  table: 'program_change_view',
  source: { kind: 'LOG' },
  opens: true,
  rowIds: ({ id, type }) => (Object.hasOwn(told, type) ? [id] : []),
  blank: { programId: '', at: '', byId: '', happened: 'ProgramDrafted', changes: [] },
  on: handlers,
};
