import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { type CommandContext } from '@securebase/domain-kit';
import { contextFor, CurrentContext, newId, type RequestContext } from '@securebase/service-kit';
import * as commands from '../domain/entry-commands.ts';
import { EngagementView } from '../read-models/engagement-view.ts';
import { Entries } from './entries.ts';
import * as inputs from './entry.inputs.ts';
import { SafetyRecordPayload } from './entry.payloads.ts';
import { SafetyRecord } from './entry.types.ts';
import { Standing } from './standing.ts';

type InWords = ConstructorParameters<typeof commands.NoteSideEffect>[0];

/** Records of safety: for whom they are about, and the coaches. */
@Resolver(() => EngagementView)
export class SafetyResolver {
  readonly #entries: Entries;
  readonly #standing: Standing;
  constructor(entries: Entries, standing: Standing) {
    this.#entries = entries;
    this.#standing = standing;
  }

  @Mutation(() => SafetyRecordPayload, {
    description: 'Records that the caller, as a coach, has referred somebody to other help.',
  })
  makeReferral(@Args('input') input: inputs.SafetyRecordInput, @CurrentContext() current: RequestContext) {
    return this.#record(commands.MakeReferral, input, current);
  }

  @Mutation(() => SafetyRecordPayload, {
    description: 'Records that the coaching has had an effect that nobody wanted.',
  })
  noteSideEffect(@Args('input') input: inputs.SafetyRecordInput, @CurrentContext() current: RequestContext) {
    return this.#record(commands.NoteSideEffect, input, current);
  }

  @Mutation(() => SafetyRecordPayload, {
    description: 'Records why the work rests, when it is for somebody’s health.',
  })
  noteHealthPause(@Args('input') input: inputs.SafetyRecordInput, @CurrentContext() current: RequestContext) {
    return this.#record(commands.NoteHealthPause, input, current);
  }

  @Mutation(() => SafetyRecordPayload, {
    description: 'Records that the caller cannot go on as a coach. The client and the coaches read it.',
  })
  async sayCannotGoOn(
    @Args('input') input: inputs.SayCannotGoOnInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, input.commandId);
    const { engagementId, words } = input;
    const of = await this.#of(context, { engagementId });
    return this.#change(new commands.SayCannotGoOn({ ...of, words: words ?? undefined }, context), context);
  }

  @Mutation(() => SafetyRecordPayload, {
    description: 'Records that the caller, as a coach, has said where confidentiality ends.',
  })
  async nameLimitOfConfidentiality(
    @Args('input') input: inputs.NameLimitOfConfidentialityInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, input.commandId);
    const { limit, words } = input;
    const data = { ...(await this.#of(context, input)), limit, words: words ?? undefined };
    return this.#change(new commands.NameLimitOfConfidentiality(data, context), context);
  }

  async #record(
    Record: new (data: InWords, context: CommandContext) => commands.EntryCommand,
    input: inputs.SafetyRecordInput,
    current: RequestContext,
  ) {
    const context = contextFor(current, input.commandId);
    const data = { ...(await this.#of(context, input)), words: input.words };
    return this.#change(new Record(data, context), context);
  }

  async #of(
    context: RequestContext,
    input: { engagementId: string; aboutId?: string | null; sessionId?: string | null },
  ) {
    const { engagementId, sessionId } = input;
    const aboutId = await this.#standing.aboutWhom(context, input);
    return { engagementId, entryId: newId(context, 'entry'), aboutId, sessionId: sessionId ?? undefined };
  }

  #change(command: commands.EntryCommand, context: RequestContext) {
    return this.#entries.change(command, 'entry', command.data.entryId, SafetyRecord, context);
  }
}
