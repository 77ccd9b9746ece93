import {
  type EngagementKind,
  type EngagementsEvent,
  type Party,
  type SessionKind,
} from '@securebase/contracts';
import { agreedMinutes, defaultTerms, type InForce } from './agreement-terms.ts';
import { type SessionTimes } from './session-commands.ts';

type Of<P extends EngagementsEvent['type']> = Extract<EngagementsEvent, { type: P }>;
export type SessionEvent = Of<
  | 'SessionScheduled'
  | 'SessionRescheduled'
  | 'SessionHeld'
  | 'SessionCancelled'
  | 'SessionMissed'
  | 'SessionCorrected'
  | 'SessionAgendaSet'
  | 'SessionNotesSet'
>;
export type MatchEvent = Of<'CoachProposed' | 'MatchConfirmed' | 'MatchDeclined'>;
export type EngagementEvent =
  | Of<
      | 'EngagementProposed'
      | 'MembersAdded'
      | 'CoachProposed'
      | 'MatchConfirmed'
      | 'MatchDeclined'
      | 'CoachAdded'
      | 'CoachReassigned'
      | 'HandoverHeld'
      | 'AgreementDrafted'
      | 'AgreementAmended'
      | 'AgreementSigned'
      | 'AmendmentAgreed'
      | 'EngagementContracted'
      | 'EngagementStarted'
      | 'EngagementPaused'
      | 'EngagementResumed'
      | 'EndingPrepared'
      | 'EngagementCompleted'
      | 'EngagementEndedEarly'
    >
  | MatchEvent
  | SessionEvent;

export type Phase = 'PROPOSED' | 'MATCHED' | 'CONTRACTED' | 'ACTIVE' | 'PAUSED' | 'COMPLETED' | 'ENDED_EARLY';

export interface SessionState extends SessionTimes {
  readonly kind: SessionKind;
  readonly status: 'SCHEDULED' | 'HELD' | 'CANCELLED' | 'MISSED';
  /** How often its agenda and its notes were written. */
  readonly agendaRevision: number;
  readonly notesRevision: number;
}

/** Once proposed; `undefined` before. */
export interface Engagement {
  readonly phase: Phase;
  readonly kind: EngagementKind;
  readonly clientId: string;
  readonly sponsorId: string | undefined;
  readonly programId: string | undefined;
  /** The coach who signs; the first of the coaches. */
  readonly coachId: string | undefined;
  /** The coach who has been proposed and has not answered. */
  readonly askedId: string | undefined;
  /** Everybody who coaches it now. */
  readonly coachIds: ReadonlySet<string>;
  /** Those who did, and could not go on. */
  readonly formerCoachIds: ReadonlySet<string>;
  readonly members: ReadonlySet<string>;
  /** The newest draft or amendment, and who has signed it. */
  readonly agreement: InForce & { readonly signed: ReadonlySet<Party> };
  /** What every party has signed last. */
  readonly inForce: InForce | undefined;
  /** What each version comes to. */
  readonly minutes: ReadonlyMap<number, number>;
  /** How often the ending was prepared. */
  readonly endingRevision: number;
  readonly sessions: ReadonlyMap<string, SessionState>;
}
export type State = Engagement | undefined;

const phases = {
  EngagementStarted: 'ACTIVE',
  EngagementPaused: 'PAUSED',
  EngagementResumed: 'ACTIVE',
  EngagementCompleted: 'COMPLETED',
  EngagementEndedEarly: 'ENDED_EARLY',
} as const satisfies Partial<Record<EngagementEvent['type'], Phase>>;

const begun = ({ data }: Of<'EngagementProposed'>): Engagement => ({
  phase: 'PROPOSED',
  kind: data.kind,
  clientId: data.clientId,
  sponsorId: data.sponsorId,
  programId: data.programId,
  coachId: undefined,
  askedId: undefined,
  coachIds: new Set(),
  formerCoachIds: new Set(),
  members: new Set(),
  agreement: { version: 0, sessions: 0, terms: defaultTerms, signed: new Set() },
  inForce: undefined,
  minutes: new Map(),
  endingRevision: 0,
  sessions: new Map(),
});

const reassigned = (state: Engagement, { fromId, coachId }: Of<'CoachReassigned'>['data']): Engagement => {
  const lead = state.coachId === fromId;
  const { signed } = state.agreement;
  return {
    ...state,
    coachId: lead ? coachId : state.coachId,
    coachIds: new Set([...state.coachIds].map((each) => (each === fromId ? coachId : each))),
    formerCoachIds: new Set([...state.formerCoachIds, fromId]),
    // Who has signed for the coach is not the one who will keep it.
    agreement: lead
      ? { ...state.agreement, signed: new Set([...signed].filter((party) => party !== 'COACH')) }
      : state.agreement,
  };
};

const latest = ({ agreement: { version, sessions, terms } }: Engagement): InForce => ({
  version,
  sessions,
  terms,
});

const ofSession = (session: SessionState, event: SessionEvent): SessionState => {
  switch (event.type) {
    case 'SessionRescheduled':
      return { ...session, startsAt: event.data.startsAt, endsAt: event.data.endsAt };
    case 'SessionHeld':
      return { ...session, status: 'HELD' };
    case 'SessionCancelled':
      return { ...session, status: 'CANCELLED' };
    case 'SessionMissed':
      return { ...session, status: 'MISSED' };
    case 'SessionCorrected':
      return { ...session, status: event.data.status };
    case 'SessionAgendaSet':
      return { ...session, agendaRevision: event.data.revision };
    case 'SessionNotesSet':
      return { ...session, notesRevision: event.data.revision };
    case 'SessionScheduled':
      return session;
  }
};

const withSession = (state: Engagement, event: SessionEvent): Engagement => {
  const { sessionId } = event.data;
  if (event.type === 'SessionScheduled') {
    const { kind, startsAt, endsAt } = event.data;
    const fresh = {
      kind,
      startsAt,
      endsAt,
      status: 'SCHEDULED',
      agendaRevision: 0,
      notesRevision: 0,
    } as const;
    return { ...state, sessions: new Map(state.sessions).set(sessionId, fresh) };
  }
  const session = state.sessions.get(sessionId);
  return session
    ? { ...state, sessions: new Map(state.sessions).set(sessionId, ofSession(session, event)) }
    : state;
};

const withCoach = (
  state: Engagement,
  event: Of<'CoachProposed' | 'MatchConfirmed' | 'MatchDeclined' | 'CoachAdded' | 'CoachReassigned'>,
): Engagement => {
  const { coachId } = event.data;
  switch (event.type) {
    case 'CoachProposed':
      return { ...state, askedId: coachId };
    case 'MatchConfirmed':
      return { ...state, phase: 'MATCHED', coachId, askedId: undefined, coachIds: new Set([coachId]) };
    case 'MatchDeclined':
      return { ...state, phase: 'PROPOSED', coachId: undefined, askedId: undefined, coachIds: new Set() };
    case 'CoachAdded':
      return { ...state, coachIds: new Set([...state.coachIds, coachId]) };
    case 'CoachReassigned':
      return reassigned(state, event.data);
  }
};

const withAgreement = (
  state: Engagement,
  event: Of<
    'AgreementDrafted' | 'AgreementAmended' | 'AgreementSigned' | 'AmendmentAgreed' | 'EngagementContracted'
  >,
): Engagement => {
  switch (event.type) {
    case 'AgreementDrafted':
    case 'AgreementAmended': {
      const { agreementVersion: version, sessions, terms = defaultTerms } = event.data;
      const agreement = { version, sessions, terms, signed: new Set<Party>() };
      const minutes = new Map(state.minutes).set(version, agreedMinutes(agreement));
      return { ...state, agreement, minutes };
    }
    case 'AgreementSigned': {
      const signed = new Set([...state.agreement.signed, event.data.party]);
      return { ...state, agreement: { ...state.agreement, signed } };
    }
    case 'AmendmentAgreed':
      return { ...state, inForce: latest(state) };
    case 'EngagementContracted':
      return { ...state, phase: 'CONTRACTED', inForce: latest(state) };
  }
};

const isMove = (event: EngagementEvent): event is Of<keyof typeof phases> =>
  Object.hasOwn(phases, event.type);

export const evolve = (state: State, event: EngagementEvent): State => {
  if (event.type === 'EngagementProposed') return begun(event);
  if (!state) return state;
  if (isMove(event)) return { ...state, phase: phases[event.type] };
  switch (event.type) {
    case 'MembersAdded':
      return { ...state, members: new Set([...state.members, ...event.data.personIds]) };
    case 'CoachProposed':
    case 'MatchConfirmed':
    case 'MatchDeclined':
    case 'CoachAdded':
    case 'CoachReassigned':
      return withCoach(state, event);
    case 'AgreementDrafted':
    case 'AgreementAmended':
    case 'AgreementSigned':
    case 'AmendmentAgreed':
    case 'EngagementContracted':
      return withAgreement(state, event);
    case 'HandoverHeld':
      return state;
    case 'EndingPrepared':
      return { ...state, endingRevision: event.data.revision };
    default:
      return withSession(state, event);
  }
};
