// One tenant's world: what is told through the public API, with a canary in every text.
import { type Role } from '@securebase/embedded';
import { type GraphQLSchema } from 'graphql';
import { v5 } from 'uuid';
import { type Truth } from './readers.ts';
import { filled, inputOf, mutationOf } from './fill.ts';
import { bodyOf, send } from './graph.ts';
import { type Canaries } from './words.ts';

export interface Thing {
  readonly type: string;
  readonly name: string;
  readonly id: string;
}

export interface Setting {
  readonly url: string;
  readonly schema: GraphQLSchema;
  readonly canaries: Canaries;
  readonly tokenFor: (role: Role, personId: string, tenant: string) => Promise<string>;
}

interface Told {
  readonly code?: string;
  readonly linkId?: string;
  readonly token?: string | null;
  readonly ids?: readonly string[];
  readonly credential?: string;
  readonly credentialId?: string;
  readonly [field: string]: unknown;
}

interface Identified {
  readonly id: string;
  readonly sessions?: readonly { readonly id: string }[];
}

/** Who acts: a role, and a person of the world by name. */
export type As = readonly [role: Role, person: string];

export class World {
  readonly tenant: string;
  readonly things: Thing[] = [];
  /** Places of inputs where a canary was planted: `registerPerson.name` */
  readonly planted = new Set<string>();
  readonly told = new Set<string>();
  /** With which the tenant's directory provisions people. */
  credential = '';
  /** The coach's own: a tenant beside this one, linked with it. */
  readonly practice: string;
  readonly #setting: Setting;
  /** By tenant: a token stands for changes of its own. */
  readonly #readAfter = new Map<string, string>();
  readonly truth: { -readonly [K in keyof Truth]: Truth[K] } & {
    engagements: Record<string, { client: string; coach: string; second?: string; sponsor: string }>;
    partOf: Record<string, string>;
    erased: string[];
    respondents: Record<string, string>;
  } = { engagements: {}, partOf: {}, erased: [], respondents: {} };

  constructor(tenant: string, setting: Setting) {
    this.tenant = tenant;
    this.practice = v5('the practice', tenant);
    this.#setting = setting;
  }

  note(type: string, name: string, id: string): string {
    this.things.push({ type, name, id });
    return id;
  }

  id(name: string): string {
    const found = this.things.find((thing) => thing.name === name);
    if (!found) throw new Error(`There is no ${name} in this world.`);
    return found.id;
  }

  plant(place: string, about: string): string {
    this.planted.add(place);
    const word = this.#setting.canaries.word({ tenant: this.tenant, place, about });
    return place.endsWith('.email') ? `${word}@example.org` : word;
  }

  /** An answer that is as easy to tell as a word. */
  answer(about: string): number {
    this.planted.add('submitResponse.answers.answer');
    return this.#setting.canaries.number({
      tenant: this.tenant,
      place: 'submitResponse.answers.answer',
      about,
    });
  }

  token([role, person]: As, tenant = this.tenant): Promise<string> {
    return this.#setting.tokenFor(role, this.id(person), tenant);
  }

  /** Sends a mutation. What is not given and can be text is a canary about the thing named. */
  async tell(
    as: As,
    mutation: string,
    about: string,
    given: object = {},
    tenant = this.tenant,
  ): Promise<Told> {
    const { url, schema } = this.#setting;
    this.told.add(mutation);
    const type = inputOf(schema, mutation);
    const input = type && filled(type, { ...given }, (path) => this.plant(`${mutation}.${path}`, about));
    const query = mutationOf(schema, mutation);
    const { text } = await send(
      url,
      await this.token(as, tenant),
      query,
      { input },
      this.#readAfter.get(tenant),
    );
    const { data, errors } = bodyOf(text);
    const told = data?.['told'] as Told | undefined;
    if (!told || errors) throw new Error(`${mutation} was refused: ${JSON.stringify(errors)}`);
    if (told.token != null) this.#readAfter.set(tenant, told.token);
    return told;
  }

  /** Sends something by SCIM, with a credential of the tenant. */
  async scim(credential: string, path: string, body?: object): Promise<string> {
    const response = await fetch(new URL(`/scim/v2/${path}`, this.#setting.url), {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${credential}`, 'content-type': 'application/scim+json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`SCIM refused ${path}: ${text}`);
    return text;
  }

  /** The same, for a mutation that makes a thing: it is remembered by the name of what it is about. */
  async make(
    as: As,
    mutation: string,
    field: string,
    type: string,
    name: string,
    given: object = {},
  ): Promise<string> {
    const told = await this.tell(as, mutation, name, given);
    return this.note(type, name, (told[field] as Identified).id);
  }

  sessionsOf(told: Told): readonly string[] {
    return ((told['engagement'] as Identified).sessions ?? []).map(({ id }) => id);
  }

  /** Asks until the answer is as wished; what must travel through Kafka takes a moment. */
  async until(
    as: As,
    query: string,
    isThere: (data: Readonly<Record<string, unknown>>) => boolean,
  ): Promise<void> {
    const deadline = performance.now() + 60_000;
    for (;;) {
      const { text } = await send(
        this.#setting.url,
        await this.token(as),
        query,
        {},
        this.#readAfter.get(this.tenant),
      );
      const { data } = bodyOf(text);
      if (data && isThere(data)) return;
      if (performance.now() > deadline) throw new Error(`It did not come about: ${query}`);
    }
  }
}
