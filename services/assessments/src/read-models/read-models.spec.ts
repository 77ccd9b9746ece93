import { describe, expect, it } from '@jest/globals';
import { type AssessmentsEvent, type EngagementsEvent } from '@securebase/contracts';
import { type Projection, type Recorded, rowOf, seal } from '@securebase/domain-kit';
import {
  administrationId,
  amal,
  campaignId,
  campaignOpened,
  cohortId,
  engagementId,
  instrumentId,
  noor,
  opened,
  programId,
  published,
} from '../domain/story.ts';
import { administrationView } from './administration-view.ts';
import { campaignView } from './campaign-view.ts';
import { instrumentView } from './instrument-view.ts';
import { knownCohort } from './known-cohort.ts';
import { knownEngagement } from './known-engagement.ts';
import { knownParticipant, participantId } from './known-participant.ts';
import { knownPerson } from './known-person.ts';

type AnyEvent = AssessmentsEvent | EngagementsEvent;

/** The row after these events, folded from nothing; folded again it is the same. */
const after = <E extends AnyEvent, Row extends object>(
  projection: Projection<E, Row>,
  id: string,
  ...events: readonly AnyEvent[]
): Row | undefined => {
  const history = events.map((event, index) => ({
    ...event,
    tenantId: amal,
    stream: `stream-${id}`,
    version: index + 1,
    id: `event-${index}`,
    at: '2026-11-23T09:00:00.000Z',
    actorId: noor,
  })) as unknown as readonly Recorded<E>[];
  return rowOf(projection, history, id);
};
const sealed = seal(amal, { 1: 4 });
const answered: AssessmentsEvent = {
  type: 'ResponseSubmitted',
  data: { ...opened.data, answers: sealed, scores: sealed },
};
const closed: AssessmentsEvent = {
  type: 'AdministrationClosed',
  data: { administrationId, reason: 'CLOSED_BY_HAND' },
};
const sheets: AssessmentsEvent = {
  type: 'ResponsesImported',
  data: {
    campaignId,
    instrumentId,
    occasion: 'CLOSING',
    chunk: 1,
    sheets: [{ administrationId, respondentId: amal, answers: sealed, scores: sealed }],
  },
};

describe('An administration as it is read', () => {
  const row = (...events: AssessmentsEvent[]) => after(administrationView, administrationId, ...events);

  it('is open, then answered or closed', () => {
    expect(row()).toBeUndefined();
    expect(row(opened)).toMatchObject({ status: 'OPEN', respondentId: amal, answers: null, scores: null });
    expect(row(opened, closed)).toMatchObject({ status: 'CLOSED' });
    expect(row(opened, answered)).toMatchObject({ status: 'SUBMITTED', imported: false });
  });

  it('keeps answers and scores as sealed as they came', () => {
    expect(row(opened, answered)).toMatchObject({ answers: sealed, scores: sealed });
    expect(row(sheets)).toMatchObject({ answers: sealed, scores: sealed });
  });

  it('comes with a file, too, and stays answered whatever else happens', () => {
    const imported = {
      status: 'SUBMITTED',
      imported: true,
      campaignId,
      perspective: 'SELF',
      subjectId: amal,
    };
    expect(row(sheets)).toMatchObject({ ...imported, occasion: 'CLOSING' });
    expect(row(sheets, opened, closed)).toMatchObject({ status: 'SUBMITTED', imported: true });
  });
});

describe('A campaign as it is read', () => {
  it('is open, then closed', () => {
    const close: AssessmentsEvent = { type: 'CampaignClosed', data: { campaignId } };
    expect(after(campaignView, campaignId, campaignOpened)).toEqual({
      instrumentId,
      programId,
      cohortId,
      occasion: 'BASELINE',
      status: 'OPEN',
      openedAt: '2026-11-23T09:00:00.000Z',
    });
    expect(after(campaignView, campaignId, campaignOpened, close)).toMatchObject({ status: 'CLOSED' });
  });
});

describe('An instrument as it is read', () => {
  it('says what its scales need', () => {
    expect(after(instrumentView, instrumentId, published)).toMatchObject({
      code: 'alliance',
      lowestAnswer: 1,
      highestAnswer: 5,
      scales: [
        { code: 'goal', reversed: ['2'], answersNeeded: 2, factor: null },
        { code: 'bond', reversed: [], answersNeeded: 3, factor: null },
      ],
    });
  });
});

describe('What is known from the engagements’ topic', () => {
  it('is who is there, and nothing else of them', () => {
    const name = seal(amal, 'Amal');
    const registered: EngagementsEvent = {
      type: 'PersonRegistered',
      data: { personId: amal, name, email: name },
    };
    const left: EngagementsEvent = { type: 'PersonDeactivated', data: { personId: amal } };
    expect(after(knownPerson, amal, registered)).toEqual({ active: true });
    expect(after(knownPerson, amal, registered, left)).toEqual({ active: false });
    const erased: EngagementsEvent = { type: 'SubjectErased', data: { personId: amal } };
    expect(after(knownPerson, amal, registered, erased)).toEqual({ active: false });
  });

  it('is who coaches whom, and until when', () => {
    const history: EngagementsEvent[] = [
      {
        type: 'EngagementProposed',
        data: { engagementId, kind: 'INDIVIDUAL', clientId: amal, purpose: seal(amal, 'x') },
      },
      { type: 'MatchConfirmed', data: { engagementId, coachId: noor } },
    ];
    const known = { clientId: amal, coachIds: [noor] };
    expect(after(knownEngagement, engagementId, ...history)).toEqual({ ...known, status: 'OPEN' });
    const declined = { type: 'MatchDeclined', data: { engagementId, coachId: noor } } as const;
    expect(after(knownEngagement, engagementId, ...history, declined)).toMatchObject({ coachIds: [] });
    const [jonas, ilse] = [
      '6f1f7b3e-0000-4000-8000-00000000000d',
      '6f1f7b3e-0000-4000-8000-00000000000c',
    ] as const;
    const added = { type: 'CoachAdded', data: { engagementId, coachId: jonas } } as const;
    const both = after(knownEngagement, engagementId, ...history, added);
    expect(both).toMatchObject({ coachIds: [noor, jonas] });
    const handed = { type: 'CoachReassigned', data: { engagementId, fromId: noor, coachId: ilse } } as const;
    expect(after(knownEngagement, engagementId, ...history, added, handed)).toMatchObject({
      coachIds: [ilse, jonas],
    });
    for (const type of ['EngagementCompleted', 'EngagementEndedEarly'] as const)
      expect(after(knownEngagement, engagementId, ...history, { type, data: { engagementId } })).toEqual({
        ...known,
        status: 'ENDED',
      });
  });

  it('is who takes part in which cohort', () => {
    const added: EngagementsEvent = {
      type: 'CohortAdded',
      data: { programId, cohortId, name: seal(programId, 'Autumn') },
    };
    const enrolled: EngagementsEvent = {
      type: 'ParticipantsEnrolled',
      data: { programId, cohortId, personIds: [amal, noor] },
    };
    expect(after(knownCohort, cohortId, added)).toEqual({ programId });
    expect(after(knownParticipant, participantId(cohortId, noor), added, enrolled)).toEqual({ cohortId });
  });
});
