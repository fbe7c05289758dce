/** In charge of words in drawings: they fit, and break where a typesetter would. */
import { expect, test } from 'vitest';
import { hatch } from '../../../web/marks/hatch.ts';
import { lines, shortened, wordWidth } from '../../../web/marks/lettering.ts';

test('a Chinese character is one em wide', () => {
  expect(wordWidth('预算', 12)).toBe(24);
  expect(wordWidth('ab', 10)).toBeLessThan(20);
});

test('lines fit, keep Latin words whole and do not begin with punctuation', () => {
  const text = '农林水支出距年初预算最远，完成 66.5%；below the original budget.';
  for (const line of lines(text, 120, 12)) {
    expect(line).not.toMatch(/^[，。；：、！？）」』》]/);
    expect(wordWidth(line, 12)).toBeLessThanOrEqual(132);
  }
  expect(lines(text, 120, 12).join('')).not.toContain('ori ginal');
  expect(lines('', 100, 12)).toEqual([]);
});

test('a name that does not fit ends in an ellipsis', () => {
  expect(shortened('教育支出', 100, 12)).toBe('教育支出');
  const short = shortened('灾害防治及应急管理支出', 100, 12);
  expect(short.endsWith('…')).toBe(true);
  expect(wordWidth(short, 12)).toBeLessThanOrEqual(100);
});

test('hatching stays inside its box', () => {
  const numbers = [...hatch(10, 30, 5, 12).matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)];
  expect(numbers.length).toBeGreaterThan(4);
  for (const [, x = '', y = ''] of numbers) {
    expect(Number(x)).toBeGreaterThanOrEqual(10);
    expect(Number(x)).toBeLessThanOrEqual(30);
    expect(Number(y)).toBeGreaterThanOrEqual(5);
    expect(Number(y)).toBeLessThanOrEqual(17);
  }
  expect(hatch(10, 10, 0, 12)).toBe('');
});
