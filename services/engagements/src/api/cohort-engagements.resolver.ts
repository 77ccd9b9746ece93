import { Args, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { ensure } from '@securebase/domain-kit';
import { consistencyToken, EventStore, type Write } from '@securebase/event-sourcing';
import { contextFor, CurrentContext, ReadModels, type RequestContext } from '@securebase/service-kit';
import { Length } from 'class-validator';
import { v5 } from 'uuid';
import { ProposeEngagement } from '../domain/engagement-commands.ts';
import { engagement } from '../domain/engagement.ts';
import { person } from '../domain/person.ts';
import { program, type Program, type ProgramEvent } from '../domain/program.ts';
import { EngagementView, engagementView } from '../read-models/engagement-view.ts';
import { CommandInput } from './engagement.types.ts';

/** The most participants of a cohort for whom engagements are proposed at once. */
const most = 20_000;

@InputType({ description: 'For whom engagements are proposed.' })
export class ProposeEngagementsInput extends CommandInput {
  @Field(() => ID, { description: 'The program, which is open.' }) programId!: string;
  @Field(() => ID, { description: 'The cohort.' }) cohortId!: string;
  @Field({ description: 'What they are for. Only each client and their coach can read it.' })
  @Length(1, 2000)
  purpose!: string;
}
@ObjectType({ description: 'Engagements that were proposed.' })
export class ProposeEngagementsPayload {
  @Field(() => Int, { description: 'How many; whoever had one in the cohort has no other one.' })
  proposed!: number;
  @Field({ description: 'Send it as the header read-after, to see them in queries.' }) token!: string;
}

/** Engagements for everybody of a cohort, so that they can choose a coach. */
@Resolver()
export class CohortEngagementsResolver {
  readonly #store: EventStore;
  readonly #models: ReadModels;
  constructor(store: EventStore, models: ReadModels) {
    this.#store = store;
    this.#models = models;
  }

  @Mutation(() => ProposeEngagementsPayload, {
    description:
      'Proposes an engagement for each participant of a cohort who has none there, all or nothing. Later it does so for whoever was enrolled since.',
  })
  async proposeEngagements(
    @Args('input') input: ProposeEngagementsInput,
    @CurrentContext() current: RequestContext,
  ): Promise<ProposeEngagementsPayload> {
    const { programId, cohortId, purpose } = input;
    const context = contextFor(current, input.commandId);
    const data = { programId, cohortId, purpose };
    const payloadHash = await this.#store.digestOf({ type: 'ProposeEngagements', data, context });
    const replay = await this.#store.findReplay(context, payloadHash);
    const appended =
      replay ?? (await this.#store.append(await this.#writes(context, data), context, payloadHash));
    return { proposed: appended.heads.length, token: consistencyToken('engagements', appended) };
  }

  async #writes(
    context: RequestContext,
    { programId, cohortId, purpose }: Omit<ProposeEngagementsInput, 'commandId'>,
  ): Promise<Write[]> {
    const waiting = await this.#waiting(context, programId, cohortId);
    return waiting.map(({ clientId, engagementId, stream }) => {
      const of = { engagementId, clientId, programId, cohortId, purpose };
      const command = new ProposeEngagement({ kind: 'INDIVIDUAL', ...of }, context);
      return { stream, expected: 'NONE', events: engagement.decide(command, undefined) };
    });
  }

  /** Who takes part, is still there, and has no engagement in the cohort; with the id that theirs is to have. */
  async #waiting(context: RequestContext, programId: string, cohortId: string) {
    const { tenantId } = context;
    const { events } = await this.#store.readStream(tenantId, `${program.name}-${programId}`);
    const { status, cohorts } = (events as unknown as ProgramEvent[]).reduce<Program>(
      program.evolve,
      program.initialState,
    );
    ensure(status !== 'UNKNOWN', 'PROGRAM_NOT_FOUND', ['input', 'programId']);
    ensure(status === 'OPEN', 'PROGRAM_NOT_OPEN', ['input', 'programId']);
    const participants = [...(cohorts.get(cohortId)?.participants ?? [])];
    ensure(cohorts.has(cohortId), 'COHORT_NOT_FOUND', ['input', 'cohortId']);
    // One for each participant of a cohort, whoever asks at the same time.
    const all = participants.map((clientId) => {
      const engagementId = v5(`engagement:${cohortId}:${clientId}`, tenantId);
      return { clientId, engagementId, stream: `${engagement.name}-${engagementId}` };
    });
    await this.#store.caughtUp(engagementView.name); // who was proposed one just now has one
    const rows = await this.#models.of(EngagementView).find(tenantId, { cohortId }, most);
    const engaged = new Set(rows.map(({ clientId }) => clientId));
    const made = await this.#store.existing(
      tenantId,
      all.map(({ stream }) => stream),
    );
    const left = await this.#store.lastOf(
      tenantId,
      participants.map((id) => `${person.name}-${id}`),
      ['PersonDeactivated', 'PersonReactivated', 'SubjectErased'],
    );
    const isThere = (id: string) => {
      const last = left.get(`${person.name}-${id}`);
      return last === null || last === 'PersonReactivated';
    };
    return all.filter(
      ({ clientId, stream }) => !engaged.has(clientId) && !made.has(stream) && isThere(clientId),
    );
  }
}
