/** In charge of the demonstration district's books: the same bytes everywhere, and no fen lost between vouchers, months, movements and projects. */
import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { classification } from '../../../etl/reference.ts';
import { SMALL } from '../../../etl/demo/district/tree.ts';
import { districtFiles } from '../../support/district.ts';
import { booksOf, fenOf, Sums } from './books.ts';

type Row = Readonly<Record<string, string>>;
const KEY = [
  '预算单位代码', '项目代码', '支出功能分类代码', '政府预算经济分类代码', '部门预算经济分类代码', '资金性质代码', '资金年度',
]; // prettier-ignore
const keyOf = (row: Row) => KEY.map((name) => row[name] ?? '?').join(' ');
const monthOf = (row: Row) => Number(row['会计期间']);
const amountOf = (row: Row, name: string) => fenOf(row[name] ?? '');

const hash = createHash('sha256');
/** Tables before the registers. */
const LEDGERS = 6;
const years = [...booksOf(SMALL)].map(({ year, months, table, tables }) => {
  const rows = (name: Parameters<typeof table>[0]): readonly Row[] => {
    const text = Buffer.concat([...table(name).text]).toString();
    hash.update(text);
    return parse(text, { columns: true });
  };
  for (const { text } of tables.slice(LEDGERS)) hash.update(Buffer.concat([...text]));
  return {
    year,
    months,
    movements: rows('movements'),
    execution: rows('execution'),
    revenue: rows('revenue'),
    projects: rows('projects'),
    payments: rows('payments'),
  };
});
const digest = hash.digest('hex');

test('is the same to the byte on every machine', () => {
  expect(digest).toBe('d563aebe10716575b7bb6fdc621c8c4f51cf47e0cf0ec64d43d58a5e110c1df7');
});

test('comes as zips that hold just these tables, with one date for every machine', () => {
  const [first] = districtFiles();
  const files = unzipSync(first?.bytes ?? new Uint8Array());
  expect(Object.keys(files)).toEqual(
    [
      'units', 'movements', 'execution', 'revenue', 'projects', 'payments',
      'resolutions', 'approvals', 'grants', 'bonds', 'repayments', 'capacity', 'procurements', 'contracts', 'meetings', 'nontax', 'companies',
      'performance', 'milestones', 'estimates',
    ].map((name) => `${name}-2023.csv`), // prettier-ignore
  );
  const payments = new TextDecoder().decode(files['payments-2023.csv']);
  expect(payments.split('\r\n').length - 2).toBe(years[0]?.payments.length);
});

test.each(years)(
  '$year: vouchers add up to every month of every line',
  ({ payments, execution }) => {
    const paid = new Sums();
    for (const row of payments)
      paid.add(`${keyOf(row)} ${String(monthOf(row))}`, amountOf(row, '支付金额'));
    const months = new Map<string, bigint[]>();
    const different: string[] = [];
    for (const row of execution) {
      const key = keyOf(row);
      const stated = months.get(key) ?? months.set(key, []).get(key) ?? [];
      stated[monthOf(row)] = amountOf(row, '累计支出数');
    }
    for (const [key, stated] of months) {
      let sum = 0n;
      for (let month = 1; month < stated.length; month += 1) {
        const voucher = `${key} ${String(month)}`;
        sum += paid.of(voucher);
        paid.delete(voucher);
        if (stated[month] !== undefined && stated[month] !== sum) different.push(voucher);
      }
    }
    expect(different).toEqual([]);
    // no voucher of a line or month that the ledger does not know
    expect([...paid.keys()]).toEqual([]);
  },
);

test.each(years)(
  '$year: the original budget and its movements make the adjusted one, month by month',
  ({ movements, execution, months }) => {
    const moved = new Sums();
    const first = new Sums();
    for (const row of movements) {
      for (let month = monthOf(row); month <= months; month += 1) {
        moved.add(`${keyOf(row)} ${String(month)}`, amountOf(row, '指标金额'));
        if (row['指标类型'] === '年初')
          first.add(`${keyOf(row)} ${String(month)}`, amountOf(row, '指标金额'));
      }
    }
    const different = execution.filter((row) => {
      const key = `${keyOf(row)} ${String(monthOf(row))}`;
      return (
        amountOf(row, '调整预算数') !== moved.of(key) ||
        amountOf(row, '年初预算数') !== first.of(key)
      );
    });
    expect(different).toEqual([]);
  },
);

test.each(years)('$year: virements of one document come to nothing', ({ movements }) => {
  const sums = new Sums();
  for (const row of movements) {
    if (row['指标类型'] === '调剂') sums.add(row['指标文号'] ?? '', amountOf(row, '指标金额'));
  }
  expect(sums.size).toBeGreaterThan(0);
  expect([...sums.values()].filter((sum) => sum !== 0n)).toEqual([]);
});

test.each(years)(
  '$year: the project list agrees with the lines of its projects',
  ({ projects, execution }) => {
    const lines = new Sums();
    const columns = [['年初预算数', '年初预算数'], ['调整预算数', '调整预算数'], ['累计支出数', '本年支出数']] as const; // prettier-ignore
    for (const row of execution) {
      for (const [name] of columns)
        lines.add(`${row['项目代码'] ?? ''} ${row['会计期间'] ?? ''} ${name}`, amountOf(row, name));
    }
    const different = projects.filter((row) =>
      columns.some(
        ([line, own]) =>
          amountOf(row, own) !==
          lines.of(`${row['项目代码'] ?? ''} ${row['会计期间'] ?? ''} ${line}`),
      ),
    );
    expect(different).toEqual([]);
  },
);

test('carries over no more than the year before left', () => {
  for (const [index, { execution }] of years.entries()) {
    const next = years[index + 1];
    if (next === undefined) continue;
    const left = new Sums();
    for (const row of execution.filter((one) => monthOf(one) === 13)) {
      left.add(
        `${row['项目代码'] ?? ''} ${row['部门预算经济分类代码'] ?? ''}`,
        amountOf(row, '调整预算数') - amountOf(row, '累计支出数'),
      );
    }
    const carried = next.movements.filter((row) => row['指标类型'] === '结转');
    expect(carried.length).toBeGreaterThan(0);
    for (const row of carried) {
      expect(amountOf(row, '指标金额')).toBeLessThanOrEqual(
        left.of(`${row['项目代码'] ?? ''} ${row['部门预算经济分类代码'] ?? ''}`),
      );
    }
  }
});

test('pays nothing before its document, and refunds only what was paid', () => {
  for (const { payments, movements } of years) {
    const dates = new Map(movements.map((row) => [row['指标文号'] ?? '', row['变动日期'] ?? '']));
    for (const row of payments) {
      const issued = dates.get(row['指标文号'] ?? '');
      if (issued !== undefined && (row['支付日期'] ?? '') < issued)
        throw new Error(`${row['支付凭证号'] ?? ''} before ${issued}`);
      expect(row['退款标识'] === '是').toBe((row['支付金额'] ?? '').startsWith('-'));
    }
  }
});

test('books by codes and names of the year', () => {
  const schemes = [
    ['function', '支出功能分类代码', '支出功能分类'], ['economic', '部门预算经济分类代码', '部门预算经济分类'], ['govEconomic', '政府预算经济分类代码', '政府预算经济分类'],
  ] as const; // prettier-ignore
  for (const { year, execution } of years) {
    for (const [scheme, code, name] of schemes) {
      const named = new Map(execution.map((row) => [row[code] ?? '', row[name] ?? '']));
      for (const [own, said] of named) expect(classification(scheme, own, year)?.name).toBe(said);
    }
  }
});

test('counts office expenses of bodies under 50201, of institutions under 50502', () => {
  const pairs = new Set(
    years.flatMap(({ execution }) =>
      execution.map(
        (row) => `${row['部门预算经济分类代码'] ?? ''} ${row['政府预算经济分类代码'] ?? ''}`,
      ),
    ),
  );
  for (const [own, gov] of [...pairs].map((pair) => pair.split(' '))) {
    if (own === '30201') expect(['50201', '50502']).toContain(gov);
    if (own === '30101') expect(['50101', '50501']).toContain(gov);
    if (own === '30217') expect(['50206', '50502']).toContain(gov);
    if (own === '30905') expect(['50402', '50602']).toContain(gov);
  }
  expect(pairs.has('30201 50201')).toBe(true);
});
