import { type AssessmentsEvent, type InstrumentDefinition } from '@securebase/contracts';
import { type EventStore } from '@securebase/event-sourcing';
import { instrument, type InstrumentEvent } from '../domain/instrument.ts';

/** The key of a published instrument, from the log: whoever just published it can use it at once. */
export const definitionOf = async (
  store: EventStore,
  tenantId: string,
  instrumentId: string,
): Promise<InstrumentDefinition | undefined> => {
  const { events } = await store.readStream(tenantId, `${instrument.name}-${instrumentId}`);
  const state = (events as readonly InstrumentEvent[]).reduce(instrument.evolve, instrument.initialState);
  return state.status === 'PUBLISHED' ? state.definition : undefined;
};

interface Openings {
  AdministrationOpened: Extract<AssessmentsEvent, { type: 'AdministrationOpened' }>['data'];
  CampaignOpened: Extract<AssessmentsEvent, { type: 'CampaignOpened' }>['data'];
}

/** How an administration or campaign was opened, from the first event of its stream. */
export const openingOf = async <T extends keyof Openings>(
  store: EventStore,
  tenantId: string,
  stream: string,
  type: T,
): Promise<Openings[T] | undefined> => {
  for await (const { events } of store.pages(tenantId, stream)) {
    const [first] = events;
    return first?.type === type ? (first.data as Openings[T]) : undefined;
  }
  return undefined;
};
