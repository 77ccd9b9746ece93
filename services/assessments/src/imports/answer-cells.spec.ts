import { describe, expect, it } from '@jest/globals';
import { alliance } from '../domain/story.ts';
import { answersIn, columnErrors } from './answer-cells.ts';

const read = (cells: Record<string, string | undefined>) =>
  answersIn(alliance)(7, { reference: 'amal', ...cells });

describe('The columns of a file of answer sheets', () => {
  it('are the items of the instrument, in any order', () =>
    expect(columnErrors(alliance, ['5', '4', '3', '2', '1', 'reference'])).toEqual([]));

  it('are named when one is missing or too many', () =>
    expect(
      columnErrors(alliance, ['reference', '1', '2', '3', '4', 'age']).map(({ line, column, code }) => [
        line,
        column,
        code,
      ]),
    ).toEqual([
      [1, '5', 'MISSING_COLUMN'],
      [1, 'age', 'UNKNOWN_COLUMN'],
    ]));

  it('are not repeated when they look like content', () =>
    expect(columnErrors(alliance, ['reference', '1', '2', '3', '4', '5', 'Amal was sad'])).toEqual([
      { line: 1, column: undefined, code: 'UNKNOWN_COLUMN', message: 'The instrument has no such item.' },
    ]));
});

describe('The cells of an answer sheet', () => {
  it('are whole numbers; an empty one is no answer', () =>
    expect(read({ 1: '4', 2: ' 1 ', 3: '', 4: undefined })).toEqual({ answers: { 1: 4, 2: 1 }, errors: [] }));

  it.each([
    ['four', 'BAD_NUMBER'],
    ['4.5', 'BAD_NUMBER'],
    ['4e0', 'BAD_NUMBER'],
    ['0', 'OUT_OF_RANGE'],
    ['6', 'OUT_OF_RANGE'],
    ['99999999999999999999', 'OUT_OF_RANGE'],
  ])('that hold %s are refused with %s', (text, code) => {
    const { answers, errors } = read({ 1: text, 2: '3' });
    expect(answers).toEqual({ 2: 3 });
    expect(errors).toMatchObject([{ line: 7, column: '1', code }]);
    if (text.length > 1) expect(errors[0]?.message).not.toContain(text);
  });

  it('cannot all be empty', () =>
    expect(read({}).errors).toMatchObject([{ line: 7, code: 'MISSING_VALUE' }]));
});
