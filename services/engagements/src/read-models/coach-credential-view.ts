import { Field, ID, ObjectType } from '@nestjs/graphql';
import { type CoachCredential as Credential } from '@securebase/contracts';
import { type Projection, type Sealed } from '@securebase/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type CoachCredentialEvent } from '../domain/coach-credential.ts';
import { CoachCredential } from './coach-views.ts';

/** A coach's credential, in their own practice. Disposable: rebuilt from events at any time. */
@Entity('coach_credential_view')
@ObjectType('RecordedCredential', { description: 'A credential of the caller as a coach.' })
export class CoachCredentialView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') @Field(() => ID, { description: 'The credential.' }) id!: string;
  @Column('text', { name: 'coach_id' }) coachId!: string;
  @Column('text')
  @Field(() => CoachCredential, { description: 'As what.' })
  credential!: Credential;
  @Column('jsonb', { nullable: true })
  @Field(() => String, { nullable: true, description: 'What it is called, where it is another one.' })
  name!: Sealed | null;
  @Column('jsonb', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Its number.' })
  number!: Sealed | null;
  @Column('date', { name: 'issued_on' }) @Field({ description: 'Since when.' }) issuedOn!: string;
  @Column('date', { name: 'expires_on', nullable: true })
  @Field(() => String, { nullable: true, description: 'Its last day.' })
  expiresOn!: string | null;
}
export type CoachCredentialRow = Omit<CoachCredentialView, 'tenantId' | 'id'>;

const types: readonly string[] = [
  'CredentialRecorded',
  'CredentialTakenBack',
] satisfies readonly CoachCredentialEvent['type'][];

export const coachCredentialView: Projection<CoachCredentialEvent, CoachCredentialRow> = {
  name: 'coach-credential-view',
  table: 'coach_credential_view',
  source: { kind: 'LOG' },
  rowIds: ({ type, data }) => (types.includes(type) ? [data.credentialId] : []),
  blank: { coachId: '', credential: 'OTHER', name: null, number: null, issuedOn: '', expiresOn: null },
  on: {
    CredentialRecorded: (
      _,
      { data: { coachId, credential, name = null, number, issuedOn, expiresOn = null } },
    ) => ({
      coachId,
      credential,
      name,
      number,
      issuedOn,
      expiresOn,
    }),
    CredentialTakenBack: () => 'DELETE',
  },
};
