import { CommandBus } from '@nestjs/cqrs';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver, ResolveReference } from '@nestjs/graphql';
import { type MapEvent } from '@securebase/contracts';
import { rowOf } from '@securebase/domain-kit';
import { consistencyToken, type Handled } from '@securebase/event-sourcing';
import {
  contextFor,
  CurrentContext,
  newId,
  PageArgs,
  ReadModels,
  type RequestContext,
} from '@securebase/service-kit';
import { v5 } from 'uuid';
import { actorName, tieName } from '../domain/ids.ts';
import * as domain from '../domain/system-map.ts';
import { ActorView } from '../read-models/actor-view.ts';
import { MapView, Snapshot, mapView } from '../read-models/map-view.ts';
import { TieView } from '../read-models/tie-view.ts';
import {
  ActorConnection,
  ActorIdInput,
  AddActorsInput,
  AssertTiesInput,
  CreateMapInput,
  MapConnection,
  MapMetricsType,
  RenameActorInput,
  SystemMapPayload,
  TakeSnapshotInput,
  TieConnection,
  TieIdInput,
} from './map.types.ts';
import { Maps, type ShownMap } from './maps.ts';

@Resolver(() => MapView)
export class MapResolver {
  readonly #commands: CommandBus;
  readonly #models: ReadModels;
  readonly #maps: Maps;
  constructor(commands: CommandBus, models: ReadModels, maps: Maps) {
    this.#commands = commands;
    this.#models = models;
    this.#maps = maps;
  }

  @Query(() => MapView, {
    nullable: true,
    description: 'A map of the caller, or of an engagement that they coach.',
  })
  systemMap(@Args('id', { type: () => ID }) id: string, @CurrentContext() context: RequestContext) {
    return this.#maps.find(context, id);
  }

  @Query(() => MapConnection, { description: 'The caller’s own maps, the newest first.' })
  systemMaps(@Args() page: PageArgs, @CurrentContext() context: RequestContext) {
    const where = { ownerId: context.actorId };
    return this.#models.of(MapView).page(context, page, { where, orderBy: 'createdAt', direction: 'DESC' });
  }

  @ResolveReference()
  resolveReference({ id }: { id: string }, { request }: { request: RequestContext }) {
    return this.#maps.find(request, id);
  }

  @ResolveField(() => String, { description: 'What it is called.' })
  name(@Parent() { id, name }: MapView, @CurrentContext() context: RequestContext) {
    return this.#maps.text(context, name, { object: 'SystemMap', id, field: 'name', purpose: 'COACHING' });
  }

  @ResolveField(() => [Snapshot], { description: 'Its labelled moments.' })
  snapshots(@Parent() { snapshots }: MapView, @CurrentContext() context: RequestContext) {
    return Promise.all(
      snapshots.map(async ({ id, label, takenAt }) => ({
        id,
        label: await this.#maps.text(context, label, {
          object: 'Snapshot',
          id,
          field: 'label',
          purpose: 'COACHING',
        }),
        takenAt,
      })),
    );
  }

  @ResolveField(() => MapMetricsType, { description: 'Its figures now.' })
  async metrics(@Parent() map: ShownMap, @CurrentContext() current: RequestContext) {
    return this.#maps.metricsOf(await this.#maps.reading(map, current), map.id);
  }

  @ResolveField(() => ActorConnection, { description: 'Its actors.' })
  async actors(@Parent() map: ShownMap, @Args() page: PageArgs, @CurrentContext() current: RequestContext) {
    return this.#models.of(ActorView).pageBy(await this.#maps.reading(map, current), 'mapId', map.id, page);
  }

  @ResolveField(() => TieConnection, { description: 'Its ties.' })
  async ties(@Parent() map: ShownMap, @Args() page: PageArgs, @CurrentContext() current: RequestContext) {
    return this.#models.of(TieView).pageBy(await this.#maps.reading(map, current), 'mapId', map.id, page);
  }

  @Mutation(() => SystemMapPayload, { description: 'Begins a map: one’s own, or that of an engagement.' })
  async createMap(@Args('input') input: CreateMapInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { kind, name, engagementId } = input;
    const engagement = engagementId == null ? undefined : await this.#maps.engagement(context, engagementId);
    const ownerId = engagement?.clientId ?? context.actorId;
    const mapId = newId(context, 'map');
    return this.#change(
      new domain.CreateMap({ mapId, kind, name, ownerId, engagementId: engagement?.id }, context),
    );
  }

  @Mutation(() => SystemMapPayload, {
    description: 'Adds actors; a person who is there already stays the same actor.',
  })
  async addActors(@Args('input') input: AddActorsInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { mapId } = input;
    await this.#maps.ensureMay(context, mapId);
    const actors = input.actors.map(({ kind, label, personId: given }, place) => {
      const personId = given?.toLowerCase();
      const actorId =
        personId === undefined ? newId(context, `actor:${place}`) : v5(actorName(personId), mapId);
      return { actorId, kind, personId, label };
    });
    const people = actors.flatMap(({ personId }) => personId ?? []);
    await this.#maps.ensureKnown(context, people, 'actors');
    return this.#change(
      new domain.AddActors({ mapId, actors }, context),
      actors.map(({ actorId }) => actorId),
    );
  }

  @Mutation(() => SystemMapPayload, { description: 'Calls an actor otherwise.' })
  async renameActor(@Args('input') input: RenameActorInput, @CurrentContext() context: RequestContext) {
    const { commandId, mapId, actorId, label } = input;
    await this.#maps.ensureMay(context, mapId);
    const command = new domain.RenameActor({ mapId, actorId, label }, contextFor(context, commandId));
    return this.#change(command, [actorId]);
  }

  @Mutation(() => SystemMapPayload, { description: 'Takes an actor out of the map; its ties end.' })
  async removeActor(@Args('input') input: ActorIdInput, @CurrentContext() context: RequestContext) {
    const { commandId, mapId, actorId } = input;
    await this.#maps.ensureMay(context, mapId);
    return this.#change(new domain.RemoveActor({ mapId, actorId }, contextFor(context, commandId)), [
      actorId,
    ]);
  }

  @Mutation(() => SystemMapPayload, {
    description: 'Asserts ties; a tie of the same kind between the same actors is changed.',
  })
  async assertTies(@Args('input') input: AssertTiesInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { mapId } = input;
    await this.#maps.ensureMay(context, mapId);
    const ties = input.ties.map(({ source, target, kind, strength }) => ({
      tieId: v5(tieName({ source, target, kind }), mapId),
      source,
      target,
      kind,
      strength,
    }));
    return this.#change(
      new domain.AssertTies({ mapId, ties }, context),
      ties.map(({ tieId }) => tieId),
    );
  }

  @Mutation(() => SystemMapPayload, { description: 'Notes that a tie is no more.' })
  async endTie(
    @Args('input') { commandId, mapId, tieId }: TieIdInput,
    @CurrentContext() context: RequestContext,
  ) {
    await this.#maps.ensureMay(context, mapId);
    return this.#change(new domain.EndTie({ mapId, tieId }, contextFor(context, commandId)), [tieId]);
  }

  @Mutation(() => SystemMapPayload, { description: 'Takes back a tie that never was.' })
  async retractTie(
    @Args('input') { commandId, mapId, tieId }: TieIdInput,
    @CurrentContext() context: RequestContext,
  ) {
    await this.#maps.ensureMay(context, mapId);
    return this.#change(new domain.RetractTie({ mapId, tieId }, contextFor(context, commandId)), [tieId]);
  }

  @Mutation(() => SystemMapPayload, { description: 'Gives this moment of the map a label.' })
  async takeSnapshot(@Args('input') input: TakeSnapshotInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { mapId, label } = input;
    await this.#maps.ensureMay(context, mapId);
    const snapshotId = newId(context, 'snapshot');
    return this.#change(new domain.TakeSnapshot({ mapId, snapshotId, label }, context), [snapshotId]);
  }

  async #change(command: domain.MapCommand, ids: string[] = []): Promise<SystemMapPayload> {
    const handled = await this.#commands.execute<domain.MapCommand, Handled<MapEvent>>(command);
    const { mapId: id } = command.data;
    const row = rowOf(mapView, handled.history, id) ?? mapView.blank;
    const token = consistencyToken('system-mapping', handled);
    const context = { ...command.context };
    const systemMap: ShownMap = { ...row, id, tenantId: context.tenantId, changed: { token, context } };
    return { systemMap, ids, token };
  }
}

@Resolver(() => ActorView)
export class ActorResolver {
  readonly #maps: Maps;
  constructor(maps: Maps) {
    this.#maps = maps;
  }

  @ResolveField(() => String, { description: 'What the owner of the map calls it.' })
  label(@Parent() { id, label }: ActorView, @CurrentContext() context: RequestContext) {
    return this.#maps.text(context, label, { object: 'Actor', id, field: 'label', purpose: 'COACHING' });
  }
}
