import { describe, expect, it } from '@jest/globals';
import { type EngagementsEvent } from '@securebase/contracts';
import { type Recorded, rowOf, rowsOf, seal } from '@securebase/domain-kit';
import { amal, cohortId, engagementId, ilse, noor, programId, sessionId } from '../domain/story.ts';
import { figuresKey } from './figures-view.ts';
import { hoursView } from './hours-view.ts';
import { enrolmentKey, enrolmentView, timeZoneView } from './enrolment-view.ts';
import { programChangeView } from './program-change-view.ts';
import { programView } from './program-view.ts';

const at = (minute: number) => new Date(Date.UTC(2027, 0, 1, 9, minute)).toISOString();
const recorded = (stream: string, ...events: EngagementsEvent[]): Recorded<EngagementsEvent>[] =>
  events.map((event, index) => ({
    ...event,
    tenantId: '6f1f7b3e-0000-4000-8000-000000000001',
    stream,
    version: index + 1,
    id: `event ${index}`,
    at: at(index),
    actorId: noor,
  }));
const of = { programId };
const enrolled: EngagementsEvent = {
  type: 'ParticipantsEnrolled',
  data: { ...of, cohortId, personIds: [amal, ilse] },
};
const requested: EngagementsEvent = { type: 'InvitationsRequested', data: { ...of, personIds: [amal] } };
const invited: EngagementsEvent = { type: 'ParticipantInvited', data: { ...of, personId: amal } };
const reminded: EngagementsEvent = {
  type: 'ParticipantReminded',
  data: { ...of, personId: amal, reminder: 1 },
};
const failed = (attempt: number, final = false): EngagementsEvent => ({
  type: 'ParticipantMailFailed',
  data: { ...of, personId: amal, attempt, reason: 'EENVELOPE_451', final },
});

describe('Participants', () => {
  const row = (...events: EngagementsEvent[]) =>
    rowOf(enrolmentView, recorded('x', ...events), enrolmentKey(programId, amal));
  it('are enrolled, and not asked for', () =>
    expect(row(enrolled)).toMatchObject({
      programId,
      cohortId,
      personId: amal,
      enrolledAt: at(0),
      mailState: 'NOT_ASKED',
      nextMailAt: null,
    }));
  it('wait for an invitation, get it, and reminders', () => {
    expect(row(enrolled, requested)).toMatchObject({
      mailState: 'WAITING',
      askedBy: 'event 1',
      nextMailAt: at(1),
    });
    expect(row(enrolled, requested, invited)).toMatchObject({
      mailState: 'SENT',
      invitedAt: at(2),
      reminders: 0,
    });
    expect(row(enrolled, requested, invited, reminded)).toMatchObject({ reminders: 1, lastMailAt: at(3) });
  });
  it('are tried again after longer and longer pauses, until there is no sense in it', () => {
    expect(row(enrolled, requested, failed(1))).toMatchObject({
      mailState: 'RETRYING',
      attempts: 1,
      nextMailAt: at(3),
    });
    expect(row(enrolled, requested, failed(1), failed(2))).toMatchObject({ attempts: 2, nextMailAt: at(7) });
    expect(row(enrolled, requested, failed(1, true))).toMatchObject({
      mailState: 'FAILED',
      nextMailAt: null,
    });
    expect(row(enrolled, requested, failed(1, true), requested)).toMatchObject({
      mailState: 'WAITING',
      attempts: 0,
      askedBy: 'event 3',
    });
  });
});

describe('Time zones', () => {
  const stated: EngagementsEvent = {
    type: 'PreferencesStated',
    data: {
      participantId: amal,
      preferences: seal(amal, { languages: ['de'], timeZone: 'Europe/Berlin' }),
    },
  };
  it('are those of the preferences, and go when somebody is erased', () => {
    const row = (...events: EngagementsEvent[]) => rowOf(timeZoneView, recorded('x', ...events), amal);
    expect(row(stated)).toEqual({ timeZone: 'Europe/Berlin' });
    expect(row(stated, { type: 'SubjectErased', data: { personId: amal } })).toBeUndefined();
  });
});

describe('The history of a program', () => {
  it('says what happened, by whom, and what is different since', () => {
    const history = recorded(
      `program-${programId}`,
      { type: 'ProgramAmended', data: { ...of, name: seal(programId, 'Lead on'), cancellationHours: 48 } },
      { type: 'ProgramOpened', data: of },
      enrolled,
    );
    expect(history.map((_, index) => rowOf(programChangeView, history, `event ${index}`))).toEqual([
      {
        programId,
        at: at(0),
        byId: noor,
        happened: 'ProgramAmended',
        changes: [
          { what: 'name', now: 'Lead on' },
          { what: 'cancellationHours', now: '48' },
        ],
      },
      { programId, at: at(1), byId: noor, happened: 'ProgramOpened', changes: [] },
      undefined,
    ]);
  });
});

describe('A program', () => {
  it('is as it was amended, with templates and plan', () => {
    const template = { templateId: amal, sessions: 8, minutes: 60, confidentiality: [] };
    const set: EngagementsEvent = {
      type: 'AgreementTemplateSet',
      data: { ...of, ...template, name: seal(programId, 'Eight') },
    };
    const amended: EngagementsEvent = {
      type: 'ProgramAmended',
      data: { ...of, purpose: seal(programId, 'to lead on'), mostReminders: 0 },
    };
    const dropped: EngagementsEvent = { type: 'AgreementTemplateDropped', data: { ...of, templateId: amal } };
    const row = (...events: EngagementsEvent[]) =>
      rowOf(programView, recorded(`program-${programId}`, ...events), programId);
    expect(row(amended, set, set)).toMatchObject({
      purpose: 'to lead on',
      mostReminders: 0,
      cancellationHours: 24,
      templates: [{ id: amal, name: 'Eight', sessions: 8, minutes: 60, confidentiality: [] }],
    });
    expect(row(set, dropped)).toMatchObject({ templates: [] });
  });
});

describe('Hours', () => {
  const session = (id: string, kind: 'CHEMISTRY' | 'COACHING', minutes: number): EngagementsEvent => ({
    type: 'SessionScheduled',
    data: { engagementId, sessionId: id, kind, startsAt: at(0), endsAt: at(minutes) },
  });
  const held = (id: string): EngagementsEvent => ({
    type: 'SessionHeld',
    data: { engagementId, sessionId: id },
  });
  const row = (...events: EngagementsEvent[]) =>
    rowsOf(hoursView, recorded('x', ...events))['figures_view']?.get(figuresKey('ENGAGEMENT', engagementId));
  it('are used by sessions that were held, as long as they were planned at last; not by chemistry', () => {
    const moved: EngagementsEvent = {
      type: 'SessionRescheduled',
      data: { engagementId, sessionId, startsAt: at(0), endsAt: at(45) },
    };
    expect(row(session('c', 'CHEMISTRY', 30), held('c'))).toMatchObject({ used: 0 });
    expect(row(session(sessionId, 'COACHING', 60))).toMatchObject({ used: 0 });
    expect(row(session(sessionId, 'COACHING', 60), moved, held(sessionId))).toMatchObject({
      used: 45,
    });
  });
  it('are not used by what was cancelled or missed', () => {
    const by = { engagementId, sessionId, by: 'CLIENT' } as const;
    for (const type of ['SessionCancelled', 'SessionMissed'] as const)
      expect(row(session(sessionId, 'COACHING', 60), { type, data: by })).toMatchObject({
        used: 0,
      });
  });
  it('are what a correction says', () => {
    const corrected = (status: 'HELD' | 'MISSED', minutes?: number): EngagementsEvent => ({
      type: 'SessionCorrected',
      data: { engagementId, sessionId, status, ...(minutes !== undefined && { minutes }) },
    });
    const before = [session(sessionId, 'COACHING', 60), held(sessionId)] as const;
    expect(row(...before, corrected('MISSED'))).toMatchObject({ used: 0 });
    expect(row(...before, corrected('HELD', 75))).toMatchObject({ used: 75 });
  });
  it('are agreed on when every party has signed', () => {
    const reserved: EngagementsEvent = { type: 'HoursReserved', data: { ...of, engagementId, minutes: 480 } };
    const contracted: EngagementsEvent = {
      type: 'EngagementContracted',
      data: { engagementId, agreementVersion: 1 },
    };
    expect(row(reserved)).toMatchObject({ reserved: 480, agreed: 0 });
    expect(row(reserved, contracted)).toMatchObject({ reserved: 480, agreed: 480 });
  });
  it('of a program are what was set, and what may be more', () => {
    const events = recorded(
      `budget-${programId}`,
      { type: 'BudgetSet', data: { ...of, minutes: 600 } },
      { type: 'BudgetOverrunApproved', data: { ...of, minutes: 60 } },
    );
    const figures = rowsOf(hoursView, events)['figures_view']?.get(figuresKey('PROGRAM', programId));
    expect(figures).toMatchObject({ of: 'PROGRAM', programId, budget: 600, overrun: 60, excess: 0 });
  });
});
