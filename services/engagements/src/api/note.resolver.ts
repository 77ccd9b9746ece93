import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { contextFor, CurrentContext, newId, type RequestContext } from '@securebase/service-kit';
import { CorrectNote, keyOfNote, WriteNote } from '../domain/note.ts';
import { EngagementView } from '../read-models/engagement-view.ts';
import { Entries } from './entries.ts';
import { CorrectNoteInput, WriteNoteInput } from './entry.inputs.ts';
import { NotePayload } from './entry.payloads.ts';
import { Note } from './entry.types.ts';
import { Standing } from './standing.ts';
import { Tenants } from './tenants.ts';

/** Notes: of one alone, or for everybody who takes part. */
@Resolver(() => EngagementView)
export class NoteResolver {
  readonly #entries: Entries;
  readonly #standing: Standing;
  readonly #tenants: Tenants;
  constructor(entries: Entries, standing: Standing, tenants: Tenants) {
    this.#entries = entries;
    this.#standing = standing;
    this.#tenants = tenants;
  }

  @Mutation(() => NotePayload, {
    description: 'Writes a note: for the caller alone, or for everybody who takes part.',
  })
  async writeNote(@Args('input') input: WriteNoteInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { engagementId, sessionId, isShared, words } = input;
    const noteId = newId(context, 'note');
    const { actorId: personId } = context;
    const { coaches, clientId } = await this.#standing.of(context, engagementId);
    const { settings } = await this.#tenants.of(context.tenantId); // of the log: a key once taken stays
    const sealedFor = keyOfNote({ personId, coaches }, clientId, settings.notesOfErased);
    const of = { engagementId, noteId, sessionId: sessionId ?? undefined };
    const command = new WriteNote({ ...of, isShared, sealedFor, words }, context);
    return this.#entries.change(command, 'note', noteId, Note, context);
  }

  @Mutation(() => NotePayload, {
    description:
      'Says what a note of the caller should have said. What it said before stays in the timeline.',
  })
  correctNote(@Args('input') input: CorrectNoteInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { engagementId, noteId, words } = input;
    const command = new CorrectNote({ engagementId, noteId, words }, context);
    return this.#entries.change(command, 'note', noteId, Note, context);
  }
}
