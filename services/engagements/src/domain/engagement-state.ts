import { type EngagementKind, type EngagementsEvent, type Party } from '@securebase/contracts';

type Of<P extends string> = Extract<EngagementsEvent, { type: P }>;
export type SessionEvent = Of<
  'SessionScheduled' | 'SessionRescheduled' | 'SessionHeld' | 'SessionCancelled' | 'SessionMissed'
>;
export type MatchEvent = Of<'CoachProposed' | 'MatchConfirmed' | 'MatchDeclined'>;
export type EngagementEvent =
  | Of<
      | 'EngagementProposed'
      | 'MembersAdded'
      | 'AgreementDrafted'
      | 'AgreementSigned'
      | 'EngagementContracted'
      | 'EngagementStarted'
      | 'EngagementPaused'
      | 'EngagementResumed'
      | 'EngagementCompleted'
      | 'EngagementEndedEarly'
    >
  | MatchEvent
  | SessionEvent;

export type Phase = 'PROPOSED' | 'MATCHED' | 'CONTRACTED' | 'ACTIVE' | 'PAUSED' | 'COMPLETED' | 'ENDED_EARLY';

/** Once proposed; `undefined` before. */
export interface Engagement {
  readonly phase: Phase;
  readonly kind: EngagementKind;
  readonly clientId: string;
  readonly sponsorId: string | undefined;
  /** The coach who signs; the first of the coaches. */
  readonly coachId: string | undefined;
  /** The coach who has been proposed and has not answered. */
  readonly askedId: string | undefined;
  /** Everybody who coaches it now. */
  readonly coachIds: ReadonlySet<string>;
  readonly members: ReadonlySet<string>;
  /** The newest draft, and who has signed it. */
  readonly agreement: { readonly version: number; readonly signed: ReadonlySet<Party> };
  readonly sessions: ReadonlyMap<string, 'SCHEDULED' | 'HELD' | 'CANCELLED' | 'MISSED'>;
  /** Those of them that are for looking back and ahead. */
  readonly midpoints: ReadonlySet<string>;
}
export type State = Engagement | undefined;

const phases: Partial<Record<EngagementEvent['type'], Phase>> = {
  EngagementContracted: 'CONTRACTED',
  EngagementStarted: 'ACTIVE',
  EngagementPaused: 'PAUSED',
  EngagementResumed: 'ACTIVE',
  EngagementCompleted: 'COMPLETED',
  EngagementEndedEarly: 'ENDED_EARLY',
};

const sessionStates = {
  SessionScheduled: 'SCHEDULED',
  SessionRescheduled: 'SCHEDULED',
  SessionHeld: 'HELD',
  SessionCancelled: 'CANCELLED',
  SessionMissed: 'MISSED',
} as const;

const evolveMatch = (state: Engagement, { type, data: { coachId } }: MatchEvent): Engagement => {
  if (type === 'CoachProposed') return { ...state, askedId: coachId };
  return type === 'MatchConfirmed'
    ? { ...state, phase: 'MATCHED', coachId, askedId: undefined, coachIds: new Set([coachId]) }
    : { ...state, phase: 'PROPOSED', coachId: undefined, askedId: undefined, coachIds: new Set() };
};

export const evolve = (state: State, event: EngagementEvent): State => {
  if (event.type === 'EngagementProposed') {
    const { kind, clientId, sponsorId } = event.data;
    return {
      phase: 'PROPOSED',
      kind,
      clientId,
      sponsorId,
      coachId: undefined,
      askedId: undefined,
      coachIds: new Set(),
      members: new Set(),
      agreement: { version: 0, signed: new Set() },
      sessions: new Map(),
      midpoints: new Set(),
    };
  }
  if (!state) return state;
  switch (event.type) {
    case 'MembersAdded':
      return { ...state, members: new Set([...state.members, ...event.data.personIds]) };
    case 'CoachProposed':
    case 'MatchConfirmed':
    case 'MatchDeclined':
      return evolveMatch(state, event);
    case 'AgreementDrafted':
      return { ...state, agreement: { version: event.data.agreementVersion, signed: new Set() } };
    case 'AgreementSigned': {
      const signed = new Set([...state.agreement.signed, event.data.party]);
      return { ...state, agreement: { ...state.agreement, signed } };
    }
    case 'SessionScheduled':
    case 'SessionRescheduled':
    case 'SessionHeld':
    case 'SessionCancelled':
    case 'SessionMissed': {
      const { sessionId } = event.data;
      const sessions = new Map(state.sessions).set(sessionId, sessionStates[event.type]);
      const isMidpoint = event.type === 'SessionScheduled' && event.data.kind === 'MIDPOINT';
      const midpoints = isMidpoint ? new Set([...state.midpoints, sessionId]) : state.midpoints;
      return { ...state, sessions, midpoints };
    }
    case 'EngagementContracted':
    case 'EngagementStarted':
    case 'EngagementPaused':
    case 'EngagementResumed':
    case 'EngagementCompleted':
    case 'EngagementEndedEarly':
      return { ...state, phase: phases[event.type] ?? state.phase };
  }
};
