// Signing keys and tokens for development and tests. Whoever has the private key is whoever they say.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { v5 as uuid } from 'uuid';

export const roles = [
  'CLIENT',
  'COACH',
  'SUPERVISOR',
  'SPONSOR',
  'LINE_MANAGER',
  'RATER',
  'PROGRAM_MANAGER',
  'ANALYST',
  'EMPLOYEE_REPRESENTATIVE',
  'PARTNER',
  'ADMIN',
  'OPERATOR',
] as const;
export type Role = (typeof roles)[number];

/** Of tokens for development and tests. */
export const issuer = 'https://development.securebase.local';
export const audience = 'securebase';

const namespace = '5ec0eba5-e000-4000-8000-000000000000';
/** The tenant of the demo story. */
export const demoTenant: string = uuid('tenant', namespace);
/** The person of the demo tenant whom the organization calls by this reference. */
export const demoPerson = (reference: string): string => uuid(`person:${reference}`, demoTenant);
/** The person that a development token stands for when no other is named: one for each role. */
export const personAs = (role: Role): string => demoPerson(role.toLowerCase().replaceAll('_', '-'));

export interface Keys {
  /** Of the provider that signs with them too; else the one of tests. */
  readonly issuer?: string;
  readonly privateKey: JWK;
  /** What services are given to verify with: a JWK set, as JSON. */
  readonly jwks: string;
}

export const makeKeys = async (): Promise<Keys> => {
  const pair = await generateKeyPair('EdDSA', { extractable: true });
  const kid = uuid(JSON.stringify(await exportJWK(pair.publicKey)), namespace);
  const publicKey = { ...(await exportJWK(pair.publicKey)), kid, alg: 'EdDSA', use: 'sig' };
  const privateKey = { ...(await exportJWK(pair.privateKey)), kid, alg: 'EdDSA' };
  return { privateKey, jwks: JSON.stringify({ keys: [publicKey] }) };
};

/** The keys in the file, made the first time; nobody else may read it. */
export const keysIn = async (file: string): Promise<Keys> => {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(await makeKeys()), { mode: 0o600 });
    renameSync(`${file}.${process.pid}`, file);
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Keys;
};

/** The master key in the file, 32 bytes in base64url, made the first time; nobody else may read it. */
export const masterKeyIn = (file: string): string => {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.${process.pid}`, randomBytes(32).toString('base64url'), { mode: 0o600 });
    renameSync(`${file}.${process.pid}`, file);
  }
  return readFileSync(file, 'utf8').trim();
};

/** The environment of a service that accepts tokens signed with these keys. */
export const authentication = (keys: Keys) => ({
  AUTH_JWKS: keys.jwks,
  AUTH_ISSUER: issuer,
  AUTH_AUDIENCE: audience,
});

export interface Claims {
  readonly roles: readonly Role[];
  readonly subject?: string;
  readonly tenant?: string;
  /** From now, such as "8h". */
  readonly lifetime?: string;
}

/** A token that says: this person, of this tenant, in these roles. */
export const sign = async (keys: Keys, claims: Claims): Promise<string> => {
  const [first = 'CLIENT'] = claims.roles;
  return await new SignJWT({ tenant: claims.tenant ?? demoTenant, roles: [...claims.roles] })
    .setProtectedHeader({
      alg: 'EdDSA',
      typ: 'at+jwt',
      ...(keys.privateKey.kid ? { kid: keys.privateKey.kid } : {}),
    })
    .setIssuer(keys.issuer ?? issuer)
    .setAudience(audience)
    .setSubject(claims.subject ?? personAs(first))
    .setIssuedAt()
    .setExpirationTime(claims.lifetime ?? '8h')
    .sign(await importJWK(keys.privateKey, 'EdDSA'));
};
