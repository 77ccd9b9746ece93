import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type MapEvent } from '@securebase/contracts';
import { type Projection, type Sealed } from '@securebase/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const ActorKind = {
  SELF: 'SELF',
  PERSON: 'PERSON',
  ROLE: 'ROLE',
  GROUP: 'GROUP',
  ORGANIZATION: 'ORGANIZATION',
  STAKEHOLDER: 'STAKEHOLDER',
} as const;
registerEnumType(ActorKind, {
  name: 'ActorKind',
  description: 'What an actor of a map is.',
  valuesMap: {
    SELF: { description: 'The owner of the map.' },
    PERSON: { description: 'A person.' },
    ROLE: { description: 'A role, whoever has it.' },
    GROUP: { description: 'A group.' },
    ORGANIZATION: { description: 'An organization.' },
    STAKEHOLDER: { description: 'Somebody with a stake.' },
  },
});

/** An actor of a map. Disposable: rebuilt from events at any time; the label stays sealed here. */
@Entity('actor_view')
@ObjectType('Actor', { description: 'A part of a system: a person, a role, a group or an organization.' })
export class ActorView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') @Field(() => ID, { description: 'The actor.' }) id!: string;
  @Column('uuid', { name: 'map_id' }) mapId!: string;
  @Column('text') @Field(() => ActorKind, { description: 'What it is.' }) kind!: keyof typeof ActorKind;
  @Column('uuid', { name: 'person_id', nullable: true })
  @Field(() => ID, { nullable: true, description: 'The person of the directory, when it is one.' })
  personId!: string | null;
  @Column('jsonb', { nullable: true }) label!: Sealed | null;
}
export type ActorRow = Omit<ActorView, 'tenantId' | 'id'>;
type Added = Extract<MapEvent, { type: 'ActorsAdded' }>['data'];

/** An event may hold a thousand actors and makes as many rows: they are indexed once, not searched for each row. */
const indexes = new WeakMap<Added, ReadonlyMap<string, Added['actors'][number]>>();
const actorsOf = (data: Added) => {
  const known = indexes.get(data) ?? new Map(data.actors.map((actor) => [actor.actorId, actor]));
  indexes.set(data, known);
  return known;
};

export const actorView: Projection<MapEvent, ActorRow> = {
  name: 'actor-view',
  table: 'actor_view',
  source: { kind: 'LOG' },
  rowIds: (event) => {
    if (event.type === 'ActorsAdded') return [...actorsOf(event.data).keys()];
    return event.type === 'ActorRenamed' || event.type === 'ActorRemoved' ? [event.data.actorId] : [];
  },
  blank: { mapId: '', kind: 'PERSON', personId: null, label: null },
  on: {
    ActorsAdded: (row, { data }, id) => {
      const actor = actorsOf(data).get(id);
      if (!actor) return row;
      return { mapId: data.mapId, kind: actor.kind, personId: actor.personId ?? null, label: actor.label };
    },
    ActorRenamed: (_, { data }) => ({ label: data.label }),
    ActorRemoved: () => 'DELETE',
  },
};
