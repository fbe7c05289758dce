/** In charge of how a line stands against its budget: absent stays absent, order runs from shortfall to excess. */
import { describe, expect, test } from 'vitest';
import { fen } from '#model/fen';
import { Answer } from '../../../web/data/answer.ts';
import { budgetLines, ordered, standing, usualBase } from '../../../web/data/budgetLine.ts';

const answer = new Answer(3, [
  ['function.class', ['201', '205', '227', '203']],
  ['original', [100n, 200n, 50n, null]],
  ['final', [110n, null, null, null]],
  ['executed', [99n, 220n, null, null]],
  ['prior', [90n, 0n, null, null]],
  ['hidden', [0n, 4n, 0n, 0n]],
]);

describe('lines of an answer', () => {
  const lines = budgetLines(answer, 'function.class');

  test('leave out what has no figure at all', () => {
    expect(lines.map(({ code }) => code)).toEqual(['201', '205', '227']);
  });

  test('know what is hidden in the source', () => {
    expect(lines.map(({ hidden }) => hidden)).toEqual([false, true, false]);
  });

  test('stand against either budget, and against none where none is printed', () => {
    const [first, second, third] = lines;
    if (first === undefined || second === undefined || third === undefined)
      throw new Error('three lines');
    expect(standing(first, 'final')).toEqual({
      base: 110n,
      gap: -11n,
      rate: 0.9,
      points: 0.9 - 1,
      growth: 0.1,
    });
    expect(standing(second, 'final')).toMatchObject({
      base: null,
      gap: null,
      rate: null,
      points: null,
      growth: null,
    });
    expect(standing(second, 'original')).toMatchObject({ gap: 20n, rate: 1.1 });
    expect(standing(third, 'original')).toMatchObject({ gap: null, rate: null });
  });

  test('are measured by the adjusted budget where one is printed', () => {
    expect(usualBase(lines)).toBe('final');
    expect(usualBase(lines.slice(1))).toBe('original');
  });

  test('run from shortfall to excess, what cannot be judged last', () => {
    expect(ordered(lines, 'original', 'gap').map(({ code }) => code)).toEqual([
      '201',
      '205',
      '227',
    ]);
    expect(ordered(lines, 'original', 'points').map(({ code }) => code)).toEqual([
      '201',
      '205',
      '227',
    ]);
    expect(ordered(lines, 'original', 'printed').map(({ code }) => code)).toEqual([
      '201',
      '205',
      '227',
    ]);
    const far = {
      code: '213',
      original: fen(900n),
      final: null,
      executed: fen(100n),
      prior: null,
      hidden: false,
    };
    expect(ordered([...lines, far], 'original', 'gap')[0]).toBe(far);
  });
});
