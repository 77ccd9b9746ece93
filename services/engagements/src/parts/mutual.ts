import { EnergyResolver } from '../api/energy.resolver.ts';
import { EntriesResolver } from '../api/entries.resolver.ts';
import { Entries } from '../api/entries.ts';
import { HavenResolver } from '../api/haven.resolver.ts';
import { MutualResolver } from '../api/mutual.resolver.ts';
import { NoteResolver } from '../api/note.resolver.ts';
import { SafetyResolver } from '../api/safety.resolver.ts';
import { Standing } from '../api/standing.ts';
import { alliance } from '../domain/alliance.ts';
import { energy } from '../domain/energy.ts';
import { entry } from '../domain/entry.ts';
import { moment } from '../domain/moment.ts';
import { note } from '../domain/note.ts';
import { rupture } from '../domain/rupture.ts';
import { settledness } from '../domain/settledness.ts';
import { EntryView, entryView } from '../read-models/entry-view.ts';
import { type Part } from './part.ts';

/** What is mutual, energy, safe haven, maturing, notes and safety. */
export const mutual: Part = {
  deciders: [settledness, moment, energy, alliance, rupture, note, entry],
  projections: [entryView],
  entities: [EntryView],
  resolvers: [EntriesResolver, MutualResolver, EnergyResolver, HavenResolver, NoteResolver, SafetyResolver],
  providers: [Entries, Standing],
  rejections: {
    ABOUT_YOURSELF_ONLY: 'Only a coach says this of somebody else. Leave out whom it is about.',
    SESSION_DID_NOT_TAKE_PLACE:
      'The session was cancelled or missed. Name one that was held, or is to take place.',
    NOTHING_NOTED: 'Nothing was noted. Say how settled you arrived, how settled you left, or both.',
    MOMENT_IS_WITH_A_COACH:
      'A moment of meeting is between a coach and whom they coach. Name the other of the two.',
    MOMENT_ALREADY_MARKED: 'You have marked this session before. One mark is enough.',
    ENTRY_NOT_FOUND: 'There is no such entry among your own.',
    ASPECT_NOT_FOUND: 'There is no such aspect among those that you have named.',
    REDIRECTED_TO_NOTHING:
      'There is no such goal or experiment of yours in this engagement, and no such tie in its maps. Name one of them, or say it in words.',
    REDIRECTED_WHERE: 'Say where the energy went: name the goal, experiment or tie, or say it in words.',
    ALLIANCE_OUT_OF_RANGE: 'Bond, task and goal are rated in whole numbers from 1 to 5.',
    RUPTURE_NOT_FOUND: 'There is no such rupture among those that you may read.',
    RUPTURE_ALREADY_REPAIRED: 'This rupture is mended. Note a new one if it has torn again.',
    NOTE_NOT_FOUND: 'There is no such note among those that you wrote.',
  },
};
