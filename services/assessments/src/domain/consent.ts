import { type AssessmentsEvent, type Purpose, purposes } from '@securebase/contracts';
import { Command, type Decider, ensure } from '@securebase/domain-kit';

export type ConsentEvent = Extract<AssessmentsEvent, { type: 'ConsentGiven' | 'ConsentWithdrawn' }>;

export interface Consenting {
  readonly consentId: string;
  readonly engagementId: string;
  readonly purpose: Purpose;
}
export class GiveConsent extends Command<
  Consenting & { readonly textVersion: number; readonly engagementKnown: boolean }
> {
  readonly type = 'GiveConsent';
}
export class WithdrawConsent extends Command<Consenting> {
  readonly type = 'WithdrawConsent';
}

/** The version of the text that is consented to; undefined without consent. */
export type Consent = number | undefined;

/** A person's consent. It is about themselves: the actor of the command is who consents. */
export const consent: Decider<GiveConsent | WithdrawConsent, ConsentEvent, Consent> = {
  name: 'consent',
  commands: [GiveConsent, WithdrawConsent],
  streamId: ({ data }) => data.consentId,
  initialState: undefined,
  decide: (command, given) => {
    const { consentId, engagementId, purpose } = command.data;
    const data = { consentId, engagementId, purpose, personId: command.context.actorId };
    ensure(purposes[purpose].basis === 'CONSENT', 'NOT_BY_CONSENT', ['input', 'purpose']);
    ensure(purposes[purpose].heldBy === 'assessments', 'CONSENT_HELD_ELSEWHERE', ['input', 'purpose']);
    if (command.type === 'WithdrawConsent')
      return given === undefined ? [] : [{ type: 'ConsentWithdrawn', data }];
    const { textVersion, engagementKnown } = command.data;
    ensure(engagementKnown, 'UNKNOWN_ENGAGEMENT', ['input', 'engagementId']);
    ensure(textVersion === purposes[purpose].textVersion, 'CONSENT_TEXT_OUTDATED', ['input', 'textVersion']);
    return given === textVersion ? [] : [{ type: 'ConsentGiven', data: { ...data, textVersion } }];
  },
  evolve: (_, event) => (event.type === 'ConsentGiven' ? event.data.textVersion : undefined),
};
