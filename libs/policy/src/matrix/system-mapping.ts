import { type Matrix, may } from '../define.ts';

/** Maps of the systems that people live and work in. */
export const systemMappingMatrix: Matrix = {
  'Query.systemMap': may('CLIENT', 'COACH'),
  'Query.systemMaps': may('CLIENT', 'COACH'),
  'Mutation.addActors': may('CLIENT', 'COACH'),
  'Mutation.assertTies': may('CLIENT', 'COACH'),
  'Mutation.createMap': may('CLIENT', 'COACH'),
  'Mutation.endTie': may('CLIENT', 'COACH'),
  'Mutation.removeActor': may('CLIENT', 'COACH'),
  'Mutation.renameActor': may('CLIENT', 'COACH'),
  'Mutation.retractTie': may('CLIENT', 'COACH'),
  'Mutation.takeSnapshot': may('CLIENT', 'COACH'),
  'Actor.*': 'EVERYBODY',
  'Actor.label': may('CLIENT', 'COACH'),
  Engagement: may('CLIENT', 'COACH', 'SPONSOR', 'PROGRAM_MANAGER'),
  'Engagement.*': 'EVERYBODY',
  'MapMetricsType.*': 'EVERYBODY',
  'Snapshot.*': 'EVERYBODY',
  SystemMap: may('CLIENT', 'COACH'),
  'SystemMap.*': 'EVERYBODY',
  'Tie.*': 'EVERYBODY',
};
