import { type AgreementTerms } from '@securebase/contracts';

/** Sessions, and the terms that hold for them. */
export interface InForce {
  readonly version: number;
  readonly sessions: number;
  readonly terms: AgreementTerms;
}

/** What holds where an agreement does not say otherwise: nothing is shared, and a day's notice is enough. */
export const defaultTerms: AgreementTerms = {
  minutesPerSession: 60,
  noticeHours: 24,
  limits: ['DANGER', 'LAW'],
  shares: [],
  measures: [],
  lineManagerIds: [],
  raterIds: [],
};

/** The terms that somebody wishes for. The limits of confidentiality are in every agreement, whoever wrote it. */
export type WishedTerms = Partial<Omit<AgreementTerms, 'limits'>>;

/** Wished terms as a whole; what is not said is as it was before, or as it is by default. */
export const wholeTerms = (
  { minutesPerSession, noticeHours, shares, measures, lineManagerIds, raterIds }: WishedTerms,
  before: AgreementTerms = defaultTerms,
): AgreementTerms => ({
  minutesPerSession: minutesPerSession ?? before.minutesPerSession,
  noticeHours: noticeHours ?? before.noticeHours,
  limits: defaultTerms.limits,
  shares: shares ?? before.shares,
  measures: measures ?? before.measures,
  lineManagerIds: lineManagerIds ?? before.lineManagerIds,
  raterIds: raterIds ?? before.raterIds,
});

/** How many minutes of coaching an agreement comes to. */
export const agreedMinutes = ({ sessions, terms }: Pick<InForce, 'sessions' | 'terms'>): number =>
  sessions * terms.minutesPerSession;
