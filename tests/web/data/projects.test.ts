/** In charge of how projects stand, which are left by filters, and their order. */
import { describe, expect, test } from 'vitest';
import type { AlertRow } from '#contract/alertAnswers';
import type { LoadedSlice } from '#contract/answers';
import { fen } from '#model/fen';
import { Answer } from '../../../web/data/answer.ts';
import { behindOf } from '../../../web/data/behind.ts';
import { ledgerSlices } from '../../../web/data/ledgerPages.ts';
import {
  flagsByProject,
  projectsLeft,
  projectsOrdered,
  projectStanding,
  projectWords,
} from '../../../web/data/projects.ts';
import { projectMonths, projectYears } from '../../../web/data/projectView.ts';
import { NO_FILTER } from '../../../web/data/scopeFilter.ts';
import { project, PROJECTS } from '../charts/vouchers.ts';

const standings = PROJECTS.map((row) => projectStanding(row));
const codes = (list: readonly { readonly row: { readonly project: string } }[]) =>
  list.map(({ row }) => row.project);

describe('a project against the calendar', () => {
  test('exactly, in money and in points', () => {
    const one = projectStanding(project('X', { budget: '9000000.01', executed: '4500000.00' }));
    expect(one.gap).toBe(450_000_000n - (900_000_001n * 9n) / 12n);
    expect(one.points).toBeCloseTo(-0.25, 12);
  });

  test('the closing period has the calendar of December', () => {
    const closed = project('X', { month: 13, budget: '100.00', executed: '90.00', rate: 0.9 });
    expect(projectStanding(closed).gap).toBe(-1000n);
  });

  test('nothing is said where the source says too little', () => {
    const silent = standings.at(-1);
    expect(silent).toMatchObject({ gap: null, points: null, idle: false });
  });

  test('a finished project that spent nothing is not idle, a running one is', () => {
    const none = { executed: '0.00', rate: 0 };
    expect(projectStanding(project('X', { ...none, status: 'done' })).idle).toBe(false);
    expect(projectStanding(project('X', none)).idle).toBe(true);
  });
});

describe('which are left', () => {
  const all = { find: null, status: null, category: null };

  test('by text, status, category, department and unit', () => {
    expect(codes(projectsLeft(standings, all, NO_FILTER))).toHaveLength(5);
    expect(codes(projectsLeft(standings, { ...all, find: '小学' }, NO_FILTER))).toEqual(['A1']);
    expect(codes(projectsLeft(standings, { ...all, find: 'd4' }, NO_FILTER))).toEqual(['D4']);
    expect(codes(projectsLeft(standings, { ...all, status: '~' }, NO_FILTER))).toEqual(['E5']);
    expect(codes(projectsLeft(standings, { ...all, category: '运转' }, NO_FILTER))).toEqual(['D4']);
    const filter = { ...NO_FILTER, department: ['102'] };
    expect(codes(projectsLeft(standings, all, filter))).toEqual(['B2']);
    expect(codes(projectsLeft(standings, all, { ...filter, unit: ['101001'] }))).toEqual([]);
  });

  test('in the order asked for, what is not known last', () => {
    expect(codes(projectsOrdered(standings, 'gap'))).toEqual(['B2', 'C3', 'D4', 'A1', 'E5']);
    expect(codes(projectsOrdered(standings, 'budget'))).toEqual(['B2', 'A1', 'C3', 'D4', 'E5']);
    expect(codes(projectsOrdered(standings, 'progress')).slice(0, 3)).toEqual(['A1', 'B2', 'D4']);
    expect(projectWords({ order: 'sideways', find: ' 路 ' })).toEqual({
      find: '路',
      status: null,
      category: null,
      order: 'gap',
    });
  });
});

test('alerts find their project', () => {
  const flag = (id: string, of: string | null) => ({ id, project: of }) as AlertRow;
  const found = flagsByProject([flag('1', 'A'), flag('2', null), flag('3', 'A')]);
  expect([...found].map(([code, flags]) => [code, flags.map(({ id }) => id)])).toEqual([
    ['A', ['1', '3']],
  ]);
});

test('a printed list of projects opens no page', () => {
  const slice = (dataset: string, form?: 'printed' | 'ledger') =>
    ({ dataset, ...(form ? { form } : {}) }) as LoadedSlice;
  const slices = [slice('projects', 'printed'), slice('projects', 'ledger'), slice('payments')];
  expect(ledgerSlices(slices, 'projects')).toHaveLength(1);
  expect(ledgerSlices(slices, 'payments')).toHaveLength(1);
});

describe('the months of a project', () => {
  const answer = new Answer(1, [
    ['month', [2, 1, 4, 5]],
    ['original', [100n, 100n, 100n, null]],
    ['final', [120n, null, 120n, null]],
    ['executed', [30n, 10n, 60n, null]],
  ]);

  test('in order, in the month only where the month before is known', () => {
    expect(
      projectMonths(answer).map(({ month, inMonth, base, share }) => [month, inMonth, base, share]),
    ).toEqual([
      [1, 10n, 100n, 0.1],
      [2, 20n, 120n, 0.25],
      [4, null, 120n, 0.5],
    ]);
  });

  test('years oldest first, without those that say nothing', () => {
    const years = new Answer(1, [
      ['year', [2026, 2024, 2025]],
      ['original', [null, 5n, null]],
      ['final', [null, null, null]],
      ['executed', [7n, 4n, null]],
    ]);
    expect(projectYears(years).map(({ code }) => code)).toEqual(['2024', '2026']);
  });
});

test('the departments furthest behind come first; those without a budget are left out', () => {
  const answer = new Answer(1, [
    ['unit.department', ['a', 'b', 'c', null]],
    ['executed', [90n, 10n, 5n, 60n]],
    ['original', [100n, 100n, null, 100n]],
    ['final', [null, 200n, 0n, null]],
  ]);
  expect(behindOf(answer, 9).map(({ code, gap }) => [code, gap])).toEqual([
    ['b', fen(-140n)],
    ['~', fen(-15n)],
    ['a', fen(15n)],
  ]);
});
