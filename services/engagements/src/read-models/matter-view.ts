import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type EngagementsEvent } from '@securebase/contracts';
import { entailed, type Projection, type Recorded } from '@securebase/domain-kit';
import { DateTime } from '@securebase/service-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { course } from './matters/course.ts';
import {
  type MatterKind as Kind,
  matterKinds,
  type Matters,
  mattersOf,
  noMatters,
} from './matters/matters.ts';
import { work } from './matters/work.ts';

export const MatterKind = Object.fromEntries(Object.keys(matterKinds).map((each) => [each, each])) as {
  readonly [K in Kind]: K;
};
registerEnumType(MatterKind, {
  name: 'MatterKind',
  description: 'What waits for a coach.',
  valuesMap: Object.fromEntries(
    Object.entries(matterKinds).map(([kind, description]) => [kind, { description }]),
  ),
});

/**
 * A row for everything that waits for a coach, of each of the coaches. Disposable: rebuilt from events at any time. No word of what
 * is said stands in it.
 */
@Entity('matter_view')
@ObjectType('Matter', { description: 'Something that waits for the caller as a coach.' })
export class MatterView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') @Field(() => ID, { description: 'The matter.' }) id!: string;
  /** Whose it is. */
  @Column('uuid', { name: 'coach_id' }) coachId!: string;
  @Column('text', { name: 'engagement_id', nullable: true })
  @Field(() => ID, { nullable: true, description: 'The engagement; null of what is the coach’s own.' })
  engagementId!: string | null;
  @Column('text')
  @Field(() => MatterKind, { description: 'What it is.' })
  kind!: Kind;
  @Column('text', { name: 'thing_id', nullable: true })
  @Field(() => ID, {
    nullable: true,
    description:
      'The session, goal, action, experiment, rupture, condition or credential; null where the engagement says all.',
  })
  thingId!: string | null;
  @Column('text', { name: 'about_id', nullable: true })
  @Field(() => ID, { nullable: true, description: 'Whom it is about, where it is about somebody.' })
  aboutId!: string | null;
  @Column('timestamptz', { name: 'due_at' })
  @Field(() => DateTime, {
    description: 'Since when, or when, it is due; of a day, when it begins in UTC.',
  })
  dueAt!: Date | string;
}
export type MatterRow = Omit<MatterView, 'tenantId' | 'id'>;

const matterRows = entailed<WaitingRow, MatterRow>({
  table: 'matter_view',
  blank: { coachId: '', engagementId: null, kind: 'REQUEST', thingId: null, aboutId: null, dueAt: '' },
  rows: ({ matters }, id) =>
    new Map(
      mattersOf(matters).map(({ kind, key, thingId, aboutId, dueAt, coachId }) => [
        `${kind}/${id}/${key}/${coachId}`,
        { coachId, engagementId: kind === 'CREDENTIAL' ? null : id, kind, thingId, aboutId, dueAt },
      ]),
    ),
});

/** What waits in one engagement, or of one credential: from it follow the rows that a coach looks for. */
export interface WaitingRow {
  readonly matters: Matters;
}

type Handler = (matters: Matters, event: Recorded<EngagementsEvent>) => Partial<Matters>;
const handlers = { ...course, ...work } as unknown as Readonly<Record<string, Handler>>;

const idOf = ({ type, data }: EngagementsEvent): string | undefined => {
  if (!Object.hasOwn(handlers, type)) return undefined;
  if ('engagementId' in data) return data.engagementId;
  return 'credentialId' in data ? data.credentialId : undefined;
};

export const matterView: Projection<EngagementsEvent, WaitingRow> = {
  name: 'matter-view',
  table: 'waiting_view',
  source: { kind: 'LOG' },
  rowIds: (event) => {
    const id = idOf(event);
    return id === undefined ? [] : [id];
  },
  blank: { matters: noMatters },
  on: Object.fromEntries(
    Object.entries(handlers).map(([type, handler]) => [
      type,
      ({ matters }: WaitingRow, event: Recorded<EngagementsEvent>) => ({
        matters: { ...matters, ...handler(matters, event) },
      }),
    ]),
  ),
  derived: [matterRows],
};
