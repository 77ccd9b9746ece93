import { registerEnumType } from '@nestjs/graphql';
import { derived, type Moved } from '@securebase/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type HoursRow, type Meeting } from './hours-view.ts';

export const FiguresOf = { PROGRAM: 'PROGRAM', COHORT: 'COHORT', ENGAGEMENT: 'ENGAGEMENT' } as const;
registerEnumType(FiguresOf, {
  name: 'FiguresOf',
  description: 'Of what figures are told.',
  valuesMap: {
    PROGRAM: { description: 'Of programs.' },
    COHORT: { description: 'Of cohorts.' },
    ENGAGEMENT: { description: 'Of engagements.' },
  },
});

/** What adds up. */
interface Sums {
  readonly reserved: number;
  readonly agreed: number;
  readonly used: number;
  readonly held: number;
  readonly cancelled: number;
  readonly cancelledLate: number;
  readonly missed: number;
  readonly rescheduled: number;
}
const nothing: Sums = {
  reserved: 0,
  agreed: 0,
  used: 0,
  held: 0,
  cancelled: 0,
  cancelledLate: 0,
  missed: 0,
  rescheduled: 0,
};

/** Hours, in minutes, and attendance of a program, a cohort or an engagement. Disposable: rebuilt from events at any time. */
@Entity('figures_view')
export class FiguresView implements Sums {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  /** See `figuresKey`. */
  @PrimaryColumn('text') id!: string;
  @Column('text') of!: keyof typeof FiguresOf;
  @Column('text', { name: 'program_id', nullable: true }) programId!: string | null;
  @Column('text', { name: 'cohort_id', nullable: true }) cohortId!: string | null;
  @Column('text', { name: 'engagement_id', nullable: true }) engagementId!: string | null;
  /** Of programs, where somebody has said. */
  @Column('int', { nullable: true }) budget!: number | null;
  /** What more was approved than the budget. */
  @Column('int') overrun!: number;
  @Column('int') reserved!: number;
  @Column('int') agreed!: number;
  @Column('int') used!: number;
  /** How much more than there is. */
  @Column('int') excess!: number;
  @Column('int') held!: number;
  @Column('int') cancelled!: number;
  @Column('int', { name: 'cancelled_late' }) cancelledLate!: number;
  @Column('int') missed!: number;
  @Column('int') rescheduled!: number;
  /** Missed, or cancelled too late: what did not take place and counts. */
  @Column('int') lost!: number;
}
export type FiguresRow = Omit<FiguresView, 'tenantId' | 'id'>;

export const figuresKey = (of: keyof typeof FiguresOf, id: string): string => `${of.toLowerCase()}/${id}`;

/** How long sessions were held that use hours. */
export const minutesUsed = (sessions: readonly Meeting[]): number =>
  sessions
    // A chemistry session comes before there is an agreement: it uses nothing of it.
    .filter(({ kind, status }) => status === 'HELD' && kind !== 'CHEMISTRY')
    .reduce((sum, { minutes }) => sum + minutes, 0);

const sumsOf = ({ reservedMinutes: reserved, isContracted, sessions }: HoursRow): Sums => {
  const all = Object.values(sessions);
  const count = (is: (each: Meeting) => boolean) => all.filter(is).length;
  return {
    reserved,
    agreed: isContracted ? reserved : 0,
    used: minutesUsed(all),
    held: count(({ status }) => status === 'HELD'),
    cancelled: count(({ status }) => status === 'CANCELLED'),
    cancelledLate: count(({ status, isLate }) => status === 'CANCELLED' && isLate),
    missed: count(({ status }) => status === 'MISSED'),
    rescheduled: all.reduce((sum, { moves }) => sum + moves, 0),
  };
};
const names = Object.keys(nothing) as (keyof Sums)[];
const added = (one: Sums, other: Sums, sign: 1 | -1): Sums =>
  Object.fromEntries(names.map((name) => [name, one[name] + sign * other[name]])) as unknown as Sums;

/** What there is: the budget of a program; what was agreed on in a cohort or an engagement. Budgets without hours are over by what is reserved. */
const excessOf = ({ of, budget, reserved, used, agreed }: FiguresRow): number => {
  if (of !== 'PROGRAM') return Math.max(0, used - agreed);
  return budget === null ? 0 : Math.max(0, Math.max(reserved, used) - budget);
};
const changed = (row: FiguresRow, change: Partial<FiguresRow>): FiguresRow => {
  const next = { ...row, ...change };
  return { ...next, excess: excessOf(next), lost: next.missed + next.cancelledLate };
};

/** Figures, made of hours: of engagements, and of the budgets of their programs. */
export const figuresView = derived<HoursRow, FiguresRow>({
  table: 'figures_view',
  blank: {
    of: 'ENGAGEMENT',
    programId: null,
    cohortId: null,
    engagementId: null,
    budget: null,
    overrun: 0,
    ...nothing,
    excess: 0,
    lost: 0,
  },
  changes: ({ id, before, after }: Moved<HoursRow>) => {
    if (!after) return [];
    const { programId, cohortId, budget, overrun } = after;
    if (after.isProgram) {
      const change = { of: 'PROGRAM', programId: id, budget, overrun } as const;
      return [{ id: figuresKey('PROGRAM', id), to: (row) => changed(row, change) }];
    }
    const more = added(sumsOf(after), before ? sumsOf(before) : nothing, -1);
    const give = (where: Partial<FiguresRow>) => (row: FiguresRow) =>
      changed(row, { ...where, ...added(row, more, 1) });
    return [
      {
        id: figuresKey('ENGAGEMENT', id),
        to: give({ of: 'ENGAGEMENT', engagementId: id, programId, cohortId }),
      },
      ...(programId === null
        ? []
        : [{ id: figuresKey('PROGRAM', programId), to: give({ of: 'PROGRAM', programId }) }]),
      ...(cohortId === null
        ? []
        : [{ id: figuresKey('COHORT', cohortId), to: give({ of: 'COHORT', programId, cohortId }) }]),
    ];
  },
});
