import { registerEnumType } from '@nestjs/graphql';

export const Party = { CLIENT: 'CLIENT', COACH: 'COACH', SPONSOR: 'SPONSOR' } as const;
registerEnumType(Party, {
  name: 'Party',
  description: 'A party to the agreement.',
  valuesMap: {
    CLIENT: { description: 'Who is coached, or speaks for them.' },
    COACH: { description: 'Who coaches.' },
    SPONSOR: { description: 'Who pays.' },
  },
});

export const EngagementPart = {
  CLIENT: 'CLIENT',
  MEMBER: 'MEMBER',
  COACH: 'COACH',
  SPONSOR: 'SPONSOR',
} as const;
registerEnumType(EngagementPart, {
  name: 'EngagementPart',
  description: 'How somebody takes part in an engagement.',
  valuesMap: {
    CLIENT: { description: 'Who is coached, or speaks for them.' },
    MEMBER: { description: 'Of the team or organization that is coached.' },
    COACH: { description: 'Who coaches.' },
    SPONSOR: { description: 'Who pays.' },
  },
});

export const SessionKind = {
  CHEMISTRY: 'CHEMISTRY',
  COACHING: 'COACHING',
  THREE_WAY: 'THREE_WAY',
  MIDPOINT: 'MIDPOINT',
  ENDING: 'ENDING',
  FOLLOW_UP: 'FOLLOW_UP',
} as const;
registerEnumType(SessionKind, {
  name: 'SessionKind',
  description: 'What a session is for.',
  valuesMap: {
    CHEMISTRY: { description: 'Getting to know each other, before the contract.' },
    COACHING: { description: 'The work itself.' },
    THREE_WAY: { description: 'With the sponsor.' },
    MIDPOINT: { description: 'Looking back and ahead, half-way.' },
    ENDING: { description: 'The prepared ending.' },
    FOLLOW_UP: { description: 'Some time after completion.' },
  },
});

export const SessionStatus = {
  SCHEDULED: 'SCHEDULED',
  HELD: 'HELD',
  CANCELLED: 'CANCELLED',
  MISSED: 'MISSED',
} as const;
registerEnumType(SessionStatus, {
  name: 'SessionStatus',
  description: 'What has become of a session.',
  valuesMap: {
    SCHEDULED: { description: 'It is to take place.' },
    HELD: { description: 'They met.' },
    CANCELLED: { description: 'It was called off.' },
    MISSED: { description: 'Somebody did not come.' },
  },
});

export const NoticePolicy = { WITHIN: 'WITHIN', OUTSIDE: 'OUTSIDE' } as const;
registerEnumType(NoticePolicy, {
  name: 'NoticePolicy',
  description: 'Whether a session was cancelled as early as the agreement asks.',
  valuesMap: {
    WITHIN: { description: 'Early enough.' },
    OUTSIDE: { description: 'Too late.' },
  },
});

export const SessionOutcome = { HELD: 'HELD', CANCELLED: 'CANCELLED', MISSED: 'MISSED' } as const;
registerEnumType(SessionOutcome, {
  name: 'SessionOutcome',
  description: 'What became of a session.',
  valuesMap: {
    HELD: { description: 'They met.' },
    CANCELLED: { description: 'It was called off.' },
    MISSED: { description: 'Somebody did not come.' },
  },
});

export const Twice = { EARLIER: 'EARLIER', LATER: 'LATER' } as const;
registerEnumType(Twice, {
  name: 'Twice',
  description: 'Which one is meant of a local time that comes twice, because clocks go back.',
  valuesMap: {
    EARLIER: { description: 'The first, still in summer time.' },
    LATER: { description: 'The second, in winter time.' },
  },
});
