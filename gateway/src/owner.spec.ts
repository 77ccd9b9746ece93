import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { ownerOf } from './owner.ts';

const file = join(import.meta.dirname, '../supergraph.graphql');
const supergraph = buildSchema(readFileSync(file, 'utf8'), { assumeValid: true });

it('finds the service that has every field, also through fragments', () => {
  const of = (text: string) => ownerOf(supergraph, parse(text));
  const entry = 'fragment Told on TimelineEntry { id details { name value } }';
  expect(of(`subscription { timelineGrew(engagementId: "e") { __typename ...Told } } ${entry}`)).toBe(
    'engagements',
  );
  expect(of('{ instruments { edges { node { id } } } }')).toBe('assessments');
});

it('refuses what is in no service alone, without naming the services', () => {
  expect(() =>
    ownerOf(supergraph, parse('{ engagement(id: "e") { id assessments { edges { node { id } } } } }')),
  ).toThrow('The subscription asks for fields of several services.');
});
