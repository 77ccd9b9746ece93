import { type Event, type Recorded } from '@securebase/domain-kit';

interface Coached {
  readonly coachIds: readonly string[];
}
type Of<D> = Recorded<Event<string, D>>;
type Coach = Of<{ readonly coachId: string }>;

/** Who coaches an engagement now, the first of whom signs: for read models of services that follow the engagements. */
export const coachesNow = {
  MatchConfirmed: (_: Coached, { data }: Coach): Coached => ({ coachIds: [data.coachId] }),
  MatchDeclined: (): Coached => ({ coachIds: [] }),
  CoachAdded: ({ coachIds }: Coached, { data }: Coach): Coached => ({
    coachIds: [...coachIds, data.coachId],
  }),
  CoachReassigned: (
    { coachIds }: Coached,
    { data }: Of<{ readonly fromId: string; readonly coachId: string }>,
  ): Coached => ({ coachIds: coachIds.map((each) => (each === data.fromId ? data.coachId : each)) }),
};
