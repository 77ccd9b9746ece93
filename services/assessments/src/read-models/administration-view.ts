import { Directive, Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type AssessmentsEvent } from '@securebase/contracts';
import { type Projection, type Sealed } from '@securebase/domain-kit';
import { DateTime } from '@securebase/service-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Occasion } from './campaign-view.ts';
import { sheetsOf } from './imported-sheets.ts';

export const Perspective = {
  SELF: 'SELF',
  COACH: 'COACH',
  LINE_MANAGER: 'LINE_MANAGER',
  PEER: 'PEER',
  DIRECT_REPORT: 'DIRECT_REPORT',
  SPONSOR: 'SPONSOR',
  TEAM_MEMBER: 'TEAM_MEMBER',
} as const;
registerEnumType(Perspective, {
  name: 'Perspective',
  description: 'As whom the respondent answers about the subject.',
  valuesMap: {
    SELF: { description: 'About oneself.' },
    COACH: { description: 'As the coach.' },
    LINE_MANAGER: { description: 'As the manager.' },
    PEER: { description: 'As a colleague.' },
    DIRECT_REPORT: { description: 'As someone who reports to the subject.' },
    SPONSOR: { description: 'As the sponsor of the engagement.' },
    TEAM_MEMBER: { description: 'As a member of the team.' },
  },
});

export const AdministrationStatus = { OPEN: 'OPEN', SUBMITTED: 'SUBMITTED', CLOSED: 'CLOSED' } as const;
registerEnumType(AdministrationStatus, {
  name: 'AdministrationStatus',
  description: 'What has become of the request to answer.',
  valuesMap: {
    OPEN: { description: 'Not answered yet.' },
    SUBMITTED: { description: 'Answered.' },
    CLOSED: { description: 'Closed without an answer.' },
  },
});

/** An administration with its answer, which stays sealed here. Disposable: rebuilt from events at any time. */
@Entity('administration_view')
@ObjectType('Administration', {
  description:
    'One respondent answers one instrument about one subject, at one occasion and from one perspective.',
})
@Directive('@key(fields: "id")')
export class AdministrationView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') @Field(() => ID, { description: 'The administration.' }) id!: string;
  @Column('uuid', { name: 'instrument_id' }) instrumentId!: string;
  @Column('uuid', { name: 'engagement_id', nullable: true }) engagementId!: string | null;
  @Column('uuid', { name: 'campaign_id', nullable: true }) campaignId!: string | null;
  @Column('uuid', { name: 'respondent_id' }) respondentId!: string;
  @Column('uuid', { name: 'subject_id' }) subjectId!: string;
  @Column('text')
  @Field(() => Occasion, { description: 'When in the course of the engagement or program.' })
  occasion!: keyof typeof Occasion;
  @Column('text')
  @Field(() => Perspective, { description: 'As whom the respondent answers.' })
  perspective!: keyof typeof Perspective;
  @Column('text')
  @Field(() => AdministrationStatus, { description: 'Whether it is answered.' })
  status!: keyof typeof AdministrationStatus;
  @Column('timestamptz', { name: 'opened_at' })
  @Field(() => DateTime, { description: 'When it was asked.' })
  openedAt!: Date | string;
  /** Whether the answer came in with a file. */
  @Column('boolean') imported!: boolean;
  @Column('jsonb', { nullable: true }) answers!: Sealed | null;
  @Column('jsonb', { nullable: true }) scores!: Sealed | null;
  /** What its respondent consents to show to the one who asks, such as `SCORES <person>`; see `Confidence`. */
  sharedWith?: readonly string[];
}
export type AdministrationRow = Omit<AdministrationView, 'tenantId' | 'id' | 'sharedWith'>;

const rowIds = (event: AssessmentsEvent): readonly string[] => {
  switch (event.type) {
    case 'AdministrationOpened':
    case 'ResponseSubmitted':
    case 'AdministrationClosed':
      return [event.data.administrationId];
    case 'ResponsesImported':
      return [...sheetsOf(event.data).keys()];
    case 'InstrumentPublished':
    case 'CampaignOpened':
    case 'CampaignClosed':
    case 'ConsentGiven':
    case 'ConsentWithdrawn':
    case 'PurgedFromAssessments':
      return [];
  }
};

export const administrationView: Projection<AssessmentsEvent, AdministrationRow> = {
  name: 'administration-view',
  table: 'administration_view',
  source: { kind: 'LOG' },
  rowIds,
  blank: {
    instrumentId: '',
    engagementId: null,
    campaignId: null,
    respondentId: '',
    subjectId: '',
    occasion: 'BASELINE',
    perspective: 'SELF',
    status: 'OPEN',
    openedAt: '',
    imported: false,
    answers: null,
    scores: null,
  },
  on: {
    AdministrationOpened: (_, { at, data }) => ({
      instrumentId: data.instrumentId,
      engagementId: data.engagementId ?? null,
      campaignId: data.campaignId ?? null,
      respondentId: data.respondentId,
      subjectId: data.subjectId,
      occasion: data.occasion,
      perspective: data.perspective,
      openedAt: at,
    }),
    ResponseSubmitted: (_, { data }) => ({ status: 'SUBMITTED', answers: data.answers, scores: data.scores }),
    // What a sheet of a file answered stays answered.
    AdministrationClosed: ({ imported }) => (imported ? {} : { status: 'CLOSED' }),
    ResponsesImported: (row, { at, data }, id) => {
      const sheet = sheetsOf(data).get(id);
      if (!sheet) return row;
      return {
        instrumentId: data.instrumentId,
        campaignId: data.campaignId,
        respondentId: sheet.respondentId,
        subjectId: sheet.respondentId,
        occasion: data.occasion,
        perspective: 'SELF',
        status: 'SUBMITTED',
        openedAt: row.openedAt === '' ? at : row.openedAt,
        imported: true,
        answers: sheet.answers,
        scores: sheet.scores,
      };
    },
  },
};
