import { hashOf, pairHash } from './hash.ts';
import { hoursAhead, overlapOf, primaryOf, workingHours } from './places.ts';
import { type CoachCredential, type Offer, type Reasons, type Seeker, type Speciality } from './terms.ts';

/** The most points of each reason; together a hundred. */
export const most = { languages: 20, timeZone: 25, specialities: 30, credential: 15, capacity: 10 } as const;
/** For a language that is not the preferred one. */
const otherLanguage = 12;
const ofCredential: Readonly<Record<CoachCredential, number>> = {
  MCC: 15,
  PCC: 11,
  ACTC: 9,
  ACC: 7,
  OTHER: 4,
};

/** What a pair's reasons are found with, prepared once for each side. */
export interface Side<T> {
  readonly of: T;
  readonly primaries: readonly string[];
  readonly hoursAhead: number;
  readonly hash: number;
}
export interface OfferSide extends Side<Offer> {
  readonly speaks: ReadonlySet<string>;
  readonly works: ReadonlySet<Speciality>;
  readonly units: ReadonlySet<string>;
  readonly credential: CoachCredential | null;
  readonly credentialPoints: number;
  readonly capacityPoints: number;
}

const lower = (unit: string) => unit.trim().toLowerCase();
const sideOf = (languages: readonly string[], timeZone: string, id: string, at: Date) => ({
  primaries: languages.map(primaryOf),
  hoursAhead: hoursAhead(timeZone, at),
  hash: hashOf(id),
});
const best = (credentials: readonly CoachCredential[]): CoachCredential | null =>
  credentials.reduce<CoachCredential | null>(
    (highest, each) => (highest === null || ofCredential[each] > ofCredential[highest] ? each : highest),
    null,
  );

export const seekerSide = (seeker: Seeker, at: Date): Side<Seeker> => ({
  of: seeker,
  ...sideOf(seeker.languages, seeker.timeZone, seeker.participantId, at),
});

export const offerSide = (offer: Offer, at: Date): OfferSide => {
  const credential = best(offer.credentials);
  const share = offer.capacity === 0 ? 0 : Math.min(1, offer.free / offer.capacity);
  const side = sideOf(offer.languages, offer.timeZone, offer.coachId, at);
  return {
    of: offer,
    ...side,
    speaks: new Set(side.primaries),
    works: new Set(offer.specialities),
    units: new Set(offer.units.map(lower)),
    credential,
    credentialPoints: credential === null ? 0 : ofCredential[credential],
    capacityPoints: Math.floor(most.capacity * share),
  };
};

/** Whether a coach may be shown to a participant at all: a common language, two people, not the manager, nothing to avoid. */
export const fits = (seeker: Side<Seeker>, coach: OfferSide): boolean => {
  const { coachId } = coach.of;
  const { participantId, lineManagerId, avoidCoachIds, avoidUnits } = seeker.of;
  return (
    coachId !== participantId &&
    coachId !== lineManagerId &&
    !avoidCoachIds.includes(coachId) &&
    seeker.primaries.some((language) => coach.speaks.has(language)) &&
    !avoidUnits.some((unit) => coach.units.has(lower(unit)))
  );
};

const languagePoints = ({ primaries }: Side<Seeker>, { speaks }: OfferSide) => {
  if (primaries[0] !== undefined && speaks.has(primaries[0])) return most.languages;
  return primaries.some((language) => speaks.has(language)) ? otherLanguage : 0;
};
const timePoints = (overlapHours: number) => Math.floor((most.timeZone * overlapHours) / workingHours);
const specialityPoints = (matched: number, wished: number) =>
  wished === 0 ? 0 : Math.floor((most.specialities * matched) / wished);

/** The points of a pair that fits: a whole number up to a hundred. The same as the sum of its reasons. */
export const scoreOf = (seeker: Side<Seeker>, coach: OfferSide): number => {
  const { specialities } = seeker.of;
  let matched = 0;
  for (const each of specialities) if (coach.works.has(each)) matched++;
  return (
    languagePoints(seeker, coach) +
    timePoints(overlapOf(seeker.hoursAhead, coach.hoursAhead)) +
    specialityPoints(matched, specialities.length) +
    coach.credentialPoints +
    coach.capacityPoints
  );
};

/** Why a pair has its points. */
export const reasonsOf = (seeker: Side<Seeker>, coach: OfferSide): Reasons => {
  const { languages, specialities } = seeker.of;
  const overlapHours = overlapOf(seeker.hoursAhead, coach.hoursAhead);
  const matched = specialities.filter((each) => coach.works.has(each));
  return {
    languages: {
      points: languagePoints(seeker, coach),
      shared: languages.filter((_, at) => coach.speaks.has(seeker.primaries[at] ?? '')),
    },
    timeZone: { points: timePoints(overlapHours), overlapHours },
    specialities: { points: specialityPoints(matched.length, specialities.length), matched },
    credential: { points: coach.credentialPoints, stated: coach.credential },
    capacity: { points: coach.capacityPoints, freePlaces: coach.of.free },
    score: scoreOf(seeker, coach),
  };
};

/** Which of two coaches comes first for a participant: more points, then more free places, then a stable hash of both. */
export const compare = (seeker: Side<Seeker>, one: Rated, other: Rated): number =>
  other.score - one.score ||
  other.coach.of.free - one.coach.of.free ||
  pairHash(seeker.hash, one.coach.hash) - pairHash(seeker.hash, other.coach.hash);

/** A coach and the points that they have for one participant. */
export interface Rated {
  readonly coach: OfferSide;
  readonly score: number;
}
