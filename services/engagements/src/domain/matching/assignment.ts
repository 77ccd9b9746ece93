import { pairHash } from './hash.ts';
import { most, type OfferSide, type Rated, type Side } from './score.ts';
import { type Seeker } from './terms.ts';

/** A participant with the coaches that the assignment chooses from. */
export interface Choice {
  readonly seeker: Side<Seeker>;
  readonly candidates: readonly Rated[];
}

/** Solves a linear program in the LP format of CPLEX; gives the value of each column that is not 0. */
export type Solve = (program: string) => Promise<ReadonlyMap<string, number>>;

/** All points that there are. */
const whole = Object.values(most).reduce((sum, each) => sum + each, 0);
/** What a place is worth beside its points: more than all points, so that nobody stays without a coach for somebody else's points. */
export const placed = whole + 1;
/** Of one point. All that decides among equals, of all participants, is less. */
const unit = 1_000;

/** What decides among equals, from 0 to 1: free places first, then a stable hash of both. */
const preference = (seeker: Side<Seeker>, { of: { free }, hash }: OfferSide, mostFree: number): number =>
  0.9 * (mostFree === 0 ? 0 : free / mostFree) + (0.1 * pairHash(seeker.hash, hash)) / 2 ** 32;

const sum = (terms: readonly string[]): string =>
  // Lines of the format are short.
  Array.from({ length: Math.ceil(terms.length / 8) }, (_, at) =>
    terms.slice(at * 8, at * 8 + 8).join(' + '),
  ).join('\n + ');

/**
 * The assignment as a linear program: a column for each participant and candidate, at most one coach for each participant, at
 * most the places that are left for each coach, the most points. Its corners are whole numbers, as those of every flow are.
 */
export const programOf = (choices: readonly Choice[], places: ReadonlyMap<string, number>): string => {
  const columnsOf = new Map<OfferSide, string[]>();
  for (const { candidates } of choices) for (const { coach } of candidates) columnsOf.set(coach, []);
  const mostFree = [...columnsOf.keys()].reduce((so, { of: { free } }) => Math.max(so, free), 0);
  const least = unit / (choices.length + 1);
  const objective: string[] = [];
  const participants = choices.map(({ seeker, candidates }, row) => {
    const columns = candidates.map(({ coach, score }, at) => {
      const column = `x${row}_${at}`;
      const worth = unit * (placed + score) + least * preference(seeker, coach, mostFree);
      objective.push(`${worth.toFixed(6)} ${column}`);
      columnsOf.get(coach)?.push(column);
      return column;
    });
    return ` p${row}: ${sum(columns)} <= 1`;
  });
  const limits = [...columnsOf].map(
    (
      [
        {
          of: { coachId },
        },
        columns,
      ],
      row,
    ) => ` c${row}: ${sum(columns)} <= ${places.get(coachId) ?? 0}`,
  );
  return ['Maximize', ` o: ${sum(objective)}`, 'Subject To', ...participants, ...limits, 'End', ''].join(
    '\n',
  );
};

/** The coach of each participant to whom the best assignment gives one, by participant. */
export const assign = async (
  choices: readonly Choice[],
  places: ReadonlyMap<string, number>,
  solve: Solve,
): Promise<ReadonlyMap<string, Rated>> => {
  const open = choices.filter(({ candidates }) => candidates.length > 0);
  if (open.length === 0) return new Map();
  const values = await solve(programOf(open, places));
  const assigned = new Map<string, Rated>();
  for (const [column, value] of values) {
    if (value < 0.5) continue;
    const [, row, at] = /^x(\d+)_(\d+)$/.exec(column) ?? [];
    const choice = open[Number(row)];
    const rated = choice?.candidates[Number(at)];
    if (choice && rated) assigned.set(choice.seeker.of.participantId, rated);
  }
  return assigned;
};

/** What an assignment is worth: that there is one, and its points. */
export const worthOf = (rated: Iterable<Rated>): number =>
  [...rated].reduce((sum, { score }) => sum + placed + score, 0);

/** The assignment that takes the best pair that is still possible, again and again: what the solver has to be at least as good as. */
export const greedy = (
  choices: readonly Choice[],
  places: ReadonlyMap<string, number>,
): ReadonlyMap<string, Rated> => {
  const left = new Map(places);
  const assigned = new Map<string, Rated>();
  const pairs = choices.flatMap(({ seeker, candidates }) => candidates.map((rated) => ({ seeker, rated })));
  for (const { seeker, rated } of pairs.toSorted((one, other) => other.rated.score - one.rated.score)) {
    const { coachId } = rated.coach.of;
    const free = left.get(coachId) ?? 0;
    if (free === 0 || assigned.has(seeker.of.participantId)) continue;
    assigned.set(seeker.of.participantId, rated);
    left.set(coachId, free - 1);
  }
  return assigned;
};
