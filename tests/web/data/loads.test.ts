/** In charge of what a refused load asks a person for. */
import type { LoadProgress } from '#contract/loadAnswers';
import { describe, expect, test } from 'vitest';
import { ended, missing } from '../../../web/data/loads.ts';

const refused = (
  codes: readonly string[],
  status: LoadProgress['status'] = 'refused',
): LoadProgress => ({
  id: '1',
  path: 'a.xlsx',
  status,
  share: null,
  startedAt: '2026-01-15T01:30:00Z',
  finishedAt: null,
  version: null,
  by: 'steward',
  message: { zh: '', en: '' },
  report: {
    version: null,
    files: [
      {
        path: 'a.xlsx',
        sha256: '',
        status: 'refused',
        rejects: codes.map((code) => ({
          code: code as 'year-missing',
          sheet: null,
          cell: null,
          message: { zh: '', en: '' },
          value: null,
        })),
        notes: [],
        tables: [],
      },
    ],
  },
});

describe('missing', () => {
  test('asks for the region together with the scope', () => {
    expect(missing(refused(['region-missing']))).toEqual(['region', 'scope']);
  });

  test('asks for each field once, in a fixed order', () => {
    expect(missing(refused(['year-missing', 'year-missing', 'region-missing']))).toEqual([
      'region',
      'scope',
      'year',
    ]);
  });

  test('never asks for an amount unit: it is not assumed by anyone', () => {
    expect(missing(refused(['unit-missing', 'file-truncated']))).toEqual([]);
  });

  test('asks nothing of a load that was not refused', () => {
    expect(missing(refused(['year-missing'], 'published'))).toEqual([]);
  });
});

test('a load has ended when nothing more will happen to it', () => {
  const going = ['waiting', 'reading', 'checking', 'publishing'] as const;
  const over = ['published', 'unchanged', 'refused', 'cancelled', 'failed'] as const;
  expect(going.filter(ended)).toEqual([]);
  expect(over.filter(ended)).toEqual(over);
});
