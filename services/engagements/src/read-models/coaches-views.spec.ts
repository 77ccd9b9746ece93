import { describe, expect, it } from '@jest/globals';
import { type Event, type Recorded, rowOf, seal } from '@securebase/domain-kit';
import { coachCredentialView } from './coach-credential-view.ts';
import { loggedClientView } from './logged-client-view.ts';
import { sharedCaseView, supervisionView } from './supervision-views.ts';

const noor = '6f1f7b3e-0000-4000-8000-00000000000b';
const rosa = '6f1f7b3e-0000-4000-8000-0000000000a5';
const id = '6f1f7b3e-0000-4000-8000-0000000000a1';
const entryId = '6f1f7b3e-0000-4000-8000-0000000000a2';

const recorded = <E extends Event>(...events: E[]): Recorded<E>[] =>
  events.map((event, n) => ({
    ...event,
    tenantId: noor,
    stream: `any-${id}`,
    version: n + 1,
    id: `event-${n}`,
    at: '2026-11-30T09:00:00.000Z',
    actorId: noor,
  }));

describe('A line of an hours log', () => {
  const of = { loggedClientId: id, coachId: noor };
  const name = seal(id, 'Mira');
  const email = seal(id, 'mira@example.org');
  const logged = {
    type: 'ClientLogged' as const,
    data: {
      ...of,
      form: 'INDIVIDUAL' as const,
      setting: 'EXTERNAL' as const,
      people: 1,
      basis: 'CLIENT_CONSENT' as const,
      name,
      email,
    },
  };
  const hours = { startsOn: '2026-01-12', endsOn: '2026-03-30', paidMinutes: 405, proBonoMinutes: 45 };
  const withHours = { type: 'CoachingHoursLogged' as const, data: { ...of, entryId, ...hours } };
  const corrected = {
    type: 'CoachingHoursCorrected' as const,
    data: { ...of, entryId, ...hours, paidMinutes: 15 },
  };
  const takenBack = { type: 'CoachingHoursTakenBack' as const, data: { ...of, entryId } };
  const lineOf = (...events: readonly Event[]) =>
    rowOf(loggedClientView, recorded(...events) as Parameters<typeof loggedClientView.rowIds>, id);

  it('holds the client, sealed, and hours', () => {
    expect(lineOf(logged, withHours)).toMatchObject({
      coachId: noor,
      name,
      email,
      organization: null,
      letter: null,
      entries: [{ id: entryId, ...hours }],
    });
  });
  it('holds what was corrected, and nothing twice', () => {
    const line = lineOf(logged, withHours, withHours, corrected);
    expect(line?.entries).toEqual([{ id: entryId, ...hours, paidMinutes: 15 }]);
  });
  it('holds nothing that was taken back', () => {
    expect(lineOf(logged, withHours, takenBack)?.entries).toEqual([]);
  });
  it.each([
    { type: 'LoggingConsentWithdrawn', data: of },
    { type: 'SubjectErased', data: { personId: id } },
  ])('is gone after $type', (event) => {
    expect(lineOf(logged, withHours, event)).toBeUndefined();
  });
  it('is none for a person of the directory who is erased', () => {
    expect(lineOf({ type: 'SubjectErased', data: { personId: id } })).toBeUndefined();
  });
});

describe('A coach’s supervision log, cases and credentials', () => {
  const words = seal(noor, 'Rosa');
  it('tell supervision from mentor coaching, and forget what was taken back', () => {
    const data = {
      entryId,
      coachId: noor,
      heldOn: '2026-02-02',
      minutes: 90,
      form: 'GROUP' as const,
      with: words,
    };
    const held = { type: 'SupervisionHeld' as const, data };
    const mentored = { type: 'MentorCoachingHeld' as const, data };
    expect(rowOf(supervisionView, recorded(held), entryId)?.kind).toBe('SUPERVISION');
    expect(rowOf(supervisionView, recorded(mentored), entryId)?.kind).toBe('MENTOR_COACHING');
    const takenBack = { type: 'SupervisionTakenBack' as const, data: { entryId, coachId: noor } };
    expect(rowOf(supervisionView, recorded<typeof held | typeof takenBack>(held, takenBack), entryId)).toBe(
      undefined,
    );
  });
  it('hold a case until it is taken back', () => {
    const of = { caseId: id, coachId: noor, supervisorId: rosa };
    const shared = { type: 'CaseShared' as const, data: { ...of, words } };
    const takenBack = { type: 'CaseTakenBack' as const, data: of };
    expect(rowOf(sharedCaseView, recorded(shared), id)).toEqual({ coachId: noor, supervisorId: rosa, words });
    expect(rowOf(sharedCaseView, recorded<typeof shared | typeof takenBack>(shared, takenBack), id)).toBe(
      undefined,
    );
  });
  it('hold a credential until it is taken back', () => {
    const of = { credentialId: id, coachId: noor };
    const told = { credential: 'PCC' as const, number: words, issuedOn: '2024-05-01' };
    const written = { type: 'CredentialRecorded' as const, data: { ...of, ...told } };
    const takenBack = { type: 'CredentialTakenBack' as const, data: of };
    expect(rowOf(coachCredentialView, recorded(written), id)).toEqual({
      coachId: noor,
      ...told,
      name: null,
      expiresOn: null,
    });
    expect(
      rowOf(coachCredentialView, recorded<typeof written | typeof takenBack>(written, takenBack), id),
    ).toBe(undefined);
  });
});
