import { type EngagementsEvent } from '@securebase/contracts';
import { type Decider, ensure, seal } from '@securebase/domain-kit';
import { type Engagement } from './engagement-state.ts';
import { ensureTookPlace, MutualCommand } from './mutual-command.ts';
import { type OfEngagement, takesPart } from './work.ts';

interface Marking extends OfEngagement {
  /** Of two people in one session, whoever of them marks. */
  readonly momentId: string;
  readonly markId: string;
  readonly sessionId: string;
  readonly withId: string;
  readonly words?: string | undefined;
}

/** One of the two coaches, the other does not. */
export class MarkMomentOfMeeting extends MutualCommand<Marking> {
  readonly type = 'MarkMomentOfMeeting';
  override readonly ensureFits = (engagement: Engagement): void => {
    const { withId, sessionId } = this.data;
    ensureTookPlace(engagement, sessionId);
    ensure(takesPart(engagement, withId), 'NOT_A_PARTICIPANT', ['input', 'withId']);
    const coaching = [withId, this.context.actorId].filter((each) => engagement.coachIds.has(each));
    ensure(coaching.length === 1, 'MOMENT_IS_WITH_A_COACH', ['input', 'withId']);
  };
}

export type MomentEvent = Extract<
  EngagementsEvent,
  { type: 'MomentOfMeetingMarked' | 'MomentOfMeetingShared' }
>;

/**
 * A moment of meeting, marked blind. Nothing but a mark of one's own concerns this stream, so that before it nobody learns, not
 * even from the version in a token, whether the other has marked; marks are not taken back, so that nobody marks to find out.
 */
export const moment: Decider<MarkMomentOfMeeting, MomentEvent, ReadonlySet<string>> = {
  name: 'moment',
  commands: [MarkMomentOfMeeting],
  streamId: ({ data }) => data.momentId,
  initialState: new Set(),
  decide: ({ data, context: { actorId } }, marked) => {
    const { engagementId, momentId, markId, sessionId, withId, words } = data;
    ensure(!marked.has(actorId), 'MOMENT_ALREADY_MARKED');
    const of = { engagementId, momentId, sessionId, authorId: actorId };
    const said = words === undefined ? {} : { words: seal(actorId, words) };
    const mark: MomentEvent = { type: 'MomentOfMeetingMarked', data: { ...of, markId, withId, ...said } };
    return marked.has(withId)
      ? [mark, { type: 'MomentOfMeetingShared', data: { ...of, aboutId: withId } }]
      : [mark];
  },
  evolve: (marked, { type, data }) =>
    type === 'MomentOfMeetingMarked' ? new Set([...marked, data.authorId]) : marked,
};
