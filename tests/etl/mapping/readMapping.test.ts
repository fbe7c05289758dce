/** In charge of seeing that a mapping document that cannot be meant is refused in clear words, with its place. */
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { readMapping } from '../../../etl/mapping/readMapping.ts';
import { mappingSchema } from '../../../etl/mapping/mappingSchema.ts';
import { registers } from '../../../etl/mapping/targets.ts';

const DATASETS = [
  'execution',
  'payments',
  'movements',
  'projects',
  'codes',
  ...[...registers.keys()].sort(),
]
  .map((name) => `"${name}"`)
  .join(', ');

const GOOD = {
  mapping: 'own-payments',
  version: 1,
  title: { zh: '自有支付', en: 'Own payments' },
  dataset: 'payments',
  constants: { region: '990101', refund: false },
  slice: { year: { from: '年度' } },
  columns: {
    date: { from: '日期', date: 'DD/MM/YYYY' },
    item_: { from: '功能', levels: 'function' },
    amount: { from: '金额' },
  },
  amounts: { unit: 'yuan', decimal: '.' },
};

type Document = Record<string, unknown>;

/** What is said of the good document with something different in it. */
function said(different: Document): string[] {
  const reading = readMapping(stringify({ ...GOOD, ...different }), 'm.yaml');
  return 'rejects' in reading ? reading.rejects.map(({ message }) => message.en) : [];
}

describe('a mapping document', () => {
  test('is read from YAML and from JSON, to the same', () => {
    const yaml = readMapping(stringify(GOOD), 'm.yaml');
    const json = readMapping(`\ufeff${JSON.stringify(GOOD, null, '\t')}`, 'm.json');
    expect(yaml).toEqual({ mapping: GOOD });
    expect(json).toEqual(yaml);
  });

  test('has a published schema', () => {
    expect(mappingSchema).toMatchObject({
      title: 'Mingzhang mapping',
      required: ['mapping', 'version', 'title', 'dataset', 'columns'],
    });
  });

  test('says in both languages what is wrong, and where', () => {
    const reading = readMapping(stringify({ ...GOOD, dataset: 'salaries' }), 'm.yaml');
    expect(
      'rejects' in reading && reading.rejects.map(({ code, message }) => ({ code, ...message })),
    ).toEqual([
      {
        code: 'mapping-invalid',
        zh: `文件“m.yaml”：列映射文件的 dataset 处有误：应为以下之一：${DATASETS}。请更正后重新提交。`,
        en: `File “m.yaml”: the mapping is wrong at dataset: this should be one of ${DATASETS}; correct it and hand it in again.`,
      },
    ]);
  });

  test.each<[string, Document, RegExp]>([
    ['a version that is none', { version: 'two' }, /at version: this should be a whole number/],
    ['a name with capitals', { mapping: 'Own Payments' }, /at mapping: only lower-case letters/],
    [
      'a property that is not known',
      { colums: {} },
      /at colums: this is not known; available: mapping, version/,
    ],
    ['no columns', { columns: {} }, /at columns: too little; at least 1/],
    [
      'a column without from',
      { columns: { ...GOOD.columns, purpose: { name: 'x' } } },
      /at columns\.purpose: “from” is missing/,
    ],
    [
      'a position below 1',
      { columns: { ...GOOD.columns, amount: { from: 0 } } },
      /at columns\.amount\.from: this should be the name of a column, its position from 1/,
    ],
    [
      'a column that the dataset has not',
      { columns: { ...GOOD.columns, colour: { from: 'x' } } },
      /at columns\.colour: the dataset payments has no column colour; it has date, month/,
    ],
    [
      'a required column that is missing',
      { columns: { date: GOOD.columns.date, item_: GOOD.columns.item_ } },
      /at columns: the dataset payments needs the column amount/,
    ],
    [
      'two columns that fill one field',
      { columns: { ...GOOD.columns, class: { from: '类' } } },
      /at columns\.class: the column class is already filled by item_; two columns cannot fill one/,
    ],
    [
      'a constant and a column that fill one field',
      { constants: { ...GOOD.constants, amount: 1 } },
      /at columns\.amount: the column amount is already filled by constants/,
    ],
    [
      'levels on a column that is not the finest',
      {
        columns: {
          ...GOOD.columns,
          item_: { from: '款' },
          group_: { from: '款', levels: 'function' },
        },
      },
      /at columns\.group_\.levels: the levels of function are filled from the finest, item_/,
    ],
    [
      'a form of dates without a day',
      { columns: { ...GOOD.columns, date: { from: '日期', date: 'YYYY-MM' } } },
      /at columns\.date\.date: “YYYY-MM” is no form of dates/,
    ],
    [
      'a cut that ends before it begins',
      { columns: { ...GOOD.columns, unit: { from: 'x', take: [4, 2] } } },
      /at columns\.unit\.take: it ends before it begins/,
    ],
    [
      'an amount that is cut',
      { columns: { ...GOOD.columns, amount: { from: '金额', take: [1, 2] } } },
      /at columns\.amount: an amount cannot be cut/,
    ],
    [
      'no unit',
      { amounts: { decimal: '.' } },
      /at amounts\.unit: the unit of amounts is not said and none is assumed/,
    ],
    [
      'a unit that is none',
      { amounts: { unit: '千元' } },
      /at amounts\.unit: this should be one of "yuan", "wan", "yi"/,
    ],
    [
      'payments to date',
      { amounts: { unit: 'yuan', per: 'toDate' } },
      /at amounts\.per: payments are single records/,
    ],
    [
      'a constant that is not known',
      { constants: { ...GOOD.constants, colour: 'red' } },
      /at constants\.colour: this is not known/,
    ],
    [
      'a stage that is none',
      { constants: { ...GOOD.constants, stage: 'final' } },
      /at constants\.stage: this should be one of draft, approved, flash, accounts/,
    ],
    [
      'a currency that is none',
      { constants: { ...GOOD.constants, currency: '元' } },
      /at constants\.currency/,
    ],
    [
      'a level of control that is none',
      { constants: { ...GOOD.constants, control: 'pool' } },
      /at constants\.control/,
    ],
    [
      'a part of the slice twice',
      { slice: { year: { from: '年度' }, region: { from: '区划' } } },
      /at slice\.region: the column region is already filled by constants/,
    ],
    [
      'a pattern that is none',
      { slice: { year: { path: '(20' } } },
      /at slice\.year\.path: “\(20” is no regular expression/,
    ],
    [
      'a pattern that can run away',
      { slice: { year: { path: '(a+)+x' } } },
      /at slice\.year\.path: the regular expression is too complex/,
    ],
    [
      'a date of the source from a column that is none',
      { slice: { year: { from: 'y' }, reported: { from: 'd', form: 'YYYY' } } },
      /at slice\.reported\.form: this is not known/,
    ],
  ])('is refused for %s', (_, different, words) => {
    const found = said(different);
    expect(found.length, found.join('\n')).toBeGreaterThan(0);
    expect(
      found.some((sentence) => words.test(sentence)),
      found.join('\n'),
    ).toBe(true);
  });

  test('that names a field twice is refused with line and column', () => {
    const reading = readMapping(
      'mapping: a\ncolumns:\n  amount: { from: A }\n  amount: { from: B }\n',
      'm.yaml',
    );
    expect('rejects' in reading && reading.rejects[0]?.message.en).toBe(
      'File “m.yaml”: the mapping is wrong at line 4, column 3: the same key stands twice; a field is mapped once; correct it and hand it in again.',
    );
  });

  test.each([
    ['[', /no YAML or JSON/],
    ['{"a": }', /wrong/],
    ['', /should be a table of keys and values/],
    ['just words', /should be a table/],
    ['a: &a [*a, *a]', /wrong/],
    ['x'.repeat(1_000_001), /larger than 1 MB/],
  ])('that is none is refused: %.12s', (text, words) => {
    const reading = readMapping(text, 'm.yaml');
    expect('rejects' in reading && reading.rejects[0]?.message.en).toMatch(words);
  });

  test('may be a bomb of aliases, and is refused', () => {
    const levels = Array.from(
      { length: 9 },
      (_, at) =>
        `l${String(at + 1)}: &l${String(at + 1)} [${Array(9)
          .fill(`*l${String(at)}`)
          .join(', ')}]`,
    );
    const reading = readMapping(['l0: &l0 [x]', ...levels].join('\n'), 'm.yaml');
    expect('rejects' in reading).toBe(true);
  });
});
