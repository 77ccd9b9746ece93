import { type EngagementsEvent, type Speciality } from '@securebase/contracts';
import { Command, type Decider, ensure, open, seal } from '@securebase/domain-kit';
import { languagesOf } from './coach.ts';
import { isTimeZone } from './matching/places.ts';

export type ParticipantEvent = Extract<EngagementsEvent, { type: 'PreferencesStated' | 'WishesStated' }>;

/** In which languages and where somebody can be coached. */
export interface Preferences {
  /** The preferred one first. */
  readonly languages: readonly string[];
  readonly timeZone: string;
}
/** What somebody wishes for, and what not. */
export interface Wishes {
  readonly specialities: readonly Speciality[];
  readonly avoidUnits: readonly string[];
  readonly avoidCoachIds: readonly string[];
}

export class StatePreferences extends Command<
  Preferences & {
    participantId: string;
    /** Stays as it was where it is not given. */
    lineManagerId?: string | undefined;
  }
> {
  readonly type = 'StatePreferences';
}
export class StateWishes extends Command<Wishes & { participantId: string }> {
  readonly type = 'StateWishes';
}
type ParticipantCommand = StatePreferences | StateWishes;

/** What is known of a participant; nothing of what was erased. */
export interface Participant {
  readonly preferences: Preferences | undefined;
  readonly lineManagerId: string | undefined;
  readonly wishes: Wishes | undefined;
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/**
 * What stating preferences comes to: nothing where they are known. For files that say them for many, too.
 * @throws Rejected BAD_LANGUAGE, BAD_TIME_ZONE, MANAGER_OF_ONESELF
 */
export const preferencesStated = (
  participant: Participant,
  data: StatePreferences['data'],
): ParticipantEvent[] => {
  const { participantId, timeZone } = data;
  const languages = languagesOf(data.languages);
  ensure(isTimeZone(timeZone), 'BAD_TIME_ZONE', ['input', 'timeZone']);
  const preferences: Preferences = { languages, timeZone };
  const lineManagerId = data.lineManagerId ?? participant.lineManagerId;
  ensure(lineManagerId !== participantId, 'MANAGER_OF_ONESELF', ['input', 'lineManagerId']);
  if (same(preferences, participant.preferences) && lineManagerId === participant.lineManagerId) return [];
  const manager = lineManagerId === undefined ? {} : { lineManagerId };
  return [
    {
      type: 'PreferencesStated',
      data: { participantId, preferences: seal(participantId, preferences), ...manager },
    },
  ];
};

const decide = (command: ParticipantCommand, participant: Participant): ParticipantEvent[] => {
  if (command.type === 'StatePreferences') return preferencesStated(participant, command.data);
  const { participantId, specialities, avoidUnits, avoidCoachIds } = command.data;
  const wishes: Wishes = {
    specialities: [...new Set(specialities)],
    avoidUnits: [...new Set(avoidUnits)],
    avoidCoachIds: [...new Set(avoidCoachIds)],
  };
  if (same(wishes, participant.wishes)) return [];
  return [{ type: 'WishesStated', data: { participantId, wishes: seal(participantId, wishes) } }];
};

const evolve = (participant: Participant, event: ParticipantEvent): Participant => {
  switch (event.type) {
    case 'PreferencesStated':
      return {
        ...participant,
        preferences: open<Preferences>(event.data.preferences),
        lineManagerId: event.data.lineManagerId,
      };
    case 'WishesStated':
      return { ...participant, wishes: open<Wishes>(event.data.wishes) };
  }
};

/** What a person who is to be coached has said for matching; the same for every program. */
export const participant: Decider<ParticipantCommand, ParticipantEvent, Participant> = {
  name: 'participant',
  opens: true,
  commands: [StatePreferences, StateWishes],
  streamId: ({ data }) => data.participantId,
  initialState: { preferences: undefined, lineManagerId: undefined, wishes: undefined },
  decide,
  evolve,
};
