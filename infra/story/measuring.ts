import { type Teller } from './teller.ts';

const coach = ['COACH', 'coach'] as const;

const items = [
  'cope-1',
  'cope-2',
  'connect-1',
  'connect-2',
  'create-1',
  'create-2',
  'contribute-1',
  'contribute-2',
];

/** The client answers eight invented items, two for each of the four abilities. */
export const assess = async (teller: Teller, engagementId: string): Promise<void> => {
  const manager = ['PROGRAM_MANAGER', 'program-manager'] as const;
  const { instrument, ...published } = await teller.tell(
    manager,
    'publishInstrument',
    'PublishInstrumentInput',
    'instrument { id }',
    {
      code: 'four-abilities-demo',
      version: '1',
      name: 'Four abilities, for the demo',
      items,
      range: { min: 1, max: 5 },
      reversed: ['cope-2'],
      scales: ['cope', 'connect', 'create', 'contribute'].map((code) => ({
        code,
        items: [`${code}-1`, `${code}-2`],
        scoring: { method: 'MEAN' },
        better: 'HIGHER',
      })),
    },
  );
  const { administration } = await teller.tell(
    coach,
    'openAdministration',
    'OpenAdministrationInput',
    'administration { id }',
    {
      instrumentId: instrument?.id,
      occasion: 'BASELINE',
      engagementId,
      respondentId: teller.person('client'),
    },
  );
  teller.remember(published);
  await teller.tell(['CLIENT', 'client'], 'submitResponse', 'SubmitResponseInput', 'administration { id }', {
    administrationId: administration?.id,
    answers: items.map((item, place) => ({ item, answer: 1 + ((place * 3) % 5) })),
  });
};

export interface Mapping {
  readonly engagementId: string;
  readonly kind: 'PERSON' | 'TEAM' | 'ORGANIZATION';
  readonly name: string;
  /** By reference; the first turns to all others, and half of them turn back. */
  readonly people: readonly string[];
}

/** The coach draws a map of the engagement together with its client. */
export const map = async (teller: Teller, { engagementId, kind, name, people }: Mapping): Promise<void> => {
  const created = await teller.tell(coach, 'createMap', 'CreateMapInput', 'systemMap { id }', {
    kind,
    engagementId,
    name,
  });
  const mapId = created.systemMap?.id;
  const { ids = [] } = await teller.tell(coach, 'addActors', 'AddActorsInput', 'ids', {
    mapId,
    actors: people.map((reference) => ({
      kind: 'PERSON',
      personId: teller.person(reference),
      label: reference,
    })),
  });
  const [first = '', ...others] = ids;
  const out = others.map((target) => ({ source: first, target, kind: 'TURNS_TO', strength: 4 }));
  const back = others
    .filter((_, place) => place % 2 === 0)
    .map((source) => ({ source, target: first, kind: 'TURNS_TO', strength: 2 }));
  await teller.tell(coach, 'assertTies', 'AssertTiesInput', 'ids', { mapId, ties: [...out, ...back] });
  await teller.tell(coach, 'takeSnapshot', 'TakeSnapshotInput', 'ids', { mapId, label: 'At the beginning' });
};
