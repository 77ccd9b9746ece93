import { type EngagementsEvent } from '@securebase/contracts';
import { type Beside, type Decider, ensure, seal } from '@securebase/domain-kit';
import { type About } from './experiment.ts';
import { ChangeWork, ensureOwn, type OfEngagement, type OfPerson, whose, WorkCommand } from './work.ts';

export type StrategyEvent = Extract<
  EngagementsEvent,
  { type: 'StrategyChosen' | 'StrategyTried' | 'StrategyAdopted' | 'StrategyDropped' }
>;

interface OfStrategy extends OfEngagement {
  readonly strategyId: string;
}
export class ChooseStrategy extends WorkCommand<
  OfStrategy &
    About & {
      mapId: string;
      tieId: string;
      strategy: string;
      /** The engagement that the tie's map belongs to, as system mapping tells; undefined when it tells of no such tie. */
      tieOf: string | undefined;
    }
> {
  readonly type = 'ChooseStrategy';
}
abstract class ChangeStrategy<D extends OfStrategy & About = OfStrategy & About> extends ChangeWork<D> {
  override readonly hidden = ['STRATEGY_NOT_FOUND', 'strategyId'] as const;
}
export class TryStrategy extends ChangeStrategy<OfStrategy & About & { response: string }> {
  readonly type = 'TryStrategy';
}
export class AdoptStrategy extends ChangeStrategy {
  readonly type = 'AdoptStrategy';
}
export class DropStrategy extends ChangeStrategy {
  readonly type = 'DropStrategy';
}
type StrategyCommand = ChooseStrategy | TryStrategy | AdoptStrategy | DropStrategy;

/** Undefined before it is chosen. */
export type Strategy =
  (OfPerson & { readonly status: 'CHOSEN' | 'TRIED' | 'ADOPTED' | 'DROPPED' }) | undefined;

const decide = (command: StrategyCommand, strategy: Strategy, beside: Beside = {}): StrategyEvent[] => {
  const { engagementId, strategyId } = command.data;
  if (command.type === 'ChooseStrategy') {
    ensure(!strategy, 'STRATEGY_ALREADY_CHOSEN');
    ensureOwn(command, command.data, beside, 'NOT_FOR_THIS_PARTY');
    const { aboutId, mapId, tieId, tieOf, strategy: words } = command.data;
    ensure(tieOf === engagementId, 'TIE_NOT_FOUND', ['input', 'tieId']);
    const data = { engagementId, strategyId, aboutId, mapId, tieId, strategy: seal(aboutId, words) };
    return [{ type: 'StrategyChosen', data }];
  }
  ensure(strategy, 'STRATEGY_NOT_FOUND', ['input', 'strategyId']);
  ensureOwn(command, strategy, beside, 'STRATEGY_NOT_FOUND');
  const { aboutId, status } = strategy;
  const of = { engagementId, strategyId, aboutId };
  switch (command.type) {
    case 'TryStrategy':
      ensure(status !== 'DROPPED', 'STRATEGY_DROPPED');
      return [{ type: 'StrategyTried', data: { ...of, response: seal(aboutId, command.data.response) } }];
    case 'AdoptStrategy':
      ensure(status === 'TRIED' || status === 'ADOPTED', 'STRATEGY_NOT_TRIED');
      return status === 'ADOPTED' ? [] : [{ type: 'StrategyAdopted', data: of }];
    case 'DropStrategy':
      return status === 'DROPPED' ? [] : [{ type: 'StrategyDropped', data: of }];
  }
};

const evolve = (strategy: Strategy, event: StrategyEvent): Strategy => {
  if (event.type === 'StrategyChosen') return { ...whose(event), status: 'CHOSEN' };
  if (!strategy) return strategy;
  switch (event.type) {
    case 'StrategyTried':
      return strategy.status === 'ADOPTED' ? strategy : { ...strategy, status: 'TRIED' };
    case 'StrategyAdopted':
      return { ...strategy, status: 'ADOPTED' };
    case 'StrategyDropped':
      return { ...strategy, status: 'DROPPED' };
  }
};

export const strategyCommands = [ChooseStrategy, TryStrategy, AdoptStrategy, DropStrategy] as const;

/** New relational strategies, each for a tie of a system map. */
export const strategy: Decider<StrategyCommand, StrategyEvent, Strategy> = {
  name: 'strategy',
  commands: strategyCommands,
  streamId: (command) => command.data.strategyId,
  initialState: undefined,
  decide,
  evolve,
};
