// What protects a request, by itself: verifying, authorizing, sealing and opening, with the product's own parts and keys.
import { type Platform } from '@securebase/infra/platform';
import { seal, type Sealed } from '@securebase/domain-kit';
import { audience, demoTenant, keysDatabase } from '@securebase/embedded';
import { matrices, Policy } from '@securebase/policy';
import { anchored, eachSealed, KeyRing, localMasterKey, Sealing } from '@securebase/sealing';
import { AccessTrail, Opener, type RequestContext, TenantData } from '@securebase/service-kit';
import { Callers } from '@securebase/service-kit/edge';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { v4 as anyId } from 'uuid';
import { size } from './overview.ts';

export interface Protection {
  /** What `registerPerson` goes through, in so many processes: its service, and the gateway. */
  readonly mutation: (processes: 1 | 2) => Promise<void>;
  /** What the overview of fifty engagements goes through, in the gateway and in three services. */
  readonly query: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export const sealingOf = (platform: Platform) => {
  const pool = new pg.Pool({ connectionString: platform.databases[keysDatabase]?.apiUrl, max: 4 });
  return { pool, sealing: new Sealing(new KeyRing({ pool, masters: [localMasterKey(platform.masterKey)] })) };
};

/** Values as a read model holds them: encrypted, each with its place. */
const sealedNames = async (sealing: Sealing, subject: string): Promise<Sealed[]> => {
  const events = Array.from({ length: size }, (_, n) => ({
    stream: `map-${anyId()}`,
    version: 1,
    data: { name: seal(subject, `Map ${n}`) },
  }));
  const closed = await sealing.close(demoTenant, events);
  const sealed: Sealed[] = [];
  closed.forEach((data, n) => {
    const { stream = '', version = 1 } = events[n] ?? {};
    eachSealed(anchored(data, stream, version), (each) => sealed.push(each));
  });
  return sealed;
};

/** The parts, ready to be measured, for the person whose headers these are. */
export const protectionOf = async (
  platform: Platform,
  { authorization = '' }: Readonly<Record<string, string>>,
): Promise<Protection> => {
  const callers = new Callers({
    keys: { jwks: platform.keys.jwks },
    algorithms: ['EdDSA'],
    type: 'at+jwt',
    claims: { person: 'sub', tenant: 'tenant', roles: 'roles' },
    issuer: platform.identity.issuer,
    audience,
  });
  const caller = await callers.of(authorization);
  if (!caller) throw new Error('There is no caller to measure.');
  const { pool, sealing } = sealingOf(platform);
  const source = new DataSource({
    type: 'postgres',
    url: platform.databases['system-mapping']?.apiUrl ?? '',
  });
  await source.initialize();
  const opener = new Opener(sealing, new AccessTrail(new TenantData(source)));
  const names = await sealedNames(sealing, caller.personId);
  const engagements = new Policy(matrices.engagements);
  const policies = [engagements, new Policy(matrices.assessments), new Policy(matrices['system-mapping'])];
  const ask = (policy: Policy | undefined, type: string, field: string, thing?: object) => {
    if (policy?.rule(type, field) !== 'EVERYBODY') policy?.ask(caller, type, field, thing);
  };

  return {
    mutation: async (processes) => {
      for (let process = 0; process < processes; process++) await callers.of(authorization);
      const personId = anyId();
      for (const policy of processes === 1 ? [engagements] : policies)
        ask(policy, 'Mutation', 'registerPerson');
      ask(engagements, 'Person', 'id', { id: personId });
      ask(engagements, 'Person', 'status', { id: personId });
      const [name, email] = [anyId(), `${anyId()}@example.org`];
      const data = { personId, name: seal(personId, name), email: seal(personId, email) };
      await sealing.digest(
        demoTenant,
        JSON.stringify({ type: 'RegisterPerson', data: { personId, name, email } }),
      );
      await sealing.close(demoTenant, [{ stream: `person-${personId}`, version: 1, data }]);
    },
    query: async () => {
      for (let process = 0; process < 4; process++) await callers.of(authorization);
      const context: RequestContext = {
        tenantId: demoTenant,
        actorId: caller.personId,
        roles: caller.roles,
        at: new Date(),
        correlationId: anyId(),
        commandId: anyId(),
        operation: 'Overview',
      };
      for (const policy of policies) {
        ask(policy, 'Query', 'engagements');
        for (let n = 0; n < size; n++) {
          const thing = { id: anyId(), clientId: anyId(), coachId: caller.personId, memberIds: [] };
          for (const field of ['id', 'kind', 'status', 'client', 'assessments', 'systemMaps'])
            ask(policy, 'Engagement', field, thing);
          for (const field of ['id', 'name']) ask(policy, 'Person', field, thing);
          for (const field of ['id', 'occasion', 'status']) ask(policy, 'Administration', field, thing);
          for (const field of ['id', 'kind', 'name']) ask(policy, 'SystemMap', field, thing);
        }
      }
      const at = { object: 'SystemMap', field: 'name', purpose: 'COACHING' };
      const opened = await Promise.all(
        names.map((name) => opener.open(context, name, { ...at, id: anyId() })),
      );
      if (opened.some((name) => name === null)) throw new Error('A name could not be opened.');
    },
    close: async () => {
      await source.destroy();
      await pool.end();
    },
  };
};
