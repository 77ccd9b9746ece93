import { Args, Field, ID, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import {
  Connection,
  CurrentContext,
  DateTime,
  Opener,
  PageArgs,
  type RequestContext,
} from '@securebase/service-kit';
import { AgreementView } from '../read-models/agreement-view.ts';
import { EngagementView } from '../read-models/engagement-view.ts';
import { withChange } from '../read-models/work-entry.ts';
import { AgreementTerms } from './agreement.types.ts';
import { Audiences, type WithPeople } from './audiences.ts';
import { Party } from './session.enums.ts';

@ObjectType({ description: 'A signature on a version of the agreement.' })
export class AgreementSignature {
  @Field(() => Party, { description: 'For which party.' }) party!: keyof typeof Party;
  @Field(() => ID, { description: 'Who signed.' }) personId!: string;
  @Field(() => DateTime, { description: 'When.' }) at!: Date;
}
export const AgreementVersionConnection = Connection('AgreementVersion', () => AgreementView);

/** A version with the ids by which the role matrix decides about its objectives. */
export const withParties = (row: WithPeople<AgreementView>): object => {
  const { clientId, coachIds } = row.people;
  return withChange<object>(row, { clientId, coachIds });
};

/** The versions of an agreement, for its parties and members. */
@Resolver(() => EngagementView)
export class AgreementVersionsResolver {
  readonly #audiences: Audiences;
  constructor(audiences: Audiences) {
    this.#audiences = audiences;
  }

  @ResolveField(() => AgreementVersionConnection, {
    description:
      'Every version of its agreement, drafted or amended, the newest first; for the parties and members.',
  })
  async agreementVersions(
    @Parent() engagement: EngagementView,
    @Args() paging: PageArgs,
    @CurrentContext() context: RequestContext,
  ) {
    const listing = { orderBy: 'version', direction: 'DESC' } as const;
    const { edges, pageInfo } = await this.#audiences.page(
      context,
      engagement,
      AgreementView,
      paging,
      listing,
    );
    return { edges: edges.map(({ cursor, node }) => ({ cursor, node: withParties(node) })), pageInfo };
  }
}

/** What a version of the agreement says. Whoever was given it is a party or a member. */
@Resolver(() => AgreementView)
export class AgreementVersionWordsResolver {
  readonly #opener: Opener;
  constructor(opener: Opener) {
    this.#opener = opener;
  }

  @ResolveField(() => String, { nullable: true, description: 'What is to be reached; for client and coach.' })
  objectives(@Parent() { id, objectives }: AgreementView, @CurrentContext() context: RequestContext) {
    const at = { object: 'AgreementVersion', id, field: 'objectives', purpose: 'COACHING' };
    return this.#opener.open(context, objectives, at);
  }

  @ResolveField(() => AgreementTerms, { description: 'Its terms.' })
  terms(@Parent() { terms }: AgreementView) {
    return terms;
  }

  @ResolveField(() => [AgreementSignature], { description: 'Who has signed it, in their order.' })
  signatures(@Parent() { signatures }: AgreementView): AgreementSignature[] {
    return signatures.map(({ party, personId, at }) => ({ party, personId, at: new Date(at) }));
  }
}
