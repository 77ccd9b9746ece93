import { NetworkError, type NetworkErrorCode, type Place } from '../network-error.ts';

/** A place in a text: lines count from 1, characters (UTF-16 units) of a line from 1. */
export interface TextPlace extends Place {
  readonly line?: number;
  readonly character?: number;
}

/**
 * A file that cannot be read, and where. `row` counts the nodes or ties of the file from 0; `line` and `character` are those of an
 * editor, where reading had come to (the end of the tag, record or value). Nothing here repeats what the file holds.
 */
export class FormatError extends NetworkError {
  readonly line: number | undefined;
  readonly character: number | undefined;

  constructor(code: NetworkErrorCode, place: TextPlace = {}) {
    super(code, place);
    this.line = place.line;
    this.character = place.character;
  }
}
