import { Directive, Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type AssessmentsEvent } from '@securebase/contracts';
import { type Projection } from '@securebase/domain-kit';
import { DateTime } from '@securebase/service-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const Occasion = {
  BASELINE: 'BASELINE',
  MIDPOINT: 'MIDPOINT',
  CLOSING: 'CLOSING',
  FOLLOW_UP: 'FOLLOW_UP',
} as const;
registerEnumType(Occasion, {
  name: 'Occasion',
  description: 'When in the course of an engagement or program something is measured.',
  valuesMap: {
    BASELINE: { description: 'Before the work begins.' },
    MIDPOINT: { description: 'Half-way.' },
    CLOSING: { description: 'At the end.' },
    FOLLOW_UP: { description: 'Some time after the end.' },
  },
});

export const CampaignStatus = { OPEN: 'OPEN', CLOSED: 'CLOSED' } as const;
registerEnumType(CampaignStatus, {
  name: 'CampaignStatus',
  description: 'Whether a campaign takes answers.',
  valuesMap: {
    OPEN: { description: 'It takes answers.' },
    CLOSED: { description: 'It takes no more answers.' },
  },
});

/** A campaign. Disposable: rebuilt from events at any time. */
@Entity('campaign_view')
@ObjectType('Campaign', { description: 'An instrument given to a cohort at an occasion.' })
@Directive('@key(fields: "id")')
export class CampaignView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') @Field(() => ID, { description: 'The campaign.' }) id!: string;
  @Column('uuid', { name: 'instrument_id' }) instrumentId!: string;
  @Column('uuid', { name: 'program_id', nullable: true }) programId!: string | null;
  @Column('uuid', { name: 'cohort_id', nullable: true }) cohortId!: string | null;
  @Column('text')
  @Field(() => Occasion, { description: 'When in the course of the program.' })
  occasion!: keyof typeof Occasion;
  @Column('text')
  @Field(() => CampaignStatus, { description: 'Whether it takes answers.' })
  status!: keyof typeof CampaignStatus;
  @Column('timestamptz', { name: 'opened_at' })
  @Field(() => DateTime, { description: 'When it was opened.' })
  openedAt!: Date | string;
}
export type CampaignRow = Omit<CampaignView, 'tenantId' | 'id'>;

export const campaignView: Projection<AssessmentsEvent, CampaignRow> = {
  name: 'campaign-view',
  table: 'campaign_view',
  source: { kind: 'LOG' },
  rowIds: (event) =>
    event.type === 'CampaignOpened' || event.type === 'CampaignClosed' ? [event.data.campaignId] : [],
  blank: {
    instrumentId: '',
    programId: null,
    cohortId: null,
    occasion: 'BASELINE',
    status: 'OPEN',
    openedAt: '',
  },
  on: {
    CampaignOpened: (_, { data, at }) => ({
      instrumentId: data.instrumentId,
      programId: data.programId ?? null,
      cohortId: data.cohortId ?? null,
      occasion: data.occasion,
      openedAt: at,
    }),
    CampaignClosed: () => ({ status: 'CLOSED' }),
  },
};
