import { seal } from '@securebase/domain-kit';
import { assessmentsEvents } from './assessments.ts';
import { type EventDefinition } from './define.ts';
import { engagementsEvents } from './engagements.ts';
import { systemMappingEvents } from './system-maps.ts';

/** Every event of the platform, by the service that it happens in. */
export const contracts: Readonly<Record<string, readonly EventDefinition[]>> = {
  engagements: engagementsEvents,
  assessments: assessmentsEvents,
  'system-mapping': systemMappingEvents,
};

/** Texts that stood in clear become values of whom they are about. */
const sealing =
  (whose: string, ...texts: readonly string[]) =>
  (data: unknown): unknown => {
    const read = data as Readonly<Record<string, string>>;
    const subject = read[whose] ?? '';
    return { ...read, ...Object.fromEntries(texts.map((text) => [text, seal(subject, read[text])])) };
  };

/** Before tenants could say it, notes about somebody who is erased were erased with them. */
const withPolicies = (data: unknown): unknown => ({ ...(data as object), notesOfErased: 'ERASED' });

/** How older data of a type become newer; see CONTRIBUTING. */
const upcasters: Readonly<Record<string, Readonly<Record<number, (data: unknown) => unknown>>>> = {
  ProgramDrafted: {
    1: sealing('programId', 'name', 'purpose'),
    2: (data) => ({ ...(data as object), kind: 'COACHING' }), // there was no other kind
  },
  CohortAdded: { 1: sealing('programId', 'name') },
  InstrumentPublished: { 1: sealing('instrumentId', 'name') },
  AgreementDrafted: { 1: (data) => data }, // the key was held by those who run the platform
  TenantSettingsProposed: { 1: withPolicies },
  TenantSettingsChanged: { 1: withPolicies },
  SnapshotTaken: { 1: sealing('mapId', 'label') }, // the event did not say whose it is
};

/** What event stores and readers have to know of each event type. Types are unique over all services. */
export const catalogue = Object.fromEntries(
  Object.values(contracts)
    .flat()
    .map(({ type, schemaVersion }) => [
      type,
      upcasters[type] === undefined ? { schemaVersion } : { schemaVersion, upcasters: upcasters[type] },
    ]),
);
