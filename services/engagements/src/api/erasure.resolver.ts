import { CommandBus } from '@nestjs/cqrs';
import {
  Args,
  Field,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { rowOf } from '@securebase/domain-kit';
import { consistencyToken, type Handled } from '@securebase/event-sourcing';
import { KeyKeeper } from '@securebase/sealing';
import {
  Certificates,
  contextFor,
  CurrentContext,
  ReadModels,
  type RequestContext,
} from '@securebase/service-kit';
import { IsOptional } from 'class-validator';
import { EraseSubject, type PersonEvent } from '../domain/person.ts';
import { ErasureView, erasureView, PurgeReport } from '../read-models/erasure-view.ts';
import { ErasureCertificates } from './certificates.ts';

@InputType({ description: 'Who is erased.' })
export class EraseSubjectInput {
  @Field(() => ID, { nullable: true, description: 'Makes a retry harmless.' }) @IsOptional() commandId?:
    string | null;
  @Field(() => ID, { description: 'The person.' }) personId!: string;
}
@ObjectType({ description: 'An erasure that has begun.' })
export class ErasurePayload {
  @Field(() => ErasureView, { description: 'The erasure. The keys are destroyed already.' })
  erasure!: ErasureView;
  @Field({ description: 'Send it as the header read-after, to see the change in queries.' }) token!: string;
}

@Resolver(() => ErasureView)
export class ErasureResolver {
  readonly #commands: CommandBus;
  readonly #models: ReadModels;
  readonly #keeper: KeyKeeper;
  readonly #certificates: ErasureCertificates;
  readonly #signer: Certificates;
  constructor(
    commands: CommandBus,
    models: ReadModels,
    keeper: KeyKeeper,
    certificates: ErasureCertificates,
    signer: Certificates,
  ) {
    this.#commands = commands;
    this.#models = models;
    this.#keeper = keeper;
    this.#certificates = certificates;
    this.#signer = signer;
  }

  @Query(() => ErasureView, { nullable: true, description: 'What has become of erasing a person.' })
  erasure(@Args('personId', { type: () => ID }) personId: string, @CurrentContext() context: RequestContext) {
    return this.#models.of(ErasureView).byId(context, personId);
  }

  @Query(() => String, {
    description: 'The public key that certificates are verified with, as a JWK in JSON.',
  })
  certificateKey() {
    return JSON.stringify(this.#signer.publicKey ?? null);
  }

  @ResolveField(() => [PurgeReport], { description: 'What each service held.' })
  reports(@Parent() { reports }: ErasureView) {
    return reports.map(({ service, events, streams, at }) => ({
      service,
      events,
      streams,
      at: new Date(at),
    }));
  }

  @ResolveField(() => Boolean, { description: 'Whether every service has said what it held.' })
  isComplete(@Parent() row: ErasureView) {
    return this.#certificates.isComplete(row);
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'The signed certificate, a compact JWS; null until the erasure is complete.',
  })
  certificate(@Parent() row: ErasureView) {
    return this.#certificates.of(row);
  }

  @Mutation(() => ErasurePayload, {
    description:
      'Erases a person, for good: destroys the keys of everything personal about them, in every service. It cannot be undone.',
  })
  async eraseSubject(
    @Args('input') { commandId, personId }: EraseSubjectInput,
    @CurrentContext() current: RequestContext,
  ): Promise<ErasurePayload> {
    const context = contextFor(current, commandId);
    const handled = await this.#commands.execute<EraseSubject, Handled<PersonEvent>>(
      new EraseSubject({ personId }, context),
    );
    // At once; should this process die before, the reaction to the event does it.
    await this.#keeper.destroySubject(context.tenantId, personId);
    const row = rowOf(erasureView, handled.history, personId) ?? erasureView.blank;
    return {
      erasure: { ...row, id: personId, tenantId: context.tenantId },
      token: consistencyToken('engagements', handled),
    };
  }
}
