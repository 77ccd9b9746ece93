import { CommandBus } from '@nestjs/cqrs';
import { Args, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { contextFor, CurrentContext, newId, type RequestContext } from '@securebase/service-kit';
import { CalendarAddresses, newAddress } from '../calendar/secrets.ts';
import { IssueCalendarFeed, RevokeCalendarFeed } from '../domain/calendar-feed.ts';
import { CommandInput } from './engagement.types.ts';

@InputType({ description: 'Which calendar address is good for nothing from now on.' })
export class RevokeCalendarFeedInput extends CommandInput {
  @Field(() => ID, { description: 'The feed.' }) feedId!: string;
}
@ObjectType({ description: 'A new address of the caller’s own calendar.' })
export class CalendarFeedPayload {
  @Field(() => ID, { description: 'What it is revoked by.' }) feedId!: string;
  @Field({
    description:
      'The path of the address, after the one of this service: whoever has it reads when the caller has sessions. It is shown this once.',
  })
  path!: string;
}
@ObjectType({ description: 'A calendar address that was revoked.' })
export class RevokedCalendarFeedPayload {
  @Field(() => ID, { description: 'Which.' }) feedId!: string;
}

/** At which address somebody reads their own sessions in a calendar. */
@Resolver()
export class CalendarResolver {
  readonly #commands: CommandBus;
  readonly #addresses: CalendarAddresses;
  constructor(commands: CommandBus, addresses: CalendarAddresses) {
    this.#commands = commands;
    this.#addresses = addresses;
  }

  @Query(() => ID, {
    nullable: true,
    description: 'The caller’s calendar feed that is good, if there is one.',
  })
  async calendarFeed(@CurrentContext() { tenantId, actorId }: RequestContext): Promise<string | null> {
    return (await this.#addresses.feedOf({ tenantId, personId: actorId }))?.feedId ?? null;
  }

  @Mutation(() => CalendarFeedPayload, {
    description:
      'Issues a secret address at which the caller’s own sessions are read as iCalendar; an earlier one is good for nothing any more.',
  })
  async issueCalendarFeed(@CurrentContext() current: RequestContext): Promise<CalendarFeedPayload> {
    const context = contextFor(current, undefined);
    const feedId = newId(context, 'calendar-feed');
    const { path, hash } = newAddress({ tenantId: context.tenantId, personId: context.actorId });
    await this.#commands.execute(new IssueCalendarFeed({ feedId, hash }, context));
    return { feedId, path };
  }

  @Mutation(() => RevokedCalendarFeedPayload, {
    description: 'Revokes the address of the caller’s calendar.',
  })
  async revokeCalendarFeed(
    @Args('input') { commandId, feedId }: RevokeCalendarFeedInput,
    @CurrentContext() current: RequestContext,
  ): Promise<RevokedCalendarFeedPayload> {
    await this.#commands.execute(new RevokeCalendarFeed({ feedId }, contextFor(current, commandId)));
    return { feedId };
  }
}
