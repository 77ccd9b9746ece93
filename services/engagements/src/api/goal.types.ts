import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type Sealed } from '@securebase/domain-kit';
import { Connection, DateTime } from '@securebase/service-kit';
import { ArrayMaxSize, Length } from 'class-validator';
import { GoalView } from '../read-models/goal-view.ts';
import { CommandInput } from './engagement.types.ts';
import { PairInput } from './pair.types.ts';
import { Occasion } from './program.enums.ts';

export const GoalRater = {
  CLIENT: 'CLIENT',
  COACH: 'COACH',
  SPONSOR: 'SPONSOR',
  LINE_MANAGER: 'LINE_MANAGER',
} as const;
registerEnumType(GoalRater, {
  name: 'GoalRater',
  description: 'As what somebody rates a goal.',
  valuesMap: {
    CLIENT: { description: 'The one whose goal it is: the client or a member.' },
    COACH: { description: 'A coach.' },
    SPONSOR: { description: 'The sponsor, where the agreement shares the goals with them.' },
    LINE_MANAGER: {
      description:
        'The client’s manager, where the agreement names them as a rater and shares the goals with them; such a rating cannot be anonymous.',
    },
  },
});

export const NoAttainment = {
  GOALS_UNRATED: 'GOALS_UNRATED',
  ERASED: 'ERASED',
  NO_WEIGHT: 'NO_WEIGHT',
} as const;
registerEnumType(NoAttainment, {
  name: 'NoAttainment',
  description: 'Why there is no T score.',
  valuesMap: {
    GOALS_UNRATED: { description: 'Not every goal was rated by this party at this occasion.' },
    ERASED: { description: 'What was rated is erased.' },
    NO_WEIGHT: { description: 'No goal has a weight.' },
  },
});

@ObjectType({ description: 'How far a goal is attained, as somebody says. It is never overwritten.' })
export class GoalRating {
  @Field(() => ID, { description: 'The rating.' }) id!: string;
  @Field(() => ID, { description: 'Who rates.' }) raterId!: string;
  @Field(() => GoalRater, { description: 'As what.' }) party!: keyof typeof GoalRater;
  @Field(() => Occasion, { description: 'When in the course of the engagement.' })
  occasion!: keyof typeof Occasion;
  @Field(() => DateTime, { description: 'When it was said.' }) ratedAt!: Date | string;
  @Field(() => ID, { nullable: true, description: 'The rating that it corrects.' }) corrects!: string | null;
  @Field(() => Boolean, { description: 'Whether a later rating corrects it.' }) isCorrected!: boolean;
  /** Opened by the resolver. */
  level!: Sealed;
}

@ObjectType({
  description:
    'How far somebody’s goals are attained together, as one party says at one occasion: T by Kiresuk and Sherman, 50 when they are attained as expected on the whole, with a standard deviation of 10. Goals that were dropped do not count.',
})
export class GoalAttainment {
  @Field(() => ID, { description: 'Whose goals.' }) aboutId!: string;
  @Field(() => GoalRater, { description: 'As what somebody rated.' }) party!: keyof typeof GoalRater;
  @Field(() => Occasion, { description: 'When.' }) occasion!: keyof typeof Occasion;
  @Field(() => Int, { description: 'How many goals.' }) goals!: number;
  @Field(() => Float, { nullable: true, description: 'The T score, or null with a reason.' }) tScore!:
    number | null;
  @Field(() => NoAttainment, { nullable: true, description: 'Why there is none.' }) reason!:
    keyof typeof NoAttainment | null;
}

export const GoalConnection = Connection('Goal', () => GoalView);

@ObjectType({ description: 'A goal that was changed.' })
export class GoalPayload {
  @Field(() => GoalView, { description: 'The goal, as changed.' }) goal!: GoalView;
  @Field({ description: 'Send it as the header read-after, to see the change in queries.' }) token!: string;
}

@InputType({ description: 'A goal and its five levels.' })
export class ScaleGoalInput extends PairInput {
  @Field({ description: 'What is to be reached, in a few words.' }) @Length(1, 200) title!: string;
  @Field(() => [String], {
    description:
      'What each level is like, from −2 (much less than expected) to +2 (much more): five of them.',
  })
  @ArrayMaxSize(5)
  @Length(1, 1000, { each: true })
  levels!: string[];
  @Field(() => Float, { description: 'How much it counts beside the other goals: above 0.' }) weight!: number;
}
@InputType({ description: 'Which goal.' })
export class GoalInput extends CommandInput {
  @Field(() => ID, { description: 'The goal.' }) goalId!: string;
}
@InputType({ description: 'The goal with its levels described anew.' })
export class RescaleGoalInput extends GoalInput {
  @Field(() => Int, {
    description: 'The goal’s `scaling` that was read: when it was described anew since, this is refused.',
  })
  scaling!: number;
  @Field({ description: 'What is to be reached, in a few words.' }) @Length(1, 200) title!: string;
  @Field(() => [String], { description: 'What each level is like, from −2 to +2: five of them.' })
  @ArrayMaxSize(5)
  @Length(1, 1000, { each: true })
  levels!: string[];
  @Field(() => Float, { description: 'How much it counts beside the other goals: above 0.' }) weight!: number;
}
@InputType({ description: 'How far a goal is attained.' })
export class RateGoalInput extends GoalInput {
  @Field(() => GoalRater, { description: 'As what the caller rates.' }) party!: keyof typeof GoalRater;
  @Field(() => Occasion, { description: 'When in the course of the engagement.' })
  occasion!: keyof typeof Occasion;
  @Field(() => Int, { description: 'The goal’s `scaling` that was read.' }) scaling!: number;
  @Field(() => Int, { description: 'The level, from −2 to +2.' }) level!: number;
}
@InputType({ description: 'What a rating should have said.' })
export class CorrectGoalRatingInput extends GoalInput {
  @Field(() => ID, { description: 'The rating that was wrong: one of the caller’s own.' }) ratingId!: string;
  @Field(() => Int, { description: 'The level, from −2 to +2.' }) level!: number;
}
