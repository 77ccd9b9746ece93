import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Rejected, type Recorded } from '@securebase/domain-kit';
import { eventually } from '@securebase/testing';
import { catalogue } from '../../test/notes.ts';
import { stage, type Stage } from '../../test/stage.ts';
import { ParkedEvents } from '../parked/parked-events.ts';
import { type AnyReaction, idempotencyKeyOf } from './react.ts';

type Written = Recorded<{ type: 'NoteWritten'; data: { text: string } }>;
type Effect = readonly [stream: string, text: string, key: string, eventId: string];

let on: Stage;
let parked: ParkedEvents;
const effects: Effect[] = [];
/** Called before an effect; what it throws is the reaction's error. */
let before: (event: Written) => void = () => undefined;

const sendsLetters = (kind: 'LOG' | 'TOPIC'): AnyReaction => ({
  name: `sends-letters-${kind}`,
  source: kind === 'LOG' ? { kind } : { kind, topic: on.topic },
  on: {
    NoteWritten: (event: Written, key: string) => {
      if (!event.data.text.startsWith(kind)) return Promise.resolve();
      before(event);
      effects.push([event.stream, event.data.text, key, event.id]);
      return Promise.resolve();
    },
  },
});
const of = (id: string) => effects.filter(([stream]) => stream === `note-${id}`);
const textsOf = (id: string) => of(id).map(([, text]) => text);
const waitingOf = async (id: string) =>
  (await parked.list(on.tenantId)).filter(({ stream }) => stream === `note-${id}`);

beforeAll(async () => {
  on = await stage();
  const reactions = [sendsLetters('LOG'), sendsLetters('TOPIC')];
  const { pool, store, kafka } = on;
  parked = new ParkedEvents({ pool, store, kafka, catalogue, projections: [], reactions });
  on.start(['relay', 'projections'], reactions);
});
afterAll(() => on.stop());

describe.each(['LOG', 'TOPIC'] as const)('A reaction that follows a %s', (kind) => {
  it('acts once for each event, in order, with a key that is the same at every try', async () => {
    const id = randomUUID();
    await on.write(id, `${kind} one`, 'other', `${kind} two`);
    await eventually(() => {
      expect(textsOf(id)).toEqual([`${kind} one`, `${kind} two`]);
    });
    for (const [, , key, eventId] of of(id))
      expect(key).toBe(idempotencyKeyOf(`sends-letters-${kind}`, eventId));
  });

  it('tries again for as long as the trouble is the infrastructure’s', async () => {
    const id = randomUUID();
    let left = 4;
    before = () => {
      if (left-- > 0) throw Object.assign(new Error('the server goes down'), { code: '57P01' });
    };
    await on.write(id, `${kind} patient`);
    await eventually(
      () => {
        expect(textsOf(id)).toEqual([`${kind} patient`]);
      },
      { within: 50_000 },
    );
    expect(await waitingOf(id)).toEqual([]);
    before = () => undefined;
  });

  it('parks what is refused, and acts in order when it is tried again', async () => {
    const [id, other] = [randomUUID(), randomUUID()];
    before = ({ stream }) => {
      if (stream === `note-${id}`) throw new Rejected('LETTER_REFUSED');
    };
    await on.write(id, `${kind} one`, `${kind} two`);
    await on.write(other, `${kind} three`);
    await eventually(() => {
      expect(textsOf(other)).toEqual([`${kind} three`]);
    });
    await eventually(async () =>
      expect((await waitingOf(id)).map(({ reason }) => reason)).toEqual(['LETTER_REFUSED', 'BEHIND']),
    );
    const at = { projection: `sends-letters-${kind}`, tenantId: on.tenantId, stream: `note-${id}` };
    expect(await parked.retry(at)).toBe(0);
    before = () => undefined;
    expect(await parked.retry(at)).toBe(2);
    expect(textsOf(id)).toEqual([`${kind} one`, `${kind} two`]);
    expect(await waitingOf(id)).toEqual([]);
  });
});
