import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { KeyKeeper } from '@securebase/sealing';
import {
  contextFor,
  CurrentContext,
  newId,
  PageArgs,
  ReadModels,
  type RequestContext,
} from '@securebase/service-kit';
import {
  CorrectCoachingHours,
  LogClient,
  LogCoachingHours,
  TakeBackCoachingHours,
  WithdrawLoggingConsent,
} from '../domain/logged-client.ts';
import { LoggedClientView } from '../read-models/logged-client-view.ts';
import * as inputs from './coaches.inputs.ts';
import { CoachHours, LoggedClientConnection, PracticeRecordPayload } from './coaches.types.ts';
import { HoursLog } from './hours-log.ts';
import { loggedClientIdOf } from './logged-client.resolver.ts';
import { OwnPractice } from './own-practice.ts';

/** The hours log of a coach, in their own practice: over all for whom they work, for nobody else. */
@Resolver()
export class HoursLogResolver {
  readonly #practice: OwnPractice;
  readonly #log: HoursLog;
  readonly #models: ReadModels;
  readonly #keeper: KeyKeeper;
  constructor(practice: OwnPractice, log: HoursLog, models: ReadModels, keeper: KeyKeeper) {
    this.#practice = practice;
    this.#log = log;
    this.#models = models;
    this.#keeper = keeper;
  }

  @Query(() => CoachHours, {
    nullable: true,
    description:
      'What the caller’s hours come to, and what is missing for a credential; in their own practice.',
  })
  async myHours(@CurrentContext() context: RequestContext): Promise<CoachHours | null> {
    return (await this.#practice.isOwn(context)) ? this.#log.of(context, context.actorId) : null;
  }

  @Query(() => String, {
    nullable: true,
    description: 'The caller’s hours log as CSV, in the columns of the ICF; in their own practice.',
  })
  async myHoursCsv(@CurrentContext() context: RequestContext): Promise<string | null> {
    return (await this.#practice.isOwn(context)) ? this.#log.csv(context) : null;
  }

  @Query(() => LoggedClientConnection, { description: 'The caller’s hours log, by client.' })
  async myLoggedClients(@Args() paging: PageArgs, @CurrentContext() context: RequestContext) {
    const where = { coachId: context.actorId };
    const { edges, pageInfo } = await this.#models.of(LoggedClientView).page(context, paging, { where });
    return {
      edges: edges.map(({ cursor, node }) => ({ cursor, node: this.#log.withWords(context, node) })),
      pageInfo,
    };
  }

  @Mutation(() => PracticeRecordPayload, {
    description: 'A client, or those for whom an organization vouches, stand in the caller’s hours log.',
  })
  logClient(@Args('input') input: inputs.LogClientInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { engagementId, form, setting, people, basis, name, email, organization, letter } = input;
    const loggedClientId =
      engagementId == null ? newId(context, 'logged-client') : loggedClientIdOf(context, engagementId);
    const by = { name: name ?? undefined, email: email ?? undefined };
    const letters = { organization: organization ?? undefined, letter: letter ?? undefined };
    const data = { loggedClientId, form, setting, people, basis: basis ?? undefined, ...by, ...letters };
    return this.#practice.change(context, new LogClient(data, context), loggedClientId);
  }

  @Mutation(() => PracticeRecordPayload, {
    description: 'Logs hours in which a client was coached. What never counts is refused.',
  })
  logCoachingHours(
    @Args('input') input: inputs.LogCoachingHoursInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, input.commandId);
    const { loggedClientId, activity, startsOn, endsOn, paidMinutes, proBonoMinutes } = input;
    const entryId = input.entryId ?? newId(context, 'hours');
    const hours = { startsOn, endsOn, paidMinutes, proBonoMinutes };
    const command = new LogCoachingHours({ loggedClientId, entryId, activity, ...hours }, context);
    return this.#practice.change(context, command, entryId);
  }

  @Mutation(() => PracticeRecordPayload, {
    description: 'Says what an entry should have said. What it said stays in the log of events.',
  })
  correctCoachingHours(
    @Args('input') input: inputs.CorrectCoachingHoursInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, input.commandId);
    const { loggedClientId, entryId, startsOn, endsOn, paidMinutes, proBonoMinutes } = input;
    const hours = { startsOn, endsOn, paidMinutes, proBonoMinutes };
    const command = new CorrectCoachingHours({ loggedClientId, entryId, ...hours }, context);
    return this.#practice.change(context, command, entryId);
  }

  @Mutation(() => PracticeRecordPayload, { description: 'An entry should not have been made.' })
  takeBackCoachingHours(
    @Args('input') { commandId, loggedClientId, entryId }: inputs.LoggedHoursInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, commandId);
    const command = new TakeBackCoachingHours({ loggedClientId, entryId }, context);
    return this.#practice.change(context, command, entryId);
  }

  @Mutation(() => PracticeRecordPayload, {
    description:
      'A client consents no more: name and e-mail are erased for good, and their hours count no more. It cannot be undone.',
  })
  async withdrawLoggingConsent(
    @Args('input') { commandId, loggedClientId }: inputs.LoggedClientInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, commandId);
    const command = new WithdrawLoggingConsent({ loggedClientId }, context);
    const changed = await this.#practice.change(context, command, loggedClientId);
    // At once; should this process die before, the reaction to the event does it.
    await this.#keeper.destroySubject(context.tenantId, loggedClientId);
    return changed;
  }
}
