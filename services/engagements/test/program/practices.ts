import { type PracticeName } from '@securebase/contracts';
import type * as conditions from '../../src/domain/condition.ts';
import type * as experiments from '../../src/domain/experiment.ts';
import type * as patterns from '../../src/domain/pattern.ts';
import type { OfferPractice, RateAbility, RestPractice, TakePractice } from '../../src/domain/practices.ts';
import type * as strategies from '../../src/domain/strategy.ts';
import { goalId } from './goals.ts';
import { sessionCount, type Tale } from './telling.ts';
import { sentence } from './words.ts';

const offered: Readonly<Record<number, PracticeName>> = {
  0: 'SAFE_HAVEN',
  1: 'SECURE_BASE',
  2: 'WORKING_MODEL',
  3: 'FAMILY_SYSTEM',
};
const abilities = ['COPE', 'CONNECT', 'CREATE', 'CONTRIBUTE'] as const;
const findings = ['NOT_YET', 'BEGINNING', 'AT_TIMES', 'MOSTLY', 'RELIABLY'] as const;

/** The four practices as they are offered and taken up, and what is found of the abilities at the beginning and at the end. */
export const practices = (of: Tale, session: number): void => {
  const { teller, engagementId, clientId, coachId, whole, oneOf } = of;
  const practice = offered[session];
  if (practice) {
    teller.wish<OfferPractice>(coachId, 'OfferPractice', { engagementId, practice });
    teller.wish<TakePractice>(clientId, 'TakePractice', { engagementId, practice });
  }
  if (whole && session === 8)
    teller.wish<RestPractice>(clientId, 'RestPractice', { engagementId, practice: 'WORKING_MODEL' });
  if (session !== 1 && session !== sessionCount - 1) return;
  const isSelf = session === 1;
  for (const [index, ability] of abilities.entries()) {
    const source = isSelf ? ('SELF' as const) : ('OTHER' as const);
    const finding = {
      aboutId: clientId,
      findingId: teller.id(`finding ${source} ${ability}`),
      ability,
      source,
    };
    const said = { engagementId, ...finding, finding: oneOf(findings, session + index) } as const;
    teller.wish<RateAbility>(isSelf ? clientId : coachId, 'RateAbility', said);
  }
};

/** Secure base: an experiment now and then, tried and debriefed by the next sessions. */
export const experiment = (of: Tale, session: number): void => {
  const { teller, engagementId, clientId, coachId, whole } = of;
  const ofOne = (begun: number) => ({
    engagementId,
    aboutId: clientId,
    experimentId: teller.id(`experiment ${begun}`),
  });
  if (session % 3 === 1 && (whole || session === 1)) {
    const words = {
      relationship: sentence('a colleague'),
      design: sentence('a try'),
      prediction: sentence('a fear'),
    };
    const data = { ...ofOne(session), goalId: goalId(of, 0), ...words };
    teller.wish<experiments.DesignExperiment>(clientId, 'DesignExperiment', data);
  }
  if (!whole) return;
  if (session % 3 === 2) {
    const said = { happened: sentence('what happened'), support: sentence('who helped') };
    teller.wish<experiments.TryExperiment>(clientId, 'TryExperiment', { ...ofOne(session - 1), ...said });
  }
  if (session % 3 === 0 && session > 0) {
    const learned = { ...ofOne(session - 2), learned: sentence('what it showed') };
    teller.wish<experiments.DebriefExperiment>(coachId, 'DebriefExperiment', learned);
  }
};

const narrative = () => ({
  trigger: sentence('what sets it off'),
  expectation: sentence('what one expects'),
  protectiveStrategy: sentence('what one does'),
});

/** Working model: a pattern, and other ways. */
export const pattern = (of: Tale, session: number): void => {
  const { teller, engagementId, clientId, whole } = of;
  if (!whole && session !== 2) return;
  const named = { engagementId, aboutId: clientId, patternId: teller.id('pattern') };
  if (session === 2) teller.wish<patterns.NamePattern>(clientId, 'NamePattern', { ...named, ...narrative() });
  if (session === 5)
    teller.wish<patterns.RevisePattern>(clientId, 'RevisePattern', { ...named, ...narrative() });
  const alternativeId = teller.id(`alternative ${session - (session % 2)}`);
  if (session === 4 || session === 6) {
    const formed = { ...named, alternativeId, goalId: goalId(of, 1), alternative: sentence('another way') };
    teller.wish<patterns.FormAlternative>(clientId, 'FormAlternative', formed);
  }
  if (session === 6) {
    const revised = {
      ...named,
      alternativeId: teller.id('alternative 4'),
      alternative: sentence('that way, slower'),
    };
    teller.wish<patterns.ReviseAlternative>(clientId, 'ReviseAlternative', revised);
  }
  if (session === 5 || session === 7) {
    const tried = { ...named, alternativeId, happened: sentence('the other way') };
    teller.wish<patterns.TryAlternative>(clientId, 'TryAlternative', tried);
  }
};

/** Family system: strategies for ties; one is adopted, one dropped. */
export const strategy = (of: Tale, session: number): void => {
  const { teller, engagementId, clientId, whole } = of;
  if (session < 3 || session > (whole ? 8 : 3)) return;
  const strategyId = teller.id(session % 2 === 1 ? 'strategy 1' : 'strategy 2');
  const chosen = { engagementId, aboutId: clientId, strategyId };
  if (session < 5) {
    const tie = { mapId: teller.id('map'), tieId: teller.id(`tie ${session}`), tieOf: engagementId };
    const data = { ...chosen, ...tie, strategy: sentence('a strategy') };
    teller.wish<strategies.ChooseStrategy>(clientId, 'ChooseStrategy', data);
  } else if (session < 7)
    teller.wish<strategies.TryStrategy>(clientId, 'TryStrategy', {
      ...chosen,
      response: sentence('the answer'),
    });
  else if (session === 7) teller.wish<strategies.AdoptStrategy>(clientId, 'AdoptStrategy', chosen);
  else teller.wish<strategies.DropStrategy>(clientId, 'DropStrategy', chosen);
};

/** A condition of the environment: named, owned by the sponsor, committed to, rated by the client. */
export const condition = (of: Tale, session: number): void => {
  const { teller, engagementId, clientId, sponsorId, oneOf, whole } = of;
  const named = { engagementId, conditionId: teller.id('condition') };
  const owned = { ...named, commitmentId: teller.id('commitment') };
  if (session === 2) {
    const words = { condition: sentence('what drains'), wouldHelp: sentence('what would help') };
    const data = { ...named, aboutId: clientId, ...words, isShared: true };
    teller.wish<conditions.NameCondition>(clientId, 'NameCondition', data);
    const asked = { ...named, ownerId: sponsorId };
    teller.wish<conditions.BringConditionForward>(clientId, 'BringConditionForward', asked);
  }
  if (session === 3) {
    teller.wish<conditions.AcceptCondition>(sponsorId, 'AcceptCondition', named);
    const made = { ...owned, commitment: sentence('what I will do') };
    teller.wish<conditions.MakeCommitment>(sponsorId, 'MakeCommitment', made);
  }
  if (!whole && session !== 6) return;
  if (session === 5 || session === 9) {
    const status = session === 5 ? 'UNDER_WAY' : 'DONE';
    const data = { ...owned, status, report: sentence('what I did') } as const;
    teller.wish<conditions.ReportCommitment>(sponsorId, 'ReportCommitment', data);
  }
  if (session === 6 || session === 10) {
    const ratingId = teller.id(`condition rating ${session}`);
    const rating = oneOf(['WORSE', 'NOT_YET_NOTICED', 'A_LITTLE_BETTER', 'CLEARLY_BETTER'] as const, session);
    teller.wish<conditions.RateCondition>(clientId, 'RateCondition', { ...named, ratingId, rating });
    if (session === 10)
      teller.wish<conditions.ReleaseConditionRating>(clientId, 'ReleaseConditionRating', {
        ...named,
        ratingId,
      });
  }
};
