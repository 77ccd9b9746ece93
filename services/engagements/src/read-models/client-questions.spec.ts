import { describe, expect, it } from '@jest/globals';
import { type EngagementsEvent } from '@securebase/contracts';
import { type Recorded, rowOf, seal } from '@securebase/domain-kit';
import { defaultTerms } from '../domain/agreement-terms.ts';
import { amal, contracted, drafted, engagementId, noor, signed } from '../domain/story.ts';
import { agreementView } from './agreement-view.ts';
import { lines, timelineView } from './timeline-view.ts';
import { trialView } from './trial-view.ts';

const id = '6f1f7b3e-0000-4000-8000-0000000000a1';
const goalId = '6f1f7b3e-0000-4000-8000-0000000000a2';
const word = seal(amal, 'so it was');
const of = { engagementId, aboutId: amal };

const recorded = (...events: EngagementsEvent[]): Recorded<EngagementsEvent>[] =>
  events.map((event, n) => ({
    ...event,
    tenantId: noor,
    stream: 'any',
    version: n + 1,
    id: `event-${n}`,
    at: `2026-11-30T09:00:0${n}.000Z`,
    actorId: noor,
  }));

describe('A version of an agreement', () => {
  const of = (version: number, ...events: EngagementsEvent[]) =>
    rowOf(agreementView, recorded(...events), `${engagementId}/${version}`);
  const agreed: EngagementsEvent = { type: 'AmendmentAgreed', data: { engagementId, agreementVersion: 2 } };
  const { data } = drafted(2);
  const amended: EngagementsEvent = {
    type: 'AgreementAmended',
    data: { ...data, sessions: 10, terms: defaultTerms },
  };

  it('stays as it was drafted, with who signed it and since when it held', () => {
    const history = [drafted(), signed('COACH'), contracted, amended, signed('CLIENT', 2), agreed];
    expect(of(1, ...history)).toMatchObject({
      engagementId,
      aboutId: amal,
      authorId: noor,
      audience: 'PARTIES',
      sessions: 8,
      signatures: [{ party: 'COACH', personId: noor, at: '2026-11-30T09:00:01.000Z' }],
      inForceSince: '2026-11-30T09:00:02.000Z',
    });
    expect(of(2, ...history)).toMatchObject({
      sessions: 10,
      signatures: [{ party: 'CLIENT', personId: amal }],
      inForceSince: '2026-11-30T09:00:05.000Z',
    });
  });

  it('was in force never when not every party signed it', () => {
    expect(of(2, drafted(), signed('COACH'), drafted(2))).toMatchObject({
      signatures: [],
      inForceSince: null,
    });
  });
});

describe('A trial', () => {
  const plan = { relationship: word, design: word, prediction: word };
  const designed: EngagementsEvent = {
    type: 'ExperimentDesigned',
    data: { ...of, experimentId: id, goalId, ...plan },
  };
  const tried: EngagementsEvent = {
    type: 'ExperimentTried',
    data: { ...of, experimentId: id, happened: word },
  };

  it('is an experiment, since it was tried first', () => {
    expect(rowOf(trialView, recorded(designed), id)).toMatchObject({ triedAt: null });
    expect(rowOf(trialView, recorded(designed, tried, tried), id)).toMatchObject({
      kind: 'EXPERIMENT',
      thingId: id,
      goalId,
      aboutId: amal,
      audience: 'PAIR',
      triedAt: '2026-11-30T09:00:01.000Z',
    });
  });

  it('is an alternative of a pattern, and a strategy', () => {
    const alternative = { ...of, patternId: goalId, alternativeId: id };
    const history = recorded(
      { type: 'AlternativeFormed', data: { ...alternative, alternative: word } },
      { type: 'AlternativeTried', data: { ...alternative, happened: word } },
    );
    expect(rowOf(trialView, history, id)).toMatchObject({
      kind: 'ALTERNATIVE',
      thingId: goalId,
      goalId: null,
    });
    expect(rowOf(trialView, history, goalId)).toBeUndefined();
    const strategy = { ...of, strategyId: id };
    const chosen = recorded(
      { type: 'StrategyChosen', data: { ...strategy, mapId: id, tieId: id, strategy: word } },
      { type: 'StrategyTried', data: { ...strategy, response: word } },
    );
    expect(rowOf(trialView, chosen, id)).toMatchObject({
      kind: 'STRATEGY',
      thingId: id,
      triedAt: '2026-11-30T09:00:01.000Z',
    });
  });
});

describe('A strand', () => {
  it('is said of a line, and stands in its row', () => {
    const [event] = recorded({ type: 'StrategyAdopted', data: { ...of, strategyId: id } });
    expect(event && rowOf(timelineView, [event], event.id)).toMatchObject({ strand: 'CHANGED', thingId: id });
    const [held] = recorded({ type: 'EngagementStarted', data: { engagementId } });
    expect(held && rowOf(timelineView, [held], held.id)).toMatchObject({ strand: null });
  });

  it('has the lines that answer its question', () => {
    const of = (strand: string) =>
      Object.entries(lines).flatMap(([type, line]) => (line.strand === strand ? [type] : []));
    expect(of('AGREED')).toEqual(
      expect.arrayContaining(['AgreementAmended', 'GoalScaled', 'CommitmentMade']),
    );
    expect(of('TRIED')).toEqual(
      expect.arrayContaining(['ExperimentTried', 'AlternativeTried', 'StrategyTried']),
    );
    expect(of('CHANGED')).toEqual(expect.arrayContaining(['GoalRated', 'StrategyAdopted', 'AbilityRated']));
    // What is between two, or one’s own safety, answers none of the three.
    for (const type of ['NoteWritten', 'PresenceNoted', 'ReferralMade', 'EngagementPaused'] as const)
      expect(lines[type]?.strand).toBeUndefined();
  });
});
