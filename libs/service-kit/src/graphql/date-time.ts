import { GraphQLISODateTime } from '@nestjs/graphql';
import { GraphQLScalarType } from 'graphql';

const nest = GraphQLISODateTime.toConfig();

/** The scalar `DateTime`, of dates from a read model and of texts from an event: a payload is folded from events. */
export const DateTime = new GraphQLScalarType({
  ...nest,
  serialize: (value) => nest.serialize(typeof value === 'string' ? new Date(value) : value),
});
