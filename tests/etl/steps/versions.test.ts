/** In charge of testing that history stands still: what a version once answered it answers for ever. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Database } from '#database';
import { load } from '#load';
import { diff } from '../../../etl/steps/diff.ts';
import { rollback } from '../../../etl/steps/rollback.ts';
import { newestVersion } from '../../../etl/steps/versions.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { executionSheet, SMALL_LINES, withCell, workbook } from '../../support/workbook.ts';

/** Every figure that counts in a version, as text. */
async function answer(database: Database, version: number): Promise<string> {
  const { rows } = await database.owner.query<{ all: string | null }>(
    `select string_agg(concat_ws(' ', b.region_code, b.year, f.item, f.measure, f.stated, f.amount, f.cell), E'\n'
              order by b.region_code, f.item, f.measure, f.stated) as all
     from version_batches v join batches b using (batch_id) join execution f using (batch_id) where v.version = $1`,
    [version],
  );
  return rows[0]?.all ?? '';
}

const REGIONS = ['丽江市', '昆明市'] as const;
type Act =
  | { readonly kind: 'load'; readonly region: number; readonly educated: number }
  | { readonly kind: 'rollback'; readonly to: number };
const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('load' as const),
      region: fc.nat({ max: 1 }),
      educated: fc.integer({ min: 700, max: 702 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rollback' as const), to: fc.nat() }) },
);

async function perform(database: Database, act: Act): Promise<void> {
  if (act.kind === 'rollback') {
    const newest = await newestVersion(database.loader);
    await rollback(database, act.to % (newest + 1), 'test');
    return;
  }
  const region = REGIONS[act.region] ?? REGIONS[0];
  const bytes = workbook([
    executionSheet({ region, lines: withCell(SMALL_LINES, 4, 4, act.educated) }),
  ]);
  await load(database, { inputs: [{ path: 'a.xlsx', bytes }], declared: {}, by: 'test' });
}

test('whatever is loaded, corrected or rolled back, each version answers as it did', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(acts, { minLength: 2, maxLength: 7 }), async (sequence) => {
      const database = await freshDatabase();
      try {
        const answered = new Map<number, string>([[0, '']]);
        for (const act of sequence) {
          const before = await newestVersion(database.loader);
          await perform(database, act);
          const after = await newestVersion(database.loader);
          const now = await answer(database, after);
          if (after === before) expect(now).toBe(answered.get(before));
          if (act.kind === 'rollback') {
            expect(after).toBe(before + 1);
            expect(now).toBe(answered.get(act.to % (before + 1)));
          }
          answered.set(after, now);
          for (const [version, then] of answered)
            expect(await answer(database, version)).toBe(then);
        }
      } finally {
        await database.close();
      }
    }),
    { numRuns: 6, endOnFailure: true },
  );
}, 120_000);

describe('two versions', () => {
  test('differ in the figures that changed, with the cells of both', async () => {
    const database = await freshDatabase();
    await perform(database, { kind: 'load', region: 0, educated: 700 });
    await perform(database, { kind: 'load', region: 0, educated: 702 });
    await perform(database, { kind: 'load', region: 1, educated: 700 });
    expect(await diff(database, 1, 2)).toMatchObject([
      {
        item: '205',
        measure: 'executed',
        before: { value: '7000000.00', cell: 'E8' },
        after: { value: '7020000.00', cell: 'E8' },
      },
    ]);
    const added = await diff(database, 2, 3);
    expect(added).toHaveLength(18);
    expect(added.every(({ before, region }) => before === null && region === '530100')).toBe(true);
    expect(await diff(database, 2, 2)).toEqual([]);
    await expect(diff(database, 2, 9)).rejects.toMatchObject({ code: 'version-unknown' });
    await expect(rollback(database, 9, 'test')).rejects.toMatchObject({ code: 'version-unknown' });
    expect(await newestVersion(database.loader)).toBe(3);
    await database.close();
  });
});
