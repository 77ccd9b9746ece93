import { type EngagementsEvent } from '@securebase/contracts';
import { type Recorded } from '@securebase/domain-kit';
import { closed, type Matters, opened } from './matters.ts';

type Of<T extends EngagementsEvent['type']> = Recorded<Extract<EngagementsEvent, { type: T }>>;

/** Of the sessions that are scheduled, those that have begun: what became of them is to be said, whatever happened since. */
const begunBy = ({ sessions }: Matters, at: string): Matters['sessions'] =>
  sessions.filter(({ startsAt }) => startsAt <= at);

const drafted = (
  { waiting }: Matters,
  { data: { agreementVersion: version }, at }: Of<'AgreementDrafted' | 'AgreementAmended'>,
): Partial<Matters> => ({
  draft: { version, at },
  waiting: opened(closed(closed(waiting, 'AGREEMENT'), 'SIGNATURE'), {
    kind: 'SIGNATURE',
    key: `${version}`,
    dueAt: at,
    coach: 'LEAD',
  }),
});

const over = ({ sessions }: Matters, { data }: { readonly data: { readonly sessionId: string } }) => ({
  sessions: sessions.filter(({ id }) => id !== data.sessionId),
});

/** What the course of an engagement makes wait for its coaches: matching, agreement, sessions, the end. */
export const course = {
  CoachProposed: ({ waiting }: Matters, { data: { coachId }, at }: Of<'CoachProposed'>) => ({
    waiting: opened(closed(waiting, 'REQUEST'), {
      kind: 'REQUEST',
      key: coachId,
      dueAt: at,
      coach: { id: coachId },
    }),
  }),
  MatchConfirmed: ({ waiting }: Matters, { data: { coachId }, at }: Of<'MatchConfirmed'>) => ({
    coachIds: [coachId],
    leadId: coachId,
    waiting: opened(closed(waiting, 'REQUEST'), { kind: 'AGREEMENT', key: 'first', dueAt: at }),
  }),
  MatchDeclined: () => ({ coachIds: [], leadId: null, draft: null, waiting: [] }),
  CoachAdded: ({ coachIds }: Matters, { data: { coachId } }: Of<'CoachAdded'>) => ({
    coachIds: [...coachIds, coachId],
  }),
  CoachReassigned: (
    { coachIds, leadId, draft, waiting }: Matters,
    { data: { fromId, coachId } }: Of<'CoachReassigned'>,
  ) => ({
    coachIds: coachIds.map((each) => (each === fromId ? coachId : each)),
    leadId: leadId === fromId ? coachId : leadId,
    // What was signed for a coach who left does not count.
    waiting:
      leadId === fromId && draft
        ? opened(waiting, { kind: 'SIGNATURE', key: `${draft.version}`, dueAt: draft.at, coach: 'LEAD' })
        : waiting,
  }),

  AgreementDrafted: drafted,
  AgreementAmended: drafted,
  AgreementSigned: ({ waiting }: Matters, { data: { party } }: Of<'AgreementSigned'>) =>
    party === 'COACH' ? { waiting: closed(waiting, 'SIGNATURE') } : {},
  AmendmentAgreed: () => ({ draft: null }),
  EngagementContracted: ({ waiting }: Matters, { at }: Of<'EngagementContracted'>) => ({
    draft: null,
    waiting: opened(waiting, { kind: 'START', key: 'first', dueAt: at }),
  }),
  EngagementStarted: ({ waiting }: Matters) => ({ waiting: closed(waiting, 'START') }),
  EngagementCompleted: (matters: Matters, { at }: Of<'EngagementCompleted'>) => ({
    draft: null,
    sessions: begunBy(matters, at),
    // What was promised about the environment goes on after the ending.
    waiting: matters.waiting.filter(({ kind }) => kind === 'COMMITMENT'),
  }),
  EngagementEndedEarly: (matters: Matters, { at }: Of<'EngagementEndedEarly'>) => ({
    draft: null,
    sessions: begunBy(matters, at),
    waiting: [],
  }),

  SessionScheduled: (
    { sessions }: Matters,
    { data: { sessionId: id, kind, startsAt, endsAt } }: Of<'SessionScheduled'>,
  ) => ({ sessions: [...sessions, { id, kind, startsAt, endsAt }] }),
  SessionRescheduled: (
    { sessions }: Matters,
    { data: { sessionId, startsAt, endsAt } }: Of<'SessionRescheduled'>,
  ) => ({
    sessions: sessions.map((each) => (each.id === sessionId ? { ...each, startsAt, endsAt } : each)),
  }),
  SessionHeld: (matters: Matters, event: Of<'SessionHeld'>) => {
    const { sessionId: key } = event.data;
    const isMidpoint = matters.sessions.some(({ id, kind }) => id === key && kind === 'MIDPOINT');
    const review = { kind: 'MIDPOINT_REVIEW', key, thingId: key, dueAt: event.at } as const;
    return {
      ...over(matters, event),
      waiting: isMidpoint ? opened(matters.waiting, review) : matters.waiting,
    };
  },
  SessionCancelled: over,
  SessionMissed: over,
  SessionCorrected: ({ waiting }: Matters, { data }: Of<'SessionCorrected'>) =>
    data.status === 'HELD' ? {} : { waiting: closed(waiting, 'MIDPOINT_REVIEW', data.sessionId) },
} satisfies { [T in EngagementsEvent['type']]?: (matters: Matters, event: Of<T>) => Partial<Matters> };
