import { describe, expect, it } from '@jest/globals';
import { matrices, Policy, type Role, roles } from './index.ts';
import { relations } from './relations.ts';

const policies = Object.fromEntries(
  Object.entries(matrices).map(([service, matrix]) => [service, new Policy(matrix)]),
) as Record<keyof typeof matrices, Policy>;

const me = 'me';
const others = {
  id: 'another',
  clientId: 'another',
  coachId: 'another',
  respondentId: 'another',
  memberIds: [],
};
const engagement = { ...others, id: 'engagement' };
const administration = { ...others, id: 'administration', perspective: 'SELF' };

/** The roles that get YES for a field of a thing. */
const whoMay = (service: keyof typeof matrices, type: string, field: string | undefined, thing?: object) =>
  roles.filter((role) => {
    const asking = { personId: me, roles: [role] };
    return policies[service].ask(asking, type, field, thing) === 'YES';
  });

/** What the rules of the house say of personal content, cell by cell: all roles that are not named are denied. */
const content: readonly [string, keyof typeof matrices, string, string, object, readonly Role[]][] = [
  [
    'their own engagement, as client',
    'engagements',
    'Engagement',
    'purpose',
    { ...engagement, clientId: me },
    ['CLIENT'],
  ],
  [
    'their own engagement, as coach',
    'engagements',
    'Engagement',
    'purpose',
    { ...engagement, coachId: me },
    ['COACH'],
  ],
  [
    'an engagement that they coach beside another coach',
    'engagements',
    'Engagement',
    'purpose',
    { ...engagement, coachIds: ['another', me] },
    ['COACH'],
  ],
  [
    'the prepared ending of an engagement that they sponsor',
    'engagements',
    'Engagement',
    'ending',
    { ...engagement, sponsorId: me },
    [],
  ],
  [
    'an engagement that they sponsor',
    'engagements',
    'Engagement',
    'purpose',
    { ...engagement, sponsorId: me },
    [],
  ],
  [
    'an engagement of a team that they belong to',
    'engagements',
    'Engagement',
    'purpose',
    { ...engagement, memberIds: [me] },
    [],
  ],
  ['somebody else’s engagement', 'engagements', 'Engagement', 'purpose', engagement, []],
  [
    'their own engagement, as client',
    'engagements',
    'Engagement',
    'objectives',
    { ...engagement, clientId: me },
    ['CLIENT'],
  ],
  [
    'their own engagement, as coach',
    'engagements',
    'Engagement',
    'objectives',
    { ...engagement, coachId: me },
    ['COACH'],
  ],
  ['somebody else’s engagement', 'engagements', 'Engagement', 'objectives', engagement, []],
  [
    'their own engagement, as client',
    'engagements',
    'Engagement',
    'sessions',
    { ...engagement, clientId: me },
    ['CLIENT', 'COACH'],
  ],
  [
    'an engagement of a team that they belong to',
    'engagements',
    'Engagement',
    'sessions',
    { ...engagement, memberIds: [me] },
    ['CLIENT', 'COACH'],
  ],
  [
    'an engagement that they sponsor',
    'engagements',
    'Engagement',
    'sessions',
    { ...engagement, sponsorId: me },
    [],
  ],
  ['somebody else', 'engagements', 'Person', 'email', { id: 'another' }, ['PROGRAM_MANAGER', 'ADMIN']],
  [
    'themselves',
    'engagements',
    'Person',
    'email',
    { id: me },
    roles.filter((role) => role !== 'PARTNER' && role !== 'OPERATOR'),
  ],
  [
    'what they answered',
    'assessments',
    'Administration',
    'answers',
    { ...administration, respondentId: me },
    ['CLIENT', 'COACH', 'SUPERVISOR', 'SPONSOR', 'LINE_MANAGER', 'RATER', 'PROGRAM_MANAGER', 'ADMIN'],
  ],
  ['what others answered', 'assessments', 'Administration', 'answers', administration, []],
  [
    'what others answered about them',
    'assessments',
    'Administration',
    'scores',
    { ...administration, subjectId: me, perspective: 'PEER' },
    [],
  ],
  [
    'what they answered about others',
    'assessments',
    'Administration',
    'scores',
    { ...administration, respondentId: me, perspective: 'PEER' },
    [],
  ],
  [
    'what a client consents to show them',
    'assessments',
    'Administration',
    'scores',
    { ...administration, sharedWith: ['SCORES me'] },
    ['COACH'],
  ],
  [
    'what a client consents to show them of the scores',
    'assessments',
    'Administration',
    'answers',
    { ...administration, sharedWith: ['SCORES me'] },
    [],
  ],
  [
    'what a client consents to show somebody else',
    'assessments',
    'Administration',
    'answers',
    { ...administration, sharedWith: ['ANSWERS another'] },
    [],
  ],
  [
    'what a client consents to show them, answered about others',
    'assessments',
    'Administration',
    'answers',
    { ...administration, perspective: 'PEER', sharedWith: ['ANSWERS me', 'SCORES me'] },
    [],
  ],
  [
    'whether their client lets their practice know them',
    'engagements',
    'Engagement',
    'practiceKnowsClient',
    { ...engagement, coachId: me },
    ['COACH'],
  ],
  [
    'an engagement that they pay for',
    'engagements',
    'Engagement',
    'practiceKnowsClient',
    { ...engagement, sponsorId: me },
    [],
  ],
  ...(
    [
      ['LoggedClient', 'name', ['COACH']],
      ['LoggedClient', 'email', ['COACH']],
      ['RecordedCredential', 'number', ['COACH']],
      ['SupervisionEntry', 'with', ['COACH']],
      ['SupervisionEntry', 'heldOn', ['COACH', 'SUPERVISOR']],
      ['CoachHours', 'total', ['COACH', 'SUPERVISOR']],
      ['SharedCase', 'words', ['COACH', 'SUPERVISOR']],
      ['Supervised', 'coachId', ['SUPERVISOR']],
    ] as const
  ).flatMap(([type, field, may]): (typeof content)[number][] => [
    ['what is for them in a practice', 'engagements', type, field, { readerIds: [me] }, may],
    ['what is for others in a practice', 'engagements', type, field, { readerIds: ['another'] }, []],
  ]),
  ['a map', 'system-mapping', 'Actor', 'label', {}, ['CLIENT', 'COACH']],
  ...(
    [
      ['Settledness', 'arriving'],
      ['MarkOfMeeting', 'id'],
      ['MomentOfMeeting', 'betweenIds'],
      ['PresenceNote', 'words'],
      ['Energy', 'guarding'],
      ['AllianceRating', 'bond'],
      ['Rupture', 'repairedAt'],
      ['TurnedTo', 'turnedTo'],
      ['Note', 'words'],
      ['SafetyRecord', 'kind'],
    ] as const
  ).flatMap(([type, field]): typeof content => [
    ['what is for them', 'engagements', type, field, { readerIds: ['another', me] }, ['CLIENT', 'COACH']],
    ['what is for others', 'engagements', type, field, { readerIds: ['another'] }, []],
    ['what is for nobody', 'engagements', type, field, {}, []],
  ]),
];

/** Of everybody else. */
const strange = { ...others, id: 'thing', perspective: 'SELF', sharedWith: [], readerIds: [] };
/** Things that make a relation hold, one for each of its conditions; for `ANY`, anything. */
const fitting = (relation: keyof typeof relations): object[] =>
  (relations[relation].conditions?.(me) ?? [{}]).map((condition: object) => ({
    ...strange,
    ...Object.fromEntries(
      Object.entries(condition).map(([name, value]: [string, unknown]) => [
        name,
        ['memberIds', 'readerIds', 'sharedWith'].includes(name) ? [value] : value,
      ]),
    ),
  }));
const cells = Object.entries(matrices).flatMap(([service, matrix]) =>
  Object.entries(matrix).flatMap(([cell, grants]) =>
    grants === 'EVERYBODY' ? [] : [{ service: service as keyof typeof matrices, cell, grants }],
  ),
);

describe('The role matrix', () => {
  it.each(cells)('is what is answered, role by role: $service $cell', ({ service, cell, grants }) => {
    const [type = '', field] = cell.split('.');
    for (const role of roles) {
      const ask = (thing?: object) =>
        policies[service].ask({ personId: me, roles: [role] }, type, field, thing);
      const relation = grants[role];
      if (relation === undefined) {
        expect([role, ask(), ask(strange)]).toEqual([role, 'NOT_IN_THIS_ROLE', 'NOT_IN_THIS_ROLE']);
        continue;
      }
      for (const thing of fitting(relation)) expect([role, ask(thing)]).toEqual([role, 'YES']);
      expect([role, ask(strange)]).toEqual([role, relation === 'ANY' ? 'YES' : 'NOT_THEIRS']);
    }
  });

  it.each(content)('about %s: %s %s.%s', (_, service, type, field, thing, expected) => {
    expect(whoMay(service, type, field, thing).toSorted()).toEqual([...expected].toSorted());
  });

  it.each(Object.keys(matrices) as (keyof typeof matrices)[])(
    'lets no analyst, partner or operator load a person, an engagement or a map in %s',
    (service) => {
      for (const type of ['Person', 'Engagement', 'Administration', 'SystemMap'])
        for (const role of ['ANALYST', 'PARTNER', 'OPERATOR', 'EMPLOYEE_REPRESENTATIVE'] as const)
          expect(policies[service].ask({ personId: me, roles: [role] }, type, undefined)).not.toBe('YES');
    },
  );

  it('says no to what is not in it, for every role at once', () => {
    for (const [service, policy] of Object.entries(policies)) {
      expect([service, policy.rule('Mutation', 'readEverything')]).toEqual([service, undefined]);
      const all = { personId: me, roles };
      expect(policy.ask(all, 'Mutation', 'readEverything')).toBe('NOT_IN_THIS_ROLE');
      expect(policy.ask(all, 'constructor', 'prototype')).toBe('NOT_IN_THIS_ROLE');
      expect(policy.ask(all, 'Query', 'toString')).toBe('NOT_IN_THIS_ROLE');
    }
  });

  it('says no to somebody without a role', () => {
    for (const [service, matrix] of Object.entries(matrices))
      for (const [cell, grants] of Object.entries(matrix)) {
        if (grants === 'EVERYBODY') continue;
        const [type = '', field] = cell.split('.');
        const policy = policies[service as keyof typeof matrices];
        expect([cell, policy.ask({ personId: me, roles: [] }, type, field)]).toEqual([
          cell,
          'NOT_IN_THIS_ROLE',
        ]);
      }
  });

  it('adds what several roles may, and no more', () => {
    const both = { personId: me, roles: ['CLIENT', 'PROGRAM_MANAGER'] as const };
    const { engagements } = policies;
    expect(engagements.ask(both, 'Engagement', 'purpose', { ...engagement, clientId: me })).toBe('YES');
    expect(engagements.ask(both, 'Engagement', 'purpose', engagement)).toBe('NOT_THEIRS');
    expect(engagements.ask(both, 'Query', 'people')).toBe('YES');
  });

  it('remembers nobody’s answer for somebody else', () => {
    const { engagements } = policies;
    const mine = { ...engagement, clientId: me };
    const ask = (personId: string) =>
      engagements.ask({ personId, roles: ['CLIENT'] }, 'Engagement', 'purpose', mine);
    expect([ask(me), ask('another'), ask(me)]).toEqual(['YES', 'NOT_THEIRS', 'YES']);
  });
});
