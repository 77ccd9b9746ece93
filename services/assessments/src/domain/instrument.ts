import { type AssessmentsEvent, type InstrumentDefinition } from '@securebase/contracts';
import { Command, type Decider, ensure, Rejected } from '@securebase/domain-kit';
import { definitionDefects } from './scoring.ts';

export type InstrumentEvent = Extract<AssessmentsEvent, { type: 'InstrumentPublished' }>;

export class PublishInstrument extends Command<{
  instrumentId: string;
  code: string;
  instrumentVersion: string;
  name: string;
  definition: InstrumentDefinition;
}> {
  readonly type = 'PublishInstrument';
}

export type Instrument =
  { status: 'UNPUBLISHED' } | { status: 'PUBLISHED'; name: string; definition: InstrumentDefinition };

const decide = (command: PublishInstrument, instrument: Instrument): InstrumentEvent[] => {
  const { instrumentId, code, instrumentVersion, name, definition } = command.data;
  if (instrument.status === 'PUBLISHED') {
    // Scores stand on the key they were computed with, so a published version never changes. Saying the same twice is harmless.
    ensure(
      instrument.name === name && JSON.stringify(instrument.definition) === JSON.stringify(definition),
      'INSTRUMENT_ALREADY_PUBLISHED',
      ['input', 'version'],
    );
    return [];
  }
  const [defect] = definitionDefects(definition);
  if (defect) throw new Rejected(defect.code, ['input', 'definition', ...defect.path]);
  return [{ type: 'InstrumentPublished', data: { instrumentId, code, instrumentVersion, name, definition } }];
};

const evolve = (_: Instrument, { data }: InstrumentEvent): Instrument => ({
  status: 'PUBLISHED',
  name: data.name,
  definition: data.definition,
});

export const instrument: Decider<PublishInstrument, InstrumentEvent, Instrument> = {
  name: 'instrument',
  commands: [PublishInstrument],
  streamId: (command) => command.data.instrumentId,
  initialState: { status: 'UNPUBLISHED' },
  decide,
  evolve,
};
