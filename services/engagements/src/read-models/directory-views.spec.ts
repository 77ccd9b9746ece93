import { describe, expect, it } from '@jest/globals';
import { type EngagementsEvent } from '@securebase/contracts';
import { type Recorded, rowOf, seal } from '@securebase/domain-kit';
import { amal, cohortId, ilse, noor, programId } from '../domain/story.ts';
import { personView } from './person-view.ts';
import { cohortView, programView } from './program-view.ts';

const at = '2026-11-23T09:00:00.000Z';
const recorded = (stream: string, ...events: EngagementsEvent[]) =>
  events.map((event, index): Recorded<EngagementsEvent> => ({
    ...event,
    tenantId: '6f1f7b3e-0000-4000-8000-000000000001',
    stream,
    version: index + 1,
    id: String(index),
    at,
    actorId: noor,
  }));

describe('The directory', () => {
  const [name, email] = [seal(amal, 'Amal'), seal(amal, 'amal@example.org')];
  const registered: EngagementsEvent = { type: 'PersonRegistered', data: { personId: amal, name, email } };
  const row = (...events: EngagementsEvent[]) =>
    rowOf(personView, recorded(`person-${amal}`, registered, ...events), amal);

  it('knows whom one has registered', () => {
    expect(row()).toEqual({ name: 'Amal', email: 'amal@example.org', status: 'ACTIVE', roles: [] });
  });
  it('follows name, address, roles and leaving', () => {
    const renamed = { personId: amal, name: seal(amal, 'Amal B.') };
    expect(row({ type: 'PersonRenamed', data: renamed })).toMatchObject({
      name: 'Amal B.',
      email: 'amal@example.org',
    });
    const moved = { ...renamed, email: seal(amal, 'b@example.org') };
    expect(row({ type: 'PersonRenamed', data: moved })).toMatchObject({ email: 'b@example.org' });
    expect(row({ type: 'RolesAssigned', data: { personId: amal, roles: ['CLIENT'] } })).toMatchObject({
      roles: ['CLIENT'],
    });
    expect(row({ type: 'PersonDeactivated', data: { personId: amal } })).toMatchObject({
      status: 'DEACTIVATED',
    });
  });
  it('is not touched by a signature, which names a person, too', () => {
    const signature = {
      engagementId: cohortId,
      agreementVersion: 1,
      party: 'CLIENT',
      personId: amal,
    } as const;
    const events = recorded(`engagement-${cohortId}`, { type: 'AgreementSigned', data: signature });
    expect(events.flatMap(personView.rowIds)).toEqual([]);
  });
});

describe('Programs', () => {
  const plan = { name: 'Lead', purpose: 'to lead', startsOn: '2027-01-01', endsOn: '2027-12-31' };
  const history = recorded(
    `program-${programId}`,
    {
      type: 'ProgramDrafted',
      data: {
        programId,
        ...plan,
        kind: 'COACHING',
        name: seal(programId, plan.name),
        purpose: seal(programId, plan.purpose),
      },
    },
    { type: 'CohortAdded', data: { programId, cohortId, name: seal(programId, 'Spring') } },
    { type: 'ProgramOpened', data: { programId } },
    { type: 'ParticipantsEnrolled', data: { programId, cohortId, personIds: [amal, ilse] } },
    { type: 'ParticipantsEnrolled', data: { programId, cohortId, personIds: [noor] } },
    { type: 'ProgramClosed', data: { programId } },
  );
  it('are drafted, opened, closed', () => {
    const status = (events: number) => rowOf(programView, history.slice(0, events), programId)?.status;
    expect([1, 2, 3, 5, 6].map(status)).toEqual(['DRAFT', 'DRAFT', 'OPEN', 'OPEN', 'CLOSED']);
    expect(rowOf(programView, history, programId)).toMatchObject({ ...plan, draftedAt: at });
  });
  it('count the participants of each cohort', () => {
    expect(rowOf(cohortView, history, cohortId)).toEqual({
      programId,
      name: 'Spring',
      participants: 3,
      closed: false,
    });
  });
});
