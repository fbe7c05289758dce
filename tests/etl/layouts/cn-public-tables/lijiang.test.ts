/** In charge of one prefecture's real workbook: all 48 tables accounted for, the known answers, and every figure against the raw cells. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as XLSX from '@e965/xlsx';
import { beforeAll, describe, expect, test } from 'vitest';
import type { FileReading, Line, TableReading } from '#model/reading';
import { recognise } from '../../../../etl/layouts/recognise.ts';
import { read } from '../../../../etl/readers/read.ts';
import { LIJIANG, realData } from '../../../support/realData.ts';

const path = realData(LIJIANG);
if (path === null)
  console.warn('SKIPPED: the real workbook is absent, so its 48 tables are not read');

const NUMERALS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const numeral = (n: number) =>
  `表${n < 20 ? '' : (NUMERALS[Math.floor(n / 10)] ?? '')}${n < 10 ? '' : '十'}${NUMERALS[n % 10] ?? ''}`;

describe.skipIf(path === null)('the workbook of 丽江市', () => {
  let reading: FileReading;
  let raw: XLSX.WorkBook;
  beforeAll(async () => {
    const bytes = readFileSync(path ?? '');
    const { workbooks, rejects } = await read('lijiang.xlsx', bytes);
    expect(rejects).toEqual([]);
    const [workbook] = workbooks;
    const found = workbook === undefined ? null : recognise(workbook);
    if (found === null) throw new Error('no layout knows the workbook');
    reading = found;
    raw = XLSX.read(bytes);
  });

  const tables = (number: number) =>
    reading.tables.filter((table) => table.number === numeral(number));
  const one = (number: number, flow?: string): TableReading => {
    const [table] = tables(number).filter((each) => flow === undefined || each.flow === flow);
    if (table === undefined) throw new Error(`table ${String(number)} is missing`);
    return table;
  };
  const line = (table: TableReading, key: string): Line => {
    const found = table.lines.find(({ code, name }) => code === key || name === key);
    if (found === undefined) throw new Error(`${table.title} has no line ${key}`);
    return found;
  };
  const wan = (each: Line, measure: string) => {
    const amount = each.figures.find((figure) => figure.measure === measure)?.amount ?? null;
    return amount === null ? null : Number(amount) / 1_000_000;
  };

  test('accounts for all 48 tables: each is loaded into a dataset, none is refused or passed over', () => {
    const numbers = Array.from({ length: 48 }, (_, index) => numeral(index + 1));
    expect(new Set(reading.tables.map(({ number }) => number))).toEqual(new Set(numbers));
    expect(
      reading.tables.filter(({ dataset, reason }) => dataset === null && reason === null),
    ).toEqual([]);
    expect(reading.tables.flatMap(({ rejects }) => rejects)).toEqual([]);
    expect(reading.rejects).toEqual([]);
    expect(
      reading.notes.filter(
        ({ code }) => code === 'table-missing' || code === 'sheet-without-table',
      ),
    ).toEqual([]);
    expect(reading).toMatchObject({
      layout: 'cn-public-tables',
      region: '530700',
      publisher: '丽江市财政局',
      reportedOn: '2026-01-15',
    });
  });

  test('reads each table as the golden text says', async () => {
    await expect(goldenOf(reading)).toMatchFileSnapshot(
      join(import.meta.dirname, '../../../golden/layout-lijiang.txt'),
    );
  });

  test('gives the known answers', () => {
    const whole = one(2);
    expect(whole).toMatchObject({
      scope: 'all',
      year: 2025,
      book: 'general',
      flow: 'expenditure',
      stage: 'flash',
    });
    expect(
      line(whole, '2010104').figures.find(({ measure }) => measure === 'executed'),
    ).toMatchObject({ amount: 312_000_000n, printed: false, cell: 'E10' });
    expect(wan(line(whole, '201'), 'executed')).toBe(149_662);
    expect(wan(line(whole, '205'), 'executed')).toBe(272_444);
    expect([wan(line(whole, '213'), 'executed'), wan(line(whole, '213'), 'original')]).toEqual([
      239_253, 359_895,
    ]);
    expect(wan(line(whole, '20101'), 'executed')).toBe(5_903);
    expect(wan(line(whole, '227'), 'original')).toBe(18_500);
    expect(wan(line(whole, '2019999'), 'executed')).toBe(-2_416);
    const total = line(whole, '支出合计');
    expect([wan(total, 'prior'), wan(total, 'original'), wan(total, 'executed')]).toEqual([
      1_810_076, 1_837_227, 1_763_231,
    ]);
    expect([total.role, total.depth]).toEqual(['total', 0]);
    const summary = one(1, 'expenditure');
    const grand = line(summary, '各项支出合计');
    expect([grand.role, wan(grand, 'executed')]).toEqual(['grand', 2_081_074]);
    const own = one(4);
    const disaster = line(own, '21305');
    expect([
      disaster.figures.find(({ measure }) => measure === 'prior')?.text,
      wan(disaster, 'prior'),
    ]).toEqual(['1,202', 1_202]);
    const at = own.lines.indexOf(disaster);
    const items = own.lines
      .filter(({ parent }) => parent === at)
      .reduce((sum, each) => sum + (wan(each, 'prior') ?? 0), 0);
    expect(items).toBe(784);
  });

  test('counts so that main + transfer + financing + balance = 各项合计, in every column of every such table', () => {
    let checked = 0;
    for (const table of reading.tables.filter(
      ({ dataset, lines }) => dataset === 'execution' && lines.some(({ role }) => role === 'grand'),
    )) {
      const outermost = table.lines.filter(
        ({ parent, role }) =>
          parent === null && ['main', 'transfer', 'financing', 'balance'].includes(role),
      );
      const grand = table.lines.find(({ role }) => role === 'grand');
      for (const { measure, amount, decimals } of grand?.figures ?? []) {
        if (amount === null) continue;
        const sum = outermost.reduce(
          (total, each) =>
            total + (each.figures.find((figure) => figure.measure === measure)?.amount ?? 0n),
          0n,
        );
        const off = Number(sum > amount ? sum - amount : amount - sum) / 1_000_000;
        expect(off, `${table.title} ${measure}`).toBeLessThanOrEqual(
          0.5 * 10 ** -decimals * (outermost.length + 1),
        );
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(60);
  });

  test('hangs every coded line under a code that begins it', () => {
    for (const table of reading.tables) {
      for (const { code, parent } of table.lines) {
        const above = parent === null ? null : (table.lines[parent]?.code ?? null);
        if (code !== null && above !== null)
          expect(code.startsWith(above), `${table.title} ${code}`).toBe(true);
      }
    }
  });

  test('keeps apart what is hidden', () => {
    const hidden = one(2).lines.filter(
      ({ code, figures }) =>
        code?.length === 7 &&
        figures.some(({ printed, amount }) => !printed && amount !== null && amount !== 0n),
    );
    expect(hidden).toHaveLength(626);
    expect(one(6).lines.flatMap(({ figures }) => figures.map(({ measure }) => measure))).toContain(
      'hidden.final',
    );
    expect(
      one(6).lines.flatMap(({ figures }) => figures.map(({ measure }) => measure)),
    ).not.toContain('final');
    expect(one(40).notes.find(({ code }) => code === 'helper-column')?.cells).toEqual([
      'E3',
      'G3',
      'H3',
      'I3',
      'J3',
      'K3',
      'L3',
      'M3',
      'N3',
    ]);
  });

  test('reads table 47 by its columns and says that its title disagrees', () => {
    expect(tables(47).map(({ year, scope }) => [year, scope])).toEqual([[2026, 'all'], [2026, 'own']]); // prettier-ignore
    expect(tables(47).every(({ notes }) => notes.some(({ code }) => code === 'DQ-17'))).toBe(true);
    expect(
      reading.tables
        .filter(({ notes }) => notes.some(({ code }) => code === 'DQ-17'))
        .every(({ number }) => number === '表四十七'),
    ).toBe(true);
  });

  test('reads lists and limits: 5.67 stored under a printed 6, 亿元 beside 万元', () => {
    const museum = one(24).lines.find(({ name }) => name.startsWith('美术馆'));
    expect(museum?.figures[0]).toMatchObject({ amount: 5_670_000n, text: '6', decimals: 0 });
    const limit = one(48).lines.find(
      ({ name, dims }) => name === '丽江市' && dims['kind'] === 'total',
    );
    const same = tables(44)[0]?.lines.find(
      ({ name, dims }) => name === '当年末地方政府债务余额限额' && dims['kind'] === 'total',
    );
    expect(limit?.figures.find(({ measure }) => measure === 'limit')?.amount).toBe(
      486_659_100_000_0n,
    );
    expect(same?.figures.find(({ measure }) => measure === 'limit')?.amount).toBe(
      486_659_100_000_0n,
    );
  });

  test('agrees with the raw cells of every 2025 execution table: each amount, its code, its name, nothing more and nothing less', () => {
    let compared = 0;
    const walked = new Set<string>();
    for (const name of raw.SheetNames) {
      const cells = raw.Sheets[name] ?? {};
      const text = (address: string) =>
        String((cells[address] as XLSX.CellObject | undefined)?.v ?? '').replace(/\s/gu, '');
      const title = text('A1') || text('B1');
      if (!/^2025年.*预算.*(?:收支|执行)情况表$/u.test(title)) continue;
      const label = text('A3').startsWith('项') || text('A4').startsWith('项') ? 'A' : 'B';
      const columns = Array.from('BCDEFGH').filter(
        (letter) =>
          letter !== label &&
          /(?:决算数|预算数|执行数)$/u.test(text(`${letter}4`) || text(`${letter}3`)),
      );
      const expected: string[] = [];
      for (let row = 5; row < 1500; row += 1) {
        const printedName = text(`${label}${String(row)}`);
        if (printedName === '') continue;
        for (const letter of columns) {
          const value = text(`${letter}${String(row)}`);
          if (value === '') continue;
          const code = label === 'B' ? text(`A${String(row)}`) : '';
          expected.push(
            [`${letter}${String(row)}`, Number(value).toFixed(2), code, printedName].join(' '),
          );
        }
      }
      const table = reading.tables.find(({ sheet }) => sheet === name);
      const found = (table?.lines ?? []).flatMap((each) =>
        each.figures
          .filter(({ amount }) => amount !== null)
          .map(({ cell, amount }) =>
            [
              cell,
              (Number(amount) / 1_000_000).toFixed(2),
              each.code ?? '',
              each.label.replace(/\s/gu, ''),
            ].join(' '),
          ),
      );
      expect(found.toSorted(), name).toEqual(expected.toSorted());
      compared += expected.length;
      walked.add(table?.number ?? '');
    }
    expect([...walked]).toHaveLength(18);
    expect(compared).toBeGreaterThan(9_000);
  });
});

/** The reading in words: per table what it is, how many lines by role and figures by measure, totals, notes. No line of data is copied. */
function goldenOf(reading: FileReading): string {
  const text = [
    `region ${reading.region ?? '-'} ${reading.regionName ?? '-'}  publisher ${reading.publisher ?? '-'}  reported ${reading.reportedOn ?? '-'}`,
  ];
  text.push(...reading.notes.map(({ code, message }) => `note ${code}: ${message.zh}`), '');
  for (const table of reading.tables) {
    text.push(`${table.number ?? '-'} ${table.title}  [${table.sheet.trim()} ${table.range}]`);
    text.push(
      `  ${table.dataset ?? '-'}  ${table.scope} ${String(table.year)} ${table.book ?? '-'} ${table.flow ?? '-'} ${table.stage}  cut ${table.cut ?? '-'}  unit ${table.amountUnit ?? '-'}`,
    );
    text.push(
      `  lines ${counted(table.lines.map(({ role, depth, dims }) => `${role}·${String(depth)}${typeof dims['breakdown'] === 'string' ? `·${dims['breakdown']}` : ''}`))}`,
    );
    text.push(
      `  figures ${counted(table.lines.flatMap(({ figures }) => figures.map(({ measure, stage, printed }) => `${measure}·${stage}${printed ? '' : '·hidden'}`)))}`,
    );
    for (const { name, role, figures } of table.lines) {
      if (role === 'total' || role === 'grand')
        text.push(
          `  ${role} ${name}: ${figures.map(({ measure, text: shown }) => `${measure} ${shown}`).join('  ')}`,
        );
    }
    text.push(...table.notes.map(({ code, message }) => `  note ${code}: ${message.zh}`), '');
  }
  return text.join('\n');
}

function counted(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .toSorted()
    .map(([word, count]) => `${word}=${String(count)}`)
    .join(' ');
}
