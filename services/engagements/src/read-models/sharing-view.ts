import { itemsSharedWith } from '@securebase/contracts';
import { entailed } from '@securebase/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type AgreementItem } from './agreement-items.ts';

/** With whom the agreement in force of an engagement shares something. Disposable: rebuilt from events at any time. */
@Entity('sharing_view')
export class SharingView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  /** `<engagement>/<person>` */
  @PrimaryColumn('text') id!: string;
  @Column('text', { name: 'engagement_id' }) engagementId!: string;
  @Column('text', { name: 'person_id' }) personId!: string;
  @Column('text', { name: 'program_id', nullable: true }) programId!: string | null;
  @Column('boolean', { name: 'as_sponsor' }) asSponsor!: boolean;
  @Column('boolean', { name: 'as_line_manager' }) asLineManager!: boolean;
  /** Since when that agreement is in force. */
  @Column('timestamptz') since!: Date | string;
}
export type SharingRow = Omit<SharingView, 'tenantId' | 'id'>;

/** What of the row of an engagement it is made of. */
interface Agreed {
  readonly sponsorId: string | null;
  readonly programId: string | null;
  readonly inForce: AgreementItem | null;
}

const rowsOf = (agreed: Agreed, engagementId: string): ReadonlyMap<string, SharingRow> => {
  const { sponsorId, programId, inForce } = agreed;
  if (!inForce) return new Map();
  const managers: readonly string[] = inForce.terms.lineManagerIds;
  const people = [...new Set([...(sponsorId === null ? [] : [sponsorId]), ...managers])];
  const since = inForce.since ?? '1970-01-01T00:00:00.000Z';
  return new Map(
    people
      .filter((personId) => itemsSharedWith(agreed, personId).length > 0)
      .map((personId) => {
        const as = (sharing: Agreed) => itemsSharedWith(sharing, personId).length > 0;
        const asSponsor = as({
          ...agreed,
          inForce: { ...inForce, terms: { ...inForce.terms, lineManagerIds: [] } },
        });
        const asLineManager = as({ ...agreed, sponsorId: null });
        const row = { engagementId, personId, programId, asSponsor, asLineManager, since };
        return [`${engagementId}/${personId}`, row];
      }),
  );
};

/** Whom engagements are shared with, made of their agreements: a new one takes the place of the old one. */
export const sharingView = entailed<Agreed, SharingRow>({
  table: 'sharing_view',
  blank: {
    engagementId: '',
    personId: '',
    programId: null,
    asSponsor: false,
    asLineManager: false,
    since: '1970-01-01T00:00:00.000Z',
  },
  rows: rowsOf,
});
