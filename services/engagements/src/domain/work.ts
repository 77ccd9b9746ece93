import { sharedWith } from '@securebase/contracts';
import { type Beside, Command, ensure } from '@securebase/domain-kit';
import { type People } from './audience.ts';
import { type Engagement, type Phase } from './engagement-state.ts';

/** As what somebody does something in an engagement. */
export type Doer = 'CLIENT' | 'COACH' | 'MEMBER' | 'SPONSOR' | 'LINE_MANAGER';

export interface OfEngagement {
  readonly engagementId: string;
  /** Whom it is about, when that is not who says it: somebody who takes part. */
  readonly aboutId?: string | undefined;
  /** In which session it was: one of the engagement. */
  readonly sessionId?: string | undefined;
}

/**
 * A wish about the work of an engagement, on which an aggregate of its own decides: a goal, an experiment, a note. The engagement
 * decides too, and first: whether the actor takes part in it as one of those who may, and whether its phase allows it.
 */
export abstract class WorkCommand<D extends OfEngagement = OfEngagement> extends Command<D> {
  /** Who may. */
  readonly by: readonly Doer[] = ['CLIENT', 'COACH', 'MEMBER'];
  /** In which phases. */
  readonly during: readonly Phase[] = ['ACTIVE'];
  /** As what the actor has a part in this alone, and in nothing else of the engagement. */
  readonly also?: (engagement: Engagement) => readonly Doer[];
  /** What else the engagement must be like: rejects where it is not. */
  readonly ensureFits?: (engagement: Engagement) => void;
  /** Whether the actor, who has a part in the engagement, may know of the thing that it is about. */
  readonly isFor?: (engagement: Engagement) => boolean;
  /** What those hear for whom it is not, and of which field: the same as of what does not exist. */
  readonly hidden: readonly [code: string, field: string] = ['ENGAGEMENT_NOT_FOUND', 'engagementId'];
}

/** The people of an engagement, as audiences ask for them. */
export const peopleOf = ({ clientId, coachIds, members, sponsorId }: Engagement): People => ({
  clientId,
  coachIds: [...coachIds],
  memberIds: [...members],
  sponsorId: sponsorId ?? null,
});

/** As what somebody is in an engagement; nothing for whoever has no part in it. */
export const doersOf = (engagement: Engagement, personId: string): readonly Doer[] => {
  const { clientId, coachIds, members, sponsorId } = engagement;
  return [
    ...(personId === clientId ? (['CLIENT'] as const) : []),
    ...(coachIds.has(personId) ? (['COACH'] as const) : []),
    ...(members.has(personId) ? (['MEMBER'] as const) : []),
    ...(personId === sponsorId ? (['SPONSOR'] as const) : []),
    ...(isAskedManager(engagement, personId) ? (['LINE_MANAGER'] as const) : []),
  ];
};

/** As what the actor of a wish has a part in it. */
export const partOf = ({ context, also }: WorkCommand, engagement: Engagement): readonly Doer[] => [
  ...doersOf(engagement, context.actorId),
  ...(also?.(engagement) ?? []),
];

/** Whether the agreement in force names somebody as the client's manager. */
export const isNamedManager = ({ inForce }: Engagement, personId: string): boolean =>
  inForce?.terms.lineManagerIds.includes(personId) === true;

/** A line manager has a part only where the agreement in force names them as a rater and shares with them what they rate. */
const isAskedManager = (engagement: Engagement, personId: string): boolean => {
  const { lineManagerIds = [], raterIds = [] } = engagement.inForce?.terms ?? {};
  const isNamed = lineManagerIds.includes(personId) && raterIds.includes(personId);
  return isNamed && sharedWith(engagement, 'GOALS', personId);
};

/** Whether somebody takes part in the sessions: client, coach or member. */
export const takesPart = (engagement: Engagement, personId: string): boolean =>
  doersOf(engagement, personId).some((doer) => doer !== 'SPONSOR' && doer !== 'LINE_MANAGER');

/**
 * Whether a wish about the work may be carried out now. Whoever has no part in the engagement, or may not know of the
 * thing, hears what one hears of what does not exist.
 * @throws Rejected ENGAGEMENT_NOT_FOUND or what is hidden, NOT_FOR_THIS_PARTY, ENGAGEMENT_NOT_IN_THIS_PHASE, NOT_A_PARTICIPANT, SESSION_NOT_FOUND
 */
export const ensureMay = (command: WorkCommand, engagement: Engagement): void => {
  const { by, during, data, hidden } = command;
  const is = partOf(command, engagement);
  ensure(is.length > 0 && command.isFor?.(engagement) !== false, hidden[0], ['input', hidden[1]]);
  ensure(
    is.some((doer) => by.includes(doer)),
    'NOT_FOR_THIS_PARTY',
  );
  ensure(during.includes(engagement.phase), 'ENGAGEMENT_NOT_IN_THIS_PHASE');
  const { aboutId, sessionId } = data;
  ensure(aboutId === undefined || takesPart(engagement, aboutId), 'NOT_A_PARTICIPANT', ['input', 'aboutId']);
  ensure(sessionId === undefined || engagement.sessions.has(sessionId), 'SESSION_NOT_FOUND', [
    'input',
    'sessionId',
  ]);
  command.ensureFits?.(engagement);
};

/** Whose a thing of an engagement's work is. */
export interface OfPerson {
  readonly engagementId: string;
  readonly aboutId: string;
}

/** Whose it is, as its first event says. */
export const whose = ({ data: { engagementId, aboutId } }: { readonly data: OfPerson }): OfPerson => ({
  engagementId,
  aboutId,
});

/**
 * Whoever changes somebody's work is that somebody, or coaches the engagement that it is part of: a thing of another engagement
 * is not there. In a team nobody changes, or hears of, a colleague's.
 * @param code what one hears of a thing that does not exist
 * @throws Rejected with that code
 */
export const ensureOwn = (
  { data, context }: Pick<WorkCommand, 'data' | 'context'>,
  { engagementId, aboutId }: OfPerson,
  { engagement }: Beside,
  code: string,
): void => {
  const coached = engagement as Engagement | undefined;
  ensure(engagementId === data.engagementId, code);
  ensure(context.actorId === aboutId || coached?.coachIds.has(context.actorId) === true, code);
};

/** A wish to change somebody's work: of whoever's work it is, or of who coaches. For all others there is no such thing. */
export abstract class ChangeWork<D extends OfPerson> extends WorkCommand<D> {
  override readonly isFor = ({ coachIds }: Engagement): boolean =>
    this.context.actorId === this.data.aboutId || coachIds.has(this.context.actorId);
}
