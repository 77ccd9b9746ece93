import { type EngagementsEvent } from '@securebase/contracts';
import { type Decider, ensure, seal } from '@securebase/domain-kit';
import { type Engagement } from './engagement-state.ts';
import { BeginPairWork, type OfPair } from './pair-work.ts';

interface Review extends OfPair {
  readonly reviewId: string;
  readonly sessionId?: string | undefined;
  readonly lookedAt: string;
  readonly toChange: string;
}
export class HoldMidpointReview extends BeginPairWork<Review> {
  readonly type = 'HoldMidpointReview';
  override readonly ensureMore = (engagement: Engagement): void => {
    const { sessionId } = this.data;
    const isMidpoint = sessionId === undefined || engagement.sessions.get(sessionId)?.kind === 'MIDPOINT';
    ensure(isMidpoint, 'NOT_A_MIDPOINT_SESSION', ['input', 'sessionId']);
  };
}

export type MidpointEvent = Extract<EngagementsEvent, { type: 'MidpointReviewHeld' }>;

/** Looking back and ahead, half-way. Whoever sees it otherwise later holds another one. */
export const midpoint: Decider<HoldMidpointReview, MidpointEvent, boolean> = {
  name: 'midpoint',
  commands: [HoldMidpointReview],
  begins: [HoldMidpointReview],
  streamId: ({ data }) => data.reviewId,
  initialState: false,
  decide: ({ data }, wasHeld) => {
    ensure(!wasHeld, 'MIDPOINT_REVIEW_ALREADY_HELD');
    const { engagementId, aboutId, audience, reviewId, sessionId, lookedAt, toChange } = data;
    const of = { engagementId, aboutId, audience, reviewId, ...(sessionId !== undefined && { sessionId }) };
    const sealed = { lookedAt: seal(aboutId, lookedAt), toChange: seal(aboutId, toChange) };
    return [{ type: 'MidpointReviewHeld', data: { ...of, ...sealed } }];
  },
  evolve: () => true,
};
