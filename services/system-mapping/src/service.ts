import { catalogue, personalEventsOf } from '@securebase/contracts';
import { matrices, Policy } from '@securebase/policy';
import {
  directoryMember,
  purgeWhenErased,
  sealedContent,
  type ServiceDefinition,
  tenantStanding,
} from '@securebase/service-kit';
import { EngagementMapsResolver } from './api/engagement-maps.resolver.ts';
import { ActorResolver, MapResolver } from './api/map.resolver.ts';
import { EngagementStub } from './api/map.types.ts';
import { Maps } from './api/maps.ts';
import { systemMap } from './domain/system-map.ts';
import { tiesImport } from './imports/ties.ts';
import { ActorView, actorView } from './read-models/actor-view.ts';
import { KnownEngagement, knownEngagement, KnownPerson, knownPerson } from './read-models/directory.ts';
import { MapView, mapView } from './read-models/map-view.ts';
import { TieView, tieView } from './read-models/tie-view.ts';
import { rejections } from './rejections.ts';

/** The tenants’ directories are the engagements’. */
const directory = { kind: 'TOPIC', topic: 'engagements.events' } as const;

/** The table of contents of the service: what it decides, what it reads, what it answers. */
export const definition: ServiceDefinition = {
  name: 'system-mapping',
  policy: new Policy(matrices['system-mapping']),
  catalogue,
  deciders: [systemMap],
  projections: [
    mapView,
    actorView,
    tieView,
    knownPerson,
    knownEngagement,
    directoryMember(directory),
    tenantStanding(directory),
    sealedContent(personalEventsOf('system-mapping')),
  ],
  reactions: [
    purgeWhenErased({
      source: { kind: 'TOPIC', topic: 'engagements.events' },
      type: 'PurgedFromSystemMapping',
    }),
  ],
  entities: [MapView, ActorView, TieView, KnownPerson, KnownEngagement],
  resolvers: [MapResolver, ActorResolver, EngagementMapsResolver],
  providers: [Maps],
  orphanedTypes: [EngagementStub],
  rejections,
  imports: [tiesImport],
};
