import { type Party } from '@securebase/contracts';
import { type Decider, ensure, seal } from '@securebase/domain-kit';
import * as commands from './engagement-commands.ts';
import { type Engagement, type EngagementEvent, evolve, type Phase, type State } from './engagement-state.ts';
import { decideMatch, isMatchCommand } from './match.ts';
import { chunks } from './program.ts';
import { decideSession } from './sessions.ts';
import { ensureMay, WorkCommand } from './work.ts';
import { workCommands } from './work-commands.ts';

type EngagementCommand = commands.EngagementCommand | WorkCommand;

/** Who has to sign: client and coach, and the sponsor when there is one. */
export const partiesOf = ({ sponsorId }: Engagement): readonly Party[] =>
  sponsorId === undefined ? ['CLIENT', 'COACH'] : ['CLIENT', 'COACH', 'SPONSOR'];

/** Who signs for a party; nobody before there is a coach, or without a sponsor. */
export const signatoryOf = (engagement: Engagement, party: Party): string | undefined =>
  ({ CLIENT: engagement.clientId, COACH: engagement.coachId, SPONSOR: engagement.sponsorId })[party];

const propose = ({ data }: commands.ProposeEngagement): EngagementEvent[] => {
  const { engagementId, kind, clientId, sponsorId, programId, cohortId, purpose } = data;
  ensure(cohortId === undefined || programId !== undefined, 'COHORT_WITHOUT_PROGRAM', ['input', 'programId']);
  const sealed = { engagementId, kind, clientId, purpose: seal(clientId, purpose) };
  const optional = {
    ...(sponsorId !== undefined && { sponsorId }),
    ...(programId !== undefined && { programId }),
    ...(cohortId !== undefined && { cohortId }),
  };
  return [{ type: 'EngagementProposed', data: { ...sealed, ...optional } }];
};

const sign = (command: commands.SignAgreement, engagement: Engagement): EngagementEvent[] => {
  const { engagementId, agreementVersion, party } = command.data;
  const { agreement } = engagement;
  ensure(agreement.version > 0, 'AGREEMENT_NOT_DRAFTED');
  ensure(agreementVersion === agreement.version, 'AGREEMENT_VERSION_OUTDATED', ['input', 'agreementVersion']);
  ensure(partiesOf(engagement).includes(party), 'NO_SUCH_PARTY', ['input', 'party']);
  ensure(signatoryOf(engagement, party) === command.context.actorId, 'NOT_THE_SIGNATORY', ['input', 'party']);
  if (agreement.signed.has(party)) return []; // signing twice is harmless
  const personId = command.context.actorId;
  const signed: EngagementEvent = {
    type: 'AgreementSigned',
    data: { engagementId, agreementVersion, party, personId },
  };
  const all = partiesOf(engagement).every((each) => each === party || agreement.signed.has(each));
  return all
    ? [signed, { type: 'EngagementContracted', data: { engagementId, agreementVersion } }]
    : [signed];
};

const moves = {
  StartEngagement: { from: ['CONTRACTED'], event: 'EngagementStarted' },
  PauseEngagement: { from: ['ACTIVE'], event: 'EngagementPaused' },
  ResumeEngagement: { from: ['PAUSED'], event: 'EngagementResumed' },
  CompleteEngagement: { from: ['ACTIVE'], event: 'EngagementCompleted' },
  EndEngagementEarly: { from: ['MATCHED', 'CONTRACTED', 'ACTIVE', 'PAUSED'], event: 'EngagementEndedEarly' },
} as const satisfies Record<string, { from: readonly Phase[]; event: EngagementEvent['type'] }>;

const ended: readonly Phase[] = ['COMPLETED', 'ENDED_EARLY'];

const decide = (command: EngagementCommand, engagement: State): EngagementEvent[] => {
  if (command instanceof commands.ProposeEngagement) {
    ensure(!engagement, 'ENGAGEMENT_ALREADY_PROPOSED');
    return propose(command);
  }
  ensure(engagement, 'ENGAGEMENT_NOT_FOUND', ['input', 'engagementId']);
  if (command instanceof WorkCommand) {
    ensureMay(command, engagement);
    return [];
  }
  if (isMatchCommand(command)) return decideMatch(command, engagement);
  const { engagementId } = command.data;
  const { phase } = engagement;
  switch (command.type) {
    case 'AddMembers': {
      ensure(engagement.kind !== 'INDIVIDUAL', 'INDIVIDUAL_HAS_NO_MEMBERS');
      ensure(!ended.includes(phase), 'ENGAGEMENT_ENDED');
      const fresh = [...new Set(command.data.personIds)].filter((each) => !engagement.members.has(each));
      return chunks(fresh).map((personIds) => ({ type: 'MembersAdded', data: { engagementId, personIds } }));
    }
    case 'DraftAgreement': {
      ensure(
        phase === 'MATCHED',
        phase === 'PROPOSED' ? 'ENGAGEMENT_NOT_MATCHED' : 'ENGAGEMENT_ALREADY_CONTRACTED',
      );
      const { sessions, objectives, keyHolder } = command.data;
      const agreementVersion = engagement.agreement.version + 1;
      const data = {
        ...{ engagementId, agreementVersion, sessions, objectives: seal(engagement.clientId, objectives) },
        ...(keyHolder !== undefined && { keyHolder: seal(engagementId, keyHolder) }),
      };
      return [{ type: 'AgreementDrafted', data }];
    }
    case 'SignAgreement':
      ensure(
        phase === 'MATCHED',
        phase === 'PROPOSED' ? 'ENGAGEMENT_NOT_MATCHED' : 'ENGAGEMENT_ALREADY_CONTRACTED',
      );
      return sign(command, engagement);
    case 'StartEngagement':
    case 'PauseEngagement':
    case 'ResumeEngagement':
    case 'CompleteEngagement':
    case 'EndEngagementEarly': {
      const { from, event } = moves[command.type];
      ensure((from as readonly Phase[]).includes(phase), 'ENGAGEMENT_NOT_IN_THIS_PHASE');
      return [{ type: event, data: { engagementId } }];
    }
    case 'ScheduleSession':
    case 'RescheduleSession':
    case 'HoldSession':
    case 'CancelSession':
    case 'MissSession':
      return decideSession(command, engagement);
  }
};

export const engagement: Decider<EngagementCommand, EngagementEvent, State> = {
  name: 'engagement',
  commands: [...Object.values(commands), ...workCommands],
  begins: [commands.ProposeEngagement],
  streamId: (command) => command.data.engagementId,
  initialState: undefined,
  decide,
  evolve,
};
