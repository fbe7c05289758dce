/** In charge of proving, by a path of its own over the raw cells, that every figure printed in the 2025 execution tables is what the interface answers. */
import { readFileSync } from 'node:fs';
import * as XLSX from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { load } from '#load';
import type { LoadReport } from '#contract/loadAnswers';
import { JSON_ONLY, openHouse, type TestHouse } from './server/house.ts';
import { realData } from './support/realData.ts';

const path = realData('lijiang-2025/lijiang_2025_budget_attachment.xlsx');

/** Where each printed table keeps its label, its code and its measures: written down by eye from the workbook. */
const TABLES: readonly {
  readonly sheet: string;
  readonly slice: Readonly<Record<string, string>>;
  readonly code?: string;
  readonly name: string;
  readonly columns: Readonly<Record<string, string>>;
}[] = [
  ...coded('all', 'general', 'revenue', ['01-1'], { prior: 'C', original: 'D', executed: 'F' }),
  ...coded('all', 'general', 'expenditure', ['01-2'], { prior: 'C', original: 'D', executed: 'F' }),
  ...coded('all', 'general', 'expenditure', ['02'], { prior: 'C', original: 'D', executed: 'E' }),
  ...coded('own', 'general', 'revenue', ['03-1'], {
    prior: 'C',
    original: 'D',
    final: 'E',
    executed: 'F',
  }),
  ...coded('own', 'general', 'expenditure', ['03-2', '04'], {
    prior: 'C',
    original: 'D',
    final: 'E',
    executed: 'F',
  }),
  ...coded('all', 'fund', 'revenue', ['06'], { prior: 'C', original: 'D', executed: 'F' }),
  ...coded('all', 'fund', 'expenditure', ['07'], { prior: 'C', original: 'D', executed: 'F' }),
  ...coded('own', 'fund', 'revenue', ['08'], {
    prior: 'C',
    original: 'D',
    final: 'E',
    executed: 'F',
  }),
  ...coded('own', 'fund', 'expenditure', ['09'], {
    prior: 'C',
    original: 'D',
    final: 'E',
    executed: 'F',
  }),
  ...named('all', 'capital', 'revenue', ['10'], { prior: 'B', original: 'C', executed: 'D' }),
  ...named('all', 'capital', 'expenditure', ['11'], { prior: 'B', original: 'C', executed: 'D' }),
  ...named('own', 'capital', 'revenue', ['12'], { prior: 'B', original: 'C', executed: 'D' }),
  ...named('own', 'capital', 'expenditure', ['13'], { prior: 'B', original: 'C', executed: 'D' }),
  ...named('all', 'social', 'revenue', ['14'], { prior: 'B', original: 'C', executed: 'D' }),
  ...named('all', 'social', 'expenditure', ['15'], { prior: 'B', original: 'C', executed: 'D' }),
  ...named('all', 'social', 'balance', ['16'], { prior: 'B', original: 'C', executed: 'D' }),
  ...named('own', 'social', 'revenue', ['17'], {
    prior: 'B',
    original: 'C',
    final: 'D',
    executed: 'E',
  }),
  ...named('own', 'social', 'expenditure', ['18'], {
    prior: 'B',
    original: 'C',
    final: 'D',
    executed: 'E',
  }),
  ...named('own', 'social', 'balance', ['19'], {
    prior: 'B',
    original: 'C',
    final: 'D',
    executed: 'E',
  }),
];

function coded(
  scope: string,
  book: string,
  flow: string,
  sheets: readonly string[],
  columns: Record<string, string>,
) {
  return sheets.map((sheet) => ({
    sheet,
    slice: { region: '530700', year: '2025', scope, book, flow },
    code: 'A',
    name: 'B',
    columns,
  }));
}
function named(
  scope: string,
  book: string,
  flow: string,
  sheets: readonly string[],
  columns: Record<string, string>,
) {
  return sheets.map((sheet) => ({
    sheet,
    slice: { region: '530700', year: '2025', scope, book, flow },
    name: 'A',
    columns,
  }));
}

const MEASURES = ['original', 'final', 'executed', 'prior'] as const;
const FOUR_ROLES = 'main,transfer,financing,balance';
type Row = Readonly<Record<string, string | number | null>>;
interface Printed {
  readonly row: number;
  readonly code: string | null;
  readonly name: string;
  /** Yuan as decimal text, as the interface writes it. */
  readonly amounts: Readonly<Record<string, string>>;
}

/** Whole 万元 and their decimals to exact yuan text, without any arithmetic on floats. */
function yuan(value: number): string {
  const rounded = Math.round(value * 1e6);
  const sign = rounded < 0 ? '-' : '';
  const fen = BigInt(Math.abs(rounded));
  return `${sign}${fen / 100n}.${(fen % 100n).toString().padStart(2, '0')}`;
}

function printedRows(book: XLSX.WorkBook, table: (typeof TABLES)[number]): Printed[] {
  const sheet = book.Sheets[book.SheetNames.find((name) => name.trim() === table.sheet) ?? ''];
  if (sheet === undefined) throw new Error(`no sheet ${table.sheet}`);
  const at = (column: string, row: number) =>
    sheet[`${column}${row}`] as XLSX.CellObject | undefined;
  const rows: Printed[] = [];
  for (let row = 5; row <= 1400; row += 1) {
    const label = at(table.name, row)?.v;
    if (typeof label !== 'string') continue;
    const amounts = Object.fromEntries(
      Object.entries(table.columns).flatMap(([measure, column]) => {
        const value = at(column, row)?.v;
        return typeof value === 'number' ? [[measure, yuan(value)]] : [];
      }),
    );
    if (Object.keys(amounts).length === 0) continue;
    const code = table.code === undefined ? undefined : at(table.code, row)?.v;
    rows.push({
      row,
      code: code === undefined || code === '' ? null : String(code).trim(),
      name: plain(label),
      amounts,
    });
  }
  return rows;
}

const plain = (label: string) =>
  label
    .replace(/[\s　]/g, '')
    .replace(/^其中[:：]/, '')
    .replace(/^([一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、])/, '');

describe.skipIf(path === null)('the 2025 execution tables of the reference workbook', () => {
  let house: TestHouse;
  let report: LoadReport;
  const book = path === null ? XLSX.utils.book_new() : XLSX.read(readFileSync(path));

  beforeAll(async () => {
    house = await openHouse();
    report = await load(house.database, {
      inputs: [{ path: 'lijiang.xlsx', bytes: readFileSync(path ?? '') }],
      declared: {},
      by: 'test',
    });
  }, 120_000);
  afterAll(() => house.close());

  async function rows(
    slice: Readonly<Record<string, string>>,
    extra: Readonly<Record<string, string>>,
  ): Promise<readonly Row[]> {
    const query = new URLSearchParams({ ...slice, measures: MEASURES.join(','), ...extra });
    const answer = await house.ask(`/api/query/execution?${query.toString()}`, {
      headers: JSON_ONLY,
    });
    expect(answer.statusCode, answer.body).toBe(200);
    return (JSON.parse(answer.body) as { rows: Row[] }).rows;
  }

  const differences = (printed: Printed, answer: Row | undefined) =>
    Object.entries(printed.amounts).filter(([measure, amount]) => answer?.[measure] !== amount);

  /** A difference is allowed only where the report lists it with both cells. */
  const explained = (sheet: string, row: number) =>
    report.files[0]?.tables.some((table) =>
      table.checks.some(
        (check) =>
          check.status !== 'passed' &&
          check.cells.length > 1 &&
          check.cells.some(
            (cell) => cell.sheet.trim() === sheet && cell.cell.replace(/\D/g, '') === String(row),
          ),
      ),
    ) === true;

  test('publishes the workbook', () => {
    expect(report.files[0]?.status).toBe('published');
  });

  for (const table of TABLES) {
    test(`${table.sheet}: ${Object.values(table.slice).slice(2).join(' ')}`, async () => {
      const printed = printedRows(book, table);
      expect(printed.length).toBeGreaterThan(5);

      const lines = await rows(table.slice, {
        by: 'item,itemRole',
        itemRole: `${FOUR_ROLES},ofWhich,memo`,
      });
      const asked = new URLSearchParams({ cube: 'execution', ...table.slice }).toString();
      const members = await house.ask(`/api/members/item?${asked}`);
      const names = new Map(
        members
          .json<{ members: readonly { code: string; zh: string }[] }>()
          .members.map(({ code, zh }) => [code, plain(zh)]),
      );
      const cut = table.slice['flow'] === 'revenue' ? 'revenueItem' : 'function';
      const levels: Record<number, readonly Row[]> =
        table.code === undefined
          ? {}
          : {
              3: await rows(table.slice, { by: `${cut}.class,itemRole`, itemRole: FOUR_ROLES }),
              5: await rows(table.slice, { by: `${cut}.group,itemRole`, itemRole: FOUR_ROLES }),
              7: await rows(table.slice, { by: `${cut}.item,itemRole`, itemRole: FOUR_ROLES }),
            };
      const dimension: Record<number, string> = {
        3: `${cut}.class`,
        5: `${cut}.group`,
        7: `${cut}.item`,
      };

      const wrong: string[] = [];
      for (const line of printed) {
        const same = (row: Row) => differences(line, row).length === 0;
        const found =
          line.code !== null
            ? lines.find((row) => row['item'] === line.code)
            : /合计|^(全市|市本级).*(收入|支出)$|小计|^本年收支结余$|^年末滚存结余$/.test(line.name)
              ? undefined
              : lines.find((row) => names.get(String(row['item'])) === line.name && same(row));
        const isTotal = line.code === null && found === undefined;
        if (isTotal) {
          const totals = [
            ...(await rows(table.slice, {})),
            ...(await rows(table.slice, { itemRole: FOUR_ROLES })),
            ...lines,
          ];
          if (!totals.some(same) && !explained(table.sheet, line.row))
            wrong.push(`row ${line.row} ${line.name}: no such total`);
          continue;
        }
        for (const [measure, amount] of differences(line, found)) {
          if (!explained(table.sheet, line.row))
            wrong.push(
              `row ${line.row} ${line.name} ${measure}: printed ${amount}, answered ${String(found?.[measure])}`,
            );
        }
        const width = line.code?.length ?? 0;
        const grouped = levels[width]?.find((row) => row[dimension[width] ?? ''] === line.code);
        if (levels[width] !== undefined) {
          for (const [measure, amount] of differences(line, grouped)) {
            if (!explained(table.sheet, line.row))
              wrong.push(
                `row ${line.row} ${line.name} ${measure} by ${dimension[width]}: printed ${amount}, answered ${String(grouped?.[measure])}`,
              );
          }
        }
      }
      expect(wrong).toEqual([]);
    });
  }
});
