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

interface SnapshotTakenV1 {
  readonly mapId: string;
  readonly label: string;
}

/** How older data of a type become newer; see CONTRIBUTING. */
const upcasters: Readonly<Record<string, Readonly<Record<number, (data: unknown) => unknown>>>> = {
  SnapshotTaken: {
    // The label was in clear, and the event did not say whose it is.
    1: (data) => {
      const { mapId, label } = data as SnapshotTakenV1;
      return { ...(data as SnapshotTakenV1), label: seal(mapId, label) };
    },
  },
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
