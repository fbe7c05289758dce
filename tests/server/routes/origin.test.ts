/** In charge of seeing that a number leads back to the cells it came from, and where else it is stated. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OriginAnswer } from '#contract/answers';
import { openHouse, problemIn, type TestHouse } from '../house.ts';
import { addSource, publish } from '../query/facts.ts';

const BASE =
  '/api/origin/execution?region=530700&year=2025&scope=all&book=general&flow=expenditure';
let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
  await addSource(house.database, 'paper', 'published', 40);
  await publish(house.database, [
    {
      lines: [
        { item: 'total', name: '支出合计', wan: 100, cell: 'E9' },
        { item: 'total', name: '支出合计', wan: 100, cell: 'F31', stated: 2 },
        { item: '201', wan: 60, covers: [1, 1], cell: 'E2' },
        { item: '20101', wan: 45, covers: [2, 9], cell: 'E3' },
        { item: '20103', wan: 15, covers: [2, 9], cell: 'E4', printed: false },
        { item: '201', measure: 'original', wan: 50, covers: [0, 9], cell: 'D2' },
        { item: '205', measure: 'original', wan: 30, covers: [0, 9], cell: 'D5' },
      ],
    },
    { source: 'paper', lines: [{ item: 'total', name: '支出合计', wan: 99, cell: 'B7' }] },
  ]);
});
afterAll(() => house.close());

const origin = async (rest: string) => (await house.ask(`${BASE}&${rest}`)).json<OriginAnswer>();

test('a printed total is exact, and says where else it is stated', async () => {
  const answer = await origin('measure=executed');
  expect(answer).toMatchObject({
    version: 1,
    value: '1000000.00',
    printedTotal: '1000000.00',
    exact: true,
    count: 1,
  });
  expect(answer.words.zh).toBe('丽江市 2025年 全辖区 一般公共预算 支出 执行数');
  expect(answer.sql).toContain("b.region_code = '530700'");
  const [figure] = answer.figures;
  expect(figure).toMatchObject({
    item: 'total', name: '支出合计', amount: '1000000.00', file: 'workbook.xlsx', sheet: '02', tableNumber: '表二', cell: 'E9', text: '100',
    amountUnit: 'wan', printed: true, stage: 'flash', version: 1, source: { source: 'workbook', kind: 'upload', linkable: false },
  }); // prettier-ignore
  expect(
    figure?.alsoStated.map(({ cell, amount, source }) => [cell, amount, source.source]),
  ).toEqual([
    ['F31', '1000000.00', 'workbook'],
    ['B7', '990000.00', 'paper'],
  ]);
});
test('a sum lists its parts and claims no printed total', async () => {
  const answer = await origin('measure=original');
  expect(answer).toMatchObject({ value: '800000.00', printedTotal: null, exact: false, count: 2 });
  expect(answer.figures.map(({ cell }) => cell)).toEqual(['D2', 'D5']);
});
test('a hidden cell is never exact', async () => {
  const answer = await origin('measure=executed&item=20103');
  expect(answer).toMatchObject({ value: '150000.00', printedTotal: null, exact: false });
  expect(answer.figures[0]).toMatchObject({ cell: 'E4', printed: false });
});
test('a ratio has the figures of both its sides', async () => {
  const answer = await origin('measure=rate&function.class=201');
  expect(Number(answer.value)).toBeCloseTo(1.2);
  expect(answer.figures.map(({ cell }) => cell).sort()).toEqual(['D2', 'E2']);
});
test('one measure at a time', async () => {
  expect(problemIn(await house.ask(BASE)).field).toBe('measure');
  expect(problemIn(await house.ask(`${BASE}&measure=executed,original`)).field).toBe('measure');
});
test('an absent figure has an empty origin', async () => {
  expect(await origin('measure=executed&function.class=299')).toMatchObject({
    value: null,
    count: 0,
    figures: [],
    exact: false,
  });
});
