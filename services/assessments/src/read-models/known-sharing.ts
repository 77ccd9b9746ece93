import { type AgreementTerms, type EngagementsEvent, type Sharing } from '@securebase/contracts';
import { type Projection } from '@securebase/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

type Agreed = NonNullable<Sharing['inForce']> & { readonly version: number };

/** What the agreement of an engagement shares, and with whom, as the engagements' topic tells it. */
@Entity('known_sharing')
export class KnownSharing {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text', { name: 'client_id' }) clientId!: string;
  @Column('text', { name: 'sponsor_id', nullable: true }) sponsorId!: string | null;
  /** The version that can be signed. */
  @Column('jsonb', { nullable: true }) draft!: Agreed | null;
  @Column('jsonb', { name: 'in_force', nullable: true }) inForce!: Agreed | null;
}
export type KnownSharingRow = Omit<KnownSharing, 'tenantId' | 'id'>;

interface Version {
  readonly agreementVersion: number;
  readonly terms?: AgreementTerms | undefined;
}
const draftOf = ({ agreementVersion: version, terms }: Version) => {
  const { shares = [], lineManagerIds = [] } = terms ?? {};
  return { draft: { version, terms: { shares, lineManagerIds } } };
};
/** The version that every party has signed, and no other. */
const agreedTo = (
  { draft }: Readonly<KnownSharingRow>,
  { data: { agreementVersion } }: { readonly data: Version },
) => (draft?.version === agreementVersion ? { inForce: draft } : {});

export const knownSharing: Projection<EngagementsEvent, KnownSharingRow> = {
  name: 'known-sharing',
  table: 'known_sharing',
  source: { kind: 'TOPIC', topic: 'engagements.events' },
  rowIds: (event) => ('engagementId' in event.data ? [event.data.engagementId] : []),
  blank: { clientId: '', sponsorId: null, draft: null, inForce: null },
  on: {
    EngagementProposed: (_, { data }) => ({ clientId: data.clientId, sponsorId: data.sponsorId ?? null }),
    AgreementDrafted: (_, { data }) => draftOf(data),
    AgreementAmended: (_, { data }) => draftOf(data),
    EngagementContracted: agreedTo,
    AmendmentAgreed: agreedTo,
  },
};
