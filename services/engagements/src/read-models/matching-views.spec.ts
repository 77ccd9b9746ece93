import { describe, expect, it } from '@jest/globals';
import { type EngagementsEvent } from '@securebase/contracts';
import { type Event, type Projection, type Recorded, rowOf, seal } from '@securebase/domain-kit';
import { amal, cohortId, engagementId, ilse, jonas, noor, programId, proposed } from '../domain/story.ts';
import { coachView, pooledCoachView } from './coach-views.ts';
import { matchView } from './match-view.ts';
import { coachProposalsView, participantView, rankingView } from './ranking-views.ts';

const at = '2026-11-23T09:00:00.000Z';
const after = <Row extends object>(
  projection: Projection<EngagementsEvent, Row>,
  stream: string,
  id: string,
  ...events: readonly EngagementsEvent[]
): Row | undefined => {
  const history = events.map((event: Event, index) => ({
    ...event,
    ...{ tenantId: amal, stream, version: index + 1, id: `event-${index}`, at, actorId: noor },
  })) as unknown as readonly Recorded<EngagementsEvent>[];
  const row = rowOf(projection, history, id);
  expect(rowOf(projection, history, id)).toEqual(row);
  return row;
};

const rankingId = '6f1f7b3e-0000-4000-8000-0000000000d1';
const profile = {
  coachId: noor,
  languages: ['de'],
  specialities: ['CONFLICT' as const],
  credentials: ['PCC' as const],
  timeZone: 'Europe/Vienna',
  capacity: 3,
};
const units = seal(noor, ['Research']);
const registered: EngagementsEvent = { type: 'CoachRegistered', data: { ...profile, units } };
const reserved: EngagementsEvent = { type: 'PlaceReserved', data: { coachId: noor, engagementId } };
const released: EngagementsEvent = { type: 'PlaceReleased', data: { coachId: noor, engagementId } };

describe('A coach as they are read', () => {
  const coach = (...events: EngagementsEvent[]) => after(coachView, `coach-${noor}`, noor, ...events);

  it('has places that are taken and free again, before they have registered, too', () => {
    expect(coach(reserved)).toMatchObject({ isRegistered: false, taken: 1 });
    expect(coach(reserved, registered, released)).toMatchObject({
      isRegistered: true,
      taken: 0,
      capacity: 3,
    });
  });

  it('keeps the parts of the organization where a new profile does not say them, sealed', () => {
    const changed: EngagementsEvent = { type: 'CoachProfileChanged', data: { ...profile, capacity: 5 } };
    expect(coach(registered, changed)).toMatchObject({ capacity: 5, units });
    const moved: EngagementsEvent = {
      type: 'CoachProfileChanged',
      data: { ...profile, units: seal(noor, ['Sales']) },
    };
    expect(coach(registered, moved)).toMatchObject({ units: seal(noor, ['Sales']) });
  });

  it('is in a pool until they are taken out', () => {
    const of = { programId, coachId: noor };
    const pooled = (...events: EngagementsEvent[]) =>
      after(pooledCoachView, `pool-${programId}`, `${programId}:${noor}`, ...events);
    expect(pooled({ type: 'CoachPooled', data: of })).toEqual(of);
    expect(pooled({ type: 'CoachPooled', data: of }, { type: 'CoachUnpooled', data: of })).toBeUndefined();
  });
});

describe('A ranking as it is read', () => {
  const of = { rankingId, programId };
  const proposal = (participantId: string) => ({
    participantId,
    coachIds: [noor],
    isAssigned: true,
    reasons: seal(participantId, []),
  });
  const history: EngagementsEvent[] = [
    { type: 'RankingRequested', data: { ...of, cohortId, shown: 4 } },
    { type: 'RankingStarted', data: { ...of, participants: 3, coaches: 1, withoutLanguages: 2 } },
    { type: 'CoachesRanked', data: { ...of, proposals: [proposal(amal), proposal(ilse)] } },
    { type: 'RankingCompleted', data: { ...of, ranked: 2, withoutCoach: 1 } },
  ];
  const ranking = (events: number) =>
    after(rankingView, `ranking-${rankingId}`, rankingId, ...history.slice(0, events));

  it('says how far it has come', () => {
    expect(ranking(1)).toMatchObject({ status: 'REQUESTED', cohortId, completedAt: null });
    expect(ranking(2)).toMatchObject({
      status: 'ASSIGNING',
      participants: 3,
      coaches: 1,
      withoutLanguages: 2,
    });
    expect(ranking(4)).toMatchObject({ status: 'COMPLETED', ranked: 2, withoutCoach: 1, completedAt: at });
  });

  it('shows each participant their own part', () => {
    const shown = (participantId: string) =>
      after(coachProposalsView, `ranking-${rankingId}`, `${rankingId}:${participantId}`, ...history);
    expect(shown(amal)).toEqual({ ...of, ...proposal(amal), proposedAt: at });
    expect(shown(ilse)).toMatchObject({ participantId: ilse, reasons: seal(ilse, []) });
    expect(shown(jonas)).toBeUndefined();
  });

  it('keeps what a participant has said, sealed', () => {
    const preferences = seal(amal, { languages: ['de'], timeZone: 'UTC' });
    const wishes = seal(amal, { specialities: [], avoidUnits: [], avoidCoachIds: [] });
    const said = after(
      participantView,
      `participant-${amal}`,
      amal,
      { type: 'PreferencesStated', data: { participantId: amal, preferences, lineManagerId: ilse } },
      { type: 'WishesStated', data: { participantId: amal, wishes } },
    );
    expect(said).toEqual({ preferences, wishes, lineManagerId: ilse });
  });
});

describe('The way to a match as it is read', () => {
  const of = { engagementId, coachId: noor };
  const match = (...events: EngagementsEvent[]) =>
    after(matchView, `engagement-${engagementId}`, engagementId, proposed, ...events);
  const asked: EngagementsEvent = { type: 'CoachProposed', data: of };

  it('names the coach who is asked until there is an answer, and keeps everybody who was', () => {
    expect(match()).toMatchObject({ clientId: amal, askedId: null, steps: [] });
    expect(match(asked)).toMatchObject({ askedId: noor, askedAt: at });
    const again: EngagementsEvent = { type: 'MatchConfirmed', data: { engagementId, coachId: jonas } };
    expect(match(asked, { type: 'MatchDeclined', data: of }, again)).toMatchObject({
      askedId: null,
      askedAt: null,
      steps: [
        { step: 'PROPOSED', coachId: noor },
        { step: 'DECLINED', coachId: noor },
        { step: 'CONFIRMED', coachId: jonas },
      ],
    });
  });
});
