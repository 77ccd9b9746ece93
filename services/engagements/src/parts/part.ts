import { type ServiceDefinition } from '@securebase/service-kit';

/** A part of the service, with a table of contents of its own. */
export interface Part extends Partial<
  Pick<
    ServiceDefinition,
    | 'deciders'
    | 'projections'
    | 'reactions'
    | 'duties'
    | 'entities'
    | 'resolvers'
    | 'providers'
    | 'imports'
    | 'orphanedTypes'
  >
> {
  /** What each rejection of its rules means and what to do about it, by code. */
  readonly rejections: Readonly<Record<string, string>>;
}
