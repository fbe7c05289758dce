/** In charge of colour: paper inks are those of the light theme, and every pair of text and ground can be read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PAPER, SCREEN } from '../../../web/marks/ink.ts';

const css = readFileSync(join(import.meta.dirname, '../../../web/tokens.css'), 'utf8');
const [light = '', dark = ''] = [css.indexOf(':root {'), css.indexOf("data-theme='dark'")].map(
  (from) => css.slice(from, css.indexOf('}', from)),
);
const token = (block: string, name: string) =>
  new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(block)?.[1] ?? '';

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const NAMES = [
  'paper',
  'ink',
  'muted',
  'rule',
  'executed',
  'planned',
  'open',
  'prior',
  'red',
  'orange',
  'yellow',
  'blue',
  'grey',
] as const;

test('charts without a style sheet are drawn in the inks of the light theme', () => {
  for (const name of NAMES) {
    expect([name, PAPER[name]]).toEqual([name, token(light, name)]);
    expect(SCREEN[name]).toBe(`var(--${name})`);
  }
});

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s theme', (_, block) => {
  const texts = ['ink', 'muted', 'executed-ink', 'red', 'orange', 'yellow', 'blue', 'grey'];
  const grounds = ['paper', 'sheet', 'shade'];
  test.each(texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)))(
    '%s can be read on %s',
    (text, ground) => {
      expect(contrast(token(block, text), token(block, ground))).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each(['executed', 'planned', 'prior'])('%s can be seen on paper', (mark) => {
    expect(contrast(token(block, mark), token(block, 'paper'))).toBeGreaterThanOrEqual(3);
  });
});
