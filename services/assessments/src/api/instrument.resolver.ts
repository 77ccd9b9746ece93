import { CommandBus } from '@nestjs/cqrs';
import {
  Args,
  Field,
  Float,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  ResolveReference,
} from '@nestjs/graphql';
import { type InstrumentDefinition, instrumentDefinition } from '@securebase/contracts';
import { rowOf } from '@securebase/domain-kit';
import { consistencyToken, type Handled } from '@securebase/event-sourcing';
import {
  Connection,
  contextFor,
  CurrentContext,
  Fault,
  PageArgs,
  ReadModels,
  type RequestContext,
} from '@securebase/service-kit';
import { IsOptional, Length, Matches } from 'class-validator';
import { type InstrumentEvent, PublishInstrument } from '../domain/instrument.ts';
import { instrumentIdOf } from '../facts/ids.ts';
import { Better, InstrumentView, instrumentView, ScoringMethod } from '../read-models/instrument-view.ts';

const code = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

@InputType({ description: 'The lowest and the highest answer; answers are whole numbers.' })
export class AnswerRangeInput {
  @Field(() => Int, { description: 'The lowest answer.' }) min!: number;
  @Field(() => Int, { description: 'The highest answer.' }) max!: number;
}
@InputType({ description: 'How many of a scale’s items must be answered for a score: one of the two.' })
export class MissingRuleInput {
  @Field(() => Float, { nullable: true, description: 'Share of the items, above 0, at most 1.' })
  atLeastShare?: number | null;
  @Field(() => Int, { nullable: true, description: 'Number of items.' }) atLeastItems?: number | null;
}
@InputType({ description: 'How the answers of a scale become its score.' })
export class ScoringInput {
  @Field(() => ScoringMethod, { description: 'The method.' }) method!: keyof typeof ScoringMethod;
  @Field(() => Float, { nullable: true, description: 'What the sum is multiplied with, where it is.' })
  factor?: number | null;
}
@InputType({ description: 'A scale: which items make a score, and how.' })
export class ScaleInput {
  @Field({ description: 'Stable name within the instrument.' }) code!: string;
  @Field(() => [String], { description: 'Codes of the items.' }) items!: string[];
  @Field(() => ScoringInput, { description: 'How answers become a score.' }) scoring!: ScoringInput;
  @Field(() => Better, { description: 'Which direction of change is improvement.' })
  better!: keyof typeof Better;
  @Field(() => MissingRuleInput, {
    nullable: true,
    description: 'The scale’s own rule; else the instrument’s.',
  })
  missing?: MissingRuleInput | null;
}
@InputType({ description: 'A questionnaire as data: what scoring needs to know, and none of its sentences.' })
export class PublishInstrumentInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Makes a retry harmless: the same id is carried out once.',
  })
  @IsOptional()
  commandId?: string | null;
  @Field({ description: 'Short name, the same for all versions.' }) @Matches(code) code!: string;
  @Field({ description: 'The version of its key.' }) @Matches(code) version!: string;
  @Field({ description: 'The name of the instrument.' }) @Length(1, 500) name!: string;
  @Field(() => [String], { description: 'Codes of the items, in the order of the questionnaire.' })
  items!: string[];
  @Field(() => AnswerRangeInput, { description: 'Which answers there are.' }) range!: AnswerRangeInput;
  @Field(() => [String], { description: 'Codes of the items that count the other way round.' })
  reversed!: string[];
  @Field(() => MissingRuleInput, {
    nullable: true,
    description: 'The instrument’s own rule; else 80 % of the items.',
  })
  missing?: MissingRuleInput | null;
  @Field(() => [ScaleInput], { description: 'What is scored.' }) scales!: ScaleInput[];
}
@ObjectType({ description: 'An instrument that was published.' })
export class InstrumentPayload {
  @Field(() => InstrumentView, { description: 'The instrument, as published.' }) instrument!: InstrumentView;
  @Field({ description: 'Send it as the header read-after, to see the change in queries.' }) token!: string;
}
const InstrumentConnection = Connection('Instrument', () => InstrumentView);

/** In a definition what is not said is absent; GraphQL also lets it be null. */
const withoutNulls = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (value === null || typeof value !== 'object') return value;
  const given = Object.entries(value).filter(([, each]) => each !== null && each !== undefined);
  return Object.fromEntries(given.map(([key, each]) => [key, withoutNulls(each)]));
};

/** @throws Fault BAD_INPUT at the first part that is no part of a definition. */
const definitionIn = ({
  items,
  range,
  reversed,
  missing,
  scales,
}: PublishInstrumentInput): InstrumentDefinition => {
  const parsed = instrumentDefinition.safeParse(withoutNulls({ items, range, reversed, missing, scales }));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Fault('BAD_INPUT', issue?.message, ['input', ...(issue?.path ?? []).map(String)]);
};

@Resolver(() => InstrumentView)
export class InstrumentResolver {
  readonly #commands: CommandBus;
  readonly #models: ReadModels;
  constructor(commands: CommandBus, models: ReadModels) {
    this.#commands = commands;
    this.#models = models;
  }

  @Query(() => InstrumentView, { nullable: true, description: 'An instrument.' })
  instrument(@Args('id', { type: () => ID }) id: string, @CurrentContext() context: RequestContext) {
    return this.#models.of(InstrumentView).byId(context, id);
  }

  @Query(() => InstrumentConnection, { description: 'The instruments of the tenant, by their short names.' })
  instruments(@Args() page: PageArgs, @CurrentContext() context: RequestContext) {
    return this.#models.of(InstrumentView).page(context, page, { orderBy: 'code' });
  }

  @ResolveReference()
  resolveReference({ id }: { id: string }, { request }: { request: RequestContext }) {
    return this.#models.of(InstrumentView).byId(request, id);
  }

  @Mutation(() => InstrumentPayload, {
    description: 'Publishes a version of an instrument. A published version never changes.',
  })
  async publishInstrument(
    @Args('input') input: PublishInstrumentInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, input.commandId);
    const { code, version: instrumentVersion, name } = input;
    const { tenantId } = context;
    const id = instrumentIdOf(tenantId, code, instrumentVersion);
    const data = { instrumentId: id, code, instrumentVersion, name, definition: definitionIn(input) };
    const handled = await this.#commands.execute<PublishInstrument, Handled<InstrumentEvent>>(
      new PublishInstrument(data, context),
    );
    const row = rowOf(instrumentView, handled.history, id) ?? instrumentView.blank;
    return { instrument: { ...row, id, tenantId }, token: consistencyToken('assessments', handled) };
  }
}
