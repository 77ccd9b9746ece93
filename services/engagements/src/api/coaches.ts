import { Injectable } from '@nestjs/common';
import { type CommandContext, ensure } from '@securebase/domain-kit';
import { EventStore } from '@securebase/event-sourcing';
import { batched, ReadModels, type RequestContext } from '@securebase/service-kit';
import { coach } from '../domain/coach.ts';
import { CoachView } from '../read-models/coach-views.ts';
import { CoachProposalsView } from '../read-models/ranking-views.ts';
import { type ForReaders, forReaders } from './audiences.ts';

/** The most rankings of one participant that are looked through. */
const most = 100;

/** Who sees a coach's profile: the coach, to whom the coach was proposed, and those who run programs. */
@Injectable()
export class Coaches {
  readonly #models: ReadModels;
  readonly #store: EventStore;
  constructor(models: ReadModels, store: EventStore) {
    this.#models = models;
    this.#store = store;
  }

  /** The profile, if the caller may see it; its readers are those who read the coach's own words. */
  async forCaller(context: RequestContext, coachId: string): Promise<ForReaders<CoachView> | null> {
    const row = await this.#models.of(CoachView).byId(context, coachId);
    return row ? this.readBy(context, row) : null;
  }

  /** The same, of a row that is there already. */
  async readBy(context: RequestContext, row: CoachView): Promise<ForReaders<CoachView> | null> {
    const { actorId, roles } = context;
    if (!row.isRegistered) return null;
    const isShown = row.id !== actorId && (await this.#isShown(context, row.id));
    if (!isShown && row.id !== actorId && !roles.includes('PROGRAM_MANAGER')) return null;
    return forReaders(row, isShown ? [row.id, actorId] : [row.id]);
  }

  /** @throws Rejected COACH_NOT_REGISTERED at the path */
  async ensureRegistered(context: CommandContext, coachIds: readonly string[], path: string): Promise<void> {
    const streams = [...new Set(coachIds)].map((id) => `${coach.name}-${id}`);
    const last = await this.#store.lastOf(context.tenantId, streams, ['CoachRegistered']);
    const all = streams.every((stream) => last.get(stream) === 'CoachRegistered');
    ensure(all || (await this.#store.carriedOut(context)), 'COACH_NOT_REGISTERED', ['input', path]);
  }

  async #isShown(context: RequestContext, coachId: string): Promise<boolean> {
    const { tenantId, actorId } = context;
    const shown = await batched(context, 'coaches-shown-to', actorId, async () => {
      const rows = await this.#models.of(CoachProposalsView).find(tenantId, { participantId: actorId }, most);
      return new Map([[actorId, new Set(rows.flatMap(({ coachIds }) => coachIds))]]);
    });
    return shown?.has(coachId) === true;
  }
}
