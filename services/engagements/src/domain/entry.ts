import { type EngagementsEvent } from '@securebase/contracts';
import { type Decider, seal } from '@securebase/domain-kit';
import * as commands from './entry-commands.ts';

export type EntryEvent = Extract<
  EngagementsEvent,
  {
    type:
      | 'PresenceNoted'
      | 'TurnedToNoted'
      | 'ReferralMade'
      | 'SideEffectNoted'
      | 'HealthPauseNoted'
      | 'CoachCannotGoOn'
      | 'LimitOfConfidentialityNamed';
  }
>;

const inWords = (subject: string, words: string | undefined) =>
  words === undefined ? {} : { words: seal(subject, words) };

const records = {
  MakeReferral: 'ReferralMade',
  NoteSideEffect: 'SideEffectNoted',
  NoteHealthPause: 'HealthPauseNoted',
} as const;

const decide = (command: commands.EntryCommand): EntryEvent => {
  const { engagementId, entryId, sessionId } = command.data;
  const authorId = command.context.actorId;
  const of = { engagementId, entryId, authorId };
  const when = sessionId === undefined ? {} : { sessionId };
  switch (command.type) {
    case 'NotePresence':
      return {
        type: 'PresenceNoted',
        data: { ...of, ...when, words: seal(authorId, command.data.words) },
      };
    case 'NoteTurnedTo': {
      const { turnedTo, words } = command.data;
      const said = { turnedTo: seal(authorId, turnedTo), ...inWords(authorId, words) };
      return { type: 'TurnedToNoted', data: { ...of, ...when, ...said } };
    }
    case 'MakeReferral':
    case 'NoteSideEffect':
    case 'NoteHealthPause': {
      const { aboutId, words } = command.data;
      const data = { ...of, ...when, aboutId, words: seal(aboutId, words) };
      return { type: records[command.type], data };
    }
    case 'SayCannotGoOn': {
      const { aboutId, words } = command.data; // why is the coach's own
      return { type: 'CoachCannotGoOn', data: { ...of, aboutId, ...inWords(authorId, words) } };
    }
    case 'NameLimitOfConfidentiality': {
      const { aboutId, limit, words } = command.data;
      const said = { limit: seal(aboutId, limit), ...inWords(aboutId, words) };
      return { type: 'LimitOfConfidentialityNamed', data: { ...of, ...when, aboutId, ...said } };
    }
  }
};

/** Entries of which nothing follows: each has a stream of its own, and one event. */
export const entry: Decider<commands.EntryCommand, EntryEvent, undefined> = {
  name: 'entry',
  commands: Object.values(commands),
  streamId: ({ data }) => data.entryId,
  initialState: undefined,
  decide: (command) => [decide(command)],
  evolve: (state) => state,
};
