/**
 * For whom something of an engagement is: for its author alone; for the two of them, author and whom it is about; for its client
 * alone; for whom it is about, and the coaches; for everybody who takes part (client, members, coaches); for these and the sponsor.
 */
export type Audience = 'AUTHOR' | 'BOTH' | 'CLIENT' | 'PAIR' | 'TAKES_PART' | 'PARTIES';

/** The people of an engagement, as they are now. */
export interface People {
  readonly clientId: string;
  readonly coachIds: readonly string[];
  readonly memberIds: readonly string[];
  readonly sponsorId: string | null;
}

/** What decides who reads an entry. */
export interface Addressed {
  readonly audience: Audience;
  readonly authorId: string;
  /** Whom it is about, and whose it is. */
  readonly aboutId: string;
  /** Others for whom it is, too: an owner who was asked. */
  readonly alsoFor?: readonly string[];
}

/**
 * Who reads an entry now: coaches and members of today, not of the day of the entry. What is for its author alone stays with
 * the author, whoever that was.
 * @param sharedWith with whom the agreement shares such entries, too: those about the client, who signs for no member
 */
export const readersOf = (
  addressed: Addressed,
  people: People,
  sharedWith: readonly string[] = [],
): readonly string[] => [
  ...readersOfAudience(addressed, people),
  ...(isShareable(addressed, people) ? sharedWith : []),
  ...(addressed.alsoFor ?? []),
];

const shareable = ['PAIR', 'TAKES_PART'] as const satisfies readonly Audience[];
const isShareable = ({ audience, aboutId }: Addressed, { clientId }: People) =>
  aboutId === clientId && shareable.some((each) => each === audience);

const readersOfAudience = ({ audience, authorId, aboutId }: Addressed, people: People): readonly string[] => {
  const { clientId, coachIds, memberIds, sponsorId } = people;
  switch (audience) {
    case 'AUTHOR':
      return [authorId];
    case 'BOTH':
      return [authorId, aboutId];
    case 'CLIENT':
      return [clientId];
    case 'PAIR':
      return [aboutId, ...coachIds];
    case 'TAKES_PART':
      return [clientId, ...coachIds, ...memberIds];
    case 'PARTIES':
      return [clientId, ...coachIds, ...memberIds, ...(sponsorId === null ? [] : [sponsorId])];
  }
};

/** What an entry must be like: a value, or one of several, for each property named. */
export interface Readable {
  readonly audience: Audience | readonly Audience[];
  readonly authorId?: string;
  readonly aboutId?: string;
}

/**
 * Which entries of an engagement somebody reads, as conditions of which one must hold: the same rule as `readersOf`, from the
 * other side, for lists that are chosen in the database. A page that were filtered afterwards would tell by its gaps what was
 * left out. Those for whom an entry is besides its audience (`alsoFor`) are a condition of their own, where a table has them.
 */
export const readableBy = (
  personId: string,
  { clientId, coachIds, memberIds, sponsorId }: People,
  isSharedWith = false,
): readonly Readable[] => {
  const coaches = coachIds.includes(personId);
  const takesPart = coaches || personId === clientId || memberIds.includes(personId);
  return [
    { audience: ['AUTHOR', 'BOTH'], authorId: personId },
    { audience: coaches ? ['BOTH'] : ['BOTH', 'PAIR'], aboutId: personId },
    ...(personId === clientId ? [{ audience: 'CLIENT' } as const] : []),
    ...(coaches ? [{ audience: 'PAIR' } as const] : []),
    ...(takesPart ? [{ audience: ['TAKES_PART', 'PARTIES'] } as const] : []),
    ...(!takesPart && personId === sponsorId ? [{ audience: 'PARTIES' } as const] : []),
    ...(isSharedWith ? [sharedEntries({ clientId })] : []),
  ];
};

/** Those entries that an agreement can share. */
export const sharedEntries = ({ clientId }: Pick<People, 'clientId'>) => ({
  audience: shareable,
  aboutId: clientId,
});
