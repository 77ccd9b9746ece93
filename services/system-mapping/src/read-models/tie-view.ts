import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type MapEvent } from '@securebase/contracts';
import { type Projection } from '@securebase/domain-kit';
import { DateTime } from '@securebase/service-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const TieKind = {
  WORKS_WITH: 'WORKS_WITH',
  REPORTS_TO: 'REPORTS_TO',
  TURNS_TO: 'TURNS_TO',
  SUPPORTS: 'SUPPORTS',
  INFLUENCES: 'INFLUENCES',
  IN_TENSION_WITH: 'IN_TENSION_WITH',
} as const;
registerEnumType(TieKind, {
  name: 'TieKind',
  description: 'What one actor is to another.',
  valuesMap: {
    WORKS_WITH: { description: 'Works with them.' },
    REPORTS_TO: { description: 'Reports to them.' },
    TURNS_TO: { description: 'Turns to them.' },
    SUPPORTS: { description: 'Supports them.' },
    INFLUENCES: { description: 'Influences them.' },
    IN_TENSION_WITH: { description: 'Is in tension with them.' },
  },
});

/** A tie that is there now. Disposable: rebuilt from events at any time. */
@Entity('tie_view')
@ObjectType('Tie', { description: 'What one actor is to another; it has a direction.' })
export class TieView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') @Field(() => ID, { description: 'The tie.' }) id!: string;
  @Column('uuid', { name: 'map_id' }) mapId!: string;
  @Column('text') @Field(() => ID, { description: 'The actor it goes from.' }) source!: string;
  @Column('text') @Field(() => ID, { description: 'The actor it goes to.' }) target!: string;
  @Column('text')
  @Field(() => TieKind, { description: 'What the first is to the second.' })
  kind!: keyof typeof TieKind;
  @Column('int') @Field(() => Int, { description: 'From 1, weak, to 5, strong.' }) strength!: number;
  @Column('timestamptz', { name: 'asserted_at' })
  @Field(() => DateTime, { description: 'Since when it is as it is.' })
  assertedAt!: Date | string;
}
export type TieRow = Omit<TieView, 'tenantId' | 'id'>;
type Asserted = Extract<MapEvent, { type: 'TiesAsserted' }>['data'];

/** An event may hold a thousand ties and makes as many rows: they are indexed once, not searched for each row. */
const indexes = new WeakMap<Asserted, ReadonlyMap<string, Asserted['ties'][number]>>();
const tiesOf = (data: Asserted) => {
  const known = indexes.get(data) ?? new Map(data.ties.map((tie) => [tie.tieId, tie]));
  indexes.set(data, known);
  return known;
};

export const tieView: Projection<MapEvent, TieRow> = {
  name: 'tie-view',
  table: 'tie_view',
  source: { kind: 'LOG' },
  rowIds: (event) => {
    if (event.type === 'TiesAsserted') return [...tiesOf(event.data).keys()];
    return event.type === 'TieEnded' || event.type === 'TieRetracted' ? [event.data.tieId] : [];
  },
  blank: { mapId: '', source: '', target: '', kind: 'WORKS_WITH', strength: 1, assertedAt: '' },
  on: {
    TiesAsserted: (row, { data, at }, id) => {
      const tie = tiesOf(data).get(id);
      if (!tie) return row;
      const { source, target, kind, strength } = tie;
      return { mapId: data.mapId, source, target, kind, strength, assertedAt: at };
    },
    TieEnded: () => 'DELETE',
    TieRetracted: () => 'DELETE',
  },
};
