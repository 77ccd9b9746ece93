import { type Teller } from './teller.ts';

export interface Contracting {
  readonly kind: 'INDIVIDUAL' | 'TEAM' | 'ORGANIZATION';
  /** People are named by their references. */
  readonly client: string;
  readonly sponsor: string;
  readonly members?: readonly string[];
  readonly programId: string | undefined;
  readonly cohortId: string | undefined;
  readonly purpose: string;
  readonly objectives: string;
}

const fields = 'engagement { id sessions { id } }';
const manager = ['PROGRAM_MANAGER', 'program-manager'] as const;
const coach = ['COACH', 'coach'] as const;

/** From the proposal to the first session held. Returns the engagement's id. */
export const contract = async (teller: Teller, of: Contracting): Promise<string> => {
  const { kind, client, sponsor, members, programId, cohortId, purpose, objectives } = of;
  const proposed = await teller.tell(manager, 'proposeEngagement', 'ProposeEngagementInput', fields, {
    kind,
    clientId: teller.person(client),
    sponsorId: teller.person(sponsor),
    programId,
    cohortId,
    purpose,
  });
  const engagementId = proposed.engagement?.id ?? '';
  const input = { engagementId };
  if (members)
    await teller.tell(manager, 'addMembers', 'AddMembersInput', fields, {
      ...input,
      personIds: members.map((each) => teller.person(each)),
    });
  await teller.tell(manager, 'confirmMatch', 'ConfirmMatchInput', fields, {
    ...input,
    coachId: teller.person('coach'),
  });
  await teller.tell(coach, 'draftAgreement', 'DraftAgreementInput', fields, {
    ...input,
    sessions: 8,
    objectives,
  });
  const parties = [
    ['CLIENT', client],
    ['COACH', 'coach'],
    ['SPONSOR', sponsor],
  ] as const;
  for (const [party, reference] of parties)
    await teller.tell([party, reference], 'signAgreement', 'SignAgreementInput', fields, {
      ...input,
      agreementVersion: 1,
      party,
    });
  await teller.tell(coach, 'startEngagement', 'EngagementInput', fields, input);
  // Another day for each: the coach is in one session at a time.
  const day = { INDIVIDUAL: '05', TEAM: '06', ORGANIZATION: '07' }[kind];
  const scheduled = await teller.tell(coach, 'scheduleSession', 'ScheduleSessionInput', fields, {
    ...input,
    kind: 'COACHING',
    startsAt: `2026-10-${day}T09:00:00.000Z`,
    endsAt: `2026-10-${day}T10:30:00.000Z`,
  });
  const [session] = scheduled.engagement?.sessions ?? [];
  const held = await teller.tell(coach, 'holdSession', 'HoldSessionInput', fields, {
    ...input,
    sessionId: session?.id,
  });
  teller.remember(held);
  return engagementId;
};
