import {
  type AssessmentsEvent,
  type InstrumentDefinition,
  type Occasion,
  type Perspective,
  type SealedAnswers,
} from '@securebase/contracts';
import { Command, type CommandContext, type Decider, ensure, Rejected, seal } from '@securebase/domain-kit';
import { answerDefects, scoresOf } from './scoring.ts';

export type AdministrationEvent = Extract<
  AssessmentsEvent,
  { type: 'AdministrationOpened' | 'ResponseSubmitted' | 'AdministrationClosed' }
>;
type Closed = Extract<AssessmentsEvent, { type: 'AdministrationClosed' }>;

/** What other services and aggregates say about those whom an administration names. */
export interface AdministrationFacts {
  readonly instrumentPublished: boolean;
  readonly respondentKnown: boolean;
  readonly subjectKnown: boolean;
  readonly engagement: 'NONE' | 'UNKNOWN' | 'OPEN' | 'ENDED';
  /** Coaches ask within the engagements that they coach; whoever runs programs may ask anyone. */
  readonly mayAsk: boolean;
  readonly campaign:
    | { readonly status: 'NONE' | 'UNKNOWN' | 'CLOSED' | 'ALREADY_ANSWERED' }
    | {
        readonly status: 'OPEN';
        readonly instrumentId: string;
        readonly occasion: Occasion;
        /** Whether the respondent is enrolled in the campaign's cohort. */
        readonly enrolled: boolean;
      };
}
const nothingKnown: AdministrationFacts = {
  instrumentPublished: false,
  respondentKnown: false,
  subjectKnown: false,
  engagement: 'UNKNOWN',
  mayAsk: false,
  campaign: { status: 'UNKNOWN' },
};

interface Opening {
  administrationId: string;
  /** Both, or neither when a campaign says them. */
  instrumentId?: string | undefined;
  occasion?: Occasion | undefined;
  engagementId?: string | undefined;
  campaignId?: string | undefined;
  respondentId: string;
  subjectId: string;
  perspective: Perspective;
}
export class OpenAdministration extends Command<Opening> {
  readonly type = 'OpenAdministration';
  /** Beside `data`, because a retried command is the same command although the world has moved on. */
  readonly facts: AdministrationFacts;
  constructor(data: Opening, context: CommandContext, facts = nothingKnown) {
    super(data, context);
    this.facts = facts;
  }
}

interface Submission {
  administrationId: string;
  answers: SealedAnswers;
}
export interface SubmissionFacts {
  /** The key of the administration's instrument; a published key never changes. */
  readonly definition: InstrumentDefinition | undefined;
  /** Whether a sheet of a file answered it in the meantime. */
  readonly imported: boolean;
}
export class SubmitResponse extends Command<Submission> {
  readonly type = 'SubmitResponse';
  readonly facts: SubmissionFacts;
  constructor(data: Submission, context: CommandContext, facts?: SubmissionFacts) {
    super(data, context);
    this.facts = facts ?? { definition: undefined, imported: false };
  }
}
interface Closing {
  administrationId: string;
  reason: Closed['data']['reason'];
}
export class CloseAdministration extends Command<Closing> {
  readonly type = 'CloseAdministration';
  /** Whoever coaches the engagement may, and the platform itself. */
  readonly mayClose: boolean;
  constructor(data: Closing, context: CommandContext, mayClose = false) {
    super(data, context);
    this.mayClose = mayClose;
  }
}
type AdministrationCommand = OpenAdministration | SubmitResponse | CloseAdministration;

type Opened = Extract<AssessmentsEvent, { type: 'AdministrationOpened' }>['data'];
export type Administration =
  { status: 'UNOPENED' } | { status: 'OPEN' | 'SUBMITTED' | 'CLOSED'; opened: Opened };

const decide = (command: AdministrationCommand, administration: Administration): AdministrationEvent[] => {
  switch (command.type) {
    case 'OpenAdministration':
      ensureMayAsk(command);
      ensure(administration.status === 'UNOPENED', 'ADMINISTRATION_ALREADY_OPENED');
      return [{ type: 'AdministrationOpened', data: opened(command) }];

    case 'SubmitResponse': {
      const { administrationId, answers } = command.data;
      // Others hear what one hears of an administration that does not exist: its id can be computed from whom it asks.
      ensure(
        administration.status !== 'UNOPENED' &&
          administration.opened.respondentId === command.context.actorId,
        'ADMINISTRATION_NOT_FOUND',
        ['input', 'administrationId'],
      );
      const { definition, imported } = command.facts;
      ensure(administration.status !== 'SUBMITTED' && !imported, 'ALREADY_ANSWERED');
      ensure(administration.status === 'OPEN', 'ADMINISTRATION_CLOSED');
      ensure(definition, 'INSTRUMENT_NOT_FOUND');
      ensure(Object.keys(answers).length > 0, 'NO_ANSWERS', ['input', 'answers']);
      const [defect] = answerDefects(definition, answers);
      if (defect) throw new Rejected(defect.code, ['input', 'answers', ...defect.path]);
      const { respondentId } = administration.opened;
      return [
        {
          type: 'ResponseSubmitted',
          data: {
            ...administration.opened,
            administrationId,
            answers: seal(respondentId, answers),
            scores: seal(respondentId, scoresOf(definition, answers)),
          },
        },
      ];
    }
    case 'CloseAdministration':
      ensure(administration.status !== 'UNOPENED' && command.mayClose, 'ADMINISTRATION_NOT_FOUND', [
        'input',
        'administrationId',
      ]);
      if (administration.status !== 'OPEN') return []; // answered or closed before: nothing is left to close
      return [{ type: 'AdministrationClosed', data: command.data }];
  }
};

/** First of all: whoever may not ask learns nothing of whom, or within what, they wanted to. */
const ensureMayAsk = ({ data: { engagementId }, facts: { mayAsk } }: OpenAdministration): void => {
  ensure(mayAsk, engagementId === undefined ? 'NOT_THE_COACH' : 'UNKNOWN_ENGAGEMENT', [
    'input',
    'engagementId',
  ]);
};

/** The rules of opening: everyone is known, the engagement goes on, and the perspective fits who answers about whom. */
const opened = ({ data, facts }: OpenAdministration): Opened => {
  const { administrationId, engagementId, campaignId, respondentId, subjectId, perspective } = data;
  ensure(facts.respondentKnown, 'UNKNOWN_PERSON', ['input', 'respondentId']);
  ensure(facts.subjectKnown, 'UNKNOWN_PERSON', ['input', 'subjectId']);
  ensure(facts.engagement !== 'UNKNOWN', 'UNKNOWN_ENGAGEMENT', ['input', 'engagementId']);
  ensure(facts.engagement !== 'ENDED', 'ENGAGEMENT_ENDED', ['input', 'engagementId']);
  ensure(facts.campaign.status !== 'UNKNOWN', 'CAMPAIGN_NOT_FOUND', ['input', 'campaignId']);
  ensure(facts.campaign.status !== 'CLOSED', 'CAMPAIGN_CLOSED', ['input', 'campaignId']);
  ensure(facts.campaign.status !== 'ALREADY_ANSWERED', 'ALREADY_ANSWERED', ['input', 'respondentId']);
  // A member of a team may answer about the team through anyone, themselves included.
  if (perspective !== 'TEAM_MEMBER')
    ensure((perspective === 'SELF') === (respondentId === subjectId), 'PERSPECTIVE_DOES_NOT_FIT', [
      'input',
      'perspective',
    ]);
  if (facts.campaign.status === 'OPEN')
    ensure(facts.campaign.enrolled, 'RESPONDENT_NOT_IN_COHORT', ['input', 'respondentId']);
  const given = facts.campaign.status === 'OPEN' ? facts.campaign : data;
  const { instrumentId, occasion } = given;
  ensure(instrumentId !== undefined && occasion !== undefined, 'INSTRUMENT_OR_CAMPAIGN_NEEDED', ['input']);
  ensure((data.instrumentId ?? instrumentId) === instrumentId, 'CAMPAIGN_HAS_ANOTHER_INSTRUMENT', [
    'input',
    'instrumentId',
  ]);
  ensure((data.occasion ?? occasion) === occasion, 'CAMPAIGN_HAS_ANOTHER_OCCASION', ['input', 'occasion']);
  ensure(facts.instrumentPublished, 'INSTRUMENT_NOT_FOUND', ['input', 'instrumentId']);
  return {
    administrationId,
    instrumentId,
    ...(engagementId === undefined ? {} : { engagementId }),
    ...(campaignId === undefined ? {} : { campaignId }),
    respondentId,
    subjectId,
    occasion,
    perspective,
  };
};

const evolve = (administration: Administration, event: AdministrationEvent): Administration => {
  if (event.type === 'AdministrationOpened') return { status: 'OPEN', opened: event.data };
  if (administration.status === 'UNOPENED') return administration;
  switch (event.type) {
    case 'ResponseSubmitted':
      return { ...administration, status: 'SUBMITTED' };
    case 'AdministrationClosed':
      return { ...administration, status: 'CLOSED' };
  }
};

export const administration: Decider<AdministrationCommand, AdministrationEvent, Administration> = {
  name: 'administration',
  // All need facts from elsewhere and have handlers of their own in facts/.
  commands: [],
  streamId: (command) => command.data.administrationId,
  initialState: { status: 'UNOPENED' },
  decide,
  evolve,
};
