import {
  Args,
  Field,
  ID,
  Int,
  ArgsType,
  Mutation,
  Parent,
  Query,
  ResolveField,
  Resolver,
  ResolveReference,
} from '@nestjs/graphql';
import {
  contextFor,
  CurrentContext,
  holding,
  newId,
  Opener,
  PageArgs,
  ReadModels,
  type RequestContext,
} from '@securebase/service-kit';
import { IsOptional } from 'class-validator';
import * as commands from '../domain/engagement-commands.ts';
import { withPart } from '../read-models/engagement-person-view.ts';
import { EngagementStatus, EngagementView } from '../read-models/engagement-view.ts';
import { PersonView } from '../read-models/person-view.ts';
import { CohortView, ProgramView } from '../read-models/program-view.ts';
import { Acquaintance } from './acquaintance.ts';
import { Cohorts } from './cohorts.ts';
import { EngagementChanges } from './engagement-changes.ts';
import {
  AddMembersInput,
  ConfirmMatchInput,
  EngagementConnection,
  EngagementPart,
  EngagementPayload,
  ProposeEngagementInput,
} from './engagement.types.ts';
import { Matches } from './matches.ts';
import { People } from './people.ts';

@ArgsType()
export class EngagementsArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only those of this program.' }) @IsOptional() programId?:
    string | null;
  @Field(() => EngagementPart, {
    nullable: true,
    description:
      'Only those in which the caller has this part; else the first of those that their roles allow.',
  })
  @IsOptional()
  as?: keyof typeof EngagementPart | null;
}

/** Those in which somebody has a part. */
const takingPart = (part: keyof typeof EngagementPart, personId: string) =>
  ({
    CLIENT: { clientId: personId },
    MEMBER: { id: withPart(personId), memberIds: holding(personId) },
    COACH: { id: withPart(personId), coachIds: holding(personId) },
    SPONSOR: { sponsorId: personId },
  })[part];

@Resolver(() => EngagementView)
export class EngagementResolver {
  readonly #models: ReadModels;
  readonly #acquaintance: Acquaintance;
  readonly #changes: EngagementChanges;
  readonly #people: People;
  readonly #cohorts: Cohorts;
  readonly #opener: Opener;
  readonly #matches: Matches;
  constructor(
    models: ReadModels,
    acquaintance: Acquaintance,
    changes: EngagementChanges,
    people: People,
    cohorts: Cohorts,
    opener: Opener,
    matches: Matches,
  ) {
    this.#models = models;
    this.#acquaintance = acquaintance;
    this.#changes = changes;
    this.#people = people;
    this.#cohorts = cohorts;
    this.#opener = opener;
    this.#matches = matches;
  }

  @Query(() => EngagementView, { nullable: true, description: 'An engagement that the caller may see.' })
  engagement(@Args('id', { type: () => ID }) id: string, @CurrentContext() context: RequestContext) {
    return this.#find(context, id);
  }

  @Query(() => EngagementConnection, {
    description: 'Engagements, the newest first: those of the caller, or, for those who run programs, all.',
  })
  engagements(
    @Args() { programId, as, ...page }: EngagementsArgs,
    @CurrentContext() context: RequestContext,
  ) {
    const { roles, actorId } = context;
    const part = as ?? (roles.includes('PROGRAM_MANAGER') ? undefined : firstPart(roles));
    const where = {
      ...(programId != null && { programId }),
      ...(part !== undefined && takingPart(part, actorId)),
    };
    return this.#models
      .of(EngagementView)
      .page(context, page, { where, orderBy: 'proposedAt', direction: 'DESC' });
  }

  @ResolveReference()
  resolveReference({ id }: { id: string }, { request }: { request: RequestContext }) {
    return this.#find(request, id);
  }

  @ResolveField(() => PersonView, {
    nullable: true,
    description: 'Who is coached, or speaks for the team or organization.',
  })
  client(@Parent() { clientId }: EngagementView, @CurrentContext() context: RequestContext) {
    return this.#models.of(PersonView).byId(context, clientId);
  }

  @ResolveField(() => PersonView, { nullable: true, description: 'Who coaches; null before the match.' })
  coach(@Parent() { coachId }: EngagementView, @CurrentContext() context: RequestContext) {
    return coachId === null ? null : this.#models.of(PersonView).byId(context, coachId);
  }

  @ResolveField(() => PersonView, { nullable: true, description: 'Who pays, when somebody else does.' })
  sponsor(@Parent() { sponsorId }: EngagementView, @CurrentContext() context: RequestContext) {
    return sponsorId === null ? null : this.#models.of(PersonView).byId(context, sponsorId);
  }

  @ResolveField(() => ProgramView, { nullable: true, description: 'The program that it is part of.' })
  program(@Parent() { programId }: EngagementView, @CurrentContext() context: RequestContext) {
    return programId === null ? null : this.#models.of(ProgramView).byId(context, programId);
  }

  @ResolveField(() => CohortView, { nullable: true, description: 'The cohort that it is part of.' })
  cohort(@Parent() { cohortId }: EngagementView, @CurrentContext() context: RequestContext) {
    return cohortId === null ? null : this.#models.of(CohortView).byId(context, cohortId);
  }

  @ResolveField(() => [ID], { description: 'Who belongs to the team or organization.' })
  memberIds(@Parent() { memberIds }: EngagementView) {
    return memberIds;
  }

  @ResolveField(() => String, { nullable: true, description: 'What it is for; for client and coach only.' })
  async purpose(@Parent() row: EngagementView, @CurrentContext() context: RequestContext) {
    return this.#opener.open(context, row.purpose, {
      object: 'Engagement',
      id: row.id,
      field: 'purpose',
      purpose: 'COACHING',
    });
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'What is to be reached; for client and coach only.',
  })
  async objectives(@Parent() row: EngagementView, @CurrentContext() context: RequestContext) {
    return this.#opener.open(context, row.objectives, {
      object: 'Engagement',
      id: row.id,
      field: 'objectives',
      purpose: 'COACHING',
    });
  }

  @ResolveField(() => EngagementStatus, {
    description:
      'How far it has come; a pause is between client and coach, all others see an active engagement.',
  })
  status(@Parent() row: EngagementView, @CurrentContext() context: RequestContext) {
    return row.status === 'PAUSED' && !this.#acquaintance.attends(context, row) ? 'ACTIVE' : row.status;
  }

  @ResolveField(() => Int, { description: 'How many sessions were held.' })
  sessionsHeld(@Parent() { sessions }: EngagementView) {
    return sessions.filter(({ status }) => status === 'HELD').length;
  }

  @Mutation(() => EngagementPayload, {
    description: 'Proposes to coach a person, a team or an organization.',
  })
  async proposeEngagement(
    @Args('input') input: ProposeEngagementInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, input.commandId);
    const { kind, clientId, purpose } = input;
    await this.#people.ensureKnown(context, [
      ['clientId', clientId],
      ['sponsorId', input.sponsorId],
    ]);
    await this.#cohorts.ensureThere(context, input.programId, input.cohortId);
    const optional = {
      sponsorId: input.sponsorId ?? undefined,
      programId: input.programId ?? undefined,
      cohortId: input.cohortId ?? undefined,
    };
    const engagementId = newId(context, 'engagement');
    return this.#changes.change(
      new commands.ProposeEngagement({ engagementId, kind, clientId, purpose, ...optional }, context),
    );
  }

  @Mutation(() => EngagementPayload, {
    description: 'Adds people to the team or organization that is coached.',
  })
  async addMembers(@Args('input') input: AddMembersInput, @CurrentContext() current: RequestContext) {
    const { commandId, engagementId, personIds } = input;
    const context = contextFor(current, commandId);
    await this.#changes.ensureParty(context, engagementId, 'COACH', 'PROGRAM_MANAGER');
    await this.#people.ensureKnown(
      context,
      personIds.map((id) => ['personIds', id]),
    );
    return this.#changes.change(new commands.AddMembers({ engagementId, personIds }, context));
  }

  @Mutation(() => EngagementPayload, { description: 'Notes that client and coach have chosen each other.' })
  async confirmMatch(@Args('input') input: ConfirmMatchInput, @CurrentContext() current: RequestContext) {
    const { commandId, engagementId, coachId } = input;
    const context = contextFor(current, commandId);
    await this.#changes.ensureParty(context, engagementId, 'CLIENT', 'PROGRAM_MANAGER');
    await this.#people.ensureKnown(context, [['coachId', coachId]]);
    const { programId } = await this.#matches.factsOf(context, engagementId);
    return this.#changes.change(new commands.ConfirmMatch({ engagementId, coachId, programId }, context));
  }

  async #find(context: RequestContext, id: string) {
    const row = await this.#models.of(EngagementView).byId(context, id);
    return row && this.#acquaintance.sees(context, row) ? row : null;
  }
}

/** Whoever asks without saying as what, asks as what they are first. */
const firstPart = (roles: readonly string[]) =>
  (['COACH', 'CLIENT', 'SPONSOR'] as const).find((party) => roles.includes(party)) ?? 'CLIENT';
