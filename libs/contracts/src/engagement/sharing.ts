import { type AgreementTerms, type SharedItem } from './terms.ts';

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
