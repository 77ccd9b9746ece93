import { Injectable } from '@nestjs/common';
import { type RequestContext } from '@securebase/service-kit';
import { type ConditionRatingView } from '../read-models/condition-rating-view.ts';
import { type ConditionView } from '../read-models/condition-view.ts';
import { type ExperimentView } from '../read-models/experiment-view.ts';
import { type PatternView } from '../read-models/pattern-view.ts';
import { type AbilityFindingView } from '../read-models/practices-views.ts';
import { type StrategyView } from '../read-models/strategy-view.ts';
import { withChange } from '../read-models/work-entry.ts';
import { type WithPeople } from './audiences.ts';
import { Words } from './words.ts';

/** Things of the practices as their readers have them: their words open when they are asked for. */
@Injectable()
export class Told {
  readonly #words: Words;
  constructor(words: Words) {
    this.#words = words;
  }

  experiment(context: RequestContext, row: WithPeople<ExperimentView>): WithPeople<ExperimentView> {
    const tries = row.tries.map((each) =>
      this.#words.of(context, 'ExperimentTry', each, 'happened', 'support'),
    );
    const debriefs = row.debriefs.map((each) =>
      this.#words.of(context, 'ExperimentDebrief', each, 'learned'),
    );
    const told = withChange(row, { tries, debriefs });
    return this.#words.of(context, 'Experiment', told, 'relationship', 'design', 'prediction');
  }

  pattern(context: RequestContext, row: WithPeople<PatternView>): WithPeople<PatternView> {
    const alternatives = row.alternatives.map((each) => {
      const tries = each.tries.map((one) => this.#words.of(context, 'AlternativeTry', one, 'happened'));
      const { revisions = 0 } = each;
      return this.#words.of(context, 'Alternative', withChange(each, { tries, revisions }), 'alternative');
    });
    const told = withChange(row, { alternatives });
    return this.#words.of(context, 'Pattern', told, 'trigger', 'expectation', 'protectiveStrategy');
  }

  strategy(context: RequestContext, row: WithPeople<StrategyView>): WithPeople<StrategyView> {
    const tries = row.tries.map((each) => this.#words.of(context, 'StrategyTry', each, 'response'));
    return this.#words.of(context, 'Strategy', withChange(row, { tries }), 'strategy');
  }

  condition(context: RequestContext, row: WithPeople<ConditionView>): WithPeople<ConditionView> {
    const commitments = row.commitments.map((each) =>
      this.#words.of(context, 'Commitment', each, 'commitment', 'report'),
    );
    const told = withChange(row, { commitments });
    return this.#words.of(context, 'Condition', told, 'condition', 'wouldHelp');
  }

  conditionRating(
    context: RequestContext,
    row: WithPeople<ConditionRatingView>,
  ): WithPeople<ConditionRatingView> {
    return this.#words.of(context, 'ConditionRating', row, 'rating');
  }

  abilityFinding(
    context: RequestContext,
    row: WithPeople<AbilityFindingView>,
  ): WithPeople<AbilityFindingView> {
    return this.#words.of(context, 'AbilityFinding', row, 'finding');
  }
}
