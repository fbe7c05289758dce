/** In charge of testing that no figure is ever read twice, and none is lost, at any level. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cover, DEEPEST, type LevelNode } from '../../../etl/steps/coverage.ts';

const node = (
  parent: string | null,
  level: number,
  role: LevelNode['role'] = 'main',
): LevelNode => ({ parent, level, role });

/** A random tree: each node hangs under an earlier one or none, one to two levels deeper; some bear figures. */
const trees = fc
  .array(
    fc.record({ under: fc.nat(), step: fc.integer({ min: 1, max: 2 }), bears: fc.boolean() }),
    { minLength: 1, maxLength: 40 },
  )
  .map((entries) => {
    const nodes = new Map<string, LevelNode>();
    const bearing = new Set<string>();
    entries.forEach(({ under, step, bears }, index) => {
      const place = under % (index + 1);
      const above = place === index ? null : String(place);
      const level = Math.min(
        DEEPEST - 1,
        (above === null ? 0 : (nodes.get(above)?.level ?? 0)) + step,
      );
      const deeper = above === null || level > (nodes.get(above)?.level ?? 0);
      nodes.set(String(index), node(deeper ? above : null, level));
      if (bears) bearing.add(String(index));
    });
    return { nodes, bearing };
  });

function pathOf(nodes: ReadonlyMap<string, LevelNode>, key: string): string[] {
  const parent = nodes.get(key)?.parent ?? null;
  return [key, ...(parent === null ? [] : pathOf(nodes, parent))];
}

/** Bearing nodes with no bearing node below them. */
function leaves(nodes: ReadonlyMap<string, LevelNode>, bearing: ReadonlySet<string>): string[] {
  const above = new Set([...bearing].flatMap((key) => pathOf(nodes, key).slice(1)));
  return [...bearing].filter((key) => !above.has(key));
}

const LEVELS = Array.from({ length: DEEPEST + 1 }, (_, level) => level);

describe('the levels a figure answers for', () => {
  test('cover each way from a leaf to the root exactly once at every level', () => {
    fc.assert(
      fc.property(trees, ({ nodes, bearing }) => {
        const covers = cover(nodes, bearing);
        for (const leaf of leaves(nodes, bearing)) {
          for (const level of LEVELS) {
            const covering = pathOf(nodes, leaf).filter((key) => {
              const interval = covers.get(key);
              return interval !== undefined && interval.from <= level && level <= interval.to;
            });
            expect(covering).toHaveLength(1);
          }
        }
      }),
    );
  });

  test('give the same sum at every level when each line is the sum of the lines below it', () => {
    fc.assert(
      fc.property(
        trees,
        fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 40, maxLength: 40 }),
        ({ nodes }, amounts) => {
          const all = new Set(nodes.keys());
          const sums = new Map<string, number>();
          for (const leaf of leaves(nodes, all)) {
            for (const key of pathOf(nodes, leaf))
              sums.set(key, (sums.get(key) ?? 0) + (amounts[Number(leaf)] ?? 0));
          }
          const covers = cover(nodes, all);
          const expected = leaves(nodes, all).reduce(
            (sum, leaf) => sum + (amounts[Number(leaf)] ?? 0),
            0,
          );
          for (const level of LEVELS) {
            const read = [...covers].filter(([, { from, to }]) => from <= level && level <= to);
            expect(read.reduce((sum, [key]) => sum + (sums.get(key) ?? 0), 0)).toBe(expected);
          }
        },
      ),
    );
  });

  test('a printed total answers for level 0 and the lines begin below it', () => {
    const nodes = new Map([
      ['total', node(null, 0, 'total')],
      ['201', node(null, 1)],
      ['20101', node('201', 2)],
      ['205', node(null, 1)],
    ]);
    expect(Object.fromEntries(cover(nodes, new Set(nodes.keys())))).toEqual({
      total: { from: 0, to: 0 },
      '201': { from: 1, to: 1 },
      '20101': { from: 2, to: DEEPEST },
      '205': { from: 1, to: DEEPEST },
    });
  });

  test('a total without a figure of the measure leaves level 0 to the lines', () => {
    const nodes = new Map([
      ['total', node(null, 0, 'total')],
      ['201', node(null, 1)],
    ]);
    expect(cover(nodes, new Set(['201'])).get('201')).toEqual({ from: 0, to: DEEPEST });
  });

  test('transfers stand beside the total of the book itself, 其中 lines beside everything', () => {
    const nodes = new Map([
      ['total', node(null, 0, 'total')],
      ['201', node(null, 1)],
      ['of', node('201', 2, 'ofWhich')],
      ['230', node(null, 1, 'transfer')],
      ['23006', node('230', 2, 'transfer')],
      ['grand', node(null, 0, 'grand')],
    ]);
    const covers = cover(nodes, new Set(nodes.keys()));
    expect(covers.get('201')).toEqual({ from: 1, to: DEEPEST });
    expect(covers.get('230')).toEqual({ from: 0, to: 1 });
    expect(covers.get('23006')).toEqual({ from: 2, to: DEEPEST });
    expect(covers.get('grand')).toEqual({ from: 0, to: 0 });
  });

  test('a line of an excerpt is never summed to a level above its own', () => {
    const nodes = new Map([['10101', { ...node(null, 2), excerpt: true }]]);
    expect(cover(nodes, new Set(['10101'])).get('10101')).toEqual({ from: 2, to: DEEPEST });
  });
});
