import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoTenant, personAs } from '@securebase/testing';
import pg from 'pg';
import { v4 as anyId } from 'uuid';
import { type Answer, coachesTalk } from '../test/coaches-talk.ts';
import { type Rig, startRig } from '../test/rig.ts';

let rig: Rig;
let engagementId: string;
/** The coach's own practice, who the coach is there, and who supervises. */
const practice = anyId();
const noor = anyId();
const rosa = anyId();
const stranger = anyId();

const { last, as, change, inPractice, made } = coachesTalk(() => rig, practice, noor);
const today = new Date().toISOString().slice(0, 10);
const coached = (id: string, paid: number, proBono = 0, activity = 'COACHING') =>
  `loggedClientId: "${id}", activity: ${activity}, startsOn: "${today}", endsOn: "${today}", paidMinutes: ${paid}, proBonoMinutes: ${proBono}`;
const consenting =
  'form: INDIVIDUAL, setting: EXTERNAL, basis: CLIENT_CONSENT, name: "=Mira", email: "mira@example.org"';
const clients =
  '{ myLoggedClients { edges { node { id people name email organization letter entries { paidHours proBonoHours } } } } }';
const nodesOf = ({ data }: Answer, list: string): unknown[] =>
  (data?.[list] as { edges: { node: unknown }[] }).edges.map(({ node }) => node);
const hours =
  '{ myHours { total { hours paidHours clients recentHours } progress { goal isReached missing { hours paidHours clients } } } }';
const supervised =
  '{ supervised { coachId hours { total { hours } supervisionHours mentorCoachingHours } supervisionLog { edges { node { kind heldOn hours form } } } cases { edges { node { words } } } } }';

beforeAll(async () => {
  rig = await startRig();
  const input = { kind: 'INDIVIDUAL', clientId: personAs('CLIENT'), purpose: 'to sleep again' };
  const { engagement } = await rig.mutate('PROGRAM_MANAGER', 'proposeEngagement', 'engagement { id }', input);
  engagementId = engagement.id;
  const of = { engagementId };
  const status = 'engagement { id sessions { id } }';
  await rig.mutate('PROGRAM_MANAGER', 'confirmMatch', 'engagement { id }', {
    ...of,
    coachId: personAs('COACH'),
  });
  await rig.mutate('COACH', 'draftAgreement', 'engagement { id }', {
    ...of,
    sessions: 8,
    objectives: 'sleep',
  });
  for (const party of ['CLIENT', 'COACH'] as const)
    await rig.mutate(party, 'signAgreement', 'engagement { id }', { ...of, party, agreementVersion: 1 });
  await rig.mutate('COACH', 'startEngagement', 'engagement { id }', of);
  const times = { startsAt: '2026-11-02T09:00:00Z', endsAt: '2026-11-02T09:50:00Z' };
  const scheduled = await rig.mutate('COACH', 'scheduleSession', status, {
    ...of,
    kind: 'COACHING',
    ...times,
  });
  const sessionId = scheduled.engagement.sessions?.[0]?.id;
  const { token } = await rig.mutate('COACH', 'holdSession', 'engagement { id }', { ...of, sessionId });
  last.set(demoTenant, token);
  const created = `mutation { createTenant(input: { tenantId: "${practice}", kind: PRACTICE, coachId: "${noor}" }) { token } }`;
  expect((await as('OPERATOR', created)).codes).toEqual([]);
});
afterAll(() => rig.stop());

describe('An hours log', () => {
  let mira: string;
  let entry: string;

  it('is the coach’s, in their own practice', async () => {
    expect((await change('logClient', consenting, stranger)).codes).toEqual(['NOT_THE_PRACTICE_OF_CALLER']);
    expect((await change('logClient', consenting, personAs('COACH'), demoTenant)).codes).toEqual([
      'NOT_THE_PRACTICE_OF_CALLER',
    ]);
    for (const role of ['ADMIN', 'CLIENT', 'SUPERVISOR', 'PROGRAM_MANAGER', 'SPONSOR'] as const)
      expect((await inPractice(hours, role)).codes).toEqual(['FORBIDDEN']);
  });

  it('holds who consents, and hours of coaching', async () => {
    expect((await change('logClient', 'form: INDIVIDUAL, setting: EXTERNAL')).codes).toEqual([
      'NOT_LOGGED_WITHOUT_CONSENT',
    ]);
    mira = await made('logClient', consenting);
    expect((await change('logCoachingHours', coached(mira, 60, 0, 'CHEMISTRY'))).codes).toEqual([
      'CHEMISTRY_IS_NOT_COACHING',
    ]);
    expect((await change('logCoachingHours', coached(mira, 50))).codes).toEqual(['NOT_IN_QUARTER_HOURS']);
    entry = await made('logCoachingHours', coached(mira, 405, 45));
    await made(
      'correctCoachingHours',
      `entryId: "${entry}", ${coached(mira, 45, 45).replace('activity: COACHING, ', '')}`,
    );
    const letter =
      'form: INDIVIDUAL, setting: INTERNAL, people: 7, basis: VERIFICATION_LETTER, organization: "Example", letter: "of 12 May"';
    await made(
      'logCoachingHours',
      coached(await made('logClient', letter), 74 * 60).replace(today, '2026-08-01'),
    );
    const nobody = { organization: null, letter: null };
    const rows = nodesOf(await inPractice(clients), 'myLoggedClients');
    expect(rows).toContainEqual({
      id: mira,
      people: 1,
      name: '=Mira',
      email: 'mira@example.org',
      ...nobody,
      entries: [{ paidHours: 0.75, proBonoHours: 0.75 }],
    });
    expect(rows).toContainEqual(
      expect.objectContaining({
        name: null,
        email: null,
        people: 7,
        organization: 'Example',
        letter: 'of 12 May',
      }),
    );
  });

  it('says what is missing for a credential', async () => {
    const { data } = await inPractice(hours);
    const missing = { hours: 24.5, paidHours: 0.25, clients: 0 };
    expect(data?.['myHours']).toMatchObject({
      total: { hours: 75.5, paidHours: 74.75, clients: 8, recentHours: 75.5 },
      progress: [{ goal: 'ACC', isReached: false, missing }, { goal: 'PCC' }, { goal: 'MCC' }],
    });
  });

  it('is exported in the columns of the ICF, without formulas', async () => {
    const { data } = await inPractice('{ myHoursCsv }');
    const text = data?.['myHoursCsv'] as string;
    expect(text).toContain('Client Name,Contact Information,Individual/Group,Number in Group,Start Date');
    expect(text).toContain(`'=Mira,mira@example.org,Individual,,${today},${today},0.75,0.75`);
    expect((await inPractice('{ myHoursCsv }', 'SUPERVISOR', rosa)).codes).toEqual(['FORBIDDEN']);
    expect((await as('COACH', '{ myHoursCsv myHours { proBonoHours } }')).data).toEqual({
      myHoursCsv: null,
      myHours: null,
    });
  });

  it('is nobody else’s, not even another coach’s in the same practice', async () => {
    const { data } = await inPractice(
      `{ myHoursCsv myHours { proBonoHours } myLoggedClients { edges { node { id } } } }`,
      'COACH',
      stranger,
    );
    expect(data).toEqual({ myHoursCsv: null, myHours: null, myLoggedClients: { edges: [] } });
  });

  it('is offered the sessions of linked enterprises, without a client', async () => {
    const offered = await as('COACH', 'mutation { offerPracticeLink { code } }');
    const { code } = offered.data?.['offerPracticeLink'] as { code: string };
    await inPractice(`mutation { linkEnterprise(input: { code: "${code}" }) { linkId } }`);
    const proposed = async () => {
      const { data } = await inPractice(
        '{ linkedEnterprises { engagements(first: 5) { edges { node { client loggedClientId proposedHours { entryId heldOn minutes } } } } } }',
      );
      const [enterprise] = data?.['linkedEnterprises'] as { engagements: { edges: { node: unknown }[] } }[];
      return enterprise?.engagements.edges[0]?.node as {
        client: string | null;
        loggedClientId: string | null;
        proposedHours: { entryId: string; heldOn: string; minutes: number }[];
      };
    };
    const before = await proposed();
    expect(before).toMatchObject({ client: null, loggedClientId: null });
    expect(before.proposedHours).toEqual([
      { entryId: expect.any(String), heldOn: '2026-11-02', minutes: 45 },
    ]);
    const [{ entryId } = { entryId: '' }] = before.proposedHours;
    const letter = `engagementId: "${engagementId}", form: INDIVIDUAL, setting: EXTERNAL, basis: VERIFICATION_LETTER, organization: "Example", letter: "of 12 May"`;
    const logged = await made('logClient', letter);
    await made('logCoachingHours', `entryId: "${entryId}", ${coached(logged, 45)}`);
    expect(await proposed()).toEqual({ client: null, loggedClientId: logged, proposedHours: [] });
    await made('takeBackCoachingHours', `loggedClientId: "${logged}", entryId: "${entryId}"`);
    expect((await proposed()).proposedHours).toHaveLength(1);
  });

  it('forgets who consents no more, for good', async () => {
    await made('withdrawLoggingConsent', `loggedClientId: "${mira}"`);
    expect(nodesOf(await inPractice(clients), 'myLoggedClients')).not.toContainEqual(
      expect.objectContaining({ id: mira }),
    );
    expect((await change('logCoachingHours', coached(mira, 15))).codes).toEqual(['CLIENT_NOT_IN_LOG']);
    const { data } = await inPractice('{ myHoursCsv }');
    expect(data?.['myHoursCsv']).not.toContain('Mira');
    const database = new pg.Client({ connectionString: rig.keys.adminUrl });
    await database.connect();
    const { rows } = await database.query(
      'select wrapped from keys.data_key where tenant_id = $1 and subject_id = $2',
      [practice, mira],
    );
    await database.end();
    expect(rows).toEqual([{ wrapped: null }]);
  });
});

describe('A supervisor', () => {
  const supervisor = (query: string, subject = rosa) => inPractice(query, 'SUPERVISOR', subject);

  it('sees nothing before the coach names them', async () => {
    expect((await supervisor(supervised)).data).toEqual({ supervised: null });
    const share = `supervisorId: "${rosa}", words: "Somebody falls silent, and I fill the silence."`;
    expect((await change('shareCase', share)).codes).toEqual(['SUPERVISOR_NOT_NAMED']);
  });

  it('sees hours, the supervision log and the cases shared with them, and nobody’s name', async () => {
    await made('nameSupervisor', `supervisorId: "${rosa}"`);
    const held = `heldOn: "2026-11-20", minutes: 90, form: INDIVIDUAL, with: "Rosa herself"`;
    await made('logSupervision', `kind: SUPERVISION, ${held}`);
    await made('logSupervision', `kind: MENTOR_COACHING, ${held.replace('-20', '-21')}`);
    expect((await change('shareCase', `supervisorId: "${rosa}", words: "${engagementId}"`)).codes).toEqual([
      'CASE_NAMES_SOMEBODY',
    ]);
    await made('shareCase', `supervisorId: "${rosa}", words: "Somebody falls silent."`);
    const { data } = await supervisor(supervised);
    expect(data?.['supervised']).toMatchObject({
      coachId: noor,
      hours: { supervisionHours: 1.5, mentorCoachingHours: 1.5 },
      cases: { edges: [{ node: { words: 'Somebody falls silent.' } }] },
    });
    const withWhom = '{ supervised { supervisionLog { edges { node { with } } } } }';
    const { data: told } = await supervisor(withWhom);
    expect(JSON.stringify(told)).not.toContain('Rosa');
    const { data: own } = await inPractice('{ mySupervisionLog { edges { node { with } } } }');
    expect(JSON.stringify(own)).toContain('Rosa herself');
    expect((await supervisor(supervised, stranger)).data).toEqual({ supervised: null });
  });

  it('does not get from a case to an engagement, a client or a log', async () => {
    for (const query of [
      '{ engagements { edges { node { id } } } }',
      `{ engagement(id: "${engagementId}") { id } }`,
      '{ linkedEnterprises { id } }',
      '{ myLoggedClients { edges { node { id } } } }',
      '{ myCases { edges { node { id } } } }',
    ])
      expect((await supervisor(query)).codes).toEqual(['FORBIDDEN']);
  });

  it('is told of by the trail of the coach', async () => {
    const { data } = await inPractice(
      '{ engagementsAccesses(first: 50) { edges { node { object field actorId } } } }',
    );
    const looked = { object: 'SharedCase', field: 'words', actorId: rosa };
    expect(nodesOf({ data, codes: [] }, 'engagementsAccesses')).toContainEqual(looked);
  });

  it('sees nothing after the coach takes a case back, or releases them', async () => {
    const [node] = nodesOf(await inPractice('{ myCases { edges { node { id } } } }'), 'myCases') as {
      id: string;
    }[];
    await made('takeBackCase', `caseId: "${node?.id ?? ''}"`);
    const { data } = await supervisor('{ supervised { cases { edges { node { words } } } } }');
    expect(data).toEqual({ supervised: { cases: { edges: [] } } });
    await made('releaseSupervisor', `supervisorId: "${rosa}"`);
    expect((await supervisor(supervised)).data).toEqual({ supervised: null });
  });
});

describe('A credential of a coach', () => {
  it('is theirs alone', async () => {
    const id = await made('recordCredential', 'credential: PCC, number: "900123", issuedOn: "2024-05-01"');
    const mine = '{ myCredentials { edges { node { credential number issuedOn expiresOn } } } }';
    const node = { credential: 'PCC', number: '900123', issuedOn: '2024-05-01', expiresOn: null };
    expect((await inPractice(mine)).data).toEqual({ myCredentials: { edges: [{ node }] } });
    expect((await inPractice(mine, 'COACH', stranger)).data).toEqual({ myCredentials: { edges: [] } });
    expect((await inPractice(mine, 'SUPERVISOR', rosa)).codes).toEqual(['FORBIDDEN']);
    await made('takeBackCredential', `credentialId: "${id}"`);
    expect((await inPractice(mine)).data).toEqual({ myCredentials: { edges: [] } });
  });
});

describe('What a coach does in their own practice', () => {
  it('is nowhere in the enterprise', async () => {
    const database = new pg.Client({ connectionString: rig.db.adminUrl });
    await database.connect();
    const { rows } = await database.query<{ tenant: string }>(
      `select distinct tenant_id::text as tenant from log.event
        where data::text like '%loggedClientId%' or data::text like '%supervisorId%' or (data::text || stream) like $1`,
      [`%${noor}%`],
    );
    expect(rows).toEqual([{ tenant: practice }]);
    const { rows: engagements } = await database.query(
      'select from log.event where tenant_id = $1 and (data::text || stream) like $2',
      [practice, `%${engagementId}%`],
    );
    await database.end();
    expect(engagements).toEqual([]);
    for (const role of ['ADMIN', 'PROGRAM_MANAGER', 'SPONSOR'] as const)
      for (const query of [hours, '{ myHoursCsv }', clients, '{ mySupervisors }'])
        expect((await as(role, query)).codes).toEqual(['FORBIDDEN']);
    expect((await as('SUPERVISOR', supervised)).data).toEqual({ supervised: null });
  });
});
