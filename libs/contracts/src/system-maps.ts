import { z } from 'zod';
import { event, type EventsOf, id, personal } from './define.ts';
import { purgedFromSystemMapping } from './erasure.ts';

export const mapKind = z
  .enum(['PERSON', 'TEAM', 'ORGANIZATION'])
  .meta({ description: 'Whose system the map shows.' });
export type MapKind = z.infer<typeof mapKind>;

export const actorKind = z
  .enum(['SELF', 'PERSON', 'ROLE', 'GROUP', 'ORGANIZATION', 'STAKEHOLDER'])
  .meta({ description: 'What an actor of the map is.' });
export type ActorKind = z.infer<typeof actorKind>;

export const tieKind = z
  .enum(['WORKS_WITH', 'REPORTS_TO', 'TURNS_TO', 'SUPPORTS', 'INFLUENCES', 'IN_TENSION_WITH'])
  .meta({ description: 'What one actor is to another.' });
export type TieKind = z.infer<typeof tieKind>;

const map = { mapId: id('The map.') };
const label = personal('How the map’s owner calls the actor.', 'ownerId');
const actor = z
  .strictObject({
    actorId: id('The actor.'),
    kind: actorKind,
    personId: id('The person of the directory, when the actor is one.').optional(),
    label,
  })
  .readonly();
const tie = z
  .strictObject({
    tieId: id('The tie.'),
    source: id('The actor it goes from.'),
    target: id('The actor it goes to.'),
    kind: tieKind,
    strength: z.int().min(1).max(5).meta({ description: 'From 1, weak, to 5, strong.' }),
  })
  .readonly();

export const systemMappingEvents = [
  event(
    'MapCreated',
    'Somebody maps the system they live or work in.',
    z.strictObject({
      ...map,
      kind: mapKind,
      engagementId: id('The engagement that the map belongs to.').optional(),
      ownerId: id('Whose map it is; of a team or an organization, who speaks for it.'),
      name: personal('What the map is called.', 'ownerId'),
    }),
  ),
  event(
    'ActorsAdded',
    'People, roles, groups or organizations are part of the system.',
    z.strictObject({
      ...map,
      actors: z.array(actor).min(1).max(1000).readonly().meta({ description: 'Who or what joins.' }),
    }),
  ),
  event(
    'ActorRenamed',
    'The owner calls an actor otherwise.',
    z.strictObject({ ...map, actorId: id('The actor.'), label }),
  ),
  event(
    'ActorRemoved',
    'An actor is no part of the system any more; its ties end with it.',
    z.strictObject({ ...map, actorId: id('The actor.') }),
  ),
  event(
    'TiesAsserted',
    'Actors are tied to each other; a tie that was asserted before is so now.',
    z.strictObject({
      ...map,
      ties: z.array(tie).min(1).max(1000).readonly().meta({ description: 'Who is what to whom.' }),
    }),
  ),
  event('TieEnded', 'A tie was there and is no more.', z.strictObject({ ...map, tieId: id('The tie.') })),
  event(
    'TieRetracted',
    'A tie was never there: asserting it was a mistake.',
    z.strictObject({ ...map, tieId: id('The tie.') }),
  ),
  event(
    'SnapshotTaken',
    'A moment of the map has a label, so that later moments can be compared with it.',
    z.strictObject({
      ...map,
      snapshotId: id('The snapshot.'),
      label: personal('What the moment is called.', 'ownerId'),
    }),
    2,
  ),
  purgedFromSystemMapping,
] as const;

export type SystemMappingEvent = EventsOf<typeof systemMappingEvents>;
/** What happens to a map. */
export type MapEvent = Exclude<SystemMappingEvent, { type: 'PurgedFromSystemMapping' }>;
