import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readServiceConfig, serviceVariables, variablesOf } from './index.ts';

const whole = {
  API_DATABASE_URL: 'postgres://api@127.0.0.1/engagements',
  PIPELINE_DATABASE_URL: 'postgres://pipeline@127.0.0.1/engagements',
  KEYS_DATABASE_URL: 'postgres://api@127.0.0.1/keys',
  MASTER_KEY: randomBytes(32).toString('base64url'),
  KAFKA_BROKERS: '127.0.0.1:9092, 127.0.0.1:9093',
  AUTH_JWKS: '{"keys":[]}',
  AUTH_ISSUER: 'https://identity.example.org',
  AUTH_AUDIENCE: 'audience',
};

describe('The configuration of a service', () => {
  it('is read from the environment and the arguments', () => {
    expect(readServiceConfig(['--role=relay'], whole)).toMatchObject({
      port: 0,
      host: '127.0.0.1',
      brokers: ['127.0.0.1:9092', '127.0.0.1:9093'],
      roles: ['relay'],
    });
    expect(readServiceConfig([], whole).roles).toEqual(['api', 'relay', 'projections']);
  });

  it('names every mistake at once', () => {
    const broken = { ...whole, PORT: 'eighty', AUTH_JWKS: 'no', API_DATABASE_URL: undefined };
    expect(() => readServiceConfig([], broken)).toThrow(
      /API_DATABASE_URL[^]*AUTH_JWKS|AUTH_JWKS[^]*API_DATABASE_URL/,
    );
    expect(() => readServiceConfig([], broken)).toThrow(/PORT/);
    expect(() => readServiceConfig(['--role=cook'], whole)).toThrow(/cook.*api, relay, projections/);
  });

  it('takes a secret from a file, and tells nothing of it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
    const file = join(folder, 'master-key');
    const { MASTER_KEY: key, ...others } = whole;
    writeFileSync(file, `${key}\n`);
    expect(readServiceConfig([], { ...others, MASTER_KEY_FILE: file }).masterKeys).toEqual([key]);
    expect(() => readServiceConfig([], { ...whole, MASTER_KEY_FILE: file })).toThrow(
      /MASTER_KEY, MASTER_KEY_FILE: give one/,
    );
    expect(() => readServiceConfig([], { ...others, MASTER_KEY_FILE: join(folder, 'no') })).toThrow(
      /MASTER_KEY_FILE: the file cannot be read/,
    );
    const wrong = 'half-a-secret';
    writeFileSync(file, wrong);
    const read = () => readServiceConfig([], { ...others, MASTER_KEY_FILE: file });
    expect(read).toThrow(/MASTER_KEY: is not 32 bytes/);
    expect(read).not.toThrow(wrong);
    rmSync(folder, { recursive: true });
  });

  it('takes master keys of tenants that somebody else holds, and tells nothing of them', () => {
    const tenant = '6F1F7B3E-0000-4000-8000-000000000001';
    const own = { [tenant]: { key: 'kms:alias/theirs', profile: 'works-council' } };
    const read = (text: string) => readServiceConfig([], { ...whole, TENANT_MASTER_KEYS: text });
    expect(read(JSON.stringify(own)).tenantMasterKeys).toEqual({ [tenant.toLowerCase()]: own[tenant] });
    expect(readServiceConfig([], whole).tenantMasterKeys).toEqual({});
    for (const wrong of [
      '{"secret',
      JSON.stringify({ [tenant]: { key: 'secret' } }),
      '{"secret":{"key":"kms:x"}}',
    ]) {
      expect(() => read(wrong)).toThrow(/TENANT_MASTER_KEYS/);
      expect(() => read(wrong)).not.toThrow(/secret/);
    }
    const zeros = JSON.stringify({ [tenant]: { key: Buffer.alloc(32).toString('base64url') } });
    expect(() => read(zeros)).toThrow(/is not drawn at random/);
  });

  it('takes a master key in a key service', () => {
    const arn = 'kms:arn:aws:kms:eu-central-1:1:key/1234-5678';
    expect(readServiceConfig([], { ...whole, MASTER_KEY: arn }).masterKeys).toEqual([arn]);
    expect(() => readServiceConfig([], { ...whole, MASTER_KEY: 'kms:' })).toThrow(/MASTER_KEY/);
  });

  it.each<[string, Record<string, string | undefined>]>([
    ['AUTH_ISSUER', { AUTH_ISSUER: 'http://identity.example.org' }],
    ['AUTH_JWKS_URL', { AUTH_JWKS: undefined, AUTH_JWKS_URL: 'http://identity.example.org/jwks' }],
    ['MASTER_KEY', { MASTER_KEY: 'A'.repeat(43) }],
    ['MASTER_KEY', { MASTER_KEY: `${whole.MASTER_KEY},${'A'.repeat(43)}` }],
  ])('refuses in production what is good for development only: %s', (name, change) => {
    const environment = { ...whole, ...change };
    expect(() => readServiceConfig([], environment)).toThrow(name);
    expect(readServiceConfig([], { ...environment, DEPLOYMENT: 'development' }).production).toBe(false);
  });

  it('is described for the reference', () => {
    const rows = variablesOf(serviceVariables);
    expect(rows.find(({ name }) => name === 'HOST')).toMatchObject({ default: '127.0.0.1' });
    expect(rows.every(({ description }) => description.length > 10)).toBe(true);
  });
});
