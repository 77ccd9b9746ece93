import { type Party } from '@securebase/contracts';
import { ensure, seal } from '@securebase/domain-kit';
import { type InForce, wholeTerms } from './agreement-terms.ts';
import { type AgreementCommand, type SignAgreement } from './engagement-commands.ts';
import { type Engagement, type EngagementEvent, type Phase } from './engagement-state.ts';
import { isSame } from './same.ts';

/** Who has to sign: client and coach, and the sponsor when there is one. */
export const partiesOf = ({ sponsorId }: Engagement): readonly Party[] =>
  sponsorId === undefined ? ['CLIENT', 'COACH'] : ['CLIENT', 'COACH', 'SPONSOR'];

/** Who signs for a party; nobody before there is a coach, or without a sponsor. */
export const signatoryOf = (engagement: Engagement, party: Party): string | undefined =>
  ({ CLIENT: engagement.clientId, COACH: engagement.coachId, SPONSOR: engagement.sponsorId })[party];

/** While an agreement is in force and may be amended. */
const underContract: readonly Phase[] = ['CONTRACTED', 'ACTIVE', 'PAUSED'];

/** Whether an amendment waits for signatures. */
const isPending = ({ agreement, inForce }: Engagement): boolean =>
  inForce !== undefined && agreement.version > inForce.version;

/** What a signature on a version says of it to others who decide with the engagement, such as the budget of its program. */
export const signedFor = ({ programId, minutes }: Engagement, agreementVersion: number) => {
  const agreedMinutes = minutes.get(agreementVersion);
  return {
    ...(programId !== undefined && { programId }),
    ...(agreedMinutes !== undefined && { agreedMinutes }),
  };
};

const sign = (command: SignAgreement, engagement: Engagement): EngagementEvent[] => {
  const { engagementId, agreementVersion, party } = command.data;
  const { agreement, inForce } = engagement;
  ensure(agreement.version > 0, 'AGREEMENT_NOT_DRAFTED');
  ensure(agreementVersion === agreement.version, 'AGREEMENT_VERSION_OUTDATED', ['input', 'agreementVersion']);
  ensure(partiesOf(engagement).includes(party), 'NO_SUCH_PARTY', ['input', 'party']);
  ensure(signatoryOf(engagement, party) === command.context.actorId, 'NOT_THE_SIGNATORY', ['input', 'party']);
  const { programId = engagement.programId, agreedMinutes = engagement.minutes.get(agreementVersion) } =
    command.data;
  const isSo =
    programId === engagement.programId && agreedMinutes === engagement.minutes.get(agreementVersion);
  ensure(isSo, 'AGREEMENT_VERSION_OUTDATED', ['input', 'agreementVersion']);
  if (agreement.signed.has(party)) return []; // signing twice is harmless
  const all = partiesOf(engagement).every((each) => each === party || agreement.signed.has(each));
  const of = { engagementId, agreementVersion };
  const signed: EngagementEvent = {
    type: 'AgreementSigned',
    data: { ...of, party, personId: command.context.actorId },
  };
  if (!all) return [signed];
  return [signed, { type: inForce ? 'AmendmentAgreed' : 'EngagementContracted', data: of }];
};

/**
 * What will decide whether something has changed is agreed on before anybody measures, and stays: from the contract on, which is
 * decided here and cannot be overtaken, and before it from the first answer on that is known of.
 */
const ensureMeasuresStay = (
  { agreement, inForce }: Engagement,
  terms: InForce['terms'],
  baselineTaken: boolean,
) => {
  const fixed = inForce ?? (baselineTaken ? agreement : undefined);
  ensure(!fixed || isSame(terms.measures, fixed.terms.measures), 'MEASURES_FIXED', [
    'input',
    'terms',
    'measures',
  ]);
};

export const decideAgreement = (command: AgreementCommand, engagement: Engagement): EngagementEvent[] => {
  const { phase, agreement, inForce } = engagement;
  ensure(phase !== 'PROPOSED', 'ENGAGEMENT_NOT_MATCHED');
  if (command.type === 'SignAgreement') {
    const mayBeSigned = phase === 'MATCHED' || (underContract.includes(phase) && isPending(engagement));
    ensure(mayBeSigned, 'ENGAGEMENT_ALREADY_CONTRACTED');
    return sign(command, engagement);
  }
  if (command.type === 'DraftAgreement') ensure(phase === 'MATCHED', 'ENGAGEMENT_ALREADY_CONTRACTED');
  else {
    ensure(phase !== 'MATCHED', 'AGREEMENT_NOT_IN_FORCE');
    ensure(underContract.includes(phase), 'ENGAGEMENT_ENDED');
  }
  const { engagementId, sessions, objectives, terms: wished = {}, expectedVersion } = command.data;
  const { keyHolder } = command.data;
  ensure(expectedVersion === undefined || expectedVersion === agreement.version, 'CHANGED_MEANWHILE', [
    'input',
    'expectedVersion',
  ]);
  const terms = wholeTerms(wished, inForce?.terms);
  ensureMeasuresStay(engagement, terms, command.facts.baselineTaken);
  const data = {
    engagementId,
    agreementVersion: agreement.version + 1,
    sessions,
    objectives: seal(engagement.clientId, objectives),
    terms,
    ...(keyHolder !== undefined && { keyHolder: seal(engagementId, keyHolder) }),
  };
  return [{ type: inForce ? 'AgreementAmended' : 'AgreementDrafted', data }];
};
