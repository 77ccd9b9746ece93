import { between, type Expectation, isPair } from '../readers.ts';
import { type As, type World } from '../world.ts';
import { type CanaryPart } from './part.ts';

const coach: As = ['COACH', 'coach'];
const client: As = ['CLIENT', 'client'];
const otherClient: As = ['CLIENT', 'other-client'];
const manager: As = ['PROGRAM_MANAGER', 'program-manager'];

/** Another agreement, which shares objectives, goals and scores with the sponsor and with a line manager, who rates goals. */
const amend = async (world: World): Promise<void> => {
  const engagementId = world.id('own');
  const shares = ['OBJECTIVES', 'ATTENDANCE', 'GOALS', 'PROGRESS', 'ASSESSMENT_SUMMARY'].map((item) => ({
    item,
    with: ['SPONSOR', 'LINE_MANAGER'],
  }));
  const managers = [world.id('line-manager')];
  const terms = { noticeHours: 48, shares, lineManagerIds: managers, raterIds: managers };
  await world.tell(coach, 'amendAgreement', 'own', { engagementId, sessions: 12, terms });
  for (const [party, person] of [
    ['CLIENT', 'client'],
    ['COACH', 'coach'],
    ['SPONSOR', 'sponsor'],
  ] as const)
    await world.tell([party, person], 'signAgreement', 'own', { engagementId, party, agreementVersion: 2 });
};

const meet = async (world: World): Promise<void> => {
  const engagementId = world.id('own');
  const told = await world.tell(coach, 'scheduleSession', 'own', {
    engagementId,
    kind: 'COACHING',
    startsAt: '2026-12-10T09:00:00Z',
    endsAt: '2026-12-10T10:00:00Z',
    timeZones: [{ party: 'CLIENT', timeZone: 'Europe/Berlin' }],
  });
  const of = { engagementId, sessionId: world.sessionsOf(told).at(-1) };
  await world.tell(client, 'setSessionAgenda', 'own', of);
  await world.tell(coach, 'holdSession', 'own', of);
  await world.tell(coach, 'correctSession', 'own', { ...of, status: 'HELD', minutes: 45 });
  await world.tell(coach, 'setSessionNotes', 'own', of);
};

/** An engagement whose coach could not go on, came back, and works beside the one who did. */
const handOver = async (world: World): Promise<void> => {
  world.truth.engagements['handed'] = {
    client: 'other-client',
    coach: 'coach',
    second: 'other-coach',
    sponsor: 'other-sponsor',
  };
  const engagementId = await world.make(manager, 'proposeEngagement', 'engagement', 'Engagement', 'handed', {
    kind: 'INDIVIDUAL',
    clientId: world.id('other-client'),
    sponsorId: world.id('other-sponsor'),
  });
  const [fromId, coachId] = [world.id('other-coach'), world.id('coach')];
  await world.tell(manager, 'confirmMatch', 'handed', { engagementId, coachId: fromId });
  await world.tell(otherClient, 'reassignCoach', 'handed', { engagementId, fromId, coachId });
  await world.tell(coach, 'recordHandover', 'handed', { engagementId, fromId, toId: coachId });
  await world.tell(otherClient, 'addCoach', 'handed', { engagementId, coachId: fromId });
};

const feed = async (world: World): Promise<void> => {
  const { feedId } = await world.tell(client, 'issueCalendarFeed', 'client');
  await world.tell(client, 'revokeCalendarFeed', 'client', { feedId });
  await world.tell(coach, 'issueCalendarFeed', 'coach');
};

const takePart = (field: string): Expectation => between(field);

/** The agreement whole: terms, parties, amendments, how sessions are cancelled, handing over. */
export const agreement: CanaryPart = {
  tell: async (world) => {
    await amend(world);
    await meet(world);
    await handOver(world);
    await world.tell(client, 'prepareEnding', 'own', { engagementId: world.id('own') });
    await feed(world);
  },
  expectations: {
    'amendAgreement.objectives': {
      fields: [
        'Engagement.objectives',
        'Agreement.objectives',
        'AgreementVersion.objectives',
        'SharedEngagement.objectives',
      ],
      readers: (reader, about, truth, field) =>
        field === 'SharedEngagement.objectives'
          ? (reader.role === 'SPONSOR' && reader.person === 'sponsor') || reader.role === 'LINE_MANAGER'
          : isPair(reader, about, truth),
    },
    'setSessionAgenda.agenda': takePart('Session.agenda'),
    'setSessionNotes.notes': takePart('Session.notes'),
    'recordHandover.summary': between('Handover.summary'),
    'prepareEnding.learned': between('PreparedEnding.learned'),
    'prepareEnding.turnsTo': between('PreparedEnding.turnsTo'),
  },
};
