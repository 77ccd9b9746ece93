import { type EngagementsEvent, purposes } from '@securebase/contracts';
import { Command, type Decider, ensure } from '@securebase/domain-kit';

export type PracticeConsentEvent = Extract<
  EngagementsEvent,
  { type: 'PracticeConsentGiven' | 'PracticeConsentWithdrawn' }
>;
interface About {
  readonly consentId: string;
  readonly engagementId: string;
}
export class ConsentToPractice extends Command<
  About & { readonly textVersion: number; readonly isClient: boolean }
> {
  readonly type = 'ConsentToPractice';
}
export class WithdrawFromPractice extends Command<About> {
  readonly type = 'WithdrawFromPractice';
}

/** The version of the text that is consented to; undefined without consent. */
export type PracticeConsent = number | undefined;

/** Whether a client lets the coach's own practice know them, in one engagement. The actor of the command is who consents. */
export const practiceConsent: Decider<
  ConsentToPractice | WithdrawFromPractice,
  PracticeConsentEvent,
  PracticeConsent
> = {
  name: 'practiceconsent',
  commands: [ConsentToPractice, WithdrawFromPractice],
  streamId: ({ data }) => data.consentId,
  initialState: undefined,
  decide: (command, given) => {
    const { consentId, engagementId } = command.data;
    const data = { consentId, engagementId, personId: command.context.actorId };
    if (command.type === 'WithdrawFromPractice')
      return given === undefined ? [] : [{ type: 'PracticeConsentWithdrawn', data }];
    const { textVersion, isClient } = command.data;
    ensure(isClient, 'ENGAGEMENT_NOT_FOUND', ['input', 'engagementId']);
    const current = purposes.PRACTICE_KNOWS_CLIENT.textVersion;
    ensure(textVersion === current, 'CONSENT_TEXT_OUTDATED', ['input', 'textVersion']);
    return given === textVersion ? [] : [{ type: 'PracticeConsentGiven', data: { ...data, textVersion } }];
  },
  evolve: (_, event) => (event.type === 'PracticeConsentGiven' ? event.data.textVersion : undefined),
};
