import { type EngagementView } from '../read-models/engagement-view.ts';
import { type AgreementItem } from '../read-models/agreement-items.ts';
import { type WishedTerms } from '../domain/agreement-terms.ts';
import { type Agreement, type AgreementTermsInput } from './agreement.types.ts';

/** A version of the agreement with the ids by which the role matrix decides about its objectives. */
export interface AgreementThing extends Omit<Agreement, 'keyHolder'> {
  readonly clientId: string;
  readonly coachIds: readonly string[];
  readonly engagementId: string;
  readonly item: AgreementItem;
}

/** A version for a caller; its terms are for the parties and members. */
export const agreementFor = (
  row: EngagementView,
  item: AgreementItem | null,
  signedBy: Agreement['signedBy'],
  seesTerms: boolean,
): AgreementThing | null => {
  if (!item) return null;
  const { version, sessions, terms } = item;
  const { clientId, coachIds, id: engagementId } = row;
  return {
    version,
    sessions,
    signedBy,
    terms: seesTerms ? terms : null,
    clientId,
    coachIds,
    engagementId,
    item,
  };
};

/** Input as the domain wants it: what is not said is not there. */
export const wishedOf = (input: AgreementTermsInput | null | undefined): WishedTerms | undefined => {
  if (!input) return undefined;
  const { minutesPerSession, noticeHours, shares, measures, lineManagerIds, raterIds } = input;
  return {
    ...(minutesPerSession != null && { minutesPerSession }),
    ...(noticeHours != null && { noticeHours }),
    ...(shares != null && { shares: shares.map((each) => ({ item: each.item, with: each.with })) }),
    ...(measures != null && {
      measures: measures.map(({ instrumentId, scale, perspectives, delta }) => ({
        instrumentId: instrumentId.toLowerCase(),
        scale,
        perspectives: perspectives.map(({ perspective, raters }) => ({ perspective, raters })),
        delta,
      })),
    }),
    ...(lineManagerIds != null && { lineManagerIds }),
    ...(raterIds != null && { raterIds }),
  };
};
