/** In charge of seeing what a question gets from project lists and movements of the budget. */
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import { freshDatabase } from '../../support/postgres.ts';
import { rowsOf } from './ask.ts';
import { publishLedger } from './ledgerFacts.ts';

const opened: Database[] = [];
let database: Database;

beforeEach(async () => {
  database = await freshDatabase();
  opened.push(database);
});
afterAll(() => Promise.all(opened.map((each) => each.close())));

describe('projects and movements', () => {
  test('progress weighs as much as its budget, and only where it is known', async () => {
    const project = (code: string, final: number, progress: number | null, status: string) => ({
      project: code, name: code, department: '101', unit: '101001', status, category: 'build',
      original: 1n, final: BigInt(final * 100), executed: 100n, cumulative: 900n, planned: 5000n, physical_progress: progress,
    }); // prettier-ignore
    await publishLedger(database, [
      {
        dataset: 'projects',
        flow: null,
        month: 6,
        lines: [
          project('P1', 100, 0.5, 'running'),
          project('P2', 300, 1, 'done'),
          project('P3', 50, null, 'running'),
        ],
      },
    ]);
    const url =
      '/api/query/projects?region=990101&year=2025&scope=own&book=general&measures=budget,planned,physicalProgress';
    expect((await rowsOf(database, url)).rows).toEqual([
      { budget: '450.00', planned: '150.00', physicalProgress: 0.875 },
    ]);
    expect((await rowsOf(database, `${url}&by=status`)).rows).toEqual([
      { status: 'done', budget: '300.00', planned: '50.00', physicalProgress: 1 },
      { status: 'running', budget: '150.00', planned: '100.00', physicalProgress: 0.5 },
    ]);
    await expect(rowsOf(database, url.replace('990101', '990102'))).rejects.toThrow('not-additive');
  });
  test('a file about the year so far takes the place of the one before; files of single months add up', async () => {
    const movement = (month: number, amount: number) => ({
      kind: 'add',
      month,
      amount: BigInt(amount * 100),
    });
    const batch = { dataset: 'movements', flow: null } as const;
    await publishLedger(database, [
      { ...batch, month: 2, lines: [movement(1, 10), movement(2, 20)] },
      { ...batch, month: 3, lines: [movement(1, 10), movement(2, 21), movement(3, 30)] },
      { ...batch, month: 3, amounts: 'month', source: 'system', lines: [movement(3, 30)] },
      { ...batch, month: 4, amounts: 'month', lines: [movement(4, 40)] },
      { ...batch, year: 2024, month: 1, amounts: 'month', lines: [movement(1, 1)] },
      { ...batch, year: 2024, month: 2, amounts: 'month', lines: [movement(2, 2)] },
    ]);
    const url = '/api/query/movements?region=990101&book=general&measures=amount&by=year,month';
    expect((await rowsOf(database, url)).rows).toEqual([
      { year: 2024, month: 1, amount: '1.00' },
      { year: 2024, month: 2, amount: '2.00' },
      { year: 2025, month: 1, amount: '10.00' },
      { year: 2025, month: 2, amount: '21.00' },
      { year: 2025, month: 3, amount: '30.00' },
      { year: 2025, month: 4, amount: '40.00' },
    ]);
  });
  test('movements by kind, month and date', async () => {
    const movement = (kind: string, date: string, amount: number) => ({
      kind, date, month: Number(date.slice(5, 7)), document: `文${date}`, unit: '101001', department: '101', amount: BigInt(amount * 100),
    }); // prettier-ignore
    await publishLedger(database, [
      {
        dataset: 'movements',
        flow: null,
        month: 6,
        lines: [
          movement('initial', '2025-01-02', 100),
          movement('add', '2025-03-05', 20),
          movement('takeBack', '2025-06-30', -5),
        ],
      },
    ]);
    const url = '/api/query/movements?region=990101&year=2025&book=general&measures=amount,count';
    const ask = async (rest: string) => (await rowsOf(database, `${url}${rest}`)).rows;
    expect(await ask('')).toEqual([{ amount: '115.00', count: 3 }]);
    expect(await ask('&by=month')).toEqual([
      { month: 1, amount: '100.00', count: 1 },
      { month: 3, amount: '20.00', count: 1 },
      { month: 6, amount: '-5.00', count: 1 },
    ]);
    expect(await ask('&by=kind&from=2025-03&to=2025-13')).toEqual([
      { kind: 'add', amount: '20.00', count: 1 },
      { kind: 'takeBack', amount: '-5.00', count: 1 },
    ]);
    expect(await ask('&date=2025-03-05&by=date')).toEqual([
      { date: '2025-03-05', amount: '20.00', count: 1 },
    ]);
    await expect(ask('&date=yesterday')).rejects.toThrow('bad-value');
    expect(await ask('&month=5')).toEqual([{ amount: null, count: null }]);
  });
});
