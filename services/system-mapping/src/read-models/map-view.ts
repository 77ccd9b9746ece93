import { Directive, Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type MapEvent } from '@securebase/contracts';
import { type Projection, type Sealed } from '@securebase/domain-kit';
import { DateTime } from '@securebase/service-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const MapKind = { PERSON: 'PERSON', TEAM: 'TEAM', ORGANIZATION: 'ORGANIZATION' } as const;
registerEnumType(MapKind, {
  name: 'MapKind',
  description: 'Whose system a map shows.',
  valuesMap: {
    PERSON: { description: 'The systems that a person lives and works in.' },
    TEAM: { description: 'A team.' },
    ORGANIZATION: { description: 'An organization.' },
  },
});

@ObjectType({ description: 'A moment of a map with a label, to compare later moments with.' })
export class Snapshot {
  @Field(() => ID, { description: 'The snapshot.' }) id!: string;
  @Field({ description: 'What the moment is called.' }) label!: string;
  @Field(() => DateTime, { description: 'When it was.' }) takenAt!: Date | string;
}

/** A map. Disposable: rebuilt from events at any time; what is personal stays sealed here. */
@Entity('map_view')
@ObjectType('SystemMap', {
  description: 'The system around a person, a team or an organization: its actors and their ties.',
})
@Directive('@key(fields: "id")')
export class MapView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') @Field(() => ID, { description: 'The map.' }) id!: string;
  @Column('text')
  @Field(() => MapKind, { description: 'Whose system it shows.' })
  kind!: keyof typeof MapKind;
  @Column('uuid', { name: 'owner_id' }) ownerId!: string;
  @Column('uuid', { name: 'engagement_id', nullable: true }) engagementId!: string | null;
  @Column('jsonb', { nullable: true }) name!: Sealed | null;
  /** Told by the resolver, open. */
  @Column('jsonb')
  snapshots!: readonly { id: string; label: Sealed; takenAt: string }[];
  @Column('timestamptz', { name: 'created_at' })
  @Field(() => DateTime, { description: 'When it was begun.' })
  createdAt!: Date | string;
}
export type MapRow = Omit<MapView, 'tenantId' | 'id'>;

export const mapView: Projection<MapEvent, MapRow> = {
  name: 'map-view',
  table: 'map_view',
  source: { kind: 'LOG' },
  rowIds: ({ data }) => [data.mapId],
  blank: { kind: 'PERSON', ownerId: '', engagementId: null, name: null, snapshots: [], createdAt: '' },
  on: {
    MapCreated: (_, { data, at }) => ({
      kind: data.kind,
      ownerId: data.ownerId,
      engagementId: data.engagementId ?? null,
      name: data.name,
      createdAt: at,
    }),
    SnapshotTaken: (row, { data, at }) => ({
      snapshots: [...row.snapshots, { id: data.snapshotId, label: data.label, takenAt: at }],
    }),
  },
};
