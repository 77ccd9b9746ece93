import { type AgreementTerms } from '@securebase/contracts';
import { type Sealed } from '@securebase/domain-kit';

/** A version of the agreement, as the row of an engagement keeps it. */
export interface AgreementItem {
  readonly version: number;
  readonly sessions: number;
  readonly objectives: Sealed;
  readonly terms: AgreementTerms;
  /** Null: those who run the platform. */
  readonly keyHolder: Sealed | null;
  /** Since when it is in force. */
  readonly since?: string;
}
/** Who coached from when until when. */
export interface CoachItem {
  readonly coachId: string;
  readonly since: string;
  readonly until: string | null;
}
export interface HandoverItem {
  readonly id: string;
  readonly fromId: string;
  readonly toId: string;
  readonly summary: Sealed;
  readonly at: string;
}
export interface EndingItem {
  readonly revision: number;
  readonly learned: Sealed;
  readonly turnsTo: Sealed;
  readonly at: string;
}

/** What every party has signed is in force. */
export const agreedTo = (draft: AgreementItem | null, since: string) =>
  draft
    ? {
        inForce: { ...draft, since },
        agreedSessions: draft.sessions,
        objectives: draft.objectives,
        keyHolder: draft.keyHolder,
      }
    : {};
