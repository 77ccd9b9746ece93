import { describe, expect, it } from '@jest/globals';
import { type InstrumentDefinition } from '@securebase/contracts';
import { answerDefects, definitionDefects, scoresOf } from './scoring.ts';
import { alliance } from './story.ts';

const changed = (change: Partial<InstrumentDefinition>) => definitionDefects({ ...alliance, ...change });

describe('An instrument definition', () => {
  it('of an instrument that can be scored has no defects', () => {
    expect(definitionDefects(alliance)).toEqual([]);
  });

  it('names items that are missing, twice or unknown, each with its place', () => {
    expect(changed({ items: [] })).toContainEqual({ code: 'INSTRUMENT_WITHOUT_ITEMS', path: ['items'] });
    expect(changed({ items: [...alliance.items, '1'] })).toEqual([
      { code: 'ITEM_TWICE', path: ['items', '5'] },
    ]);
    expect(changed({ reversed: ['9'] })).toEqual([{ code: 'UNKNOWN_ITEM', path: ['reversed', '0'] }]);
    expect(changed({ reversed: ['2', '2'] })).toContainEqual({
      code: 'REVERSED_TWICE',
      path: ['reversed', '1'],
    });
  });

  it('names scales that are twice, empty or made of unknown items', () => {
    const [goal, bond] = alliance.scales;
    if (!goal || !bond) throw new Error('no scales');
    expect(changed({ scales: [goal, goal] })).toEqual([
      { code: 'SCALE_TWICE', path: ['scales', '1', 'code'] },
    ]);
    expect(changed({ scales: [{ ...goal, items: [] }] })).toContainEqual({
      code: 'SCALE_WITHOUT_ITEMS',
      path: ['scales', '0', 'items'],
    });
    expect(changed({ scales: [{ ...goal, items: ['7'] }] })).toEqual([
      { code: 'UNKNOWN_ITEM', path: ['scales', '0', 'items', '0'] },
    ]);
  });
});

describe('Answers', () => {
  it('are whole numbers within the range, to items of the instrument', () => {
    expect(answerDefects(alliance, { 1: 5, 2: 1 })).toEqual([]);
    expect(answerDefects(alliance, { 1: 6 })).toEqual([{ code: 'ANSWER_OUT_OF_RANGE', path: ['1'] }]);
    expect(answerDefects(alliance, { 1: 2.5 })).toEqual([{ code: 'ANSWER_NOT_WHOLE', path: ['1'] }]);
    expect(answerDefects(alliance, { 1: Number.NaN })).toEqual([{ code: 'ANSWER_NOT_WHOLE', path: ['1'] }]);
    expect(answerDefects(alliance, { other: 1 })).toEqual([{ code: 'UNKNOWN_ITEM', path: ['other'] }]);
    expect(answerDefects(alliance, { constructor: 1 })).toEqual([
      { code: 'UNKNOWN_ITEM', path: ['constructor'] },
    ]);
  });

  it('become a score for every scale, or the reason why there is none', () => {
    expect(scoresOf(alliance, { 1: 4, 2: 1, 3: 5 })).toEqual([
      { scale: 'goal', answered: 2, items: 2, score: 4.5 },
      { scale: 'bond', answered: 1, items: 3, reason: 'TOO_FEW_ANSWERS' },
    ]);
  });
});
