import { describe, it } from '@jest/globals';
import { specification } from '@securebase/domain-kit/testing';
import { seal } from '@securebase/domain-kit';
import { engagement } from './engagement.ts';
import * as domain from './experiment.ts';
import * as patterns from './pattern.ts';
import * as practice from './practices.ts';
import * as strategies from './strategy.ts';
import { amal, as, engagementId, jonas, noor, underway } from './story.ts';

/** Amal's engagement, in which Noor coaches. */
const beside = { engagement: underway.reduce(engagement.evolve, engagement.initialState) };
const of = { engagementId };
const whose = { ...of, aboutId: amal };

describe('An experiment', () => {
  const given = specification(domain.experiment, beside);
  const id = { experimentId: 'experiment' };
  const words = { relationship: 'my deputy', design: 'ask first', prediction: 'she will mind' };
  const design = new domain.DesignExperiment({ ...whose, ...id, ...words }, as(noor));
  const designed: domain.ExperimentEvent = {
    type: 'ExperimentDesigned',
    data: {
      ...whose,
      ...id,
      relationship: seal(amal, 'my deputy'),
      design: seal(amal, 'ask first'),
      prediction: seal(amal, 'she will mind'),
    },
  };
  const attempt = new domain.TryExperiment({ ...whose, ...id, happened: 'she did not' }, as(amal));
  const tried: domain.ExperimentEvent = {
    type: 'ExperimentTried',
    data: { ...whose, ...id, happened: seal(amal, 'she did not') },
  };
  const debrief = new domain.DebriefExperiment({ ...whose, ...id, learned: 'asking is safe' }, as(noor));
  const debriefed: domain.ExperimentEvent = {
    type: 'ExperimentDebriefed',
    data: { ...whose, ...id, learned: seal(amal, 'asking is safe') },
  };

  it('is designed with a prediction', () => given().when(design).then(designed));
  it('is designed once', () => given(designed).when(design).rejects('EXPERIMENT_ALREADY_DESIGNED'));
  it('is tried', () => given(designed).when(attempt).then(tried));
  it('is tried again after it was debriefed', () =>
    given(designed, tried, debriefed).when(attempt).then(tried));
  it('is debriefed after it was tried', () => given(designed, tried).when(debrief).then(debriefed));
  it('is not debriefed before', () => given(designed).when(debrief).rejects('EXPERIMENT_NOT_TRIED'));
  it('that is not there is not tried', () => given().when(attempt).rejects('EXPERIMENT_NOT_FOUND'));
  it('of somebody else is not found', () =>
    given(designed)
      .when(new domain.TryExperiment({ ...whose, ...id, happened: 'mine' }, as(jonas)))
      .rejects('EXPERIMENT_NOT_FOUND'));
  it('of another engagement is not found, by whoever coaches this one', () =>
    given({ ...designed, data: { ...designed.data, engagementId: 'another engagement' } })
      .when(new domain.TryExperiment({ ...whose, ...id, happened: 'mine' }, as(noor)))
      .rejects('EXPERIMENT_NOT_FOUND'));
  it('is not designed for a colleague', () =>
    given()
      .when(new domain.DesignExperiment({ ...whose, ...id, ...words }, as(jonas)))
      .rejects('NOT_FOR_THIS_PARTY'));
});

describe('A pattern', () => {
  const given = specification(patterns.pattern, beside);
  const id = { patternId: 'pattern' };
  const told = { trigger: 'silence', expectation: 'to be judged', protectiveStrategy: 'I talk' };
  const sealed = {
    trigger: seal(amal, 'silence'),
    expectation: seal(amal, 'to be judged'),
    protectiveStrategy: seal(amal, 'I talk'),
  };
  const named: patterns.PatternEvent = { type: 'PatternNamed', data: { ...whose, ...id, ...sealed } };
  const other = { alternativeId: 'alternative' };
  const form = new patterns.FormAlternative({ ...whose, ...id, ...other, alternative: 'wait' }, as(amal));
  const formed: patterns.PatternEvent = {
    type: 'AlternativeFormed',
    data: { ...whose, ...id, ...other, alternative: seal(amal, 'wait') },
  };
  const revise = new patterns.ReviseAlternative({ ...whose, ...id, ...other, alternative: 'ask' }, as(amal));
  const attempt = new patterns.TryAlternative({ ...whose, ...id, ...other, happened: 'calm' }, as(amal));

  it('gets words', () =>
    given()
      .when(new patterns.NamePattern({ ...whose, ...id, ...told }, as(amal)))
      .then(named));
  it('is told otherwise', () =>
    given(named)
      .when(new patterns.RevisePattern({ ...whose, ...id, ...told }, as(noor)))
      .then({ type: 'PatternRevised', data: { ...whose, ...id, ...sealed } }));
  it('gets another way', () => given(named).when(form).then(formed));
  it('gets each other way once', () => given(named, formed).when(form).rejects('ALTERNATIVE_ALREADY_FORMED'));
  it('is left by the other way', () =>
    given(named, formed)
      .when(attempt)
      .then({ type: 'AlternativeTried', data: { ...whose, ...id, ...other, happened: seal(amal, 'calm') } }));
  it('is left by another way, once the other one was tried', () =>
    given(named, formed)
      .when(revise)
      .then({
        type: 'AlternativeRevised',
        data: { ...whose, ...id, ...other, alternative: seal(amal, 'ask') },
      }));
  it('has no way that was not formed', () => {
    given(named).when(attempt).rejects('ALTERNATIVE_NOT_FOUND');
    given(named).when(revise).rejects('ALTERNATIVE_NOT_FOUND');
  });
  it('of another engagement is not found', () =>
    given({ ...named, data: { ...named.data, engagementId: 'another engagement' } })
      .when(form)
      .rejects('PATTERN_NOT_FOUND'));
  it('of somebody else is not found', () =>
    given(named)
      .when(new patterns.FormAlternative({ ...whose, ...id, ...other, alternative: 'x' }, as(jonas)))
      .rejects('PATTERN_NOT_FOUND'));
});

describe('A strategy', () => {
  const given = specification(strategies.strategy, beside);
  const id = { strategyId: 'strategy' };
  const tie = { mapId: 'map', tieId: 'tie' };
  const choose = (tieOf: string | undefined) =>
    new strategies.ChooseStrategy({ ...whose, ...id, ...tie, strategy: 'early', tieOf }, as(amal));
  const chosen: strategies.StrategyEvent = {
    type: 'StrategyChosen',
    data: { ...whose, ...id, ...tie, strategy: seal(amal, 'early') },
  };
  const attempt = new strategies.TryStrategy({ ...whose, ...id, response: 'thanks' }, as(amal));
  const tried: strategies.StrategyEvent = {
    type: 'StrategyTried',
    data: { ...whose, ...id, response: seal(amal, 'thanks') },
  };
  const adopt = new strategies.AdoptStrategy({ ...whose, ...id }, as(amal));
  const adopted: strategies.StrategyEvent = { type: 'StrategyAdopted', data: { ...whose, ...id } };
  const drop = new strategies.DropStrategy({ ...whose, ...id }, as(amal));
  const dropped: strategies.StrategyEvent = { type: 'StrategyDropped', data: { ...whose, ...id } };

  it('is chosen for a tie of a map of the engagement', () => given().when(choose(engagementId)).then(chosen));
  it.each([undefined, 'another engagement'])('is not chosen for a tie of %s', (tieOf) =>
    given().when(choose(tieOf)).rejects('TIE_NOT_FOUND'),
  );
  it('of another engagement is not found', () =>
    given({ ...chosen, data: { ...chosen.data, engagementId: 'another engagement' } })
      .when(attempt)
      .rejects('STRATEGY_NOT_FOUND'));
  it('meets a response', () => given(chosen).when(attempt).then(tried));
  it('is adopted after it was tried', () => given(chosen, tried).when(adopt).then(adopted));
  it('is not adopted before', () => given(chosen).when(adopt).rejects('STRATEGY_NOT_TRIED'));
  it('is adopted once', () => given(chosen, tried, adopted).when(adopt).then());
  it('is dropped', () => given(chosen, tried, adopted).when(drop).then(dropped));
  it('is not tried once it is dropped', () =>
    given(chosen, dropped).when(attempt).rejects('STRATEGY_DROPPED'));
});

describe('A practice', () => {
  const given = specification(practice.practices, beside);
  const data = { ...of, practice: 'SAFE_HAVEN' as const };
  const offer = new practice.OfferPractice(data, as(noor));
  const take = new practice.TakePractice(data, as(amal));
  const rest = new practice.RestPractice(data, as(amal));
  const event = (type: 'PracticeOffered' | 'PracticeTaken' | 'PracticeRested') => ({ type, data });

  it('is offered', () => given().when(offer).then(event('PracticeOffered')));
  it('is offered once', () => given(event('PracticeOffered'), event('PracticeTaken')).when(offer).then());
  it('is taken up', () => given(event('PracticeOffered')).when(take).then(event('PracticeTaken')));
  it('is not taken up before it is offered', () => given().when(take).rejects('PRACTICE_NOT_OFFERED'));
  it('rests, and is taken up again', () => {
    given(event('PracticeOffered'), event('PracticeTaken')).when(rest).then(event('PracticeRested'));
    given(event('PracticeOffered'), event('PracticeTaken'), event('PracticeRested'))
      .when(take)
      .then(event('PracticeTaken'));
  });
  it('does not rest before it is in use', () =>
    given(event('PracticeOffered')).when(rest).rejects('PRACTICE_NOT_IN_USE'));

  const rate = (by: string, source: 'SELF' | 'OTHER' | 'MEASURE', administrationId?: string) =>
    new practice.RateAbility(
      { ...whose, findingId: 'finding', ability: 'COPE', source, administrationId, finding: 'MOSTLY' },
      as(by),
    );
  it('changes nothing in what is found of an ability', () =>
    given()
      .when(rate(amal, 'SELF'))
      .then({
        type: 'AbilityRated',
        data: {
          ...whose,
          findingId: 'finding',
          ability: 'COPE',
          source: 'SELF',
          finding: seal(amal, 'MOSTLY'),
        },
      }));
  it.each([
    [noor, 'SELF', undefined, 'FINDING_SOURCE_WRONG'],
    [amal, 'OTHER', undefined, 'FINDING_SOURCE_WRONG'],
    [noor, 'MEASURE', undefined, 'FINDING_WITHOUT_MEASURE'],
    [noor, 'OTHER', 'administration', 'FINDING_WITHOUT_MEASURE'],
  ] as const)('is found of nobody by %s as %s of %s', (by, source, administrationId, code) =>
    given()
      .when(rate(by, source, administrationId))
      .rejects(code),
  );
  it('is told of an assessment by the person and the coach only', () =>
    given()
      .when(rate(jonas, 'MEASURE', 'administration'))
      .rejects('NOT_FOR_THIS_PARTY'));
});
