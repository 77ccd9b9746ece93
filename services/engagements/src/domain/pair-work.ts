import { type PairOrTeam, recipientsOf, type SharedItem } from '@securebase/contracts';
import { ensure } from '@securebase/domain-kit';
import { readersOf } from './audience.ts';
import { type Engagement } from './engagement-state.ts';
import { type OfEngagement, peopleOf, WorkCommand } from './work.ts';

/** What is between a client or member and the coaches: whose it is, and who reads it. What its first event says stays so. */
export interface OfPair extends OfEngagement {
  readonly aboutId: string;
  readonly audience: PairOrTeam;
}

const isOwnOrCoachs = (aboutId: string, actorId: string, { coachIds }: Engagement) =>
  aboutId === actorId || coachIds.has(actorId);

/** A wish that begins something between a client or member and the coaches: the one whom it is about wishes it, or a coach. */
export abstract class BeginPairWork<D extends OfPair = OfPair> extends WorkCommand<D> {
  override readonly ensureFits = (engagement: Engagement): void => {
    const { aboutId, audience } = this.data;
    const { actorId } = this.context;
    const { clientId, members } = engagement;
    ensure(aboutId === clientId || members.has(aboutId), 'ABOUT_CLIENT_OR_MEMBER', ['input', 'aboutId']);
    ensure(isOwnOrCoachs(aboutId, actorId, engagement), 'ABOUT_YOURSELF_ONLY', ['input', 'aboutId']);
    const mayShare = aboutId === actorId || aboutId === clientId;
    ensure(audience === 'PAIR' || mayShare, 'NOT_YOURS_TO_SHARE', ['input', 'withTeam']);
    this.ensureMore?.(engagement);
  };
  /** What else the engagement must be like. */
  readonly ensureMore?: (engagement: Engagement) => void;
}

/** A wish to change such a thing. For those who may not read it, it does not exist. */
export abstract class ChangePairWork<D extends OfPair = OfPair> extends WorkCommand<D> {
  /** As what the agreement may share the thing. */
  readonly item: SharedItem | undefined = undefined;
  override readonly isFor = (engagement: Engagement): boolean => {
    const shared = this.item === undefined ? [] : recipientsOf(engagement, this.item);
    const entry = { ...this.data, authorId: '' };
    return readersOf(entry, peopleOf(engagement), shared).includes(this.context.actorId);
  };
  override readonly ensureFits: (engagement: Engagement) => void = (engagement) => {
    ensure(isOwnOrCoachs(this.data.aboutId, this.context.actorId, engagement), 'NOT_FOR_THIS_PARTY');
  };
}

/** Whether a command speaks of a thing as the thing's first event does. */
export const isOf = <T extends OfPair>(thing: T | undefined, data: OfPair): thing is T =>
  thing?.engagementId === data.engagementId &&
  thing.aboutId === data.aboutId &&
  thing.audience === data.audience;
