/** In charge of testing loads that follow others: a later layout, a correction, another source. */
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import { freshDatabase } from '../../support/postgres.ts';
import { executionSheet, SMALL_LINES, withCell, workbook } from '../../support/workbook.ts';
import { contents, executed, file, loadBytes } from './loading.ts';

let database: Database;
const opened: Database[] = [];
beforeEach(async () => {
  database = await freshDatabase();
  opened.push(database);
});
afterAll(async () => {
  for (const each of opened) await each.close();
});

describe('a later version of the layout', () => {
  test('reads the same bytes anew: what it reads as before stays, what it no longer reads goes', async () => {
    const bytes = workbook([
      executionSheet({ lines: SMALL_LINES }),
      executionSheet({
        name: '03',
        title: '2025年市本级一般公共预算支出执行情况表',
        lines: SMALL_LINES,
      }),
    ]);
    await loadBytes(database, bytes, { region: '530700' });
    // as if the version before had read one figure otherwise, and a slice that is none
    await database.owner.query('update batches set layout_version = layout_version - 1');
    await database.owner.query(
      `update execution set amount = 0 where batch_id = 2 and item = '205' and measure = 'executed'`,
    );
    await database.owner.query(
      `insert into batches (load_id, sha256, layout, layout_version, dataset, region_code, scope, year, month, stage, source, lines, figures, published_at)
       select load_id, sha256, layout, layout_version, dataset, region_code, scope, 1999, month, stage, source, 0, 0, now() from batches where batch_id = 1`,
    );
    await database.owner.query('insert into version_batches values (1, 3)');
    expect(await loadBytes(database, bytes, { region: '530700' })).toMatchObject({
      status: 'published',
      version: 2,
      changes: { changed: 1 },
    });
    const { rows } = await database.owner.query(
      'select scope, year, layout_version from version_batches join batches using (batch_id) where version = 2 order by 1',
    );
    expect(rows.map(({ scope, year }: Record<string, unknown>) => [scope, year])).toEqual([
      ['all', 2025],
      ['own', 2025],
    ]);
  });
});

describe('a correction', () => {
  const two = (educated: number) =>
    workbook([
      executionSheet({ lines: withCell(SMALL_LINES, 4, 4, educated) }),
      executionSheet({
        name: '03',
        number: '表三',
        title: '2025年市本级一般公共预算支出执行情况表',
        lines: SMALL_LINES,
      }),
    ]);

  test('supersedes only the slice that it changes, and says which figures with both cells', async () => {
    await loadBytes(database, two(700), { region: '530700' });
    const report = await loadBytes(database, two(710), { region: '530700' });
    expect(report).toMatchObject({
      status: 'published',
      version: 2,
      changes: { changed: 1, added: 0, withdrawn: 0 },
    });
    expect(report.changes?.largest).toMatchObject([
      {
        item: '205', measure: 'executed', region: '530700', year: 2025,
        before: { value: '7000000.00', text: '700', sheet: '02', cell: 'E8' },
        after: { value: '7100000.00', text: '710', sheet: '02', cell: 'E8' },
      },
    ]); // prettier-ignore
    expect(report.notes.map(({ code }) => code)).toContain('superseded');
    const { rows } = await database.owner.query(
      'select version, count(*)::int as batches, min(load_id) as first from version_batches join batches using (batch_id) group by 1 order by 1',
    );
    expect(rows).toEqual([
      { version: 1, batches: 2, first: 1 },
      { version: 2, batches: 2, first: 1 },
    ]);
    expect([await executed(database, '205', 1), await executed(database, '205', 2)]).toEqual([
      1400, 1410,
    ]);
  });

  test('of one table alone leaves the other tables published', async () => {
    await loadBytes(database, two(700), { region: '530700' });
    const report = await loadBytes(database, file({ lines: withCell(SMALL_LINES, 4, 4, 720) }));
    expect(report).toMatchObject({ status: 'published', changes: { changed: 1, withdrawn: 0 } });
    expect(await executed(database, '205', 2)).toBe(720 + 700);
  });

  test('that states everything as it is, in another file, changes nothing', async () => {
    await loadBytes(database, file());
    const report = await loadBytes(database, file({ name: '另存' }));
    expect(report).toMatchObject({ status: 'unchanged', version: 1 });
    expect(await contents(database)).toMatchObject({ version: 1, batches: 1 });
  });

  test('that leaves a line out withdraws its figures and says so', async () => {
    await loadBytes(database, file());
    const report = await loadBytes(
      database,
      file({ lines: SMALL_LINES.filter(([code]) => code !== '205') }),
    );
    expect(report.changes).toMatchObject({ withdrawn: 3 });
  });

  test('by another source stands beside, with what differs counted', async () => {
    await loadBytes(database, file());
    const report = await loadBytes(database, file({ lines: withCell(SMALL_LINES, 4, 4, 710) }), {
      source: '统计局',
    });
    expect(report).toMatchObject({ status: 'published', version: 2 });
    expect(report.changes).toBeUndefined();
    expect(report.notes.find(({ code }) => code === 'sources-disagree')?.message.zh).toContain(
      '1 个数字',
    );
    const { rows } = await database.owner.query(
      'select source, count(*)::int as batches from version_batches join batches using (batch_id) where version = 2 group by 1 order by 1',
    );
    expect(rows).toEqual([
      { source: 'upload', batches: 1 },
      { source: '统计局', batches: 1 },
    ]);
  });

  test('a source that is published already is not the name of a hand-over', async () => {
    await database.owner.query(
      `insert into sources (source, kind, rank, title) values ('p:0123456789', 'published', 10, '某市预算报告')`,
    );
    expect((await loadBytes(database, file(), { source: 'p:0123456789' })).rejects).toMatchObject([
      { code: 'declared-otherwise' },
    ]);
  });
});
