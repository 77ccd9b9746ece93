import { Field, ID, ObjectType } from '@nestjs/graphql';
import { type Recorded } from '@securebase/domain-kit';
import { Column, PrimaryColumn } from 'typeorm';
import { type Audience } from '../domain/audience.ts';

/** What every thing of an engagement's work has: whose it is, by whom, and for whom. */
@ObjectType({ isAbstract: true })
export abstract class WorkEntry {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') @Field(() => ID, { description: 'The thing itself.' }) id!: string;
  @Column('text', { name: 'engagement_id' })
  @Field(() => ID, { description: 'The engagement that it is part of.' })
  engagementId!: string;
  @Column('uuid', { name: 'author_id' })
  @Field(() => ID, { description: 'Who began it.' })
  authorId!: string;
  @Column('text', { name: 'about_id' })
  @Field(() => ID, { description: 'Whose it is: the client, or a member of the team or organization.' })
  aboutId!: string;
  @Column('text') audience!: Audience;
}

/** Of a thing that is not there yet. */
export const nobodys = {
  engagementId: '',
  authorId: '',
  aboutId: '',
  audience: 'PAIR',
} as const satisfies Omit<WorkEntry, 'tenantId' | 'id'>;

/** Whose it is, by whom and for whom, as its first event says. */
export const begunBy = (
  { data, actorId }: { readonly data: { engagementId: string; aboutId: string }; readonly actorId: string },
  audience: Audience = 'PAIR',
) => ({ engagementId: data.engagementId, aboutId: data.aboutId, authorId: actorId, audience });

/** Every stream of an aggregate makes one row, whose id is the stream's. */
export const rowOfStream =
  (aggregate: string) =>
  ({ stream }: Recorded): readonly string[] =>
    stream.startsWith(`${aggregate}-`) ? [stream.slice(aggregate.length + 1)] : [];

/** A row, or a part of one, with something changed. */
export const withChange = <T extends object>(thing: T, change: Partial<T>): T => ({ ...thing, ...change });
