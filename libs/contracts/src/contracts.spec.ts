import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { catalogue, contracts } from './catalogue.ts';

interface Shape {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly personal?: boolean;
  readonly whose?: string;
}
interface Property {
  readonly path: string;
  readonly shape: Shape;
}

const propertiesOf = ({ properties, items }: Shape, path: string): Property[] => [
  ...Object.entries(properties ?? {}).flatMap(([name, shape]) => [
    { path: `${path}.${name}`, shape },
    ...(shape.personal ? [] : propertiesOf(shape, `${path}.${name}`)),
  ]),
  ...(items ? propertiesOf(items, `${path}[]`) : []),
];

const folder = join(import.meta.dirname, '..');
const read = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), 'utf8'));
const all = Object.entries(contracts).flatMap(([service, events]) =>
  events.map((event) => ({ service, ...event, shape: z.toJSONSchema(event.schema) as Shape })),
);
const written = globSync('schemas/*/*.json', { cwd: folder }).map((path) => {
  const [, service = '', type = '', version = ''] = /^schemas\/(.+)\/(.+)\.v(\d+)\.json$/.exec(path) ?? [];
  return { path, golden: path.replace('schemas', 'golden'), service, type, version: Number(version) };
});

describe('The catalogue', () => {
  it('has each type once, over all services', () => {
    expect(Object.keys(catalogue)).toHaveLength(all.length);
  });

  it.each(all)('describes $type and everything in it', ({ type, description, shape }) => {
    expect(description).toMatch(/^[A-Z].*\.$/);
    const silent = propertiesOf(shape, type).filter((each) => !each.shape.description);
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  it.each(Object.entries(contracts))('says whose each personal property in %s is', (service) => {
    const properties = all
      .filter((event) => event.service === service)
      .flatMap(({ type, shape }) => propertiesOf(shape, type));
    const known = new Set(properties.map(({ path }) => path.slice(path.lastIndexOf('.') + 1)));
    const personal = properties.filter(({ shape }) => shape.personal);
    expect(personal.filter(({ shape }) => !known.has(shape.whose ?? ''))).toEqual([]);
    for (const { shape } of personal)
      expect(Object.keys(shape.properties ?? {}).sort()).toEqual(['subject', 'value']);
  });
});

describe('An event that was written', () => {
  it('has a schema in its present version', () => {
    const present = all.map(({ service, type, schemaVersion }) => `${service}/${type}.v${schemaVersion}`);
    expect(written.map(({ service, type, version }) => `${service}/${type}.v${version}`)).toEqual(
      expect.arrayContaining(present),
    );
  });

  it.each(written)('can still be read: $type, version $version', ({ path, golden, type, version }) => {
    const event = read(golden);
    const { schemaVersion = version, upcasters = {} } = catalogue[type] ?? {};
    const upcast = Array.from({ length: schemaVersion - version }, (_, n) => upcasters[version + n]);
    const data = upcast.reduce((older, next) => next?.(older), event);
    expect(all.find((each) => each.type === type)?.schema.parse(data)).toEqual(data);
    expect(read(path)).toMatchObject({ title: type });
  });

  it.each(all)(
    'says nothing that its schema does not know: $type',
    ({ service, type, schema, schemaVersion }) => {
      const event = read(`golden/${service}/${type}.v${schemaVersion}.json`) as object;
      expect(schema.safeParse({ ...event, more: true }).success).toBe(false);
    },
  );
});
