import { type EngagementsEvent, type PersonRole } from '@securebase/contracts';
import { Command, type Decider, ensure, open, seal, type Sealed } from '@securebase/domain-kit';

export type PersonEvent = Extract<
  EngagementsEvent,
  {
    type:
      | 'PersonRegistered'
      | 'PersonRenamed'
      | 'RolesAssigned'
      | 'PersonDeactivated'
      | 'PersonReactivated'
      | 'PersonProvisioned'
      | 'PersonUnprovisioned'
      | 'SubjectErased';
  }
>;

export class RegisterPerson extends Command<{
  personId: string;
  name: string;
  email: string;
  reference?: string | undefined;
}> {
  readonly type = 'RegisterPerson';
}
export class RenamePerson extends Command<{ personId: string; name: string; email?: string | undefined }> {
  readonly type = 'RenamePerson';
}
export class AssignRoles extends Command<{ personId: string; roles: readonly PersonRole[] }> {
  readonly type = 'AssignRoles';
}
export class DeactivatePerson extends Command<{ personId: string }> {
  readonly type = 'DeactivatePerson';
}
export class EraseSubject extends Command<{ personId: string }> {
  readonly type = 'EraseSubject';
}
type PersonCommand = EraseSubject | RegisterPerson | RenamePerson | AssignRoles | DeactivatePerson;

/** See the event PersonProvisioned. */
export interface Provisioned {
  readonly userName: Sealed;
  readonly externalId?: Sealed | undefined;
  readonly displayName?: Sealed | undefined;
  readonly email?: Sealed | undefined;
  readonly active?: boolean | undefined;
}

export type Person =
  | { readonly status: 'UNKNOWN' }
  | {
      readonly status: 'ACTIVE' | 'DEACTIVATED' | 'ERASED';
      readonly name: Sealed;
      readonly email: Sealed;
      readonly roles: readonly PersonRole[];
      /** How the organization's own directory knows the person, if it manages them. */
      readonly provisioned?: Provisioned | undefined;
    };

/** What registering does to a person who is there already: nothing, a new name, or a refusal. */
export const registered = (person: Person, data: RegisterPerson['data']): PersonEvent[] => {
  const { personId, name, email, reference } = data;
  if (person.status === 'UNKNOWN') {
    const sealed = { name: seal(personId, name), email: seal(personId, email) };
    const known = reference === undefined ? {} : { reference: seal(personId, reference) };
    return [{ type: 'PersonRegistered', data: { personId, ...sealed, ...known } }];
  }
  ensure(person.status !== 'ERASED', 'PERSON_ERASED');
  if (open(person.name) === name && open(person.email) === email) return [];
  return [
    { type: 'PersonRenamed', data: { personId, name: seal(personId, name), email: seal(personId, email) } },
  ];
};

const sameRoles = (a: readonly PersonRole[], b: readonly PersonRole[]) =>
  a.length === b.length && a.every((role) => b.includes(role));

const decide = (command: PersonCommand, person: Person): PersonEvent[] => {
  if (command.type === 'RegisterPerson') {
    ensure(person.status === 'UNKNOWN', 'PERSON_ALREADY_REGISTERED');
    return registered(person, command.data);
  }
  ensure(person.status !== 'UNKNOWN', 'PERSON_NOT_FOUND');
  const { personId } = command.data;
  if (command.type === 'EraseSubject')
    return person.status === 'ERASED' ? [] : [{ type: 'SubjectErased', data: { personId } }];
  ensure(person.status !== 'ERASED', 'PERSON_ERASED');
  if (command.type === 'DeactivatePerson')
    return person.status === 'DEACTIVATED' ? [] : [{ type: 'PersonDeactivated', data: { personId } }];
  ensure(person.status === 'ACTIVE', 'PERSON_DEACTIVATED');
  switch (command.type) {
    case 'RenamePerson': {
      const { name, email } = command.data;
      const changed = email === undefined ? {} : { email: seal(personId, email) };
      return [{ type: 'PersonRenamed', data: { personId, name: seal(personId, name), ...changed } }];
    }
    case 'AssignRoles': {
      const roles = [...new Set(command.data.roles)];
      return sameRoles(person.roles, roles) ? [] : [{ type: 'RolesAssigned', data: { personId, roles } }];
    }
  }
};

const evolve = (person: Person, event: PersonEvent): Person => {
  if (event.type === 'PersonRegistered') {
    const { name, email } = event.data;
    return { status: 'ACTIVE', name, email, roles: [] };
  }
  if (person.status === 'UNKNOWN') return person;
  switch (event.type) {
    case 'PersonRenamed':
      return { ...person, name: event.data.name, email: event.data.email ?? person.email };
    case 'RolesAssigned':
      return { ...person, roles: event.data.roles };
    case 'PersonDeactivated':
      return { ...person, status: 'DEACTIVATED' };
    case 'PersonReactivated':
      return { ...person, status: 'ACTIVE' };
    case 'PersonProvisioned':
      return { ...person, provisioned: event.data };
    case 'PersonUnprovisioned':
      return { ...person, provisioned: undefined };
    case 'SubjectErased':
      return { ...person, status: 'ERASED', roles: [], provisioned: undefined };
  }
};

export const person: Decider<PersonCommand, PersonEvent, Person> = {
  name: 'person',
  commands: [RegisterPerson, RenamePerson, AssignRoles, DeactivatePerson, EraseSubject],
  begins: [RegisterPerson],
  streamId: (command) => command.data.personId,
  initialState: { status: 'UNKNOWN' },
  opens: true,
  decide,
  evolve,
};
