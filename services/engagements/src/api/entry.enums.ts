import { registerEnumType } from '@nestjs/graphql';
import { confidentialityLimit, howMuch, redirectedTo, settledness, turnedTo } from '@securebase/contracts';
import { type SafetyKind } from '../read-models/entry-view.ts';

export const SettlednessStep = settledness.enum;
registerEnumType(SettlednessStep, {
  name: 'SettlednessStep',
  description: 'How settled somebody is, in five steps.',
  valuesMap: {
    UNSETTLED: { description: 'Not settled at all.' },
    RATHER_UNSETTLED: { description: 'More unsettled than settled.' },
    IN_BETWEEN: { description: 'Both, or neither.' },
    RATHER_SETTLED: { description: 'More settled than unsettled.' },
    SETTLED: { description: 'Settled.' },
  },
});

export const HowMuch = howMuch.enum;
registerEnumType(HowMuch, {
  name: 'HowMuch',
  description: 'How much of somebody’s energy, in five steps; a word, and never a number.',
  valuesMap: {
    ALMOST_NONE: { description: 'Next to nothing.' },
    A_LITTLE: { description: 'A little of it.' },
    SOME: { description: 'Some of it.' },
    MUCH: { description: 'Much of it.' },
    ALMOST_ALL: { description: 'Next to everything.' },
  },
});

export const RedirectedTo = redirectedTo.enum;
registerEnumType(RedirectedTo, {
  name: 'RedirectedTo',
  description: 'Where freed energy went.',
  valuesMap: {
    GOAL: { description: 'To a goal.' },
    EXPERIMENT: { description: 'To an experiment.' },
    RELATIONSHIP: { description: 'To a relationship.' },
  },
});

export const TurnedToWhom = turnedTo.enum;
registerEnumType(TurnedToWhom, {
  name: 'TurnedToWhom',
  description: 'To whom somebody turned when it was hard. None is better than another.',
  valuesMap: {
    COACH: { description: 'To the coach.' },
    SOMEONE_IN_MY_SYSTEMS: { description: 'To somebody in the systems that they live and work in.' },
    MYSELF: { description: 'To themselves.' },
  },
});

export const ConfidentialityLimit = confidentialityLimit.enum;
registerEnumType(ConfidentialityLimit, {
  name: 'ConfidentialityLimit',
  description: 'Where confidentiality ends.',
  valuesMap: {
    DANGER: { description: 'Where somebody is in danger.' },
    LAW: { description: 'Where the law demands it.' },
  },
});

export const SafetyRecordKind = {
  REFERRAL: 'REFERRAL',
  SIDE_EFFECT: 'SIDE_EFFECT',
  HEALTH_PAUSE: 'HEALTH_PAUSE',
  COACH_CANNOT_GO_ON: 'COACH_CANNOT_GO_ON',
  LIMIT_OF_CONFIDENTIALITY: 'LIMIT_OF_CONFIDENTIALITY',
} as const satisfies Record<SafetyKind, SafetyKind>;
registerEnumType(SafetyRecordKind, {
  name: 'SafetyRecordKind',
  description: 'What a record of safety is about.',
  valuesMap: {
    REFERRAL: { description: 'The coach referred somebody to other help.' },
    SIDE_EFFECT: { description: 'The coaching had an effect that nobody wanted.' },
    HEALTH_PAUSE: { description: 'Why the work rests: somebody’s health.' },
    COACH_CANNOT_GO_ON: { description: 'The coach cannot go on.' },
    LIMIT_OF_CONFIDENTIALITY: { description: 'The coach said where confidentiality ends.' },
  },
});
