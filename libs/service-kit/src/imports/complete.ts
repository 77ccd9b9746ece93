import { type Provider } from '@nestjs/common';
import { type ServiceDefinition } from '../definition.ts';
import { IMPORT_SETTINGS, Importer, type ImportSettings } from './importer.ts';
import { importResolver } from './import.resolver.ts';
import { ImportService } from './import-service.ts';
import { parkedResolver } from '../parked/parked.resolver.ts';
import { accessResolver } from '../sealing/access.resolver.ts';
import { auditResolver } from '../audit/audit.resolver.ts';
import { Staging } from './staging.ts';

/** The definition with what the kit adds to it: what administrators need, and its imports. */
export const completed = (given: ServiceDefinition): ServiceDefinition => {
  const definition = {
    ...given,
    resolvers: [
      ...given.resolvers,
      parkedResolver(given.name),
      accessResolver(given.name),
      auditResolver(given.name),
    ],
  };
  const { name, imports = [], resolvers, providers = [], rejections } = definition;
  if (imports.length === 0) return definition;
  const settings: ImportSettings = { service: name, kinds: imports, rejections };
  const added: Provider[] = [
    Staging,
    Importer,
    ImportService,
    { provide: IMPORT_SETTINGS, useValue: settings },
  ];
  return {
    ...definition,
    resolvers: [...resolvers, importResolver(name, imports)],
    providers: [...providers, ...added],
  };
};
