/** In charge of the rules over slices that only a ledger states: they speak of them as of printed tables, and printed tables win. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '#database';
import { runRules } from '../../etl/steps/flag.ts';
import { freshDatabase } from '../support/postgres.ts';
import { only, publishLoad, storeLoad, type BudgetFacts } from './facts.ts';
import type { FlagFact } from './flagged.ts';
import { addLedgers, emptyVersion, storeLedgers, type LedgerFacts } from './ledgerFacts.ts';

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(() => emptyVersion(database));

/** Agriculture stops at 40 % in December and 45 % with the closing period; education keeps its budget. */
const ledger = (month: number, executed: number, more: Partial<LedgerFacts> = {}): LedgerFacts => ({
  month,
  rows: [
    { department: '1', unit: '101', class: '213', group_: '21301', item_: '2130101', original: 10_000, final: 10_000, executed },
    { department: '2', unit: '201', class: '205', group_: '20502', item_: '2050202', original: 80_000, final: 100_000, executed: 100_000 },
  ],
  names: { function: { '213': '农林水支出' } },
  ...more,
}); // prettier-ignore

async function flags(version: number, rule: string): Promise<readonly FlagFact[]> {
  await runRules(database, version, [rule]);
  const run = await only<{ problem: string | null }>(
    database,
    'select problem from rule_runs where version = $1 and rule = $2',
    [version, rule],
  );
  expect(run.problem).toBeNull();
  const { rows } = await database.owner.query<FlagFact>(
    'select * from flags where version = $1 and rule = $2 order by flag_id',
    [version, rule],
  );
  return rows;
}

test('BE-07 judges the latest month of the year, with names and the level of the evidence', async () => {
  const version = await addLedgers(database, [ledger(12, 4_000), ledger(13, 4_500)]);
  const [unit, flag, ...others] = await flags(version, 'BE-07');
  expect(others).toEqual([]);
  expect(unit).toMatchObject({ unit: '101', item: null, month: 13, severity: 'orange' });
  expect(flag).toMatchObject({ item: '213', item_name: '农林水支出', severity: 'orange' });
  expect(flag?.explanation.zh).toContain('全年支出4,500万元，为调整预算数1.00亿元的45.0%');
  expect(flag?.evidence[0]).toMatchObject({ dataset: 'execution', line: 1, measure: 'executed' });
});

test('a year that is not over is no year, and the year before is still judged', async () => {
  const version = await addLedgers(database, [ledger(9, 100), ledger(12, 4_000, { year: 2024 })]);
  expect((await flags(version, 'BE-07')).map(({ year, item }) => [year, item])).toEqual([
    [2024, null], [2024, '213'],
  ]); // prettier-ignore
});

test('PEFA and the aggregate deviation read the same lines', async () => {
  const years = [2023, 2024, 2025].map((year) => ledger(12, 4_000, { year }));
  const version = await addLedgers(database, years);
  expect((await flags(version, 'PEFA-PI-1')).at(-1)?.explanation.zh).toContain('115.6%');
  expect((await flags(version, 'BE-16')).map(({ year, severity }) => [year, severity])).toEqual([
    [2025, 'red'], [2024, 'red'], [2023, 'red'],
  ]); // prettier-ignore
});

test('a printed table of the year wins over the ledger, which alone knows the units', async () => {
  const printed: BudgetFacts = {
    tables: [
      {
        sheet: '04',
        lines: [
          { item: '213', name: '农林水支出', figures: { original: 10_000, final: 10_000, executed: 9_900 } },
          { item: 'total', role: 'total', name: '支出合计', figures: { original: 90_000, final: 110_000, executed: 109_900 } },
        ],
      },
    ],
  }; // prettier-ignore
  const load = await storeLoad(database, [printed]);
  const both = await storeLedgers(database, [ledger(12, 4_000)]);
  await database.owner.query('update batches set load_id = $1 where load_id = $2', [load, both]);
  const found = await flags(await publishLoad(database, load), 'BE-07');
  expect(found.map(({ item, unit }) => [item, unit])).toEqual([[null, '101']]);
});
