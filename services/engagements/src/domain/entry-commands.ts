import { type ConfidentialityLimit, type TurnedTo } from '@securebase/contracts';
import { type AboutSomebody, CommandAbout, evenAfter, MutualCommand } from './mutual-command.ts';
import { type Doer, type OfEngagement } from './work.ts';

interface OfEntry extends OfEngagement {
  readonly entryId: string;
}
interface Record extends AboutSomebody {
  readonly entryId: string;
}
type InWords = Record & { readonly words: string };
const coaches: readonly Doer[] = ['COACH'];

/** For the coach alone, whose it is: for their supervision. */
export class NotePresence extends MutualCommand<OfEntry & { words: string }> {
  readonly type = 'NotePresence';
  override readonly by = coaches;
}
/** To whom the client or a member turned when it was hard. */
export class NoteTurnedTo extends MutualCommand<
  OfEntry & { turnedTo: TurnedTo; words?: string | undefined }
> {
  readonly type = 'NoteTurnedTo';
  override readonly by: readonly Doer[] = ['CLIENT', 'MEMBER'];
}

/** Records of safety are made whenever they are needed. */
abstract class RecordSafety<D extends Record> extends CommandAbout<D> {
  override readonly during = evenAfter;
}
export class MakeReferral extends RecordSafety<InWords> {
  readonly type = 'MakeReferral';
  override readonly by = coaches;
}
export class NoteSideEffect extends RecordSafety<InWords> {
  readonly type = 'NoteSideEffect';
}
export class NoteHealthPause extends RecordSafety<InWords> {
  readonly type = 'NoteHealthPause';
}
export class SayCannotGoOn extends RecordSafety<Record & { words?: string | undefined }> {
  readonly type = 'SayCannotGoOn';
  override readonly by = coaches;
}
export class NameLimitOfConfidentiality extends RecordSafety<
  Record & { limit: ConfidentialityLimit; words?: string | undefined }
> {
  readonly type = 'NameLimitOfConfidentiality';
  override readonly by = coaches;
}

export type EntryCommand =
  | NotePresence
  | NoteTurnedTo
  | MakeReferral
  | NoteSideEffect
  | NoteHealthPause
  | SayCannotGoOn
  | NameLimitOfConfidentiality;
