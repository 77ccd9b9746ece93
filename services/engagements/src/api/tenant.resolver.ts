import { CommandBus } from '@nestjs/cqrs';
import { Args, Field, ID, InputType, Int, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { smallestGroup } from '@securebase/contracts';
import { consistencyToken, EventStore, type Handled } from '@securebase/event-sourcing';
import { contextFor, CurrentContext, TenantDirectory, type RequestContext } from '@securebase/service-kit';
import { IsOptional, Max, Min } from 'class-validator';
import {
  DeleteTenant,
  ProposeTenantSettings,
  RequestTenantDeletion,
  ResumeTenant,
  SignTenantSettings,
  SuspendTenant,
  tenant,
  type Tenant,
  type TenantCommand,
  type TenantEvent,
} from '../domain/tenant.ts';

@ObjectType({ description: 'What a tenant decides for itself, within what the platform allows.' })
export class TenantSettings {
  @Field(() => Int, { description: 'Below so many people nothing is said of a group.' })
  smallestGroup!: number;
  @Field(() => Int, {
    nullable: true,
    description: 'So many days after people have left they are erased; null: when it is asked for.',
  })
  retentionDays!: number | null;
}
@ObjectType('Tenant', { description: 'Who has the platform: an enterprise, or a coach’s own practice.' })
export class TenantType {
  @Field(() => ID, { description: 'The tenant.' }) id!: string;
  @Field(() => Boolean, { description: 'Whether its people are answered.' }) suspended!: boolean;
  @Field(() => TenantSettings, { description: 'What holds.' }) settings!: TenantSettings;
  @Field(() => Int, { description: 'Of the last proposal; 0 before the first.' }) version!: number;
  @Field(() => TenantSettings, { nullable: true, description: 'What waits for a second signature.' })
  proposed!: TenantSettings | null;
}
@ObjectType({ description: 'A tenant that has changed.' })
export class TenantPayload {
  @Field(() => TenantType, { description: 'The tenant.' }) tenant!: TenantType;
  @Field({ description: 'Send it as the header read-after, to see the change in queries.' }) token!: string;
}
@InputType({ description: 'A command to the tenant of the caller.' })
export class TenantInput {
  @Field(() => ID, { nullable: true, description: 'Makes a retry harmless.' }) @IsOptional() commandId?:
    string | null;
}
@InputType({ description: 'Which settings are wanted.' })
export class ProposeTenantSettingsInput extends TenantInput {
  @Field(() => Int, { description: 'Below so many people nothing is said of a group; at least 5.' })
  @Min(smallestGroup)
  @Max(100)
  smallestGroup!: number;
  @Field(() => Int, {
    nullable: true,
    description:
      'So many days after people have left they are erased, 30 to 3650; null: when it is asked for.',
  })
  @IsOptional()
  @Min(30)
  @Max(3650)
  retentionDays?: number | null;
}
@InputType({ description: 'Which settings are signed.' })
export class SignTenantSettingsInput extends TenantInput {
  @Field(() => Int, { description: 'Their version.' }) version!: number;
}

const shown = (id: string, { suspended, settings, version, proposed }: Tenant): TenantType => ({
  id,
  suspended,
  settings,
  version,
  proposed: proposed ?? null,
});

/** The tenant of the caller. */
@Resolver()
export class TenantResolver {
  readonly #commands: CommandBus;
  readonly #store: EventStore;
  readonly #directory: TenantDirectory;
  constructor(commands: CommandBus, store: EventStore, directory: TenantDirectory) {
    this.#commands = commands;
    this.#store = store;
    this.#directory = directory;
  }

  @Query(() => TenantType, { description: 'The tenant of the caller.' })
  async tenant(@CurrentContext() { tenantId }: RequestContext): Promise<TenantType> {
    const { events } = await this.#store.readStream(tenantId, `${tenant.name}-${tenantId}`);
    return shown(tenantId, (events as unknown as TenantEvent[]).reduce(tenant.evolve, tenant.initialState));
  }

  @Mutation(() => TenantPayload, {
    description: 'Stops answering the people of the tenant. Nothing is lost.',
  })
  suspendTenant(@Args('input') input: TenantInput, @CurrentContext() context: RequestContext) {
    return this.#change(new SuspendTenant({}, contextFor(context, input.commandId)));
  }

  @Mutation(() => TenantPayload, { description: 'Answers the people of the tenant again.' })
  resumeTenant(@Args('input') input: TenantInput, @CurrentContext() context: RequestContext) {
    return this.#change(new ResumeTenant({}, contextFor(context, input.commandId)));
  }

  @Mutation(() => TenantPayload, {
    description:
      'Says for the tenant that everything of it is to be deleted. Those who run the platform do it.',
  })
  requestTenantDeletion(@Args('input') input: TenantInput, @CurrentContext() context: RequestContext) {
    return this.#change(new RequestTenantDeletion({}, contextFor(context, input.commandId)));
  }

  @Mutation(() => TenantPayload, {
    description:
      'Deletes the tenant that has asked for it: everybody of it is erased, then all its keys are destroyed. It cannot be undone.',
  })
  deleteTenant(@Args('input') input: TenantInput, @CurrentContext() context: RequestContext) {
    return this.#change(new DeleteTenant({}, contextFor(context, input.commandId)));
  }

  @Mutation(() => TenantPayload, {
    description:
      'Proposes settings. What protects more holds at once; what protects less waits for a second signature.',
  })
  proposeTenantSettings(
    @Args('input') { commandId, smallestGroup: least, retentionDays }: ProposeTenantSettingsInput,
    @CurrentContext() context: RequestContext,
  ) {
    const settings = { smallestGroup: least, retentionDays: retentionDays ?? null };
    return this.#change(new ProposeTenantSettings(settings, contextFor(context, commandId)));
  }

  @Mutation(() => TenantPayload, {
    description:
      'Signs what somebody else has proposed: the representative of the employees where there is one, else another administrator.',
  })
  async signTenantSettings(
    @Args('input') { commandId, version }: SignTenantSettingsInput,
    @CurrentContext() context: RequestContext,
  ) {
    const role = 'EMPLOYEE_REPRESENTATIVE';
    const isRepresentative = context.roles.includes(role);
    const hasRepresentative = isRepresentative || (await this.#directory.has(context.tenantId, role));
    const data = { version, hasRepresentative, isRepresentative };
    return this.#change(new SignTenantSettings(data, contextFor(context, commandId)));
  }

  async #change(command: TenantCommand): Promise<TenantPayload> {
    const handled = await this.#commands.execute<TenantCommand, Handled<TenantEvent>>(command);
    const now = handled.history.reduce(tenant.evolve, tenant.initialState);
    return {
      tenant: shown(command.context.tenantId, now),
      token: consistencyToken('engagements', handled),
    };
  }
}
