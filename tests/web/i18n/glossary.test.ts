/** In charge of what every term of the glossary owes the reader. */
import { describe, expect, test } from 'vitest';
import { GLOSSARY } from '../../../web/i18n/glossary.ts';
import { BUDGET_TERMS } from '../../../web/i18n/glossaryBudget.ts';
import { MONEY_TERMS } from '../../../web/i18n/glossaryMoney.ts';
import { OVERSIGHT_TERMS } from '../../../web/i18n/glossaryOversight.ts';

describe('the glossary', () => {
  const terms = Object.entries(GLOSSARY);

  test.each(terms)('%s is explained in one sentence in both languages', (_, term) => {
    expect(term.zh).toMatch(/\p{Script=Han}/u);
    expect(term.en).not.toMatch(/\p{Script=Han}/u);
    expect(term.sentence.zh.match(/。/gu)).toHaveLength(1);
    expect(term.sentence.zh.endsWith('。')).toBe(true);
    expect(term.sentence.en.endsWith('.')).toBe(true);
    expect(term.sentence.en).not.toMatch(/\p{Script=Han}/u);
    expect(`${term.sentence.zh}${term.sentence.en}`).not.toMatch(/[!！]/u);
  });

  test('no term of one part hides a term of another', () => {
    const parts = [BUDGET_TERMS, MONEY_TERMS, OVERSIGHT_TERMS].flatMap((part) => Object.keys(part));
    expect(new Set(parts).size).toBe(parts.length);
    expect(terms).toHaveLength(parts.length);
  });

  test('no two terms bear the same name', () => {
    expect(new Set(terms.map(([, { zh }]) => zh)).size).toBe(terms.length);
    expect(new Set(terms.map(([, { en }]) => en)).size).toBe(terms.length);
  });
});
