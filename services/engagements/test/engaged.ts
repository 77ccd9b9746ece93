import { personAs } from '@securebase/testing';
import { engagementFields, type Rig } from './rig.ts';

/** An engagement under way, with client, coach and sponsor. */
export interface Started {
  readonly id: string;
  readonly of: { readonly engagementId: string };
  readonly clientId: string;
  readonly coachId: string;
  readonly sponsorId: string;
  /** Of the last mutation. */
  readonly token: string;
}

/** Brings an engagement as far as its start. */
export const startEngagement = async (
  rig: Rig,
  kind: 'INDIVIDUAL' | 'TEAM' | 'ORGANIZATION' = 'INDIVIDUAL',
): Promise<Started> => {
  const [clientId, coachId, sponsorId] = [personAs('CLIENT'), personAs('COACH'), personAs('SPONSOR')];
  const proposal = { kind, clientId, sponsorId, purpose: 'to sleep again' };
  const { engagement } = await rig.mutate('PROGRAM_MANAGER', 'proposeEngagement', engagementFields, proposal);
  const of = { engagementId: engagement.id };
  await rig.mutate('CLIENT', 'confirmMatch', engagementFields, { ...of, coachId });
  await rig.mutate('COACH', 'draftAgreement', engagementFields, { ...of, sessions: 8, objectives: 'sleep' });
  for (const party of ['CLIENT', 'COACH', 'SPONSOR'] as const)
    await rig.mutate(party, 'signAgreement', engagementFields, { ...of, agreementVersion: 1, party });
  const { token } = await rig.mutate('COACH', 'startEngagement', engagementFields, of);
  return { id: engagement.id, of, clientId, coachId, sponsorId, token };
};
