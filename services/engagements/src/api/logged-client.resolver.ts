import { ID, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type SessionKind } from '@securebase/contracts';
import { type CommandContext } from '@securebase/domain-kit';
import { CurrentContext, ReadModels, type RequestContext } from '@securebase/service-kit';
import { v5 } from 'uuid';
import { wholeQuarters } from '../domain/coaching-hours.ts';
import { LoggedClientView, LoggedHours } from '../read-models/logged-client-view.ts';
import { ProposedHours } from './coaches.types.ts';
import { LinkedEngagement } from './practice.types.ts';

/** As whom the client of a linked engagement stands in the log: the log does not say which engagement it is. */
export const loggedClientIdOf = ({ tenantId }: CommandContext, engagementId: string): string =>
  v5(`logged:${engagementId.toLowerCase()}`, tenantId);

const entryIdOf = ({ tenantId }: CommandContext, sessionId: string): string =>
  v5(`hours:${sessionId.toLowerCase()}`, tenantId);

/** In which somebody is coached. In a chemistry talk nobody is yet, and in a three-way talk terms are agreed. */
const coached: readonly SessionKind[] = ['COACHING', 'MIDPOINT', 'ENDING', 'FOLLOW_UP'];

/** What a client of the log was coached. */
@Resolver(() => LoggedClientView)
export class LoggedClientResolver {
  @ResolveField(() => [LoggedHours], { description: 'The hours of this client that count.' })
  entries(@Parent() { entries }: LoggedClientView): LoggedHours[] {
    return entries.map(({ id, startsOn, endsOn, paidMinutes, proBonoMinutes }) => ({
      id,
      startsOn,
      endsOn,
      paidHours: paidMinutes / 60,
      proBonoHours: proBonoMinutes / 60,
    }));
  }
}

/** What linked enterprises have for the log: sessions that were held, and nothing of whom they were with. */
@Resolver(() => LinkedEngagement)
export class ProposedHoursResolver {
  readonly #models: ReadModels;
  constructor(models: ReadModels) {
    this.#models = models;
  }

  @ResolveField(() => ID, {
    nullable: true,
    description: 'As whom its client stands in the caller’s hours log; null before they do.',
  })
  async loggedClientId(
    @Parent() { row }: LinkedEngagement,
    @CurrentContext() context: RequestContext,
  ): Promise<string | null> {
    return (await this.#logged(context, row.id))?.id ?? null;
  }

  @ResolveField(() => [ProposedHours], {
    description: 'Sessions that were held and do not stand in the caller’s hours log.',
  })
  async proposedHours(
    @Parent() { row }: LinkedEngagement,
    @CurrentContext() context: RequestContext,
  ): Promise<ProposedHours[]> {
    const logged = await this.#logged(context, row.id);
    const known = new Set(logged?.entries.map(({ id }) => id));
    return row.sessions
      .filter(({ status, kind }) => status === 'HELD' && coached.includes(kind))
      .map(({ id, startsAt, endsAt }) => ({
        entryId: entryIdOf(context, id),
        heldOn: startsAt.slice(0, 10),
        minutes: wholeQuarters((Date.parse(endsAt) - Date.parse(startsAt)) / 60_000),
      }))
      .filter(({ entryId, minutes }) => minutes > 0 && !known.has(entryId));
  }

  async #logged(context: RequestContext, engagementId: string): Promise<LoggedClientView | null> {
    const row = await this.#models
      .of(LoggedClientView)
      .byId(context, loggedClientIdOf(context, engagementId));
    return row?.coachId === context.actorId ? row : null;
  }
}
