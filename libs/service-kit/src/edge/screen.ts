import { GraphQLError, Lexer, Source, TokenKind } from 'graphql';
import { Fault } from './error-codes.ts';

export interface QueryLimits {
  readonly depth: number;
  readonly aliases: number;
  readonly tokens: number;
}

/**
 * Reads a query's tokens, without building anything from them, and refuses one that is too long, too deep or has too many
 * aliases: before a parser could run out of stack, or a rule of validation out of time.
 * @throws Fault
 */
export const screen = (query: string, limits: QueryLimits): void => {
  const lexer = new Lexer(new Source(query));
  let tokens = 0;
  let aliases = 0;
  let braces = 0;
  let parentheses = 0;
  for (;;) {
    const { kind } = advance(lexer);
    switch (kind) {
      case TokenKind.EOF:
        return;
      case TokenKind.BRACE_L:
        braces++;
        break;
      case TokenKind.BRACE_R:
        braces--;
        break;
      case TokenKind.PAREN_L:
        parentheses++;
        break;
      case TokenKind.PAREN_R:
        parentheses--;
        break;
      case TokenKind.COLON:
        if (parentheses === 0) aliases++;
        break;
      default:
    }
    if (aliases > limits.aliases) throw new Fault('TOO_MANY_ALIASES');
    if (++tokens > limits.tokens) throw new Fault('TOO_MANY_TOKENS');
    if (braces + parentheses > limits.depth + maxNestingOfArguments) throw new Fault('QUERY_TOO_DEEP');
    if (parentheses === 0 && braces > limits.depth) throw new Fault('QUERY_TOO_DEEP');
  }
};

/** Braces and parentheses of arguments within a field, such as a filter in a list in an input. */
const maxNestingOfArguments = 10;

const advance = (lexer: Lexer) => {
  try {
    return lexer.advance();
  } catch (error) {
    throw new Fault('BAD_QUERY', error instanceof GraphQLError ? error.message : undefined);
  }
};
