import {
  type AssessmentsEvent,
  instrumentDefinition,
  type InstrumentDefinition,
} from '@securebase/contracts';
import { Command, type Decider, ensure, open, Rejected, seal, type Sealed } from '@securebase/domain-kit';
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
  { status: 'UNPUBLISHED' } | { status: 'PUBLISHED'; name: Sealed; definition: InstrumentDefinition };

/** The order of the keys is the schema's, whatever it was: a database that keeps JSON may change it. */
const textOf = (definition: InstrumentDefinition) => JSON.stringify(instrumentDefinition.parse(definition));

const decide = (command: PublishInstrument, instrument: Instrument): InstrumentEvent[] => {
  const { instrumentId, code, instrumentVersion, name, definition } = command.data;
  if (instrument.status === 'PUBLISHED') {
    // Scores stand on the key they were computed with, so a published version never changes. Saying the same twice is harmless.
    ensure(
      open(instrument.name) === name && textOf(instrument.definition) === textOf(definition),
      'INSTRUMENT_ALREADY_PUBLISHED',
      ['input', 'version'],
    );
    return [];
  }
  const [defect] = definitionDefects(definition);
  if (defect) throw new Rejected(defect.code, ['input', ...defect.path]);
  const about = { instrumentId, code, instrumentVersion, name: seal(instrumentId, name) };
  return [{ type: 'InstrumentPublished', data: { ...about, definition } }];
};

const evolve = (_: Instrument, { data }: InstrumentEvent): Instrument => ({
  status: 'PUBLISHED',
  name: data.name,
  definition: data.definition,
});

export const instrument: Decider<PublishInstrument, InstrumentEvent, Instrument> = {
  name: 'instrument',
  opens: true,
  commands: [PublishInstrument],
  begins: [PublishInstrument],
  streamId: (command) => command.data.instrumentId,
  initialState: { status: 'UNPUBLISHED' },
  decide,
  evolve,
};
