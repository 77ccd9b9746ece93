// As one reader, through the whole schema: every leaf that can be reached, of every thing of both tenants.
import {
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isUnionType,
} from 'graphql';
import { v4 as anyId } from 'uuid';
import { mayRead } from './expected.ts';
import { type Reader, type Truth } from './readers.ts';
import { type Body, bodyOf, callsOf, type Path, pathsFrom, selectionOf, send } from './graph.ts';
import { type Canaries, type Canary } from './words.ts';
import { type Thing } from './world.ts';

export interface Terrain {
  readonly canaries: Canaries;
  /** Of all tenants. */
  readonly things: readonly (Thing & { readonly tenant: string })[];
  readonly truths: ReadonlyMap<string, Truth>;
  /** What was rightly read: `tenant place field`. */
  readonly seen: Set<string>;
  readonly findings: Set<string>;
  readonly counts: { requests: number; leaves: number };
}

/** How deep things are followed from things. */
const deep = 3;
const callsAtOnce = 12;
/** People of an enterprise who are people of the coach's practice, too. */
const inPractice: readonly string[] = ['coach', 'supervisor', 'other-coach'];
const uuids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

interface Question {
  readonly url: string;
  readonly query: string;
  readonly variables?: object;
  /** Of the leaf with this name in the answer; undefined where nothing is to be read. */
  readonly fieldOf: (key: string) => string;
}

const texts = (value: unknown, key: string): [key: string, text: string][] => {
  if (Array.isArray(value)) return value.flatMap((each) => texts(each, key));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, each]) => texts(each, name));
  return ['string', 'number', 'boolean'].includes(typeof value) ? [[key, JSON.stringify(value)]] : [];
};

export class Crawl {
  readonly #terrain: Terrain;
  readonly #reader: Reader | undefined;
  readonly #token: string | undefined;
  readonly #stranger = anyId();
  readonly #ownerOf: ReadonlyMap<string, string>;
  readonly #typeOf: ReadonlyMap<string, string>;
  readonly #namesOf: ReadonlyMap<string, readonly Thing[]>;

  constructor(terrain: Terrain, reader: Reader | undefined, token: string | undefined) {
    this.#terrain = terrain;
    this.#reader = reader;
    this.#token = token;
    this.#ownerOf = new Map(terrain.things.map(({ id, tenant }) => [id, tenant]));
    this.#typeOf = new Map(terrain.things.map(({ id, type }) => [id, type]));
    this.#namesOf = Map.groupBy(terrain.things, ({ id }) => id);
  }

  /**
   * Every root field, every argument; from the things that they give, every step once: first from the roots that are asked for
   * all things by their ids, those of other tenants too.
   */
  async graph(url: string, schema: GraphQLSchema): Promise<void> {
    const roots = Object.values(schema.getQueryType()?.getFields() ?? {});
    const byId = (root: GraphQLField<unknown, unknown>) => root.args.some(({ name }) => name === 'id');
    const crossed = new Set<string>();
    for (const root of [...roots.filter(byId), ...roots.filter((each) => !byId(each))])
      if (!root.name.startsWith('_')) await this.#root(url, root, crossed);
  }

  /** A service's entities, asked for as the gateway does. */
  async entities(url: string, schema: GraphQLSchema): Promise<void> {
    const union = schema.getType('_Entity');
    if (isUnionType(union)) for (const type of union.getTypes()) await this.#entity(url, type);
  }

  async #root(url: string, root: GraphQLField<unknown, unknown>, crossed: Set<string>): Promise<void> {
    const all = callsOf(root.args, (arg) => this.#idsFor(arg === 'id' ? getNamedType(root.type).name : arg));
    for (const path of pathsFrom(root.type, deep)) {
      if (path.edge !== undefined && crossed.has(path.edge)) continue;
      if (path.edge !== undefined) crossed.add(path.edge);
      const forbidden = [];
      // Words come late in a timeline: of one engagement all of it is read.
      const size = root.name === 'engagement' && path.steps[0]?.name === 'timeline' ? 100 : 10;
      // Long lists where nothing hangs on them: a query has its price.
      const calls = path.steps.length <= 2 ? all : all.map((call) => call.replace('first: 50', 'first: 10'));
      const strange = new Map<string, string>();
      for (let begin = 0; begin < calls.length; begin += callsAtOnce) {
        const some = calls.slice(begin, begin + callsAtOnce);
        const ask = (leaves: readonly string[], fieldOf: Question['fieldOf']) => {
          const asked = some.map(
            (call, n) => `c${n}: ${root.name}${call} ${selectionOf(path, leaves, size)}`,
          );
          return this.#ask({ url, query: `{ ${asked.join(' ')} }`, fieldOf });
        };
        const { data, errors = [] } = await this.#leaves(path, root.name, ask);
        this.#alike(`Query.${root.name}`, some, data, strange);
        forbidden.push(
          errors.length >= some.length &&
            errors.every(({ extensions }) => refusals.has(extensions?.code ?? '')),
        );
      }
      // A root that is not for the reader is not for them however one goes on.
      if (path.steps.length === 0 && forbidden.every(Boolean)) return;
    }
  }

  async #entity(url: string, type: GraphQLObjectType): Promise<void> {
    const key = type.getFields()['id'] ? 'id' : 'engagementId';
    const ids = this.#idsFor(key === 'id' ? type.name : key);
    const representations = ids.map((id) => ({ __typename: type.name, [key]: id }));
    for (const path of pathsFrom(type, 2)) {
      const ask = (leaves: readonly string[], fieldOf: Question['fieldOf']) =>
        this.#ask({
          url,
          query: `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${type.name} ${selectionOf(path, leaves)} } }`,
          variables: { of: representations },
          fieldOf,
        });
      const { data } = await this.#leaves(path, type.name, ask);
      const answers = (data?.['_entities'] ?? []) as readonly unknown[];
      this.#alike(
        `${type.name} as an entity`,
        ids,
        Object.fromEntries(answers.map((each, n) => [`c${n}`, each])),
      );
    }
  }

  /** All leaves at once; each alone, under another name, where something was refused and may hide the rest. */
  async #leaves(
    path: Path,
    root: string,
    ask: (leaves: readonly string[], fieldOf: Question['fieldOf']) => Promise<Body>,
  ): Promise<Body> {
    const { type, leaves } = path;
    this.#terrain.counts.leaves += leaves.length;
    const all = await ask(leaves, (key) => (type ? `${type.name}.${key}` : `Query.${root}`));
    if (all.errors && leaves.length > 1)
      for (const leaf of leaves) await ask([`x: ${leaf}`], () => `${type?.name ?? 'Query'}.${leaf}`);
    return all;
  }

  async #ask({ url, query, variables, fieldOf }: Question): Promise<Body> {
    this.#terrain.counts.requests++;
    const { text } = await send(url, this.#token, query, variables);
    const { data, ...rest } = bodyOf(text);
    const known = texts(data, '').flatMap(([key, value]) => {
      const found = this.#terrain.canaries.in(value);
      for (const canary of found) this.#judge(canary, fieldOf(key), query);
      return found;
    });
    for (const canary of this.#terrain.canaries.in(text))
      if (!known.includes(canary)) this.#judge(canary, 'an error, a header or a name', query);
    for (const id of text.match(uuids) ?? []) {
      const owner = this.#ownerOf.get(id);
      const isEcho = query.includes(id) || JSON.stringify(variables ?? {}).includes(id);
      if (owner !== undefined && owner !== this.#reader?.tenant && !isEcho && !this.#isOfPractice(id))
        this.#find(`an id of another tenant is told by ${query.slice(0, 120)}`);
    }
    for (const [code, what] of Object.entries(broken))
      if (rest.errors?.some(({ extensions }) => extensions?.code === code))
        this.#find(`${what}: ${query.slice(0, 120)}`);
    return { ...rest, ...(data !== undefined && { data }) };
  }

  /** Coach and supervisor are people of the practice, too; an engagement is known there, to its coach, by its id alone. */
  #isOfPractice(id: string): boolean {
    const { linkedTo, role } = this.#reader ?? {};
    if (linkedTo === undefined || this.#ownerOf.get(id) !== linkedTo) return false;
    if (this.#typeOf.get(id) === 'Engagement') return role === 'COACH';
    return (this.#namesOf.get(id) ?? []).some(({ name }) => inPractice.includes(name));
  }

  #judge(canary: Canary, field: string, query: string): void {
    const truth = this.#terrain.truths.get(canary.tenant);
    if (truth && mayRead(this.#reader, field, canary, truth)) {
      this.#terrain.seen.add(`${canary.tenant} ${canary.place} ${field}`);
      return;
    }
    const of = canary.tenant === this.#reader?.tenant ? 'their tenant' : 'another tenant';
    this.#find(`${canary.place} (${canary.about} of ${of}) is told in ${field}: ${query.slice(0, 160)}`);
  }

  /**
   * Another tenant's thing and a thing that never was must look the same, where all else that is asked is the same: a list of one's
   * own cohort is no list of a program that is not there. `strange` keeps what was answered for things that never were.
   */
  #alike(
    field: string,
    calls: readonly string[],
    data: Body['data'],
    strange = new Map<string, string>(),
  ): void {
    if (!data) return;
    const shapeOf = (call: string) => call.replace(idIn(call), 'the id');
    // A subgraph that only refers to a thing says back which id it was asked for, whatever the id.
    const answers = calls.map((call, n) =>
      JSON.stringify(data[`c${n}`] ?? null).replaceAll(idIn(call), 'the id'),
    );
    calls.forEach((call, n) => {
      if (idIn(call) === this.#stranger) strange.set(shapeOf(call), answers[n] ?? '');
    });
    calls.forEach((call, n) => {
      const owner = this.#ownerOf.get(idIn(call));
      if (owner === undefined || owner === this.#reader?.tenant) return;
      const other = strange.get(shapeOf(call));
      if (other !== undefined && answers[n] !== other)
        this.#find(`${field} answers otherwise for a thing of another tenant`);
    });
  }

  /** Of things of a type, or that an argument's name says; always with a stranger's. */
  #idsFor(name: string): readonly string[] {
    const type = name.replace(/Id$/, '');
    const { things } = this.#terrain;
    const fitting = things.filter((thing) => thing.type.toLowerCase() === type.toLowerCase());
    return [this.#stranger, ...(fitting.length > 0 ? fitting : things).map(({ id }) => id)].slice(
      0,
      callsAtOnce * 5,
    );
  }

  #find(what: string): void {
    const { role = 'NOBODY', person = 'nobody' } = this.#reader ?? {};
    this.#terrain.findings.add(`${role} ${person}: ${what}`);
  }
}

const idIn = (call: string | undefined): string => call?.match(uuids)?.[0] ?? 'no id';
const unanswered = 'is not answered';
/** What hides what lies behind it from the crawl. */
const broken = {
  QUERY_TOO_COSTLY: 'cannot be walked, too costly',
  INTERNAL_ERROR: 'breaks',
  DEADLINE_EXCEEDED: unanswered,
  SUBGRAPH_UNAVAILABLE: unanswered,
  DATABASE_UNAVAILABLE: unanswered,
  KEYS_UNAVAILABLE: unanswered,
  IDENTITY_UNAVAILABLE: unanswered,
  RATE_LIMITED: unanswered,
  PERSON_HAS_NO_ACCESS: unanswered,
  TENANT_SUSPENDED: unanswered,
  SHUTTING_DOWN: unanswered,
};
const refusals = new Set(['FORBIDDEN', 'UNAUTHENTICATED']);
