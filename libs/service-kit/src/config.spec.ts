import { describe, expect, it } from '@jest/globals';
import { readServiceConfig, serviceVariables, variablesOf } from './index.ts';

const whole = {
  API_DATABASE_URL: 'postgres://api@127.0.0.1/engagements',
  PIPELINE_DATABASE_URL: 'postgres://pipeline@127.0.0.1/engagements',
  KEYS_DATABASE_URL: 'postgres://api@127.0.0.1/keys',
  MASTER_KEY: 'A'.repeat(43),
  KAFKA_BROKERS: '127.0.0.1:9092, 127.0.0.1:9093',
  AUTH_JWKS: '{"keys":[]}',
  AUTH_ISSUER: 'issuer',
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

  it('is described for the reference', () => {
    const rows = variablesOf(serviceVariables);
    expect(rows.find(({ name }) => name === 'HOST')).toMatchObject({ default: '127.0.0.1' });
    expect(rows.every(({ description }) => description.length > 10)).toBe(true);
  });
});
