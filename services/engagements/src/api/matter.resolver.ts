import { Args, ArgsType, Field, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  Connection,
  CurrentContext,
  PageArgs,
  ReadModels,
  type RequestContext,
} from '@securebase/service-kit';
import { ArrayMaxSize, IsOptional, Max, Min } from 'class-validator';
import { LessThanOrEqual, MoreThan } from 'typeorm';
import { EngagementView } from '../read-models/engagement-view.ts';
import { MatterKind, MatterView } from '../read-models/matter-view.ts';
import { type MatterKind as Kind } from '../read-models/matters/matters.ts';
import { Acquaintance } from './acquaintance.ts';

const day = 86_400_000;
const { SESSION, SESSION_OUTCOME, ...others } = MatterKind;

export const MatterConnection = Connection('Matter', () => MatterView);

@ArgsType()
export class MattersArgs extends PageArgs {
  @Min(0)
  @Max(366)
  @Field(() => Int, {
    defaultValue: 7,
    description: 'What is due, and what will be within so many days, from 0 to 366.',
  })
  within: number = 7;

  @IsOptional()
  @ArrayMaxSize(50)
  @Field(() => [MatterKind], {
    nullable: true,
    description: 'Of these kinds only; all when it is not given.',
  })
  kinds?: Kind[] | null;

  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'Of this engagement only.' })
  engagementId?: string | null;
}

/** What waits for a coach. */
@Resolver(() => MatterView)
export class MatterResolver {
  readonly #models: ReadModels;
  readonly #acquaintance: Acquaintance;
  constructor(models: ReadModels, acquaintance: Acquaintance) {
    this.#models = models;
    this.#acquaintance = acquaintance;
  }

  @Query(() => MatterConnection, {
    description: 'What needs the caller as a coach, now and in the days to come; what is due longest first.',
  })
  needsMe(
    @Args() { within, kinds, engagementId, ...paging }: MattersArgs,
    @CurrentContext() context: RequestContext,
  ) {
    const { at: now, actorId: coachId } = context;
    const where = {
      coachId,
      dueAt: LessThanOrEqual(new Date(now.getTime() + within * day)),
      ...(kinds != null && { kind: kinds }),
      ...(engagementId != null && { engagementId: engagementId.toLowerCase() }),
    };
    // Nothing happens when a session begins or ends: what a session waits for is a question of the time.
    const anyOf = [
      { kind: Object.values(others) },
      { kind: SESSION, dueAt: MoreThan(now) },
      { kind: SESSION_OUTCOME, dueAt: LessThanOrEqual(now) },
    ];
    return this.#models.of(MatterView).page(context, paging, { where, anyOf, orderBy: 'dueAt' });
  }

  @ResolveField(() => EngagementView, {
    nullable: true,
    description: 'The engagement, as far as the caller sees it: who is only asked does not yet.',
  })
  async engagement(@Parent() { engagementId }: MatterView, @CurrentContext() context: RequestContext) {
    if (engagementId === null) return null;
    const row = await this.#models.of(EngagementView).byId(context, engagementId);
    return row && this.#acquaintance.sees(context, row) ? row : null;
  }
}
