/** What an agreement can share with the sponsor of somebody's goals. */
export type SharedGoalItem = 'GOALS' | 'GOAL_RATINGS';

interface WithTerms {
  readonly inForce?: {
    readonly terms: {
      readonly shares: readonly { readonly item: string; readonly with: readonly string[] }[];
    };
  } | null;
}

/** Whether the agreement in force shares something with the sponsor; without terms it shares nothing. */
export const sharesWithSponsor = (engagement: object, item: SharedGoalItem): boolean =>
  (engagement as WithTerms).inForce?.terms.shares.some(
    (share) => share.item === item && share.with.includes('SPONSOR'),
  ) ?? false;
