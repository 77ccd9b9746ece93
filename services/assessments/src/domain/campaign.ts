import { type AssessmentsEvent, type InstrumentDefinition, type Occasion } from '@securebase/contracts';
import { Command, type CommandContext, type Decider, ensure, seal } from '@securebase/domain-kit';
import { scorer } from './scoring.ts';

export type CampaignEvent = Extract<
  AssessmentsEvent,
  { type: 'CampaignOpened' | 'CampaignClosed' | 'ResponsesImported' }
>;

/** What the world outside the campaign says when it is opened. */
export interface CampaignFacts {
  readonly instrumentPublished: boolean;
  /** The program of the cohort; undefined when the cohort is not known. */
  readonly programId: string | undefined;
}

interface Opening {
  readonly campaignId: string;
  readonly instrumentId: string;
  readonly cohortId: string;
  readonly occasion: Occasion;
}
export class OpenCampaign extends Command<Opening> {
  readonly type = 'OpenCampaign';
  /** Beside `data`, because a retried command is the same command although the world has moved on. */
  readonly facts: CampaignFacts;
  constructor(data: Opening, context: CommandContext, facts?: CampaignFacts) {
    super(data, context);
    this.facts = facts ?? { instrumentPublished: false, programId: undefined };
  }
}
export class CloseCampaign extends Command<{ campaignId: string }> {
  readonly type = 'CloseCampaign';
}
/** Answer sheets of a file, each by one respondent about themselves, checked against the instrument before. */
export class ImportSheets extends Command<{
  campaignId: string;
  definition: InstrumentDefinition;
  sheets: readonly Sheet[];
}> {
  readonly type = 'ImportSheets';
}
export interface Sheet {
  readonly administrationId: string;
  readonly respondentId: string;
  readonly answers: Readonly<Record<string, number>>;
}
type CampaignCommand = OpenCampaign | CloseCampaign | ImportSheets;

export type Campaign =
  | { status: 'UNOPENED' }
  | { status: 'OPEN'; instrumentId: string; cohortId: string | undefined; occasion: Occasion; chunks: number }
  | { status: 'CLOSED' };

/** An event stays well below the size of a message that a broker takes, whatever the instrument's length. */
const CHUNK_BYTES = 400_000;
const CHUNK_SHEETS = 1000;

const decide = (command: CampaignCommand, campaign: Campaign): CampaignEvent[] => {
  switch (command.type) {
    case 'OpenCampaign': {
      const { campaignId, instrumentId, cohortId, occasion } = command.data;
      const { instrumentPublished, programId } = command.facts;
      ensure(campaign.status === 'UNOPENED', 'CAMPAIGN_ALREADY_OPENED');
      ensure(instrumentPublished, 'INSTRUMENT_NOT_FOUND', ['input', 'instrumentId']);
      ensure(programId !== undefined, 'UNKNOWN_COHORT', ['input', 'cohortId']);
      return [{ type: 'CampaignOpened', data: { campaignId, instrumentId, programId, cohortId, occasion } }];
    }
    case 'CloseCampaign':
      ensure(campaign.status !== 'UNOPENED', 'CAMPAIGN_NOT_FOUND');
      if (campaign.status === 'CLOSED') return []; // closing twice is harmless
      return [{ type: 'CampaignClosed', data: { campaignId: command.data.campaignId } }];

    case 'ImportSheets': {
      ensure(campaign.status !== 'UNOPENED', 'CAMPAIGN_NOT_FOUND');
      ensure(campaign.status === 'OPEN', 'CAMPAIGN_CLOSED');
      const { campaignId, definition, sheets } = command.data;
      const { instrumentId, occasion, chunks } = campaign;
      const score = scorer(definition);
      const sealed = sheets.map(({ administrationId, respondentId, answers }) => ({
        administrationId,
        respondentId,
        answers: seal(respondentId, answers),
        scores: seal(respondentId, score(answers)),
      }));
      return chunked(sealed).map((chunk, index) => ({
        type: 'ResponsesImported',
        data: { campaignId, instrumentId, occasion, chunk: chunks + index + 1, sheets: chunk },
      }));
    }
  }
};

const evolve = (campaign: Campaign, event: CampaignEvent): Campaign => {
  switch (event.type) {
    case 'CampaignOpened': {
      const { instrumentId, cohortId, occasion } = event.data;
      return { status: 'OPEN', instrumentId, cohortId, occasion, chunks: 0 };
    }
    case 'ResponsesImported':
      return campaign.status === 'OPEN' ? { ...campaign, chunks: event.data.chunk } : campaign;
    case 'CampaignClosed':
      return { status: 'CLOSED' };
  }
};

const chunked = <T>(sheets: readonly T[]): T[][] => {
  const chunks: T[][] = [];
  let bytes = Infinity;
  for (const sheet of sheets) {
    const size = JSON.stringify(sheet).length;
    const last = chunks.at(-1);
    if (last === undefined || last.length === CHUNK_SHEETS || bytes + size > CHUNK_BYTES) {
      chunks.push([sheet]);
      bytes = size;
    } else {
      last.push(sheet);
      bytes += size;
    }
  }
  return chunks;
};

export const campaign: Decider<CampaignCommand, CampaignEvent, Campaign> = {
  name: 'campaign',
  // Opening needs facts from elsewhere and has a handler of its own in facts/; sheets come in with imports/.
  commands: [CloseCampaign],
  streamId: (command) => command.data.campaignId,
  initialState: { status: 'UNOPENED' },
  decide,
  evolve,
};
