import { type EngagementsEvent, type NotesOfErased } from '@securebase/contracts';
import { type Decider, ensure, seal } from '@securebase/domain-kit';
import { evenAfter, MutualCommand } from './mutual-command.ts';
import { type OfEngagement } from './work.ts';

export interface Writing extends OfEngagement {
  readonly noteId: string;
  readonly isShared: boolean;
  /** With whose key it is sealed; see `keyOfNote`. */
  readonly sealedFor: string;
  readonly words: string;
}
export class WriteNote extends MutualCommand<Writing> {
  readonly type = 'WriteNote';
  override readonly during = evenAfter;
}
export class CorrectNote extends MutualCommand<OfEngagement & { noteId: string; words: string }> {
  readonly type = 'CorrectNote';
  override readonly during = evenAfter;
}

/**
 * With whose key a note is sealed. What a coach writes is about the client and goes with the client, unless the tenant has the coach
 * keep it; what client and members write is their own.
 */
export const keyOfNote = (
  author: { readonly personId: string; readonly coaches: boolean },
  clientId: string,
  notesOfErased: NotesOfErased,
): string => (author.coaches && notesOfErased === 'ERASED' ? clientId : author.personId);

export type NoteEvent = Extract<EngagementsEvent, { type: 'NoteWritten' | 'NoteCorrected' }>;

type Note = Pick<NoteEvent['data'], 'engagementId' | 'authorId' | 'isShared' | 'subjectId'>;

export const note: Decider<WriteNote | CorrectNote, NoteEvent, Note | undefined> = {
  name: 'note',
  commands: [WriteNote, CorrectNote],
  streamId: ({ data }) => data.noteId,
  initialState: undefined,
  decide: (command, state) => {
    const { engagementId, noteId } = command.data;
    const authorId = command.context.actorId;
    if (command.type === 'WriteNote') {
      const { sessionId, isShared, sealedFor: subjectId, words } = command.data;
      const when = sessionId === undefined ? {} : { sessionId };
      const of = { engagementId, noteId, authorId, isShared, subjectId };
      return [{ type: 'NoteWritten', data: { ...of, ...when, words: seal(subjectId, words) } }];
    }
    const isTheirs = state?.engagementId === engagementId && state.authorId === authorId;
    ensure(state && isTheirs, 'NOTE_NOT_FOUND', ['input', 'noteId']);
    const { isShared, subjectId } = state;
    const words = seal(subjectId, command.data.words);
    const of = { engagementId, noteId, authorId, isShared, subjectId };
    return [{ type: 'NoteCorrected', data: { ...of, words } }];
  },
  evolve: (state, { type, data: { engagementId, authorId, isShared, subjectId } }) =>
    type === 'NoteWritten' ? { engagementId, authorId, isShared, subjectId } : state,
};
