/** In charge of what a rollback is said to change. */
import type { BatchRow, VersionRow } from '#contract/loadAnswers';
import { describe, expect, test } from 'vitest';
import { byFile, rollbackEffect } from '../../../web/data/versions.ts';

const slice = {
  dataset: 'execution',
  region: '530700',
  scope: 'all',
  year: 2025,
  period: 'FY',
  book: 'general',
  flow: 'expenditure',
  stage: 'flash',
  source: 'a',
};
const batch = (number: number, sha256: string, year = 2025, complete = true): BatchRow => ({
  batch: number,
  file: `${sha256}.xlsx`,
  sha256,
  slice: { ...slice, year },
  rows: 10,
  complete,
  added: true,
});
const version = (number: number, batches: readonly BatchRow[], current = false): VersionRow => ({
  version: number,
  publishedAt: '2026-01-15T01:30:00Z',
  publishedBy: 'steward',
  kind: number === 0 ? 'empty' : 'load',
  rolledBackTo: null,
  current,
  batches,
});

describe('rollbackEffect', () => {
  const [a, b, c] = [batch(1, 'old'), batch(2, 'kept'), batch(3, 'new')];
  const versions = [version(2, [b, c], true), version(1, [a, b]), version(0, [])];

  test('names what leaves and what returns, and neither for what stays', () => {
    expect(rollbackEffect(versions, 1)).toEqual({ leaving: [c], returning: [a] });
  });

  test('to the same contents changes nothing', () => {
    expect(
      rollbackEffect([version(3, [b, c], true), ...versions.slice(1), version(2, [b, c])], 2),
    ).toEqual({ leaving: [], returning: [] });
  });

  test('to the empty version takes everything out', () => {
    expect(rollbackEffect(versions, 0)?.leaving).toEqual([b, c]);
  });

  test('is unknown for a version that is not there', () => {
    expect(rollbackEffect(versions, 9)).toBeNull();
    expect(rollbackEffect(versions.slice(1), 0)).toBeNull();
  });
});

describe('byFile', () => {
  test('puts the batches of one file together', () => {
    const [group, other, ...rest] = byFile([
      batch(1, 'x', 2026),
      batch(2, 'y'),
      batch(3, 'x', 2025, false),
    ]);
    expect(rest).toEqual([]);
    expect(group).toMatchObject({
      file: 'x.xlsx',
      rows: 20,
      complete: false,
      years: [2025, 2026],
      datasets: ['execution'],
      regions: ['530700'],
    });
    expect(other).toMatchObject({ file: 'y.xlsx', rows: 10, complete: true });
  });
});
