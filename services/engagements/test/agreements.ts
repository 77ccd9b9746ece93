import { personAs, type Role } from '@securebase/testing';
import { type Payload, type Rig } from './rig.ts';

const fields = `engagement { id status objectives agreedSessions sessionsHeld
  agreement { version sessions signedBy objectives terms { noticeHours limits shares { item with } } }
  agreementInForce { version sessions objectives terms { noticeHours } }
  coaches { coach { id } since until } handovers { summary } ending { learned turnsTo revision }
  shared { items objectives sessionsHeld agreedSessions clientName }
  sessions { id status policy minutes agenda notes agendaRevision localTimes { party startsAt endsAt } } }`;
export type Seen = Record<string, unknown> & { readonly sessions: readonly { readonly id: string }[] };
/** Does something with an engagement, in a role. */
type Go = (
  role: Role,
  name: string,
  input?: object,
) => Promise<Omit<Payload, 'engagement'> & { readonly engagement: Seen }>;

export const shares = [
  { item: 'OBJECTIVES', with: ['SPONSOR'] },
  { item: 'ATTENDANCE', with: ['SPONSOR', 'LINE_MANAGER'] },
];
export const terms = { noticeHours: 48, shares, lineManagerIds: [] as string[] };

/** What is told of engagements with a client, a coach and a sponsor who have agreed on something. */
export const agreements = (rig: () => Rig) => {
  const step =
    (engagementId: string): Go =>
    async (role, name, input = {}) =>
      (await rig().mutate(role, name, fields, { engagementId, ...input })) as unknown as Awaited<
        ReturnType<Go>
      >;
  const matched = async () => {
    const input = {
      kind: 'INDIVIDUAL',
      clientId: personAs('CLIENT'),
      sponsorId: personAs('SPONSOR'),
      purpose: 'to sleep again',
    };
    const proposed = await rig().mutate('PROGRAM_MANAGER', 'proposeEngagement', 'engagement { id }', input);
    const { id } = proposed.engagement;
    const go = step(id);
    await go('CLIENT', 'confirmMatch', { coachId: personAs('COACH') });
    return { id, go };
  };
  return {
    matched,
    underway: async (given: object = terms) => {
      const { id, go } = await matched();
      await go('COACH', 'draftAgreement', { sessions: 8, objectives: 'sleep', terms: given });
      for (const party of ['CLIENT', 'COACH', 'SPONSOR'] as const)
        await go(party, 'signAgreement', { agreementVersion: 1, party });
      await go('COACH', 'startEngagement');
      return { id, go };
    },
    see: async (role: Role, id: string, readAfter?: string) => {
      const text = `query ($id: ID!) { ${fields.replace('engagement', 'engagement(id: $id)')} }`;
      return (await rig().asking<{ engagement: Seen | null }>(role, text, { id }, readAfter)).engagement;
    },
  };
};
