import {
  type CommitmentStatus,
  type ConditionRatingValue,
  type EngagementsEvent,
} from '@securebase/contracts';
import { type Beside, type Decider, ensure, seal } from '@securebase/domain-kit';
import { type Engagement } from './engagement-state.ts';
import { type About } from './experiment.ts';
import {
  type Doer,
  doersOf,
  ensureOwn,
  isNamedManager,
  type OfEngagement,
  partOf,
  takesPart,
  whose,
  WorkCommand,
} from './work.ts';

export type ConditionEvent = Extract<
  EngagementsEvent,
  {
    type:
      | 'ConditionNamed'
      | 'ConditionBroughtForward'
      | 'ConditionAccepted'
      | 'CommitmentMade'
      | 'CommitmentReported'
      | 'ConditionRated'
      | 'ConditionRatingReleased';
  }
>;

interface OfCondition extends OfEngagement {
  readonly conditionId: string;
}
/** For whoever may not do it there is no such condition. */
abstract class ChangeCondition<D extends OfCondition> extends WorkCommand<D> {
  override readonly hidden = ['CONDITION_NOT_FOUND', 'conditionId'] as const;
  override readonly isFor = (engagement: Engagement): boolean =>
    partOf(this, engagement).some((doer) => this.by.includes(doer));
}
/** What an owner does; whoever pays, leads or takes part may own a condition, and a line manager whom the agreement names. */
abstract class OwnersCommand<D extends OfCondition> extends ChangeCondition<D> {
  override readonly by = ['CLIENT', 'COACH', 'MEMBER', 'SPONSOR', 'LINE_MANAGER'] as const;
  override readonly also = (engagement: Engagement): readonly Doer[] =>
    isNamedManager(engagement, this.context.actorId) ? ['LINE_MANAGER'] : [];
  // However it ended: to an owner who does not attend, one ending is like the other.
  override readonly during = ['ACTIVE', 'PAUSED', 'COMPLETED', 'ENDED_EARLY'] as const;
}

export class NameCondition extends WorkCommand<
  OfCondition &
    About & {
      condition: string;
      wouldHelp?: string | undefined;
      /** With everybody who takes part. */
      isShared: boolean;
    }
> {
  readonly type = 'NameCondition';
}
/** `ownerId` is whom it asks. */
export class BringConditionForward extends ChangeCondition<OfCondition & { ownerId: string }> {
  readonly type = 'BringConditionForward';
}
export class AcceptCondition extends OwnersCommand<OfCondition> {
  readonly type = 'AcceptCondition';
}
export class MakeCommitment extends OwnersCommand<
  OfCondition & { commitmentId: string; commitment: string; dueOn?: string | undefined }
> {
  readonly type = 'MakeCommitment';
}
export class ReportCommitment extends OwnersCommand<
  OfCondition & { commitmentId: string; status: CommitmentStatus; report?: string | undefined }
> {
  readonly type = 'ReportCommitment';
}
export class RateCondition extends ChangeCondition<
  OfCondition & { ratingId: string; rating: ConditionRatingValue }
> {
  readonly type = 'RateCondition';
  override readonly by = ['CLIENT', 'MEMBER'] as const;
  override readonly during = ['ACTIVE', 'PAUSED', 'COMPLETED'] as const;
}
export class ReleaseConditionRating extends ChangeCondition<OfCondition & { ratingId: string }> {
  readonly type = 'ReleaseConditionRating';
  override readonly by = ['CLIENT', 'MEMBER'] as const;
  override readonly during = ['ACTIVE', 'PAUSED', 'COMPLETED'] as const;
}
type ConditionCommand =
  | NameCondition
  | BringConditionForward
  | AcceptCondition
  | MakeCommitment
  | ReportCommitment
  | RateCondition
  | ReleaseConditionRating;

/** Undefined before it is named. */
export type Condition =
  | {
      readonly engagementId: string;
      readonly aboutId: string;
      readonly isShared: boolean;
      readonly asked: ReadonlySet<string>;
      readonly ownerId: string | undefined;
      readonly commitments: ReadonlySet<string>;
      /** Who rated, by rating; and which ratings are released. */
      readonly ratings: ReadonlyMap<string, string>;
      readonly released: ReadonlySet<string>;
    }
  | undefined;

const optional = <K extends string, V>(key: K, value: V | undefined) =>
  (value === undefined ? {} : { [key]: value }) as Partial<Record<K, V>>;

const engagementOf = (beside: Beside) => beside['engagement'] as Engagement | undefined;

const canOwn = (engagement: Engagement, personId: string): boolean =>
  doersOf(engagement, personId).length > 0 || isNamedManager(engagement, personId);

/** Who owns it now: an owner who has no part in the engagement any more is none. */
const ownerOf = ({ ownerId }: NonNullable<Condition>, beside: Beside): string | undefined => {
  const engagement = engagementOf(beside);
  return engagement && ownerId !== undefined && canOwn(engagement, ownerId) ? ownerId : undefined;
};

/** Those who read the condition hear that they do not own it; for all others there is none. */
const ensureOwner = (
  { ownerId, asked, aboutId, isShared }: NonNullable<Condition>,
  actorId: string,
  beside: Beside,
): void => {
  const engagement = engagementOf(beside);
  const isReader =
    asked.has(actorId) ||
    aboutId === actorId ||
    engagement?.coachIds.has(actorId) === true ||
    (isShared && engagement !== undefined && takesPart(engagement, actorId));
  if (isReader) ensure(ownerId === actorId, 'NOT_THE_OWNER');
  else ensure(ownerId === actorId, 'CONDITION_NOT_FOUND', ['input', 'conditionId']);
};

const decide = (command: ConditionCommand, condition: Condition, beside: Beside = {}): ConditionEvent[] => {
  const { engagementId, conditionId } = command.data;
  const { actorId } = command.context;
  const of = { engagementId, conditionId };
  if (command.type === 'NameCondition') {
    ensure(!condition, 'CONDITION_ALREADY_NAMED');
    const { aboutId, condition: words, wouldHelp, isShared } = command.data;
    ensureOwn(command, command.data, beside, 'NOT_FOR_THIS_PARTY');
    const helps = wouldHelp === undefined ? {} : { wouldHelp: seal(aboutId, wouldHelp) };
    return [
      {
        type: 'ConditionNamed',
        data: { ...of, aboutId, isShared, condition: seal(aboutId, words), ...helps },
      },
    ];
  }
  ensure(condition?.engagementId === engagementId, 'CONDITION_NOT_FOUND', ['input', 'conditionId']);
  const { aboutId } = condition;
  switch (command.type) {
    case 'BringConditionForward': {
      const { ownerId } = command.data;
      ensureOwn(command, condition, beside, 'CONDITION_NOT_FOUND');
      const engagement = engagementOf(beside);
      ensure(engagement && canOwn(engagement, ownerId), 'OWNER_HAS_NO_PART', ['input', 'ownerId']);
      // Nobody else tells those who do not take part what drains somebody.
      ensure(actorId === aboutId || takesPart(engagement, ownerId), 'THEIRS_TO_BRING_FORWARD');
      ensure(ownerOf(condition, beside) === undefined, 'CONDITION_HAS_OWNER');
      if (condition.asked.has(ownerId)) return [];
      return [{ type: 'ConditionBroughtForward', data: { ...of, aboutId, ownerId } }];
    }
    case 'AcceptCondition':
      ensure(condition.asked.has(actorId), 'CONDITION_NOT_FOUND', ['input', 'conditionId']);
      if (condition.ownerId === actorId) return [];
      ensure(ownerOf(condition, beside) === undefined, 'CONDITION_HAS_OWNER');
      return [{ type: 'ConditionAccepted', data: { ...of, aboutId, ownerId: actorId } }];
    case 'MakeCommitment': {
      const { commitmentId, commitment, dueOn } = command.data;
      ensureOwner(condition, actorId, beside);
      ensure(!condition.commitments.has(commitmentId), 'COMMITMENT_ALREADY_MADE');
      const words = { commitment: seal(actorId, commitment), ...optional('dueOn', dueOn) };
      return [{ type: 'CommitmentMade', data: { ...of, aboutId, commitmentId, ownerId: actorId, ...words } }];
    }
    case 'ReportCommitment': {
      const { commitmentId, status, report } = command.data;
      ensureOwner(condition, actorId, beside);
      ensure(condition.commitments.has(commitmentId), 'COMMITMENT_NOT_FOUND', ['input', 'commitmentId']);
      const words = report === undefined ? {} : { report: seal(actorId, report) };
      const data = { ...of, aboutId, commitmentId, ownerId: actorId, status, ...words };
      return [{ type: 'CommitmentReported', data }];
    }
    case 'RateCondition': {
      const { ratingId, rating } = command.data;
      ensure(condition.isShared || aboutId === actorId, 'CONDITION_NOT_FOUND', ['input', 'conditionId']);
      ensure(!condition.ratings.has(ratingId), 'CONDITION_ALREADY_RATED');
      const data = { ...of, aboutId: actorId, ratingId, rating: seal(actorId, rating) };
      return [{ type: 'ConditionRated', data }];
    }
    case 'ReleaseConditionRating': {
      const { ratingId } = command.data;
      ensure(condition.ratings.get(ratingId) === actorId, 'RATING_NOT_FOUND', ['input', 'ratingId']);
      if (condition.released.has(ratingId)) return [];
      const owner = optional('ownerId', ownerOf(condition, beside));
      return [{ type: 'ConditionRatingReleased', data: { ...of, aboutId: actorId, ratingId, ...owner } }];
    }
  }
};

const evolve = (condition: Condition, event: ConditionEvent): Condition => {
  if (event.type === 'ConditionNamed')
    return {
      ...whose(event),
      isShared: event.data.isShared,
      asked: new Set(),
      ownerId: undefined,
      commitments: new Set(),
      ratings: new Map(),
      released: new Set(),
    };
  if (!condition) return condition;
  switch (event.type) {
    case 'ConditionBroughtForward':
      return { ...condition, asked: new Set([...condition.asked, event.data.ownerId]) };
    case 'ConditionAccepted':
      return { ...condition, ownerId: event.data.ownerId };
    case 'CommitmentMade':
      return { ...condition, commitments: new Set([...condition.commitments, event.data.commitmentId]) };
    case 'CommitmentReported':
      return condition;
    case 'ConditionRated': {
      const { ratingId, aboutId } = event.data;
      return { ...condition, ratings: new Map(condition.ratings).set(ratingId, aboutId) };
    }
    case 'ConditionRatingReleased':
      return { ...condition, released: new Set([...condition.released, event.data.ratingId]) };
  }
};

export const conditionCommands = [
  NameCondition,
  BringConditionForward,
  AcceptCondition,
  MakeCommitment,
  ReportCommitment,
  RateCondition,
  ReleaseConditionRating,
] as const;

/** The ledger of conditions: named, brought to somebody who could own it, accepted, committed to, re-rated. */
export const condition: Decider<ConditionCommand, ConditionEvent, Condition> = {
  name: 'condition',
  commands: conditionCommands,
  streamId: (command) => command.data.conditionId,
  initialState: undefined,
  decide,
  evolve,
};
