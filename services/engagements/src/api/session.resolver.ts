import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ensure } from '@securebase/domain-kit';
import { contextFor, CurrentContext, newId, Opener, type RequestContext } from '@securebase/service-kit';
import { attendeesOf } from '../domain/coaching.ts';
import * as commands from '../domain/engagement-commands.ts';
import { instantsOf, localTimeOf } from '../domain/local-time.ts';
import { EngagementView } from '../read-models/engagement-view.ts';
import { EngagementChanges } from './engagement-changes.ts';
import { EngagementPayload } from './engagement.types.ts';
import {
  CorrectSessionInput,
  HoldSessionInput,
  RescheduleSessionInput,
  ScheduleSessionInput,
  Session,
  SessionByInput,
  type SessionTimesInput,
  SetSessionAgendaInput,
  SetSessionNotesInput,
} from './session.types.ts';

/** The times of an input: two instants, or a local time. @throws Rejected SESSION_TIME_MISSING and those of `instantsOf` */
const timesOf = ({ startsAt, endsAt, local, timeZones }: SessionTimesInput) => {
  const zones = timeZones && { timeZones: timeZones.map(({ party, timeZone }) => ({ party, timeZone })) };
  if (local && !startsAt && !endsAt) {
    const { localStart, timeZone, minutes, ifTwice } = local;
    return { ...instantsOf({ localStart, timeZone, minutes, ifTwice: ifTwice ?? undefined }), ...zones };
  }
  ensure(startsAt && endsAt && !local, 'SESSION_TIME_MISSING', ['input', 'startsAt']);
  return { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), ...zones };
};

/** The sessions of an engagement. */
@Resolver(() => EngagementView)
export class EngagementSessionsResolver {
  readonly #changes: EngagementChanges;
  constructor(changes: EngagementChanges) {
    this.#changes = changes;
  }

  @ResolveField(() => [Session], {
    nullable: true,
    description:
      'Its sessions, in the order in which they were scheduled; for client, coach and members, null for all others.',
  })
  sessions(@Parent() row: EngagementView): Session[] {
    return row.sessions.map(({ timeZones, agenda, notes, startsAt, endsAt, ...each }) => ({
      ...each,
      startsAt: new Date(startsAt),
      endsAt: new Date(endsAt),
      localTimes: timeZones.map(({ party, timeZone }) => ({
        party,
        timeZone,
        startsAt: localTimeOf(startsAt, timeZone),
        endsAt: localTimeOf(endsAt, timeZone),
      })),
      agendaRevision: agenda?.revision ?? 0,
      notesRevision: notes?.revision ?? 0,
      agendaText: agenda,
      notesText: notes,
    }));
  }

  @Mutation(() => EngagementPayload, {
    description: 'Schedules a session. Nobody is in two sessions at once.',
  })
  async scheduleSession(
    @Args('input') input: ScheduleSessionInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, input.commandId);
    const { engagementId, kind } = input;
    const state = await this.#changes.ensureParty(context, engagementId, 'COACH', 'CLIENT');
    const sessionId = newId(context, 'session');
    const data = { engagementId, sessionId, kind, ...timesOf(input) };
    const facts = { attendeeIds: attendeesOf(state) };
    return this.#changes.change(new commands.ScheduleSession(data, context, facts));
  }

  @Mutation(() => EngagementPayload, { description: 'Moves a session to another time.' })
  async rescheduleSession(
    @Args('input') input: RescheduleSessionInput,
    @CurrentContext() context: RequestContext,
  ) {
    const { commandId, engagementId, sessionId } = input;
    const state = await this.#changes.ensureParty(context, engagementId, 'COACH', 'CLIENT');
    const data = { engagementId, sessionId, ...timesOf(input) };
    const facts = { attendeeIds: attendeesOf(state) };
    return this.#changes.change(new commands.RescheduleSession(data, contextFor(context, commandId), facts));
  }

  @Mutation(() => EngagementPayload, { description: 'Notes that a session took place, and how long.' })
  async holdSession(@Args('input') input: HoldSessionInput, @CurrentContext() context: RequestContext) {
    const { commandId, engagementId, sessionId, minutes } = input;
    await this.#changes.ensureParty(context, engagementId, 'COACH');
    const data = { engagementId, sessionId, ...(minutes != null && { minutes }) };
    return this.#changes.change(new commands.HoldSession(data, contextFor(context, commandId)));
  }

  @Mutation(() => EngagementPayload, {
    description: 'Calls a session off; it says whether that was as early as the agreement asks.',
  })
  async cancelSession(@Args('input') input: SessionByInput, @CurrentContext() context: RequestContext) {
    const { commandId, engagementId, sessionId, by } = input;
    const state = await this.#changes.ensureParty(context, engagementId, 'COACH', 'CLIENT');
    const data = { engagementId, sessionId, by };
    const facts = { attendeeIds: attendeesOf(state) };
    return this.#changes.change(new commands.CancelSession(data, contextFor(context, commandId), facts));
  }

  @Mutation(() => EngagementPayload, { description: 'Notes that somebody did not come to a session.' })
  async missSession(@Args('input') input: SessionByInput, @CurrentContext() context: RequestContext) {
    const { commandId, engagementId, sessionId, by } = input;
    await this.#changes.ensureParty(context, engagementId, 'COACH');
    return this.#changes.change(
      new commands.MissSession({ engagementId, sessionId, by }, contextFor(context, commandId)),
    );
  }

  @Mutation(() => EngagementPayload, {
    description: 'Says what really became of a session that is over. What was said before stays in the log.',
  })
  correctSession(@Args('input') input: CorrectSessionInput, @CurrentContext() context: RequestContext) {
    const { commandId, engagementId, sessionId, status, by, minutes } = input;
    const optional = { ...(by != null && { by }), ...(minutes != null && { minutes }) };
    const data = { engagementId, sessionId, status, ...optional };
    return this.#changes.change(new commands.CorrectSession(data, contextFor(context, commandId)));
  }

  @Mutation(() => EngagementPayload, {
    description: 'Writes what a session is to be about, for those who take part.',
  })
  setSessionAgenda(@Args('input') input: SetSessionAgendaInput, @CurrentContext() context: RequestContext) {
    const { commandId, engagementId, sessionId, agenda, expectedVersion } = input;
    const data = { engagementId, sessionId, agenda, ...(expectedVersion != null && { expectedVersion }) };
    return this.#changes.change(new commands.SetSessionAgenda(data, contextFor(context, commandId)));
  }

  @Mutation(() => EngagementPayload, {
    description: 'Writes what those who take part want to remember of a session.',
  })
  setSessionNotes(@Args('input') input: SetSessionNotesInput, @CurrentContext() context: RequestContext) {
    const { commandId, engagementId, sessionId, notes, expectedVersion } = input;
    const data = { engagementId, sessionId, notes, ...(expectedVersion != null && { expectedVersion }) };
    return this.#changes.change(new commands.SetSessionNotes(data, contextFor(context, commandId)));
  }
}

/** What was written about a session. Whoever was given the session takes part in it. */
@Resolver(() => Session)
export class SessionWordsResolver {
  readonly #opener: Opener;
  constructor(opener: Opener) {
    this.#opener = opener;
  }

  @ResolveField(() => String, { nullable: true, description: 'What it is to be about.' })
  agenda(@Parent() { id, agendaText }: Session, @CurrentContext() context: RequestContext) {
    return this.#opener.open(context, agendaText?.text, {
      object: 'Session',
      id,
      field: 'agenda',
      purpose: 'COACHING',
    });
  }

  @ResolveField(() => String, { nullable: true, description: 'What those who take part want to remember.' })
  notes(@Parent() { id, notesText }: Session, @CurrentContext() context: RequestContext) {
    return this.#opener.open(context, notesText?.text, {
      object: 'Session',
      id,
      field: 'notes',
      purpose: 'COACHING',
    });
  }
}
