/** In charge of the examples of the rules of budget execution that rest on ledgers: BE-03 by line, and BE-04 to BE-10. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import { freshDatabase } from '../support/postgres.ts';
import { readVerdicts, type Verdicts } from './family.ts';
import { addLedgers, type LedgerFacts, type RowFact } from './ledgerFacts.ts';

/** Units of a region as rows of one month, each [unit, project, budget, executed]. */
const execution = (region: string, month: number, rows: readonly RowFact[], more: Partial<LedgerFacts> = {}): LedgerFacts => ({
  region, month, rows: rows.map((row) => ({ class: '205', group_: '20502', item_: '2050202', ...row })),
  names: { unit: { '101': '第一小学' }, project: { P1: '校舍维修' } }, ...more,
}); // prettier-ignore
const projects = (region: string, month: number, rows: readonly RowFact[], more: Partial<LedgerFacts> = {}): LedgerFacts => ({
  dataset: 'projects', region, month, rows: rows.map((row) => ({ name: `项目${String(row['project'])}`, unit: '101', ...row })), ...more,
}); // prettier-ignore
const movements = (region: string, rows: readonly RowFact[], more: Partial<LedgerFacts> = {}): LedgerFacts => ({
  dataset: 'movements', region, month: 12,
  rows: rows.map((row) => ({ date: '2025-01-10', month: 1, kind: 'initial', document: 'D1', class: '205', item_: '2050202', ...row })), ...more,
}); // prettier-ignore
const payments = (region: string, rows: readonly RowFact[]): LedgerFacts => ({
  dataset: 'payments', region, month: 6,
  rows: rows.map((row) => ({ date: '2025-05-10', month: 5, document: 'D1', class: '205', item_: '2050202', amount: 10, ...row })),
}); // prettier-ignore
const resolution = (region: string, more: RowFact = {}): LedgerFacts => ({
  dataset: 'resolutions', region,
  rows: [{ document: '1号', title: '关于预算调整方案的决议', kind: 'adjustment', about: 'totalExpenditure', book: 'general', decided_on: '2025-05-20', ...more }],
}); // prettier-ignore

/** To date in October, November and December, of a budget of 1,000. */
const paces: Readonly<Record<string, readonly [number, number, number]>> = {
  'quarter in December': [600, 750, 1_000],
  'more than a quarter': [600, 749, 1_000],
  'rushed out': [400, 490, 1_001],
  'small': [0, 0, 9], // prettier-ignore
};
const paced: Readonly<Record<string, readonly [number, number, number]>> = {
  half: [500, 700, 1_000],
  'more than half': [490, 700, 1_000],
  'December alone': [400, 480, 1_000],
};
const rush = (region: string, months: readonly number[]) =>
  months.flatMap((month, at) => [
    execution(region, month, Object.entries(paces).map(([unit, executed]) => ({ unit, final: unit === 'small' ? 9.9 : 1_000, executed: executed[at] ?? null }))),
    projects(region, month, Object.entries(paced).map(([project, executed]) => ({ project, final: 1_000, executed: executed[at] ?? null }))),
  ]); // prettier-ignore

/** A raised total: 10,000 in January, 10,500 in June, and how it came about. */
const raised = (region: string, move: RowFact = {}, line: RowFact = {}) => [
  execution(region, 6, [{ unit: '101', original: 10_000, final: 10_500, executed: 100, ...line }]),
  movements(region, [{ unit: '101', amount: 10_000 }, { unit: '101', kind: 'add', month: 5, amount: 500, ...move }]),
]; // prettier-ignore
const drawn = (region: string, executed: number) =>
  execution(region, 6, [{ class: '110', group_: '11015', item_: null, original: 100, executed }], { flow: 'revenue' }); // prettier-ignore
const virement = (unit: string, document: string, amount: number, more: RowFact = {}): RowFact[] => [
  { unit, kind: 'virement', document, month: 4, amount: -amount, project: 'P1', ...more },
  { unit, kind: 'virement', document, month: 4, amount, project: 'P2' },
]; // prettier-ignore
const weak = (year: number, ...rows: readonly (readonly [string, number, number])[]) =>
  projects('weak', year === 2026 ? 1 : 12, rows.map(([project, executed, original]) => ({ project, original, final: original, executed })), { year }); // prettier-ignore

const cases: readonly LedgerFacts[] = [
  execution('lines', 6, [
    { unit: '101', project: 'P1', final: 100, executed: 100.02 },
    { unit: 'within tolerance', final: 100, executed: 100.01 },
    { unit: 'netted in the item', economic: '30201', final: 100, executed: 120 },
    { unit: 'netted in the item', economic: '30202', final: 100, executed: 80 },
    { unit: 'carried over', final: 100, executed: 115 },
    { unit: 'carried over', carried: 'carried', final: 20, executed: 0 },
  ]),
  projects('lines', 6, [{ project: 'P1', name: '校舍维修', final: 100 }]),
  execution('pools', 6, [{ unit: '101', final: 100, executed: 200 }]),
  movements('allotted', [
    ...['in order', 'unknown document', 'refunded'].map((unit) => ({ unit, amount: 100 })),
    { unit: 'too early', date: '2025-06-01', document: 'D2', amount: 100 },
    { unit: 'before approval', date: '2025-04-01', document: 'D2', amount: 100 },
    { unit: 'cut', kind: 'reduce', amount: -100 },
  ]),
  payments('allotted', [
    { unit: 'in order' },
    { unit: 'none' }, { unit: 'none', amount: 5, month: 6, date: '2025-06-10' },
    { unit: 'unknown document', document: 'X9' },
    { unit: 'too early', document: 'D2' },
    { unit: 'before approval', document: 'D2', date: '2025-02-10', month: 2 },
    { unit: 'cut' },
    { unit: 'refunded', document: 'X9', refund: true },
  ]),
  payments('no allotments loaded', [{ unit: 'none' }]),
  ...rush('rush', [10, 11, 12]),
  ...rush('year not over', [10, 11]),
  ...[6, 9, 10].map((month) =>
    projects('nothing spent', month, [
      { project: 'idle', final: 100, executed: 0 },
      { project: 'begun in September', final: 100, executed: month < 9 ? 0 : 5 },
      { project: 'begun', final: 100, executed: 0.01 },
      { project: 'small', final: 9.9, executed: 0 },
      { project: 'planned for November', final: 100, executed: 0, started: '2025-11-01' },
      ...(month === 6 ? [] : [{ project: 'new in September', final: 100, executed: 0 }]),
    ])),
  weak(2023, ['funded again', 49, 100], ['cut', 49, 100], ['half', 50, 100], ['two years', 49, 9.9]),
  weak(2024, ['funded again', 40, 100], ['cut', 40, 100], ['half', 40, 100], ['two years', 40, 100]),
  weak(2025, ['funded again', 10, 100], ['cut', 10, 100], ['half', 10, 100], ['two years', 10, 100]),
  weak(2026, ['funded again', 0, 100], ['cut', 0, 99]),
  execution('own rates', 12, [
    { unit: 'four fifths', final: 1_000, executed: 800 },
    { unit: 'less', final: 1_000, executed: 799 },
    { unit: 'less, but little', final: 400, executed: 301 },
    { unit: 'half', final: 20, executed: 9.9 },
    { unit: 'small', final: 9.9, executed: 0 },
  ]),
  projects('own rates', 12, [{ project: 'P9', final: 100, executed: 19.9 }, { project: 'P8', final: 100, executed: 100 }]),
  execution('moved', 6, ['a tenth', 'more than a tenth', 'more than a fifth', 'seven times', 'six times', 'from the reserve'].map((unit) => ({ unit, original: 1_000, final: 1_000, executed: 500 }))),
  movements('moved', [
    ...virement('a tenth', 'V1', 100), ...virement('more than a tenth', 'V2', 101), ...virement('more than a fifth', 'V3', 201),
    ...[1, 2, 3, 4, 5, 6, 7].flatMap((at) => virement('seven times', `S${String(at)}`, 1)),
    ...[1, 2, 3, 4, 5, 6].flatMap((at) => virement('six times', `T${String(at)}`, 1)),
    ...virement('from the reserve', 'R1', 500, { unit: 'finance', class: '227' }),
    { unit: 'a tenth', kind: 'add', document: 'A1', amount: 900 },
  ]),
  ...raised('never approved'), resolution('never approved', { kind: 'budget' }),
  ...raised('approved'), resolution('approved', { amount: 500 }),
  ...raised('approved in part'), resolution('approved in part', { amount: 400 }),
  ...raised('approved without an amount'), resolution('approved without an amount', { amount: null }),
  ...raised('for another budget'), resolution('for another budget', { book: 'fund', amount: 500 }),
  ...raised('transfer from above', { parent_document: '省财预1号' }), resolution('transfer from above', { kind: 'budget' }),
  ...raised('carried into the year', {}, { carried: 'carried' }), resolution('carried into the year', { kind: 'budget' }),
  ...raised('resolutions not loaded'),
  ...raised('fund drawn', { parent_document: '省财预1号' }), drawn('fund drawn', 300), resolution('fund drawn', { kind: 'budget' }),
  ...raised('fund approved', { parent_document: '省财预1号' }), drawn('fund approved', 300), resolution('fund approved', { about: 'stabilisationFund' }),
  ...raised('schools cut', { kind: 'reduce', amount: -200 }, { final: 9_800 }), resolution('schools cut', { kind: 'budget' }),
  ...raised('cut approved', { kind: 'reduce', amount: -200 }, { final: 9_800 }), resolution('cut approved', { about: 'keySpending', amount: -200 }),
  ...raised('other cut', { kind: 'reduce', amount: -200, class: '201' }, { final: 9_800 }), resolution('other cut', { kind: 'budget' }),
  ...raised('taken back in December', { kind: 'reduce', month: 12, amount: -200 }, { final: 9_800 }), resolution('taken back in December', { kind: 'budget' }),
]; // prettier-ignore

let database: Database;
let verdicts: Verdicts;
beforeAll(async () => {
  database = await freshDatabase();
  const version = await addLedgers(database, cases);
  await database.owner.query(
    `update batches set mapping = '{"constants": {"control": "book"}}' where region_code = 'pools'`,
  );
  const rules = ['BE-03', 'BE-04', 'BE-05', 'BE-06', 'BE-07', 'BE-08', 'BE-09', 'BE-10'];
  verdicts = await readVerdicts(database, rules, version);
});
afterAll(() => database.close());
const of = (rule: string, region: string) => verdicts.of(rule, region);
const outline = (rule: string, region: string) => verdicts.outline(rule, region);
const byProject = (rule: string, region: string) =>
  of(rule, region).map(
    ({ project, year, month, severity }) =>
      `${project ?? '-'} ${String(year)}-${String(month)} ${severity}`,
  );

describe('BE-03, a line of a ledger above its allotment', () => {
  test('is a breach of the line; tolerance, other lines of the item and money carried over count for it', () => {
    expect(outline('BE-03', 'lines')).toEqual(['101 2025-6 red']);
    const [flag] = of('BE-03', 'lines');
    expect(flag?.explanation.zh).toContain(
      '第一小学“校舍维修”截至2025年6月已支出100.02万元，超过批准预算100万元，超出200元',
    );
    expect(flag).toMatchObject({ kind: 'breach', project: 'P1', amount_at_stake: 20_000n });
  });

  test('is none where the source controls by pools', () => {
    expect(outline('BE-03', 'pools')).toEqual([]);
  });
});

describe('BE-04, spending without budget', () => {
  test('finds payments without allotment, before it, or under a document that no one knows', () => {
    expect(outline('BE-04', 'allotted')).toEqual([
      'cut 2025-5 red',
      'too early 2025-5 red',
      'unknown document 2025-5 red',
      'none 2025-6 red',
    ]);
    const none = of('BE-04', 'allotted').at(-1);
    expect(none?.explanation.zh).toContain('none2025年有2笔共15万元支付找不到对应预算指标，最近');
    expect(none?.evidence).toHaveLength(2);
  });

  test('does not judge payments where no allotments are loaded', () => {
    expect(outline('BE-04', 'no allotments loaded')).toEqual([]);
  });
});

describe('BE-05, year-end spending rush', () => {
  test('of units: more than a quarter in December, or most of the year', () => {
    const units = of('BE-05', 'rush').filter(({ project }) => project === null);
    expect(units.map(({ unit, severity }) => `${unit ?? ''} ${severity}`)).toEqual([
      'more than a quarter yellow',
      'rushed out red',
    ]);
    expect(units[1]?.explanation.zh).toContain('（其中12月51.0%），1—11月执行率49.0%');
    expect(units[1]?.parameters).toMatchObject({ base_meets: 2, base_of: 3, base_usual: null });
  });

  test('of projects: more than half of the budget in two months', () => {
    const found = byProject('BE-05', 'rush').filter((line) => !line.startsWith('-'));
    expect(found).toEqual(['December alone 2025-12 red', 'more than half 2025-12 orange']);
  });

  test('is none before the year is over', () => {
    expect(outline('BE-05', 'year not over')).toEqual([]);
  });
});

describe('BE-06, project not started', () => {
  test('rises in June, September and October; begun, small, later and new projects are none', () => {
    expect(byProject('BE-06', 'nothing spent')).toEqual([
      'begun in September 2025-6 yellow',
      'idle 2025-6 yellow',
      'idle 2025-9 orange',
      'idle 2025-10 red',
    ]);
    expect(of('BE-06', 'nothing spent').at(-1)?.explanation.zh).toContain(
      '“项目idle”2025年预算100万元，截至10月未发生支出。',
    );
  });
});

describe('BE-07, low full-year execution of units and projects', () => {
  test('is told below the thresholds, with amounts that matter', () => {
    const own = of('BE-07', 'own rates').filter(({ item }) => item === null);
    expect(own.map(({ unit, project, severity }) => `${project ?? unit ?? ''} ${severity}`)).toEqual([
      'P9 red', 'half orange', 'less yellow',
    ]); // prettier-ignore
    expect(own[0]?.explanation.zh).toContain(
      '“项目P9”2025年全年支出19.9万元，执行率仅19.9%，80.1万元未用',
    );
  });
});

describe('BE-08, low execution three years running', () => {
  test('is worse where next year is not lower; half spent, and two years, are none', () => {
    expect(byProject('BE-08', 'weak')).toEqual(['cut 2025-12 orange', 'funded again 2025-12 red']);
    expect(of('BE-08', 'weak').at(-1)?.explanation.zh).toContain(
      '（2023（49.0%）、2024（40.0%）、2025（10.0%）），2026年仍安排100万元',
    );
  });
});

describe('BE-09, heavy virement', () => {
  test('counts each move once, by amount and by number; the reserve and additions are none', () => {
    expect(outline('BE-09', 'moved')).toEqual([
      'more than a fifth 2025-4 orange',
      'more than a tenth 2025-4 yellow',
      'seven times 2025-4 red',
    ]);
    expect(of('BE-09', 'moved')[2]?.explanation.zh).toContain('调剂7次、累计7万元');
  });
});

describe('BE-10, adjustment without approval', () => {
  test.each([
    ['never approved', ['total 2025-6 red']],
    ['approved', []],
    ['approved in part', ['total 2025-6 red']],
    ['approved without an amount', []],
    ['for another budget', ['total 2025-6 red']],
    ['transfer from above', []],
    ['carried into the year', []],
    ['resolutions not loaded', []],
    ['fund drawn', ['11015 2025-6 red']],
    ['fund approved', []],
    ['schools cut', ['205 2025-6 red']],
    ['cut approved', []],
    ['other cut', []],
    ['taken back in December', []],
  ])('%s → %j', (region, expected) => {
    expect(outline('BE-10', region)).toEqual(expected);
  });

  test('says how much was approved and how much was not', () => {
    expect(of('BE-10', 'approved in part')[0]?.explanation.zh).toContain(
      '增加500万元（不含上年结转和上级专项转移支付），常委会批准的调整方案为400万元，100万元未见',
    );
  });
});
