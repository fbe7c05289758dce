/** In charge of the catalogue of words: both languages say the same, nothing is said twice under one key. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CATALOGUE, fill, speaker } from '../../../web/i18n/catalogue.ts';

const blanks = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted();
const CHINESE = /[\u4e00-\u9fff]/;

describe('the catalogue', () => {
  test('fills the same facts in both languages, except where a language has no use for one', () => {
    const lost = Object.entries(CATALOGUE).flatMap(([key, { zh, en }]) =>
      blanks(en)
        .filter((blank) => !blanks(zh).includes(blank))
        .map((blank) => `${key} ${blank}`),
    );
    expect(lost).toEqual([]);
  });

  test('leaves no Chinese in the English, and nothing empty', () => {
    const wrong = Object.entries(CATALOGUE).filter(
      ([, { zh, en }]) => CHINESE.test(en) || zh.trim() === '',
    );
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  test('neither praises nor shouts', () => {
    const loud = Object.entries(CATALOGUE).filter(([, { zh, en }]) => /[!！]/.test(zh + en));
    expect(loud.map(([key]) => key)).toEqual([]);
  });

  test('has each key in one file only', () => {
    const folder = join(import.meta.dirname, '../../../web/i18n');
    const keys = readdirSync(folder).flatMap((name) =>
      [...readFileSync(join(folder, name), 'utf8').matchAll(/^ {2}'([\w.]+)': /gm)].map(
        ([, key]) => key ?? '',
      ),
    );
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  test('speaks', () => {
    expect(speaker('zh')('rail.execution')).toBe('预算执行');
    expect(speaker('en')('context.versionOf', { version: '41' })).toBe('version 41');
    expect(fill('{a} and {b}', { a: '1' })).toBe('1 and {b}');
  });
});
