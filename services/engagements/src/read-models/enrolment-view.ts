import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type EngagementsEvent } from '@securebase/contracts';
import { open, type Projection } from '@securebase/domain-kit';
import { DateTime } from '@securebase/service-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Preferences } from '../domain/participant.ts';

export const MailState = {
  NOT_ASKED: 'NOT_ASKED',
  WAITING: 'WAITING',
  SENT: 'SENT',
  RETRYING: 'RETRYING',
  FAILED: 'FAILED',
} as const;
registerEnumType(MailState, {
  name: 'MailState',
  description: 'What has become of the mails to a participant.',
  valuesMap: {
    NOT_ASKED: { description: 'Nobody has asked for an invitation.' },
    WAITING: { description: 'An invitation goes out as soon as it may.' },
    SENT: { description: 'The mail server has the last one.' },
    RETRYING: { description: 'The mail server did not take the last one; it is tried again.' },
    FAILED: {
      description:
        'The mail server did not take it, and it is not tried again. Check the address, invite again.',
    },
  },
});

/** Somebody in a program. Disposable: rebuilt from events at any time. */
@Entity('enrolment_view')
@ObjectType('Enrolment', { description: 'Somebody who takes part in a program.' })
export class EnrolmentView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  /** `<program>/<person>` */
  @PrimaryColumn('text') id!: string;
  @Column('text', { name: 'program_id' }) programId!: string;
  @Column('text', { name: 'cohort_id' }) cohortId!: string;
  @Column('text', { name: 'person_id' }) personId!: string;
  @Column('timestamptz', { name: 'enrolled_at' })
  @Field(() => DateTime, { description: 'When they were enrolled.' })
  enrolledAt!: Date | string;
  /** The event that asked for an invitation: mails are known by it. */
  @Column('text', { name: 'asked_by', nullable: true }) askedBy!: string | null;
  @Column('timestamptz', { name: 'invited_at', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When the invitation went out.' })
  invitedAt!: Date | string | null;
  @Column('int') @Field(() => Int, { description: 'How many reminders went out.' }) reminders!: number;
  @Column('timestamptz', { name: 'last_mail_at', nullable: true }) lastMailAt!: Date | string | null;
  /** Of the mail that is due. */
  @Column('int') attempts!: number;
  /** Not before. */
  @Column('timestamptz', { name: 'next_mail_at', nullable: true }) nextMailAt!: Date | string | null;
  @Column('text', { name: 'mail_state' })
  @Field(() => MailState, { description: 'What has become of the mails to them.' })
  mailState!: keyof typeof MailState;
}
export type EnrolmentRow = Omit<EnrolmentView, 'tenantId' | 'id'>;

export const enrolmentKey = (programId: string, personId: string) => `${programId}/${personId}`;

const minute = 60_000;
/** A mail that the server did not take is tried again after 1, 4, 16, 64 … minutes. */
const retryAt = (at: string, attempt: number): string =>
  new Date(Date.parse(at) + minute * 4 ** (attempt - 1)).toISOString();

export const enrolmentView: Projection<EngagementsEvent, EnrolmentRow> = {
  name: 'enrolment-view',
  table: 'enrolment_view',
  source: { kind: 'LOG' },
  rowIds: ({ type, data }) => {
    switch (type) {
      case 'ParticipantsEnrolled':
      case 'InvitationsRequested':
        return data.personIds.map((each) => enrolmentKey(data.programId, each));
      case 'ParticipantInvited':
      case 'ParticipantReminded':
      case 'ParticipantMailFailed':
        return [enrolmentKey(data.programId, data.personId)];
      default:
        return [];
    }
  },
  blank: {
    programId: '',
    cohortId: '',
    personId: '',
    enrolledAt: '',
    askedBy: null,
    invitedAt: null,
    reminders: 0,
    lastMailAt: null,
    attempts: 0,
    nextMailAt: null,
    mailState: 'NOT_ASKED',
  },
  on: {
    ParticipantsEnrolled: (_, { data, at }, id) => ({
      programId: data.programId,
      cohortId: data.cohortId,
      personId: id.slice(data.programId.length + 1),
      enrolledAt: at,
    }),
    InvitationsRequested: (_, { id, at }) => ({
      askedBy: id,
      invitedAt: null,
      reminders: 0,
      attempts: 0,
      nextMailAt: at,
      mailState: 'WAITING',
    }),
    ParticipantInvited: (_, { at }) => ({
      invitedAt: at,
      lastMailAt: at,
      attempts: 0,
      nextMailAt: at,
      mailState: 'SENT',
    }),
    ParticipantReminded: (_, { data, at }) => ({
      reminders: data.reminder,
      lastMailAt: at,
      attempts: 0,
      nextMailAt: at,
      mailState: 'SENT',
    }),
    ParticipantMailFailed: (_, { data, at }) => ({
      attempts: data.attempt,
      nextMailAt: data.final ? null : retryAt(at, data.attempt),
      mailState: data.final ? 'FAILED' : 'RETRYING',
    }),
  },
};

/** In which time zone somebody is: for the hour of mails. Disposable: rebuilt from events at any time. */
@Entity('time_zone_view')
export class TimeZoneView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  /** The person. */
  @PrimaryColumn('text') id!: string;
  @Column('text', { name: 'time_zone' }) timeZone!: string;
}
export type TimeZoneRow = Omit<TimeZoneView, 'tenantId' | 'id'>;

export const timeZoneView: Projection<EngagementsEvent, TimeZoneRow> = {
  name: 'time-zone-view',
  table: 'time_zone_view',
  source: { kind: 'LOG' },
  opens: true,
  rowIds: ({ type, data }) => {
    if (type === 'PreferencesStated') return [data.participantId];
    return type === 'SubjectErased' ? [data.personId] : [];
  },
  blank: { timeZone: 'UTC' },
  on: {
    PreferencesStated: (row, { data }) => ({
      timeZone: open<Preferences>(data.preferences)?.timeZone ?? row.timeZone,
    }),
    SubjectErased: () => 'DELETE',
  },
};
