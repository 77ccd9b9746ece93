import { describe, it } from '@jest/globals';
import { type Party } from '@securebase/contracts';
import { specification } from '@securebase/domain-kit/testing';
import * as commands from './engagement-commands.ts';
import { type EngagementEvent } from './engagement-state.ts';
import { engagement } from './engagement.ts';
import {
  amal,
  as,
  atContract,
  cohortId,
  completed,
  contracted,
  drafted,
  endedEarly,
  engagementId,
  ilse,
  jonas,
  matched,
  noor,
  ofTeam,
  paused,
  programId,
  proposed,
  resumed,
  signed,
  sponsored,
  started,
  underway,
} from './story.ts';

const given = specification(engagement);
const propose = (more: Partial<commands.Proposal> = {}) =>
  new commands.ProposeEngagement(
    { engagementId, kind: 'INDIVIDUAL', clientId: amal, purpose: 'to sleep again', ...more },
    as(noor),
  );
const match = (coachId = noor) => new commands.ConfirmMatch({ engagementId, coachId }, as(amal));
const draft = new commands.DraftAgreement({ engagementId, sessions: 8, objectives: 'sleep' }, as(noor));
const sign = (party: Party, by: string, agreementVersion = 1) =>
  new commands.SignAgreement({ engagementId, agreementVersion, party }, as(by));
const add = (...personIds: string[]) => new commands.AddMembers({ engagementId, personIds }, as(noor));
const joined = (...personIds: string[]): EngagementEvent => ({
  type: 'MembersAdded',
  data: { engagementId, personIds },
});

describe('A proposal', () => {
  it('says who is to be coached', () => given().when(propose()).then(proposed));
  it('may name a sponsor, a program and a cohort', () =>
    given()
      .when(propose({ sponsorId: ilse, programId, cohortId }))
      .then({ ...sponsored, data: { ...sponsored.data, programId, cohortId } }));
  it('names no cohort without its program', () =>
    given().when(propose({ cohortId })).rejects('COHORT_WITHOUT_PROGRAM'));
  it('is made once', () => given(proposed).when(propose()).rejects('ENGAGEMENT_ALREADY_PROPOSED'));
});

describe('Members', () => {
  it('belong to a team', () => given(ofTeam).when(add(ilse, jonas)).then(joined(ilse, jonas)));
  it('are added once', () =>
    given(ofTeam, joined(ilse))
      .when(add(ilse, jonas, jonas))
      .then(joined(jonas)));
  it('of a large team come in several events', () => {
    const many = Array.from({ length: 1001 }, (_, n) => `person ${n}`);
    given(ofTeam)
      .when(add(...many))
      .then(joined(...many.slice(0, 1000)), joined(...many.slice(1000)));
  });
  it('are not for an individual', () =>
    given(proposed).when(add(jonas)).rejects('INDIVIDUAL_HAS_NO_MEMBERS'));
  it('do not join what has ended', () =>
    given(ofTeam, matched, endedEarly).when(add(jonas)).rejects('ENGAGEMENT_ENDED'));
});

describe('A match', () => {
  it('is made by client and coach', () => given(proposed).when(match()).then(matched));
  it('is made once', () => given(proposed, matched).when(match()).rejects('ENGAGEMENT_ALREADY_MATCHED'));
  it('needs two people', () => given(proposed).when(match(amal)).rejects('COACH_IS_CLIENT'));
});

describe('An agreement', () => {
  it('is drafted after the match', () => given(proposed, matched).when(draft).then(drafted()));
  it('is not drafted before it', () => given(proposed).when(draft).rejects('ENGAGEMENT_NOT_MATCHED'));
  it('is drafted anew, as another version, while somebody has not signed', () =>
    given(proposed, matched, drafted(), signed('CLIENT')).when(draft).then(drafted(2)));
  it('does not change once everybody has signed', () =>
    given(...atContract)
      .when(draft)
      .rejects('ENGAGEMENT_ALREADY_CONTRACTED'));

  it('waits for the other party', () =>
    given(proposed, matched, drafted()).when(sign('CLIENT', amal)).then(signed('CLIENT')));
  it('binds when client and coach have signed', () =>
    given(proposed, matched, drafted(), signed('CLIENT'))
      .when(sign('COACH', noor))
      .then(signed('COACH'), contracted));
  it('waits for the sponsor where there is one', () =>
    given(sponsored, matched, drafted(), signed('CLIENT')).when(sign('COACH', noor)).then(signed('COACH')));
  it('binds when the sponsor signs last', () =>
    given(sponsored, matched, drafted(), signed('COACH'), signed('CLIENT'))
      .when(sign('SPONSOR', ilse))
      .then(signed('SPONSOR'), contracted));
  it('binds only when all have signed the same version', () =>
    given(proposed, matched, drafted(), signed('CLIENT'), drafted(2))
      .when(sign('COACH', noor, 2))
      .then(signed('COACH', 2)));
  it('may be signed twice, which changes nothing', () =>
    given(proposed, matched, drafted(), signed('CLIENT')).when(sign('CLIENT', amal)).then());

  it.each([
    ['AGREEMENT_NOT_DRAFTED', [proposed, matched], sign('CLIENT', amal)],
    ['AGREEMENT_VERSION_OUTDATED', [proposed, matched, drafted(), drafted(2)], sign('CLIENT', amal)],
    ['AGREEMENT_VERSION_OUTDATED', [proposed, matched, drafted()], sign('CLIENT', amal, 2)],
    ['NO_SUCH_PARTY', [proposed, matched, drafted()], sign('SPONSOR', ilse)],
    ['NOT_THE_SIGNATORY', [proposed, matched, drafted()], sign('CLIENT', noor)],
    ['NOT_THE_SIGNATORY', [sponsored, matched, drafted()], sign('SPONSOR', jonas)],
    ['ENGAGEMENT_NOT_MATCHED', [proposed], sign('CLIENT', amal)],
    ['ENGAGEMENT_ALREADY_CONTRACTED', atContract, sign('CLIENT', amal)],
  ] as const)('refuses a signature with %s', (code, history, command) =>
    given(...history)
      .when(command)
      .rejects(code),
  );
});

describe('The work', () => {
  const of = { engagementId };
  const start = new commands.StartEngagement(of, as(noor));
  const pause = new commands.PauseEngagement(of, as(amal));
  const resume = new commands.ResumeEngagement(of, as(amal));
  const complete = new commands.CompleteEngagement(of, as(noor));
  const end = new commands.EndEngagementEarly(of, as(amal), { attendeeIds: [amal, noor] });

  it.each([
    ['begins after the contract', atContract, start, started],
    ['rests', underway, pause, paused],
    ['goes on', [...underway, paused], resume, resumed],
    ['rests again', [...underway, paused, resumed], pause, paused],
    ['is completed', underway, complete, completed],
    ['ends early after the match', [proposed, matched], end, endedEarly],
    ['ends early after the contract', atContract, end, endedEarly],
    ['ends early while it goes on', underway, end, endedEarly],
    ['ends early while it rests', [...underway, paused], end, endedEarly],
  ] as const)('%s', (_, history, command, event) =>
    given(...history)
      .when(command)
      .then(event),
  );

  it.each([
    ['begin before the contract', [proposed, matched], start],
    ['begin twice', underway, start],
    ['rest before it begins', atContract, pause],
    ['rest twice', [...underway, paused], pause],
    ['go on when it does not rest', underway, resume],
    ['be completed while it rests', [...underway, paused], complete],
    ['be completed before it begins', atContract, complete],
    ['end early before the match', [proposed], end],
    ['end early after completion', [...underway, completed], end],
    ['end twice', [...underway, endedEarly], end],
    ['go on after its end', [...underway, endedEarly], resume],
  ] as const)('does not %s', (_, history, command) =>
    given(...history)
      .when(command)
      .rejects('ENGAGEMENT_NOT_IN_THIS_PHASE'),
  );

  it.each([add(jonas), match(), draft, sign('CLIENT', amal), start, pause, resume, complete, end])(
    'of nobody is nothing to change ($type)',
    (command) => given().when(command).rejects('ENGAGEMENT_NOT_FOUND'),
  );
});
