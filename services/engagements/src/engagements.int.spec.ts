import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personAs, Refused, type Role } from '@securebase/testing';
import { engagementFields, type Rig, startRig } from '../test/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());

const propose = (more: object = {}) =>
  rig.mutate('PROGRAM_MANAGER', 'proposeEngagement', engagementFields, {
    kind: 'INDIVIDUAL',
    clientId: personAs('CLIENT'),
    purpose: 'to sleep again',
    ...more,
  });
const step =
  (engagementId: string) =>
  (role: Role, name: string, input: object = {}) =>
    rig.mutate(role, name, engagementFields, { engagementId, ...input });

/** Another one each time: nobody is in two sessions at once. */
const anHour = () => {
  const startsAt = Date.parse('2026-12-01T09:00:00Z') + hours++ * 3_600_000;
  return { startsAt: new Date(startsAt), endsAt: new Date(startsAt + 3_600_000) };
};
let hours = 0;

/** An engagement with a sponsor that has come as far as its first session held. */
const underway = async () => {
  const { engagement } = await propose({ sponsorId: personAs('SPONSOR') });
  const go = step(engagement.id);
  await go('CLIENT', 'confirmMatch', { coachId: personAs('COACH') });
  await go('COACH', 'draftAgreement', { sessions: 8, objectives: 'sleep' });
  for (const party of ['CLIENT', 'COACH', 'SPONSOR'] as const)
    await go(party, 'signAgreement', { agreementVersion: 1, party });
  await go('COACH', 'startEngagement');
  const scheduled = await go('COACH', 'scheduleSession', {
    kind: 'COACHING',
    ...anHour(),
  });
  const sessionId = scheduled.engagement.sessions?.[0]?.id;
  const held = await go('COACH', 'holdSession', { sessionId });
  return { id: engagement.id, go, held };
};

describe('An engagement', () => {
  it('goes from the proposal to a held session', async () => {
    const { id, held } = await underway();
    const now = { status: 'ACTIVE', sessionsHeld: 1, sessions: [{ status: 'HELD' }] };
    expect(held.engagement).toMatchObject(now);
    expect(await rig.see('CLIENT', id, held.token)).toMatchObject(now);
  });

  it('tells its sponsor how many sessions were held, and neither which nor that it rests', async () => {
    const { id, go } = await underway();
    const { token, engagement } = await go('CLIENT', 'pauseEngagement');
    expect(engagement).toMatchObject({ status: 'PAUSED' });
    expect(await rig.see('COACH', id, token)).toMatchObject({ status: 'PAUSED' });
    const less = { status: 'ACTIVE', sessionsHeld: 1, sessions: null, purpose: null };
    for (const role of ['SPONSOR', 'PROGRAM_MANAGER'] as const)
      expect(await rig.see(role, id, token)).toMatchObject(less);
  });

  it('is read by client and coach, and by nobody else', async () => {
    const { engagement, token } = await propose({ sponsorId: personAs('SPONSOR') });
    const { id } = engagement;
    expect(engagement.purpose).toBeNull(); // whoever runs programs wrote it down, and does not read it
    expect(await rig.see('CLIENT', id, token)).toMatchObject({ purpose: 'to sleep again' });
    expect(await rig.see('SPONSOR', id, token)).toMatchObject({ purpose: null, client: { email: null } });
    expect(await rig.see('COACH', id, token)).toBeNull();
    await expect(rig.see('ANALYST', id)).rejects.toThrow(Refused);
    const matched = await step(id)('CLIENT', 'confirmMatch', { coachId: personAs('COACH') });
    const ofSponsor = { purpose: null, client: { name: 'The client', email: null } };
    expect(await rig.see('SPONSOR', id, matched.token)).toMatchObject(ofSponsor);
  });

  it('makes nobody known to who only proposes it', async () => {
    const { person, token: registered } = await rig.mutate('ADMIN', 'registerPerson', 'person { id }', {
      name: 'A stranger',
      email: 'stranger@example.org',
    });
    await rig.asking('ADMIN', `{ person(id: "${person.id}") { name } }`, {}, registered);
    const input = { kind: 'INDIVIDUAL', clientId: person.id, sponsorId: personAs('COACH'), purpose: 'x' };
    const { engagement, token } = await rig.mutate(
      'COACH',
      'proposeEngagement',
      'engagement { id client { name email } }',
      input,
    );
    expect(engagement.client).toEqual({ name: null, email: null });
    const text = `{ person(id: "${person.id}") { name } }`;
    expect(await rig.asking('COACH', text, {}, token)).toEqual({ person: null });
    expect((await rig.see('COACH', engagement.id, token))?.client).toEqual({ name: null, email: null });
    await rig.mutate('ADMIN', 'deactivatePerson', 'person { id }', { personId: person.id });
    // Nor that somebody has left: whoever runs programs is told, see below.
    await expect(rig.mutate('COACH', 'proposeEngagement', 'engagement { id }', input)).rejects.toMatchObject({
      codes: ['UNKNOWN_PERSON'],
    });
  });

  it('is changed by those whose part it is', async () => {
    const { engagement } = await propose();
    const go = step(engagement.id);
    await expect(go('COACH', 'startEngagement')).rejects.toMatchObject({ codes: ['ENGAGEMENT_NOT_FOUND'] });
    await expect(go('COACH', 'confirmMatch', { coachId: personAs('COACH') })).rejects.toMatchObject({
      codes: ['FORBIDDEN'],
    });
    // Who is the client here, and a coach elsewhere, does not draft the agreement.
    const own = await propose({ clientId: personAs('COACH') });
    const draft = step(own.engagement.id)('COACH', 'draftAgreement', { sessions: 8, objectives: 'sleep' });
    await expect(draft).rejects.toMatchObject({ codes: ['NOT_FOR_THIS_PARTY'] });
  });

  it('comes about once, however often the same command arrives', async () => {
    const commandId = '0198a000-0000-7000-8000-000000000001';
    const [first, second] = await Promise.all([propose({ commandId }), propose({ commandId })]);
    expect(second.engagement.id).toBe(first.engagement.id);
    await expect(propose({ commandId, purpose: 'something else' })).rejects.toMatchObject({
      codes: ['COMMAND_ID_REUSED'],
    });
  });

  it('names nobody who has left; a command that came before is carried out all the same', async () => {
    const registered = await rig.asking<{ registerPerson: { person: { id: string } } }>(
      'PROGRAM_MANAGER',
      'mutation { registerPerson(input: { name: "Soon gone", email: "soon@example.org" }) { person { id } } }',
    );
    const clientId = registered.registerPerson.person.id;
    const commandId = '0198a000-0000-7000-8000-000000000002';
    const first = await propose({ clientId, commandId });
    await rig.asking('ADMIN', `mutation { deactivatePerson(input: { personId: "${clientId}" }) { token } }`);
    await expect(propose({ clientId })).rejects.toMatchObject({ codes: ['PERSON_HAS_LEFT'] });
    expect((await propose({ clientId, commandId })).engagement.id).toBe(first.engagement.id);
  });

  it.each([
    ['UNKNOWN_PERSON', { clientId: '0198a000-0000-7000-8000-00000000dead' }],
    ['PROGRAM_NOT_FOUND', { programId: '0198a000-0000-7000-8000-00000000dead' }],
    ['COHORT_WITHOUT_PROGRAM', { cohortId: '0198a000-0000-7000-8000-00000000dead' }],
    ['BAD_INPUT', { clientId: 'nobody' }],
    ['BAD_INPUT', { purpose: '' }],
  ])('is refused with %s', async (code, input) => {
    await expect(propose(input)).rejects.toMatchObject({ codes: [code] });
  });
});

it('lists the engagements of whoever asks, page by page', async () => {
  const ids = new Set<string>();
  for (let n = 0; n < 3; n++) ids.add((await propose({ clientId: personAs('SPONSOR') })).engagement.id);
  const { token } = await propose({ clientId: personAs('SPONSOR') });
  interface Page {
    engagements: {
      edges: { node: { id: string } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  }
  const text = `query ($after: String) { engagements(first: 3, after: $after, as: CLIENT) {
    edges { node { id } } pageInfo { hasNextPage endCursor } } }`;
  const first = await rig.asking<Page>('SPONSOR', text, {}, token);
  expect(first.engagements.pageInfo.hasNextPage).toBe(true);
  const after = first.engagements.pageInfo.endCursor;
  const second = await rig.asking<Page>('SPONSOR', text, { after }, token);
  const seen = [first, second].flatMap(({ engagements }) => engagements.edges.map(({ node }) => node.id));
  expect(seen).toHaveLength(4);
  expect(new Set(seen).size).toBe(4);
  expect(second.engagements.pageInfo.hasNextPage).toBe(false);
});
