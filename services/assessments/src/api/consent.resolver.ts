import { CommandBus } from '@nestjs/cqrs';
import {
  Args,
  Field,
  ID,
  InputType,
  Int,
  Mutation,
  Query,
  ObjectType,
  registerEnumType,
  Resolver,
} from '@nestjs/graphql';
import { purposes, type Purpose } from '@securebase/contracts';
import { rowOf } from '@securebase/domain-kit';
import { consistencyToken, type Handled } from '@securebase/event-sourcing';
import {
  Connection,
  contextFor,
  CurrentContext,
  PageArgs,
  ReadModels,
  type RequestContext,
} from '@securebase/service-kit';
import { IsOptional } from 'class-validator';
import { type ConsentEvent, GiveConsent, WithdrawConsent } from '../domain/consent.ts';
import { consentIdOf } from '../facts/ids.ts';
import { ConsentPurpose, ConsentView, consentView } from '../read-models/consent-view.ts';
import { KnownEngagement } from '../read-models/known-engagement.ts';

const LegalBasis = {
  CONSENT: 'CONSENT',
  CONTRACT: 'CONTRACT',
  LEGITIMATE_INTEREST: 'LEGITIMATE_INTEREST',
  LEGAL_OBLIGATION: 'LEGAL_OBLIGATION',
} as const;
registerEnumType(LegalBasis, {
  name: 'LegalBasis',
  description: 'Why something personal may be done.',
  valuesMap: {
    CONSENT: { description: 'The person consents, and may withdraw it.' },
    CONTRACT: { description: 'What was agreed could not be carried out otherwise.' },
    LEGITIMATE_INTEREST: { description: 'Somebody has good reason; the person may object.' },
    LEGAL_OBLIGATION: { description: 'The law asks for it.' },
  },
});

@ObjectType({ description: 'For what something personal is used, and on which legal basis.' })
export class PurposeOfUse {
  @Field(() => ConsentPurpose, { description: 'Its name.' }) purpose!: Purpose;
  @Field(() => LegalBasis, { description: 'Why it may be done.' }) basis!: keyof typeof LegalBasis;
  @Field(() => Int, { description: 'The version of the text, to consent to.' }) textVersion!: number;
  @Field({ description: 'What is said to the person.' }) text!: string;
}
const ConsentConnection = Connection('Consent', () => ConsentView);
@ObjectType({ description: 'A consent that has changed.' })
export class ConsentPayload {
  @Field(() => ConsentView, { nullable: true, description: 'The consent; null when there never was one.' })
  consent!: ConsentView | null;
  @Field({ description: 'Send it as the header read-after, to see the change in queries.' }) token!: string;
}
@InputType({ description: 'To what the caller consents no more.' })
export class WithdrawConsentInput {
  @Field(() => ID, { nullable: true, description: 'Makes a retry harmless.' }) @IsOptional() commandId?:
    string | null;
  @Field(() => ID, { description: 'In which engagement.' }) engagementId!: string;
  @Field(() => ConsentPurpose, { description: 'To which purpose.' }) purpose!: Purpose;
}
@InputType({ description: 'To what the caller consents.' })
export class GiveConsentInput extends WithdrawConsentInput {
  @Field(() => Int, { description: 'The version of the text that was read.' }) textVersion!: number;
}

/** What the caller lets others see. */
@Resolver(() => ConsentView)
export class ConsentResolver {
  readonly #commands: CommandBus;
  readonly #models: ReadModels;
  constructor(commands: CommandBus, models: ReadModels) {
    this.#commands = commands;
    this.#models = models;
  }

  @Query(() => [PurposeOfUse], {
    description: 'For what the platform uses what people give, and why it may.',
  })
  purposesOfUse(): PurposeOfUse[] {
    return Object.entries(purposes).map(([purpose, definition]) => ({
      purpose: purpose as Purpose,
      ...definition,
    }));
  }

  @Query(() => ConsentConnection, { description: 'What the caller has consented to, the newest first.' })
  myConsents(@Args() page: PageArgs, @CurrentContext() context: RequestContext) {
    const where = { personId: context.actorId };
    return this.#models.of(ConsentView).page(context, page, { where, orderBy: 'givenAt', direction: 'DESC' });
  }

  @Mutation(() => ConsentPayload, { description: 'The caller consents to one purpose in one engagement.' })
  async giveConsent(@Args('input') input: GiveConsentInput, @CurrentContext() context: RequestContext) {
    const { commandId, engagementId, purpose, textVersion } = input;
    const consentId = consentIdOf(context.actorId, engagementId, purpose);
    const known = await this.#models.of(KnownEngagement).byId(context, engagementId);
    const data = { consentId, engagementId, purpose, textVersion, engagementKnown: known !== null };
    return this.#change(new GiveConsent(data, contextFor(context, commandId)));
  }

  @Mutation(() => ConsentPayload, {
    description: 'The caller consents no more: what was seen by it is closed from now on.',
  })
  withdrawConsent(@Args('input') input: WithdrawConsentInput, @CurrentContext() context: RequestContext) {
    const { commandId, engagementId, purpose } = input;
    const consentId = consentIdOf(context.actorId, engagementId, purpose);
    return this.#change(
      new WithdrawConsent({ consentId, engagementId, purpose }, contextFor(context, commandId)),
    );
  }

  async #change(command: GiveConsent | WithdrawConsent): Promise<ConsentPayload> {
    const handled = await this.#commands.execute<typeof command, Handled<ConsentEvent>>(command);
    const { consentId: id } = command.data;
    const row = rowOf(consentView, handled.history, id);
    return {
      consent: row ? { ...row, id, tenantId: command.context.tenantId } : null,
      token: consistencyToken('assessments', handled),
    };
  }
}
