/** What is wrong with the input. Codes are part of the public interface. */
export type NetworkErrorCode =
  | 'NODE_TWICE'
  | 'NO_SUCH_NODE'
  | 'TIE_TO_ITSELF'
  | 'TIE_TWICE'
  | 'STRENGTH_NOT_A_NUMBER'
  | 'STRENGTH_ZERO'
  | 'STRENGTH_NEGATIVE'
  | 'STRENGTHS_TOO_DIFFERENT'
  | 'LENGTHS_DIFFER'
  | 'CANCELLED'
  | 'NETWORK_DIRECTED'
  | 'NETWORK_UNDIRECTED'
  | 'OUT_OF_RANGE'
  | 'FORMAT_MALFORMED'
  | 'FORMAT_UNSUPPORTED'
  | 'DOCTYPE_REFUSED'
  | 'LIMIT_EXCEEDED'
  | 'ATTRIBUTE_RESERVED'
  | 'CHARACTER_NOT_WRITABLE';

/** Where in the caller's own input: rows count from 0; a column or parameter by its name. */
export interface Place {
  readonly row?: number;
  readonly column?: string;
  readonly parameter?: string;
}

/** Input that breaks a precondition, and where. What a network merely cannot answer is an outcome with a reason instead. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
  readonly code: NetworkErrorCode;
  readonly row: number | undefined;
  readonly column: string | undefined;
  readonly parameter: string | undefined;

  constructor(code: NetworkErrorCode, place: Place = {}) {
    const where = Object.entries(place).map(([name, at]) => `${name} ${String(at)}`);
    super(where.length === 0 ? code : `${code} at ${where.join(', ')}`);
    this.code = code;
    this.row = place.row;
    this.column = place.column;
    this.parameter = place.parameter;
  }
}
