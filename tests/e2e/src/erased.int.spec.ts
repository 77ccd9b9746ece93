// An erased person's words are gone: from the platform, from its topics, and from a backup that is restored.
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { keysDatabase } from '@securebase/embedded';
import { anchored, KeyRing, localMasterKey, Sealing } from '@securebase/sealing';
import { demoPerson, demoTenant, eventually } from '@securebase/testing';
import { compactVerify, importJWK, type JWK } from 'jose';
import pg from 'pg';
import { cli } from '../test/command-line.ts';
import { type Caller, client, coach, manager, type Running, runPlatform } from '../test/platform.ts';

let running: Running;
beforeAll(async () => {
  running = await runPlatform();
  await running.tell();
});
afterAll(() => running.stop());

const admin: Caller = { roles: ['ADMIN'] };
const words = ['unsaid-until-tonight', 'the-first-of-the-maps'];
const subject = demoPerson('client');
const services = ['engagements', 'assessments', 'system-mapping'];

const inDatabase = async <T>(url: string | undefined, work: (pool: pg.Pool) => Promise<T>): Promise<T> => {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  pool.on('error', () => undefined);
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
};

interface Kept {
  readonly stream: string;
  readonly version: number;
  readonly data: unknown;
}
/** What a backup of a service's log holds. */
const backupOf = (service: string) =>
  inDatabase(running.platform.databases[service]?.adminUrl, async (pool) => {
    const { rows } = await pool.query<Kept>(
      'select stream, version, data from log.event where tenant_id = $1',
      [demoTenant],
    );
    return rows;
  });

/** Tries to open everything of a backup with every key that there is: what comes out, as text. */
const opened = (backup: readonly Kept[]) =>
  inDatabase(running.platform.databases[keysDatabase]?.apiUrl, async (pool) => {
    const sealing = new Sealing(new KeyRing({ pool, masters: [localMasterKey(running.platform.masterKey)] }));
    const events = backup.map(({ stream, version, data }) => ({
      ...{ tenantId: demoTenant, type: '', id: '', at: '', actorId: '', stream, version },
      data: anchored(data, stream, version),
    }));
    const plain = JSON.stringify(await sealing.openEvents(events));
    // An opened value is its JSON in base64url.
    return plain.replaceAll(/"value":"([^"]+)"/g, (_, value: string) =>
      Buffer.from(value, 'base64url').toString('utf8'),
    );
  });

const segments = (): string =>
  globSync('kafka/**/*', { cwd: running.folder })
    .map((file) => join(running.folder, file))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile())
    .map((file) => readFileSync(file, 'latin1'))
    .join('');

const verify = () => cli(running, 'audit', 'verify', '--as', 'admin');

describe('A person who is erased', () => {
  let before: Kept[] = [];
  it('has said something that can be opened, and the logs are what they were', async () => {
    const { proposeEngagement: proposed } = await running.ask<{
      proposeEngagement: { engagement: { id: string } };
    }>(
      manager,
      'mutation ($input: ProposeEngagementInput!) { proposeEngagement(input: $input) { engagement { id } } }',
      { input: { kind: 'INDIVIDUAL', clientId: subject, purpose: words[0] } },
    );
    await running.ask(client, 'mutation ($input: CreateMapInput!) { createMap(input: $input) { token } }', {
      input: { kind: 'PERSON', name: words[1] },
    });
    before = (await Promise.all(services.map(backupOf))).flat();
    const text = await opened(before);
    for (const word of words) expect(text).toContain(word);
    expect(proposed.engagement.id).toBeDefined();
    await eventually(async () => {
      const { status, out } = await verify();
      expect([status, out]).toEqual([0, expect.stringContaining('verified')]);
    });
  });

  it('gets a certificate of it, signed, that says what was found where', async () => {
    await running.ask(
      admin,
      'mutation ($input: EraseSubjectInput!) { eraseSubject(input: $input) { token } }',
      {
        input: { personId: subject },
      },
    );
    const { erasure, certificateKey } = await eventually(async () => {
      const found = await running.ask<{
        erasure: { isComplete: boolean; certificate: string };
        certificateKey: string;
      }>(admin, `{ erasure(personId: "${subject}") { isComplete certificate } certificateKey }`);
      expect(found.erasure.isComplete).toBe(true);
      return found;
    });
    const key = await importJWK(JSON.parse(certificateKey) as JWK, 'EdDSA');
    const { payload } = await compactVerify(erasure.certificate, key);
    const said = JSON.parse(Buffer.from(payload).toString('utf8')) as {
      subject: string;
      found: { service: string; events: number }[];
      backups: { dataExpireOn: string; keysExpireOn: string };
    };
    expect(said.subject).toBe(subject);
    expect(said.found.map(({ service, events }) => [service, events > 0])).toEqual([
      ['assessments', true],
      ['engagements', true],
      ['system-mapping', true],
    ]);
    expect(said.backups.dataExpireOn > new Date().toISOString().slice(0, 10)).toBe(true);
    const [head = '', , signature = ''] = erasure.certificate.split('.');
    const other = Buffer.from(JSON.stringify({ ...said, found: [] })).toString('base64url');
    await expect(compactVerify(`${head}.${other}.${signature}`, key)).rejects.toThrow();
  });

  it('cannot be read any more, from a backup of before neither, while others can', async () => {
    const text = await opened(before);
    for (const word of words) expect(text).not.toContain(word);
    expect(text).toContain('Noor de Vries');
    expect(text).not.toContain('Amal Haddad');
  });

  it('stands in no segment of a topic', () => {
    const text = segments();
    expect(text).toContain(subject);
    for (const word of [...words, 'Amal Haddad'])
      for (const form of [word, Buffer.from(JSON.stringify(word)).toString('base64url')])
        expect(text).not.toContain(form);
  });

  it('shows as erased', async () => {
    await eventually(async () => {
      const { person } = await running.ask<{ person: object }>(
        admin,
        `{ person(id: "${subject}") { status name email } }`,
      );
      expect(person).toEqual({ status: 'ERASED', name: '', email: '' });
    });
    const { engagements } = await running.ask<{
      engagements: { edges: { node: { purpose: string | null } }[] };
    }>(coach, '{ engagements { edges { node { purpose client { id } } } } }');
    expect(JSON.stringify(engagements)).not.toContain('certain of everything');
  });

  it('leaves logs that still are what they were', async () => {
    await eventually(async () => {
      const { status, out } = await verify();
      expect(status).toBe(0);
      for (const service of services) expect(out).toContain(`${service}: `);
    });
  });
});
