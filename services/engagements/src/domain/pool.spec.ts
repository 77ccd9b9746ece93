import { describe, it } from '@jest/globals';
import { specification } from '@securebase/domain-kit/testing';
import { AcceptMatch, ConfirmMatch, ProposeCoach } from './engagement-commands.ts';
import { pool, PoolCoaches, type PoolEvent, UnpoolCoach } from './pool.ts';
import { amal, as, engagementId, ilse, jonas, noor, programId } from './story.ts';

const given = specification(pool);
const add = (...coachIds: string[]) => new PoolCoaches({ programId, coachIds }, as(ilse));
const remove = (coachId: string) => new UnpoolCoach({ programId, coachId }, as(ilse));
const pooled = (coachId: string): PoolEvent => ({ type: 'CoachPooled', data: { programId, coachId } });
const unpooled = (coachId: string): PoolEvent => ({ type: 'CoachUnpooled', data: { programId, coachId } });
const of = (coachId: string) => ({ engagementId, coachId, programId });

describe('A coach pool', () => {
  it('takes coaches, each once', () =>
    given(pooled(noor))
      .when(add(noor, jonas, jonas))
      .then(pooled(jonas)));
  it('lets them go', () => given(pooled(noor)).when(remove(noor)).then(unpooled(noor)));
  it('lets nobody go who is not in it', () => given(pooled(noor)).when(remove(jonas)).then());
  it.each([
    ['proposed', new ProposeCoach(of(jonas), as(amal))],
    ['confirmed', new ConfirmMatch(of(jonas), as(amal))],
    ['accepted', new AcceptMatch(of(jonas), as(jonas))],
  ])('lets nobody else be %s', (_, command) =>
    given(pooled(noor)).when(command).rejects('COACH_NOT_IN_POOL'),
  );
  it('lets those be chosen who are in it', () =>
    given(pooled(noor))
      .when(new ConfirmMatch(of(noor), as(amal)))
      .then());
  it('does not let those be chosen who were', () =>
    given(pooled(noor), pooled(jonas), unpooled(jonas))
      .when(new ConfirmMatch(of(jonas), as(amal)))
      .rejects('COACH_NOT_IN_POOL'));
  it('that is empty lets everybody be chosen', () =>
    given()
      .when(new ConfirmMatch(of(jonas), as(amal)))
      .then());
});
