import { describe, expect, it } from '@jest/globals';
import { seal } from '@securebase/domain-kit';
import { specification } from '@securebase/domain-kit/testing';
import {
  type Coach,
  coach,
  type CoachEvent,
  freePlaces,
  IntroduceCoach,
  type Profile,
  RegisterCoach,
  ReleasePlace,
} from './coach.ts';
import * as commands from './engagement-commands.ts';
import { amal, as, engagementId, jonas, noor, programId } from './story.ts';

const given = specification(coach);
const coachId = noor;
const another = '6f1f7b3e-0000-4000-8000-0000000000e2';
const profile: Profile = {
  languages: ['de', 'en-GB'],
  specialities: ['CONFLICT'],
  credentials: ['PCC'],
  timeZone: 'Europe/Vienna',
  capacity: 1,
};
const register = (more: Partial<Profile> = {}) =>
  new RegisterCoach({ coachId, ...profile, ...more }, as(noor));
const registered = (more: Partial<Profile> = {}): CoachEvent => ({
  type: 'CoachRegistered',
  data: { coachId, ...profile, ...more },
});
const introduce = new IntroduceCoach({ coachId, words: 'I listen.' }, as(noor));
const reserved = (of = engagementId): CoachEvent => ({
  type: 'PlaceReserved',
  data: { coachId, engagementId: of },
});
const released = (of = engagementId): CoachEvent => ({
  type: 'PlaceReleased',
  data: { coachId, engagementId: of },
});
const confirm = (of = engagementId) =>
  new commands.ConfirmMatch({ engagementId: of, coachId, programId }, as(amal));
const propose = new commands.ProposeCoach({ engagementId, coachId }, as(amal));
const accept = new commands.AcceptMatch({ engagementId, coachId }, as(noor));
const decline = new commands.DeclineMatch({ engagementId, coachId }, as(noor));
const complete = new commands.CompleteEngagement({ engagementId, coachId }, as(noor));
const end = new commands.EndEngagementEarly({ engagementId, coachId }, as(amal), {
  attendeeIds: [amal, noor],
});

const upcoming: commands.Joined['upcoming'] = [];
const join = new commands.AddCoach({ engagementId, coachId }, as(amal), { upcoming });
const follow = new commands.ReassignCoach({ engagementId, coachId, fromId: jonas }, as(amal), { upcoming });

describe('A coach who comes in later', () => {
  it.each([join, follow])('takes a place, if there is one ($type)', (command) => {
    given(registered()).when(command).then(reserved());
    given(registered(), reserved(another)).when(command).rejects('COACH_FULL');
  });
});

describe('A coach', () => {
  it('registers with what they offer', () => given().when(register()).then(registered()));
  it('says it anew when it changes', () =>
    given(registered())
      .when(register({ capacity: 3 }))
      .then({ type: 'CoachProfileChanged', data: { coachId, ...profile, capacity: 3 } }));
  it('may say the same again, which changes nothing', () => given(registered()).when(register()).then());
  it('belongs to parts of the organization, sealed', () =>
    given(registered())
      .when(new RegisterCoach({ coachId, ...profile, units: ['Research', 'Research'] }, as(noor)))
      .then({
        type: 'CoachProfileChanged',
        data: { coachId, ...profile, units: seal(coachId, ['Research']) },
      }));
  it('names languages in their one form, each once', () =>
    given()
      .when(register({ languages: ['DE', 'en-gb', 'de'] }))
      .then(registered()));
  it.each([
    ['BAD_LANGUAGE', register({ languages: ['not a language'] })],
    ['BAD_LANGUAGE', register({ languages: [] })],
    ['BAD_TIME_ZONE', register({ timeZone: 'Europe/Nowhere' })],
  ] as const)('is refused with %s', (code, command) => given().when(command).rejects(code));
  it('introduces themselves, once registered', () =>
    given(registered())
      .when(introduce)
      .then({ type: 'CoachIntroduced', data: { coachId, words: seal(coachId, 'I listen.') } }));
  it('does not introduce themselves before', () => given().when(introduce).rejects('COACH_NOT_REGISTERED'));
});

describe('A place of a coach', () => {
  it('is taken when a match is confirmed', () => given(registered()).when(confirm()).then(reserved()));
  it('is taken when the coach accepts', () => given(registered()).when(accept).then(reserved()));
  it('is not taken by asking', () => given(registered()).when(propose).then());
  it('is taken once by an engagement', () => given(registered(), reserved()).when(confirm()).then());
  it.each([confirm(), accept, propose])('is not there for one more than they have', (command) =>
    given(registered(), reserved(another)).when(command).rejects('COACH_FULL'),
  );
  it.each([
    ['the work is completed', complete],
    ['it ends early', end],
    ['the match does not hold', decline],
    ['the engagement has ended in another way', new ReleasePlace({ engagementId, coachId }, as(amal))],
  ])('is free again when %s', (_, command) => given(registered(), reserved()).when(command).then(released()));
  it('is given to the next after that', () =>
    given(registered(), reserved(another), released(another)).when(confirm()).then(reserved()));
  it('that is not taken is not released', () => given(registered()).when(decline).then());
  it('is not limited before the coach has said how many they have', () =>
    given(reserved(another)).when(confirm()).then(reserved()));
  it('counts from then on, with all that are taken', () =>
    given(reserved(another), registered()).when(confirm()).rejects('COACH_FULL'));
  it('is not limited by a command that names no coach', () => {
    expect(coach.streamId(new commands.CompleteEngagement({ engagementId }, as(noor)))).toBeUndefined();
  });
  it('is never missing: fewer places than are taken are none, not less than none', () => {
    const state = [reserved(), reserved(another), registered()].reduce<Coach>(
      coach.evolve,
      coach.initialState,
    );
    expect(freePlaces(state)).toBe(0);
  });
});
