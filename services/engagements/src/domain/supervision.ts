import { type EngagementsEvent, type HoursForm } from '@securebase/contracts';
import { Command, type Decider, ensure, seal } from '@securebase/domain-kit';
import { ensureQuarters, latestDay } from './coaching-hours.ts';

export type SupervisionEvent = Extract<
  EngagementsEvent,
  { type: 'SupervisionHeld' | 'MentorCoachingHeld' | 'SupervisionTakenBack' }
>;
export type SupervisorsEvent = Extract<EngagementsEvent, { type: 'SupervisorNamed' | 'SupervisorReleased' }>;
export type SharedCaseEvent = Extract<EngagementsEvent, { type: 'CaseShared' | 'CaseTakenBack' }>;

export type SupervisionKind = 'SUPERVISION' | 'MENTOR_COACHING';

/** Supervision or mentor coaching: a log of its own, whose hours are never a client's. */
export class LogSupervision extends Command<{
  entryId: string;
  kind: SupervisionKind;
  heldOn: string;
  minutes: number;
  form: HoursForm;
  with: string;
}> {
  readonly type = 'LogSupervision';
}
export class TakeBackSupervision extends Command<{ entryId: string }> {
  readonly type = 'TakeBackSupervision';
}

/** Undefined before it is logged. */
export type Supervision = { readonly coachId: string; readonly isTakenBack: boolean } | undefined;

export const supervision: Decider<LogSupervision | TakeBackSupervision, SupervisionEvent, Supervision> = {
  name: 'supervision',
  commands: [LogSupervision, TakeBackSupervision],
  begins: [LogSupervision],
  streamId: ({ data }) => data.entryId,
  initialState: undefined,
  decide: (command, state) => {
    const { entryId } = command.data;
    const { actorId: coachId, at } = command.context;
    if (command.type === 'LogSupervision') {
      const { kind, heldOn, minutes, form, with: whom } = command.data;
      ensure(!state, 'SUPERVISION_ALREADY_LOGGED');
      ensureQuarters(minutes, 'minutes');
      ensure(minutes > 0, 'NO_HOURS');
      ensure(minutes <= 24 * 60, 'MORE_HOURS_THAN_THERE_ARE');
      ensure(heldOn <= latestDay(at), 'HOURS_IN_THE_FUTURE', ['input', 'heldOn']);
      const data = { entryId, coachId, heldOn, minutes, form, with: seal(coachId, whom) };
      return [{ type: kind === 'SUPERVISION' ? 'SupervisionHeld' : 'MentorCoachingHeld', data }];
    }
    ensure(state?.coachId === coachId, 'SUPERVISION_NOT_FOUND', ['input', 'entryId']);
    return state.isTakenBack ? [] : [{ type: 'SupervisionTakenBack', data: { entryId, coachId } }];
  },
  evolve: (_, { type, data }) => ({ coachId: data.coachId, isTakenBack: type === 'SupervisionTakenBack' }),
};

export class NameSupervisor extends Command<{ supervisorId: string }> {
  readonly type = 'NameSupervisor';
}
export class ReleaseSupervisor extends Command<{ supervisorId: string }> {
  readonly type = 'ReleaseSupervisor';
}
export class ShareCase extends Command<{ caseId: string; supervisorId: string; words: string }> {
  readonly type = 'ShareCase';
}
export class TakeBackCase extends Command<{ caseId: string }> {
  readonly type = 'TakeBackCase';
}

/** Who supervises the coach of a practice now. */
export type Supervisors = ReadonlySet<string>;

/** A supervisor is whom the coach has named: the role alone opens nothing. */
export const supervisors: Decider<
  NameSupervisor | ReleaseSupervisor | ShareCase,
  SupervisorsEvent,
  Supervisors
> = {
  name: 'supervisors',
  commands: [NameSupervisor, ReleaseSupervisor, ShareCase],
  streamId: ({ context }) => context.tenantId,
  initialState: new Set(),
  decide: (command, named) => {
    const { supervisorId } = command.data;
    const coachId = command.context.actorId;
    const path = ['input', 'supervisorId'];
    if (command.type === 'NameSupervisor') {
      ensure(supervisorId !== coachId, 'NOBODY_SUPERVISES_THEMSELVES', path);
      return named.has(supervisorId) ? [] : [{ type: 'SupervisorNamed', data: { coachId, supervisorId } }];
    }
    if (command.type === 'ReleaseSupervisor')
      return named.has(supervisorId) ? [{ type: 'SupervisorReleased', data: { coachId, supervisorId } }] : [];
    ensure(named.has(supervisorId), 'SUPERVISOR_NOT_NAMED', path);
    return [];
  },
  evolve: (named, { type, data: { supervisorId } }) => {
    const next = new Set(named);
    if (type === 'SupervisorNamed') next.add(supervisorId);
    else next.delete(supervisorId);
    return next;
  },
};

/** An address or an id leads from a case to somebody, or to an engagement. */
const leadsToSomebody = /\S@\S+\.\S|[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}/i;

/** Undefined before it is shared. */
export type SharedCase =
  { readonly coachId: string; readonly supervisorId: string; readonly isTakenBack: boolean } | undefined;

/** A case that a coach shares with one supervisor. It is tied to nothing: no client, no engagement, no session. */
export const sharedCase: Decider<ShareCase | TakeBackCase, SharedCaseEvent, SharedCase> = {
  name: 'sharedcase',
  commands: [ShareCase, TakeBackCase],
  streamId: ({ data }) => data.caseId,
  initialState: undefined,
  decide: (command, state) => {
    const { caseId } = command.data;
    const coachId = command.context.actorId;
    if (command.type === 'ShareCase') {
      const { supervisorId, words } = command.data;
      ensure(!state, 'CASE_ALREADY_SHARED');
      ensure(!leadsToSomebody.test(words), 'CASE_NAMES_SOMEBODY', ['input', 'words']);
      return [{ type: 'CaseShared', data: { caseId, coachId, supervisorId, words: seal(coachId, words) } }];
    }
    ensure(state?.coachId === coachId, 'CASE_NOT_FOUND', ['input', 'caseId']);
    const { supervisorId } = state;
    return state.isTakenBack ? [] : [{ type: 'CaseTakenBack', data: { caseId, coachId, supervisorId } }];
  },
  evolve: (_, { type, data: { coachId, supervisorId } }) => ({
    coachId,
    supervisorId,
    isTakenBack: type === 'CaseTakenBack',
  }),
};
