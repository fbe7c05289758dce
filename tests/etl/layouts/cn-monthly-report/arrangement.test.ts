/** In charge of showing that a monthly report reads the same wherever its table lies: order of columns, blank rows and columns, sheet names, merged or not. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FileReading } from '#model/reading';
import type { Content } from '../sheetOf.ts';
import { readFile } from './sample.ts';

const NAMES: Content[] = ['一、一般公共服务支出', '　十、城乡社区支出', '合    计'];
const HEADS = ['科目编码', '年初预算数', '本月数', '上年同月数', '至本月累计', '累计为预算%', '上年同期累计', '累计同比%']; // prettier-ignore

const table = fc
  .record({
    month: fc.integer({ min: 1, max: 12 }),
    scope: fc.constantFrom('丽江市', '丽江市市本级'),
    amounts: fc.array(
      fc.array(fc.oneof(fc.integer({ min: -9_999, max: 999_999 }), fc.constant(null)), {
        minLength: 3,
        maxLength: 3,
      }),
      { minLength: 7, maxLength: 7 },
    ),
  })
  .map(({ month, scope, amounts }) => ({
    title: `2025年${String(month)}月${scope}一般公共预算支出执行情况月报表`,
    columns: [
      ['预算科目', ...NAMES],
      ['科目编码', 201, 212, null],
      ...amounts.map((values, at): Content[] => [HEADS[at + 1] ?? '', ...values]),
    ] as readonly (readonly Content[])[],
  }));
const arrangement = fc.record({
  order: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 9, maxLength: 9 }),
  above: fc.nat(3),
  left: fc.nat(2),
  blankEvery: fc.integer({ min: 2, max: 5 }),
  name: fc.constantFrom('1', 'Sheet1', '月报'),
});

type Table = ReturnType<typeof rowsOf>;
function rowsOf(
  { title, columns }: { title: string; columns: readonly (readonly Content[])[] },
  how: { order: readonly number[]; above: number; left: number; blankEvery: number },
): Content[][] {
  const shuffled = columns
    .map((column, index) => ({ column, at: how.order[index] ?? 0 }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ column }) => column);
  const margin: Content[] = Array.from({ length: how.left }, () => null);
  const rows: Content[][] = Array.from({ length: how.above }, () => []);
  rows.push([...margin, title], [...margin, null, '单位：万元']);
  for (const row of [0, 1, 2, 3]) {
    rows.push([...margin, ...shuffled.map((column) => column[row] ?? null)]);
    if (row > 0 && row % how.blankEvery === 0) rows.push([]);
  }
  return rows;
}

/** What a reading says, without where it was said. */
function said({ tables, region }: FileReading): unknown {
  return {
    region,
    tables: tables.map(({ period, scope, book, flow, amountUnit, lines, rejects, notes }) => ({
      period, scope, book, flow, amountUnit, rejects: rejects.map(({ code }) => code), notes: notes.map(({ code }) => code),
      lines: lines.map(({ name, code, depth, parent, role, figures }) => ({
        name, code, depth, parent, role,
        figures: figures.map(({ measure, stage, amount, ratio }) => ({ measure, stage, amount, ratio })).toSorted((a, b) => (a.measure < b.measure ? -1 : 1)),
      })),
    })),
  }; // prettier-ignore
}

test('a monthly report does not change with where its table lies', () => {
  const plain: Parameters<typeof rowsOf>[1] = {
    order: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8], above: 0, left: 0, blankEvery: 9,
  }; // prettier-ignore
  fc.assert(
    fc.property(table, arrangement, (draft, how) => {
      const here = readFile(rowsOf(draft, plain));
      const there: Table = rowsOf(draft, how);
      expect(here.tables[0]?.lines).toHaveLength(3);
      expect(said(readFile(there, { name: how.name }))).toEqual(said(here));
    }),
    { numRuns: 100 },
  );
});
