import { z } from 'zod';
import { event, id } from './define.ts';

/** Why something personal may be done: consent is not the basis for everything, least of all in employment. */
export type LegalBasis = 'CONSENT' | 'CONTRACT' | 'LEGITIMATE_INTEREST' | 'LEGAL_OBLIGATION';

/** The services that hold consents: each of what it holds. */
export type PurposeHolder = 'assessments' | 'engagements';

interface PurposeDefinition {
  readonly basis: LegalBasis;
  /** Who holds what it is about, and the consents to it. */
  readonly heldBy: PurposeHolder;
  /** A changed text is a new version: consent is given to a version. */
  readonly textVersion: number;
  /** As the person reads it. */
  readonly text: string;
}

/** For what the platform uses what a person gives, each with its legal basis. Only what rests on consent can be consented to, and withdrawn. */
export const purposes = {
  COACH_SEES_SCORES: {
    basis: 'CONSENT',
    heldBy: 'assessments',
    textVersion: 1,
    text: 'My coach in this engagement may see the scores of what I answered about myself there. I can withdraw this at any time; from then on my coach sees them no more.',
  },
  COACH_SEES_ANSWERS: {
    basis: 'CONSENT',
    heldBy: 'assessments',
    textVersion: 1,
    text: 'My coach in this engagement may see what I answered about myself there, item by item. I can withdraw this at any time; from then on my coach sees it no more.',
  },
  PRACTICE_KNOWS_CLIENT: {
    basis: 'CONSENT',
    heldBy: 'engagements',
    textVersion: 1,
    text: 'My coach’s own practice may know my name beside the hours of this engagement, as proof of experience. My employer learns nothing of it. I can withdraw this at any time; from then on the practice sees my name no more.',
  },
  COACHING: {
    basis: 'CONTRACT',
    heldBy: 'engagements',
    textVersion: 1,
    text: 'What is agreed, planned and said in my coaching is kept for my coach and me, because the agreement that I have signed could not be carried out otherwise.',
  },
  GROUP_FIGURES: {
    basis: 'LEGITIMATE_INTEREST',
    heldBy: 'assessments',
    textVersion: 1,
    text: 'What I answer in a campaign becomes part of figures about groups, which are told only of groups large enough that nobody can be recognized. Who runs the program has to know whether it helps. I can object to my administrator.',
  },
  ACCESS_TRAIL: {
    basis: 'LEGAL_OBLIGATION',
    heldBy: 'engagements',
    textVersion: 1,
    text: 'Who opened something personal of mine, when and why is kept, so that I can see it.',
  },
} as const satisfies Record<string, PurposeDefinition>;
export type Purpose = keyof typeof purposes;

const consent = {
  consentId: id('The consent: of one person, to one purpose, in one engagement.'),
  personId: id('Who consents.'),
  engagementId: id('In which engagement.'),
  purpose: z.enum(Object.keys(purposes) as [Purpose, ...Purpose[]]).meta({ description: 'To what.' }),
};

/** What happens in services/assessments when somebody lets somebody else see something. */
export const consentEvents = [
  event(
    'ConsentGiven',
    'A person consents to one purpose in one engagement.',
    z.strictObject({
      ...consent,
      textVersion: z.int().positive().meta({ description: 'The version of the text that they read.' }),
    }),
  ),
  event('ConsentWithdrawn', 'They consent no more, from now on.', z.strictObject(consent)),
] as const;
