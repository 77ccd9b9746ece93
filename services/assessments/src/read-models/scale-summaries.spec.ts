import { describe, expect, it } from '@jest/globals';
import { type SealedScores } from '@securebase/contracts';
import { seal } from '@securebase/domain-kit';
import { type ScoredResponse, summariesOf } from './scale-summaries.ts';

const person = (n: number) => `6f1f7b3e-0000-4000-8000-0000000001${String(n).padStart(2, '0')}`;
const response = (n: number, score: number | undefined, imported = false): ScoredResponse => {
  const counts = { scale: 'mood', answered: 2, items: 2 };
  const scores: SealedScores = [
    score === undefined ? { ...counts, reason: 'TOO_FEW_ANSWERS' } : { ...counts, score },
  ];
  return { respondentId: person(n), imported, scores: seal(person(n), scores) };
};

describe('The figures of a group', () => {
  it('are n, mean and standard deviation of five people or more', () =>
    expect(
      summariesOf(
        ['mood'],
        [1, 2, 3, 4, 5].map((n) => response(n, n)),
      ),
    ).toEqual([{ scale: 'mood', n: 5, mean: 3, sd: Math.sqrt(2.5) }]));

  it('are withheld below five people, with nothing but the reason', () =>
    expect(
      summariesOf(
        ['mood'],
        [1, 2, 3, 4].map((n) => response(n, n)),
      ),
    ).toEqual([{ scale: 'mood', withheld: 'TOO_FEW_PEOPLE' }]));

  it('are withheld when five answers came from four people', () =>
    expect(
      summariesOf(
        ['mood'],
        [1, 2, 3, 4, 4].map((n) => response(n, n)),
      ),
    ).toEqual([{ scale: 'mood', withheld: 'TOO_FEW_PEOPLE' }]));

  it('are withheld when those who sent a file could take it out and find fewer than five people', () => {
    const withFile = (inPerson: number) =>
      summariesOf(
        ['mood'],
        Array.from({ length: 12 }, (_, n) => response(n, n, n >= inPerson)),
      );
    expect(withFile(0)).toMatchObject([{ n: 12 }]);
    expect(withFile(1)).toEqual([{ scale: 'mood', withheld: 'TOO_FEW_PEOPLE' }]);
    expect(withFile(4)).toEqual([{ scale: 'mood', withheld: 'TOO_FEW_PEOPLE' }]);
    expect(withFile(5)).toMatchObject([{ n: 12 }]);
  });

  it('do not count whoever has no score', () =>
    expect(
      summariesOf(
        ['mood'],
        [1, 2, 3, 4, 5].map((n) => response(n, n === 5 ? undefined : n)),
      ),
    ).toEqual([{ scale: 'mood', withheld: 'TOO_FEW_PEOPLE' }]));

  it('are withheld while nobody has answered', () =>
    expect(summariesOf(['mood'], [{ respondentId: person(1), imported: false, scores: null }])).toEqual([
      { scale: 'mood', withheld: 'TOO_FEW_PEOPLE' },
    ]));
});
