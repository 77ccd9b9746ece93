import { CommandBus } from '@nestjs/cqrs';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { consistencyToken, EventStore, type Handled } from '@securebase/event-sourcing';
import {
  type Caller,
  contextFor,
  CurrentCaller,
  CurrentContext,
  directoryMember,
  Fault,
  newId,
  TenantDirectory,
  type RequestContext,
} from '@securebase/service-kit';
import {
  CreateTenant,
  DeleteTenant,
  ProposeTenantSettings,
  RequestTenantDeletion,
  ResumeTenant,
  SignTenantSettings,
  SuspendTenant,
  type Tenant,
  type TenantCommand,
  type TenantEvent,
} from '../domain/tenant.ts';
import {
  CreateTenantInput,
  ProposeTenantSettingsInput,
  RunTenantInput,
  SignTenantSettingsInput,
  TenantInput,
  TenantPayload,
  TenantType,
} from './tenant.types.ts';
import { Tenants } from './tenants.ts';

const shown = (
  id: string,
  { kind, coachId, suspended, settings, version, proposed }: Tenant,
): TenantType => ({
  id,
  kind,
  coachId: coachId ?? null,
  suspended,
  settings,
  version,
  proposed: proposed ?? null,
});

/** A command of those who run the platform, to the tenant that they name. */
const run = (context: RequestContext, { commandId, tenantId }: RunTenantInput): RequestContext => {
  const own = contextFor(context, commandId);
  return tenantId == null ? own : { ...own, tenantId };
};

/** The tenant of the caller; those who run the platform may name another. */
@Resolver()
export class TenantResolver {
  readonly #commands: CommandBus;
  readonly #tenants: Tenants;
  readonly #directory: TenantDirectory;
  readonly #store: EventStore;
  constructor(commands: CommandBus, tenants: Tenants, directory: TenantDirectory, store: EventStore) {
    this.#commands = commands;
    this.#tenants = tenants;
    this.#directory = directory;
    this.#store = store;
  }

  @Query(() => TenantType, { description: 'The tenant of the caller.' })
  async tenant(@CurrentContext() { tenantId }: RequestContext): Promise<TenantType> {
    return shown(tenantId, await this.#tenants.of(tenantId));
  }

  @Mutation(() => TenantPayload, {
    description:
      'Creates a tenant: an enterprise, or a coach’s own practice. Its people sign in with tokens that name it.',
  })
  createTenant(@Args('input') input: CreateTenantInput, @CurrentContext() current: RequestContext) {
    const { commandId, kind, coachId } = input;
    const own = contextFor(current, commandId);
    // The same command makes the same tenant.
    const tenantId = input.tenantId ?? newId(own, 'tenant');
    return this.#change(new CreateTenant({ kind, coachId: coachId ?? undefined }, { ...own, tenantId }));
  }

  @Mutation(() => TenantPayload, {
    description: 'Stops answering the people of the tenant. Nothing is lost.',
  })
  suspendTenant(@Args('input') input: RunTenantInput, @CurrentContext() context: RequestContext) {
    return this.#change(new SuspendTenant({}, run(context, input)));
  }

  @Mutation(() => TenantPayload, { description: 'Answers the people of the tenant again.' })
  resumeTenant(@Args('input') input: RunTenantInput, @CurrentContext() context: RequestContext) {
    return this.#change(new ResumeTenant({}, run(context, input)));
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
  deleteTenant(@Args('input') input: RunTenantInput, @CurrentContext() context: RequestContext) {
    return this.#change(new DeleteTenant({}, run(context, input)));
  }

  @Mutation(() => TenantPayload, {
    description:
      'Proposes settings. What protects more holds at once; what protects less waits for a second signature.',
  })
  proposeTenantSettings(
    @Args('input') input: ProposeTenantSettingsInput,
    @CurrentContext() context: RequestContext,
  ) {
    const { commandId, smallestGroup: least, retentionDays, notesOfErased, keyHolder } = input;
    const settings = {
      smallestGroup: least,
      retentionDays: retentionDays ?? null,
      ...(notesOfErased != null && { notesOfErased }),
      ...(keyHolder !== undefined && { keyHolder }),
    };
    return this.#change(new ProposeTenantSettings(settings, contextFor(context, commandId)));
  }

  @Mutation(() => TenantPayload, {
    description:
      'Signs what somebody else has proposed: the representative of the employees where there is one, else another administrator.',
  })
  async signTenantSettings(
    @Args('input') { commandId, version }: SignTenantSettingsInput,
    @CurrentContext() context: RequestContext,
    @CurrentCaller() caller: Caller,
  ) {
    const role = 'EMPLOYEE_REPRESENTATIVE';
    // Of a representative the directory may not have heard yet, nor that the caller is none any more.
    await this.#store.caughtUp(directoryMember({ kind: 'LOG' }).name);
    const { roles } = await this.#directory.callerNow(caller);
    const isRepresentative = roles.includes(role);
    if (!isRepresentative && !roles.includes('ADMIN')) throw new Fault('FORBIDDEN');
    const hasRepresentative = isRepresentative || (await this.#directory.has(context.tenantId, role));
    const data = { version, hasRepresentative, isRepresentative };
    return this.#change(new SignTenantSettings(data, contextFor(context, commandId)));
  }

  async #change(command: TenantCommand): Promise<TenantPayload> {
    const handled = await this.#commands.execute<TenantCommand, Handled<TenantEvent>>(command);
    return {
      tenant: shown(command.context.tenantId, await this.#tenants.fold(handled.history)),
      token: consistencyToken('engagements', handled),
    };
  }
}
