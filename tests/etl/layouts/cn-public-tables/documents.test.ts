/** In charge of what cover, contents, titles and declarations say of a whole file. */
import { describe, expect, test } from 'vitest';
import type { Sheet } from '#model/reading';
import { layout } from '../../../../etl/layouts/cn-public-tables/layout.ts';
import { recognise } from '../../../../etl/layouts/recognise.ts';
import { sheetOf, workbookOf, type Content } from '../sheetOf.ts';
import { EXECUTION, MERGES, readFile } from './sample.ts';

describe('the document', () => {
  const cover = sheetOf(
    [
      ['2025年地方财政预算执行情况和2026年地方财政预算（草案）'],
      ['丽江市财政局编制'],
      [{ value: '2026-01-15', kind: 'date', text: '2026年1月' }],
    ],
    { name: '封面' },
  );
  const contents = sheetOf(
    [
      ['目   录'],
      ['表一、2025年市本级一般公共预算支出执行情况表……1'],
      ['表九、2026年市本级一般公共预算支出情况表……2'],
    ],
    { name: '目录' },
  );
  const own = (year: number, measure: string): Sheet =>
    sheetOf([
      [`${String(year)}年市本级一般公共预算支出${measure === '执行数' ? '执行' : ''}情况表`],
      ['表一', '单位：万元'],
      ['项目', `${String(year)}年${measure}`],
      ['一、教育支出', 1],
    ]);

  test('names region, publisher and date, and which year is a draft', () => {
    const reading = readFile(
      cover,
      contents,
      own(2025, '执行数'),
      own(2026, '预算数'),
      own(2025, '预算数'),
    );
    expect(reading).toMatchObject({
      region: '530700',
      regionName: '丽江市',
      publisher: '丽江市财政局',
      reportedOn: '2026-01-15',
    });
    expect(reading.tables.map(({ scope, year, stage }) => [scope, year, stage])).toEqual([
      ['own', 2025, 'flash'],
      ['own', 2026, 'draft'],
      ['own', 2025, 'approved'],
    ]);
  });

  test('says what the contents lists and the file does not hold', () => {
    expect(
      readFile(cover, contents, own(2025, '执行数')).notes.map(({ code, message }) => [
        code,
        message.zh.includes('表九'),
      ]),
    ).toEqual([['table-missing', true]]);
  });

  test('cover and contents alone are no tables, nor is any other sheet', () => {
    expect(layout.read(workbookOf(cover, contents), {})).toBeNull();
    expect(
      recognise(
        workbookOf(
          sheetOf([
            ['district', 'year', 'amount'],
            ['徐汇区', 2023, 1],
          ]),
        ),
      )?.layout,
    ).not.toBe('cn-public-tables');
  });

  test('without a cover the titles name the region, else what was declared', () => {
    expect(layout.read(workbookOf(sheetOf(EXECUTION, { merges: MERGES })), {})?.region).toBe(
      '530700',
    );
    expect(layout.read(workbookOf(own(2025, '执行数')), {})?.region).toBeNull();
    expect(layout.read(workbookOf(own(2025, '执行数')), { region: '310104' })?.region).toBe(
      '310104',
    );
  });
});

describe('the year', () => {
  const rows = (title: string, headers: readonly string[]): Content[][] => [
    [title],
    ['单位：万元'],
    ['项目', ...headers],
    ['一、教育支出', ...headers.map((_, index) => index + 1)],
  ];
  const year = (title: string, headers: readonly string[], declared?: number) =>
    layout.read(
      workbookOf(sheetOf(rows(title, headers))),
      declared === undefined ? {} : { year: declared },
    )?.tables[0]?.year;

  test('comes from the headers, else from the title, else from what was declared', () => {
    expect(year('丽江市一般公共预算支出执行情况表', ['2024年决算数', '2025年执行数'])).toBe(2025);
    expect(year('2025年丽江市一般公共预算支出执行情况表', ['执行数'])).toBe(2025);
    expect(year('丽江市一般公共预算支出执行情况表', ['执行数'], 2023)).toBe(2023);
    expect(year('2025年丽江市一般公共预算支出执行情况表', ['执行数'], 2023)).toBe(2025);
  });

  test('is not guessed where a column beside last year’s is silent', () => {
    expect(year('丽江市一般公共预算支出执行情况表', ['2024年决算数', '执行数'])).toBeNull();
    expect(year('丽江市一般公共预算支出执行情况表', ['2024年决算数', '执行数'], 2025)).toBe(2025);
  });
});
