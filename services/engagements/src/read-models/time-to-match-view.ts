import { derived, type Moved } from '@securebase/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Longer waits count as this many days: so many numbers at most make up a distribution. */
export const longestWait = 730;

/** How long the participants of a program, or of one of its cohorts, waited. Disposable: rebuilt from events at any time. */
@Entity('time_to_match_view')
export class TimeToMatchView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  /** The program or the cohort. */
  @PrimaryColumn('text') id!: string;
  @Column('text', { name: 'program_id' }) programId!: string;
  @Column('text', { name: 'cohort_id', nullable: true }) cohortId!: string | null;
  @Column('boolean', { name: 'is_cohort' }) isCohort!: boolean;
  /** How many were matched. */
  @Column('int') people!: number;
  /** How many by whole days. */
  @Column('jsonb') days!: Readonly<Record<string, number>>;
}
export type TimeToMatchRow = Omit<TimeToMatchView, 'tenantId' | 'id'>;

interface Wait {
  readonly programId: string;
  readonly cohortId: string | null;
  readonly daysToMatch: number | null;
}

const counted = (row: TimeToMatchRow, days: number, by: 1 | -1): TimeToMatchRow => {
  const key = String(Math.min(days, longestWait));
  const { [key]: before = 0, ...others } = row.days;
  const now = before + by;
  return { ...row, people: row.people + by, days: now === 0 ? others : { ...others, [key]: now } };
};

const given = ({ programId, cohortId, daysToMatch }: Wait, by: 1 | -1) => {
  if (daysToMatch === null) return [];
  const to = (isCohort: boolean) => (row: TimeToMatchRow) =>
    counted({ ...row, programId, cohortId: isCohort ? cohortId : null, isCohort }, daysToMatch, by);
  return [{ id: programId, to: to(false) }, ...(cohortId === null ? [] : [{ id: cohortId, to: to(true) }])];
};

/** Distributions of waiting times, made of participations. */
export const timeToMatchView = derived<Wait, TimeToMatchRow>({
  table: 'time_to_match_view',
  blank: { programId: '', cohortId: null, isCohort: false, people: 0, days: {} },
  changes: ({ before, after }: Moved<Wait>) => {
    const isSame = before?.daysToMatch === after?.daysToMatch && before?.cohortId === after?.cohortId;
    return isSame ? [] : [...(before ? given(before, -1) : []), ...(after ? given(after, 1) : [])];
  },
});
