import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentContext, PageArgs, ReadModels, type RequestContext } from '@securebase/service-kit';
import { SharedCaseView, SupervisionView } from '../read-models/supervision-views.ts';
import { CoachHours, SharedCaseConnection, Supervised, SupervisionEntryConnection } from './coaches.types.ts';
import { HoursLog } from './hours-log.ts';
import { OwnPractice, readBy } from './own-practice.ts';
import { Words } from './words.ts';

/** What a supervisor sees of the coach who has named them: figures, days of supervision, cases; nobody's name. */
@Resolver(() => Supervised)
export class SupervisedResolver {
  readonly #practice: OwnPractice;
  readonly #models: ReadModels;
  readonly #words: Words;
  readonly #log: HoursLog;
  constructor(practice: OwnPractice, models: ReadModels, words: Words, log: HoursLog) {
    this.#practice = practice;
    this.#models = models;
    this.#words = words;
    this.#log = log;
  }

  @Query(() => Supervised, {
    nullable: true,
    description: 'The coach of this practice, while the caller supervises them.',
  })
  async supervised(@CurrentContext() context: RequestContext): Promise<Supervised | null> {
    const coachId = await this.#practice.supervisedBy(context);
    return coachId === undefined ? null : { coachId, readerIds: [context.actorId] };
  }

  @ResolveField(() => CoachHours, { description: 'What the coach’s hours come to.' })
  hours(@Parent() { coachId }: Supervised, @CurrentContext() context: RequestContext): Promise<CoachHours> {
    return this.#log.of(context, coachId);
  }

  @ResolveField(() => SupervisionEntryConnection, {
    description: 'Supervision and mentor coaching that the coach had, the newest first; not with whom.',
  })
  async supervisionLog(
    @Parent() { coachId }: Supervised,
    @Args() paging: PageArgs,
    @CurrentContext() context: RequestContext,
  ) {
    const options = { where: { coachId }, orderBy: 'heldOn', direction: 'DESC' } as const;
    const { edges, pageInfo } = await this.#models.of(SupervisionView).page(context, paging, options);
    // With whom is the coach's alone, also where a supervisor coaches, too.
    const told = (node: SupervisionView) => Object.assign(readBy(context, node), { with: null });
    return { edges: edges.map(({ cursor, node }) => ({ cursor, node: told(node) })), pageInfo };
  }

  @ResolveField(() => SharedCaseConnection, {
    description: 'The cases that the coach shares with the caller.',
  })
  async cases(
    @Parent() { coachId }: Supervised,
    @Args() paging: PageArgs,
    @CurrentContext() context: RequestContext,
  ) {
    const where = { coachId, supervisorId: context.actorId };
    const { edges, pageInfo } = await this.#models.of(SharedCaseView).page(context, paging, { where });
    const told = (node: SharedCaseView) =>
      this.#words.of(context, 'SharedCase', readBy(context, node), 'words');
    return { edges: edges.map(({ cursor, node }) => ({ cursor, node: told(node) })), pageInfo };
  }
}
