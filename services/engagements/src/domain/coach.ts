import { type CoachCredential, type EngagementsEvent, type Speciality } from '@securebase/contracts';
import { Command, type Decider, ensure, seal } from '@securebase/domain-kit';
import {
  AcceptMatch,
  AddCoach,
  CompleteEngagement,
  ConfirmMatch,
  DeclineMatch,
  EndEngagementEarly,
  ProposeCoach,
  ReassignCoach,
} from './engagement-commands.ts';
import { isTimeZone, languageOf } from './matching/places.ts';

export type CoachEvent = Extract<
  EngagementsEvent,
  {
    type: 'CoachRegistered' | 'CoachProfileChanged' | 'CoachIntroduced' | 'PlaceReserved' | 'PlaceReleased';
  }
>;

/** What a coach offers, and how much of it. */
export interface Profile {
  readonly languages: readonly string[];
  readonly specialities: readonly Speciality[];
  readonly credentials: readonly CoachCredential[];
  readonly timeZone: string;
  /** Engagements at a time. */
  readonly capacity: number;
}

export class RegisterCoach extends Command<
  Profile & {
    coachId: string;
    /** Parts of the organization that they belong to; they stay as they were where they are not given. */
    units?: readonly string[] | undefined;
  }
> {
  readonly type = 'RegisterCoach';
}
export class IntroduceCoach extends Command<{ coachId: string; words: string }> {
  readonly type = 'IntroduceCoach';
}

/** The engagement has ended, whoever ended it. */
export class ReleasePlace extends Command<{ coachId: string; engagementId: string }> {
  readonly type = 'ReleasePlace';
}

type Taking = ConfirmMatch | AcceptMatch | AddCoach | ReassignCoach;
type Freeing = DeclineMatch | CompleteEngagement | EndEngagementEarly | ReleasePlace;
type CoachCommand = RegisterCoach | IntroduceCoach | ProposeCoach | Taking | Freeing;

/** Plain data, so that a snapshot holds it: a coach of many years has a long stream. */
export interface Coach {
  /** Not there before the coach has registered: then nobody has said how many places there are, and there is no limit. */
  readonly profile: Profile | null;
  /** Those that take a place. */
  readonly engagementIds: readonly string[];
}

/** Places that nobody has taken; `undefined` where there is no limit. */
export const freePlaces = ({ profile, engagementIds }: Coach): number | undefined =>
  profile ? Math.max(0, profile.capacity - engagementIds.length) : undefined;

/**
 * Languages in their one form, each once.
 * @throws Rejected BAD_LANGUAGE
 */
export const languagesOf = (given: readonly string[]): readonly string[] => {
  const languages = given.flatMap((each) => languageOf(each) ?? []);
  ensure(languages.length === given.length && given.length > 0, 'BAD_LANGUAGE', ['input', 'languages']);
  return [...new Set(languages)];
};

const profileOf = ({ data }: RegisterCoach): Profile => {
  const { specialities, credentials, timeZone, capacity } = data;
  ensure(isTimeZone(timeZone), 'BAD_TIME_ZONE', ['input', 'timeZone']);
  return {
    languages: languagesOf(data.languages),
    specialities: [...new Set(specialities)],
    credentials: [...new Set(credentials)],
    timeZone,
    capacity,
  };
};

/** Whether two profiles say the same; a snapshot has its properties in an order of its own. */
const saysOf = ({ languages, specialities, credentials, timeZone, capacity }: Profile) =>
  JSON.stringify([languages, specialities, credentials, timeZone, capacity]);

interface Place {
  readonly coachId: string;
  readonly engagementId: string;
}

/**
 * Takes a place for an engagement; nothing where it has one.
 * @throws Rejected COACH_FULL
 */
const reserve = (coach: Coach, place: Place): CoachEvent[] => {
  if (coach.engagementIds.includes(place.engagementId)) return [];
  ensure(freePlaces(coach) !== 0, 'COACH_FULL', ['input', 'coachId']);
  return [{ type: 'PlaceReserved', data: place }];
};

/** Frees the place of an engagement; nothing where it has none. */
const release = (coach: Coach, place: Place): CoachEvent[] =>
  coach.engagementIds.includes(place.engagementId) ? [{ type: 'PlaceReleased', data: place }] : [];

const decide = (command: CoachCommand, coach: Coach): CoachEvent[] => {
  if (command.type === 'RegisterCoach') {
    const { coachId, units } = command.data;
    const profile = profileOf(command);
    const isKnown = coach.profile && saysOf(profile) === saysOf(coach.profile);
    if (isKnown && units === undefined) return [];
    const sealed = units === undefined ? {} : { units: seal(coachId, [...new Set(units)]) };
    return [
      {
        type: coach.profile ? 'CoachProfileChanged' : 'CoachRegistered',
        data: { coachId, ...profile, ...sealed },
      },
    ];
  }
  if (command.type === 'IntroduceCoach') {
    const { coachId, words } = command.data;
    ensure(coach.profile, 'COACH_NOT_REGISTERED');
    return [{ type: 'CoachIntroduced', data: { coachId, words: seal(coachId, words) } }];
  }
  const { engagementId, coachId = '' } = command.data;
  switch (command.type) {
    case 'ProposeCoach':
      reserve(coach, { coachId, engagementId });
      return [];
    case 'ConfirmMatch':
    case 'AcceptMatch':
    case 'AddCoach':
    case 'ReassignCoach':
      return reserve(coach, { coachId, engagementId });
    case 'DeclineMatch':
    case 'CompleteEngagement':
    case 'EndEngagementEarly':
    case 'ReleasePlace':
      return release(coach, { coachId, engagementId });
  }
};

const evolve = (coach: Coach, event: CoachEvent): Coach => {
  switch (event.type) {
    case 'CoachRegistered':
    case 'CoachProfileChanged': {
      const { languages, specialities, credentials, timeZone, capacity } = event.data;
      return { ...coach, profile: { languages, specialities, credentials, timeZone, capacity } };
    }
    case 'CoachIntroduced':
      return coach;
    case 'PlaceReserved':
      return { ...coach, engagementIds: [...coach.engagementIds, event.data.engagementId] };
    case 'PlaceReleased': {
      const { engagementId } = event.data;
      return { ...coach, engagementIds: coach.engagementIds.filter((each) => each !== engagementId) };
    }
  }
};

/**
 * A coach, and the places that engagements take: taken when a match is confirmed, in one append with the match, and free again
 * in one append with what ends it.
 */
export const coach: Decider<CoachCommand, CoachEvent, Coach> = {
  name: 'coach',
  commands: [
    RegisterCoach,
    IntroduceCoach,
    ReleasePlace,
    ProposeCoach,
    ConfirmMatch,
    AcceptMatch,
    DeclineMatch,
    CompleteEngagement,
    EndEngagementEarly,
    AddCoach,
    ReassignCoach,
  ],
  streamId: ({ data }) => data.coachId,
  initialState: { profile: null, engagementIds: [] },
  snapshot: { version: 1, every: 100 },
  decide,
  evolve,
};
