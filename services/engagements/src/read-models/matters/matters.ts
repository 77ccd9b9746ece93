import { type SessionKind } from '@securebase/contracts';

/** What a matter is, in a sentence for its coach. */
export const matterKinds = {
  REQUEST: 'They are asked to take an engagement; due since they were asked.',
  AGREEMENT: 'There is a match and no draft of an agreement; due since the match.',
  SIGNATURE: 'A draft or an amendment waits for their signature; due since it was written.',
  START: 'Every party has signed, and the work has not begun; due since the last signature.',
  SESSION: 'A session is coming; due when it begins.',
  SESSION_OUTCOME: 'A session is over, and nobody said what became of it; due since it ended.',
  BASELINE: 'A goal has no baseline; due since it was scaled.',
  MIDPOINT_REVIEW: 'A midpoint session was held and is not written down; due since it was held.',
  ACTION: 'An action is due, and neither done nor dropped.',
  DEBRIEF: 'An experiment was tried and not debriefed; due since the try.',
  RUPTURE: 'A rupture is not mended; due since it was noted.',
  COMMITMENT:
    'The owner of a condition committed to something by a day, and reports neither that it is done nor that it will not be.',
  CREDENTIAL: 'In their own practice: a credential expires; due on its last day.',
} as const;
export type MatterKind = keyof typeof matterKinds;

/** Something that waits for a coach. */
export interface Waiting {
  readonly kind: MatterKind;
  /** One among its kind: of the thing, or of a part of it. */
  readonly key: string;
  readonly thingId: string | null;
  readonly aboutId: string | null;
  readonly dueAt: string;
  /** For whom: all coaches, the one who signs, or whoever is named. */
  readonly coach: 'ALL' | 'LEAD' | { readonly id: string };
}

export interface ComingSession {
  readonly id: string;
  readonly kind: SessionKind;
  readonly startsAt: string;
  readonly endsAt: string;
}

/** Everything that waits for the coaches of one engagement. No word of what is said in it. */
export interface Matters {
  readonly coachIds: readonly string[];
  readonly leadId: string | null;
  /** The version that is not in force yet, and since when. */
  readonly draft: { readonly version: number; readonly at: string } | null;
  readonly sessions: readonly ComingSession[];
  readonly waiting: readonly Waiting[];
}

export const noMatters: Matters = { coachIds: [], leadId: null, draft: null, sessions: [], waiting: [] };

/** Days are told as the instant when they begin in UTC. */
export const dayAt = (day: string): string => `${day}T00:00:00.000Z`;

/** Without those of a kind that have the key; of all keys when none is given. */
export const closed = (waiting: Matters['waiting'], kind: MatterKind, key?: string): Matters['waiting'] =>
  waiting.filter((each) => each.kind !== kind || (key !== undefined && each.key !== key));

/** With one more, in place of what was there of its kind and key. */
export const opened = (
  waiting: Matters['waiting'],
  one: Omit<Waiting, 'thingId' | 'aboutId' | 'coach'> & Partial<Waiting>,
): Matters['waiting'] => [
  ...closed(waiting, one.kind, one.key),
  { thingId: null, aboutId: null, coach: 'ALL', ...one },
];

/** A session that is scheduled waits for two things: for being held, and for somebody to say what became of it. */
const ofSession = ({ id, startsAt, endsAt }: ComingSession): readonly Waiting[] => {
  const of = { key: id, thingId: id, aboutId: null, coach: 'ALL' } as const;
  return [
    { kind: 'SESSION', dueAt: startsAt, ...of },
    { kind: 'SESSION_OUTCOME', dueAt: endsAt, ...of },
  ];
};

/** Each matter with each coach whose it is. */
export const mattersOf = ({
  coachIds,
  leadId,
  sessions,
  waiting,
}: Matters): readonly (Waiting & { readonly coachId: string })[] => {
  const whose = (coach: Waiting['coach']) => {
    if (coach === 'ALL') return coachIds;
    if (coach === 'LEAD') return leadId === null ? [] : [leadId];
    return [coach.id];
  };
  return [...sessions.flatMap(ofSession), ...waiting].flatMap((each) =>
    whose(each.coach).map((coachId) => ({ ...each, coachId })),
  );
};
