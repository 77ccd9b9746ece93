import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { type Command, ensure } from '@securebase/domain-kit';
import { consistencyToken, EventStore, type Handled, type HandledTogether } from '@securebase/event-sourcing';
import { type RequestContext } from '@securebase/service-kit';
import { supervisors, type Supervisors, type SupervisorsEvent } from '../domain/supervision.ts';
import { type PracticeRecordPayload } from './coaches.types.ts';
import { Tenants } from './tenants.ts';

/** A row that its caller may read, and nobody else. */
export const readBy = <Row extends object>(
  { actorId }: RequestContext,
  row: Row,
): Row & { readonly readerIds: readonly string[] } => ({ ...row, readerIds: [actorId] });

/** The practice that a request is made in: whose it is, and who supervises there. */
@Injectable()
export class OwnPractice {
  readonly #tenants: Tenants;
  readonly #store: EventStore;
  readonly #commands: CommandBus;
  constructor(tenants: Tenants, store: EventStore, commands: CommandBus) {
    this.#tenants = tenants;
    this.#store = store;
    this.#commands = commands;
  }

  /** Whether the caller is the coach whose own practice this is. */
  async isOwn({ tenantId, actorId }: RequestContext): Promise<boolean> {
    return (await this.#coachOf(tenantId)) === actorId;
  }

  /** The coach of this practice, where the caller supervises them now. */
  async supervisedBy({ tenantId, actorId }: RequestContext): Promise<string | undefined> {
    const coachId = await this.#coachOf(tenantId);
    if (coachId === undefined || !(await this.supervisors(tenantId)).has(actorId)) return undefined;
    return coachId;
  }

  /** Asked of the log, so that whoever is released sees nothing from that moment. */
  async supervisors(tenantId: string): Promise<Supervisors> {
    const { events } = await this.#store.readStream(tenantId, `${supervisors.name}-${tenantId}`);
    return (events as unknown as SupervisorsEvent[]).reduce(supervisors.evolve, supervisors.initialState);
  }

  /** Carries out a wish of the coach whose practice it is. @throws Rejected NOT_THE_PRACTICE_OF_CALLER */
  async change(context: RequestContext, command: Command, id: string): Promise<PracticeRecordPayload> {
    ensure(await this.isOwn(context), 'NOT_THE_PRACTICE_OF_CALLER');
    const handled = await this.#commands.execute<Command, Handled | HandledTogether>(command);
    if (!('parts' in handled)) return { id, token: consistencyToken('engagements', handled) };
    const heads = Object.values(handled.parts).map(({ stream, version }) => ({ stream, version }));
    return { id, token: consistencyToken('engagements', { position: handled.position, heads }) };
  }

  async #coachOf(tenantId: string): Promise<string | undefined> {
    const { kind, coachId } = await this.#tenants.of(tenantId);
    return kind === 'PRACTICE' ? coachId : undefined;
  }
}
