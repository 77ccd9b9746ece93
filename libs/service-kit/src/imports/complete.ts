import { type ServiceDefinition } from '../definition.ts';

/** The definition with what the kit adds for its imports. */
export const completed = (definition: ServiceDefinition): ServiceDefinition => definition;
