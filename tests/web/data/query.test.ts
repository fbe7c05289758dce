/** In charge of holding the browser's reading of Arrow to bytes that another writer wrote. */
import { Int32, Int64, Table, tableToIPC, Utf8, vectorFromArray } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { decode } from '../../../web/data/query.ts';

describe('an Arrow answer', () => {
  const table = new Table({
    'function.class': vectorFromArray(['201', '213', null], new Utf8()),
    year: vectorFromArray([2025, 2025, 2025], new Int32()),
    executed: vectorFromArray([1_496_620_000_00n, null, 9_007_199_254_740_993n], new Int64()),
  });
  table.schema.metadata.set('version', '41');
  const answer = decode(tableToIPC(table, 'stream'));

  test('keeps amounts exact beyond 2^53 and absent ones absent', () => {
    expect(answer.amounts('executed')).toEqual([1_496_620_000_00n, null, 9_007_199_254_740_993n]);
  });

  test('gives codes as text, also of whole numbers', () => {
    expect(answer.codes('function.class')).toEqual(['201', '213', null]);
    expect(answer.codes('year')).toEqual(['2025', '2025', '2025']);
    expect(answer.length).toBe(3);
  });

  test('refuses a column that is not there, or that holds no amounts', () => {
    expect(() => answer.amounts('final')).toThrow('no column final');
    expect(() => answer.amounts('year')).toThrow('no amounts');
  });
});
