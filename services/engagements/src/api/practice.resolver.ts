import { CommandBus } from '@nestjs/cqrs';
import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ensure } from '@securebase/domain-kit';
import { consistencyToken, type Handled } from '@securebase/event-sourcing';
import {
  contextFor,
  CurrentContext,
  newId,
  PageArgs,
  ReadModels,
  type RequestContext,
} from '@securebase/service-kit';
import {
  EndPracticeLink,
  LinkEnterprise,
  OfferPracticeLink,
  TakePracticeLink,
  UnlinkEnterprise,
} from '../domain/practice.ts';
import { EngagementView } from '../read-models/engagement-view.ts';
import { PracticeLinkView } from '../read-models/practice-link-view.ts';
import { newLinkCode, readLinkCode } from './link-codes.ts';
import { LinkedEnterprises } from './linked-enterprises.ts';
import {
  LinkedEngagement,
  LinkedEngagementConnection,
  LinkedEnterprise,
  LinkEnterpriseInput,
  OfferedPracticeLinkPayload,
  PracticeLinkInput,
  PracticeLinkPayload,
} from './practice.types.ts';
import { Tenants } from './tenants.ts';

const most = 100;

/** Links of a coach's own practice: the coach alone makes them, signed in at both ends. */
@Resolver(() => LinkedEnterprise)
export class PracticeResolver {
  readonly #commands: CommandBus;
  readonly #models: ReadModels;
  readonly #tenants: Tenants;
  readonly #linked: LinkedEnterprises;
  constructor(commands: CommandBus, models: ReadModels, tenants: Tenants, linked: LinkedEnterprises) {
    this.#commands = commands;
    this.#models = models;
    this.#tenants = tenants;
    this.#linked = linked;
  }

  @Query(() => [PracticeLinkView], {
    description:
      'In an enterprise: the links of the caller’s own practice. Nobody else sees that there are any.',
  })
  myPracticeLinks(@CurrentContext() { tenantId, actorId }: RequestContext) {
    return this.#models.of(PracticeLinkView).find(tenantId, { coachId: actorId }, most);
  }

  @Query(() => [LinkedEnterprise], {
    description: 'In the caller’s own practice: the enterprises for which they work.',
  })
  async linkedEnterprises(@CurrentContext() context: RequestContext): Promise<LinkedEnterprise[]> {
    if (!(await this.#isOwn(context))) return [];
    const links = [...(await this.#linked.of(context.tenantId))];
    return Promise.all(
      links.map(async ([id, to]) => {
        const entered = await this.#linked.enter(context, id, to);
        return { id, holds: entered !== undefined, entered };
      }),
    );
  }

  @ResolveField(() => LinkedEngagementConnection, {
    description: 'The engagements that the coach has there; none when the link holds no more.',
  })
  async engagements(@Parent() { entered }: LinkedEnterprise, @Args() page: PageArgs) {
    if (!entered)
      return {
        edges: [],
        pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
      };
    const where = { coachId: entered.coachId };
    const { edges, pageInfo } = await this.#models.of(EngagementView).page(entered.there, page, { where });
    const shown = ({ node: row, cursor }: (typeof edges)[number]) => {
      const { id, kind, sessions } = row;
      const sessionsHeld = sessions.filter(({ status }) => status === 'HELD').length;
      return { cursor, node: { id, kind, sessionsHeld, row, entered } };
    };
    return { edges: edges.map(shown), pageInfo };
  }

  @Mutation(() => OfferedPracticeLinkPayload, {
    description: 'In an enterprise: gives a coach a code with which they link it with their own practice.',
  })
  async offerPracticeLink(@CurrentContext() current: RequestContext): Promise<OfferedPracticeLinkPayload> {
    const context = contextFor(current, undefined);
    ensure((await this.#tenants.of(context.tenantId)).kind === 'ENTERPRISE', 'NOT_AN_ENTERPRISE');
    const linkId = newId(context, 'practice-link');
    const { code, codeHash } = newLinkCode(context.tenantId, linkId);
    await this.#commands.execute(new OfferPracticeLink({ linkId, codeHash }, context));
    return { linkId, code };
  }

  @Mutation(() => PracticeLinkPayload, {
    description: 'In the caller’s own practice: links it with the enterprise that the code is from.',
  })
  async linkEnterprise(@Args('input') input: LinkEnterpriseInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    ensure(await this.#isOwn(context), 'NOT_THE_PRACTICE_OF_CALLER');
    const code = readLinkCode(input.code);
    const link = code && (await this.#linked.link(code.enterpriseId, code.linkId));
    ensure(code && link, 'LINK_CODE_NOT_GOOD', ['input', 'code']);
    const { enterpriseId, linkId, codeHash } = code;
    const mark = code.markFor(context.tenantId);
    const take = new TakePracticeLink(
      { linkId, codeHash, mark },
      there(context, enterpriseId, link.coachId, linkId),
    );
    await this.#commands.execute(take);
    return this.#change(new LinkEnterprise({ linkId, enterpriseId, mark }, context));
  }

  @Mutation(() => PracticeLinkPayload, {
    description: 'In an enterprise: the caller ends a link of their own practice.',
  })
  endPracticeLink(
    @Args('input') { commandId, linkId }: PracticeLinkInput,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#change(new EndPracticeLink({ linkId }, contextFor(context, commandId)));
  }

  @Mutation(() => PracticeLinkPayload, {
    description: 'In the caller’s own practice: ends its link with an enterprise.',
  })
  async unlinkEnterprise(
    @Args('input') { commandId, linkId }: PracticeLinkInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, commandId);
    ensure(await this.#isOwn(context), 'NOT_THE_PRACTICE_OF_CALLER');
    const to = (await this.#linked.of(context.tenantId)).get(linkId);
    const link = to && (await this.#linked.link(to.enterpriseId, linkId));
    if (to && link)
      await this.#commands.execute(
        new EndPracticeLink({ linkId }, there(context, to.enterpriseId, link.coachId, linkId)),
      );
    return this.#change(new UnlinkEnterprise({ linkId }, context));
  }

  async #isOwn({ tenantId, actorId }: RequestContext): Promise<boolean> {
    const { kind, coachId } = await this.#tenants.of(tenantId);
    return kind === 'PRACTICE' && coachId === actorId;
  }

  async #change(command: LinkEnterprise | EndPracticeLink | UnlinkEnterprise): Promise<PracticeLinkPayload> {
    const handled = await this.#commands.execute<typeof command, Handled>(command);
    return { linkId: command.data.linkId, token: consistencyToken('engagements', handled) };
  }
}

/** The same wish at the enterprise's end, as who the caller is there. Nothing in it names the practice. */
const there = ({ at, commandId }: RequestContext, tenantId: string, actorId: string, linkId: string) => ({
  tenantId,
  actorId,
  at,
  commandId,
  correlationId: linkId,
});

/** Names of clients, by their consent. */
@Resolver(() => LinkedEngagement)
export class LinkedEngagementResolver {
  readonly #linked: LinkedEnterprises;
  constructor(linked: LinkedEnterprises) {
    this.#linked = linked;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'The client’s name, while they consent to it; see PRACTICE_KNOWS_CLIENT in purposesOfUse.',
  })
  client(@Parent() { row, entered }: LinkedEngagement): Promise<string | null> {
    return this.#linked.clientOf(entered, row);
  }
}
