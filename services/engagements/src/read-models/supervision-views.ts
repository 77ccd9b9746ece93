import { Field, ID, ObjectType } from '@nestjs/graphql';
import { type HoursForm as Form } from '@securebase/contracts';
import { type Projection, type Sealed } from '@securebase/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import {
  type SharedCaseEvent,
  type SupervisionEvent,
  type SupervisionKind as Kind,
} from '../domain/supervision.ts';
import { HoursForm, SupervisionKind } from './coaches.enums.ts';

/** An entry of a coach's supervision log, in their own practice. Disposable: rebuilt from events at any time. */
@Entity('supervision_view')
@ObjectType('SupervisionEntry', {
  description: 'Supervision or mentor coaching that a coach had. It never counts as coaching of a client.',
})
export class SupervisionView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') @Field(() => ID, { description: 'The entry.' }) id!: string;
  @Column('text', { name: 'coach_id' }) coachId!: string;
  @Column('text') @Field(() => SupervisionKind, { description: 'Which of the two.' }) kind!: Kind;
  @Column('date', { name: 'held_on' }) @Field({ description: 'When.' }) heldOn!: string;
  @Column('int') minutes!: number;
  @Column('text') @Field(() => HoursForm, { description: 'Alone, or in a group.' }) form!: Form;
  @Column('jsonb', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Who supervised or mentored; for the coach alone.' })
  with!: Sealed | null;
}
export type SupervisionRow = Omit<SupervisionView, 'tenantId' | 'id'>;

const held = (
  kind: Kind,
  {
    coachId,
    heldOn,
    minutes,
    form,
    with: whom,
  }: Extract<SupervisionEvent, { type: 'SupervisionHeld' }>['data'],
) => ({ coachId, kind, heldOn, minutes, form, with: whom });

const kinds: readonly string[] = [
  'SupervisionHeld',
  'MentorCoachingHeld',
  'SupervisionTakenBack',
] satisfies readonly SupervisionEvent['type'][];

export const supervisionView: Projection<SupervisionEvent, SupervisionRow> = {
  name: 'supervision-view',
  table: 'supervision_view',
  source: { kind: 'LOG' },
  rowIds: ({ type, data }) => (kinds.includes(type) ? [data.entryId] : []),
  blank: { coachId: '', kind: 'SUPERVISION', heldOn: '', minutes: 0, form: 'INDIVIDUAL', with: null },
  on: {
    SupervisionHeld: (_, { data }) => held('SUPERVISION', data),
    MentorCoachingHeld: (_, { data }) => held('MENTOR_COACHING', data),
    SupervisionTakenBack: () => 'DELETE',
  },
};

const ofCases: readonly string[] = [
  'CaseShared',
  'CaseTakenBack',
] satisfies readonly SharedCaseEvent['type'][];

/** A case between a coach and one supervisor. Disposable: rebuilt from events at any time. */
@Entity('shared_case_view')
@ObjectType('SharedCase', {
  description:
    'A case that a coach shares with one supervisor. It is tied to no client, engagement or session.',
})
export class SharedCaseView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') @Field(() => ID, { description: 'The case.' }) id!: string;
  @Column('text', { name: 'coach_id' }) coachId!: string;
  @Column('text', { name: 'supervisor_id' })
  @Field(() => ID, { description: 'The one supervisor who may read it.' })
  supervisorId!: string;
  @Column('jsonb', { nullable: true })
  @Field(() => String, { nullable: true, description: 'The case, in the coach’s words.' })
  words!: Sealed | null;
}
export type SharedCaseRow = Omit<SharedCaseView, 'tenantId' | 'id'>;

export const sharedCaseView: Projection<SharedCaseEvent, SharedCaseRow> = {
  name: 'shared-case-view',
  table: 'shared_case_view',
  source: { kind: 'LOG' },
  rowIds: ({ type, data }) => (ofCases.includes(type) ? [data.caseId] : []),
  blank: { coachId: '', supervisorId: '', words: null },
  on: {
    CaseShared: (_, { data: { coachId, supervisorId, words } }) => ({ coachId, supervisorId, words }),
    CaseTakenBack: () => 'DELETE',
  },
};
