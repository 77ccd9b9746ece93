import { registerEnumType } from '@nestjs/graphql';

export const Occasion = {
  BASELINE: 'BASELINE',
  MIDPOINT: 'MIDPOINT',
  CLOSING: 'CLOSING',
  FOLLOW_UP: 'FOLLOW_UP',
} as const;
registerEnumType(Occasion, {
  name: 'Occasion',
  description: 'When in the course of an engagement or program.',
  valuesMap: {
    BASELINE: { description: 'Before the work begins.' },
    MIDPOINT: { description: 'Half-way.' },
    CLOSING: { description: 'At the end.' },
    FOLLOW_UP: { description: 'Some time after the end.' },
  },
});

export const Perspective = {
  SELF: 'SELF',
  COACH: 'COACH',
  LINE_MANAGER: 'LINE_MANAGER',
  PEER: 'PEER',
  DIRECT_REPORT: 'DIRECT_REPORT',
  SPONSOR: 'SPONSOR',
  TEAM_MEMBER: 'TEAM_MEMBER',
} as const;
registerEnumType(Perspective, {
  name: 'Perspective',
  description: 'As whom the respondent answers about the subject.',
  valuesMap: {
    SELF: { description: 'About oneself.' },
    COACH: { description: 'As the coach.' },
    LINE_MANAGER: { description: 'As the manager.' },
    PEER: { description: 'As a colleague.' },
    DIRECT_REPORT: { description: 'As someone who reports to the subject.' },
    SPONSOR: { description: 'As the sponsor of the engagement.' },
    TEAM_MEMBER: { description: 'As a member of the team.' },
  },
});

export const SharedThing = {
  ATTENDANCE: 'ATTENDANCE',
  GOALS: 'GOALS',
  GOAL_RATINGS: 'GOAL_RATINGS',
  PROGRESS: 'PROGRESS',
  SCORES: 'SCORES',
  FINDING: 'FINDING',
} as const;
registerEnumType(SharedThing, {
  name: 'SharedThing',
  description: 'What of an engagement can be shared with somebody beside client and coach.',
  valuesMap: {
    ATTENDANCE: { description: 'How many sessions were held.' },
    GOALS: { description: 'What the goals are.' },
    GOAL_RATINGS: { description: 'How the goals are rated.' },
    PROGRESS: { description: 'What client and coach say at the midpoint.' },
    SCORES: { description: 'What the client’s own answers come to.' },
    FINDING: { description: 'The joint finding.' },
  },
});

export const SharedWith = {
  SPONSOR: 'SPONSOR',
  LINE_MANAGER: 'LINE_MANAGER',
  PROGRAM_MANAGER: 'PROGRAM_MANAGER',
} as const;
registerEnumType(SharedWith, {
  name: 'SharedWith',
  description: 'With whom something is shared.',
  valuesMap: {
    SPONSOR: { description: 'Who pays.' },
    LINE_MANAGER: { description: 'The client’s manager.' },
    PROGRAM_MANAGER: { description: 'Who runs the program.' },
  },
});
