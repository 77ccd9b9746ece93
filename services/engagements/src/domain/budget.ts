import { type EngagementsEvent } from '@securebase/contracts';
import { Command, type Decider, ensure } from '@securebase/domain-kit';
import { SignAgreement } from './engagement-commands.ts';
import { ApproveBudgetOverrun, SetBudget } from './program-commands.ts';

export type BudgetEvent = Extract<
  EngagementsEvent,
  { type: 'BudgetSet' | 'BudgetOverrunApproved' | 'HoursReserved' | 'HoursReleased' }
>;

/** An engagement is over: it keeps what it has used. */
export class ReleaseHours extends Command<{ programId: string; engagementId: string; minutes: number }> {
  readonly type = 'ReleaseHours';
}
type BudgetCommand = SetBudget | ApproveBudgetOverrun | SignAgreement | ReleaseHours;

export interface Budget {
  /** Minutes of coaching in all; undefined: nobody has set a budget, and nothing is over it. */
  readonly minutes: number | undefined;
  /** How much more may be agreed on. */
  readonly overrun: number;
  readonly reserved: ReadonlyMap<string, number>;
}

const sum = (reserved: ReadonlyMap<string, number>): number =>
  [...reserved.values()].reduce((all, minutes) => all + minutes, 0);

/**
 * The first signature on a version reserves its hours already: which signature is the last is decided in another stream, and whoever
 * signs first should not wait for a refusal of whoever signs last. A later version takes the place of an earlier one.
 */
const reserve = ({ data }: SignAgreement, { minutes: all, overrun, reserved }: Budget): BudgetEvent[] => {
  const { engagementId, programId, agreedMinutes: minutes } = data;
  if (programId === undefined || minutes === undefined || reserved.get(engagementId) === minutes) return [];
  const others = sum(reserved) - (reserved.get(engagementId) ?? 0);
  ensure(all === undefined || others + minutes <= all + overrun, 'BUDGET_EXCEEDED');
  return [{ type: 'HoursReserved', data: { programId, engagementId, minutes } }];
};

const decide = (command: BudgetCommand, budget: Budget): BudgetEvent[] => {
  switch (command.type) {
    case 'SignAgreement':
      return reserve(command, budget);
    case 'SetBudget': {
      const { programId, minutes } = command.data;
      ensure(minutes + budget.overrun >= sum(budget.reserved), 'BUDGET_BELOW_AGREED', ['input', 'hours']);
      return minutes === budget.minutes ? [] : [{ type: 'BudgetSet', data: { programId, minutes } }];
    }
    case 'ApproveBudgetOverrun': {
      const { programId, minutes } = command.data;
      ensure(budget.minutes !== undefined, 'BUDGET_NOT_SET');
      ensure(budget.minutes + minutes >= sum(budget.reserved), 'BUDGET_BELOW_AGREED', ['input', 'hours']);
      return minutes === budget.overrun
        ? []
        : [{ type: 'BudgetOverrunApproved', data: { programId, minutes } }];
    }
    case 'ReleaseHours': {
      const { programId, engagementId, minutes } = command.data;
      const before = budget.reserved.get(engagementId);
      return before === undefined || before <= minutes
        ? []
        : [{ type: 'HoursReleased', data: { programId, engagementId, minutes } }];
    }
  }
};

const evolve = (budget: Budget, event: BudgetEvent): Budget => {
  switch (event.type) {
    case 'BudgetSet':
      return { ...budget, minutes: event.data.minutes };
    case 'BudgetOverrunApproved':
      return { ...budget, overrun: event.data.minutes };
    case 'HoursReserved':
    case 'HoursReleased': {
      const { engagementId, minutes } = event.data;
      return { ...budget, reserved: new Map(budget.reserved).set(engagementId, minutes) };
    }
  }
};

/** The hours of a program: how many it has to give, and which engagements have them. */
export const budget: Decider<BudgetCommand, BudgetEvent, Budget> = {
  name: 'budget',
  commands: [SetBudget, ApproveBudgetOverrun, SignAgreement, ReleaseHours],
  streamId: ({ data }) => data.programId,
  initialState: { minutes: undefined, overrun: 0, reserved: new Map() },
  decide,
  evolve,
};
