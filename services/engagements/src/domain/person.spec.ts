import { describe, it } from '@jest/globals';
import { seal } from '@securebase/domain-kit';
import { specification } from '@securebase/domain-kit/testing';
import {
  AssignRoles,
  DeactivatePerson,
  person,
  type PersonEvent,
  RegisterPerson,
  RenamePerson,
} from './person.ts';
import { amal as personId, as, noor } from './story.ts';

const given = specification(person);
const context = as(noor);
const known = { personId, name: 'Amal', email: 'amal@example.org' };
const register = (reference?: string) => new RegisterPerson({ ...known, reference }, context);
const rename = (email?: string) => new RenamePerson({ personId, name: 'Amal B.', email }, context);
const leave = new DeactivatePerson({ personId }, context);
const roles = (...all: ('COACH' | 'CLIENT')[]) => new AssignRoles({ personId, roles: all }, context);

const name = seal(personId, 'Amal');
const email = seal(personId, 'amal@example.org');
const registered: PersonEvent = { type: 'PersonRegistered', data: { personId, name, email } };
const left: PersonEvent = { type: 'PersonDeactivated', data: { personId } };
const renamed = seal(personId, 'Amal B.');

describe('A person', () => {
  it('is registered, name and address sealed', () => given().when(register()).then(registered));
  it('may have the key of the organization', () =>
    given()
      .when(register('4711'))
      .then({
        type: 'PersonRegistered',
        data: { personId, name, email, reference: seal(personId, '4711') },
      }));
  it('is registered once', () => given(registered).when(register()).rejects('PERSON_ALREADY_REGISTERED'));

  it('is called otherwise', () =>
    given(registered)
      .when(rename())
      .then({ type: 'PersonRenamed', data: { personId, name: renamed } }));
  it('moves to another address', () =>
    given(registered)
      .when(rename('b@example.org'))
      .then({
        type: 'PersonRenamed',
        data: { personId, name: renamed, email: seal(personId, 'b@example.org') },
      }));

  it('has roles, each once', () =>
    given(registered)
      .when(roles('COACH', 'CLIENT', 'COACH'))
      .then({ type: 'RolesAssigned', data: { personId, roles: ['COACH', 'CLIENT'] } }));
  it('keeps the roles they have', () =>
    given(registered, { type: 'RolesAssigned', data: { personId, roles: ['COACH', 'CLIENT'] } })
      .when(roles('CLIENT', 'COACH'))
      .then());

  it('leaves', () => given(registered).when(leave).then(left));
  it('leaves once', () => given(registered, left).when(leave).then());
  it.each([rename(), roles('COACH')])('who has left is not changed ($type)', (command) =>
    given(registered, left).when(command).rejects('PERSON_DEACTIVATED'),
  );
  it.each([rename(), roles('COACH'), leave])('who is not there is not changed ($type)', (command) =>
    given().when(command).rejects('PERSON_NOT_FOUND'),
  );
});
