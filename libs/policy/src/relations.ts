/** What somebody must be to a thing, beside having a role: one of the conditions on the thing's own ids must hold. `mark` stands for it in tables. */
export const relations = {
  ANY: {
    mark: 'yes',
    sentence: 'whichever of those that they find',
    conditions: undefined,
  },
  SELF: { mark: 'self', sentence: 'only about themselves', conditions: (me: string) => [{ id: me }] },
  CLIENT: {
    mark: 'as client',
    sentence: 'only where they are the client',
    conditions: (me: string) => [{ clientId: me }],
  },
  COACH: {
    mark: 'as coach',
    sentence: 'only where they are a coach',
    conditions: (me: string) => [{ coachId: me }, { coachIds: me }],
  },
  TAKES_PART: {
    mark: 'takes part',
    sentence: 'only where they are the client, a coach or a member',
    conditions: (me: string) => [{ clientId: me }, { coachId: me }, { coachIds: me }, { memberIds: me }],
  },
  READER: {
    mark: 'as reader',
    sentence: 'only where it is for them: their own, what is about them, or what was shared with them',
    conditions: (me: string) => [{ readerIds: me }],
  },
  RESPONDENT: {
    mark: 'own answers',
    sentence: 'only their own answers',
    conditions: (me: string) => [{ respondentId: me }],
  },
  ABOUT_SELF: {
    mark: 'about self',
    sentence: 'only where they answered about themselves',
    conditions: (me: string) => [{ respondentId: me, perspective: 'SELF' }],
  },
  ANSWERS_SHARED: {
    mark: 'own, or by consent',
    sentence: 'their own answers, and those of a client who consents to it now',
    conditions: (me: string) => [{ respondentId: me }, { perspective: 'SELF', sharedWith: `ANSWERS ${me}` }],
  },
  SCORES_SHARED: {
    mark: 'about self, or by consent',
    sentence: 'where they answered about themselves, and those of a client who consents to it now',
    conditions: (me: string) => [
      { respondentId: me, perspective: 'SELF' },
      { perspective: 'SELF', sharedWith: `SCORES ${me}` },
    ],
  },
} as const satisfies Record<
  string,
  {
    readonly mark: string;
    readonly sentence: string;
    readonly conditions: ((me: string) => readonly object[]) | undefined;
  }
>;

export type Relation = keyof typeof relations;
