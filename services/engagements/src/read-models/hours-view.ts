import { type EngagementsEvent, type SessionKind } from '@securebase/contracts';
import { type Projection } from '@securebase/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The budget of a program. Disposable: rebuilt from events at any time. */
@Entity('budget_view')
export class BudgetView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  /** The program. */
  @PrimaryColumn('text') id!: string;
  @Column('int', { nullable: true }) minutes!: number | null;
  @Column('int') overrun!: number;
}
export type BudgetRow = Omit<BudgetView, 'tenantId' | 'id'>;

export const budgetView: Projection<EngagementsEvent, BudgetRow> = {
  name: 'budget-view',
  table: 'budget_view',
  source: { kind: 'LOG' },
  rowIds: ({ type, data }) =>
    type === 'BudgetSet' || type === 'BudgetOverrunApproved' ? [data.programId] : [],
  blank: { minutes: null, overrun: 0 },
  on: {
    BudgetSet: (_, { data }) => ({ minutes: data.minutes }),
    BudgetOverrunApproved: (_, { data }) => ({ overrun: data.minutes }),
  },
};

interface Meeting {
  readonly kind: SessionKind;
  readonly minutes: number;
  readonly held: boolean;
}

/** The hours of an engagement. Disposable: rebuilt from events at any time. */
@Entity('engagement_hours_view')
export class EngagementHoursView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  /** The engagement. */
  @PrimaryColumn('text') id!: string;
  @Column('text', { name: 'program_id', nullable: true }) programId!: string | null;
  @Column('text', { name: 'cohort_id', nullable: true }) cohortId!: string | null;
  @Column('int', { name: 'reserved_minutes' }) reservedMinutes!: number;
  /** What every party has signed for. */
  @Column('int', { name: 'agreed_minutes' }) agreedMinutes!: number;
  @Column('int', { name: 'used_minutes' }) usedMinutes!: number;
  /** By id. */
  @Column('jsonb') sessions!: Readonly<Record<string, Meeting>>;
}
export type EngagementHoursRow = Omit<EngagementHoursView, 'tenantId' | 'id'>;

const minutesOf = ({ startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string }): number =>
  Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / 60_000);

type Hours = Pick<EngagementHoursRow, 'sessions' | 'usedMinutes'>;
/** A session is different since. A chemistry session comes before there is an agreement: it uses nothing of it. */
const met = ({ sessions: before }: Hours, id: string, change: Partial<Meeting>): Hours => {
  const usual: Meeting = { kind: 'COACHING', minutes: 0, held: false };
  const sessions = { ...before, [id]: { ...usual, ...before[id], ...change } };
  const used = Object.values(sessions).filter(({ kind, held }) => held && kind !== 'CHEMISTRY');
  return { sessions, usedMinutes: used.reduce((sum, { minutes }) => sum + minutes, 0) };
};

type On = Projection<EngagementsEvent, EngagementHoursRow>['on'];
const on = {
  EngagementProposed: (_, { data }) => ({
    programId: data.programId ?? null,
    cohortId: data.cohortId ?? null,
  }),
  EngagementContracted: ({ reservedMinutes }) => ({ agreedMinutes: reservedMinutes }),
  AmendmentAgreed: ({ reservedMinutes }) => ({ agreedMinutes: reservedMinutes }),
  HoursReserved: (_, { data }) => ({ reservedMinutes: data.minutes }),
  HoursReleased: ({ agreedMinutes }, { data: { minutes } }) => ({
    reservedMinutes: minutes,
    agreedMinutes: Math.min(agreedMinutes, minutes),
  }),
  SessionScheduled: (row, { data }) =>
    met(row, data.sessionId, { kind: data.kind, minutes: minutesOf(data) }),
  SessionRescheduled: (row, { data }) => met(row, data.sessionId, { minutes: minutesOf(data) }),
  SessionHeld: (row, { data }) => met(row, data.sessionId, { held: true }),
  SessionCancelled: (row, { data }) => met(row, data.sessionId, { held: false }),
  SessionMissed: (row, { data }) => met(row, data.sessionId, { held: false }),
  SessionCorrected: (row, { data }) =>
    met(row, data.sessionId, {
      held: data.status === 'HELD',
      ...(data.minutes !== undefined && { minutes: data.minutes }),
    }),
} satisfies On;

export const engagementHoursView: Projection<EngagementsEvent, EngagementHoursRow> = {
  name: 'engagement-hours-view',
  table: 'engagement_hours_view',
  source: { kind: 'LOG' },
  rowIds: ({ type, data }) => (Object.hasOwn(on, type) && 'engagementId' in data ? [data.engagementId] : []),
  blank: {
    programId: null,
    cohortId: null,
    reservedMinutes: 0,
    agreedMinutes: 0,
    usedMinutes: 0,
    sessions: {},
  },
  on,
};
