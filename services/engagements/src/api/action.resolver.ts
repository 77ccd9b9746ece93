import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ensure } from '@securebase/domain-kit';
import { contextFor, CurrentContext, newId, Opener, type RequestContext } from '@securebase/service-kit';
import { action, CommitToAction, CompleteAction, DropAction } from '../domain/action.ts';
import { goal } from '../domain/goal.ts';
import { type OfPair } from '../domain/pair-work.ts';
import { ActionView, actionView } from '../read-models/action-view.ts';
import { ActionInput, ActionPayload, CommitToActionInput } from './action.types.ts';
import { pairOf } from './pair.types.ts';
import { Standing } from './standing.ts';
import { Work } from './work.ts';

@Resolver(() => ActionView)
export class ActionResolver {
  readonly #work: Work;
  readonly #standing: Standing;
  readonly #opener: Opener;
  constructor(work: Work, standing: Standing, opener: Opener) {
    this.#work = work;
    this.#standing = standing;
    this.#opener = opener;
  }

  @ResolveField(() => String, { nullable: true, description: 'What is to be done; null when erased.' })
  words(@Parent() { id, words }: ActionView, @CurrentContext() context: RequestContext) {
    return this.#opener.open(context, words, { object: 'Action', id, field: 'words', purpose: 'COACHING' });
  }

  @Mutation(() => ActionPayload, { description: 'Says what somebody means to do.' })
  async commitToAction(@Args('input') input: CommitToActionInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { words } = input;
    const of = await pairOf(this.#standing, input, context);
    const goalId = input.goalId ?? undefined;
    if (goalId !== undefined) await this.#ensureTheirs(context, goalId, of);
    const actionId = newId(context, action.name);
    const data = { ...of, actionId, words, goalId, dueOn: input.dueOn ?? undefined };
    return this.#change(new CommitToAction(data, context));
  }

  @Mutation(() => ActionPayload, { description: 'Notes that an action is done.' })
  completeAction(@Args('input') input: ActionInput, @CurrentContext() context: RequestContext) {
    return this.#send(CompleteAction, input, context);
  }

  @Mutation(() => ActionPayload, { description: 'Notes that an action will not be done.' })
  dropAction(@Args('input') input: ActionInput, @CurrentContext() context: RequestContext) {
    return this.#send(DropAction, input, context);
  }

  /** An action serves a goal of the same person, or of the team, in the same engagement. */
  async #ensureTheirs(context: RequestContext, goalId: string, { engagementId, aboutId }: OfPair) {
    const hidden = ['GOAL_NOT_FOUND', 'goalId'] as const;
    const of = await this.#work.whose(context, goal.name, goalId, hidden);
    const isTheirs = of.aboutId === aboutId || of.audience === 'TAKES_PART';
    ensure(of.engagementId === engagementId && isTheirs, hidden[0], ['input', hidden[1]]);
  }

  async #send(
    Change: typeof CompleteAction | typeof DropAction,
    { commandId, actionId }: ActionInput,
    current: RequestContext,
  ) {
    const context = contextFor(current, commandId);
    const of = await this.#work.whose(context, action.name, actionId, ['ACTION_NOT_FOUND', 'actionId']);
    return this.#change(new Change({ ...of, actionId }, context));
  }

  async #change(command: CommitToAction | CompleteAction | DropAction): Promise<ActionPayload> {
    const thing = { aggregate: action.name, id: command.data.actionId, view: actionView };
    const { row, token } = await this.#work.change(command, thing);
    return { action: row, token };
  }
}
