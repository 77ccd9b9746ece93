import { type EngagementsEvent, type SessionKind } from '@securebase/contracts';
import { type Projection } from '@securebase/domain-kit';
import { figuresView } from './figures-view.ts';

/** A session, as far as figures depend on it. */
export interface Meeting {
  readonly kind: SessionKind;
  readonly minutes: number;
  readonly status: 'SCHEDULED' | 'HELD' | 'CANCELLED' | 'MISSED';
  /** Cancelled later than the agreement asks. */
  readonly isLate: boolean;
  /** How often it was moved. */
  readonly moves: number;
}

/** What the hours of an engagement come from; or, of a program, its budget. Disposable: rebuilt from events at any time. */
export interface HoursRow {
  readonly isProgram: boolean;
  readonly programId: string | null;
  readonly cohortId: string | null;
  readonly budget: number | null;
  readonly overrun: number;
  readonly reservedMinutes: number;
  readonly isContracted: boolean;
  /** By id. */
  readonly sessions: Readonly<Record<string, Meeting>>;
}

const minutesOf = ({ startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string }): number =>
  Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / 60_000);

const usual: Meeting = { kind: 'COACHING', minutes: 0, status: 'SCHEDULED', isLate: false, moves: 0 };
/** A session is different since. */
const met = (
  { sessions }: HoursRow,
  id: string,
  change: (before: Meeting) => Partial<Meeting>,
): Pick<HoursRow, 'sessions'> => {
  const before = sessions[id] ?? usual;
  return { sessions: { ...sessions, [id]: { ...before, ...change(before) } } };
};
const became = (status: Meeting['status'], isLate = false) => ({ status, isLate });

type On = Projection<EngagementsEvent, HoursRow>['on'];
const on = {
  BudgetSet: (_, { data }) => ({ isProgram: true, budget: data.minutes }),
  BudgetOverrunApproved: (_, { data }) => ({ isProgram: true, overrun: data.minutes }),
  EngagementProposed: (_, { data }) => ({
    programId: data.programId ?? null,
    cohortId: data.cohortId ?? null,
  }),
  EngagementContracted: () => ({ isContracted: true }),
  HoursReserved: (_, { data }) => ({ reservedMinutes: data.minutes }),
  HoursReleased: (_, { data }) => ({ reservedMinutes: data.minutes }),
  SessionScheduled: (row, { data }) =>
    met(row, data.sessionId, () => ({ kind: data.kind, minutes: minutesOf(data) })),
  SessionRescheduled: (row, { data }) =>
    met(row, data.sessionId, ({ moves }) => ({ minutes: minutesOf(data), moves: moves + 1 })),
  SessionHeld: (row, { data }) => met(row, data.sessionId, () => became('HELD')),
  SessionCancelled: (row, { data }) =>
    met(row, data.sessionId, () => became('CANCELLED', data.policy === 'OUTSIDE')),
  SessionMissed: (row, { data }) => met(row, data.sessionId, () => became('MISSED')),
  SessionCorrected: (row, { data }) =>
    met(row, data.sessionId, () => ({
      ...became(data.status),
      ...(data.minutes !== undefined && { minutes: data.minutes }),
    })),
} satisfies On;

export const hoursView: Projection<EngagementsEvent, HoursRow> = {
  name: 'hours-view',
  table: 'hours_view',
  source: { kind: 'LOG' },
  rowIds: ({ type, data }) => {
    if (!Object.hasOwn(on, type)) return [];
    if ('engagementId' in data) return [data.engagementId];
    return 'programId' in data ? [data.programId] : [];
  },
  blank: {
    isProgram: false,
    programId: null,
    cohortId: null,
    budget: null,
    overrun: 0,
    reservedMinutes: 0,
    isContracted: false,
    sessions: {},
  },
  on,
  derived: [figuresView],
};
