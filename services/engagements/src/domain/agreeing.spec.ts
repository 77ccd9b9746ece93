import { describe, expect, it } from '@jest/globals';
import { itemsSharedWith, type Party, sharedWith } from '@securebase/contracts';
import { seal } from '@securebase/domain-kit';
import { specification } from '@securebase/domain-kit/testing';
import { signedFor } from './agreeing.ts';
import { defaultTerms, type WishedTerms } from './agreement-terms.ts';
import * as commands from './engagement-commands.ts';
import { type Engagement, type EngagementEvent } from './engagement-state.ts';
import { engagement } from './engagement.ts';
import {
  amal,
  as,
  atContract,
  completed,
  contracted,
  drafted,
  engagementId,
  ilse,
  jonas,
  matched,
  noor,
  paused,
  programId,
  proposed,
  signed,
  sponsored,
  underway,
} from './story.ts';

const given = specification(engagement);
const measure = {
  instrumentId: '6f1f7b3e-0000-4000-8000-0000000000d1',
  scale: 'calm',
  perspectives: [{ perspective: 'PEER', raters: 6 }],
  delta: 0.5,
} as const;
const wished: WishedTerms = {
  minutesPerSession: 90,
  noticeHours: 48,
  shares: [
    { item: 'ATTENDANCE', with: ['SPONSOR', 'LINE_MANAGER'] },
    { item: 'GOALS', with: ['SPONSOR'] },
  ],
  measures: [measure],
  lineManagerIds: [jonas],
};
const whole = { ...defaultTerms, ...wished };
const write = (
  Write: typeof commands.DraftAgreement | typeof commands.AmendAgreement,
  {
    baselineTaken = false,
    ...more
  }: { terms?: WishedTerms; expectedVersion?: number; baselineTaken?: boolean } = {},
) => new Write({ engagementId, sessions: 8, objectives: 'sleep', ...more }, as(noor), { baselineTaken });
const draft = (more = {}) => write(commands.DraftAgreement, more);
const amend = (more = {}) => write(commands.AmendAgreement, more);
const sign = (party: Party, by: string, agreementVersion: number, facts = {}) =>
  new commands.SignAgreement({ engagementId, agreementVersion, party, ...facts }, as(by));
const draftedWith = (terms = whole, agreementVersion = 1): EngagementEvent => ({
  type: 'AgreementDrafted',
  data: { engagementId, agreementVersion, sessions: 8, objectives: seal(amal, 'sleep'), terms },
});
const amended = (terms = defaultTerms, agreementVersion = 2): EngagementEvent => ({
  type: 'AgreementAmended',
  data: { engagementId, agreementVersion, sessions: 8, objectives: seal(amal, 'sleep'), terms },
});
const agreed: EngagementEvent = { type: 'AmendmentAgreed', data: { engagementId, agreementVersion: 2 } };
const withTerms = [proposed, matched, draftedWith(), signed('CLIENT'), signed('COACH'), contracted];
const stateOf = (...events: EngagementEvent[]) =>
  events.reduce(engagement.evolve, engagement.initialState) as Engagement;

describe('The terms of an agreement', () => {
  it('are those that were wished for; the limits of confidentiality are in every agreement', () =>
    given(proposed, matched)
      .when(draft({ terms: wished }))
      .then(draftedWith()));
  it('share nothing unless it is said', () => given(proposed, matched).when(draft()).then(drafted()));
  it('are not written over those that somebody else has written since', () =>
    given(proposed, matched, drafted())
      .when(draft({ expectedVersion: 0 }))
      .rejects('CHANGED_MEANWHILE'));
  it('are written anew by whoever has read the newest', () =>
    given(proposed, matched, drafted())
      .when(draft({ expectedVersion: 1 }))
      .then(drafted(2)));
});

describe('Once somebody has answered a baseline', () => {
  const late = { terms: wished, baselineTaken: true };
  it('a draft does not change what decides about change any more', () =>
    given(proposed, matched, drafted()).when(draft(late)).rejects('MEASURES_FIXED'));
  it('a first draft does not say it any more', () =>
    given(proposed, matched).when(draft(late)).rejects('MEASURES_FIXED'));
  it('a draft may change everything else', () =>
    given(proposed, matched, draftedWith())
      .when(draft({ terms: { ...wished, noticeHours: 12 }, baselineTaken: true }))
      .then(draftedWith({ ...whole, noticeHours: 12 }, 2)));
});

describe('An amendment', () => {
  it.each([atContract, underway, [...underway, paused]])('may be proposed under contract', (...history) => {
    given(...history)
      .when(amend())
      .then(amended());
  });
  it('leaves as it was what it does not say', () =>
    given(...withTerms)
      .when(amend({ terms: { noticeHours: 12 } }))
      .then(amended({ ...whole, noticeHours: 12 })));
  it('does not change what decides about change: that was fixed before anybody measured', () =>
    given(...withTerms)
      .when(amend({ terms: { measures: [{ ...measure, delta: 0.1 }] } }))
      .rejects('MEASURES_FIXED'));
  it('waits for everybody', () =>
    given(...underway, amended())
      .when(sign('CLIENT', amal, 2))
      .then(signed('CLIENT', 2)));
  it('is in force when everybody has signed it', () =>
    given(...underway, amended(), signed('CLIENT', 2))
      .when(sign('COACH', noor, 2))
      .then(signed('COACH', 2), agreed));
  it('is replaced by another one, which begins anew', () =>
    given(...underway, amended(), signed('CLIENT', 2))
      .when(amend())
      .then(amended(defaultTerms, 3)));
  it('lets the agreement in force hold until then', () => {
    const sharing = [...withTerms, amended(defaultTerms)];
    expect(stateOf(...sharing).inForce).toMatchObject({ version: 1, terms: whole });
    const both = [signed('CLIENT', 2), signed('COACH', 2), agreed];
    expect(stateOf(...sharing, ...both).inForce).toMatchObject({ version: 2, terms: defaultTerms });
  });

  it.each([
    ['AGREEMENT_NOT_IN_FORCE', [proposed, matched, drafted()], amend()],
    ['ENGAGEMENT_NOT_MATCHED', [proposed], amend()],
    ['ENGAGEMENT_ENDED', [...underway, completed], amend()],
    ['CHANGED_MEANWHILE', [...underway, amended()], amend({ expectedVersion: 1 })],
    ['AGREEMENT_VERSION_OUTDATED', [...underway, amended()], sign('CLIENT', amal, 1)],
    [
      'ENGAGEMENT_ALREADY_CONTRACTED',
      [...underway, amended(), signed('CLIENT', 2), signed('COACH', 2), agreed],
      sign('CLIENT', amal, 2),
    ],
    ['ENGAGEMENT_ALREADY_CONTRACTED', [...underway, amended(), completed], sign('CLIENT', amal, 2)],
  ] as const)('is refused with %s', (code, history, command) => {
    given(...history)
      .when(command)
      .rejects(code);
  });
});

describe('What a signature says of a version', () => {
  const ofProgram = { ...sponsored, data: { ...sponsored.data, programId } };
  const state = stateOf(ofProgram, matched, draftedWith(), drafted(2));
  it('is the program, and the minutes of that version, whichever is the newest', () => {
    expect(signedFor(state, 1)).toEqual({ programId, agreedMinutes: 720 });
    expect(signedFor(state, 2)).toEqual({ programId, agreedMinutes: 480 });
    expect(signedFor(stateOf(proposed, matched), 1)).toEqual({});
  });
  it('must be so', () => {
    given(ofProgram, matched, draftedWith())
      .when(sign('SPONSOR', ilse, 1, { programId, agreedMinutes: 720 }))
      .then(signed('SPONSOR'));
    for (const wrong of [{ programId: jonas }, { agreedMinutes: 1 }])
      given(ofProgram, matched, draftedWith())
        .when(sign('SPONSOR', ilse, 1, wrong))
        .rejects('AGREEMENT_VERSION_OUTDATED');
  });
});

describe('What an agreement shares', () => {
  const of = (...events: EngagementEvent[]) => stateOf(sponsored, matched, ...events);
  const inForce = of(draftedWith(), signed('CLIENT'), signed('COACH'), signed('SPONSOR'), contracted);
  it.each([
    ['GOALS', ilse, true],
    ['GOALS', jonas, false],
    ['ATTENDANCE', jonas, true],
    ['GOAL_RATINGS', ilse, false],
    ['ATTENDANCE', amal, false],
    ['ATTENDANCE', 'somebody', false],
  ] as const)('%s, with %s: %s', (item, personId, expected) => {
    expect(sharedWith(inForce, item, personId)).toBe(expected);
  });
  it('is nothing before everybody has signed', () => {
    expect(itemsSharedWith(of(draftedWith(), signed('CLIENT')), ilse)).toEqual([]);
  });
  it('is listed item by item', () => {
    expect(itemsSharedWith(inForce, ilse)).toEqual(['ATTENDANCE', 'GOALS']);
    expect(itemsSharedWith(inForce, jonas)).toEqual(['ATTENDANCE']);
  });
});
