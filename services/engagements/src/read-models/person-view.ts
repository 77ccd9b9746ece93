import { Directive, Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type EngagementsEvent } from '@securebase/contracts';
import { open, type Projection } from '@securebase/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const PersonStatus = { ACTIVE: 'ACTIVE', DEACTIVATED: 'DEACTIVATED', ERASED: 'ERASED' } as const;
registerEnumType(PersonStatus, {
  name: 'PersonStatus',
  description: 'Whether a person is still there.',
  valuesMap: {
    ACTIVE: { description: 'They are there.' },
    DEACTIVATED: { description: 'They have left.' },
    ERASED: { description: 'They were erased: nothing of them can be read any more.' },
  },
});

export const PersonRole = {
  CLIENT: 'CLIENT',
  COACH: 'COACH',
  SUPERVISOR: 'SUPERVISOR',
  SPONSOR: 'SPONSOR',
  LINE_MANAGER: 'LINE_MANAGER',
  RATER: 'RATER',
  PROGRAM_MANAGER: 'PROGRAM_MANAGER',
  ANALYST: 'ANALYST',
  EMPLOYEE_REPRESENTATIVE: 'EMPLOYEE_REPRESENTATIVE',
  PARTNER: 'PARTNER',
  ADMIN: 'ADMIN',
  OPERATOR: 'OPERATOR',
} as const;
registerEnumType(PersonRole, {
  name: 'PersonRole',
  description: 'What a person may be in the tenant.',
  valuesMap: {
    CLIENT: { description: 'Is coached, alone or as a member of a team or organization.' },
    COACH: { description: 'Coaches.' },
    SUPERVISOR: { description: 'Supervises coaches.' },
    SPONSOR: { description: 'Pays for an engagement and is party to its agreement.' },
    LINE_MANAGER: { description: 'Manages a client.' },
    RATER: { description: 'Is asked about another person or a team.' },
    PROGRAM_MANAGER: { description: 'Runs programs.' },
    ANALYST: { description: 'Sees released aggregates, never a person.' },
    EMPLOYEE_REPRESENTATIVE: { description: 'Speaks for the employees.' },
    PARTNER: { description: 'A machine client of another company.' },
    ADMIN: { description: 'Administers the tenant.' },
    OPERATOR: { description: 'Runs the installation.' },
  },
});

/** The directory of a tenant. Disposable: rebuilt from events at any time. */
@Entity('person_view')
@ObjectType('Person', { description: 'Someone in the directory of the tenant.' })
@Directive('@key(fields: "id")')
export class PersonView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') @Field(() => ID, { description: 'The person.' }) id!: string;
  @Column('text') name!: string;
  @Column('text') email!: string;
  @Column('text')
  @Field(() => PersonStatus, { description: 'Whether the person is still there.' })
  status!: keyof typeof PersonStatus;
  @Column('jsonb')
  @Field(() => [PersonRole], { description: 'What the person may be in the tenant.' })
  roles!: readonly (keyof typeof PersonRole)[];
}
export type PersonRow = Omit<PersonView, 'tenantId' | 'id'>;

export const personView: Projection<EngagementsEvent, PersonRow> = {
  name: 'person-view',
  table: 'person_view',
  source: { kind: 'LOG' },
  opens: true,
  rowIds: (event) =>
    'personId' in event.data && event.stream.startsWith('person-') ? [event.data.personId] : [],
  blank: { name: '', email: '', status: 'ACTIVE', roles: [] },
  on: {
    PersonRegistered: (_, { data }) => ({ name: open(data.name) ?? '', email: open(data.email) ?? '' }),
    PersonRenamed: (row, { data }) => ({
      name: open(data.name) ?? '',
      email: data.email === undefined ? row.email : (open(data.email) ?? ''),
    }),
    RolesAssigned: (_, { data }) => ({ roles: data.roles }),
    PersonDeactivated: () => ({ status: 'DEACTIVATED' }),
    PersonReactivated: () => ({ status: 'ACTIVE' }),
    SubjectErased: () => ({ status: 'ERASED', name: '', email: '', roles: [] }),
  },
};
