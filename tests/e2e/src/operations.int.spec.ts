// The platform as those see it who keep it running.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { keysDatabase } from '@securebase/embedded';
import { KeyRing, localMasterKey, Sealing } from '@securebase/sealing';
import { ConsistencyTokens } from '@securebase/service-kit';
import { demoPerson, demoTenant, eventually } from '@securebase/testing';
import pg from 'pg';
import { v7 } from 'uuid';
import { cli } from '../test/command-line.ts';
import { coach, manager, type Running, runPlatform } from '../test/platform.ts';

let running: Running;
beforeAll(async () => {
  running = await runPlatform();
  await running.tell();
});
afterAll(() => running.stop());

/** As the server's administrator, in the database of a service. */
const administer = async <Row extends pg.QueryResultRow>(
  service: string,
  sql: string,
  values: unknown[] = [],
) => {
  const url = new URL(running.platform.databases[service]?.ownerUrl ?? '');
  url.username = 'postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
};

const federated = `query ($first: Int!) { engagements(first: $first) { edges { node {
  kind status client { name } program { name }
  assessments { edges { node { occasion status } } }
  systemMaps { name metrics { actors ties density } actors { edges { node { label } } } }
} } } }`;
interface Seen {
  readonly engagements: {
    readonly edges: readonly {
      readonly node: {
        readonly kind: string;
        readonly assessments: object | null;
        readonly systemMaps: object[] | null;
      };
    }[];
  };
}

describe('The demo story', () => {
  it('is about a person, a team and an organization, seen over three services in one query', async () => {
    const seen = await eventually(async () => {
      const { engagements } = await running.ask<Seen>(coach, federated, { first: 10 });
      const nodes = engagements.edges.map(({ node }) => node);
      expect(nodes.map(({ systemMaps }) => systemMaps?.length)).toEqual([1, 1, 1]);
      return nodes;
    });
    expect(seen.map(({ kind }) => kind).sort()).toEqual(['INDIVIDUAL', 'ORGANIZATION', 'TEAM']);
    for (const node of seen)
      expect(node).toMatchObject({
        status: 'ACTIVE',
        program: { name: 'Secure leadership' },
        systemMaps: [{ metrics: { actors: expect.any(Number), density: expect.any(Number) } }],
      });
    expect(JSON.stringify(seen)).toContain('"occasion":"BASELINE"');
  });

  it('told again changes nothing', async () => {
    const events = async () => {
      const counts = ['engagements', 'assessments', 'system-mapping'].map((service) =>
        administer<{ count: string }>(service, 'select count(*) from log.event'),
      );
      return (await Promise.all(counts)).flat().map(({ count }) => Number(count));
    };
    const before = await events();
    await running.tell();
    expect(await events()).toEqual(before);
  });
});

describe('One query over three services', () => {
  it('asks the databases as often for three engagements as for one', async () => {
    const log = join(running.folder, 'postgres/log');
    const set = async (statements: string, prefix: string) => {
      await administer('engagements', `alter system set log_statement = '${statements}'`);
      await administer('engagements', `alter system set log_line_prefix = '${prefix}'`);
      await administer('engagements', 'select pg_reload_conf()');
      await after(300);
    };
    /** By database, what the services' API roles asked for; what they wait with has no part in it. */
    const statementsOf = async (first: number) => {
      const begin = readFileSync(log, 'utf8').length;
      const { engagements } = await running.ask<Seen>(coach, federated, { first });
      expect(engagements.edges).toHaveLength(first);
      await after(300);
      const lines = readFileSync(log, 'utf8').slice(begin).split('\n');
      // Who somebody is in the directory is asked once a second.
      return lines.filter(
        (line) => /^api-of:\w+_api LOG: {2}execute/.test(line) && !line.includes('m.status, m.roles'),
      ).length;
    };
    await set('all', 'api-of:%u ');
    try {
      const one = await statementsOf(1);
      expect(one).toBeGreaterThan(0);
      expect(one).toBeLessThanOrEqual(15);
      expect(await statementsOf(3)).toBe(one);
    } finally {
      await set('none', '%m [%p] ');
    }
  });

  it('answers in part, with a coded error, while one service is away, and in full when it is back', async () => {
    const mapping = running.platform.processes().find(({ service }) => service === 'system-mapping');
    process.kill(mapping?.pid ?? 0, 'SIGKILL'); // it is started again
    const answer = await running.send<Seen>(coach, federated, { first: 3 });
    const nodes = answer.data?.engagements.edges.map(({ node }) => node) ?? [];
    expect(nodes).toHaveLength(3);
    for (const { assessments, systemMaps } of nodes) {
      expect(assessments).not.toBeNull();
      expect(systemMaps).toBeNull();
    }
    expect(answer.errors?.map(({ extensions }) => extensions?.code)).toContain('SUBGRAPH_UNAVAILABLE');
    await eventually(
      async () => {
        const back = await running.ask<Seen>(coach, federated, { first: 3 });
        expect(back.engagements.edges.map(({ node }) => node.systemMaps?.length)).toEqual([1, 1, 1]);
      },
      { within: 30_000, every: 200 },
    );
  });
});

describe('Read your own writes', () => {
  const query = '{ engagements(first: 1) { edges { node { id } } } }';

  /** A token as services make them; nobody else can. */
  const tokenOf = async (parts: object): Promise<string> => {
    const { databases, masterKey } = running.platform;
    const pool = new pg.Pool({ connectionString: databases[keysDatabase]?.apiUrl, max: 1 });
    try {
      const sealing = new Sealing(new KeyRing({ pool, masters: [localMasterKey(masterKey)] }));
      return await new ConsistencyTokens(sealing).close(demoTenant, open(parts));
    } finally {
      await pool.end();
    }
  };
  const open = (parts: object) => Buffer.from(JSON.stringify(parts)).toString('base64url');

  it('says so with a code when the time is over', async () => {
    const future = await tokenOf({ engagements: { p: 1_000_000_000, s: {} } });
    const { errors } = await running.send(coach, query, {}, future);
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['NOT_YET_VISIBLE']);
  });

  it('refuses a token that no mutation returned, and ignores what is none of a service’s business', async () => {
    for (const made of ['no-token', open({ engagements: { p: 1, s: {} } })]) {
      const { errors } = await running.send(coach, query, {}, made);
      expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['BAD_CONSISTENCY_TOKEN']);
    }
    const foreign = await tokenOf({ billing: { p: 1_000_000_000, s: {} } });
    expect((await running.send(coach, query, {}, foreign)).errors).toBeUndefined();
  });
});

describe('An event that a read model cannot take', () => {
  const propose =
    'mutation ($input: ProposeEngagementInput!) { done: proposeEngagement(input: $input) { engagement { id } token } }';
  const addMembers = 'mutation ($input: AddMembersInput!) { done: addMembers(input: $input) { token } }';
  interface Done {
    readonly done: { readonly engagement: { readonly id: string }; readonly token: string };
  }
  const parked = async () => {
    const { status, out } = await cli(running, 'parked', 'list');
    expect(status).toBe(0);
    return out;
  };

  it('waits with what is behind it, while the rest goes on, until an administrator gives it up', async () => {
    const clientId = demoPerson('client');
    const proposal = { kind: 'TEAM', clientId, purpose: 'x' };
    const { done } = await running.ask<Done>(manager, propose, { input: proposal });
    const engagementId = done.engagement.id;
    const stream = `engagement-${engagementId}`;
    // No command makes such an event: its coach is no id.
    await administer(
      'engagements',
      `insert into log.event (tenant_id, stream, version, id, type, schema_version, data, meta, at, command_id)
       select tenant_id, stream, 2, $3, 'MatchConfirmed', 1, $4, meta, now(), $5 from log.event where tenant_id = $1 and stream = $2`,
      [demoTenant, stream, v7(), JSON.stringify({ engagementId, coachId: 'nobody' }), v7()],
    );
    const input = { engagementId, personIds: [demoPerson('team-member-1')] };
    await running.ask<Done>(manager, addMembers, { input });
    const view = `engagement-view  ${stream}`;
    await eventually(async () => {
      const list = await parked();
      expect(list).toContain(`${view} v2  MatchConfirmed`);
      expect(list).toContain(`${view} v3  MembersAdded  BEHIND`);
    });

    // Others are not held up by it.
    const other = await running.ask<Done>(manager, propose, { input: proposal });
    const seen = await running.ask<{ engagement: object }>(
      manager,
      'query ($id: ID!) { engagement(id: $id) { status } }',
      { id: other.done.engagement.id },
      other.done.token,
    );
    expect(seen.engagement).toEqual({ status: 'PROPOSED' });

    const of = ['engagements', 'engagement-view', stream];
    const retried = await cli(running, 'parked', 'retry', ...of);
    expect(retried.out).toMatch(/^0 taken; 2 of the stream still wait/);
    expect((await cli(running, 'parked', 'skip', ...of)).out).toMatch(
      /^1 given up; 1 of the stream still wait/,
    );
    expect((await cli(running, 'parked', 'retry', ...of)).out).toMatch(
      /^1 taken; 0 of the stream still wait/,
    );
    expect(await parked()).not.toContain(view);
    const { engagement } = await running.ask<{ engagement: object }>(
      manager,
      'query ($id: ID!) { engagement(id: $id) { status memberIds } }',
      { id: engagementId },
    );
    expect(engagement).toEqual({ status: 'PROPOSED', memberIds: input.personIds });
  });

  it('is for administrators only', async () => {
    const { status, problems } = await cli(running, 'parked', 'list', '--as', 'coach');
    expect([status, problems.split(':')[0]]).toEqual([1, 'FORBIDDEN']);
  });
});

describe('The command line', () => {
  it.each([
    [],
    ['query'],
    ['import'],
    ['parked'],
    ['parked', 'list'],
    ['parked', 'retry'],
    ['parked', 'skip'],
  ])('explains itself: %s %s --help', async (...command) => {
    const { status, out } = await cli(undefined, ...command, '--help');
    expect([status, out]).toEqual([0, expect.stringContaining('Usage: cli')]);
  });

  it('says where the mistakes of a file are', async () => {
    const file = join(running.folder, 'people.csv');
    writeFileSync(file, 'reference,name,email\na,A,a@example.org\nb,B,nowhere\na,A,a@example.org\n');
    const { status, problems } = await cli(running, 'import', 'PEOPLE', file, '--as', 'admin');
    expect(status).toBe(1);
    expect(problems).toContain('2 mistakes; nothing was changed:');
    expect(problems).toMatch(/line 3, column email: BAD_VALUE: /);
    expect(problems).toMatch(/line 4, column reference: DUPLICATE: /);
  });

  it.each([
    ['There is no kind of file', ['import', 'PARCELS', 'README.md']],
    ['There is no file', ['import', 'PEOPLE', 'nowhere.csv']],
    ['There is no role', ['query', '{ me { id } }', '--as', 'emperor']],
    ['--variables is not JSON', ['query', '{ me { id } }', '--variables', '{']],
    ['The data have no', ['query', '{ me { id } }', '--pick', 'me.name.first']],
    ['BAD_QUERY', ['query', '{ nothing }']],
    ['error: missing required argument', ['import']],
  ])('says what is wrong: %s', async (says, args) => {
    const { status, problems } = await cli(running, ...args);
    expect([status, problems]).toEqual([1, expect.stringContaining(says)]);
  });
});
