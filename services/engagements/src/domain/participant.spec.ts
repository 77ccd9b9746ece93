import { describe, it } from '@jest/globals';
import { seal } from '@securebase/domain-kit';
import { specification } from '@securebase/domain-kit/testing';
import { participant, type ParticipantEvent, StatePreferences, StateWishes } from './participant.ts';
import { amal, as, ilse, jonas } from './story.ts';

const given = specification(participant);
const participantId = amal;
const said = { languages: ['de', 'en'], timeZone: 'Europe/Vienna' };
const state = (more: Partial<StatePreferences['data']> = {}) =>
  new StatePreferences({ participantId, ...said, ...more }, as(amal));
const stated = (manager: { lineManagerId?: string } = {}): ParticipantEvent => ({
  type: 'PreferencesStated',
  data: { participantId, preferences: seal(amal, said), ...manager },
});
const wishes = { specialities: ['CONFLICT' as const], avoidUnits: ['Sales'], avoidCoachIds: [jonas] };
const wish = new StateWishes({ participantId, ...wishes }, as(amal));
const wished: ParticipantEvent = {
  type: 'WishesStated',
  data: { participantId, wishes: seal(amal, wishes) },
};

describe('A participant', () => {
  it('says in which languages and where, sealed', () => given().when(state()).then(stated()));
  it('may say the same again, as the same file does, which changes nothing', () =>
    given(stated()).when(state()).then());
  it('keeps the line manager who was named before', () =>
    given(stated({ lineManagerId: ilse }))
      .when(state({ timeZone: 'Asia/Tokyo' }))
      .then({
        type: 'PreferencesStated',
        data: {
          participantId,
          preferences: seal(amal, { ...said, timeZone: 'Asia/Tokyo' }),
          lineManagerId: ilse,
        },
      }));
  it.each([
    ['BAD_LANGUAGE', state({ languages: ['?'] })],
    ['BAD_TIME_ZONE', state({ timeZone: 'Mars/Olympus' })],
    ['MANAGER_OF_ONESELF', state({ lineManagerId: amal })],
  ] as const)('is refused with %s', (code, command) => given().when(command).rejects(code));
  it('wishes, sealed', () => given(stated()).when(wish).then(wished));
  it('may wish the same again, which changes nothing', () => given(wished).when(wish).then());
});
