import { describe, it } from '@jest/globals';
import { specification } from '@securebase/domain-kit/testing';
import {
  ConsentToPractice,
  practiceConsent,
  type PracticeConsentEvent,
  WithdrawFromPractice,
} from './practice-consent.ts';
import {
  EndPracticeLink,
  LinkEnterprise,
  OfferPracticeLink,
  practice,
  type PracticeEvent,
  practiceLink,
  type PracticeLinkEvent,
  TakePracticeLink,
  UnlinkEnterprise,
} from './practice.ts';
import { amal, as, engagementId, noor } from './story.ts';

const linkId = '6f1f7b3e-0000-4000-8000-0000000000d1';
const codeHash = 'c'.repeat(43);
const mark = 'm'.repeat(43);
const of = (actor = noor) => as(actor);

describe('A link of a coach’s practice', () => {
  const given = specification(practiceLink);
  const offered: PracticeLinkEvent = {
    type: 'PracticeLinkOffered',
    data: { linkId, coachId: noor, codeHash },
  };
  const taken: PracticeLinkEvent = { type: 'PracticeLinkTaken', data: { linkId, mark } };
  const ended: PracticeLinkEvent = { type: 'PracticeLinkEnded', data: { linkId } };
  const take = (given = codeHash, by = mark) =>
    new TakePracticeLink({ linkId, codeHash: given, mark: by }, of());
  const end = (actor = noor) => new EndPracticeLink({ linkId }, of(actor));

  it('is offered to the coach who asks', () =>
    given().when(new OfferPracticeLink({ linkId, codeHash }, of())).then(offered));
  it('is taken with its code', () => given(offered).when(take()).then(taken));
  it('is taken again by the same practice without a change', () => given(offered, taken).when(take()).then());
  it('is not taken by another practice', () =>
    given(offered, taken)
      .when(take(codeHash, 'x'.repeat(43)))
      .rejects('LINK_CODE_NOT_GOOD'));
  it('is not taken with another code', () =>
    given(offered)
      .when(take('x'.repeat(43)))
      .rejects('LINK_CODE_NOT_GOOD'));
  it('that is none is not taken', () => given().when(take()).rejects('LINK_CODE_NOT_GOOD'));
  it('that has ended is not taken', () => given(offered, ended).when(take()).rejects('LINK_CODE_NOT_GOOD'));
  it('is ended by its coach', () => given(offered, taken).when(end()).then(ended));
  it('ends once', () => given(offered, taken, ended).when(end()).then());
  it('is ended by nobody else', () =>
    given(offered, taken).when(end(amal)).rejects('PRACTICE_LINK_NOT_FOUND'));
});

describe('A practice', () => {
  const given = specification(practice);
  const { tenantId: practiceId } = of();
  const enterpriseId = '6f1f7b3e-0000-4000-8000-000000000009';
  const linked: PracticeEvent = {
    type: 'EnterpriseLinked',
    data: { linkId, enterpriseId, mark, practiceId },
  };
  const unlinked: PracticeEvent = { type: 'EnterpriseUnlinked', data: { linkId, practiceId } };
  const link = new LinkEnterprise({ linkId, enterpriseId, mark }, of());
  const unlink = new UnlinkEnterprise({ linkId }, of());

  it('is linked with an enterprise', () => given().when(link).then(linked));
  it('is linked once', () => given(linked).when(link).then());
  it('is linked no more', () => given(linked).when(unlink).then(unlinked));
  it('ends links that it has', () => given(linked, unlinked).when(unlink).rejects('PRACTICE_LINK_NOT_FOUND'));
});

describe('A client’s consent that the practice knows them', () => {
  const given = specification(practiceConsent);
  const about = { consentId: '6f1f7b3e-0000-4000-8000-0000000000b1', engagementId };
  const data = { ...about, personId: amal };
  const gave: PracticeConsentEvent = { type: 'PracticeConsentGiven', data: { ...data, textVersion: 1 } };
  const withdrew: PracticeConsentEvent = { type: 'PracticeConsentWithdrawn', data };
  const give = (textVersion = 1, isClient = true) =>
    new ConsentToPractice({ ...about, textVersion, isClient }, as(amal));
  const withdraw = new WithdrawFromPractice(about, as(amal));

  it('is given to a version of a text', () => given().when(give()).then(gave));
  it('that is given is given', () => given(gave).when(give()).then());
  it('is withdrawn', () => given(gave).when(withdraw).then(withdrew));
  it('that is withdrawn is withdrawn', () => given(gave, withdrew).when(withdraw).then());
  it('is not given to a text that has changed', () => given().when(give(2)).rejects('CONSENT_TEXT_OUTDATED'));
  it('is given by the client alone', () => given().when(give(1, false)).rejects('ENGAGEMENT_NOT_FOUND'));
});
