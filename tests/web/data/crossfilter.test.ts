/** In charge of the cross-filter: whatever is selected in whatever order, its sums are those of a plain loop over the rows, to the fen. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Crossfilter } from '../../../web/data/crossfilter.ts';
import { dimensionFrom, measureFrom, type Cube } from '../../../web/data/cube.ts';
import { flowsOf } from '../../../web/data/cubeFlows.ts';

interface Row {
  readonly month: number;
  readonly unit: string;
  readonly function: string | null;
  readonly executed: bigint | null;
  readonly final: bigint | null;
}
const DIMENSIONS = ['month', 'unit', 'function'] as const;
type Name = (typeof DIMENSIONS)[number];
const GROUPS: readonly (readonly Name[])[] = [['month'], ['unit', 'month'], ['function'], []];
const CLOCKS = { executed: 'flow', final: 'stock' } as const;

const wordOf = (row: Row, name: Name) => (row[name] === null ? null : String(row[name]));

function cubeOf(rows: readonly Row[], months: readonly number[]): Cube {
  const month = {
    codes: Uint32Array.from(rows, (row) => months.indexOf(row.month)),
    words: months.map(String),
  };
  return {
    version: 1,
    length: rows.length,
    dimensions: {
      month,
      unit: dimensionFrom(rows.map(({ unit }) => unit)),
      function: dimensionFrom(rows.map((row) => row.function)),
    },
    measures: {
      executed: measureFrom(rows.map(({ executed }) => executed)),
      final: measureFrom(rows.map(({ final }) => final)),
    },
  };
}

const amount = fc.oneof(
  fc.bigInt({ min: -1_000_000n, max: 1_000_000n }),
  // Sums beyond 2^53, where a double would round.
  fc.bigInt({ min: -(2n ** 60n), max: 2n ** 60n }),
);
const rowOf = (months: number) =>
  fc.record<Row>({
    month: fc.integer({ min: 1, max: months }),
    unit: fc.constantFrom('101', '102', '201', '202', '203'),
    function: fc.constantFrom('205', '208', null),
    executed: fc.option(amount, { freq: 6 }),
    final: fc.option(amount, { freq: 6 }),
  });
const steps = fc.array(
  fc.record({
    dimension: fc.constantFrom(...DIMENSIONS),
    kept: fc.option(fc.array(fc.nat({ max: 5 }), { maxLength: 5 }), { freq: 4 }),
  }),
  { maxLength: 8 },
);

describe('a cross-filter', () => {
  test('sums what a plain loop sums, after any selections', () => {
    fc.assert(
      fc.property(fc.array(rowOf(4), { minLength: 1, maxLength: 60 }), steps, (rows, taken) => {
        const months = [1, 2, 3, 4];
        const cube = cubeOf(rows, months);
        const filter = new Crossfilter(cube, { time: 'month', clocks: CLOCKS });
        const groups = GROUPS.map((by) => filter.group(by, ['executed', 'final']));
        const kept = new Map<Name, ReadonlySet<number>>();
        for (const { dimension, kept: codes } of taken) {
          const most = cube.dimensions[dimension]?.words.length ?? 0;
          const valid = codes?.filter((code) => code < most) ?? null;
          filter.select(dimension, valid);
          if (valid === null) kept.delete(dimension);
          else kept.set(dimension, new Set(valid));
        }
        const lets = (row: Row, name: Name) => {
          const codes = kept.get(name);
          return codes === undefined || codes.has(filter.codeOf(name, wordOf(row, name)) ?? -1);
        };
        const last = Math.max(-1, ...(kept.get('month') ?? [3]));
        for (const [at, by] of GROUPS.entries()) {
          const group = groups[at];
          if (group === undefined) throw new Error('no group');
          for (const measure of ['executed', 'final'] as const) {
            const expected = new Map<number, bigint>();
            for (const row of rows) {
              const value = row[measure];
              const through = DIMENSIONS.every(
                (name) =>
                  by.includes(name) ||
                  (name === 'month' && measure === 'final'
                    ? row.month - 1 === last
                    : lets(row, name)),
              );
              if (value === null || !through) continue;
              const bucket = group.bucket(
                ...by.map((name) => filter.codeOf(name, wordOf(row, name)) ?? -1),
              );
              expected.set(bucket, (expected.get(bucket) ?? 0n) + value);
            }
            for (let bucket = 0; bucket < group.length; bucket++)
              expect(group.amount(measure, bucket)).toBe(expected.get(bucket) ?? null);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('sums what happened up to a month to what that month reported', () => {
    const row = fc.record({
      unit: fc.constantFrom('101', '102', '103'),
      function: fc.constantFrom('205', null),
      month: fc.constantFrom(1, 2, 5, 13),
      executed: amount,
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(row, {
          selector: (one) => `${one.unit} ${one.function ?? ''} ${one.month}`,
          minLength: 1,
        }),
        (rows) => {
          const months = [...new Set(rows.map(({ month }) => month))];
          const cube = cubeOf(
            rows.map((one) => ({ ...one, final: null })),
            months,
          );
          const flows = flowsOf(cube, 'month', ['executed']);
          const filter = new Crossfilter(flows, { time: 'month', clocks: CLOCKS });
          const byUnit = filter.group(['unit'], ['executed']);
          const words = filter.words('month').map(Number);
          expect(words).toEqual(months.toSorted((a, b) => a - b));
          for (const [to, month] of words.entries()) {
            filter.select(
              'month',
              Array.from({ length: to + 1 }, (_, at) => at),
            );
            for (const [code, unit] of filter.words('unit').entries()) {
              const stated = rows
                .filter((one) => one.month === month && one.unit === unit)
                .reduce((sum, { executed }) => sum + executed, 0n);
              expect(byUnit.amount('executed', code) ?? 0n).toBe(stated);
            }
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  test('refuses names that the cube does not have', () => {
    const cube = cubeOf(
      [{ month: 1, unit: '101', function: '205', executed: 1n, final: null }],
      [1],
    );
    const filter = new Crossfilter(cube, { time: 'month', clocks: CLOCKS });
    expect(() => filter.group(['project'], ['executed'])).toThrow('project');
    expect(() => filter.group(['unit'], ['amount'])).toThrow('amount');
    expect(() => {
      filter.select('fund', null);
    }).toThrow('fund');
  });
});
