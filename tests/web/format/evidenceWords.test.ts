/** In charge of seeing that cells behind an alert read as words, with their codes beside them. */
import { expect, test } from 'vitest';
import { cellSaid } from '../../../web/format/evidenceWords.ts';
import { speaker } from '../../../web/i18n/catalogue.ts';

const named = { zh: '办公费', en: 'Office expenses' };

test.each([
  ['a code by its name', 'text', '30201', named, '办公费 30201', 'Office expenses 30201'],
  ['a code that only the source names', 'text', '126', { zh: '商务局', en: null }, '商务局 126', '商务局 126 zh'],
  ['a word of a closed list', 'word', 'virement', { zh: '调剂', en: 'Virement' }, '调剂', 'Virement'],
  ['a text of the source', 'text', '印刷', null, '印刷 zh', '印刷 zh'],
  ['a mark', 'boolean', 'true', null, '✓', '✓'],
  ['a mark that is not set', 'boolean', 'false', null, '', ''],
  ['the closing period', 'month', '13', null, '整理期', 'Closing'],
  ['a ratio', 'ratio', '0.198', null, '19.8%', '19.8%'],
  ['a day', 'date', '2025-03-10', null, '2025-03-10', '2025-03-10'],
] as const)('says %s', (_, type, text, name, zh, en) => {
  const said = (['zh', 'en'] as const).map((language) => {
    const words = cellSaid(speaker(language), { type, text, name }, language);
    return words === null
      ? ''
      : [words.text, words.code, words.chinese ? 'zh' : null].filter(Boolean).join(' ');
  });
  expect(said).toEqual([zh, en]);
}); // prettier-ignore
