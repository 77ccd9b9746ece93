import { describe, it } from '@jest/globals';
import { seal } from '@securebase/domain-kit';
import { specification } from '@securebase/domain-kit/testing';
import * as domain from './condition.ts';
import { type EngagementEvent } from './engagement-state.ts';
import { engagement } from './engagement.ts';
import { amal, as, engagementId, ilse, jonas, noor, sponsored, underway } from './story.ts';

/** Amal's team, which Ilse sponsors and Noor coaches; Jonas is a member. */
const history: EngagementEvent[] = [
  { ...sponsored, data: { ...sponsored.data, kind: 'TEAM' } },
  ...underway.slice(1),
  { type: 'MembersAdded', data: { engagementId, personIds: [jonas] } },
];
const beside = { engagement: history.reduce(engagement.evolve, engagement.initialState) };
const given = specification(domain.condition, beside);

const of = { engagementId, conditionId: 'condition' };
const named = (isShared = false): domain.ConditionEvent => ({
  type: 'ConditionNamed',
  data: { ...of, aboutId: amal, isShared, condition: seal(amal, 'no minutes') },
});
const asked: domain.ConditionEvent = {
  type: 'ConditionBroughtForward',
  data: { ...of, aboutId: amal, ownerId: ilse },
};
const accepted: domain.ConditionEvent = {
  type: 'ConditionAccepted',
  data: { ...of, aboutId: amal, ownerId: ilse },
};
const commitment = { commitmentId: 'commitment' };
const committed: domain.ConditionEvent = {
  type: 'CommitmentMade',
  data: { ...of, aboutId: amal, ...commitment, ownerId: ilse, commitment: seal(ilse, 'I write them') },
};
const rating = { ratingId: 'rating' };
const rated: domain.ConditionEvent = {
  type: 'ConditionRated',
  data: { ...of, aboutId: amal, ...rating, rating: seal(amal, 'A_LITTLE_BETTER') },
};

const name = (by: string, aboutId = amal) =>
  new domain.NameCondition({ ...of, aboutId, condition: 'no minutes', isShared: false }, as(by));
const ask = (by: string, ownerId: string) => new domain.BringConditionForward({ ...of, ownerId }, as(by));
const accept = (by: string) => new domain.AcceptCondition(of, as(by));
const commit = (by: string) =>
  new domain.MakeCommitment({ ...of, ...commitment, commitment: 'I write them' }, as(by));
const report = (by: string) => new domain.ReportCommitment({ ...of, ...commitment, status: 'DONE' }, as(by));
const rate = (by: string, ratingId = 'rating') =>
  new domain.RateCondition({ ...of, ratingId, rating: 'A_LITTLE_BETTER' }, as(by));
const release = (by: string) => new domain.ReleaseConditionRating({ ...of, ...rating }, as(by));

describe('A condition', () => {
  it('is named by whom it drains', () => given().when(name(amal)).then(named()));
  it('is named for them by the coach', () => given().when(name(noor)).then(named()));
  it('is not named for a colleague', () => given().when(name(jonas)).rejects('NOT_FOR_THIS_PARTY'));
  it('is brought to somebody who could own it', () => given(named()).when(ask(amal, ilse)).then(asked));
  it('is brought to nobody outside', () =>
    given(named()).when(ask(amal, 'somebody')).rejects('OWNER_HAS_NO_PART'));
  it('is not brought forward by a colleague, who does not hear of it', () =>
    given(named()).when(ask(jonas, ilse)).rejects('CONDITION_NOT_FOUND'));
  it('is accepted by whoever was asked', () => given(named(), asked).when(accept(ilse)).then(accepted));
  it('is not heard of by whoever was not asked', () =>
    given(named()).when(accept(ilse)).rejects('CONDITION_NOT_FOUND'));
  it.each([name, accept, rate])('of another engagement is not found (%#)', (wish) => {
    const elsewhere = { ...of, engagementId: 'another engagement' };
    const foreign = [named(true), asked].map((event) => ({
      ...event,
      data: { ...event.data, ...elsewhere },
    }));
    const code = wish === name ? 'CONDITION_ALREADY_NAMED' : 'CONDITION_NOT_FOUND';
    given(...(foreign as domain.ConditionEvent[]))
      .when(wish(ilse))
      .rejects(code);
  });
  it('has one owner', () =>
    given(named(), asked, accepted).when(ask(amal, jonas)).rejects('CONDITION_HAS_OWNER'));
});

describe('A commitment', () => {
  it('is made by the owner', () => given(named(), asked, accepted).when(commit(ilse)).then(committed));
  it.each([amal, noor])('is made by nobody else (%s)', (by) =>
    given(named(), asked, accepted).when(commit(by)).rejects('NOT_THE_OWNER'),
  );
  it('is reported on by the owner', () =>
    given(named(), asked, accepted, committed)
      .when(report(ilse))
      .then({
        type: 'CommitmentReported',
        data: { ...of, aboutId: amal, ...commitment, ownerId: ilse, status: 'DONE' },
      }));
  it('that was not made is not reported on', () =>
    given(named(), asked, accepted).when(report(ilse)).rejects('COMMITMENT_NOT_FOUND'));
});

describe('A line manager', () => {
  const agreement = beside.engagement?.inForce;
  const withManager = {
    engagement: {
      ...beside.engagement,
      inForce: agreement && { ...agreement, terms: { ...agreement.terms, lineManagerIds: ['ravi'] } },
    },
  };
  const withRavi = specification(domain.condition, withManager);
  const askedRavi = { ...asked, data: { ...asked.data, ownerId: 'ravi' } } as domain.ConditionEvent;
  const acceptedRavi = { ...accepted, data: { ...accepted.data, ownerId: 'ravi' } } as domain.ConditionEvent;
  it('is asked where the agreement names them', () => {
    withRavi(named()).when(ask(amal, 'ravi')).then(askedRavi);
    given(named()).when(ask(amal, 'ravi')).rejects('OWNER_HAS_NO_PART');
  });
  it('accepts, and commits to something', () => {
    withRavi(named(), askedRavi).when(accept('ravi')).then(acceptedRavi);
    withRavi(named(), askedRavi, acceptedRavi)
      .when(commit('ravi'))
      .then({
        type: 'CommitmentMade',
        data: {
          ...of,
          aboutId: amal,
          ...commitment,
          ownerId: 'ravi',
          commitment: seal('ravi', 'I write them'),
        },
      });
  });
  it('is asked by whose condition it is alone, and so is the sponsor', () => {
    withRavi(named(true)).when(ask(noor, 'ravi')).rejects('THEIRS_TO_BRING_FORWARD');
    given(named(true)).when(ask(noor, ilse)).rejects('THEIRS_TO_BRING_FORWARD');
    given(named(true))
      .when(ask(noor, jonas))
      .then({ type: 'ConditionBroughtForward', data: { ...of, aboutId: amal, ownerId: jonas } });
  });
  it('whom the agreement names no more makes room for another owner, and is told no rating', () => {
    const before = [named(), askedRavi, acceptedRavi];
    withRavi(...before, asked)
      .when(accept(ilse))
      .rejects('CONDITION_HAS_OWNER');
    given(...before)
      .when(ask(amal, ilse))
      .then(asked);
    given(...before, asked)
      .when(accept(ilse))
      .then(accepted);
    given(...before, rated)
      .when(release(amal))
      .then({ type: 'ConditionRatingReleased', data: { ...of, aboutId: amal, ...rating } });
  });
  it('who was not asked hears of no condition', () => {
    for (const wish of [accept, commit, report])
      withRavi(named(), asked, accepted).when(wish('ravi')).rejects('CONDITION_NOT_FOUND');
  });
  it('who was asked hears that somebody else owns it', () =>
    withRavi(named(), askedRavi, asked, accepted).when(commit('ravi')).rejects('NOT_THE_OWNER'));
});

describe('A rating of a condition', () => {
  it('is given by whom it affects', () => given(named()).when(rate(amal)).then(rated));
  it('is given by a colleague only where the condition is shared', () => {
    given(named()).when(rate(jonas)).rejects('CONDITION_NOT_FOUND');
    given(named(true))
      .when(rate(jonas))
      .then({
        type: 'ConditionRated',
        data: { ...of, aboutId: jonas, ...rating, rating: seal(jonas, 'A_LITTLE_BETTER') },
      });
  });
  it('is released by whoever gave it, to the owner too', () =>
    given(named(), asked, accepted, rated)
      .when(release(amal))
      .then({
        type: 'ConditionRatingReleased',
        data: { ...of, aboutId: amal, ...rating, ownerId: ilse },
      }));
  it.each([ilse, noor, jonas])('is released by nobody else (%s)', (by) =>
    given(named(), asked, accepted, rated).when(release(by)).rejects('RATING_NOT_FOUND'),
  );
});
