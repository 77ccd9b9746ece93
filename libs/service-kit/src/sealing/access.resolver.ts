import { type Type } from '@nestjs/common';
import { Args, Directive, Field, ID, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { CurrentContext, type RequestContext } from '../graphql/context.ts';
import { Connection, largestPage, PageArgs, pageOf } from '../reading/connection.ts';
import { cursorOf, placeIn } from '../reading/cursor.ts';
import { AccessTrail } from './access-trail.ts';
import { DateTime } from '../graphql/date-time.ts';

@ObjectType('Access', { description: 'One personal value of the caller that somebody opened.' })
@Directive('@shareable')
export class AccessType {
  @Field(() => ID, { description: 'The access.' }) id!: string;
  @Field(() => DateTime, { description: 'When.' }) at!: Date;
  @Field(() => ID, { description: 'Who: a person of the directory.' }) actorId!: string;
  @Field(() => [String], { description: 'The roles in which they acted.' }) actingAs!: readonly string[];
  @Field(() => String, { description: 'What kind of thing the value belongs to.' }) object!: string;
  @Field(() => ID, { description: 'Which of them.' }) objectId!: string;
  @Field(() => String, { description: 'Which value of it.' }) field!: string;
  @Field(() => String, {
    nullable: true,
    description:
      'Why: one of purposesOfUse, which say the legal basis; null where the caller looked at their own.',
  })
  purpose!: string | null;
  @Field(() => String, { description: 'As part of what: the name that they gave their request.' })
  operation!: string;
}
const AccessConnection = Connection('Access', () => AccessType, true);

const order = 'access id DESC';

/** What the subject of personal values in this service can read of who opened them. */
export const accessResolver = (service: string): Type => {
  const field = service.replaceAll(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase());

  @Resolver()
  class AccessResolver {
    readonly #trail: AccessTrail;
    constructor(trail: AccessTrail) {
      this.#trail = trail;
    }

    @Query(() => AccessConnection, {
      name: `${field}Accesses`,
      description: 'Who opened personal values of the caller here, the newest first: who, what, when, why.',
    })
    async accesses(@Args() { first, after }: PageArgs, @CurrentContext() context: RequestContext) {
      const size = Math.min(first, largestPage);
      const before = after == null ? undefined : placeIn(after, order).id;
      const rows = await this.#trail.ofCaller(context, before, size + 1);
      return pageOf(rows, size, after, ({ id }) => cursorOf(order, { value: null, id }));
    }
  }
  return AccessResolver;
};
