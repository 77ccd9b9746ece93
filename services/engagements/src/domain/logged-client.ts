import {
  type EngagementsEvent,
  type HoursForm,
  type HoursSetting,
  largestGroupOfHours,
  type LogBasis,
} from '@securebase/contracts';
import { Command, type Decider, ensure, seal, type Sealed } from '@securebase/domain-kit';
import { ensureSound, type Hours } from './coaching-hours.ts';

export type LoggedClientEvent = Extract<
  EngagementsEvent,
  {
    type:
      | 'ClientLogged'
      | 'CoachingHoursLogged'
      | 'CoachingHoursCorrected'
      | 'CoachingHoursTakenBack'
      | 'LoggingConsentWithdrawn'
      | 'SubjectErased';
  }
>;

/** What hours were for. All but coaching never counts as coaching, however long it took. */
export type HoursActivity =
  'COACHING' | 'CHEMISTRY' | 'SUPERVISION' | 'MENTOR_COACHING' | 'DID_NOT_TAKE_PLACE';

interface OfClient {
  readonly loggedClientId: string;
}
interface OfEntry extends OfClient {
  readonly entryId: string;
}
export interface ClientToLog extends OfClient {
  readonly form: HoursForm;
  readonly setting: HoursSetting;
  readonly people: number;
  readonly basis: LogBasis | undefined;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly organization?: string | undefined;
  readonly letter?: string | undefined;
}
export class LogClient extends Command<ClientToLog> {
  readonly type = 'LogClient';
}
export class LogCoachingHours extends Command<OfEntry & Hours & { activity: HoursActivity }> {
  readonly type = 'LogCoachingHours';
}
export class CorrectCoachingHours extends Command<OfEntry & Hours> {
  readonly type = 'CorrectCoachingHours';
}
export class TakeBackCoachingHours extends Command<OfEntry> {
  readonly type = 'TakeBackCoachingHours';
}
export class WithdrawLoggingConsent extends Command<OfClient> {
  readonly type = 'WithdrawLoggingConsent';
}
type LoggedClientCommand =
  LogClient | LogCoachingHours | CorrectCoachingHours | TakeBackCoachingHours | WithdrawLoggingConsent;

/** Undefined before the client stands in the log. */
export type LoggedClient =
  | {
      readonly coachId: string;
      readonly isWithdrawn: boolean;
      /** By entry; null for one that was taken back. */
      readonly entries: ReadonlyMap<string, Hours | null>;
    }
  | undefined;

const refusals = {
  CHEMISTRY: 'CHEMISTRY_IS_NOT_COACHING',
  SUPERVISION: 'SUPERVISION_IS_NOT_COACHING',
  MENTOR_COACHING: 'MENTOR_COACHING_IS_NOT_COACHING',
  DID_NOT_TAKE_PLACE: 'NO_HOURS_WITHOUT_SESSION',
} as const satisfies Record<Exclude<HoursActivity, 'COACHING'>, string>;

/** By consent with name and e-mail; by letter with who vouches, and without any name. */
const ensureBasis = ({ basis, name, email, organization, letter }: ClientToLog): LogBasis => {
  ensure(basis, 'NOT_LOGGED_WITHOUT_CONSENT', ['input', 'basis']);
  const named = [name, email];
  const vouched = [organization, letter];
  const [wanted, unwanted] = basis === 'CLIENT_CONSENT' ? [named, vouched] : [vouched, named];
  const fits = wanted.every((each) => each !== undefined) && unwanted.every((each) => each === undefined);
  ensure(fits, 'NAME_OR_LETTER', ['input', 'basis']);
  return basis;
};
const ensurePeople = ({ form, people, basis }: ClientToLog): void => {
  const path = ['input', 'people'];
  if (form === 'GROUP') {
    ensure(people >= 2, 'GROUP_OF_ONE', path);
    ensure(people <= largestGroupOfHours, 'GROUP_TOO_LARGE', path);
  } else ensure(people === 1 || basis === 'VERIFICATION_LETTER', 'INDIVIDUAL_IS_ONE', path);
};

const same = (one: Hours, other: Hours): boolean =>
  one.startsOn === other.startsOn &&
  one.endsOn === other.endsOn &&
  one.paidMinutes === other.paidMinutes &&
  one.proBonoMinutes === other.proBonoMinutes;

const decide = (command: LoggedClientCommand, client: LoggedClient): LoggedClientEvent[] => {
  const { loggedClientId } = command.data;
  const { actorId: coachId, at } = command.context;
  const of = { loggedClientId, coachId };
  if (command.type === 'LogClient') {
    ensure(!client, 'CLIENT_ALREADY_LOGGED');
    const { form, setting, people } = command.data;
    const basis = ensureBasis(command.data);
    ensurePeople(command.data);
    const words: Partial<Record<'name' | 'email' | 'organization' | 'letter', Sealed>> = {};
    for (const key of ['name', 'email', 'organization', 'letter'] as const) {
      const text = command.data[key];
      if (text !== undefined) words[key] = seal(loggedClientId, text);
    }
    return [{ type: 'ClientLogged', data: { ...of, form, setting, people, basis, ...words } }];
  }
  ensure(client?.coachId === coachId, 'CLIENT_NOT_IN_LOG', ['input', 'loggedClientId']);
  if (command.type === 'WithdrawLoggingConsent')
    return client.isWithdrawn
      ? []
      : [
          { type: 'LoggingConsentWithdrawn', data: of },
          // Their key goes as that of any person: everywhere, and again after a backup. The id is nobody's of the directory.
          { type: 'SubjectErased', data: { personId: loggedClientId } },
        ];
  ensure(!client.isWithdrawn, 'CLIENT_NOT_IN_LOG', ['input', 'loggedClientId']);
  const { entryId } = command.data;
  const before = client.entries.get(entryId);
  if (command.type === 'LogCoachingHours') {
    const { activity, startsOn, endsOn, paidMinutes, proBonoMinutes } = command.data;
    if (activity !== 'COACHING') ensure(false, refusals[activity], ['input', 'activity']);
    // What was taken back can be logged anew.
    ensure((before ?? null) === null, 'HOURS_ALREADY_LOGGED', ['input', 'entryId']);
    const hours = { startsOn, endsOn, paidMinutes, proBonoMinutes };
    ensureSound(hours, at);
    return [{ type: 'CoachingHoursLogged', data: { ...of, entryId, ...hours } }];
  }
  ensure(before !== undefined, 'HOURS_NOT_FOUND', ['input', 'entryId']);
  if (command.type === 'TakeBackCoachingHours')
    return before === null ? [] : [{ type: 'CoachingHoursTakenBack', data: { ...of, entryId } }];
  ensure(before !== null, 'HOURS_NOT_FOUND', ['input', 'entryId']);
  const { startsOn, endsOn, paidMinutes, proBonoMinutes } = command.data;
  const hours = { startsOn, endsOn, paidMinutes, proBonoMinutes };
  ensureSound(hours, at);
  if (same(before, hours)) return [];
  return [{ type: 'CoachingHoursCorrected', data: { ...of, entryId, ...hours } }];
};

const evolve = (client: LoggedClient, { type, data }: LoggedClientEvent): LoggedClient => {
  if (type === 'ClientLogged') return { coachId: data.coachId, isWithdrawn: false, entries: new Map() };
  if (!client || type === 'SubjectErased') return client;
  if (type === 'LoggingConsentWithdrawn') return { ...client, isWithdrawn: true };
  const entries = new Map(client.entries);
  if (type === 'CoachingHoursTakenBack') entries.set(data.entryId, null);
  else {
    const { startsOn, endsOn, paidMinutes, proBonoMinutes } = data;
    entries.set(data.entryId, { startsOn, endsOn, paidMinutes, proBonoMinutes });
  }
  return { ...client, entries };
};

/** A client, as a coach's hours log has them, with the hours in which they were coached. Whose practice it is is decided where the tenant is known. */
export const loggedClient: Decider<LoggedClientCommand, LoggedClientEvent, LoggedClient> = {
  name: 'loggedclient',
  commands: [
    LogClient,
    LogCoachingHours,
    CorrectCoachingHours,
    TakeBackCoachingHours,
    WithdrawLoggingConsent,
  ],
  begins: [LogClient],
  streamId: ({ data }) => data.loggedClientId,
  initialState: undefined,
  decide,
  evolve,
};
