import { describe, it } from '@jest/globals';
import { type Purpose } from '@securebase/contracts';
import { specification } from '@securebase/domain-kit/testing';
import { consent, type ConsentEvent, GiveConsent, WithdrawConsent } from './consent.ts';
import { amal as personId, as, engagementId } from './story.ts';

const given = specification(consent);
const purpose: Purpose = 'COACH_SEES_SCORES';
const consentId = '6f1f7b3e-0000-4000-8000-0000000000b1';
const about = { consentId, engagementId, purpose };
const give = (textVersion = 1, engagementKnown = true) =>
  new GiveConsent({ ...about, textVersion, engagementKnown }, as(personId));
const withdraw = new WithdrawConsent(about, as(personId));
const wasGiven: ConsentEvent = { type: 'ConsentGiven', data: { ...about, personId, textVersion: 1 } };
const wasWithdrawn: ConsentEvent = { type: 'ConsentWithdrawn', data: { ...about, personId } };

describe('Consent', () => {
  it('is given to a version of a text', () => given().when(give()).then(wasGiven));
  it('that is given is given', () => given(wasGiven).when(give()).then());
  it('is withdrawn', () => given(wasGiven).when(withdraw).then(wasWithdrawn));
  it('that is withdrawn is withdrawn', () => given(wasGiven, wasWithdrawn).when(withdraw).then());
  it('that was never given can be withdrawn', () => given().when(withdraw).then());
  it('is given again', () => given(wasGiven, wasWithdrawn).when(give()).then(wasGiven));
  it('is not given to a text that has changed', () => given().when(give(2)).rejects('CONSENT_TEXT_OUTDATED'));
  it('is not given in an engagement that is none', () =>
    given().when(give(1, false)).rejects('UNKNOWN_ENGAGEMENT'));
  it('is not asked for what rests on something else', () =>
    given()
      .when(
        new GiveConsent(
          { ...about, purpose: 'COACHING', textVersion: 1, engagementKnown: true },
          as(personId),
        ),
      )
      .rejects('NOT_BY_CONSENT'));
  it('is given where it is held', () =>
    given()
      .when(
        new GiveConsent(
          { ...about, purpose: 'PRACTICE_KNOWS_CLIENT', textVersion: 1, engagementKnown: true },
          as(personId),
        ),
      )
      .rejects('CONSENT_HELD_ELSEWHERE'));
});
