export * from './assessments.ts';
export * from './catalogue.ts';
export { type LegalBasis, type Purpose, purposes, type PurposeHolder } from './consents.ts';
export * from './define.ts';
export * from './engagements.ts';
export * from './personal.ts';
export * from './system-maps.ts';
export { type NotesOfErased, notesOfErased, smallestGroup, type TenantKind, tenantKind } from './tenant.ts';
