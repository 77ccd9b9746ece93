import { assign, type Choice, type Solve } from './assignment.ts';
import { bestFor, bestOf } from './candidates.ts';
import { compare, offerSide, type OfferSide, type Rated, reasonsOf, seekerSide, type Side } from './score.ts';
import { type Offer, type Proposal, type Seeker } from './terms.ts';

export interface Cohort {
  readonly seekers: readonly Seeker[];
  readonly offers: readonly Offer[];
  /** How many coaches each is shown at most. */
  readonly shown: number;
  /** On which day: time zones are apart as they are then. */
  readonly at: Date;
}

/** How far a ranking has come. */
export interface Progress {
  readonly step: 'RATED' | 'ASSIGNED' | 'RANKED';
  readonly participants: number;
}

/** After so many rounds whoever has no coach yet has no more of them in reach. */
const mostRounds = 5;

interface Assigned {
  readonly coachOf: ReadonlyMap<string, Rated>;
  /** Places that are left, by coach. */
  readonly places: ReadonlyMap<string, number>;
}

/** Assigns, and again for whoever is left among the coaches who have places left: the best twenty of many may be the same. */
const assignAll = async (
  seekers: readonly Side<Seeker>[],
  coaches: readonly OfferSide[],
  solve: Solve,
  progress: (progress: Progress) => void,
): Promise<Assigned> => {
  const coachOf = new Map<string, Rated>();
  const places = new Map(coaches.map(({ of: { coachId, free } }) => [coachId, free]));
  for (let round = 0; round < mostRounds; round++) {
    const waiting = seekers.filter(({ of }) => !coachOf.has(of.participantId));
    const open = coaches.filter(({ of }) => (places.get(of.coachId) ?? 0) > 0);
    const choices: Choice[] = waiting.map((seeker) => ({
      seeker,
      candidates: bestFor(seeker, open, bestOf),
    }));
    progress({ step: 'RATED', participants: choices.length });
    const found = await assign(choices, places, solve);
    for (const [participantId, rated] of found) {
      const { coachId } = rated.coach.of;
      coachOf.set(participantId, rated);
      places.set(coachId, (places.get(coachId) ?? 0) - 1);
    }
    progress({ step: 'ASSIGNED', participants: coachOf.size });
    if (found.size === 0 || coachOf.size === seekers.length) break;
  }
  return { coachOf, places };
};

/** Everybody in the same order, in whatever order they come. */
const ordered = <T>(sides: readonly Side<T>[], idOf: (of: T) => string): Side<T>[] =>
  sides.toSorted((one, other) => one.hash - other.hash || (idOf(one.of) < idOf(other.of) ? -1 : 1));

/**
 * Which coaches each participant is shown, in which order, and why. First comes the coach whom the best assignment over the
 * whole cohort gives the participant; then, by points, coaches who have places left after it, and where these are too few,
 * others who have places now. The same cohort gives the same ranking.
 */
export const rankCoaches = async (
  { seekers: all, offers, shown, at }: Cohort,
  solve: Solve,
  progress: (progress: Progress) => void = () => undefined,
): Promise<readonly Proposal[]> => {
  const sides = offers.filter(({ free }) => free > 0).map((offer) => offerSide(offer, at));
  const coaches = ordered(sides, ({ coachId }) => coachId) as OfferSide[];
  const seekers = ordered(
    all.map((seeker) => seekerSide(seeker, at)),
    ({ participantId }) => participantId,
  );
  const { coachOf, places } = await assignAll(seekers, coaches, solve, progress);
  const proposals = seekers.map((seeker) => {
    const { participantId } = seeker.of;
    const assigned = coachOf.get(participantId);
    const others = shown - (assigned ? 1 : 0);
    const isOther = (coach: OfferSide) => coach !== assigned?.coach;
    const hasLeft = ({ of: { coachId } }: OfferSide) => (places.get(coachId) ?? 0) > 0;
    const left = bestFor(seeker, coaches, others, (coach) => isOther(coach) && hasLeft(coach));
    const more =
      left.length === others
        ? []
        : bestFor(seeker, coaches, others - left.length, (coach) => isOther(coach) && !hasLeft(coach));
    const further = [...left, ...more].toSorted((one, other) => compare(seeker, one, other));
    const rated = [...(assigned ? [assigned] : []), ...further];
    return {
      participantId,
      isAssigned: assigned !== undefined,
      coaches: rated.map(({ coach }) => ({ coachId: coach.of.coachId, reasons: reasonsOf(seeker, coach) })),
    };
  });
  progress({ step: 'RANKED', participants: proposals.length });
  return proposals;
};
