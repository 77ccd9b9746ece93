import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IsOptional, Length } from 'class-validator';
import { findings, type Finding as FindingName } from '@securebase/contracts';
import { Connection } from '@securebase/service-kit';
import { ExperimentView } from '../read-models/experiment-view.ts';
import { PatternView } from '../read-models/pattern-view.ts';
import { Ability, AbilityFindingView, FindingSource, PracticesView } from '../read-models/practices-views.ts';
import { StrategyView } from '../read-models/strategy-view.ts';
import { CommandInput, EngagementInput } from './engagement.types.ts';

const token = 'Send it as the header read-after, to see the change in queries.';

@InputType({ description: 'Which engagement, and whose work.' })
export class WorkInput extends EngagementInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Whose it is; the client’s where a coach says it, else of whoever says it.',
  })
  @IsOptional()
  aboutId?: string | null;
}

@InputType({ description: 'A new experience is planned.' })
export class DesignExperimentInput extends WorkInput {
  @Field(() => ID, { nullable: true, description: 'The goal that it serves.' })
  @IsOptional()
  goalId?: string | null;
  @Field({ description: 'With whom.' }) @Length(1, 500) relationship!: string;
  @Field({ description: 'What is to be tried.' }) @Length(1, 4000) design!: string;
  @Field({ description: 'What is expected to happen.' }) @Length(1, 4000) prediction!: string;
}
@InputType({ description: 'Which experiment.' })
export class ExperimentInput extends CommandInput {
  @Field(() => ID, { description: 'The experiment.' }) experimentId!: string;
}
@InputType({ description: 'It was tried.' })
export class TryExperimentInput extends ExperimentInput {
  @Field({ description: 'What happened.' }) @Length(1, 4000) happened!: string;
  @Field(() => String, { nullable: true, description: 'What support was there.' })
  @IsOptional()
  @Length(1, 4000)
  support?: string | null;
}
@InputType({ description: 'What happened was looked at, beside what was predicted.' })
export class DebriefExperimentInput extends ExperimentInput {
  @Field({ description: 'What it showed.' }) @Length(1, 4000) learned!: string;
}
@ObjectType({ description: 'An experiment that was changed.' })
export class ExperimentPayload {
  @Field(() => ExperimentView, { description: 'The experiment, as changed.' }) experiment!: ExperimentView;
  @Field({ description: token }) token!: string;
}

@InputType({ description: 'A pattern gets words.' })
export class NamePatternInput extends WorkInput {
  @Field({ description: 'What sets it off.' }) @Length(1, 4000) trigger!: string;
  @Field({ description: 'What one expects of others then.' }) @Length(1, 4000) expectation!: string;
  @Field({ description: 'What one does to be safe.' }) @Length(1, 4000) protectiveStrategy!: string;
}
@InputType({ description: 'Which pattern.' })
export class PatternInput extends CommandInput {
  @Field(() => ID, { description: 'The pattern.' }) patternId!: string;
}
@InputType({ description: 'The pattern is told otherwise now.' })
export class RevisePatternInput extends PatternInput {
  @Field({ description: 'What sets it off.' }) @Length(1, 4000) trigger!: string;
  @Field({ description: 'What one expects of others then.' }) @Length(1, 4000) expectation!: string;
  @Field({ description: 'What one does to be safe.' }) @Length(1, 4000) protectiveStrategy!: string;
}
@InputType({ description: 'Another way than the protective one.' })
export class FormAlternativeInput extends PatternInput {
  @Field(() => ID, { nullable: true, description: 'The goal for which it is an option.' })
  @IsOptional()
  goalId?: string | null;
  @Field({ description: 'The other way.' }) @Length(1, 4000) alternative!: string;
}
@InputType({ description: 'The other way is another one now.' })
export class ReviseAlternativeInput extends PatternInput {
  @Field(() => ID, { description: 'The alternative.' }) alternativeId!: string;
  @Field({ description: 'The other way, as it is now.' }) @Length(1, 4000) alternative!: string;
}
@InputType({ description: 'The other way was tried.' })
export class TryAlternativeInput extends PatternInput {
  @Field(() => ID, { description: 'The alternative.' }) alternativeId!: string;
  @Field({ description: 'What happened.' }) @Length(1, 4000) happened!: string;
}
@ObjectType({ description: 'A pattern that was changed.' })
export class PatternPayload {
  @Field(() => PatternView, { description: 'The pattern, as changed.' }) pattern!: PatternView;
  @Field({ description: token }) token!: string;
}

@InputType({ description: 'A new way of relating is chosen for a tie of a system map.' })
export class ChooseStrategyInput extends WorkInput {
  @Field(() => ID, { description: 'The system map, one of the engagement.' }) mapId!: string;
  @Field(() => ID, { description: 'The tie of the map.' }) tieId!: string;
  @Field({ description: 'The new way.' }) @Length(1, 4000) strategy!: string;
}
@InputType({ description: 'Which strategy.' })
export class StrategyInput extends CommandInput {
  @Field(() => ID, { description: 'The strategy.' }) strategyId!: string;
}
@InputType({ description: 'It was tried, and the system responded.' })
export class TryStrategyInput extends StrategyInput {
  @Field({ description: 'How the system responded.' }) @Length(1, 4000) response!: string;
}
@ObjectType({ description: 'A strategy that was changed.' })
export class StrategyPayload {
  @Field(() => StrategyView, { description: 'The strategy, as changed.' }) strategy!: StrategyView;
  @Field({ description: token }) token!: string;
}

export const Practice = {
  SAFE_HAVEN: 'SAFE_HAVEN',
  SECURE_BASE: 'SECURE_BASE',
  WORKING_MODEL: 'WORKING_MODEL',
  FAMILY_SYSTEM: 'FAMILY_SYSTEM',
} as const;
registerEnumType(Practice, {
  name: 'Practice',
  description: 'What the coach offers.',
  valuesMap: {
    SAFE_HAVEN: { description: 'Resonance and rapport.' },
    SECURE_BASE: { description: 'New experiences and experiments.' },
    WORKING_MODEL: { description: 'Work on underlying narrative patterns.' },
    FAMILY_SYSTEM: { description: 'The systems I live and work in: new relational strategies.' },
  },
});
export const Finding = Object.fromEntries(findings.map((each) => [each, each])) as Record<
  FindingName,
  FindingName
>;
registerEnumType(Finding, {
  name: 'Finding',
  description: 'How far somebody has come with an ability; never a number.',
  valuesMap: {
    NOT_YET: { description: 'Not yet.' },
    BEGINNING: { description: 'It begins.' },
    AT_TIMES: { description: 'At times.' },
    MOSTLY: { description: 'Mostly.' },
    RELIABLY: { description: 'Reliably, also when it is hard.' },
  },
});

@InputType({ description: 'Which practice.' })
export class PracticeInput extends EngagementInput {
  @Field(() => Practice, { description: 'The practice.' }) practice!: keyof typeof Practice;
}
@ObjectType({ description: 'How the practices stand now.' })
export class PracticesPayload {
  @Field(() => PracticesView, { description: 'The practices, as changed.' }) practices!: PracticesView;
  @Field({ description: token }) token!: string;
}
@InputType({ description: 'How far somebody has come with an ability.' })
export class RateAbilityInput extends WorkInput {
  @Field(() => Ability, { description: 'Which ability.' }) ability!: keyof typeof Ability;
  @Field(() => FindingSource, { description: 'Who finds it.' }) source!: keyof typeof FindingSource;
  @Field(() => ID, { nullable: true, description: 'The assessment, where a measure says so.' })
  @IsOptional()
  administrationId?: string | null;
  @Field(() => Finding, { description: 'How far.' }) finding!: FindingName;
}
@ObjectType({ description: 'A finding that was noted.' })
export class AbilityFindingPayload {
  @Field(() => AbilityFindingView, { description: 'The finding.' }) abilityFinding!: AbilityFindingView;
  @Field({ description: token }) token!: string;
}

export const ExperimentConnection = Connection('Experiment', () => ExperimentView);
export const PatternConnection = Connection('Pattern', () => PatternView);
export const StrategyConnection = Connection('Strategy', () => StrategyView);
export const AbilityFindingConnection = Connection('AbilityFinding', () => AbilityFindingView);
