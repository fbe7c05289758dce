/** In charge of showing that a reading does not depend on where things lie: order of columns and sheets, blank rows and columns, sheet names. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileReading, TableReading } from '#model/reading';
import { layout } from '../../../../etl/layouts/cn-public-tables/layout.ts';
import { sheetOf, workbookOf, type Content } from '../sheetOf.ts';

/** One table as columns, so that they can be put in any order. */
interface Draft {
  readonly title: string;
  readonly columns: readonly (readonly Content[])[];
}

const LABELS: Content[] = [
  '一、教育支出',
  '   普通教育',
  '     小学教育',
  '二、国防支出',
  '全市一般公共预算支出',
  '转移性支出',
  '   上解支出',
  '各项支出合计',
];
const CODES: Content[] = ['205', '20502', '2050202', '203', null, '230', '23006', null];

const draft: fc.Arbitrary<Draft> = fc
  .record({
    year: fc.constantFrom(2023, 2024, 2025),
    scope: fc.constantFrom('丽江市', '市本级'),
    amounts: fc.array(
      fc.array(fc.oneof(fc.integer({ min: -9_999_999, max: 9_999_999 }), fc.constant(null)), {
        minLength: 8,
        maxLength: 8,
      }),
      { minLength: 4, maxLength: 4 },
    ),
    helper: fc.boolean(),
  })
  .map(({ year, scope, amounts, helper }) => ({
    title: `${String(year)}年${scope}一般公共预算支出执行情况表`,
    columns: [
      ['项目', ...LABELS],
      ['科目编码', ...CODES],
      ...amounts.map((values, index): Content[] => [
        [
          `${String(year - 1)}年决算数`,
          `${String(year)}年预算数`,
          `${String(year)}年调整预算数`,
          `${String(year)}年执行数`,
        ][index] ?? '',
        ...values,
      ]),
      ...(helper ? [['打印', ...LABELS.map(() => '是')]] : []),
    ],
  }));

const arrangement = fc.record({
  order: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 7, maxLength: 7 }),
  blanksAbove: fc.nat(3),
  blanksBetween: fc.nat(2),
  blankColumns: fc.nat(2),
  blankRowEvery: fc.integer({ min: 2, max: 9 }),
  name: fc.constantFrom('01-1', 'Sheet1', '48', '封面'),
});

function arranged({ title, columns }: Draft, how: Arrangement): readonly (readonly Content[])[] {
  const shuffled = columns
    .map((column, index) => ({ column, at: how.order[index] ?? 0 }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ column }) => column);
  const margin: Content[] = Array.from({ length: how.blankColumns }, () => null);
  const height = shuffled[0]?.length ?? 0;
  const body = Array.from({ length: height }, (_, row): Content[] => [
    ...margin,
    ...shuffled.map((column) => column[row] ?? null),
  ]);
  const rows: Content[][] = Array.from({ length: how.blanksAbove }, () => []);
  rows.push(
    [...margin, title],
    [...margin, '表二', '单位：万元'],
    ...Array.from({ length: how.blanksBetween }, () => []),
  );
  body.forEach((row, index) => {
    rows.push(row);
    if (index > 0 && index % how.blankRowEvery === 0) rows.push([]);
  });
  return rows;
}
type Arrangement = Readonly<{
  order: readonly number[];
  blanksAbove: number;
  blanksBetween: number;
  blankColumns: number;
  blankRowEvery: number;
  name: string;
}>;

const PLAIN: Arrangement = {
  order: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6],
  blanksAbove: 0,
  blanksBetween: 0,
  blankColumns: 0,
  blankRowEvery: 99,
  name: '表',
};

/** What a reading says, without where it was said. */
function said(reading: FileReading | null): unknown {
  return reading?.tables.map(plain).toSorted((a, b) => (a.title < b.title ? -1 : 1));
}
function plain(table: TableReading) {
  return {
    title: table.title, number: table.number, dataset: table.dataset, scope: table.scope, year: table.year, book: table.book, flow: table.flow,
    stage: table.stage, cut: table.cut, unit: table.amountUnit, rejects: table.rejects.map(({ code }) => code), notes: table.notes.map(({ code }) => code),
    lines: table.lines.map(({ name, code, depth, parent, role, figures }) => ({
      name, code, depth, parent, role,
      figures: figures.map(({ measure, stage, amount, text, printed }) => ({ measure, stage, amount, text, printed })).toSorted((a, b) => (a.measure < b.measure ? -1 : 1)),
    })),
  }; // prettier-ignore
}

describe('a reading', () => {
  test('does not change with the order of columns, blank rows and columns, or the sheet’s name', () => {
    fc.assert(
      fc.property(draft, arrangement, (table, how) => {
        const here = layout.read(
          workbookOf(sheetOf(arranged(table, PLAIN), { name: PLAIN.name })),
          {},
        );
        const there = layout.read(
          workbookOf(sheetOf(arranged(table, how), { name: how.name })),
          {},
        );
        expect(here?.tables[0]?.lines).toHaveLength(8);
        expect(said(there)).toEqual(said(here));
      }),
      { numRuns: 150 },
    );
  });

  test('does not change with the order of sheets, nor with tables put below or beside each other', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(draft, { minLength: 2, maxLength: 3, selector: ({ title }) => title }),
        fc.boolean(),
        (tables, beside) => {
          const apart = tables.map((table) =>
            sheetOf(arranged(table, PLAIN), { name: table.title }),
          );
          const together: Content[][] = [];
          if (beside) {
            const width = Math.max(...tables.map(({ columns }) => columns.length));
            tables.forEach((table, at) => {
              arranged(table, PLAIN).forEach((row, index) => {
                const line = (together[index] ??= []);
                row.forEach((content, column) => (line[at * width + column] = content));
              });
            });
          } else
            tables.forEach((table) =>
              together.push(...arranged(table, PLAIN).map((row) => [...row]), []),
            );
          const expected = said(layout.read(workbookOf(...apart), {}));
          expect(said(layout.read(workbookOf(...apart.toReversed()), {}))).toEqual(expected);
          const filled = together.map((row) => Array.from(row, (content) => content ?? null));
          expect(said(layout.read(workbookOf(sheetOf(filled)), {}))).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });
});
