// Fifty engagements with a client, an assessment and a map each: made through the public API, and copied for the process without federation.
import { setTimeout as after } from 'node:timers/promises';
import { sign, withClient } from '@securebase/embedded';
import { type Platform } from '@securebase/infra/platform';
import { v4 as anyId } from 'uuid';
import { request } from './requests.ts';

export const size = 50;

export const overview = {
  query: `query Overview { engagements(first: ${size}) { edges { node {
    id kind status client { id name }
    assessments(first: 5) { edges { node { id occasion status } } }
    systemMaps { id kind name }
  } } } }`,
  /** The same selection where pages of assessments have no arguments. */
  bare: `query Overview { engagements(first: ${size}) { edges { node {
    id kind status client { id name }
    assessments { edges { node { id occasion status } } }
    systemMaps { id kind name }
  } } } }`,
};

interface Node {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly client: { readonly id: string; readonly name: string } | null;
  readonly assessments: {
    readonly edges: readonly { readonly node: { id: string; occasion: string; status: string } }[];
  };
  readonly systemMaps: readonly { readonly id: string; readonly kind: string; readonly name: string }[];
}
export interface Overview {
  readonly engagements: { readonly edges: readonly { readonly node: Node }[] };
}

/** Whole when every engagement has its client, its assessment and its map. */
export const isWhole = ({ engagements: { edges } }: Overview): boolean =>
  edges.length === size &&
  edges.every(
    ({ node }) => node.client && node.assessments.edges.length === 1 && node.systemMaps.length === 1,
  );

type Payload = Record<string, Record<string, { readonly id: string }>>;

/** Mutates through the gateway; what another service must hear of first is tried for a while, as the same command. */
export const mutate = async (
  url: string,
  headers: Readonly<Record<string, string>>,
  [field, type, entity]: readonly [field: string, type: string, entity: string],
  input: object,
): Promise<string> => {
  const query = `mutation Make($input: ${type}!) { ${field}(input: $input) { ${entity} { id } } }`;
  const variables = { input: { commandId: anyId(), ...input } };
  for (let tries = 0; ; tries++)
    try {
      const data = await request<Payload>(url, { query, variables, headers });
      return data[field]?.[entity]?.id ?? '';
    } catch (error) {
      if (tries === 50) throw error;
      await after(100);
    }
};

/** Makes the fifty engagements; returns the headers of their coach, who may see all of it. */
export const makeOverview = async ({ url, keys }: Platform): Promise<Readonly<Record<string, string>>> => {
  const roles = ['ADMIN', 'PROGRAM_MANAGER', 'COACH'] as const;
  const bearer = async (subject?: string) => ({
    authorization: `Bearer ${await sign(keys, { roles, ...(subject === undefined ? {} : { subject }) })}`,
  });
  const person = ['registerPerson', 'RegisterPersonInput', 'person'] as const;
  const named = (name: string) => ({ name, email: `${anyId()}@example.org` });
  const coachId = await mutate(url, await bearer(), person, named('The coach'));
  const headers = await bearer(coachId);
  const instrumentId = await mutate(
    url,
    headers,
    ['publishInstrument', 'PublishInstrumentInput', 'instrument'],
    {
      code: 'bench',
      version: '1',
      name: 'Bench',
      items: ['1', '2'],
      range: { min: 1, max: 5 },
      reversed: [],
      scales: [{ code: 'all', items: ['1', '2'], scoring: { method: 'MEAN' }, better: 'HIGHER' }],
    },
  );
  for (let n = 0; n < size; n++) {
    const clientId = await mutate(url, headers, person, named(`Client ${n}`));
    const proposed = { kind: 'TEAM', clientId, purpose: `Engagement ${n}` };
    const engagementId = await mutate(
      url,
      headers,
      ['proposeEngagement', 'ProposeEngagementInput', 'engagement'],
      proposed,
    );
    await mutate(url, headers, ['confirmMatch', 'ConfirmMatchInput', 'engagement'], {
      engagementId,
      coachId,
    });
    const asked = { engagementId, instrumentId, respondentId: clientId, occasion: 'BASELINE' };
    await mutate(url, headers, ['openAdministration', 'OpenAdministrationInput', 'administration'], asked);
    await mutate(url, headers, ['createMap', 'CreateMapInput', 'systemMap'], {
      kind: 'TEAM',
      engagementId,
      name: `Map ${n}`,
    });
  }
  for (let tries = 0; !isWhole(await request<Overview>(url, { query: overview.query, headers })); tries++) {
    if (tries === 100) throw new Error('The overview does not become whole.');
    await after(100);
  }
  return headers;
};

/** The same rows in one database, for the process without federation. */
export const copyOverview = (adminUrl: string, { engagements: { edges } }: Overview): Promise<void> =>
  withClient(adminUrl, async (client) => {
    await client.query(`
      create schema if not exists bare;
      create table bare.person (id text primary key, name text not null);
      create table bare.engagement (id text primary key, kind text not null, status text not null, client_id text not null);
      create table bare.administration (id text primary key, occasion text not null, status text not null, engagement_id text not null);
      create table bare.map (id text primary key, kind text not null, name text not null, engagement_id text not null);
      create index on bare.administration (engagement_id);
      create index on bare.map (engagement_id);`);
    for (const { node } of edges) {
      const { id, kind, status, client: person, assessments, systemMaps } = node;
      await client.query('insert into bare.person values ($1, $2)', [person?.id, person?.name]);
      await client.query('insert into bare.engagement values ($1, $2, $3, $4)', [
        id,
        kind,
        status,
        person?.id,
      ]);
      for (const { node: each } of assessments.edges)
        await client.query('insert into bare.administration values ($1, $2, $3, $4)', [
          each.id,
          each.occasion,
          each.status,
          id,
        ]);
      for (const each of systemMaps)
        await client.query('insert into bare.map values ($1, $2, $3, $4)', [
          each.id,
          each.kind,
          each.name,
          id,
        ]);
    }
  });
