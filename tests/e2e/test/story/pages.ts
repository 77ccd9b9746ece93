// What people look at, by their role: the queries with which they ask what there is for them.
import { type Role } from '@securebase/embedded';

const page = (fields: string, first = 15) =>
  `(first: ${first}) { edges { cursor node { ${fields} } } pageInfo { hasNextPage } }`;
const entry = (fields: string) => page(`id authorId sessionId notedAt ${fields}`);
const own = 'id engagementId authorId aboutId';

const fragments = `
fragment Person on Person { id name status }
fragment Hours on Hours { budgeted reserved agreed used left }
fragment Agreement on Agreement {
  version sessions signedBy objectives keyHolder
  terms { minutesPerSession noticeHours limits shares { item with } lineManagerIds raterIds
    measures { instrumentId scale delta perspectives { perspective raters } } }
}
fragment Course on Engagement {
  id kind status proposedAt agreedSessions sessionsHeld memberIds purpose objectives
  client { ...Person } coach { ...Person } sponsor { ...Person } program { id name } cohort { id name }
  agreement { ...Agreement } agreementInForce { ...Agreement }
  coaches { coach { ...Person } since until } hours { ...Hours }
  handovers { id fromId toId summary } ending { revision learned turnsTo }
  sessions { id kind status startsAt endsAt by policy minutes agenda agendaRevision notes notesRevision
    localTimes { party timeZone startsAt endsAt } }
  matching { step coachId }
}
fragment Shared on SharedEngagement { engagementId items clientName sessionsHeld agreedSessions objectives }
fragment Told on SharedEngagement {
  engagementId assessments${page('occasion instrument { name } scores { scale score reason }', 5)}
}
fragment Goals on Engagement {
  goals${page(`${own} title levels weight scaling status ratings { id raterId party occasion level isCorrected }`)}
  actions${page(`${own} words status dueOn goalId`)}
  essentialQuestions${page(`${own} status wordings { words } visits { words }`)}
  midpointReviews${page(`${own} lookedAt toChange`)}
  goalAttainment { aboutId occasion party goals tScore reason }
}
fragment Conditions on Engagement {
  conditions${page(
    `${own} ownerId condition wouldHelp commitments { id commitment dueOn status report } ratings${page('id authorId rating', 5)}`,
    5,
  )}
}
fragment Work on Engagement {
  practiceKnowsClient
  settledness${entry('aboutId arriving leaving')}
  marksOfMeeting${page('id sessionId withId words')}
  momentsOfMeeting${page('id sessionId betweenIds')}
  presenceNotes${page('id words')}
  energy${entry('guarding free sharedAt')}
  guardedAspects${entry('words sharedAt')}
  redirectedEnergy${entry('aspectId to words sharedAt')}
  allianceRatings${entry('bond task goal sharedAt')}
  ruptures${entry('aboutId words repairedAt helped')}
  turnedTo${entry('turnedTo words')}
  notes${entry('isShared words correctedAt')}
  safetyRecords${entry('aboutId kind limit words')}
  experiments${page(`${own} relationship design prediction status tries { happened support } debriefs { learned }`)}
  patterns${page(`${own} trigger expectation protectiveStrategy revisions alternatives { alternative tries { happened } }`)}
  strategies${page(`${own} mapId tieId status strategy tries { response }`)}
  practices { safeHaven secureBase workingModel familySystem }
  abilityFindings${page(`${own} ability source finding`)}
}
fragment Measured on Engagement {
  assessments${page('id occasion perspective status answers { item answer } scores { scale score }')}
}
fragment Elsewhere on Engagement {
  ...Measured
  systemMaps { id name kind actors${page('id label')} ties${page('id source target strength')} snapshots { id label } }
}`;

const timeline = `timeline(first: 100, after: $AFTER) {
  edges { cursor node { id happened authorId aboutId sessionId thingId details { name value } } }
  pageInfo { hasNextPage } }`;

/** What a role sees of one engagement; to all others it says whether there is one. */
const ofEngagement: Partial<Record<Role, string>> = {
  CLIENT: `...Course shared { ...Shared } ...Goals ...Conditions ...Work ${timeline}`,
  COACH: `...Course shared { ...Shared } ...Goals ...Conditions ...Work ${timeline}`,
  SPONSOR: `...Course shared { ...Shared } ...Goals ...Conditions ${timeline}`,
  PROGRAM_MANAGER: '...Course',
};
const engagements = (as: string) =>
  `engagements(first: 30${as}) { edges { cursor node { id status sessionsHeld } } pageInfo { hasNextPage } }`;
const program = `id name purpose startsOn endsOn status kind cancellationHours mostReminders
  cohorts { id name participants closed } agreementTemplates { id name sessions minutes confidentiality { item with } }
  measurementPlan { planVersion measures { instrumentId occasion perspective } margin }`;
const programs = `programs${page(program, 3)} program(id: $program) { ${program} } cohort(id: $cohort) { id name participants }`;
const profile = 'id name words languages specialities credentials timeZone capacity taken units';

/** What a role asks beside that. */
const desks: Partial<Record<Role, string>> = {
  CLIENT: `${engagements(', as: CLIENT')} myMatchingWishes { languages specialities avoidUnits }
    myCoachProposals${page(`id: rankingId participantId coachIds coaches { coachId score profile { ${profile} }
      languages { points shared } specialities { points matched } timeZone { points } credential { points } capacity { points } }`)}
    noor: coachProfile(id: $noor) { id name words } goal(id: $goal) { id title }`,
  COACH: `${engagements(', as: COACH')} coachRequests${page('id clientName program { name }')}
    noor: coachProfile(id: $noor) { id name words capacity taken } goal(id: $goal) { id title } ${programs}`,
  SPONSOR: `${engagements(', as: SPONSOR')} goal(id: $goal) { id title } ${programs}`,
  LINE_MANAGER: `sharedEngagements${page('...Shared ...Told')} myConditions${page(
    `${own} ownerId aboutName condition wouldHelp commitments { id commitment dueOn status } ratings${page('id rating', 5)}`,
    5,
  )}`,
  PROGRAM_MANAGER: `${engagements('')} ${programs}
    managed: program(id: $program) { hours { ...Hours } history${page('happened changes { what now }')}
      enrolments${page('person { ...Person email } cohort { name }')} }
    coachPool(programId: $program, first: 30) { edges { node { coachId profile { id capacity taken } } } }
    coachProfiles${page('id name languages capacity taken units')}
    coachRanking(id: $ranking) { status participants coaches ranked withoutCoach }
    coachProposals(rankingId: $ranking, first: 30) { edges { node { participantId coachIds isAssigned } } }
    people(first: 50) { edges { node { ...Person } } }`,
  ADMIN: `${programs} managed: program(id: $program) { hours { ...Hours } history${page('happened changes { what now }')} }
    people(first: 50) { edges { node { ...Person email } } }`,
  EMPLOYEE_REPRESENTATIVE: 'erasures(first: 30) { edges { node { id } } }',
  SUPERVISOR: 'supervised { coachId }',
};

/** What a role sees of an engagement’s maps and assessments, and which it is asked for. */
const mapsAndAssessments: Partial<Record<Role, string>> = {
  CLIENT: '...Elsewhere',
  COACH: '...Elsewhere',
  SPONSOR: '...Measured shared { ...Told }',
  PROGRAM_MANAGER: '...Measured',
};
const asked: Partial<Record<Role, string>> = {
  CLIENT: `myAdministrations${page('id occasion status')}`,
  RATER: `myAdministrations${page('id occasion status')}`,
  ANALYST: 'campaigns(first: 30) { edges { node { id occasion status cohort { id } } } }',
};

/** The engagements of the story. */
export const engagementNames = ['individual', 'team', 'organization'] as const;
export type EngagementName = (typeof engagementNames)[number];

/** What somebody in a role looks at: everything that they could be shown, of these engagements and beside them. */
export const pageOf = (role: Role, names: readonly EngagementName[], elsewhere: boolean): string => {
  const each = names.map((name) =>
    `${name}: engagement(id: $${name}) { ${ofEngagement[role] ?? 'id status'} }`.replace(
      '$AFTER',
      `$after_${name}`,
    ),
  );
  const others = engagementNames.map(
    (name) => `${name}Elsewhere: engagement(id: $${name}) { id ${mapsAndAssessments[role] ?? ''} }`,
  );
  const beside = elsewhere ? [...others, asked[role] ?? ''] : [];
  const body = ['me { id status }', ...each, desks[role] ?? '', ...beside].join('\n');
  const used = (name: string) => new RegExp(`\\$${name}\\b`).test(body);
  const ids = [...engagementNames, 'program', 'cohort', 'ranking', 'goal', 'noor'].filter(used);
  const cursors = engagementNames.map((name) => `after_${name}`).filter(used);
  const variables = [...ids.map((name) => `$${name}: ID!`), ...cursors.map((name) => `$${name}: String`)];
  return `query (${variables.join(', ')}) { ${body} } ${neededBy(body)}`;
};

/** Those of the fragments that a query names, and that these name. */
const neededBy = (body: string): string => {
  const all = new Map(
    fragments
      .split(/(?=^fragment )/m)
      .flatMap((text) =>
        [...text.matchAll(/^fragment (\w+)/gm)].map(([, name = '']) => [name, text] as const),
      ),
  );
  const needed = new Set<string>();
  const look = (text: string) => {
    for (const [, name = ''] of text.matchAll(/\.\.\.(\w+)/g)) {
      if (needed.has(name)) continue;
      needed.add(name);
      look(all.get(name) ?? '');
    }
  };
  look(body);
  return [...needed].map((name) => all.get(name)).join('');
};
