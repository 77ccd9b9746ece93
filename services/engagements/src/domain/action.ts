import { type EngagementsEvent } from '@securebase/contracts';
import { type Decider, ensure, seal } from '@securebase/domain-kit';
import { BeginPairWork, ChangePairWork, isOf, type OfPair } from './pair-work.ts';

interface OfAction extends OfPair {
  readonly actionId: string;
}
interface Intention {
  readonly words: string;
  readonly goalId?: string | undefined;
  readonly dueOn?: string | undefined;
}
export class CommitToAction extends BeginPairWork<OfAction & Intention> {
  readonly type = 'CommitToAction';
}
abstract class ChangeAction extends ChangePairWork<OfAction> {
  override readonly hidden = ['ACTION_NOT_FOUND', 'actionId'] as const;
}
export class CompleteAction extends ChangeAction {
  readonly type = 'CompleteAction';
}
export class DropAction extends ChangeAction {
  readonly type = 'DropAction';
}
type ActionCommand = CommitToAction | CompleteAction | DropAction;

export type ActionEvent = Extract<
  EngagementsEvent,
  { type: 'ActionCommitted' | 'ActionCompleted' | 'ActionDropped' }
>;
interface Action extends OfPair {
  readonly isOver: boolean;
}
type State = Action | undefined;

const decide = (command: ActionCommand, action: State): ActionEvent[] => {
  const { engagementId, aboutId, audience, actionId } = command.data;
  const of = { engagementId, aboutId, audience, actionId };
  if (command.type === 'CommitToAction') {
    ensure(!action, 'ACTION_ALREADY_COMMITTED');
    const { words, goalId, dueOn } = command.data;
    const optional = { ...(goalId !== undefined && { goalId }), ...(dueOn !== undefined && { dueOn }) };
    return [{ type: 'ActionCommitted', data: { ...of, ...optional, words: seal(aboutId, words) } }];
  }
  ensure(isOf(action, of), 'ACTION_NOT_FOUND', ['input', 'actionId']);
  ensure(!action.isOver, 'ACTION_OVER');
  return [{ type: command.type === 'CompleteAction' ? 'ActionCompleted' : 'ActionDropped', data: of }];
};

const evolve = (action: State, { type, data }: ActionEvent): State => {
  if (type !== 'ActionCommitted') return action && { ...action, isOver: true };
  const { engagementId, aboutId, audience } = data;
  return { engagementId, aboutId, audience, isOver: false };
};

/** What somebody means to do, until it is done or dropped. */
export const action: Decider<ActionCommand, ActionEvent, State> = {
  name: 'action',
  commands: [CommitToAction, CompleteAction, DropAction],
  begins: [CommitToAction],
  streamId: ({ data }) => data.actionId,
  initialState: undefined,
  decide,
  evolve,
};
