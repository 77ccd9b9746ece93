import { describe, expect, it } from '@jest/globals';
import { Rejected } from '@securebase/domain-kit';
import { specification } from '@securebase/domain-kit/testing';
import fc from 'fast-check';
import { budget, type BudgetEvent, ReleaseHours } from './budget.ts';
import { SignAgreement } from './engagement-commands.ts';
import { ApproveBudgetOverrun, SetBudget } from './program-commands.ts';
import { amal, as, engagementId, noor, programId } from './story.ts';

const given = specification(budget);
const context = as(noor);
const of = { programId, engagementId };
const sign = (agreedMinutes: number | undefined, engagement = engagementId) =>
  new SignAgreement(
    { engagementId: engagement, agreementVersion: 1, party: 'CLIENT', programId, agreedMinutes },
    context,
  );
const set = (minutes: number) => new SetBudget({ programId, minutes }, context);
const approve = (minutes: number) => new ApproveBudgetOverrun({ programId, minutes }, context);
const release = (minutes: number) => new ReleaseHours({ ...of, minutes }, context);
const wasSet: BudgetEvent = { type: 'BudgetSet', data: { programId, minutes: 600 } };
const approved: BudgetEvent = { type: 'BudgetOverrunApproved', data: { programId, minutes: 60 } };
const reserved = (minutes: number, engagement = engagementId): BudgetEvent => ({
  type: 'HoursReserved',
  data: { programId, engagementId: engagement, minutes },
});
const released = (minutes: number): BudgetEvent => ({ type: 'HoursReleased', data: { ...of, minutes } });

describe('A budget', () => {
  it('is set, and set otherwise', () => {
    given().when(set(600)).then(wasSet);
    given(wasSet).when(set(600)).then();
  });
  it('reserves what an agreement that is signed needs, once', () => {
    given(wasSet).when(sign(600)).then(reserved(600));
    given(wasSet, reserved(600)).when(sign(600)).then();
  });
  it('reserves without end where nobody has set it', () =>
    given().when(sign(1_000_000)).then(reserved(1_000_000)));
  it('lets a later version take the place of an earlier one', () =>
    given(wasSet, reserved(500)).when(sign(600)).then(reserved(600)));
  it('is not exceeded by one minute', () =>
    given(wasSet, reserved(300, amal)).when(sign(301)).rejects('BUDGET_EXCEEDED'));
  it('is exceeded with the word of who runs the program', () => {
    given(wasSet).when(approve(60)).then(approved);
    given(wasSet, approved, reserved(300, amal)).when(sign(360)).then(reserved(360));
  });
  it('gets back what an engagement did not use', () => {
    given(wasSet, reserved(600)).when(release(120)).then(released(120));
    given(wasSet, reserved(600), released(120)).when(sign(480, amal)).then(reserved(480, amal));
  });
  it('gets nothing back from an engagement that used it all, or had nothing', () => {
    given(wasSet, reserved(600)).when(release(600)).then();
    given(wasSet).when(release(0)).then();
  });
  it('does not shrink below what is agreed on', () => {
    given(wasSet, reserved(600)).when(set(599)).rejects('BUDGET_BELOW_AGREED');
    given(wasSet, approved, reserved(660)).when(approve(59)).rejects('BUDGET_BELOW_AGREED');
  });
  it('has no overrun before it is set', () => given().when(approve(60)).rejects('BUDGET_NOT_SET'));
  it('says nothing of an agreement without a program', () => {
    const elsewhere = new SignAgreement({ engagementId, agreementVersion: 1, party: 'CLIENT' }, context);
    expect(budget.streamId(elsewhere)).toBeUndefined();
    given(wasSet).when(sign(undefined)).then();
  });

  it('is never exceeded without somebody’s word, whatever is signed and given back in whatever order', () => {
    const minutes = fc.integer({ min: 0, max: 400 });
    const engagement = fc.constantFrom('a', 'b', 'c', 'd');
    const wish = fc.oneof(
      minutes.map(set),
      minutes.map(approve),
      fc.tuple(minutes, engagement).map(([of, id]) => sign(of, id)),
      fc
        .tuple(minutes, engagement)
        .map(([used, id]) => new ReleaseHours({ programId, engagementId: id, minutes: used }, context)),
    );
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 40 }), (wishes) => {
        let state = [wasSet].reduce(budget.evolve, budget.initialState);
        for (const each of wishes)
          try {
            state = budget.decide(each, state).reduce(budget.evolve, state);
          } catch (error) {
            expect(error).toBeInstanceOf(Rejected);
          }
        const all = [...state.reserved.values()].reduce((sum, one) => sum + one, 0);
        expect(all).toBeLessThanOrEqual((state.minutes ?? 0) + state.overrun);
      }),
    );
  });
});
