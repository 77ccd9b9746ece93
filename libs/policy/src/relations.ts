/** What somebody must be to a thing, beside having a role: one of the conditions on the thing's own ids must hold. */
export const relations = {
  ANY: {
    sentence:
      'whatever the thing; the service still shows only what belongs to the tenant and is theirs to find',
    conditions: undefined,
  },
  SELF: { sentence: 'only about themselves', conditions: (me: string) => [{ id: me }] },
  CLIENT: { sentence: 'only where they are the client', conditions: (me: string) => [{ clientId: me }] },
  COACH: { sentence: 'only where they are the coach', conditions: (me: string) => [{ coachId: me }] },
  TAKES_PART: {
    sentence: 'only where they are the client, the coach or a member',
    conditions: (me: string) => [{ clientId: me }, { coachId: me }, { memberIds: me }],
  },
  RESPONDENT: { sentence: 'only their own answers', conditions: (me: string) => [{ respondentId: me }] },
  ABOUT_SELF: {
    sentence: 'only where they answered about themselves',
    conditions: (me: string) => [{ respondentId: me, perspective: 'SELF' }],
  },
} as const satisfies Record<
  string,
  { readonly sentence: string; readonly conditions: ((me: string) => readonly object[]) | undefined }
>;

export type Relation = keyof typeof relations;
