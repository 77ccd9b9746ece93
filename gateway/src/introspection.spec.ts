import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tokenFor } from '@securebase/testing';
import { codesOf, testGateways } from '../test/started.ts';
import { readGatewayConfig } from './config.ts';

let gateways: Awaited<ReturnType<typeof testGateways>>;
let gateway: Awaited<ReturnType<typeof gateways.start>>;
beforeAll(async () => {
  gateways = await testGateways();
  gateway = await gateways.start();
});
afterAll(() => gateways.stop());

const asCoach = async (query: string, variables = {}) =>
  gateway.send(query, { token: await tokenFor('COACH') }, variables);

describe('The schema', () => {
  it.each(['ANALYST', 'PARTNER', 'ADMIN', 'OPERATOR'] as const)('is shown to %s', async (role) => {
    const token = await tokenFor(role);
    const answer = await gateway.send('{ __schema { queryType { name } } }', { token });
    expect(answer.data).toEqual({ __schema: { queryType: { name: 'Query' } } });
  });

  it.each([
    '{ __schema { types { name } } }',
    '{ __type(name: "Person") { name } }',
    '{ alias: __schema { nothing } }',
    '{ ...on Query { ...F } } fragment F on Query { __schema { queryType { name } } }',
    'query A { map { id } } query B { __schema { queryType { name } } }',
  ])('is not shown to others: %s', async (query) => {
    expect(codesOf(await asCoach(query))).toEqual(['INTROSPECTION_REFUSED']);
  });

  it('shown to one is not shown to the next who asks the same', async () => {
    const query = '{ __schema { description } }';
    expect(codesOf(await gateway.send(query, { token: await tokenFor('ADMIN') }))).toBeUndefined();
    expect(codesOf(await asCoach(query))).toEqual(['INTROSPECTION_REFUSED']);
  });

  it('is not asked for with __typename, or in a text', async () => {
    const { data } = await asCoach('{ __typename map { __typename id } }');
    expect(data).toEqual({ __typename: 'Query', map: { __typename: 'SystemMap', id: 'm' } });
    expect(codesOf(await asCoach('mutation { rename(id: "__schema") { id } }'))).toEqual([
      'ENGAGEMENT_CLOSED',
    ]);
  });

  it('is shown to the roles that are named', async () => {
    const other = await gateways.start({ INTROSPECTION_ROLES: 'COACH' });
    const query = '{ __schema { queryType { name } } }';
    expect(codesOf(await other.send(query, { token: await tokenFor('COACH') }))).toBeUndefined();
    expect(codesOf(await other.send(query, { token: await tokenFor('ADMIN') }))).toEqual([
      'INTROSPECTION_REFUSED',
    ]);
    expect(() => readGatewayConfig({ INTROSPECTION_ROLES: 'COOK' })).toThrow(/INTROSPECTION_ROLES.*COACH/);
  });
});

describe('Errors', () => {
  it.each<[string, string, object]>([
    ['a field', '{ peoples { edges { node { id } } } }', {}],
    ['an argument', '{ people(fist: 1) { edges { node { id } } } }', {}],
    ['a type', '{ ... on Persom { id } }', {}],
    ['an enum value', '{ find(input: { kind: TEAMS }) { id } }', {}],
    ['a variable', 'query ($i: FindInput) { find(input: $i) { id } }', { i: { kinds: 'TEAM' } }],
  ])('suggest nothing to those who may not see the schema: %s', async (_, query, variables) => {
    const shown = await gateway.send(query, { token: await tokenFor('ADMIN') }, variables);
    const hidden = await asCoach(query, variables);
    expect(codesOf(hidden)).toEqual(codesOf(shown));
    expect(shown.errors?.[0]?.message).toContain('Did you mean');
    expect(hidden.errors?.[0]?.message).not.toContain('Did you mean');
    expect(hidden.errors?.[0]?.message).not.toBe('');
  });
});
