import { describe, expect, it } from '@jest/globals';
import { content, engagement, me, others } from '../test/content.ts';
import { may } from './define.ts';
import { matrices, Policy, roles } from './index.ts';
import { relations } from './relations.ts';

const policies = Object.fromEntries(
  Object.entries(matrices).map(([service, matrix]) => [service, new Policy(matrix)]),
) as Record<keyof typeof matrices, Policy>;

/** The roles that get YES for a field of a thing. */
const whoMay = (service: keyof typeof matrices, type: string, field: string | undefined, thing?: object) =>
  roles.filter((role) => {
    const asking = { personId: me, roles: [role] };
    return policies[service].ask(asking, type, field, thing) === 'YES';
  });

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

  it('lets a line of a field be narrower than that of all others', () => {
    const policy = new Policy({ 'Log.*': may('COACH', 'ADMIN'), 'Log.words': may('COACH') });
    const answers = ['words', 'day'].map((field) =>
      policy.ask({ personId: me, roles: ['ADMIN'] }, 'Log', field),
    );
    expect(answers).toEqual(['NOT_IN_THIS_ROLE', 'YES']);
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
