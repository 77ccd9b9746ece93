import { type AgreementTerms, type SharedItem } from '@securebase/contracts';

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

/** What of an engagement, as its state or its row, decides what is shared with whom. */
export interface Sharing {
  readonly sponsorId?: string | null | undefined;
  readonly inForce?: { readonly terms: Pick<AgreementTerms, 'shares' | 'lineManagerIds'> } | null | undefined;
}

/**
 * With whom the agreement in force shares this: the sponsor, the line managers whom it names. Before there is one, nothing is
 * shared. Those who take part need no agreement to see what is theirs; ask `takesPart` for them.
 */
export const recipientsOf = ({ sponsorId, inForce }: Sharing, item: SharedItem): readonly string[] => {
  if (!inForce) return [];
  const { shares, lineManagerIds } = inForce.terms;
  const named = new Set(shares.filter((share) => share.item === item).flatMap((share) => share.with));
  return [
    ...(named.has('SPONSOR') && sponsorId != null ? [sponsorId] : []),
    ...(named.has('LINE_MANAGER') ? lineManagerIds : []),
  ];
};

/** Whether the agreement in force shares this with somebody. */
export const sharedWith = (sharing: Sharing, item: SharedItem, personId: string): boolean =>
  recipientsOf(sharing, item).includes(personId);

/** Every item that is shared with somebody. */
export const itemsSharedWith = (sharing: Sharing, personId: string): readonly SharedItem[] => {
  const items = new Set(sharing.inForce?.terms.shares.map(({ item }) => item));
  return [...items].filter((item) => sharedWith(sharing, item, personId));
};
