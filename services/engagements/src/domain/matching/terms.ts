// Nothing is left of this import: a thread loads this folder as it is, without the packages.
import type { CoachCredential, Speciality } from '@securebase/contracts';

export type { CoachCredential, Speciality };

/** A coach who can be proposed, as far as ranking asks. */
export interface Offer {
  readonly coachId: string;
  /** BCP 47. */
  readonly languages: readonly string[];
  readonly specialities: readonly Speciality[];
  readonly credentials: readonly CoachCredential[];
  /** IANA. */
  readonly timeZone: string;
  readonly units: readonly string[];
  readonly capacity: number;
  /** Places of the capacity that nobody has taken. */
  readonly free: number;
}

/** A participant who is to be shown coaches, as far as ranking asks. */
export interface Seeker {
  readonly participantId: string;
  /** BCP 47, the preferred one first. */
  readonly languages: readonly string[];
  readonly timeZone: string;
  readonly specialities: readonly Speciality[];
  readonly avoidUnits: readonly string[];
  readonly avoidCoachIds: readonly string[];
  readonly lineManagerId?: string | undefined;
}

/** Why a coach is shown to a participant: what they have in common, each with its points. */
export interface Reasons {
  readonly languages: { readonly points: number; readonly shared: readonly string[] };
  readonly timeZone: { readonly points: number; readonly overlapHours: number };
  readonly specialities: { readonly points: number; readonly matched: readonly Speciality[] };
  readonly credential: { readonly points: number; readonly stated: CoachCredential | null };
  readonly capacity: { readonly points: number; readonly freePlaces: number };
  /** The sum of the points. */
  readonly score: number;
}

/** What one participant is shown. */
export interface Proposal {
  readonly participantId: string;
  /** Whether the first coach is who the assignment over the whole cohort gives them. */
  readonly isAssigned: boolean;
  /** The best first. */
  readonly coaches: readonly { readonly coachId: string; readonly reasons: Reasons }[];
}
