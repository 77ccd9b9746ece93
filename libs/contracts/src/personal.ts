import { z } from 'zod';
import { contracts } from './catalogue.ts';

/** The types of a service's events that hold something personal. */
export const personalEventsOf = (service: string): string[] =>
  (contracts[service] ?? [])
    .filter(({ schema }) => JSON.stringify(z.toJSONSchema(schema)).includes('"personal":true'))
    .map(({ type }) => type);
