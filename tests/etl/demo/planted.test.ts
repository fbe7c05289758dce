/** In charge of the whole demonstration district: its size, its bytes, and that every irregularity of the answer key is really in it. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { PLANTED, type Plant } from '../../../etl/demo/district/planted.ts';
import { FULL } from '../../../etl/demo/district/tree.ts';
import { booksOf, fenOf, rowsOf, Sums } from './books.ts';
import { readRegisters, shownInRegisters, type Row } from './registerPlants.ts';

interface Voucher {
  readonly number: string;
  readonly date: string;
  readonly unit: string;
  readonly unitName: string;
  readonly payee: string;
  readonly purpose: string;
  readonly settlement: string;
  readonly marked: boolean;
  readonly amount: bigint;
}

/** Sums at the end of a month; keys are words with blanks between. */
const executed = new Sums();
const adjusted = new Sums();
const virements = new Map<string, number>();
const projects = new Map<string, { readonly physical: number; readonly paid: number }>();
const vouchers = new Map<string, Voucher>();
const registers = new Map<string, readonly Row[]>();
/** Final figures of the annual report by year and code, general budget. */
const annual = new Map<string, number>();
const ofProject = new Map<string, Voucher[]>();
const size = { payments: 0, projects: new Set<string>(), units: new Set<string>() };
const hash = createHash('sha256');
const wanted = new Set(PLANTED.flatMap(({ vouchers: numbers }) => numbers));
const watched = new Set(
  PLANTED.flatMap(({ rule, project }) => (rule === 'PJ-09' && project !== null ? [project] : [])),
);

/** What is added up: no more than the answer key asks for. */
const asked = new Set(
  [{ unit: '118001', project: '990101211189930', economic: '39999' }, ...PLANTED].flatMap(({ unit, project, economic }) => [
    `${unit ?? ''} ${project ?? ''} ${economic ?? ''}`, `department ${unit ?? ''}`, `unit ${unit ?? ''} 301`,
    `project ${project ?? ''}`, `project ${project ?? ''} carried`, `project ${project ?? ''} other`,
  ]), // prettier-ignore
);

beforeAll(() => {
  for (const { year, table, tables, annual: printed } of booksOf(FULL)) {
    readRegisters(registers, { year, tables }, hash);
    for (const line of printed) {
      const cells = line.split(',');
      if (cells[3] === 'general' && cells[7] === 'final')
        annual.set(`${String(year)} ${cells[4] ?? ''} ${cells[5] ?? ''}`, Number(cells[9]));
    }
    for (const row of rowsOf(table('units').text, hash)) size.units.add(row('单位代码'));
    for (const row of rowsOf(table('movements').text, hash)) {
      if (row('指标类型') !== '调剂') continue;
      const key = `${String(year)} ${row('预算单位代码')}`;
      if (!row('指标金额').startsWith('-')) virements.set(key, (virements.get(key) ?? 0) + 1);
    }
    for (const row of rowsOf(table('execution').text, hash)) add(year, row);
    for (const row of rowsOf(table('revenue').text, hash)) fenOf(row('累计收入数'));
    for (const row of rowsOf(table('projects').text, hash)) {
      size.projects.add(row('项目代码'));
      const planned = row('总投资');
      if (planned === '') continue;
      projects.set(`${String(year)} ${row('会计期间')} ${row('项目代码')}`, {
        physical: Number(row('形象进度').replace('%', '')) / 100,
        paid: Number(fenOf(row('累计支出数'))) / Number(fenOf(planned)),
      });
    }
    for (const row of rowsOf(table('payments').text, hash)) {
      size.payments += 1;
      const number = row('支付凭证号');
      const project = row('项目代码');
      if (!wanted.has(number) && !watched.has(project)) continue;
      const voucher: Voucher = {
        number,
        date: row('支付日期'),
        unit: row('预算单位代码'),
        unitName: row('预算单位'),
        payee: row('收款人'),
        purpose: row('资金用途'),
        settlement: row('结算方式'),
        marked: row('政采标识') === '是',
        amount: fenOf(row('支付金额')),
      };
      vouchers.set(number, voucher);
      ofProject.set(project, [...(ofProject.get(project) ?? []), voucher]);
    }
  }
}, 120_000);

function add(year: number, row: (name: string) => string): void {
  const unit = row('预算单位代码');
  const project = row('项目代码');
  const economic = row('部门预算经济分类代码');
  const month = `${String(year)} ${row('会计期间')}`;
  const carried = row('资金年度') === '当年' ? '' : ' carried';
  const keys = [
    `${unit} ${project} ${economic}`, `department ${unit.slice(0, 3)}`, `project ${project}`, `project ${project}${carried}`,
    `unit ${unit} ${economic.slice(0, 3)}`, `project ${project} ${economic.endsWith('99') ? 'other' : 'named'}`,
  ].filter((key) => asked.has(key)); // prettier-ignore
  if (keys.length === 0) return;
  const paid = fenOf(row('累计支出数'));
  const open = fenOf(row('调整预算数'));
  for (const key of new Set(keys)) {
    executed.add(`${month} ${key}`, paid);
    adjusted.add(`${month} ${key}`, open);
  }
}

const rate = (year: number, month: number, key: string) =>
  Number(executed.of(`${String(year)} ${String(month)} ${key}`)) /
  Number(adjusted.of(`${String(year)} ${String(month)} ${key}`));
const spent = (year: number, month: number, key: string) =>
  executed.of(`${String(year)} ${String(month)} ${key}`);
const budget = (year: number, month: number, key: string) =>
  adjusted.of(`${String(year)} ${String(month)} ${key}`);
const day = (date: string) => Date.parse(date) / 86_400_000;
const YEAR_END = 13;
const RESERVE = '118001 990101211189930 39999';
const NEW_FIRMS = ['明川星澜数据科技有限公司', '江北岫枫文化传播有限公司'];

/** Share of a year's money that was paid after a month. */
const late = (year: number, after: number, key: string) =>
  1 - Number(spent(year, after, key)) / Number(spent(year, YEAR_END, key));

/** How each rule of the handbook tells what was planted. */
const SHOWS: Readonly<Record<string, (plant: Plant, found: readonly Voucher[], line: string) => boolean>> = {
  'BE-01': ({ year, month, unit }) => {
    const key = `department ${unit ?? ''}`;
    const past = [2023, 2024, 2025].map((before) => rate(before, month ?? 0, key));
    return rate(year, month ?? 0, key) < (month ?? 0) / 12 - 0.1 && rate(year, month ?? 0, key) < Math.min(...past) - 0.08;
  },
  'BE-02': ({ year, month, unit }) => {
    const key = `department ${unit ?? ''}`;
    const past = [2023, 2024, 2025].map((before) => rate(before, month ?? 0, key));
    return rate(year, month ?? 0, key) > Math.max(...past) + 0.08;
  },
  'BE-03': ({ year, month, project }) => spent(year, month ?? 0, `project ${project ?? ''}`) > budget(year, month ?? 0, `project ${project ?? ''}`),
  'TP-01': ({ year, month }, _, line) => spent(year, month ?? 0, line) > budget(year, month ?? 0, line),
  'BE-04': ({ year }, found, line) => found.every(({ number }) => budget(year, Number(number.slice(4, 6)), line) === 0n),
  'BE-05': ({ year, project }) => late(year, 10, `project ${project ?? ''}`) > 0.5,
  'BE-06': ({ year, month, project }) => spent(year, month ?? 0, `project ${project ?? ''}`) === 0n && budget(year, month ?? 0, `project ${project ?? ''}`) > 0n,
  'BE-07': ({ year, project }) => rate(year, YEAR_END, `project ${project ?? ''}`) < 0.2,
  'BE-08': ({ project }) => [2023, 2024, 2025].every((year) => rate(year, YEAR_END, `project ${project ?? ''}`) < 0.5) && budget(2026, 9, `project ${project ?? ''}`) > 0n,
  'BE-09': ({ year, unit }) => (virements.get(`${String(year)} ${unit ?? ''}`) ?? 0) > 6,
  'BE-12': ({ year, project }) => {
    const key = `project ${project ?? ''} carried`;
    return budget(year, YEAR_END, key) > 0n && rate(year, YEAR_END, key) < 0.6 && budget(year + 1, 9, key) > 0n;
  },
  'BE-14': ({ year, month, unit }) => {
    const paid = (to: number) => spent(year, to, `unit ${unit ?? ''} 301`);
    return paid(month ?? 0) === paid((month ?? 0) - 1) && paid((month ?? 0) + 1) > paid(month ?? 0);
  },
  'BE-18': ({ year, project }) => {
    const other = Number(budget(year, YEAR_END, `project ${project ?? ''} other`));
    return other / Number(budget(year, YEAR_END, `project ${project ?? ''}`)) > 0.2;
  },
  'PY-02': (_, found) => [1_000_000_00n, 4_000_000_00n].some((limit) => found.every(({ amount }) => amount < limit && amount * 10n >= limit * 8n)) &&
    new Set(found.map(({ payee }) => payee)).size === 1 && day(found.at(-1)?.date ?? '') - day(found[0]?.date ?? '') <= 7,
  'PY-03': (_, found) => found.every(({ settlement, amount }) => settlement === '现金' && amount > 1_000_00n) && found.reduce((sum, { amount }) => sum + amount, 0n) > 20_000_00n,
  'PY-04': (_, found) => new Set(found.map(({ payee, amount, purpose }) => `${payee} ${String(amount)} ${purpose}`)).size === 1 && found.length === 2 && day(found[1]?.date ?? '') - day(found[0]?.date ?? '') <= 30,
  'PY-05': (_, [found]) => found !== undefined && found.payee === found.unitName,
  'PY-06': (_, [found]) => found !== undefined && found.amount > 10_000_00n && (found.payee.includes('工会') || found.payee.length <= 3),
  'PY-07': (_, found) => found.every(({ payee, amount }) => payee.includes('超市') && amount % 1_000_00n === 0n && amount >= 5_000_00n),
  'TP-02': ({ year, month }, _, line) => Number(spent(year, month ?? 0, line)) > 1.3 * Number(spent(year - 1, month ?? 0, line)),
  'TP-03': ({ year }, _, line) => late(year, 9, line) > 0.4,
  'TP-05': ({ economic }, found) => economic !== '30217' && found.every(({ purpose }) => purpose.includes('接待')),
  'PJ-01': ({ year, month, project }) => {
    const state = projects.get(`${String(year)} ${String(month)} ${project ?? ''}`);
    return state !== undefined && state.paid - state.physical > 0.3;
  },
  'PJ-03': ({ year, month, project }) => (projects.get(`${String(year)} ${String(month)} ${project ?? ''}`)?.paid ?? 0) > 1,
  'PJ-09': ({ project }) => {
    const all = ofProject.get(project ?? '') ?? [];
    return all.some(({ amount }) => amount > 500_000_00n) && all.every(({ marked }) => !marked);
  },
  'BE-11': ({ year }) => {
    const left = (month: number) => Number(budget(year, month, RESERVE));
    return left(6) < 0.1 * left(1);
  },
  'RV-04': ({ year }) => {
    const kept = annual.get(`${String(year)} expenditure 23015`) ?? 0;
    return kept > 0 && kept < 40_000_000;
  },
  'DB-01': () => true,
  'DB-04': ({ economic, project }, [found]) => found !== undefined && /^30/u.test(economic ?? '') && /99(?:09|12)$/u.test(project ?? ''),
  'PY-08': (_, [found]) => found !== undefined && found.amount >= 500_000_00n && NEW_FIRMS.some((name) => name === found.payee),
  weekend: (_, found) => found.every(({ date }) => [0, 6].includes(new Date(date).getUTCDay())),
  'same-payee': (_, found) => new Set(found.map(({ payee }) => payee)).size === 1 && new Set(found.map(({ unit }) => unit)).size >= 6,
  'late-refund': (_, found) => found.reduce((sum, { amount }) => sum + amount, 0n) === 0n && day(found[1]?.date ?? '') - day(found[0]?.date ?? '') > 180,
}; // prettier-ignore

test('is of the size of a district', () => {
  expect(size.payments).toBeGreaterThan(300_000);
  expect(size.projects.size).toBeGreaterThan(1_500);
  expect(size.units.size).toBeGreaterThan(165);
});

test('is the same to the byte on every machine', () => {
  expect(hash.digest('hex')).toBe(
    '8ec4ed44854f127f5bdd9ef526970d76cbeb3b9ed951f4c6568b268f7a70da9c',
  );
});

describe('the answer key', () => {
  test('is read by tests only', () => {
    const folders = ['etl', 'server', 'web'];
    const root = join(import.meta.dirname, '../../..');
    const readers = folders
      .flatMap((folder) =>
        readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
          join(folder, path),
        ),
      )
      .filter((path) => /\.(?:ts|svelte)$/u.test(path) && !path.endsWith('planted.ts'))
      .filter((path) => readFileSync(join(root, path), 'utf8').includes('planted'));
    expect(readers).toEqual([]);
  });

  test.each(PLANTED)('$rule $year $unit $project: $what', (plant) => {
    const { rule, unit, project, economic, vouchers: numbers } = plant;
    const found = numbers.map((number) => {
      const voucher = vouchers.get(number);
      if (voucher === undefined) throw new Error(`no voucher ${number}`);
      return voucher;
    });
    if (unit !== null) expect(found.every((voucher) => voucher.unit === unit)).toBe(true);
    const key = `${unit ?? ''} ${project ?? ''} ${economic ?? ''}`;
    const shown = shownInRegisters(plant, registers) ?? SHOWS[rule]?.(plant, found, key);
    expect(shown).toBe(true);
  });
});
