import type { CommitToAction, CompleteAction, DropAction } from '../../src/domain/action.ts';
import type { RateGoal, ScaleGoal } from '../../src/domain/goal-commands.ts';
import type { HoldMidpointReview } from '../../src/domain/midpoint.ts';
import type * as questions from '../../src/domain/question.ts';
import { day, sessionCount, type Tale } from './telling.ts';
import { sentence } from './words.ts';

export const goalId = ({ teller }: Tale, goal: number): string => teller.id(`goal ${goal}`);

const occasions = { 1: 'BASELINE', 6: 'MIDPOINT', [sessionCount - 1]: 'CLOSING' } as const;

/** Goals, rated at three occasions by client and coach, and by the sponsor where they are shared. */
export const goals = (of: Tale, session: number): void => {
  const { teller, engagementId, clientId, coachId, sponsorId, whole, n } = of;
  for (let goal = 0; goal < (whole ? 2 : 1); goal++) {
    const pair = { engagementId, aboutId: clientId, audience: 'PAIR', goalId: goalId(of, goal) } as const;
    if (session === 0) {
      const levels = ['much less', 'less', 'as hoped', 'more', 'much more'].map((each) => sentence(each));
      const scaled = { ...pair, title: sentence(`goal ${goal}`), levels, weight: 1 + goal };
      teller.wish<ScaleGoal>(clientId, 'ScaleGoal', scaled);
    }
    const occasion = occasions[session as 1];
    if (session === 0 || (occasion as string | undefined) === undefined) continue;
    const raters = [
      ['CLIENT', clientId],
      ['COACH', coachId],
      ...(n % 2 === 0 && goal === 0 && session > 6 ? ([['SPONSOR', sponsorId]] as const) : []),
    ] as const;
    for (const [party, raterId] of raters) {
      const ratingId = teller.id(`rating ${goal} ${party} ${session}`);
      const level = Math.min(2, -2 + Math.floor(session / 4) + (n % 3));
      teller.wish<RateGoal>(raterId, 'RateGoal', { ...pair, ratingId, party, occasion, scaling: 1, level });
    }
  }
  if (session === 6) {
    const review = {
      engagementId,
      aboutId: clientId,
      audience: 'PAIR',
      reviewId: teller.id('midpoint'),
    } as const;
    const words = { lookedAt: sentence('the way here'), toChange: sentence('the way on') };
    teller.wish<HoldMidpointReview>(coachId, 'HoldMidpointReview', { ...review, ...words });
  }
};

/** Actions: one every other session, done by the next but one. Some have a day. */
export const actions = (of: Tale, session: number, start: number): void => {
  const { teller, engagementId, clientId, whole, n } = of;
  const pair = { engagementId, aboutId: clientId, audience: 'PAIR' } as const;
  if (session % (whole ? 2 : 4) === 1) {
    const dueOn = new Date(start + 10 * day).toISOString().slice(0, 10);
    const action = { ...pair, actionId: teller.id(`action ${session}`), words: sentence('an action') };
    const more = { goalId: goalId(of, 0), ...(session % 4 === 1 && { dueOn }) };
    teller.wish<CommitToAction>(clientId, 'CommitToAction', { ...action, ...more });
  }
  if (whole && session % 2 === 0 && session > 3) {
    const over = { ...pair, actionId: teller.id(`action ${session - 3}`) };
    if ((n + session) % 5 === 0) teller.wish<DropAction>(clientId, 'DropAction', over);
    else teller.wish<CompleteAction>(clientId, 'CompleteAction', over);
  }
};

/** An essential question, beside the goals. */
export const question = ({ teller, engagementId, clientId, coachId, whole }: Tale, session: number): void => {
  const asked = {
    engagementId,
    aboutId: clientId,
    audience: 'PAIR',
    questionId: teller.id('question'),
  } as const;
  const words = sentence('the question');
  if (session === 1)
    teller.wish<questions.OpenEssentialQuestion>(clientId, 'OpenEssentialQuestion', { ...asked, words });
  if (!whole) return;
  if (session === 4)
    teller.wish<questions.RewordEssentialQuestion>(clientId, 'RewordEssentialQuestion', { ...asked, words });
  if (session === 6 || session === 8)
    teller.wish<questions.RevisitEssentialQuestion>(coachId, 'RevisitEssentialQuestion', {
      ...asked,
      thought: sentence('a thought'),
    });
  if (session === 10) teller.wish<questions.RestEssentialQuestion>(clientId, 'RestEssentialQuestion', asked);
};
