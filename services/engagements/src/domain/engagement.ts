import { type Decider, ensure, seal } from '@securebase/domain-kit';
import { decideAgreement } from './agreeing.ts';
import { attendeesOf, decideCoach, ensureIs } from './coaching.ts';
import * as commands from './engagement-commands.ts';
import { type Engagement, type EngagementEvent, evolve, type Phase, type State } from './engagement-state.ts';
import { decideMatch, isMatchCommand } from './match.ts';
import { chunks } from './program.ts';
import { decideSession } from './sessions.ts';
import { ensureMay, WorkCommand } from './work.ts';
import { workCommands } from './work-commands.ts';
import { isSame } from './same.ts';

type EngagementCommand = commands.EngagementCommand | WorkCommand;

export { partiesOf, signatoryOf } from './agreeing.ts';

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

/** What was learned, and whom the client will turn to: between client and coach, as often as it becomes clearer. */
const prepareEnding = (
  { data, context }: commands.PrepareEnding,
  engagement: Engagement,
): EngagementEvent[] => {
  const { engagementId, learned, turnsTo, expectedVersion } = data;
  const { clientId, phase, endingRevision } = engagement;
  ensureIs(engagement, context.actorId, 'CLIENT', 'COACH');
  ensure(phase === 'ACTIVE', 'ENGAGEMENT_NOT_IN_THIS_PHASE');
  const isNewest = expectedVersion === undefined || expectedVersion === endingRevision;
  ensure(isNewest, 'CHANGED_MEANWHILE', ['input', 'expectedVersion']);
  const of = { engagementId, aboutId: clientId, revision: endingRevision + 1 };
  const words = { learned: seal(clientId, learned), turnsTo: seal(clientId, turnsTo) };
  return [{ type: 'EndingPrepared', data: { ...of, ...words } }];
};

const moves = {
  StartEngagement: { from: ['CONTRACTED'], event: 'EngagementStarted' },
  PauseEngagement: { from: ['ACTIVE'], event: 'EngagementPaused' },
  ResumeEngagement: { from: ['PAUSED'], event: 'EngagementResumed' },
  CompleteEngagement: { from: ['ACTIVE'], event: 'EngagementCompleted' },
  EndEngagementEarly: { from: ['MATCHED', 'CONTRACTED', 'ACTIVE', 'PAUSED'], event: 'EngagementEndedEarly' },
} as const satisfies Record<string, { from: readonly Phase[]; event: EngagementEvent['type'] }>;

type Move = Extract<commands.EngagementCommand, { type: keyof typeof moves }>;

const move = (command: Move, engagement: Engagement): EngagementEvent[] => {
  const { from, event } = moves[command.type];
  ensure((from as readonly Phase[]).includes(engagement.phase), 'ENGAGEMENT_NOT_IN_THIS_PHASE');
  if (command.type === 'EndEngagementEarly') {
    const { attendeeIds } = command.facts;
    ensure(isSame(attendeeIds, attendeesOf(engagement)), 'COACHES_CHANGED_MEANWHILE');
  }
  return [{ type: event, data: { engagementId: command.data.engagementId } }];
};

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
    case 'DraftAgreement':
    case 'AmendAgreement':
    case 'SignAgreement':
      return decideAgreement(command, engagement);
    case 'AddCoach':
    case 'ReassignCoach':
    case 'RecordHandover':
      return decideCoach(command, engagement);
    case 'PrepareEnding':
      return prepareEnding(command, engagement);
    case 'StartEngagement':
    case 'PauseEngagement':
    case 'ResumeEngagement':
    case 'CompleteEngagement':
    case 'EndEngagementEarly':
      return move(command, engagement);
    default:
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
