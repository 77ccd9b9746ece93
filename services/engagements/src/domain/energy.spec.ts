import { describe, it } from '@jest/globals';
import { seal } from '@securebase/domain-kit';
import { specification } from '@securebase/domain-kit/testing';
import { alliance, type AllianceEvent, RateAlliance, ShareAlliance } from './alliance.ts';
import {
  energy,
  type EnergyEvent,
  NameGuardedAspect,
  NoteEnergy,
  type Redirecting,
  RedirectEnergy,
  ShareEnergy,
} from './energy.ts';
import { engagement } from './engagement.ts';
import { amal, as, engagementId, noor, underway } from './story.ts';

const entryId = '6f1f7b3e-0000-4000-8000-000000000045';
const aspectId = '6f1f7b3e-0000-4000-8000-000000000046';
const of = { engagementId, energyId: '6f1f7b3e-0000-4000-8000-000000000040', entryId };
const ofEvent = { engagementId, entryId, authorId: amal };
const noted: EnergyEvent = {
  type: 'EnergyNoted',
  data: { ...ofEvent, guarding: seal(amal, 'MUCH'), free: seal(amal, 'A_LITTLE') },
};
const named: EnergyEvent = {
  type: 'GuardedAspectNamed',
  data: { ...ofEvent, entryId: aspectId, words: seal(amal, 'not knowing') },
};
const given = specification(energy);

describe('Energy', () => {
  const note = (by: string) => new NoteEnergy({ ...of, guarding: 'MUCH', free: 'A_LITTLE' }, as(by));
  it('is noted in two steps, sealed for whose it is', () => {
    given().when(note(amal)).then(noted);
  });
  it('is the client’s own: no coach notes it, nor any other entry of it', () => {
    const ofEngagement = specification(engagement)(...underway);
    ofEngagement.when(note(amal)).then();
    ofEngagement.when(note(noor)).rejects('NOT_FOR_THIS_PARTY');
    ofEngagement.when(new ShareEnergy(of, as(noor))).rejects('NOT_FOR_THIS_PARTY');
    ofEngagement
      .when(new NameGuardedAspect({ ...of, words: 'theirs' }, as(noor)))
      .rejects('NOT_FOR_THIS_PARTY');
  });
  it('is shared entry by entry, and once', () => {
    const share = new ShareEnergy(of, as(amal));
    const shared: EnergyEvent = { type: 'EnergyShared', data: ofEvent };
    given(noted).when(share).then(shared);
    given(noted, shared).when(share).then();
    given(named).when(share).rejects('ENTRY_NOT_FOUND');
  });
  it('is guarded by an aspect that has a name', () => {
    given()
      .when(new NameGuardedAspect({ ...of, entryId: aspectId, words: 'not knowing' }, as(amal)))
      .then(named);
    given(named)
      .when(new ShareEnergy({ ...of, entryId: aspectId }, as(amal)))
      .then({ type: 'EnergyShared', data: { ...ofEvent, entryId: aspectId } });
  });
});

describe('Freed energy', () => {
  const redirect = (more: Partial<Redirecting>) =>
    new RedirectEnergy({ ...of, to: 'RELATIONSHIP', ...more }, as(amal));
  it('goes from an aspect to a relationship, in words', () => {
    given(named)
      .when(redirect({ aspectId, words: 'my brother' }))
      .then({
        type: 'EnergyRedirected',
        data: { ...ofEvent, aspectId, to: seal(amal, 'RELATIONSHIP'), words: seal(amal, 'my brother') },
      });
  });
  it('goes to a thing that has an id', () => {
    given()
      .when(redirect({ toId: entryId, toOf: engagementId }))
      .then({
        type: 'EnergyRedirected',
        data: { ...ofEvent, to: seal(amal, 'RELATIONSHIP'), toId: entryId },
      });
  });
  it.each([undefined, 'another engagement'])('goes to no thing of %s', (toOf) => {
    given()
      .when(redirect({ toId: entryId, toOf }))
      .rejects('REDIRECTED_TO_NOTHING');
  });
  it('goes somewhere, and comes from an aspect of one’s own', () => {
    given().when(redirect({})).rejects('REDIRECTED_WHERE');
    given()
      .when(redirect({ aspectId, words: 'my brother' }))
      .rejects('ASPECT_NOT_FOUND');
    given(noted)
      .when(redirect({ aspectId: entryId, words: 'my brother' }))
      .rejects('ASPECT_NOT_FOUND');
  });
});

describe('The alliance', () => {
  const ofRating = { engagementId, allianceId: of.energyId, entryId };
  const rate = (bond: number, by = amal) => new RateAlliance({ ...ofRating, bond, task: 3, goal: 5 }, as(by));
  const rated: AllianceEvent = {
    type: 'AllianceRated',
    data: { ...ofEvent, bond: seal(amal, 4), task: seal(amal, 3), goal: seal(amal, 5) },
  };
  it('is rated by the client, sealed with the client’s key', () => {
    specification(alliance)().when(rate(4)).then(rated);
    specification(engagement)(...underway)
      .when(rate(4, noor))
      .rejects('NOT_FOR_THIS_PARTY');
  });
  it.each([0, 6, 2.5, Number.NaN])('is not rated %s', (bond) => {
    specification(alliance)().when(rate(bond)).rejects('ALLIANCE_OUT_OF_RANGE');
  });
  it('is shared by whoever rated it', () => {
    const share = new ShareAlliance(ofRating, as(amal));
    const shared: AllianceEvent = { type: 'AllianceShared', data: ofEvent };
    specification(alliance)(rated).when(share).then(shared);
    specification(alliance)(rated, shared).when(share).then();
    specification(alliance)().when(share).rejects('ENTRY_NOT_FOUND');
  });
});
