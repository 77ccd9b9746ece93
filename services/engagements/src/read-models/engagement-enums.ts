import { registerEnumType } from '@nestjs/graphql';

export const EngagementKind = {
  INDIVIDUAL: 'INDIVIDUAL',
  TEAM: 'TEAM',
  ORGANIZATION: 'ORGANIZATION',
} as const;
registerEnumType(EngagementKind, {
  name: 'EngagementKind',
  description: 'Who the client is.',
  valuesMap: {
    INDIVIDUAL: { description: 'A person.' },
    TEAM: { description: 'A team.' },
    ORGANIZATION: { description: 'An organization.' },
  },
});

export const EngagementStatus = {
  PROPOSED: 'PROPOSED',
  MATCHED: 'MATCHED',
  CONTRACTED: 'CONTRACTED',
  ACTIVE: 'ACTIVE',
  PAUSED: 'PAUSED',
  COMPLETED: 'COMPLETED',
  ENDED_EARLY: 'ENDED_EARLY',
} as const;
registerEnumType(EngagementStatus, {
  name: 'EngagementStatus',
  description: 'How far an engagement has come.',
  valuesMap: {
    PROPOSED: { description: 'Somebody is to be coached.' },
    MATCHED: { description: 'Client and coach have chosen each other.' },
    CONTRACTED: { description: 'Every party has signed the same agreement.' },
    ACTIVE: { description: 'The work goes on.' },
    PAUSED: { description: 'The work rests.' },
    COMPLETED: { description: 'It has come to its prepared ending.' },
    ENDED_EARLY: { description: 'It has ended before that.' },
  },
});
