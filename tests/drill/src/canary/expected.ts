// Who may read what was planted where. Written for the drill from the rules of the house; it shares nothing with the policy.
import { parts } from './parts/index.ts';
import { namedInMatching } from './parts/matching.ts';
import {
  between,
  type Expectation,
  isKnown,
  nobody,
  type Reader,
  roleIn,
  runs,
  engagementOf,
  type Truth,
} from './readers.ts';
import { withTimeline } from './timeline.ts';

const name: Expectation = {
  fields: [
    'Person.name',
    'CoachProfile.name',
    'CoachRequest.clientName',
    'SharedEngagement.clientName',
    'Condition.aboutName',
  ],
  readers: (reader, about, truth, field) => {
    const isTheirs = runs(reader) || reader.person === about || isKnown(reader, about, truth);
    if (field === 'Person.name') return isTheirs;
    // Named by the agreement of that client alone, and asked to own a condition of theirs.
    if (field === 'SharedEngagement.clientName' || field === 'Condition.aboutName')
      return isTheirs || (reader.role === 'LINE_MANAGER' && about === 'client');
    return namedInMatching(reader, about, field);
  },
};
const email: Expectation = {
  fields: ['Person.email'],
  readers: (reader, about) => runs(reader) || reader.person === about,
};
const program = (...fields: readonly string[]): Expectation => ({
  fields,
  readers: roleIn('PROGRAM_MANAGER', 'ADMIN', 'COACH', 'SPONSOR', 'CLIENT'),
});
const instrument = (...fields: readonly string[]): Expectation => ({
  fields,
  readers: roleIn(
    'ADMIN',
    'PROGRAM_MANAGER',
    'COACH',
    'CLIENT',
    'ANALYST',
    'SPONSOR',
    'LINE_MANAGER',
    'RATER',
    'SUPERVISOR',
  ),
});
const scale = instrument('InstrumentScale.code', 'ScaleScore.scale', 'ScaleSummary.scale');
const item = instrument(
  'Instrument.items',
  'InstrumentScale.items',
  'InstrumentScale.reversed',
  'Answer.item',
);

/** By the place where it was planted; what is not here is for nobody. */
const expectations: Readonly<Record<string, Expectation>> = {
  'registerPerson.name': name,
  'registerPerson.email': email,
  'registerPerson.reference': nobody,
  'renamePerson.name': name,
  'renamePerson.email': email,
  'importPeople.name': name,
  'importPeople.email': email,
  'importPeople.reference': nobody,
  'scim.displayName': name,
  'scim.email': email,
  'scim.userName': nobody,
  'scim.externalId': nobody,
  'scim.groupName': nobody,
  'draftProgram.name': program('Program.name'),
  'draftProgram.purpose': program('Program.purpose'),
  'addCohort.name': program('Cohort.name'),
  'proposeEngagement.purpose': between('Engagement.purpose'),
  'draftAgreement.objectives': between(
    'Engagement.objectives',
    'Agreement.objectives',
    'AgreementVersion.objectives',
  ),
  // Lists of instruments are in the order of their codes, which their cursors say.
  'publishInstrument.code': instrument(
    'Instrument.code',
    'InstrumentEdge.cursor',
    'PageInfo.startCursor',
    'PageInfo.endCursor',
  ),
  'publishInstrument.version': instrument('Instrument.version'),
  'publishInstrument.name': instrument('Instrument.name'),
  'publishInstrument.items': item,
  'publishInstrument.scales.code': scale,
  'submitResponse.answers.answer': {
    fields: ['Answer.answer', 'ScaleScore.score'],
    // Within the engagement only, to the scores and not to the answers: the coach by consent; by the agreement, the sponsor and
    // the line manager whom it names.
    readers: ({ person, role }, about, truth, field) => {
      const parties = engagementOf(about, truth);
      const respondent = truth.respondents[about];
      if (respondent !== undefined) return respondent === person;
      if (parties?.client === person) return true;
      if (about !== 'administration' || field !== 'ScaleScore.score') return false;
      if (role === 'COACH') return parties?.coach === person;
      return (role === 'SPONSOR' && person === 'sponsor') || role === 'LINE_MANAGER';
    },
  },
  'proposeTenantSettings.keyHolder': {
    fields: ['TenantSettings.keyHolder', 'Agreement.keyHolder'],
    readers: ({ role }, _about, _truth, field) =>
      (field === 'Agreement.keyHolder'
        ? ['CLIENT', 'COACH', 'SPONSOR', 'PROGRAM_MANAGER']
        : ['ADMIN', 'EMPLOYEE_REPRESENTATIVE', 'PROGRAM_MANAGER', 'ANALYST', 'OPERATOR']
      ).includes(role),
  },
  'createMap.name': between('SystemMap.name'),
  'addActors.actors.label': between('Actor.label'),
  'renameActor.label': between('Actor.label'),
  'takeSnapshot.label': between('Snapshot.label'),
  ...Object.fromEntries(parts.flatMap(({ expectations }) => Object.entries(expectations))),
};

const everywhere = withTimeline(expectations);

/** Places of which somebody must be able to read something, or the crawl looked at nothing. */
export const expectedPlaces: readonly string[] = Object.entries(expectations)
  .filter(([, { fields }]) => fields.length > 0)
  .map(([place]) => place);

/** Whether somebody may read a canary in a field. */
export const mayRead = (
  reader: Reader | undefined,
  field: string,
  { tenant, place, about }: { readonly tenant: string; readonly place: string; readonly about: string },
  truth: Truth,
): boolean => {
  const { fields, readers, inPractice = false } = everywhere[place] ?? nobody;
  // A coach's own practice knows the one client who consents to it, and nothing else of the enterprise.
  if (reader?.linkedTo === tenant) {
    if (inPractice) return fields.includes(field) && readers(reader, about, truth, field);
    const isConsented = place === 'registerPerson.name' && about === 'client';
    return isConsented && reader.role === 'COACH' && field === 'LinkedEngagement.client';
  }
  if (inPractice || reader?.tenant !== tenant || truth.erased.includes(about)) return false;
  return fields.includes(field) && readers(reader, about, truth, field);
};
