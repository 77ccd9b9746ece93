import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type Ability as AbilityName, type FindingSource as Source } from '@securebase/contracts';
import { type Projection, type Sealed } from '@securebase/domain-kit';
import { DateTime } from '@securebase/service-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type PracticesEvent, type PracticeStatus as Status } from '../domain/practices.ts';
import { begunBy, nobodys, WorkEntry } from './work-entry.ts';

export const PracticeStatus = {
  NOT_OFFERED: 'NOT_OFFERED',
  OFFERED: 'OFFERED',
  IN_USE: 'IN_USE',
  RESTING: 'RESTING',
} as const;
registerEnumType(PracticeStatus, {
  name: 'PracticeStatus',
  description: 'How a practice stands in an engagement.',
  valuesMap: {
    NOT_OFFERED: { description: 'The coach has not offered it.' },
    OFFERED: { description: 'The coach offers it.' },
    IN_USE: { description: 'It is in use.' },
    RESTING: { description: 'It rests, and can be taken up again.' },
  },
});
export const Ability = {
  COPE: 'COPE',
  CONNECT: 'CONNECT',
  CREATE: 'CREATE',
  CONTRIBUTE: 'CONTRIBUTE',
} as const;
registerEnumType(Ability, {
  name: 'Ability',
  description: 'What a practice is meant to increase.',
  valuesMap: {
    COPE: { description: 'To cope on one’s own.' },
    CONNECT: { description: 'To connect with others.' },
    CREATE: { description: 'To create new options.' },
    CONTRIBUTE: { description: 'To contribute to better outcomes.' },
  },
});
export const FindingSource = { SELF: 'SELF', OTHER: 'OTHER', MEASURE: 'MEASURE' } as const;
registerEnumType(FindingSource, {
  name: 'FindingSource',
  description: 'Who finds it. Findings may disagree.',
  valuesMap: {
    SELF: { description: 'The person, of themselves.' },
    OTHER: { description: 'Somebody else, of the person.' },
    MEASURE: { description: 'An assessment.' },
  },
});

/** How the four practices of an engagement stand; its id is the engagement's. Disposable: rebuilt from events. */
@Entity('practices_view')
@ObjectType('Practices', { description: 'How the four practices of an engagement stand.' })
export class PracticesView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text', { name: 'safe_haven' })
  @Field(() => PracticeStatus, { description: 'Resonance and rapport.' })
  safeHaven!: Status;
  @Column('text', { name: 'secure_base' })
  @Field(() => PracticeStatus, { description: 'New experiences and experiments.' })
  secureBase!: Status;
  @Column('text', { name: 'working_model' })
  @Field(() => PracticeStatus, { description: 'Work on underlying narrative patterns.' })
  workingModel!: Status;
  @Column('text', { name: 'family_system' })
  @Field(() => PracticeStatus, { description: 'The systems I live and work in: new relational strategies.' })
  familySystem!: Status;
}
export type PracticesRow = Omit<PracticesView, 'tenantId' | 'id'>;

const columns = {
  SAFE_HAVEN: 'safeHaven',
  SECURE_BASE: 'secureBase',
  WORKING_MODEL: 'workingModel',
  FAMILY_SYSTEM: 'familySystem',
} as const;
const idOf = ({ stream }: { readonly stream: string }) =>
  stream.startsWith('practices-') ? [stream.slice('practices-'.length)] : [];

export const practicesView: Projection<PracticesEvent, PracticesRow> = {
  name: 'practices-view',
  table: 'practices_view',
  source: { kind: 'LOG' },
  rowIds: idOf,
  blank: {
    safeHaven: 'NOT_OFFERED',
    secureBase: 'NOT_OFFERED',
    workingModel: 'NOT_OFFERED',
    familySystem: 'NOT_OFFERED',
  },
  on: {
    PracticeOffered: (_, { data }) => ({ [columns[data.practice]]: 'OFFERED' }),
    PracticeTaken: (_, { data }) => ({ [columns[data.practice]]: 'IN_USE' }),
    PracticeRested: (_, { data }) => ({ [columns[data.practice]]: 'RESTING' }),
  },
};

/** What somebody, or an assessment, finds of an ability. Disposable: rebuilt from events; findings stay sealed here. */
@Entity('ability_finding_view')
@ObjectType('AbilityFinding', {
  description: 'How far somebody has come with an ability, as one source says.',
})
export class AbilityFindingView extends WorkEntry {
  @Column('text') @Field(() => Ability, { description: 'Which ability.' }) ability!: AbilityName;
  @Column('text') @Field(() => FindingSource, { description: 'Who finds it.' }) source!: Source;
  @Column('text', { name: 'administration_id', nullable: true })
  @Field(() => ID, { nullable: true, description: 'The assessment that says so.' })
  administrationId!: string | null;
  @Column('jsonb', { nullable: true })
  @Field(() => String, { nullable: true, description: 'NOT_YET, BEGINNING, AT_TIMES, MOSTLY or RELIABLY.' })
  finding!: Sealed | null;
  @Column('timestamptz', { name: 'found_at' })
  @Field(() => DateTime, { description: 'When.' })
  foundAt!: Date | string;
}
export type AbilityFindingRow = Omit<AbilityFindingView, 'tenantId' | 'id'>;

export const abilityFindingView: Projection<PracticesEvent, AbilityFindingRow> = {
  name: 'ability-finding-view',
  table: 'ability_finding_view',
  source: { kind: 'LOG' },
  rowIds: ({ data }) => ('findingId' in data ? [data.findingId] : []),
  blank: { ...nobodys, ability: 'COPE', source: 'SELF', administrationId: null, finding: null, foundAt: '' },
  on: {
    AbilityRated: (_, event) => {
      const { ability, source, administrationId = null, finding } = event.data;
      return { ...begunBy(event), ability, source, administrationId, finding, foundAt: event.at };
    },
  },
};
