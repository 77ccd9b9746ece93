import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { type EngagementsEvent, type NotesOfErased } from '@securebase/contracts';
import { type Projection } from '@securebase/domain-kit';
import { DateTime } from '@securebase/service-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@ObjectType({ description: 'What a service held of a person who was erased.' })
export class PurgeReport {
  @Field(() => String, { description: 'The service.' }) service!: string;
  @Field(() => Int, { description: 'Events that held something personal of theirs, unreadable now.' })
  events!: number;
  @Field(() => Int, { description: 'The streams of these events.' }) streams!: number;
  @Field(() => DateTime, { description: 'When the service said so.' }) at!: Date | string;
}

/** An erasure. Disposable: rebuilt from events at any time. */
@Entity('erasure_view')
@ObjectType('Erasure', { description: 'The erasing of a person, everywhere.' })
export class ErasureView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') @Field(() => ID, { description: 'The person.' }) id!: string;
  @Column('timestamptz', { name: 'requested_at' })
  @Field(() => DateTime, { description: 'When it was asked for.' })
  requestedAt!: Date | string;
  @Column('uuid', { name: 'requested_by', nullable: true })
  @Field(() => ID, { nullable: true, description: 'Who asked for it.' })
  requestedBy!: string | null;
  @Column('timestamptz', { name: 'keys_destroyed_at', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When the person’s keys were destroyed.' })
  keysDestroyedAt!: Date | string | null;
  /** Told by the resolver, with dates. */
  @Column('jsonb') reports!: readonly Report[];
}
/** The first, of the service that owns the directory, says what the tenant's rule was. */
export type Report = PurgeReport & { readonly notesOfErased?: NotesOfErased | undefined };
export type ErasureRow = Omit<ErasureView, 'tenantId' | 'id'>;

const added = (
  row: Readonly<ErasureRow>,
  service: string,
  { events, streams, notesOfErased }: Omit<Report, 'service' | 'at'>,
  at: string,
) => {
  const report = { service, events, streams, at, ...(notesOfErased !== undefined && { notesOfErased }) };
  return { reports: [...row.reports.filter((each) => each.service !== service), report] };
};

export const erasureView: Projection<EngagementsEvent, ErasureRow> = {
  name: 'erasure-view',
  table: 'erasure_view',
  source: { kind: 'LOG' },
  rowIds: ({ type, data }) => {
    if (type === 'SubjectErased') return [data.personId];
    return type === 'PurgedFromEngagements' || type === 'PurgeReported' ? [data.subjectId] : [];
  },
  blank: { requestedAt: '', requestedBy: null, keysDestroyedAt: null, reports: [] },
  on: {
    SubjectErased: (_, { at, actorId }) => ({ requestedAt: at, requestedBy: actorId }),
    PurgedFromEngagements: (row, { data, at }) => ({
      ...added(row, 'engagements', data, at),
      keysDestroyedAt: data.keysDestroyedAt,
    }),
    PurgeReported: (row, { data, at }) => added(row, data.service, data, at),
  },
};
