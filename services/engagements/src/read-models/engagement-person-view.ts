import { type EngagementsEvent } from '@securebase/contracts';
import { type Projection } from '@securebase/domain-kit';
import { Column, Entity, type FindOperator, PrimaryColumn, Raw } from 'typeorm';

/**
 * Somebody who has, or once had, a part in an engagement: as client, sponsor, coach, member or line manager. Engagements are
 * found by it; what part somebody has now, the engagement itself says. Disposable: rebuilt from events at any time.
 */
@Entity('engagement_person_view')
export class EngagementPersonView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  /** `<engagement>/<person>` */
  @PrimaryColumn('text') id!: string;
  @Column('text', { name: 'engagement_id' }) engagementId!: string;
  @Column('text', { name: 'person_id' }) personId!: string;
}
export type EngagementPersonRow = Omit<EngagementPersonView, 'tenantId' | 'id'>;

/** Whom an event gives a part. */
const peopleOf = (event: EngagementsEvent): readonly (string | undefined)[] => {
  switch (event.type) {
    case 'EngagementProposed':
      return [event.data.clientId, event.data.sponsorId];
    case 'MatchConfirmed':
    case 'CoachAdded':
    case 'CoachReassigned':
      return [event.data.coachId];
    case 'MembersAdded':
      return event.data.personIds;
    case 'AgreementDrafted':
    case 'AgreementAmended':
      return event.data.terms?.lineManagerIds ?? [];
    default:
      return [];
  }
};

const noted = (_: unknown, __: unknown, id: string): EngagementPersonRow => {
  const [engagementId = '', personId = ''] = id.split('/');
  return { engagementId, personId };
};

export const engagementPersonView: Projection<EngagementsEvent, EngagementPersonRow> = {
  name: 'engagement-person-view',
  table: 'engagement_person_view',
  source: { kind: 'LOG' },
  rowIds: (event) => {
    if (!('engagementId' in event.data)) return [];
    const { engagementId } = event.data;
    const people = new Set(peopleOf(event).filter((each) => each !== undefined));
    return [...people].map((personId) => `${engagementId}/${personId}`);
  },
  blank: { engagementId: '', personId: '' },
  on: {
    EngagementProposed: noted,
    MatchConfirmed: noted,
    CoachAdded: noted,
    CoachReassigned: noted,
    MembersAdded: noted,
    AgreementDrafted: noted,
    AgreementAmended: noted,
  },
};

/**
 * Of the id of an engagement: one in which this person has, or had, a part. Found by an index, which under row-level security no
 * question about what a list holds is: Postgres must look at every row of the tenant, lest the question tell of other tenants'.
 */
export const withPart = (personId: string): FindOperator<string> =>
  Raw(
    (id) =>
      `${id} in (select part.engagement_id from engagement_person_view part where part.person_id = :havingPart)`,
    { havingPart: personId },
  ) as FindOperator<string>;
