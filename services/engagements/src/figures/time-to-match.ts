/** So many people waited so many whole days. */
export type Waits = readonly (readonly [days: number, people: number])[];

/** How many of a group waited at least `from` and less than `until` days. */
export interface Span {
  readonly from: number;
  /** Null: or longer. */
  readonly until: number | null;
  readonly people: number;
}

const borders = [0, 3, 7, 14, 28, 56, 91, 182, 365];

const sorted = (waits: Waits): Waits => waits.toSorted(([one], [other]) => one - other);
const peopleOf = (waits: Waits): number => waits.reduce((sum, [, people]) => sum + people, 0);

/**
 * The smallest number of whole days within which a share of the people, above 0 and at most 1, were matched: the nearest-rank
 * quantile. O(n log n) in the number of different days; null for nobody.
 */
export const daysFor = (waits: Waits, share: number): number | null => {
  const rank = Math.ceil(share * peopleOf(waits) - 1e-9);
  let reached = 0;
  for (const [days, people] of sorted(waits)) {
    reached += people;
    if (reached >= rank) return days;
  }
  return null;
};

/**
 * How people are spread over spans of days. Neighbouring spans are put together until each has at least the smallest group, or
 * nobody; what is left over at the end joins the span before it.
 * @returns spans without gaps, the shortest wait first; one for all where there are too few people for two
 */
export const spread = (waits: Waits, smallestGroup: number): readonly Span[] => {
  const spans: Span[] = [];
  let from = 0;
  let people = 0;
  for (const [index, begin] of borders.entries()) {
    const until = borders[index + 1] ?? null;
    people += peopleOf(waits.filter(([days]) => days >= begin && (until === null || days < until)));
    if (until !== null && people > 0 && people < smallestGroup) continue;
    spans.push({ from, until, people });
    from = until ?? from;
    people = 0;
  }
  const last = spans.at(-1);
  if (!last || last.people === 0 || last.people >= smallestGroup) return spans;
  // Too few waited longest: they join those before them.
  const kept = spans.slice(0, -1);
  let { from: begin, people: more } = last;
  while (more < smallestGroup && kept.length > 0) {
    const before = kept.pop();
    if (!before) break;
    begin = before.from;
    more += before.people;
  }
  return [...kept, { from: begin, until: null, people: more }];
};

interface Group {
  readonly id: string;
  readonly people: number;
}

/**
 * Of which groups of a whole figures may be told: of those with at least the smallest group, and of so many that the whole less
 * what is told of its groups is about nobody or about at least the smallest group, too. Where it is not, the smallest that could be
 * told is left out as well.
 */
export const told = (groups: readonly Group[], smallestGroup: number): ReadonlySet<string> => {
  const large = groups
    .filter(({ people }) => people >= smallestGroup)
    .toSorted((one, other) => other.people - one.people || (one.id < other.id ? -1 : 1));
  const all = groups.reduce((sum, { people }) => sum + people, 0);
  const rest = all - large.reduce((sum, { people }) => sum + people, 0);
  const left = rest > 0 && rest < smallestGroup ? large.slice(0, -1) : large;
  return new Set(left.map(({ id }) => id));
};
