import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { contextFor, CurrentContext, newId, type RequestContext } from '@securebase/service-kit';
import { NotePresence, NoteTurnedTo } from '../domain/entry-commands.ts';
import { MarkMomentOfMeeting } from '../domain/moment.ts';
import { NoteSettledness } from '../domain/settledness.ts';
import { EngagementView } from '../read-models/engagement-view.ts';
import { Entries } from './entries.ts';
import * as inputs from './entry.inputs.ts';
import * as payloads from './entry.payloads.ts';
import { MarkOfMeeting, PresenceNote, Settledness, TurnedTo } from './entry.types.ts';
import { idOfOne, Standing } from './standing.ts';

/** What each side lives in the work, noted by the one who lived it. */
@Resolver(() => EngagementView)
export class MutualResolver {
  readonly #entries: Entries;
  readonly #standing: Standing;
  constructor(entries: Entries, standing: Standing) {
    this.#entries = entries;
    this.#standing = standing;
  }

  @Mutation(() => payloads.SettlednessPayload, {
    description:
      'Notes how settled the caller came to a session or left it. Client or member and the coaches see it of each other.',
  })
  async noteSettledness(
    @Args('input') input: inputs.NoteSettlednessInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, input.commandId);
    const { engagementId, sessionId, arriving, leaving } = input;
    const settlednessId = idOfOne(context, 'settledness', sessionId, context.actorId);
    const aboutId = await this.#standing.aboutWhom(context, { engagementId });
    const steps = { arriving: arriving ?? undefined, leaving: leaving ?? undefined };
    const command = new NoteSettledness(
      { engagementId, settlednessId, sessionId, aboutId, ...steps },
      context,
    );
    return this.#entries.change(command, 'settledness', settlednessId, Settledness, context);
  }

  @Mutation(() => payloads.MarkOfMeetingPayload, {
    description:
      'Marks a moment of meeting. The other does not see it; when both have marked the same session, both see that.',
  })
  markMomentOfMeeting(
    @Args('input') input: inputs.MarkMomentOfMeetingInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, input.commandId);
    const { engagementId, sessionId, withId, words } = input;
    const two = [context.actorId, withId].toSorted();
    const momentId = idOfOne(context, 'moment', engagementId, sessionId, ...two);
    const markId = idOfOne(context, 'mark', momentId, context.actorId);
    const command = new MarkMomentOfMeeting(
      { engagementId, momentId, markId, sessionId, withId, words: words ?? undefined },
      context,
    );
    return this.#entries.change(command, 'moment', markId, MarkOfMeeting, context);
  }

  @Mutation(() => payloads.PresenceNotePayload, {
    description: 'Notes how present the caller was as a coach, for themselves alone.',
  })
  notePresence(@Args('input') input: inputs.NotePresenceInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { engagementId, sessionId, words } = input;
    const entryId = newId(context, 'entry');
    const data = { engagementId, entryId, sessionId: sessionId ?? undefined, words };
    return this.#entries.change(new NotePresence(data, context), 'entry', entryId, PresenceNote, context);
  }

  @Mutation(() => payloads.TurnedToPayload, {
    description: 'Notes to whom the caller turned when it was hard. They and the coaches read it.',
  })
  noteTurnedTo(@Args('input') input: inputs.NoteTurnedToInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { engagementId, sessionId, turnedTo, words } = input;
    const entryId = newId(context, 'entry');
    const optional = { sessionId: sessionId ?? undefined, words: words ?? undefined };
    const command = new NoteTurnedTo({ engagementId, entryId, turnedTo, ...optional }, context);
    return this.#entries.change(command, 'entry', entryId, TurnedTo, context);
  }
}
