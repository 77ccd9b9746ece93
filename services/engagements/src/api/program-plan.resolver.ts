import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import {
  contextFor,
  CurrentContext,
  newId,
  PageArgs,
  ReadModels,
  type RequestContext,
} from '@securebase/service-kit';
import {
  AmendProgram,
  ApproveBudgetOverrun,
  CloseCohort,
  DropAgreementTemplate,
  SetAgreementTemplate,
  SetBudget,
  SetMeasurementPlan,
} from '../domain/program-commands.ts';
import { PersonView } from '../read-models/person-view.ts';
import { ProgramChangeView } from '../read-models/program-change-view.ts';
import { ProgramView } from '../read-models/program-view.ts';
import { ProgramChanges } from './program-changes.ts';
import {
  AgreementTemplateInput,
  AmendProgramInput,
  BudgetInput,
  CohortInput,
  SetAgreementTemplateInput,
  SetMeasurementPlanInput,
} from './program.inputs.ts';
import {
  AgreementTemplate,
  MeasurementPlanType,
  ProgramChange,
  ProgramChangeConnection,
  ProgramPayload,
} from './program.types.ts';

const minutesIn = (hours: number): number => Math.round(hours * 60);
/** What is given; null and left out are the same. */
const given = <T extends object>(input: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value != null)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };

/** What is planned for a program, and how that has changed. */
@Resolver(() => ProgramView)
export class ProgramPlanResolver {
  readonly #changes: ProgramChanges;
  readonly #models: ReadModels;
  constructor(changes: ProgramChanges, models: ReadModels) {
    this.#changes = changes;
    this.#models = models;
  }

  @ResolveField(() => [AgreementTemplate], { description: 'From what its agreements can begin.' })
  agreementTemplates(@Parent() { templates }: ProgramView) {
    return templates;
  }

  @ResolveField(() => MeasurementPlanType, {
    nullable: true,
    description: 'What is measured, and what decides.',
  })
  measurementPlan(@Parent() { plan }: ProgramView) {
    return plan;
  }

  @ResolveField(() => ProgramChangeConnection, {
    description: 'What has happened to it and its budget, the oldest first; for those who run programs.',
  })
  history(@Parent() { id }: ProgramView, @Args() page: PageArgs, @CurrentContext() context: RequestContext) {
    // Ids of events grow with time.
    return this.#models.of(ProgramChangeView).pageBy(context, 'programId', id, page);
  }

  @Mutation(() => ProgramPayload, {
    description: 'Changes something of a program, in the open: its history says what, when and by whom.',
  })
  amendProgram(
    @Args('input') { commandId, programId, ...terms }: AmendProgramInput,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#changes.change(
      new AmendProgram({ programId, ...given(terms) }, contextFor(context, commandId)),
    );
  }

  @Mutation(() => ProgramPayload, { description: 'Closes a cohort: nobody is enrolled in it any more.' })
  closeCohort(
    @Args('input') { commandId, programId, cohortId }: CohortInput,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#changes.change(
      new CloseCohort({ programId, cohortId }, contextFor(context, commandId)),
      cohortId,
    );
  }

  @Mutation(() => ProgramPayload, { description: 'Sets a template from which agreements can begin.' })
  setAgreementTemplate(
    @Args('input') { commandId, templateId, ...template }: SetAgreementTemplateInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, commandId);
    const id = templateId ?? newId(context, 'template');
    const { programId, name, sessions, minutes } = template;
    const confidentiality = template.confidentiality.map(({ item, with: whom }) => ({ item, with: whom }));
    return this.#changes.change(
      new SetAgreementTemplate(
        { programId, templateId: id, name, sessions, minutes, confidentiality },
        context,
      ),
    );
  }

  @Mutation(() => ProgramPayload, { description: 'Drops a template; agreements that began from it stay.' })
  dropAgreementTemplate(
    @Args('input') { commandId, programId, templateId }: AgreementTemplateInput,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#changes.change(
      new DropAgreementTemplate({ programId, templateId }, contextFor(context, commandId)),
    );
  }

  @Mutation(() => ProgramPayload, {
    description:
      'Sets the plan of measurement. Once the program is open, primary scale, raters, margin and retest of a plan stay as they are: a baseline may exist.',
  })
  setMeasurementPlan(
    @Args('input') { commandId, programId, ...input }: SetMeasurementPlanInput,
    @CurrentContext() context: RequestContext,
  ) {
    const { primary, margin, retest } = input;
    const plan = {
      measures: input.measures.map(({ instrumentId, occasion, perspective }) => ({
        instrumentId,
        occasion,
        perspective,
      })),
      primary: { instrumentId: primary.instrumentId, scale: primary.scale },
      raters: input.raters.map(({ perspective, planned }) => ({ perspective, planned })),
      margin,
      retest,
    };
    return this.#changes.change(new SetMeasurementPlan({ programId, plan }, contextFor(context, commandId)));
  }

  @Mutation(() => ProgramPayload, { description: 'Sets how many hours the program has to give.' })
  setBudget(
    @Args('input') { commandId, programId, hours }: BudgetInput,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#changes.change(
      new SetBudget({ programId, minutes: minutesIn(hours) }, contextFor(context, commandId)),
    );
  }

  @Mutation(() => ProgramPayload, {
    description: 'Lets so many hours more be agreed on than the program has to give.',
  })
  approveBudgetOverrun(
    @Args('input') { commandId, programId, hours }: BudgetInput,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#changes.change(
      new ApproveBudgetOverrun({ programId, minutes: minutesIn(hours) }, contextFor(context, commandId)),
    );
  }
}

@Resolver(() => ProgramChange)
export class ProgramChangeResolver {
  readonly #models: ReadModels;
  constructor(models: ReadModels) {
    this.#models = models;
  }

  @ResolveField(() => PersonView, { nullable: true, description: 'Who did it, if it was a person.' })
  by(@Parent() { byId }: ProgramChangeView, @CurrentContext() context: RequestContext) {
    return this.#models.of(PersonView).byId(context, byId);
  }
}
