import {
  Field,
  Float,
  Int,
  ObjectType,
  Parent,
  registerEnumType,
  ResolveField,
  Resolver,
  ResolveReference,
} from '@nestjs/graphql';
import { smallestGroup } from '@securebase/contracts';
import { CurrentContext, type RequestContext } from '@securebase/service-kit';
import { CampaignView } from '../read-models/campaign-view.ts';
import { InstrumentView } from '../read-models/instrument-view.ts';
import { CohortStub } from './stubs.ts';
import { Summaries } from './summaries.ts';

export const Withheld = { TOO_FEW_PEOPLE: 'TOO_FEW_PEOPLE' } as const;
registerEnumType(Withheld, {
  name: 'Withheld',
  description: 'Why figures of a group are not said.',
  valuesMap: {
    TOO_FEW_PEOPLE: {
      description: `Fewer than ${smallestGroup} different people: a figure could give one of them away.`,
    },
  },
});

@ObjectType('ScaleSummary', { description: 'What the scores of a scale come to in a group.' })
export class ScaleSummaryView {
  @Field({ description: 'Code of the scale.' }) scale!: string;
  @Field(() => Int, {
    nullable: true,
    description: 'How many people have a score; null when it is withheld.',
  })
  n?: number;
  @Field(() => Float, { nullable: true, description: 'The arithmetic mean; null when it is withheld.' })
  mean?: number;
  @Field(() => Float, {
    nullable: true,
    description: 'The sample standard deviation; null when it is withheld.',
  })
  sd?: number | null;
  @Field(() => Withheld, { nullable: true, description: 'Why nothing is said; null when it is.' })
  withheld?: keyof typeof Withheld;
}

@ObjectType({ description: 'What a campaign of a cohort comes to: figures of the group, never of a person.' })
export class AssessmentSummary {
  @Field(() => CampaignView, { description: 'The campaign.' }) campaign!: CampaignView;
  @Field(() => InstrumentView, { nullable: true, description: 'What was answered.' })
  instrument!: InstrumentView | null;
  @Field(() => [ScaleSummaryView], { description: 'Its scales.' }) scales!: ScaleSummaryView[];
}

@Resolver(() => CohortStub)
export class CohortSummariesResolver {
  readonly #summaries: Summaries;
  constructor(summaries: Summaries) {
    this.#summaries = summaries;
  }

  @ResolveReference()
  resolveReference({ id }: { id: string }): CohortStub {
    return { id };
  }

  @ResolveField(() => [AssessmentSummary], {
    nullable: true, // the cohort can be shown while this service is away
    description: `What the cohort's campaigns come to, by scale; withheld below ${smallestGroup} different people.`,
  })
  assessmentSummaries(@Parent() { id }: CohortStub, @CurrentContext() context: RequestContext) {
    return this.#summaries.ofCohort(context, id);
  }
}
