import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { type RedirectedTo } from '@securebase/contracts';
import { contextFor, CurrentContext, newId, type RequestContext } from '@securebase/service-kit';
import { NameGuardedAspect, NoteEnergy, RedirectEnergy, ShareEnergy } from '../domain/energy.ts';
import { experiment } from '../domain/experiment.ts';
import { goal } from '../domain/goal.ts';
import { EngagementView } from '../read-models/engagement-view.ts';
import { entryView } from '../read-models/entry-view.ts';
import { Entries } from './entries.ts';
import * as inputs from './entry.inputs.ts';
import * as payloads from './entry.payloads.ts';
import { Energy, GuardedAspect, RedirectedEnergy } from './entry.types.ts';
import { idOfOne } from './standing.ts';
import { Work } from './work.ts';

/** Energy: the client's own, and for the coaches only entry by entry as it is shared. */
@Resolver(() => EngagementView)
export class EnergyResolver {
  readonly #entries: Entries;
  readonly #work: Work;
  constructor(entries: Entries, work: Work) {
    this.#entries = entries;
    this.#work = work;
  }

  @Mutation(() => payloads.EnergyPayload, {
    description: 'Notes how much of the caller’s energy guards, and how much is free; for the caller alone.',
  })
  noteEnergy(@Args('input') input: inputs.NoteEnergyInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { engagementId, sessionId, guarding, free } = input;
    const ids = this.#idsOf(context, engagementId);
    const data = { engagementId, ...ids, sessionId: sessionId ?? undefined, guarding, free };
    return this.#entries.change(new NoteEnergy(data, context), 'energy', ids.entryId, Energy, context);
  }

  @Mutation(() => payloads.GuardedAspectPayload, {
    description: 'Names what the caller guards; for the caller alone.',
  })
  nameGuardedAspect(
    @Args('input') input: inputs.NameGuardedAspectInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, input.commandId);
    const { engagementId, words } = input;
    const ids = this.#idsOf(context, engagementId);
    const command = new NameGuardedAspect({ engagementId, ...ids, words }, context);
    return this.#entries.change(command, 'energy', ids.entryId, GuardedAspect, context);
  }

  @Mutation(() => payloads.RedirectedEnergyPayload, {
    description: 'Notes where energy went that was bound before; for the caller alone.',
  })
  async redirectEnergy(
    @Args('input') input: inputs.RedirectEnergyInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, input.commandId);
    const { engagementId, aspectId, to, toId, words } = input;
    const ids = this.#idsOf(context, engagementId);
    const optional = {
      aspectId: aspectId ?? undefined,
      toId: toId ?? undefined,
      toOf: toId == null ? undefined : await this.#engagementOf(context, to, toId),
      words: words ?? undefined,
    };
    const command = new RedirectEnergy({ engagementId, ...ids, to, ...optional }, context);
    return this.#entries.change(command, 'energy', ids.entryId, RedirectedEnergy, context);
  }

  @Mutation(() => payloads.SharedEntryPayload, {
    description: 'Lets the coaches see one entry of the caller about their energy, and no other.',
  })
  async shareEnergy(@Args('input') input: inputs.ShareEntryInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { engagementId, entryId } = input;
    const { energyId } = this.#idsOf(context, engagementId);
    const command = new ShareEnergy({ engagementId, energyId, entryId }, context);
    const { token } = await this.#work.change(command, {
      aggregate: 'energy',
      id: entryId,
      view: entryView,
    });
    return { entryId, token };
  }

  /** Of which engagement it is: a goal or experiment of the caller or of all who take part, or a tie of its maps. */
  async #engagementOf(context: RequestContext, to: RedirectedTo, toId: string): Promise<string | undefined> {
    if (to === 'RELATIONSHIP') return (await this.#work.tie(context, toId))?.engagementId;
    const found = await this.#work.find(context, to === 'GOAL' ? goal.name : experiment.name, toId);
    if (!found) return undefined;
    const isTheirs = found.aboutId === context.actorId || found.audience === 'TAKES_PART';
    return isTheirs ? found.engagementId : undefined;
  }

  #idsOf(context: RequestContext, engagementId: string) {
    const energyId = idOfOne(context, 'energy', engagementId, context.actorId);
    return { energyId, entryId: newId(context, 'entry') };
  }
}
