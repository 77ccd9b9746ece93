import { type EngagementsEvent, type Party, type SessionKind } from '@securebase/contracts';
import { type Projection, type Sealed } from '@securebase/domain-kit';
import { type PartyTimeZone } from '../domain/session-commands.ts';
import { type EngagementRow } from './engagement-view.ts';

/** A session as the row of an engagement keeps it. */
export interface SessionItem {
  readonly id: string;
  readonly kind: SessionKind;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly status: 'SCHEDULED' | 'HELD' | 'CANCELLED' | 'MISSED';
  readonly by: Party | null;
  readonly policy: 'WITHIN' | 'OUTSIDE' | null;
  /** How long they met. */
  readonly minutes: number | null;
  readonly timeZones: readonly PartyTimeZone[];
  readonly agenda: Written | null;
  readonly notes: Written | null;
  /** How often its time or its state changed, and when it last did: what calendars want to know. */
  readonly sequence: number;
  readonly changedAt: string;
}
/** A text that is written anew, and how often it was. */
export interface Written {
  readonly revision: number;
  readonly text: Sealed;
}

const changed = (row: Readonly<EngagementRow>, id: string, change: Partial<SessionItem>) => ({
  sessions: row.sessions.map((each) => (each.id === id ? { ...each, ...change } : each)),
});
/** A change that calendars show. */
const moved = (row: Readonly<EngagementRow>, id: string, at: string, change: Partial<SessionItem>) => ({
  sessions: row.sessions.map((each) =>
    each.id === id ? { ...each, ...change, sequence: each.sequence + 1, changedAt: at } : each,
  ),
});

/** How sessions stand in the row of their engagement. */
export const sessionHandlers: Projection<EngagementsEvent, EngagementRow>['on'] = {
  SessionScheduled: (row, { data, at }) => ({
    sessions: [
      ...row.sessions,
      {
        id: data.sessionId,
        kind: data.kind,
        startsAt: data.startsAt,
        endsAt: data.endsAt,
        status: 'SCHEDULED',
        by: null,
        policy: null,
        minutes: null,
        timeZones: data.timeZones ?? [],
        agenda: null,
        notes: null,
        sequence: 0,
        changedAt: at,
      },
    ],
  }),
  SessionRescheduled: (row, { data, at }) =>
    moved(row, data.sessionId, at, {
      startsAt: data.startsAt,
      endsAt: data.endsAt,
      ...(data.timeZones && { timeZones: data.timeZones }),
    }),
  SessionHeld: (row, { data }) =>
    changed(row, data.sessionId, { status: 'HELD', minutes: data.minutes ?? null }),
  SessionCancelled: (row, { data, at }) =>
    moved(row, data.sessionId, at, {
      status: 'CANCELLED',
      by: data.by,
      policy: data.policy ?? null,
    }),
  SessionMissed: (row, { data }) => changed(row, data.sessionId, { status: 'MISSED', by: data.by }),
  SessionCorrected: (row, { data, at }) =>
    moved(row, data.sessionId, at, {
      status: data.status,
      by: data.by ?? null,
      minutes: data.minutes ?? null,
      policy: null,
    }),
  SessionAgendaSet: (row, { data }) =>
    changed(row, data.sessionId, { agenda: { revision: data.revision, text: data.agenda } }),
  SessionNotesSet: (row, { data }) =>
    changed(row, data.sessionId, { notes: { revision: data.revision, text: data.notes } }),
};
