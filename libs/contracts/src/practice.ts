import { z } from 'zod';
import { event, id } from './define.ts';

const hash = (what: string) => z.string().length(43).meta({ description: what });
const link = { linkId: id('The link of a coach’s practice with an enterprise.') };
const consent = {
  consentId: id('The consent: of a client, in one engagement.'),
  engagementId: id('The engagement.'),
  personId: id('The client.'),
};

/**
 * What happens in services/engagements between an enterprise and the practice of a coach who works for it. The enterprise’s log
 * says that a coach has a link, and nothing of the practice; the practice’s log says with which enterprise, and nothing of clients.
 */
export const practiceEvents = [
  event(
    'PracticeLinkOffered',
    'A coach of an enterprise has a code with which their own practice can be linked.',
    z.strictObject({ ...link, coachId: id('The coach.'), codeHash: hash('Of the code.') }),
  ),
  event(
    'PracticeLinkTaken',
    'The code was used: the link holds.',
    z.strictObject({ ...link, mark: hash('Of the code and the practice: known to the practice alone.') }),
  ),
  event('PracticeLinkEnded', 'The link does not hold any more.', z.strictObject(link)),
  event(
    'EnterpriseLinked',
    'A practice is linked with an enterprise for which its coach works.',
    z.strictObject({
      ...link,
      practiceId: id('The practice: a tenant.'),
      enterpriseId: id('The enterprise: a tenant.'),
      mark: hash('The same as of the link.'),
    }),
  ),
  event(
    'EnterpriseUnlinked',
    'A practice is not linked with the enterprise any more.',
    z.strictObject({ ...link, practiceId: id('The practice: a tenant.') }),
  ),
  event(
    'PracticeConsentGiven',
    'A client consents that the coach’s own practice knows them.',
    z.strictObject({
      ...consent,
      textVersion: z.int().positive().meta({ description: 'The version of the text that they read.' }),
    }),
  ),
  event('PracticeConsentWithdrawn', 'They consent no more, from now on.', z.strictObject(consent)),
] as const;
