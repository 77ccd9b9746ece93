import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { contextFor, CurrentContext, Opener, ReadModels, type RequestContext } from '@securebase/service-kit';
import { signedFor } from '../domain/agreeing.ts';
import * as commands from '../domain/engagement-commands.ts';
import { EngagementView } from '../read-models/engagement-view.ts';
import { KnownBaseline } from '../read-models/known-baseline.ts';
import { Acquaintance } from './acquaintance.ts';
import { Agreement, DraftAgreementInput, SignAgreementInput } from './agreement.types.ts';
import { agreementFor, type AgreementThing, wishedOf } from './agreements.ts';
import { EngagementChanges } from './engagement-changes.ts';
import { EngagementPayload } from './engagement.types.ts';
import { People } from './people.ts';
import { Tenants } from './tenants.ts';

/** What the parties agree on: drafts, signatures, amendments. */
@Resolver(() => EngagementView)
export class AgreementResolver {
  readonly #changes: EngagementChanges;
  readonly #people: People;
  readonly #acquaintance: Acquaintance;
  readonly #models: ReadModels;
  readonly #tenants: Tenants;
  constructor(
    changes: EngagementChanges,
    people: People,
    acquaintance: Acquaintance,
    models: ReadModels,
    tenants: Tenants,
  ) {
    this.#changes = changes;
    this.#people = people;
    this.#acquaintance = acquaintance;
    this.#models = models;
    this.#tenants = tenants;
  }

  @ResolveField(() => Agreement, {
    nullable: true,
    description: 'The newest draft of the agreement, or amendment.',
  })
  agreement(@Parent() row: EngagementView, @CurrentContext() context: RequestContext) {
    return agreementFor(row, row.draft, row.signedBy, this.#seesTerms(context, row));
  }

  @ResolveField(() => Agreement, {
    nullable: true,
    description: 'The version that holds: the last one that every party has signed.',
  })
  agreementInForce(@Parent() row: EngagementView, @CurrentContext() context: RequestContext) {
    const parties = ['CLIENT', 'COACH', ...(row.sponsorId === null ? [] : ['SPONSOR' as const])] as const;
    return agreementFor(row, row.inForce, parties, this.#seesTerms(context, row));
  }

  @Mutation(() => EngagementPayload, {
    description: 'Drafts a new version of the agreement; signatures begin anew.',
  })
  draftAgreement(@Args('input') input: DraftAgreementInput, @CurrentContext() context: RequestContext) {
    return this.#write(commands.DraftAgreement, input, context);
  }

  @Mutation(() => EngagementPayload, {
    description:
      'Proposes another agreement while one is in force, which holds until every party has signed the new one. What decides about change stays as it was agreed on.',
  })
  amendAgreement(@Args('input') input: DraftAgreementInput, @CurrentContext() context: RequestContext) {
    return this.#write(commands.AmendAgreement, input, context);
  }

  @Mutation(() => EngagementPayload, { description: 'Signs the agreement for the party that the caller is.' })
  async signAgreement(@Args('input') input: SignAgreementInput, @CurrentContext() context: RequestContext) {
    const { commandId, engagementId, agreementVersion, party } = input;
    const state = await this.#changes.ensureParty(context, engagementId, 'CLIENT', 'COACH', 'SPONSOR');
    const data = { engagementId, agreementVersion, party, ...signedFor(state, agreementVersion) };
    return this.#changes.change(new commands.SignAgreement(data, contextFor(context, commandId)));
  }

  async #write(
    Write: typeof commands.DraftAgreement | typeof commands.AmendAgreement,
    input: DraftAgreementInput,
    current: RequestContext,
  ) {
    const { commandId, engagementId, sessions, objectives, terms, expectedVersion } = input;
    const context = contextFor(current, commandId);
    await this.#changes.ensureParty(context, engagementId, 'COACH');
    await this.#people.ensureKnown(context, [
      ...(terms?.lineManagerIds ?? []).map((id) => ['lineManagerIds', id] as const),
      ...(terms?.raterIds ?? []).map((id) => ['raterIds', id] as const),
    ]);
    const baseline = await this.#models.of(KnownBaseline).byId(context, engagementId);
    const { settings } = await this.#tenants.of(context.tenantId);
    const wished = wishedOf(terms);
    const data = {
      engagementId,
      sessions,
      objectives,
      ...(wished && { terms: wished }),
      keyHolder: settings.keyHolder ?? undefined,
      ...(expectedVersion != null && { expectedVersion }),
    };
    return this.#changes.change(new Write(data, context, { baselineTaken: baseline !== null }));
  }

  #seesTerms(context: RequestContext, row: EngagementView): boolean {
    return this.#acquaintance.attends(context, row) || row.sponsorId === context.actorId;
  }
}

/** What a version says in words. */
@Resolver(() => Agreement)
export class AgreementWordsResolver {
  readonly #opener: Opener;
  constructor(opener: Opener) {
    this.#opener = opener;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'What is to be reached, by this version; for client and coach only.',
  })
  objectives(
    @Parent() { engagementId: id, item }: AgreementThing,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#opener.open(context, item.objectives, {
      object: 'Engagement',
      id,
      field: 'objectives',
      purpose: 'COACHING',
    });
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'Who holds the key of the tenant, as of this version; null: those who run the platform.',
  })
  keyHolder(@Parent() { engagementId: id, item }: AgreementThing, @CurrentContext() context: RequestContext) {
    const at = { object: 'Engagement', id, field: 'agreement.keyHolder', purpose: 'COACHING' };
    return this.#opener.open(context, item.keyHolder, at);
  }
}
