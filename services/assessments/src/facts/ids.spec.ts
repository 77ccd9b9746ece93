import { expect, it } from '@jest/globals';
import { consentIdOf } from './ids.ts';

const [person, engagement] = ['6f1f7b3e-0000-4000-8000-00000000000a', '6f1f7b3e-0000-4000-8000-0000000000e1'];

it('A consent is one for each person, engagement and purpose', () => {
  const one = consentIdOf(person, engagement, 'COACH_SEES_SCORES');
  const others = [
    consentIdOf(person, engagement, 'COACH_SEES_ANSWERS'),
    consentIdOf(engagement, person, 'COACH_SEES_SCORES'),
  ];
  expect(others).not.toContain(one);
  expect(consentIdOf(person, engagement.toUpperCase(), 'COACH_SEES_SCORES')).toBe(one);
});
