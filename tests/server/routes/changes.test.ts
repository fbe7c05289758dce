/** In charge of what changed between two versions: over printed tables and ledgers, and only for who may see it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChangesAnswer } from '#contract/ledgerAnswers';
import { publishFacts } from '../../rules/facts.ts';
import { addLedgers, type LedgerFacts } from '../../rules/ledgerFacts.ts';
import { openHouse, type AskOptions, type TestHouse } from '../house.ts';

let house: TestHouse;
const versions = { first: 0, second: 0, third: 0 };

const ledger = (month: number, [school, clinic]: readonly [number, number | null]): LedgerFacts => ({
  month,
  rows: [
    { department: '131', unit: '131001', class: '205', group_: '20502', item_: '2050202', project: 'P1', original: 100, final: 120, executed: school },
    ...(clinic === null ? [] : [{ department: '132', unit: '132001', class: '210', original: 90, executed: clinic }]),
  ],
  names: { unit: { '131001': '第一小学' }, project: { P1: '校舍维修' } },
}); // prettier-ignore

beforeAll(async () => {
  house = await openHouse();
  versions.first = await addLedgers(house.database, [ledger(3, [40, 30])]);
  versions.second = await addLedgers(house.database, [ledger(3, [55, null])]);
  versions.third = await publishFacts(house.database, [
    { tables: [{ sheet: '01', lines: [{ item: '205', name: '教育支出', figures: { executed: 7 } }] }] },
  ]); // prettier-ignore
});
afterAll(() => house.close());

async function changes(query: string, as?: AskOptions): Promise<ChangesAnswer> {
  const answer = await house.ask(`/api/changes?${query}`, as);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}

test('lists what differs, the largest first, with names and where to look', async () => {
  const answer = await changes(`from=${String(versions.first)}&to=${String(versions.second)}`);
  expect(answer).toMatchObject({ changed: 1, added: 0, withdrawn: 2 });
  expect(answer.rows.map(({ unit, measure, before, after, difference }) => [unit, measure, before, after, difference])).toEqual([
    ['132001', 'original', '900000.00', null, '-900000.00'],
    ['132001', 'executed', '300000.00', null, '-300000.00'],
    ['131001', 'executed', '400000.00', '550000.00', '150000.00'],
  ]); // prettier-ignore
  expect(answer.rows[2]).toMatchObject({
    dataset: 'execution', region: '530700', year: 2025, month: 3, item: '2050202', name: '小学教育',
    unitName: '第一小学', projectName: '校舍维修',
    where: { region: '530700', year: '2025', month: '3', unit: '131001', 'function.item': '2050202', project: 'P1' },
  }); // prettier-ignore
});

test('tells printed figures beside whole slices that only one version states', async () => {
  const answer = await changes(`from=${String(versions.second)}&to=${String(versions.third)}`);
  expect(answer).toMatchObject({ changed: 0, added: 1, withdrawn: 1 });
  expect(answer.rows).toMatchObject([{ name: '教育支出', before: null, after: '70000.00' }]);
});

test('limits the rows and not the counts, and refuses what is no version', async () => {
  const answer = await changes(`from=${String(versions.first)}&to=${String(versions.second)}&limit=1`); // prettier-ignore
  expect(answer.rows).toHaveLength(1);
  expect(answer.withdrawn).toBe(2);
  expect((await house.ask('/api/changes?from=999')).statusCode).toBe(404);
  expect((await house.ask('/api/changes')).statusCode).toBe(400);
});
