/** In charge of seeing that a question reads each printed line once: levels, totals, roles. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import { freshDatabase } from '../../support/postgres.ts';
import { rowsOf } from './ask.ts';
import { publish } from './facts.ts';

const BASE = '/api/query/execution?region=530700&year=2025&scope=all&book=general&flow=expenditure';
let database: Database;
const rows = async (rest: string) => (await rowsOf(database, `${BASE}&${rest}`)).rows;

beforeAll(async () => {
  database = await freshDatabase();
  await publish(database, [
    {
      lines: [
        { item: 'grand', level: 0, wan: 130 },
        { item: 'total', wan: 100, underGrand: true },
        { item: '201', wan: 60, covers: [1, 1], underGrand: true },
        { item: '20101', wan: 25, covers: [2, 2], underGrand: true },
        { item: '2010101', wan: 20, covers: [3, 9], underGrand: true },
        { item: '2010104', wan: 5, covers: [3, 9], underGrand: true, printed: false },
        { item: '20103', wan: 35, covers: [2, 9], underGrand: true },
        { item: '227', wan: 40, covers: [1, 9], underGrand: true },
        { item: '230', role: 'transfer', wan: 30, covers: [0, 9], underGrand: true },
        { item: 'n:其中', role: 'ofWhich', level: 2, wan: 7, covers: [0, 9] },
        // Only 款 bear an original budget under 201, and nothing prints its total.
        { item: '20101', measure: 'original', wan: 30, covers: [0, 9] },
        { item: '20103', measure: 'original', wan: 40, covers: [0, 9] },
        { item: '227', measure: 'original', wan: 50, covers: [0, 9] },
        { item: '201', measure: 'hidden.final', wan: 80, covers: [0, 9], printed: false },
        { item: '227', measure: 'final', wan: 45, covers: [0, 9] },
      ],
    },
    { part: 'govEconomic', lines: [{ item: '501', cut: 'govEconomic', wan: 100, covers: [0, 9] }] },
  ]);
});
afterAll(() => database.close());

describe('levels', () => {
  test('the book as a whole is its printed total', async () => {
    expect(await rows('measures=executed')).toEqual([{ executed: '1000000.00' }]);
  });
  test('what prints no total is the sum of the nearest lines below', async () => {
    expect(await rows('measures=original')).toEqual([{ original: '1200000.00' }]);
  });
  test('by class', async () => {
    expect(await rows('measures=original,executed&by=function.class')).toEqual([
      { 'function.class': '201', original: '700000.00', executed: '600000.00' },
      { 'function.class': '227', original: '500000.00', executed: '400000.00' },
    ]);
  });
  test('a line without children stands for itself below', async () => {
    expect(await rows('measures=executed&by=function.item')).toEqual([
      { 'function.item': '2010101', executed: '200000.00' },
      { 'function.item': '2010104', executed: '50000.00' },
      { 'function.item': '20103', executed: '350000.00' },
      { 'function.item': '227', executed: '400000.00' },
    ]);
  });
  test('a filter on an ancestor', async () => {
    expect(await rows('measures=executed&function.class=201&by=function.group')).toEqual([
      { 'function.group': '20101', executed: '250000.00' },
      { 'function.group': '20103', executed: '350000.00' },
    ]);
    expect(await rows('measures=executed&function.class=201')).toEqual([{ executed: '600000.00' }]);
  });
  test('a line by its code, hidden or not', async () => {
    expect(await rows('measures=executed,hidden&item=2010104')).toEqual([
      { executed: '50000.00', hidden: 1 },
    ]);
    expect(await rows('measures=executed&by=item&function.class=227')).toEqual([
      { item: '227', executed: '400000.00' },
    ]);
  });
  test('every printed line for itself', async () => {
    expect((await rows('measures=executed&by=item')).map(({ item }) => item)).toEqual([
      '201', '20101', '2010101', '2010104', '20103', '227',
    ]); // prettier-ignore
  });
  test('another cut of the same money', async () => {
    expect(await rows('measures=executed&by=govEconomic.class')).toEqual([
      { 'govEconomic.class': '501', executed: '1000000.00' },
    ]);
  });
});

describe('roles', () => {
  const four = 'itemRole=main,transfer,financing,balance';
  test('together they are the printed 各项支出合计', async () => {
    expect(await rows(`measures=executed&${four}`)).toEqual([{ executed: '1300000.00' }]);
  });
  test('each for itself', async () => {
    expect(await rows(`measures=executed&by=itemRole`)).toEqual([
      { itemRole: 'main', executed: '1000000.00' },
      { itemRole: 'transfer', executed: '300000.00' },
    ]);
    expect(await rows(`measures=executed&itemRole=transfer`)).toEqual([{ executed: '300000.00' }]);
  });
  test('where no 各项合计 is printed it is the sum', async () => {
    expect(await rows(`measures=original&${four}`)).toEqual([{ original: '1200000.00' }]);
  });
  test('by class, all of them', async () => {
    expect((await rows(`measures=executed&by=function.class&${four}`)).map((row) => row['function.class'])).toEqual([
      '201', '227', '230',
    ]); // prettier-ignore
  });
  test('其中 lines only for themselves', async () => {
    expect(await rows('measures=executed&itemRole=ofWhich&by=item')).toEqual([
      { item: 'n:其中', executed: '70000.00' },
    ]);
    await expect(rows('measures=executed&itemRole=ofWhich')).rejects.toThrow('not-additive');
  });
});

describe('ratios', () => {
  test('after summing, over the adjusted budget where it is printed, else the original', async () => {
    expect(await rows('measures=rate,rateOfOriginal,final&by=function.class')).toEqual([
      { 'function.class': '201', rate: 60 / 70, rateOfOriginal: 60 / 70, final: null },
      { 'function.class': '227', rate: 40 / 45, rateOfOriginal: 40 / 50, final: '450000.00' },
    ]);
  });
});

describe('order and limit', () => {
  test('by a measure, descending', async () => {
    expect(await rows('measures=executed&by=function.class&order=executed&limit=1')).toEqual([
      { 'function.class': '227', executed: '400000.00' },
    ]);
  });
});
