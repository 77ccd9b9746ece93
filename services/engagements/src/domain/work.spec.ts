import { describe, it } from '@jest/globals';
import { type SharedItem } from '@securebase/contracts';
import { specification } from '@securebase/domain-kit/testing';
import { defaultTerms } from './agreement-terms.ts';
import { AcceptCondition, BringConditionForward, NameCondition } from './condition.ts';
import { type EngagementEvent } from './engagement-state.ts';
import { engagement } from './engagement.ts';
import { TryExperiment } from './experiment.ts';
import * as practices from './practices.ts';
import * as goals from './goal-commands.ts';
import {
  amal,
  as,
  contracted,
  drafted,
  engagementId,
  ilse,
  jonas,
  matched,
  noor,
  paused,
  signed,
  sponsored,
  started,
  underway,
} from './story.ts';

const given = specification(engagement);
const history: EngagementEvent[] = [sponsored, ...underway.slice(1)];
const of = { engagementId, practice: 'SAFE_HAVEN' as const };
const rate = (by: string, aboutId: string) =>
  new practices.RateAbility(
    {
      engagementId,
      aboutId,
      findingId: 'finding',
      ability: 'COPE',
      source: by === aboutId ? 'SELF' : 'OTHER',
      finding: 'MOSTLY',
    },
    as(by),
  );

describe('The work of an engagement', () => {
  it.each([amal, noor])('is for those who take part (%s)', (by) =>
    given(...history)
      .when(rate(by, amal))
      .then(),
  );
  it('is not found by whoever has no part in it', () =>
    given(...history)
      .when(rate(jonas, amal))
      .rejects('ENGAGEMENT_NOT_FOUND'));
  it('is not for the sponsor', () =>
    given(...history)
      .when(rate(ilse, amal))
      .rejects('NOT_FOR_THIS_PARTY'));
  it('is about somebody who takes part', () =>
    given(...history)
      .when(rate(noor, jonas))
      .rejects('NOT_A_PARTICIPANT'));
  it('is done by those who may: practices are offered by the coach', () =>
    given(...history)
      .when(new practices.OfferPractice(of, as(amal)))
      .rejects('NOT_FOR_THIS_PARTY'));
  it('rests while the engagement rests, but for what one may note at any time', () => {
    given(...history, paused)
      .when(new practices.TakePractice(of, as(amal)))
      .rejects('ENGAGEMENT_NOT_IN_THIS_PHASE');
    given(...history, paused)
      .when(rate(amal, amal))
      .then();
  });
  it('does not begin before the engagement does', () =>
    given(...history.slice(0, 2))
      .when(rate(amal, amal))
      .rejects('ENGAGEMENT_NOT_IN_THIS_PHASE'));
  it('of nobody is nothing to change', () => given().when(rate(amal, amal)).rejects('ENGAGEMENT_NOT_FOUND'));
  it('that is there already is found by whose it is and the coaches, and by nobody else of a team', () => {
    const attempt = (by: string) =>
      new TryExperiment({ engagementId, aboutId: amal, experimentId: 'experiment', happened: 'so' }, as(by));
    for (const by of [amal, noor])
      given(...history)
        .when(attempt(by))
        .then();
    for (const by of [ilse, jonas])
      given(...history)
        .when(attempt(by))
        .rejects('EXPERIMENT_NOT_FOUND');
  });
  it('on a condition is found by those who may do it, and by nobody else', () => {
    const bring = (by: string) =>
      new BringConditionForward({ engagementId, conditionId: 'condition', ownerId: ilse }, as(by));
    given(...history)
      .when(bring(noor))
      .then();
    for (const by of [ilse, jonas])
      given(...history)
        .when(bring(by))
        .rejects('CONDITION_NOT_FOUND');
  });
});

describe('The client’s manager', () => {
  const agreed = (
    items: readonly SharedItem[],
    { lineManagerIds = [jonas], raterIds = [jonas] }: { lineManagerIds?: string[]; raterIds?: string[] } = {},
  ): EngagementEvent[] => {
    const draft = drafted();
    const shares = items.map((item) => ({ item, with: ['LINE_MANAGER' as const] }));
    const terms = { ...defaultTerms, shares, lineManagerIds, raterIds };
    const { data } = draft;
    return [
      sponsored,
      matched,
      { ...draft, data: { ...data, terms } },
      signed('CLIENT'),
      contracted,
      started,
    ];
  };
  const goal = { engagementId, aboutId: amal, audience: 'PAIR', goalId: 'goal' } as const;
  const rateAs = (party: 'LINE_MANAGER' | 'SPONSOR', by = jonas) =>
    new goals.RateGoal(
      { ...goal, ratingId: 'rating', party, occasion: 'BASELINE', scaling: 1, level: 0 },
      as(by),
    );

  it('rates goals where the agreement names them as a rater and shares the goals with them', () =>
    given(...agreed(['GOALS']))
      .when(rateAs('LINE_MANAGER'))
      .then());
  it('rates as nothing else, and does nothing else', () => {
    given(...agreed(['GOALS']))
      .when(rateAs('SPONSOR'))
      .rejects('NOT_FOR_THIS_PARTY');
    given(...agreed(['GOALS']))
      .when(new goals.DropGoal(goal, as(jonas)))
      .rejects('NOT_FOR_THIS_PARTY');
  });
  it.each([
    ['is no rater', agreed(['GOALS'], { raterIds: [] })],
    ['is only a rater', agreed(['GOALS'], { lineManagerIds: [] })],
    ['does not read the goals', agreed(['ATTENDANCE'])],
    ['has signed nothing yet', [sponsored, matched]],
  ])('who %s finds nothing to rate', (_what, history) =>
    given(...history)
      .when(rateAs('LINE_MANAGER'))
      .rejects('GOAL_NOT_FOUND'),
  );
  it('owns conditions where the agreement names them, whatever else it shares', () => {
    const of = { engagementId, conditionId: 'condition' };
    given(...agreed([], { raterIds: [] }))
      .when(new AcceptCondition(of, as(jonas)))
      .then();
    given(...agreed([], { raterIds: [] }))
      .when(new NameCondition({ ...of, aboutId: amal, condition: 'x', isShared: false }, as(jonas)))
      .rejects('ENGAGEMENT_NOT_FOUND');
    for (const history of [agreed(['GOALS'], { lineManagerIds: [] }), [sponsored, matched]])
      given(...history)
        .when(new AcceptCondition(of, as(jonas)))
        .rejects('CONDITION_NOT_FOUND');
  });
  it('is not somebody whom the sponsor can rate as', () =>
    given(...agreed(['GOALS']))
      .when(rateAs('LINE_MANAGER', ilse))
      .rejects('GOAL_NOT_FOUND'));
});
