import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { contextFor, CurrentContext, newId, type RequestContext } from '@securebase/service-kit';
import { RateAlliance, ShareAlliance } from '../domain/alliance.ts';
import { NoteRupture, RepairRupture } from '../domain/rupture.ts';
import { EngagementView } from '../read-models/engagement-view.ts';
import { entryView } from '../read-models/entry-view.ts';
import { Entries } from './entries.ts';
import * as inputs from './entry.inputs.ts';
import * as payloads from './entry.payloads.ts';
import { AllianceRating, Rupture } from './entry.types.ts';
import { idOfOne, Standing } from './standing.ts';
import { Work } from './work.ts';

/** The safe haven: alliance, rupture and repair. */
@Resolver(() => EngagementView)
export class HavenResolver {
  readonly #entries: Entries;
  readonly #standing: Standing;
  readonly #work: Work;
  constructor(entries: Entries, standing: Standing, work: Work) {
    this.#entries = entries;
    this.#standing = standing;
    this.#work = work;
  }

  @Mutation(() => payloads.AllianceRatingPayload, {
    description: 'Rates how well the caller and the coach work together; for the caller alone until shared.',
  })
  rateAlliance(@Args('input') input: inputs.RateAllianceInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { engagementId, sessionId, bond, task, goal } = input;
    const entryId = newId(context, 'entry');
    const allianceId = idOfOne(context, 'alliance', engagementId, context.actorId);
    const of = { engagementId, allianceId, entryId, sessionId: sessionId ?? undefined };
    const command = new RateAlliance({ ...of, bond, task, goal }, context);
    return this.#entries.change(command, 'alliance', entryId, AllianceRating, context);
  }

  @Mutation(() => payloads.SharedEntryPayload, {
    description: 'Lets the coaches see one of the caller’s ratings of the alliance.',
  })
  async shareAllianceRating(
    @Args('input') input: inputs.ShareEntryInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, input.commandId);
    const { engagementId, entryId } = input;
    const allianceId = idOfOne(context, 'alliance', engagementId, context.actorId);
    const command = new ShareAlliance({ engagementId, allianceId, entryId }, context);
    const { token } = await this.#work.change(command, {
      aggregate: 'alliance',
      id: entryId,
      view: entryView,
    });
    return { entryId, token };
  }

  @Mutation(() => payloads.RupturePayload, {
    description: 'Notes that something has torn between coach and client or member. Both read it.',
  })
  async noteRupture(
    @Args('input') input: inputs.NoteRuptureInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, input.commandId);
    const { engagementId, sessionId, words } = input;
    const ruptureId = newId(context, 'rupture');
    const aboutId = await this.#standing.aboutWhom(context, input);
    const data = { engagementId, ruptureId, aboutId, sessionId: sessionId ?? undefined, words };
    return this.#entries.change(new NoteRupture(data, context), 'rupture', ruptureId, Rupture, context);
  }

  @Mutation(() => payloads.RupturePayload, { description: 'Notes that it is mended, and what helped.' })
  async repairRupture(
    @Args('input') input: inputs.RepairRuptureInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, input.commandId);
    const { engagementId, ruptureId, helped } = input;
    const { coaches: asCoach } = await this.#standing.of(context, engagementId);
    const command = new RepairRupture({ engagementId, ruptureId, asCoach, helped }, context);
    return this.#entries.change(command, 'rupture', ruptureId, Rupture, context);
  }
}
