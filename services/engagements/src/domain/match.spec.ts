import { describe, it } from '@jest/globals';
import { specification } from '@securebase/domain-kit/testing';
import { AcceptMatch, ConfirmMatch, DeclineMatch, ProposeCoach } from './engagement-commands.ts';
import { type EngagementEvent } from './engagement-state.ts';
import { engagement } from './engagement.ts';
import { amal, as, atContract, drafted, engagementId, jonas, matched, noor, proposed } from './story.ts';

const given = specification(engagement);
const propose = (coachId = noor) => new ProposeCoach({ engagementId, coachId }, as(amal));
const accept = (coachId = noor) => new AcceptMatch({ engagementId, coachId }, as(coachId));
const decline = (coachId = noor) => new DeclineMatch({ engagementId, coachId }, as(coachId));
const asked = (coachId = noor): EngagementEvent => ({
  type: 'CoachProposed',
  data: { engagementId, coachId },
});
const declined = (coachId = noor): EngagementEvent => ({
  type: 'MatchDeclined',
  data: { engagementId, coachId },
});

describe('A coach who is proposed', () => {
  it('is asked', () => given(proposed).when(propose()).then(asked()));
  it('is asked once', () => given(proposed, asked()).when(propose()).then());
  it('makes room for another whom the client chooses instead', () =>
    given(proposed, asked()).when(propose(jonas)).then(asked(jonas)));
  it('accepts', () => given(proposed, asked()).when(accept()).then(matched));
  it('declines', () => given(proposed, asked()).when(decline()).then(declined()));
  it('may be confirmed by whoever runs programs', () =>
    given(proposed, asked())
      .when(new ConfirmMatch({ engagementId, coachId: noor }, as(jonas)))
      .then(matched));
  it('may be asked again after declining', () =>
    given(proposed, asked(), declined()).when(propose()).then(asked()));
  it.each([
    ['COACH_IS_CLIENT', [proposed], propose(amal)],
    ['ENGAGEMENT_ALREADY_MATCHED', [proposed, matched], propose(jonas)],
    ['ENGAGEMENT_ALREADY_MATCHED', [proposed, asked(), matched], accept()],
    ['COACH_NOT_ASKED', [proposed], accept()],
    ['COACH_NOT_ASKED', [proposed, asked(), asked(jonas)], accept()],
    ['COACH_NOT_ASKED', [proposed, asked(), declined()], accept()],
    ['COACH_NOT_ASKED', [proposed, asked(), declined()], decline()],
    ['COACH_NOT_ASKED', [proposed], decline()],
    ['ENGAGEMENT_NOT_FOUND', [], propose()],
  ] as const)('hears %s', (code, history, command) =>
    given(...history)
      .when(command)
      .rejects(code),
  );
});

describe('A match that does not hold', () => {
  it('is declined before there is an agreement', () =>
    given(proposed, matched).when(decline()).then(declined()));
  it('leaves the engagement open for another coach', () =>
    given(proposed, matched, declined())
      .when(new ConfirmMatch({ engagementId, coachId: jonas }, as(amal)))
      .then({ type: 'MatchConfirmed', data: { engagementId, coachId: jonas } }));
  it('is not declined once there is an agreement', () =>
    given(proposed, matched, drafted()).when(decline()).rejects('AGREEMENT_ALREADY_DRAFTED'));
  it('is not declined after the contract', () =>
    given(...atContract)
      .when(decline())
      .rejects('COACH_NOT_ASKED'));
});
