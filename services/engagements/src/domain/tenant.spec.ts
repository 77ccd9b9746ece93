import { describe, it } from '@jest/globals';
import { seal } from '@securebase/domain-kit';
import { specification } from '@securebase/domain-kit/testing';
import { amal, as, noor } from './story.ts';
import {
  CreateTenant,
  DeleteTenant,
  ProposeTenantSettings,
  RequestTenantDeletion,
  ResumeTenant,
  type Settings,
  SignTenantSettings,
  SuspendTenant,
  tenant,
  type TenantEvent,
} from './tenant.ts';

const given = specification(tenant);
const context = as(noor);
const { tenantId } = context;
const suspended: TenantEvent = { type: 'TenantSuspended', data: { tenantId } };
const erased = { notesOfErased: 'ERASED', keyHolder: null } as const;
const strict: Settings = { smallestGroup: 10, retentionDays: 90, ...erased };
const loose: Settings = { ...strict, smallestGroup: 8 };
const said = ({ keyHolder, ...rules }: Settings) => ({
  ...rules,
  ...(keyHolder !== null && { keyHolder: seal(tenantId, keyHolder) }),
});
const proposed = (version: number, settings: Settings): TenantEvent => ({
  type: 'TenantSettingsProposed',
  data: { tenantId, version, ...said(settings), proposedBy: noor },
});
const changed = (version: number, settings: Settings): TenantEvent => ({
  type: 'TenantSettingsChanged',
  data: { tenantId, version, ...said(settings) },
});
const signed: TenantEvent = { type: 'TenantSettingsSigned', data: { tenantId, version: 2, signedBy: amal } };
const sign = (actor: string, version = 2, hasRepresentative = false, isRepresentative = false) =>
  new SignTenantSettings({ version, hasRepresentative, isRepresentative }, as(actor));
const waiting = [proposed(1, strict), changed(1, strict), proposed(2, loose)];

describe('A tenant', () => {
  const created: TenantEvent = { type: 'TenantCreated', data: { tenantId, kind: 'PRACTICE', coachId: noor } };
  const create = (kind: 'ENTERPRISE' | 'PRACTICE', coachId?: string) =>
    new CreateTenant({ kind, coachId }, context);
  it('is created: a practice, with its coach', () => given().when(create('PRACTICE', noor)).then(created));
  it('is created: an enterprise', () =>
    given()
      .when(create('ENTERPRISE'))
      .then({ type: 'TenantCreated', data: { tenantId, kind: 'ENTERPRISE' } }));
  it('is created once', () => given(created).when(create('ENTERPRISE')).rejects('TENANT_ALREADY_CREATED'));
  it('that is a practice has a coach', () =>
    given().when(create('PRACTICE')).rejects('PRACTICE_HAS_ONE_COACH'));
  it('that is an enterprise has none', () =>
    given().when(create('ENTERPRISE', noor)).rejects('PRACTICE_HAS_ONE_COACH'));

  it('is suspended once', () => given().when(new SuspendTenant({}, context)).then(suspended));
  it('stays suspended', () => given(suspended).when(new SuspendTenant({}, context)).then());
  it('is resumed', () =>
    given(suspended).when(new ResumeTenant({}, context)).then({ type: 'TenantResumed', data: { tenantId } }));
  it('that is served is not resumed', () => given().when(new ResumeTenant({}, context)).then());

  const requested: TenantEvent = { type: 'TenantDeletionRequested', data: { tenantId, requestedBy: noor } };
  const deleted: TenantEvent = { type: 'TenantDeleted', data: { tenantId } };
  it('is deleted when it has asked for it', () =>
    given(requested)
      .when(new DeleteTenant({}, as(amal)))
      .then(deleted));
  it('is not deleted by those who run the platform alone', () =>
    given()
      .when(new DeleteTenant({}, as(amal)))
      .rejects('DELETION_NOT_REQUESTED'));
  it('is not deleted by one person alone', () =>
    given(requested).when(new DeleteTenant({}, context)).rejects('SECOND_SIGNATURE_NEEDED'));
  it('asks for it once', () => given(requested).when(new RequestTenantDeletion({}, context)).then());
  it('that is deleted is deleted, and is not resumed', () =>
    given(requested, deleted).when(new ResumeTenant({}, context)).rejects('TENANT_DELETED'));

  it('takes what protects more at once', () =>
    given().when(new ProposeTenantSettings(strict, context)).then(proposed(1, strict), changed(1, strict)));
  it.each<[string, Settings]>([
    ['figures of smaller groups', loose],
    ['people kept longer', { ...strict, retentionDays: 91 }],
    ['people kept for good', { ...strict, retentionDays: null }],
    ['less of one, though more of another', { ...strict, smallestGroup: 9, retentionDays: 30 }],
    ['notes kept about whoever is erased', { ...strict, notesOfErased: 'KEPT_BY_COACH' }],
    ['a key in other hands', { ...strict, keyHolder: 'A trustee' }],
  ])('lets what protects less wait for a second signature: %s', (_, settings) =>
    given(proposed(1, strict), changed(1, strict))
      .when(new ProposeTenantSettings(settings, context))
      .then(proposed(2, settings)),
  );

  const trusted: Settings = { ...strict, keyHolder: 'A trustee', notesOfErased: 'KEPT_BY_COACH' };
  const fewer = { smallestGroup: 12, retentionDays: 90 };
  it('keeps what a proposal does not name', () =>
    given(proposed(1, trusted), changed(1, trusted))
      .when(new ProposeTenantSettings(fewer, context))
      .then(proposed(2, { ...trusted, ...fewer }), changed(2, { ...trusted, ...fewer })));

  it('changes with the second signature', () =>
    given(...waiting)
      .when(sign(amal))
      .then(signed, changed(2, loose)));
  it('does not take both signatures of one person', () =>
    given(...waiting)
      .when(sign(noor))
      .rejects('SECOND_SIGNATURE_NEEDED'));
  it('with a representative of its employees takes theirs', () =>
    given(...waiting)
      .when(sign(amal, 2, true))
      .rejects('REPRESENTATIVE_SIGNS'));
  it('changes when the representative signs', () =>
    given(...waiting)
      .when(sign(amal, 2, true, true))
      .then(signed, changed(2, loose)));
  it('takes signatures for the last proposal only', () =>
    given(...waiting)
      .when(sign(amal, 1))
      .rejects('SETTINGS_VERSION_OUTDATED'));
  it('has nothing to sign before a proposal', () =>
    given().when(sign(amal, 1)).rejects('SETTINGS_NOT_PROPOSED'));
  it('has nothing to sign after the change', () =>
    given(...waiting, changed(2, loose))
      .when(sign(amal))
      .rejects('SETTINGS_NOT_PROPOSED'));
});
