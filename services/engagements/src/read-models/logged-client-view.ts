import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import {
  type HoursForm as Form,
  type HoursSetting as Setting,
  type LogBasis as Basis,
} from '@securebase/contracts';
import { type Projection, type Sealed } from '@securebase/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Hours } from '../domain/coaching-hours.ts';
import { type LoggedClientEvent } from '../domain/logged-client.ts';
import { HoursForm, HoursSetting, LogBasis } from './coaches.enums.ts';

/** An entry of a log, as a row holds it. */
export interface EntryOfHours extends Hours {
  readonly id: string;
}

@ObjectType({ description: 'Hours in which a client was coached.' })
export class LoggedHours {
  @Field(() => ID, { description: 'The entry.' }) id!: string;
  @Field({ description: 'The first day.' }) startsOn!: string;
  @Field({ description: 'The last day.' }) endsOn!: string;
  @Field(() => Float, { description: 'Paid hours; 45 minutes are 0.75.' }) paidHours!: number;
  @Field(() => Float, { description: 'Pro bono hours; 45 minutes are 0.75.' }) proBonoHours!: number;
}

/** A line of a coach's hours log, in their own practice. Disposable: rebuilt from events at any time. */
@Entity('logged_client_view')
@ObjectType('LoggedClient', {
  description:
    'Somebody in the caller’s hours log: a client, a group, or those for whom an organization vouches.',
})
export class LoggedClientView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text')
  @Field(() => ID, { description: 'The client, as the log knows them.' })
  id!: string;
  @Column('text', { name: 'coach_id' }) coachId!: string;
  @Column('text') @Field(() => HoursForm, { description: 'Alone, or a group.' }) form!: Form;
  @Column('text')
  @Field(() => HoursSetting, { description: 'Whether the coach is employed there.' })
  setting!: Setting;
  @Column('int') @Field(() => Int, { description: 'How many people are meant.' }) people!: number;
  @Column('text') @Field(() => LogBasis, { description: 'Why they may stand there.' }) basis!: Basis;
  @Column('jsonb', { nullable: true })
  @Field(() => String, { nullable: true, description: 'The client; of a group, one of it. Null by letter.' })
  name!: Sealed | null;
  @Column('jsonb', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Where they are reached. Null by letter.' })
  email!: Sealed | null;
  @Column('jsonb', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Which organization vouches for them.' })
  organization!: Sealed | null;
  @Column('jsonb', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Its letter: who wrote it, when, where it is.' })
  letter!: Sealed | null;
  @Column('jsonb') entries!: readonly EntryOfHours[];
}
export type LoggedClientRow = Omit<LoggedClientView, 'tenantId' | 'id'>;

const types = {
  ClientLogged: true,
  CoachingHoursLogged: true,
  CoachingHoursCorrected: true,
  CoachingHoursTakenBack: true,
  LoggingConsentWithdrawn: true,
} as const satisfies Record<Exclude<LoggedClientEvent['type'], 'SubjectErased'>, true>;

const entryOf = ({
  entryId: id,
  startsOn,
  endsOn,
  paidMinutes,
  proBonoMinutes,
}: Hours & { entryId: string }) => ({
  id,
  startsOn,
  endsOn,
  paidMinutes,
  proBonoMinutes,
});
const without = (entries: readonly EntryOfHours[], entryId: string) =>
  entries.filter(({ id }) => id !== entryId);

/** Whoever withdrew their consent, or was erased, stands in it no more. */
export const loggedClientView: Projection<LoggedClientEvent, LoggedClientRow> = {
  name: 'logged-client-view',
  table: 'logged_client_view',
  source: { kind: 'LOG' },
  rowIds: ({ type, data }) => {
    if (type === 'SubjectErased') return [data.personId];
    return type in types ? [data.loggedClientId] : [];
  },
  blank: {
    coachId: '',
    form: 'INDIVIDUAL',
    setting: 'EXTERNAL',
    people: 1,
    basis: 'CLIENT_CONSENT',
    name: null,
    email: null,
    organization: null,
    letter: null,
    entries: [],
  },
  on: {
    ClientLogged: (_, { data }) => {
      const { coachId, form, setting, people, basis } = data;
      const { name = null, email = null, organization = null, letter = null } = data;
      return { coachId, form, setting, people, basis, name, email, organization, letter };
    },
    CoachingHoursLogged: ({ entries }, { data }) => ({
      entries: [...without(entries, data.entryId), entryOf(data)],
    }),
    CoachingHoursCorrected: ({ entries }, { data }) => ({
      entries: entries.map((each) => (each.id === data.entryId ? entryOf(data) : each)),
    }),
    CoachingHoursTakenBack: ({ entries }, { data: { entryId } }) => ({ entries: without(entries, entryId) }),
    LoggingConsentWithdrawn: () => 'DELETE',
    SubjectErased: () => 'DELETE',
  },
};
