import { LinkedEnterprises } from '../api/linked-enterprises.ts';
import { PracticeConsentResolver } from '../api/practice-consent.resolver.ts';
import { PracticeConsents } from '../api/practice-consents.ts';
import { LinkedEngagementResolver, PracticeResolver } from '../api/practice.resolver.ts';
import { practiceConsent } from '../domain/practice-consent.ts';
import { practice, practiceLink } from '../domain/practice.ts';
import { PracticeLinkView, practiceLinkView } from '../read-models/practice-link-view.ts';
import { type Part } from './part.ts';

/** A coach's own practice: its links with enterprises, and whom it may know. */
export const ownPractice: Part = {
  deciders: [practiceLink, practice, practiceConsent],
  projections: [practiceLinkView],
  entities: [PracticeLinkView],
  resolvers: [PracticeResolver, LinkedEngagementResolver, PracticeConsentResolver],
  providers: [LinkedEnterprises, PracticeConsents],
  rejections: {
    NOT_AN_ENTERPRISE: 'A practice is linked with enterprises, not with another practice.',
    NOT_THE_PRACTICE_OF_CALLER: 'This is for the coach whose own practice it is. Sign in there.',
    LINK_CODE_NOT_GOOD: 'The code is not good, or not any more. Get a new one in the enterprise.',
    PRACTICE_LINK_NOT_FOUND: 'There is no such link among yours.',
    CONSENT_TEXT_OUTDATED: 'The text has another version. Read it, and consent to that one.',
  },
};
