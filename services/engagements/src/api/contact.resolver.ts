import {
  Args,
  ArgsType,
  Field,
  Parent,
  Query,
  registerEnumType,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { Connection, CurrentContext, ReadModels, type RequestContext } from '@securebase/service-kit';
import { IsOptional } from 'class-validator';
import { LessThanOrEqual } from 'typeorm';
import { ContactAbout, ContactView, mondayOf } from '../read-models/contact-view.ts';
import { EngagementView } from '../read-models/engagement-view.ts';
import { PersonView } from '../read-models/person-view.ts';
import { CohortView, ProgramView } from '../read-models/program-view.ts';
import { within, WithinArgs } from './within.ts';

export const QuietFor = {
  TWO_WEEKS: 'TWO_WEEKS',
  FOUR_WEEKS: 'FOUR_WEEKS',
  EIGHT_WEEKS: 'EIGHT_WEEKS',
  TWELVE_WEEKS: 'TWELVE_WEEKS',
} as const;
registerEnumType(QuietFor, {
  name: 'QuietFor',
  description:
    'For how long it has been quiet. Steps, and not days: nobody finds out by asking which day it was.',
  valuesMap: {
    TWO_WEEKS: { description: 'Two weeks or longer.' },
    FOUR_WEEKS: { description: 'Four weeks or longer.' },
    EIGHT_WEEKS: { description: 'Eight weeks or longer.' },
    TWELVE_WEEKS: { description: 'Twelve weeks or longer.' },
  },
});
const weeksOf = { TWO_WEEKS: 2, FOUR_WEEKS: 4, EIGHT_WEEKS: 8, TWELVE_WEEKS: 12 } as const;
const week = 7 * 86_400_000;

@ArgsType()
export class ContactArgs extends WithinArgs {
  @Field(() => ContactAbout, { nullable: true, description: 'Only about this.' })
  @IsOptional()
  about?: keyof typeof ContactAbout | null;
  @Field(() => QuietFor, {
    defaultValue: 'FOUR_WEEKS',
    description: 'Only where it has been quiet for so long: no answer, no session, nothing told.',
  })
  quietFor!: keyof typeof QuietFor;
}

const CoachContactConnection = Connection('CoachContact', () => ContactView);

/** Where to contact the coach. That, and nothing of why. */
@Resolver(() => ContactView)
export class ContactResolver {
  readonly #models: ReadModels;
  constructor(models: ReadModels) {
    this.#models = models;
  }

  @Query(() => CoachContactConnection, {
    description:
      'Engagements whose coach is to be contacted, those that have been quiet longest first. One that rests stands here as one that goes on would.',
  })
  coachesToContact(@Args() args: ContactArgs, @CurrentContext() context: RequestContext) {
    const { about, quietFor, first, after } = args;
    const until = mondayOf(new Date(context.at.getTime() - weeksOf[quietFor] * week));
    const where = { ...within(args), ...(about != null && { about }), since: LessThanOrEqual(until) };
    return this.#models.of(ContactView).page(context, { first, after }, { where, orderBy: 'since' });
  }

  @ResolveField(() => EngagementView, { nullable: true, description: 'The engagement.' })
  engagement(@Parent() { id }: ContactView, @CurrentContext() context: RequestContext) {
    return this.#models.of(EngagementView).byId(context, id);
  }

  @ResolveField(() => PersonView, { nullable: true, description: 'Whom to contact, and where.' })
  coach(@Parent() { coachId }: ContactView, @CurrentContext() context: RequestContext) {
    return coachId === null ? null : this.#models.of(PersonView).byId(context, coachId);
  }

  @ResolveField(() => ProgramView, { nullable: true, description: 'The program that it is part of.' })
  program(@Parent() { programId }: ContactView, @CurrentContext() context: RequestContext) {
    return programId === null ? null : this.#models.of(ProgramView).byId(context, programId);
  }

  @ResolveField(() => CohortView, { nullable: true, description: 'The cohort that it is part of.' })
  cohort(@Parent() { cohortId }: ContactView, @CurrentContext() context: RequestContext) {
    return cohortId === null ? null : this.#models.of(CohortView).byId(context, cohortId);
  }
}
