/** In charge of the question behind a number: into the address and back, to the server, and as a citation. */
import type { OriginFigure, SourceDescription } from '#contract/answers';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  citation,
  originAddress,
  originFromText,
  originOf,
  originTables,
  originToText,
} from '../../../web/data/origin.ts';

const question = {
  cube: 'execution',
  measures: ['original', 'executed'],
  by: ['function.class'],
  where: { region: ['530700'], year: ['2025'], itemRole: ['main', 'transfer'] },
};

describe('originOf', () => {
  test('adds where the mark stands to the filters of the chart', () => {
    expect(originOf(question, 'executed', { 'function.class': '201', unit: null })).toEqual({
      cube: 'execution',
      measure: 'executed',
      where: { ...question.where, 'function.class': ['201'], unit: [null] },
    });
  });

  test('keeps the version that was looked at', () => {
    expect(originOf({ ...question, asOf: '3' }, 'executed').asOf).toBe('3');
  });
});

describe('the word in the address', () => {
  test('is written and read back', () => {
    const origin = originOf({ ...question, asOf: '3' }, 'executed', {
      item: 'n:本年收入/上缴利润',
      unit: null,
    });
    expect(originFromText(originToText(origin))).toEqual(origin);
  });

  test('is short and plain', () => {
    const where = { region: ['310104'], indicator: ['total_assets'], item: ['n:本年收入'] };
    expect(originToText({ cube: 'assets', measure: 'amount', where })).toBe(
      'assets:amount:indicator~total_assets:item~n*3A本年收入:region~310104',
    );
  });

  test('survives any code, also one full of the signs it is written with', () => {
    const code = fc.oneof(
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.string({ minLength: 1, unit: fc.constantFrom('*', ':', '~', ',', 'n', '2', 'C') }),
    );
    fc.assert(
      fc.property(code, code, (item, region) => {
        const origin = originOf(question, 'executed', { item, region });
        expect(originFromText(originToText(origin))).toEqual(origin);
      }),
    );
  });

  test.each(['', ':', 'execution', 'a b:executed', 'execution:<x>:'])(
    '%j means nothing',
    (text) => {
      expect(originFromText(text)).toBeNull();
    },
  );
});

test('absent values go to the server as ~', () => {
  const path = originAddress(originOf(question, 'executed', { unit: null }));
  expect(path.startsWith('/api/origin/execution?')).toBe(true);
  expect(Object.fromEntries(new URL(path, 'http://x').searchParams)).toEqual({
    region: '530700',
    year: '2025',
    itemRole: 'main,transfer',
    unit: '~',
    measure: 'executed',
  });
});

const source: SourceDescription = {
  source: 's',
  kind: 'upload',
  grade: null,
  title: '丽江市财政局',
  url: null,
  linkable: false,
  dated: '2026-01-15',
};
const figure = (patch: Partial<OriginFigure> = {}): OriginFigure => ({
  item: '2010104',
  name: '人大会议',
  amount: '3120000.00',
  file: 'a.xlsx',
  sha256: 'f',
  sheet: '02',
  tableNumber: '表二',
  tableTitle: '支出',
  cell: 'E10',
  text: '312 ',
  amountUnit: 'wan',
  printed: true,
  stage: 'flash',
  source,
  batch: 1,
  version: 1,
  reportedOn: null,
  loadedAt: '2026-01-16T00:00:00Z',
  alsoStated: [],
  ...patch,
});

describe('citation', () => {
  test('names source, date, table, cell and the printed text', () => {
    expect(citation(figure(), source, '来源中隐藏，未公开打印')).toBe(
      '丽江市财政局 《a.xlsx》 2026-01-15 表二 02!E10「312」',
    );
  });

  test('says when the cell is hidden: it must not be quoted as published', () => {
    expect(citation(figure({ printed: false }), source, '来源中隐藏，未公开打印')).toBe(
      '丽江市财政局 《a.xlsx》 2026-01-15 表二 02!E10「312」 （来源中隐藏，未公开打印）',
    );
  });

  test('takes the date of the report and the title of the table where nothing else is known', () => {
    const undated = { ...source, dated: null };
    expect(citation(figure({ tableNumber: null, reportedOn: '2026-02-01' }), undated, '')).toBe(
      '丽江市财政局 《a.xlsx》 2026-02-01 支出 02!E10「312」',
    );
  });
});

test('figures of one table are told together', () => {
  const tables = originTables([
    figure(),
    figure({ cell: 'E11' }),
    figure({ sheet: '04' }),
    figure({ cell: 'E12', batch: 2 }),
  ]);
  expect(tables.map(({ figures }) => figures.length)).toEqual([2, 1, 1]);
});
