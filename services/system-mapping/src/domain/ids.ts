/** What ids are made from; how is the caller's business. */
export type IdFrom = (name: string) => string;

/** A person is one actor of a map, however often they are named. */
export const actorName = (personId: string): string => `actor:${personId}`;

/** Between two actors there is one tie of a kind. */
export const tieName = (tie: {
  readonly source: string;
  readonly target: string;
  readonly kind: string;
}): string => `tie:${tie.source}:${tie.target}:${tie.kind}`;
