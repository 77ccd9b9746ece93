import { type EngagementsEvent } from '@securebase/contracts';
import { type Recorded } from '@securebase/domain-kit';
import { closed, dayAt, type MatterKind, type Matters, noMatters, opened } from './matters.ts';

type Of<T extends EngagementsEvent['type']> = Recorded<Extract<EngagementsEvent, { type: T }>>;

const closes = ({ waiting }: Matters, kind: MatterKind, key?: string): Partial<Matters> => ({
  waiting: closed(waiting, kind, key),
});

/** What the work makes wait: of that which is between the client or a member and the coaches, and of no one’s own. */
export const work = {
  GoalScaled: ({ waiting }: Matters, { data: { goalId: key, aboutId }, at }: Of<'GoalScaled'>) => ({
    waiting: opened(waiting, { kind: 'BASELINE', key, thingId: key, aboutId, dueAt: at }),
  }),
  GoalRated: (matters: Matters, { data: { goalId, occasion } }: Of<'GoalRated'>) =>
    occasion === 'BASELINE' ? closes(matters, 'BASELINE', goalId) : {},
  GoalDropped: (matters: Matters, { data: { goalId } }: Of<'GoalDropped'>) =>
    closes(matters, 'BASELINE', goalId),

  ActionCommitted: (
    { waiting }: Matters,
    { data: { actionId: key, aboutId, dueOn } }: Of<'ActionCommitted'>,
  ) =>
    dueOn === undefined
      ? {}
      : { waiting: opened(waiting, { kind: 'ACTION', key, thingId: key, aboutId, dueAt: dayAt(dueOn) }) },
  ActionCompleted: (matters: Matters, { data: { actionId } }: Of<'ActionCompleted'>) =>
    closes(matters, 'ACTION', actionId),
  ActionDropped: (matters: Matters, { data: { actionId } }: Of<'ActionDropped'>) =>
    closes(matters, 'ACTION', actionId),

  MidpointReviewHeld: (matters: Matters, { data: { sessionId } }: Of<'MidpointReviewHeld'>) =>
    closes(matters, 'MIDPOINT_REVIEW', sessionId),

  ExperimentTried: (
    { waiting }: Matters,
    { data: { experimentId: key, aboutId }, at }: Of<'ExperimentTried'>,
  ) => ({ waiting: opened(waiting, { kind: 'DEBRIEF', key, thingId: key, aboutId, dueAt: at }) }),
  ExperimentDebriefed: (matters: Matters, { data: { experimentId } }: Of<'ExperimentDebriefed'>) =>
    closes(matters, 'DEBRIEF', experimentId),

  RuptureNoted: ({ waiting }: Matters, { data: { ruptureId: key, aboutId }, at }: Of<'RuptureNoted'>) => ({
    waiting: opened(waiting, { kind: 'RUPTURE', key, thingId: key, aboutId, dueAt: at }),
  }),
  RuptureRepaired: (matters: Matters, { data: { ruptureId } }: Of<'RuptureRepaired'>) =>
    closes(matters, 'RUPTURE', ruptureId),

  CommitmentMade: ({ waiting }: Matters, { data }: Of<'CommitmentMade'>) => {
    const { commitmentId: key, conditionId: thingId, aboutId, dueOn } = data;
    if (dueOn === undefined) return {};
    return { waiting: opened(waiting, { kind: 'COMMITMENT', key, thingId, aboutId, dueAt: dayAt(dueOn) }) };
  },
  CommitmentReported: (matters: Matters, { data: { commitmentId, status } }: Of<'CommitmentReported'>) =>
    status === 'UNDER_WAY' ? {} : closes(matters, 'COMMITMENT', commitmentId),

  CredentialRecorded: (
    _: Matters,
    { data: { credentialId: key, coachId, expiresOn } }: Of<'CredentialRecorded'>,
  ) =>
    expiresOn === undefined
      ? {}
      : {
          coachIds: [coachId],
          waiting: opened(noMatters.waiting, {
            kind: 'CREDENTIAL',
            key,
            thingId: key,
            aboutId: coachId,
            dueAt: dayAt(expiresOn),
          }),
        },
  CredentialTakenBack: () => noMatters,
} satisfies { [T in EngagementsEvent['type']]?: (matters: Matters, event: Of<T>) => Partial<Matters> };
