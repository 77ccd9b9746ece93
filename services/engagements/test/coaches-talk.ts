import { expect } from '@jest/globals';
import { demoTenant, personAs, type Role, send, tokenFor } from '@securebase/testing';
import { type Rig } from './rig.ts';

export type Answer = {
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
  readonly codes: unknown[];
};

/** How a coach's practice and an enterprise are talked to; what was told last in each is seen by what is asked next. */
export const coachesTalk = (rig: () => Rig, practice: string, coachId: string) => {
  /** The last token of each tenant. */
  const last = new Map<string, string>();
  const as = async (
    role: Role,
    query: string,
    subject = personAs(role),
    tenant = demoTenant,
  ): Promise<Answer> => {
    const token = await tokenFor(role, { subject, tenant });
    const readAfter = last.get(tenant);
    const waits = readAfter === undefined ? {} : { readAfter };
    const { data, errors = [] } = await send(rig().url, query, {}, { token, ...waits });
    return { data, codes: errors.map(({ extensions }) => extensions?.code) };
  };
  const change = async (
    mutation: string,
    input: string,
    subject = coachId,
    tenant = practice,
  ): Promise<Answer> => {
    const text = `mutation { done: ${mutation}(input: { ${input} }) { id token } }`;
    const answer = await as('COACH', text, subject, tenant);
    const done = answer.data?.['done'] as { token: string } | null | undefined;
    if (done) last.set(tenant, done.token);
    return answer;
  };
  return {
    last,
    as,
    change,
    inPractice: (query: string, role: Role = 'COACH', subject = coachId) =>
      as(role, query, subject, practice),
    made: async (mutation: string, input: string): Promise<string> => {
      const { data, codes } = await change(mutation, input);
      expect(codes).toEqual([]);
      return (data?.['done'] as { id: string }).id;
    },
  };
};
