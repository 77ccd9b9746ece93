import { CommandBus } from '@nestjs/cqrs';
import { Args, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { EventStore } from '@securebase/event-sourcing';
import { contextFor, CurrentContext, newId, type RequestContext } from '@securebase/service-kit';
import { IsOptional } from 'class-validator';
import {
  type CredentialEvent,
  credentials,
  IssueProvisioningCredential,
  RevokeProvisioningCredential,
} from '../domain/credentials.ts';
import { newSecret } from '../scim/credentials.ts';

@InputType({ description: 'Which credential is good for nothing from now on.' })
export class RevokeProvisioningCredentialInput {
  @Field(() => ID, { nullable: true, description: 'Makes a retry harmless.' }) @IsOptional() commandId?:
    string | null;
  @Field(() => ID, { description: 'The credential.' }) credentialId!: string;
}
@ObjectType({ description: 'A new credential.' })
export class IssuedCredentialPayload {
  @Field(() => ID, { description: 'What it is revoked by.' }) credentialId!: string;
  @Field({ description: 'The credential itself: a bearer token for /scim/v2. It is shown this once.' })
  credential!: string;
}
@ObjectType({ description: 'A credential that was revoked.' })
export class RevokedCredentialPayload {
  @Field(() => ID, { description: 'Which.' }) credentialId!: string;
}

/** With what the organization's own directory may provision people. */
@Resolver()
export class ProvisioningResolver {
  readonly #commands: CommandBus;
  readonly #store: EventStore;
  constructor(commands: CommandBus, store: EventStore) {
    this.#commands = commands;
    this.#store = store;
  }

  @Query(() => [ID], { description: 'The provisioning credentials of the tenant that are good.' })
  async provisioningCredentials(@CurrentContext() { tenantId }: RequestContext): Promise<string[]> {
    const { events } = await this.#store.readStream(tenantId, `${credentials.name}-${tenantId}`);
    return [
      ...(events as unknown as CredentialEvent[]).reduce(credentials.evolve, credentials.initialState).keys(),
    ];
  }

  @Mutation(() => IssuedCredentialPayload, {
    description:
      'Issues a credential with which the organization’s own directory may provision people and groups.',
  })
  async issueProvisioningCredential(
    @CurrentContext() current: RequestContext,
  ): Promise<IssuedCredentialPayload> {
    const context = contextFor(current, undefined);
    const credentialId = newId(context, 'provisioning-credential');
    const { credential, hash } = newSecret(context.tenantId, credentialId);
    await this.#commands.execute(new IssueProvisioningCredential({ credentialId, hash }, context));
    return { credentialId, credential };
  }

  @Mutation(() => RevokedCredentialPayload, { description: 'Revokes a provisioning credential.' })
  async revokeProvisioningCredential(
    @Args('input') { commandId, credentialId }: RevokeProvisioningCredentialInput,
    @CurrentContext() current: RequestContext,
  ): Promise<RevokedCredentialPayload> {
    await this.#commands.execute(
      new RevokeProvisioningCredential({ credentialId }, contextFor(current, commandId)),
    );
    return { credentialId };
  }
}
