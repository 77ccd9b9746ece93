import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personAs } from '@securebase/testing';
import { agreements, shares, terms } from '../test/agreements.ts';
import { type Rig, startRig } from '../test/rig.ts';

const unknown = '0198a000-0000-7000-8000-0000000000c2';
let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());
const { matched, see, underway } = agreements(() => rig);

describe('An agreement', () => {
  it('shares with the sponsor what its parties have signed, and nothing before', async () => {
    const { id, go } = await matched();
    const draft = await go('COACH', 'draftAgreement', { sessions: 8, objectives: 'sleep', terms });
    expect(draft.engagement).toMatchObject({
      agreement: {
        version: 1,
        objectives: 'sleep',
        terms: { noticeHours: 48, limits: ['DANGER', 'LAW'], shares },
      },
      agreementInForce: null,
    });
    const hidden = {
      objectives: null,
      shared: null,
      agreement: { objectives: null, terms: { noticeHours: 48 } },
    };
    expect(await see('SPONSOR', id, draft.token)).toMatchObject(hidden);
    await go('CLIENT', 'signAgreement', { agreementVersion: 1, party: 'CLIENT' });
    await go('COACH', 'signAgreement', { agreementVersion: 1, party: 'COACH' });
    const { token } = await go('SPONSOR', 'signAgreement', { agreementVersion: 1, party: 'SPONSOR' });
    expect(await see('SPONSOR', id, token)).toMatchObject({
      objectives: null,
      shared: {
        items: ['OBJECTIVES', 'ATTENDANCE'],
        objectives: 'sleep',
        sessionsHeld: 0,
        agreedSessions: 8,
      },
    });
    // Who runs programs is no party to it.
    const manager = { agreement: { objectives: null, terms: null }, shared: null, objectives: null };
    expect(await see('PROGRAM_MANAGER', id, token)).toMatchObject(manager);
  });

  it('holds until every party has signed an amendment', async () => {
    const { id, go } = await underway();
    const amended = {
      sessions: 12,
      objectives: 'rest',
      expectedVersion: 1,
      terms: { noticeHours: 24, shares: [] },
    };
    await go('COACH', 'amendAgreement', amended);
    await expect(go('COACH', 'amendAgreement', amended)).rejects.toMatchObject({
      codes: ['CHANGED_MEANWHILE'],
    });
    await go('CLIENT', 'signAgreement', { agreementVersion: 2, party: 'CLIENT' });
    const { engagement } = await go('COACH', 'signAgreement', { agreementVersion: 2, party: 'COACH' });
    const old = {
      agreedSessions: 8,
      objectives: 'sleep',
      agreementInForce: { version: 1, objectives: 'sleep' },
    };
    expect(engagement).toMatchObject({ ...old, agreement: { version: 2, objectives: 'rest' } });
    const { token } = await go('SPONSOR', 'signAgreement', { agreementVersion: 2, party: 'SPONSOR' });
    const now = { agreedSessions: 12, objectives: 'rest', agreementInForce: { version: 2 } };
    expect(await see('CLIENT', id, token)).toMatchObject(now);
    expect(await see('SPONSOR', id, token)).toMatchObject({ shared: null });
  });

  it('says what decides about change before the first answer to a baseline, and never after', async () => {
    const { id, go } = await matched();
    const measure = {
      instrumentId: unknown,
      scale: 'calm',
      perspectives: [{ perspective: 'SELF', raters: 1 }],
    };
    const draft = (delta: number) =>
      go('COACH', 'draftAgreement', {
        sessions: 8,
        objectives: 'sleep',
        terms: { measures: [{ ...measure, delta }] },
      });
    await draft(0.5);
    const whom = { respondentId: personAs('CLIENT'), subjectId: personAs('CLIENT') };
    const sealed = { subject: personAs('CLIENT'), value: '' };
    await rig.elsewhere('assessments', `administration-${id}`, {
      type: 'ResponseSubmitted',
      data: {
        administrationId: id,
        instrumentId: unknown,
        engagementId: id,
        ...whom,
        occasion: 'BASELINE',
        perspective: 'SELF',
        answers: sealed,
        scores: sealed,
      },
    });
    const until = Date.now() + 60_000;
    let refused: unknown;
    for (let delta = 1; !refused && Date.now() < until; delta++)
      refused = await draft(delta).then(
        () => undefined,
        (error: unknown) => error,
      );
    expect(refused).toMatchObject({ codes: ['MEASURES_FIXED'] });
  });

  it('lets line managers whom it names see what it shares with them, and nothing else', async () => {
    await rig.mutate('ADMIN', 'registerPerson', 'person { id }', {
      name: 'The manager',
      email: 'manager@example.org',
      reference: 'line-manager',
    });
    const question =
      '{ sharedEngagements { edges { node { engagementId items objectives sessionsHeld agreedSessions clientName } } } }';
    const ask = async (readAfter?: string) =>
      (
        await rig.asking<{ sharedEngagements: { edges: { node: object }[] } }>(
          'LINE_MANAGER',
          question,
          {},
          readAfter,
        )
      ).sharedEngagements.edges.map(({ node }) => node);
    expect(await ask()).toEqual([]);
    const { id, go } = await underway({ ...terms, lineManagerIds: [personAs('LINE_MANAGER')] });
    const { token } = await go('CLIENT', 'pauseEngagement');
    expect(await ask(token)).toEqual([
      {
        engagementId: id,
        items: ['ATTENDANCE'],
        objectives: null,
        sessionsHeld: 0,
        agreedSessions: 8,
        clientName: 'The client',
      },
    ]);
    await expect(see('LINE_MANAGER', id)).rejects.toMatchObject({ codes: ['FORBIDDEN'] });
  });

  it('is ended by any party, and nobody hears why', async () => {
    const { go } = await underway();
    expect((await go('SPONSOR', 'endEngagementEarly')).engagement).toMatchObject({ status: 'ENDED_EARLY' });
  });
});

describe('A coach who cannot go on', () => {
  it('is followed by another, whom the client lets in, and who finds what was handed over; when each coached stays', async () => {
    const registered = await rig.asking<{ registerPerson: { person: { id: string } } }>(
      'ADMIN',
      'mutation { registerPerson(input: { name: "Next", email: "next@example.org" }) { person { id } } }',
    );
    const coachId = registered.registerPerson.person.id;
    const { id, go } = await underway();
    const change = { fromId: personAs('COACH'), coachId };
    await expect(go('COACH', 'reassignCoach', change)).rejects.toMatchObject({ codes: ['FORBIDDEN'] });
    await go('CLIENT', 'addCoach', { coachId });
    await go('COACH', 'recordHandover', {
      fromId: personAs('COACH'),
      toId: coachId,
      summary: 'what matters',
    });
    const stranger = go('CLIENT', 'addCoach', { coachId: unknown });
    await expect(stranger).rejects.toMatchObject({ codes: ['UNKNOWN_PERSON'] });
    const { token } = await go('CLIENT', 'prepareEnding', { learned: 'to ask', turnsTo: 'a friend' });
    expect(await see('CLIENT', id, token)).toMatchObject({
      coaches: [
        { coach: { id: personAs('COACH') }, until: null },
        { coach: { id: coachId }, until: null },
      ],
      handovers: [{ summary: 'what matters' }],
      ending: { learned: 'to ask', turnsTo: 'a friend', revision: 1 },
    });
    for (const role of ['SPONSOR', 'PROGRAM_MANAGER'] as const)
      expect(await see(role, id, token)).toMatchObject({ handovers: null, ending: null });
  });
});
