import { type SystemMappingEvent } from '@securebase/contracts';
import { type Projection, type Source } from '@securebase/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

const source: Source = { kind: 'TOPIC', topic: 'system-mapping.events' };

/** A system map, as its topic tells: of which engagement it is. */
@Entity('known_map')
export class KnownMap {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text', { name: 'engagement_id', nullable: true }) engagementId!: string | null;
}
export const knownMap: Projection<SystemMappingEvent, Pick<KnownMap, 'engagementId'>> = {
  name: 'known-map',
  table: 'known_map',
  source,
  rowIds: (event) => (event.type === 'MapCreated' ? [event.data.mapId] : []),
  blank: { engagementId: null },
  on: { MapCreated: (_, { data }) => ({ engagementId: data.engagementId ?? null }) },
};

/** A tie of a system map: that it is there, not between whom. */
@Entity('known_tie')
export class KnownTie {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text', { name: 'map_id' }) mapId!: string;
  @Column('boolean', { name: 'is_there' }) isThere!: boolean;
}
const gone = () => ({ isThere: false });
export const knownTie: Projection<SystemMappingEvent, Pick<KnownTie, 'mapId' | 'isThere'>> = {
  name: 'known-tie',
  table: 'known_tie',
  source,
  rowIds: ({ type, data }) => {
    if (type === 'TiesAsserted') return data.ties.map(({ tieId }) => tieId);
    return type === 'TieEnded' || type === 'TieRetracted' ? [data.tieId] : [];
  },
  blank: { mapId: '', isThere: false },
  on: {
    TiesAsserted: (_, { data: { mapId } }) => ({ mapId, isThere: true }),
    TieEnded: gone,
    TieRetracted: gone,
  },
};
