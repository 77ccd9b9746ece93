// Tells what happens, and looks each time at what everybody sees of it.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v4 as anyId } from 'uuid';
import { type Answer } from '@securebase/testing';
import { type Running } from '../platform.ts';
import { callerOf, cast, everybody, idOf, type Name } from './cast.ts';
import { type EngagementName, engagementNames, pageOf } from './pages.ts';

/** What a mutation gives back, as far as the story asks for it. */
export type Told = Readonly<Record<string, unknown>> & { readonly token: string | null };

interface Line {
  readonly happened: string;
}
interface Timeline {
  readonly edges: readonly { readonly cursor: string; readonly node: Line }[];
  readonly pageInfo: { readonly hasNextPage: boolean };
}
type Data = Record<string, { timeline?: Timeline } | null>;

/** What somebody sees now. */
export interface Look {
  /** All that they are answered, but for timelines. */
  readonly page: string;
  /** What their timelines tell that they had not read yet. */
  readonly lines: readonly Line[];
}

const root = join(import.meta.dirname, '../../../..');
/** The type of each mutation’s input, and whether it is one about engagements, as the services’ schemas say. */
const mutations = new Map(
  globSync('services/*/schema.graphql', { cwd: root }).flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/^ {2}(\w+)\(\s*input: (\w+)!/gm)].map(
      ([, mutation = '', input = '']) =>
        [mutation, { input, isElsewhere: !file.includes('engagements') }] as const,
    ),
  ),
);

/** Whoever comes sees maps and assessments, too; whoever goes does not any more. */
const comingsAndGoings = new Set([
  'addMembers',
  'acceptMatch',
  'confirmMatch',
  'declineMatch',
  'addCoach',
  'reassignCoach',
  'signAgreement', // what assessments come to can be shared with somebody from then on
]);

/** Texts that people write; what has no space is a word of the language, a day or an id. */
const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return value.includes(' ') ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

const withoutLines = (key: string, value: unknown) => (key === 'timeline' ? undefined : value);

export class Story {
  readonly #running: () => Running;
  /** Ids of what there is, by the names that the pages use. What there is not yet has an id that nobody has. */
  readonly ids: Record<string, string> & Record<EngagementName, string>;
  /** What was written since everybody looked last. */
  texts: string[] = [];
  /** Where something was done since: in engagements, and in maps and assessments. Nowhere is everywhere. */
  readonly touched = new Set<EngagementName | 'elsewhere'>();
  #readAfter: string | undefined;
  /** What somebody saw last, by part of their page. */
  readonly #seen = new Map<Name, Readonly<Record<string, string>>>();
  /** How far somebody has read a timeline: by name of engagement and person. */
  readonly #read = new Map<string, string>();

  constructor(running: () => Running) {
    this.#running = running;
    const names = [...engagementNames, 'program', 'cohort', 'ranking', 'goal'];
    this.ids = {
      ...(Object.fromEntries(names.map((name) => [name, anyId()])) as Record<EngagementName, string>),
      noor: idOf('noor'),
    };
  }

  /** Does something as somebody, and gives back what it says of it. */
  async tell(who: Name, mutation: string, fields: string, input: object): Promise<Told> {
    this.texts.push(...textsIn(input));
    for (const name of engagementNames)
      if ('engagementId' in input && input.engagementId === this.ids[name]) this.touched.add(name);
    if (mutations.get(mutation)?.isElsewhere || comingsAndGoings.has(mutation)) this.touched.add('elsewhere');
    const { data, errors } = await this.#send<{ told: Told }>(who, mutation, `token ${fields}`, input);
    if (errors || !data) throw new Error(`${mutation} was refused: ${JSON.stringify(errors)}`);
    if (data.told.token !== null) this.#readAfter = data.told.token;
    return data.told;
  }

  /** The code with which something is refused. */
  async refused(who: Name, mutation: string, input: object): Promise<unknown> {
    const { errors } = await this.#send(who, mutation, '__typename', input);
    return errors?.[0]?.extensions?.code;
  }

  /** Asks as somebody, and gives back all that is answered. */
  ask<T>(who: Name, query: string, variables: object = {}): Promise<Answer<T>> {
    // A token of this tenant is none in another one.
    const readAfter = 'tenant' in cast[who] ? undefined : this.#readAfter;
    return this.#running().send<T>(callerOf(who), query, variables, readAfter);
  }

  /** The platform on which it is told. */
  get running(): Running {
    return this.#running();
  }

  /** What was told last is seen with this. */
  get readAfter(): string | undefined {
    return this.#readAfter;
  }

  /** From here on everybody sees what this token stands for. */
  after(token: string | undefined): void {
    this.#readAfter = token ?? this.#readAfter;
  }

  /** What everybody sees now, where something was done, and beside it. */
  async look(): Promise<ReadonlyMap<Name, Look>> {
    const isLookedAt = (place: EngagementName | 'elsewhere') =>
      this.touched.size === 0 || this.touched.has(place);
    const names = engagementNames.filter(isLookedAt);
    const lookAll = (all: readonly Name[]) =>
      Promise.all(
        all.map(async (who) => [who, await this.#lookAs(who, names, isLookedAt('elsewhere'))] as const),
      );
    // Strangers come last: what those of the tenant see is there.
    const here = await lookAll(everybody.filter((who) => !('tenant' in cast[who])));
    return new Map([...here, ...(await lookAll(everybody.filter((who) => 'tenant' in cast[who])))]);
  }

  async #lookAs(who: Name, names: readonly EngagementName[], elsewhere: boolean): Promise<Look> {
    const { roles } = cast[who];
    const cursors = Object.fromEntries(
      names.map((name) => [`after_${name}`, this.#read.get(`${name} ${who}`)]),
    );
    const { data, errors = [] } = await this.ask<Data>(who, pageOf(roles[0], names, elsewhere), {
      ...this.ids,
      ...cursors,
    });
    if (!data) throw new Error(`${who} is answered nothing at all: ${JSON.stringify(errors)}`);
    const lines = names.flatMap((name) => {
      const { edges, pageInfo } = data[name]?.timeline ?? { edges: [], pageInfo: { hasNextPage: false } };
      if (pageInfo.hasNextPage) throw new Error(`More happened at once than ${who} can read.`);
      const last = edges.at(-1);
      if (last) this.#read.set(`${name} ${who}`, last.cursor);
      return edges.map(({ node }) => node);
    });
    const parts = { ...this.#seen.get(who) };
    for (const [part, value] of Object.entries(data)) {
      const refused = errors
        .filter(({ path }) => path?.[0] === part)
        .map(({ path, message, extensions }) => JSON.stringify([path, message, extensions?.code]));
      parts[part] = JSON.stringify([value, refused.sort()], withoutLines, 1);
    }
    this.#seen.set(who, parts);
    return { page: Object.values(parts).join('\n'), lines };
  }

  #send<T>(who: Name, mutation: string, fields: string, input: object) {
    const { input: type = '' } = mutations.get(mutation) ?? {};
    const query = `mutation ($input: ${type}!) { told: ${mutation}(input: $input) { ${fields} } }`;
    return this.ask<T>(who, query, { input });
  }
}
