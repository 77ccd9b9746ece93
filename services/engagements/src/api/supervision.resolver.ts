import { Args, Float, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  contextFor,
  CurrentContext,
  newId,
  PageArgs,
  ReadModels,
  type RequestContext,
} from '@securebase/service-kit';
import { RecordCredential, TakeBackCredential } from '../domain/coach-credential.ts';
import {
  LogSupervision,
  NameSupervisor,
  ReleaseSupervisor,
  ShareCase,
  TakeBackCase,
  TakeBackSupervision,
} from '../domain/supervision.ts';
import { CoachCredentialView } from '../read-models/coach-credential-view.ts';
import { SharedCaseView, SupervisionView } from '../read-models/supervision-views.ts';
import * as inputs from './coaches.inputs.ts';
import {
  CoachCredentialConnection,
  PracticeRecordPayload,
  SharedCaseConnection,
  SupervisionEntryConnection,
} from './coaches.types.ts';
import { OwnPractice, readBy } from './own-practice.ts';
import { Words } from './words.ts';

/** What a coach has for themselves, in their own practice: credentials, supervision, cases. */
@Resolver(() => SupervisionView)
export class SupervisionResolver {
  readonly #practice: OwnPractice;
  readonly #models: ReadModels;
  readonly #words: Words;
  constructor(practice: OwnPractice, models: ReadModels, words: Words) {
    this.#practice = practice;
    this.#models = models;
    this.#words = words;
  }

  @Query(() => CoachCredentialConnection, { description: 'The caller’s credentials as a coach.' })
  async myCredentials(@Args() paging: PageArgs, @CurrentContext() context: RequestContext) {
    const where = { coachId: context.actorId };
    const { edges, pageInfo } = await this.#models.of(CoachCredentialView).page(context, paging, { where });
    const told = (node: CoachCredentialView) =>
      this.#words.of(context, 'RecordedCredential', readBy(context, node), 'name', 'number');
    return { edges: edges.map(({ cursor, node }) => ({ cursor, node: told(node) })), pageInfo };
  }

  @Query(() => SupervisionEntryConnection, {
    description: 'Supervision and mentor coaching that the caller had, the newest first.',
  })
  async mySupervisionLog(@Args() paging: PageArgs, @CurrentContext() context: RequestContext) {
    const options = { where: { coachId: context.actorId }, orderBy: 'heldOn', direction: 'DESC' } as const;
    const { edges, pageInfo } = await this.#models.of(SupervisionView).page(context, paging, options);
    const told = (node: SupervisionView) =>
      this.#words.of(context, 'SupervisionEntry', readBy(context, node), 'with');
    return { edges: edges.map(({ cursor, node }) => ({ cursor, node: told(node) })), pageInfo };
  }

  @Query(() => SharedCaseConnection, { description: 'Cases that the caller shares with their supervisors.' })
  async myCases(@Args() paging: PageArgs, @CurrentContext() context: RequestContext) {
    const where = { coachId: context.actorId };
    const { edges, pageInfo } = await this.#models.of(SharedCaseView).page(context, paging, { where });
    const told = (node: SharedCaseView) =>
      this.#words.of(context, 'SharedCase', readBy(context, node), 'words');
    return { edges: edges.map(({ cursor, node }) => ({ cursor, node: told(node) })), pageInfo };
  }

  @Query(() => [ID], { description: 'Who supervises the caller now; in their own practice.' })
  async mySupervisors(@CurrentContext() context: RequestContext): Promise<string[]> {
    if (!(await this.#practice.isOwn(context))) return [];
    return [...(await this.#practice.supervisors(context.tenantId))];
  }

  @ResolveField(() => Float, { description: 'How long; 45 minutes are 0.75.' })
  hours(@Parent() { minutes }: SupervisionView): number {
    return minutes / 60;
  }

  @Mutation(() => PracticeRecordPayload, { description: 'Records a credential of the caller as a coach.' })
  recordCredential(
    @Args('input') input: inputs.RecordCredentialInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, input.commandId);
    const { credential, name, number, issuedOn, expiresOn } = input;
    const credentialId = newId(context, 'coach-credential');
    const optional = { name: name ?? undefined, expiresOn: expiresOn ?? undefined };
    const command = new RecordCredential(
      { credentialId, credential, number, issuedOn, ...optional },
      context,
    );
    return this.#practice.change(context, command, credentialId);
  }

  @Mutation(() => PracticeRecordPayload, {
    description: 'A credential was recorded wrongly, or is no more.',
  })
  takeBackCredential(
    @Args('input') { commandId, credentialId }: inputs.CoachCredentialInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, commandId);
    return this.#practice.change(context, new TakeBackCredential({ credentialId }, context), credentialId);
  }

  @Mutation(() => PracticeRecordPayload, {
    description: 'Logs supervision or mentor coaching that the caller had. It never counts as coaching.',
  })
  logSupervision(
    @Args('input') input: inputs.LogSupervisionInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, input.commandId);
    const { kind, heldOn, minutes, form, with: whom } = input;
    const entryId = newId(context, 'supervision');
    const command = new LogSupervision({ entryId, kind, heldOn, minutes, form, with: whom }, context);
    return this.#practice.change(context, command, entryId);
  }

  @Mutation(() => PracticeRecordPayload, {
    description: 'An entry about supervision or mentor coaching should not have been made.',
  })
  takeBackSupervision(
    @Args('input') { commandId, entryId }: inputs.SupervisionEntryInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, commandId);
    return this.#practice.change(context, new TakeBackSupervision({ entryId }, context), entryId);
  }

  @Mutation(() => PracticeRecordPayload, {
    description:
      'Lets somebody supervise the caller: they see hours, the supervision log and the cases shared with them, and nobody’s name.',
  })
  nameSupervisor(
    @Args('input') { commandId, supervisorId }: inputs.SupervisorInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, commandId);
    return this.#practice.change(context, new NameSupervisor({ supervisorId }, context), supervisorId);
  }

  @Mutation(() => PracticeRecordPayload, {
    description: 'They supervise the caller no more, and see nothing from now on.',
  })
  releaseSupervisor(
    @Args('input') { commandId, supervisorId }: inputs.SupervisorInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, commandId);
    return this.#practice.change(context, new ReleaseSupervisor({ supervisorId }, context), supervisorId);
  }

  @Mutation(() => PracticeRecordPayload, {
    description:
      'Shares a case with one supervisor. Name nobody in it: nothing ties it to a client, an engagement or a session.',
  })
  shareCase(
    @Args('input') { commandId, supervisorId, words }: inputs.ShareCaseInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, commandId);
    const caseId = newId(context, 'case');
    return this.#practice.change(context, new ShareCase({ caseId, supervisorId, words }, context), caseId);
  }

  @Mutation(() => PracticeRecordPayload, { description: 'The supervisor reads the case no more.' })
  takeBackCase(
    @Args('input') { commandId, caseId }: inputs.SharedCaseInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, commandId);
    return this.#practice.change(context, new TakeBackCase({ caseId }, context), caseId);
  }
}
