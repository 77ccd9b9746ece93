/** What an agreement can share with others than client and coach. */
export type SharedItem = 'GOALS' | 'GOAL_RATINGS';

interface WithTerms {
  readonly terms?: { readonly shared: Readonly<Record<string, readonly string[]>> } | null;
}

/** Whether the agreement in force shares something with the sponsor; without terms it shares nothing. */
export const sharesWithSponsor = (engagement: object, item: SharedItem): boolean =>
  (engagement as WithTerms).terms?.shared[item]?.includes('SPONSOR') ?? false;
