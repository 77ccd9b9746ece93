import { Field, Int, ObjectType } from '@nestjs/graphql';
import { type AgreementTerms, type EngagementsEvent, type Party } from '@securebase/contracts';
import { type Projection, type Recorded, type Sealed } from '@securebase/domain-kit';
import { DateTime } from '@securebase/service-kit';
import { Column, Entity } from 'typeorm';
import { defaultTerms } from '../domain/agreement-terms.ts';
import { nobodys, WorkEntry } from './work-entry.ts';

/** Who signed for a party, and when. */
export interface SignatureItem {
  readonly party: Party;
  readonly personId: string;
  readonly at: string;
}

/** Every version of an agreement, drafted or amended, with who signed it. Disposable: rebuilt from events at any time. */
@Entity('agreement_view')
@ObjectType('AgreementVersion', {
  description: 'A version of the agreement: what was drafted, who signed it, whether it came into force.',
})
export class AgreementView extends WorkEntry {
  @Column('int') @Field(() => Int, { description: 'Its number.' }) version!: number;
  @Column('int') @Field(() => Int, { description: 'How many sessions.' }) sessions!: number;
  @Column('jsonb', { nullable: true }) objectives!: Sealed | null;
  @Column('jsonb') terms!: AgreementTerms;
  @Column('jsonb') signatures!: readonly SignatureItem[];
  @Column('timestamptz', { name: 'drafted_at' })
  @Field(() => DateTime, { description: 'When it was drafted.' })
  draftedAt!: Date | string;
  @Column('timestamptz', { name: 'in_force_since', nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: 'Since when every party had signed it; until the next one came into force, it held.',
  })
  inForceSince!: Date | string | null;
}
export type AgreementRow = Omit<AgreementView, 'tenantId' | 'id'>;

type Of<T extends EngagementsEvent['type']> = Recorded<Extract<EngagementsEvent, { type: T }>>;

const drafted = (_: unknown, { data, at, actorId }: Of<'AgreementDrafted' | 'AgreementAmended'>) => ({
  engagementId: data.engagementId,
  authorId: actorId,
  aboutId: data.objectives.subject,
  version: data.agreementVersion,
  sessions: data.sessions,
  objectives: data.objectives,
  terms: data.terms ?? defaultTerms,
  draftedAt: at,
});
const inForce = (_: unknown, { at }: { readonly at: string }) => ({ inForceSince: at });

const on: Projection<EngagementsEvent, AgreementRow>['on'] = {
  AgreementDrafted: drafted,
  AgreementAmended: drafted,
  AgreementSigned: ({ signatures }, { data: { party, personId }, at }) => ({
    signatures: [...signatures, { party, personId, at }],
  }),
  EngagementContracted: inForce,
  AmendmentAgreed: inForce,
};

export const agreementView: Projection<EngagementsEvent, AgreementRow> = {
  name: 'agreement-view',
  table: 'agreement_view',
  source: { kind: 'LOG' },
  rowIds: ({ type, data }) =>
    Object.hasOwn(on, type) && 'agreementVersion' in data
      ? [`${data.engagementId}/${data.agreementVersion}`]
      : [],
  blank: {
    ...nobodys,
    audience: 'PARTIES',
    version: 0,
    sessions: 0,
    objectives: null,
    terms: defaultTerms,
    signatures: [],
    draftedAt: '',
    inForceSince: null,
  },
  on,
};
