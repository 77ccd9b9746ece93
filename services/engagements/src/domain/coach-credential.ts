import { type CoachCredential as Kind, type EngagementsEvent } from '@securebase/contracts';
import { Command, type Decider, ensure, seal } from '@securebase/domain-kit';

export type CoachCredentialEvent = Extract<
  EngagementsEvent,
  { type: 'CredentialRecorded' | 'CredentialTakenBack' }
>;

interface OfCredential {
  readonly credentialId: string;
}
export class RecordCredential extends Command<
  OfCredential & {
    credential: Kind;
    name?: string | undefined;
    number: string;
    issuedOn: string;
    expiresOn?: string | undefined;
  }
> {
  readonly type = 'RecordCredential';
}
export class TakeBackCredential extends Command<OfCredential> {
  readonly type = 'TakeBackCredential';
}

/** Undefined before it is recorded. */
export type CoachCredential = { readonly coachId: string; readonly isTakenBack: boolean } | undefined;

/** A credential of a coach, such as the PCC of the ICF. */
export const coachCredential: Decider<
  RecordCredential | TakeBackCredential,
  CoachCredentialEvent,
  CoachCredential
> = {
  name: 'coachcredential',
  commands: [RecordCredential, TakeBackCredential],
  begins: [RecordCredential],
  streamId: ({ data }) => data.credentialId,
  initialState: undefined,
  decide: (command, state) => {
    const { credentialId } = command.data;
    const coachId = command.context.actorId;
    if (command.type === 'RecordCredential') {
      const { credential, name, number, issuedOn, expiresOn } = command.data;
      ensure(!state, 'COACHING_CREDENTIAL_ALREADY_RECORDED');
      ensure((credential === 'OTHER') === (name !== undefined), 'NAME_OF_OTHER_CREDENTIAL', [
        'input',
        'name',
      ]);
      const isSound = expiresOn === undefined || issuedOn <= expiresOn;
      ensure(isSound, 'COACHING_CREDENTIAL_ENDS_BEFORE_START', ['input', 'expiresOn']);
      const called = name === undefined ? {} : { name: seal(coachId, name) };
      const ends = expiresOn === undefined ? {} : { expiresOn };
      const data = { credentialId, coachId, credential, ...called, number: seal(coachId, number), issuedOn };
      return [{ type: 'CredentialRecorded', data: { ...data, ...ends } }];
    }
    ensure(state?.coachId === coachId, 'COACHING_CREDENTIAL_NOT_FOUND', ['input', 'credentialId']);
    return state.isTakenBack ? [] : [{ type: 'CredentialTakenBack', data: { credentialId, coachId } }];
  },
  evolve: (_, { type, data }) => ({ coachId: data.coachId, isTakenBack: type === 'CredentialTakenBack' }),
};
