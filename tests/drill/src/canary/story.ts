// What happens in a tenant's world before it is crawled: every mutation that leaves something, told once.
import { createHash } from 'node:crypto';
import { type Role, roles } from '@securebase/embedded';
import { v4 as anyId } from 'uuid';
import { parts } from './parts/index.ts';
import { type As, type World } from './world.ts';

/** A person for each role, and others who have the same roles and nothing to do with the first ones' engagements. */
export const people: readonly (readonly [name: string, role: Role])[] = [
  ...roles.map((role): [string, Role] => [role.toLowerCase().replaceAll('_', '-'), role]),
  ['other-client', 'CLIENT'],
  ['other-coach', 'COACH'],
  ['other-sponsor', 'SPONSOR'],
  ['lead', 'CLIENT'],
  ['member', 'CLIENT'],
];
const others = ['renamed', 'leaver', 'gone'];

const admin: As = ['ADMIN', 'admin'];
const manager: As = ['PROGRAM_MANAGER', 'program-manager'];
const coach: As = ['COACH', 'coach'];
const client: As = ['CLIENT', 'client'];

const register = async (world: World): Promise<void> => {
  world.note('Person', 'founder', anyId());
  for (const name of [...people.map(([person]) => person), ...others])
    await world.make(['ADMIN', 'founder'], 'registerPerson', 'person', 'Person', name);
  await world.tell(admin, 'assignRoles', 'client', { personId: world.id('client'), roles: ['CLIENT'] });
  await world.tell(admin, 'renamePerson', 'renamed', { personId: world.id('renamed') });
  await world.tell(admin, 'deactivatePerson', 'gone', { personId: world.id('gone') });
};

/** The coach links their own practice, twice more than needed; one client lets it know them, one no more. */
const link = async (world: World): Promise<void> => {
  const { practice } = world;
  const coachId = world.id('coach');
  await world.tell(['OPERATOR', 'operator'], 'createTenant', 'practice', {
    tenantId: practice,
    kind: 'PRACTICE',
    coachId,
  });
  const linked = async () => {
    const { code = '', linkId = '' } = await world.tell(coach, 'offerPracticeLink', 'practice');
    await world.tell(coach, 'linkEnterprise', 'practice', { code }, practice);
    return linkId;
  };
  await linked();
  await world.tell(coach, 'endPracticeLink', 'practice', { linkId: await linked() });
  await world.tell(coach, 'unlinkEnterprise', 'practice', { linkId: await linked() }, practice);
  const consent = { engagementId: world.id('own'), textVersion: 1 };
  await world.tell(client, 'consentToPractice', 'own', consent);
  const lead: As = ['CLIENT', 'lead'];
  const team = { engagementId: world.id('team') };
  await world.tell(lead, 'consentToPractice', 'team', { ...team, textVersion: 1 });
  await world.tell(lead, 'withdrawFromPractice', 'team', team);
};

const govern = async (world: World): Promise<void> => {
  const operator: As = ['OPERATOR', 'operator'];
  await world.tell(operator, 'suspendTenant', 'tenant');
  await world.tell(operator, 'resumeTenant', 'tenant');
  await world.until(admin, '{ me { id } }', ({ me }) => me !== null);
  await world.tell(admin, 'proposeTenantSettings', 'tenant', { smallestGroup: 8, retentionDays: null });
  await world.tell(admin, 'proposeTenantSettings', 'tenant', { smallestGroup: 5, retentionDays: null });
  const representative: As = ['EMPLOYEE_REPRESENTATIVE', 'employee-representative'];
  await world.tell(admin, 'requestTenantDeletion', 'tenant');
  await world.tell(representative, 'signTenantSettings', 'tenant', { version: 2 });
};

const plan = async (world: World): Promise<void> => {
  const dates = { startsOn: '2026-09-01', endsOn: '2027-06-30' };
  const programId = await world.make(manager, 'draftProgram', 'program', 'Program', 'program', dates);
  const cohortId = await world.make(manager, 'addCohort', 'cohort', 'Cohort', 'cohort', { programId });
  await world.tell(manager, 'openProgram', 'program', { programId });
  const past = await world.make(manager, 'draftProgram', 'program', 'Program', 'past', dates);
  await world.make(manager, 'addCohort', 'cohort', 'Cohort', 'past cohort', { programId: past });
  await world.tell(manager, 'openProgram', 'past', { programId: past });
  await world.tell(manager, 'closeProgram', 'past', { programId: past });
  const personIds = [world.id('client'), world.id('lead')];
  await world.tell(manager, 'enrollParticipants', 'program', { programId, cohortId, personIds });
};

const hour = (day: number, of: number) =>
  `2026-12-${String(day).padStart(2, '0')}T${String(of).padStart(2, '0')}:00:00Z`;

const sessions = async (world: World, engagementId: string): Promise<void> => {
  const schedule = async (day: number) => {
    const when = { engagementId, kind: 'COACHING', startsAt: hour(day, 9), endsAt: hour(day, 10) };
    return world.sessionsOf(await world.tell(coach, 'scheduleSession', 'own', when)).at(-1);
  };
  const [held, cancelled, missed] = [await schedule(1), await schedule(2), await schedule(3)];
  const moved = { engagementId, sessionId: held, startsAt: hour(4, 9), endsAt: hour(4, 10) };
  await world.tell(client, 'rescheduleSession', 'own', moved);
  await world.tell(coach, 'holdSession', 'own', { engagementId, sessionId: held });
  await world.tell(client, 'cancelSession', 'own', { engagementId, sessionId: cancelled, by: 'CLIENT' });
  await world.tell(coach, 'missSession', 'own', { engagementId, sessionId: missed, by: 'CLIENT' });
};

const engage = async (
  world: World,
  name: string,
  kind: string,
  of: readonly [string, string, string],
): Promise<string> => {
  const [clientName, coachName, sponsorName] = of;
  world.truth.engagements[name] = { client: clientName, coach: coachName, sponsor: sponsorName };
  const engagementId = await world.make(manager, 'proposeEngagement', 'engagement', 'Engagement', name, {
    kind,
    clientId: world.id(clientName),
    sponsorId: world.id(sponsorName),
    programId: world.id('program'),
    cohortId: world.id('cohort'),
  });
  await world.tell(manager, 'confirmMatch', name, { engagementId, coachId: world.id(coachName) });
  const asCoach: As = ['COACH', coachName];
  await world.tell(asCoach, 'draftAgreement', name, { engagementId, sessions: 8 });
  for (const [party, person] of [
    ['CLIENT', clientName],
    ['COACH', coachName],
    ['SPONSOR', sponsorName],
  ] as const)
    await world.tell([party, person], 'signAgreement', name, { engagementId, party, agreementVersion: 1 });
  await world.tell(asCoach, 'startEngagement', name, { engagementId });
  return engagementId;
};

const coaching = async (world: World): Promise<void> => {
  const own = await engage(world, 'own', 'INDIVIDUAL', ['client', 'coach', 'sponsor']);
  await sessions(world, own);
  await world.tell(client, 'pauseEngagement', 'own', { engagementId: own });
  await world.tell(coach, 'resumeEngagement', 'own', { engagementId: own });
  const team = await engage(world, 'team', 'TEAM', ['lead', 'coach', 'sponsor']);
  await world.tell(manager, 'addMembers', 'team', { engagementId: team, personIds: [world.id('member')] });
  const done = await engage(world, 'done', 'INDIVIDUAL', ['other-client', 'other-coach', 'other-sponsor']);
  await world.tell(['COACH', 'other-coach'], 'completeEngagement', 'done', { engagementId: done });
  const ended = await engage(world, 'ended', 'INDIVIDUAL', ['other-client', 'other-coach', 'other-sponsor']);
  await world.tell(['CLIENT', 'other-client'], 'endEngagementEarly', 'ended', { engagementId: ended });
};

const assess = async (world: World): Promise<void> => {
  const items = ['instrument', 'instrument'].map((about) => world.plant('publishInstrument.items', about));
  const instrumentId = await world.make(
    manager,
    'publishInstrument',
    'instrument',
    'Instrument',
    'instrument',
    {
      items,
      range: { min: 1, max: 999_999 },
      reversed: [],
      scales: items.map((item) => ({ items: [item], scoring: { method: 'MEAN' } })),
    },
  );
  const engagementId = world.id('own');
  const answers = (name: string) => items.map((item) => ({ item, answer: world.answer(name) }));
  const open = async (name: string, given: object) => {
    world.truth.partOf[name] = 'own';
    const respondentId = world.id('client');
    return world.make(coach, 'openAdministration', 'administration', 'Administration', name, {
      ...given,
      respondentId,
    });
  };
  const first = await open('administration', { instrumentId, occasion: 'BASELINE', engagementId });
  await world.tell(client, 'submitResponse', 'administration', {
    administrationId: first,
    answers: answers('administration'),
  });
  const consent = (purpose: string) => ({ engagementId, purpose });
  for (const purpose of ['COACH_SEES_SCORES', 'COACH_SEES_ANSWERS'])
    await world.tell(client, 'giveConsent', 'administration', { ...consent(purpose), textVersion: 1 });
  await world.tell(client, 'withdrawConsent', 'administration', consent('COACH_SEES_ANSWERS'));
  const closed = await open('closed', { instrumentId, occasion: 'MIDPOINT', engagementId });
  await world.tell(coach, 'closeAdministration', 'closed', { administrationId: closed });
  const campaign = { instrumentId, cohortId: world.id('cohort'), occasion: 'BASELINE' };
  const campaignId = await world.make(manager, 'openCampaign', 'campaign', 'Campaign', 'campaign', campaign);
  const respondentId = world.id('client');
  world.truth.partOf['answered'] = 'own';
  const third = { campaignId, respondentId };
  const answered = await world.make(
    manager,
    'openAdministration',
    'administration',
    'Administration',
    'answered',
    third,
  );
  await world.tell(client, 'submitResponse', 'answered', {
    administrationId: answered,
    answers: answers('answered'),
  });
  await world.tell(manager, 'closeCampaign', 'campaign', { campaignId });
  // In a team each answers for themselves: a colleague sees nothing of it, and neither does who speaks for the team.
  for (const person of ['lead', 'member']) {
    const name = `${person} of the team`;
    world.truth.partOf[name] = 'team';
    world.truth.respondents[name] = person;
    const of = {
      instrumentId,
      occasion: 'BASELINE',
      engagementId: world.id('team'),
      respondentId: world.id(person),
    };
    const id = await world.make(coach, 'openAdministration', 'administration', 'Administration', name, of);
    await world.tell(['CLIENT', person], 'submitResponse', name, {
      administrationId: id,
      answers: answers(name),
    });
  }
};

const map = async (world: World): Promise<void> => {
  world.truth.partOf['map'] = 'own';
  const of = { kind: 'PERSON', engagementId: world.id('own') };
  const mapId = await world.make(coach, 'createMap', 'systemMap', 'SystemMap', 'map', of);
  const three = ['client', 'sponsor', 'lead'].map((person) => ({
    kind: 'PERSON',
    personId: world.id(person),
  }));
  const { ids = [] } = await world.tell(client, 'addActors', 'map', { mapId, actors: three });
  const [source, target, third] = ids;
  await world.tell(coach, 'renameActor', 'map', { mapId, actorId: source });
  const { ids: ties = [] } = await world.tell(coach, 'assertTies', 'map', {
    mapId,
    ties: [
      { source, target, kind: 'TURNS_TO', strength: 4 },
      { source: target, target: third, kind: 'TURNS_TO', strength: 2 },
    ],
  });
  await world.tell(coach, 'takeSnapshot', 'map', { mapId });
  await world.tell(coach, 'endTie', 'map', { mapId, tieId: ties[1] });
  await world.tell(coach, 'retractTie', 'map', { mapId, tieId: ties[0] });
  await world.tell(coach, 'removeActor', 'map', { mapId, actorId: third });
};

const importPeople = async (world: World, rows: readonly string[], name: string): Promise<void> => {
  const file = Buffer.from(['reference,name,email', ...rows, ''].join('\n'));
  const given = {
    kind: 'PEOPLE',
    bytes: file.length,
    sha256: createHash('sha256').update(file).digest('hex'),
  };
  const importId = await world.make(manager, 'startEngagementsImport', 'import', 'Import', name, given);
  await world.tell(manager, 'putEngagementsImportPart', name, {
    importId,
    index: 0,
    content: file.toString('base64'),
  });
  await world.tell(manager, 'commitEngagementsImport', name, { importId });
};

const provision = async (world: World): Promise<void> => {
  const { credential = '' } = await world.tell(admin, 'issueProvisioningCredential', 'credential');
  const spare = await world.tell(admin, 'issueProvisioningCredential', 'credential');
  await world.tell(admin, 'revokeProvisioningCredential', 'credential', { credentialId: spare.credentialId });
  const said = (what: string) => world.plant(`scim.${what}`, 'provisioned');
  const texts = {
    userName: said('userName'),
    externalId: said('externalId'),
    displayName: said('displayName'),
  };
  await world.scim(credential, 'Users', { ...texts, emails: [{ value: said('email') }] });
  await world.scim(credential, 'Groups', { displayName: said('groupName') });
  world.credential = credential;
};

const erase = async (world: World): Promise<void> => {
  const personId = world.id('leaver');
  await world.tell(admin, 'eraseSubject', 'leaver', { personId });
  await world.until(
    admin,
    `{ erasure(personId: "${personId}") { isComplete } }`,
    ({ erasure }) => (erasure as { isComplete: boolean } | null)?.isComplete === true,
  );
  world.truth.erased.push('leaver');
};

/** Tells everything. */
export const tellWorld = async (world: World): Promise<void> => {
  await register(world);
  await govern(world);
  await plan(world);
  await coaching(world);
  await link(world);
  await assess(world);
  await map(world);
  for (const part of parts) await part.tell(world);
  const row = (name: string) =>
    ['reference', 'name', 'email'].map((column) => world.plant(`importPeople.${column}`, name));
  await importPeople(world, [row('imported').join(','), row('imported').join(',')], 'import');
  await importPeople(
    world,
    [row('refused').join(','), `${row('refused').slice(0, 2).join(',')},no address`],
    'refused',
  );
  await provision(world);
  await erase(world);
};
