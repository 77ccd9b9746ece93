import {
  type Ability,
  type EngagementsEvent,
  type Finding,
  type FindingSource,
  type PracticeName,
} from '@securebase/contracts';
import { type Beside, type Decider, ensure, seal } from '@securebase/domain-kit';
import { type About } from './experiment.ts';
import { ensureOwn, type OfEngagement, WorkCommand } from './work.ts';

export type PracticesEvent = Extract<
  EngagementsEvent,
  { type: 'PracticeOffered' | 'PracticeTaken' | 'PracticeRested' | 'AbilityRated' }
>;

export interface OfPractice extends OfEngagement {
  readonly practice: PracticeName;
}
export class OfferPractice extends WorkCommand<OfPractice> {
  readonly type = 'OfferPractice';
  override readonly by = ['COACH'] as const;
}
/** Who is coached takes it up, or up again. */
export class TakePractice extends WorkCommand<OfPractice> {
  readonly type = 'TakePractice';
}
export class RestPractice extends WorkCommand<OfPractice> {
  readonly type = 'RestPractice';
}
export class RateAbility extends WorkCommand<
  OfEngagement &
    About & {
      findingId: string;
      ability: Ability;
      source: FindingSource;
      administrationId?: string | undefined;
      finding: Finding;
    }
> {
  readonly type = 'RateAbility';
  override readonly during = ['ACTIVE', 'PAUSED', 'COMPLETED'] as const;
}
export type PracticeWish = OfferPractice | TakePractice | RestPractice;
type PracticesCommand = PracticeWish | RateAbility;

export type PracticeStatus = 'NOT_OFFERED' | 'OFFERED' | 'IN_USE' | 'RESTING';
export type Practices = Readonly<Partial<Record<PracticeName, PracticeStatus>>>;

const rate = (command: RateAbility, beside: Beside): PracticesEvent[] => {
  const { data, context } = command;
  const { engagementId, aboutId, findingId, ability, source, administrationId, finding } = data;
  const isSelf = aboutId === context.actorId;
  ensure((source === 'SELF') === isSelf || source === 'MEASURE', 'FINDING_SOURCE_WRONG', ['input', 'source']);
  ensure((source === 'MEASURE') === (administrationId !== undefined), 'FINDING_WITHOUT_MEASURE', [
    'input',
    'administrationId',
  ]);
  if (source === 'MEASURE') ensureOwn(command, data, beside, 'NOT_FOR_THIS_PARTY');
  const measure = administrationId === undefined ? {} : { administrationId };
  const said = { ability, source, ...measure, finding: seal(aboutId, finding) };
  return [{ type: 'AbilityRated', data: { engagementId, aboutId, findingId, ...said } }];
};

const decide = (command: PracticesCommand, practices: Practices, beside: Beside = {}): PracticesEvent[] => {
  if (command.type === 'RateAbility') return rate(command, beside);
  const { engagementId, practice } = command.data;
  const status = practices[practice] ?? 'NOT_OFFERED';
  const data = { engagementId, practice };
  switch (command.type) {
    case 'OfferPractice':
      return status === 'NOT_OFFERED' ? [{ type: 'PracticeOffered', data }] : [];
    case 'TakePractice':
      ensure(status !== 'NOT_OFFERED', 'PRACTICE_NOT_OFFERED', ['input', 'practice']);
      return status === 'IN_USE' ? [] : [{ type: 'PracticeTaken', data }];
    case 'RestPractice':
      ensure(status === 'IN_USE' || status === 'RESTING', 'PRACTICE_NOT_IN_USE', ['input', 'practice']);
      return status === 'RESTING' ? [] : [{ type: 'PracticeRested', data }];
  }
};

const statuses = { PracticeOffered: 'OFFERED', PracticeTaken: 'IN_USE', PracticeRested: 'RESTING' } as const;

const evolve = (practices: Practices, event: PracticesEvent): Practices =>
  event.type === 'AbilityRated' ? practices : { ...practices, [event.data.practice]: statuses[event.type] };

export const practicesCommands = [OfferPractice, TakePractice, RestPractice, RateAbility] as const;

/** The four practices of an engagement, and what is found of the abilities beside them. */
export const practices: Decider<PracticesCommand, PracticesEvent, Practices> = {
  name: 'practices',
  commands: practicesCommands,
  streamId: (command) => command.data.engagementId,
  initialState: {},
  decide,
  evolve,
};
