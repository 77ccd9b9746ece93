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
