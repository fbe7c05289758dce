/** In charge of testing how printed tables become batches: keys, levels, repeats, slices. */
import { describe, expect, test } from 'vitest';
import type { FileReading } from '#model/reading';
import { stage } from '../../../etl/steps/stage.ts';
import type { StagedBatch } from '../../../etl/steps/staged.ts';
import { figure, line, reading, table } from '../../support/readings.ts';

/** Rows by column name. */
const named = ({ columns, rows }: StagedBatch) =>
  rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]])));
const rowsOf = (file: FileReading) => stage([file], {}, 'upload').batches.flatMap(named);
const placed = (file: FileReading) =>
  rowsOf(file).map(({ item, level, from_level: from, to_level: to, stated, role }) => ({
    item,
    level,
    from,
    to,
    stated,
    role,
  }));

describe('keys', () => {
  test('a printed code is the key; a name alone finds its code below the code above it', () => {
    const file = reading([
      table([
        line('一般公共服务支出', { code: '201', figures: [figure('executed', 3)] }),
        line('人大事务', { parent: 0, depth: 2, figures: [figure('executed', 2)] }),
        line('行政运行', { parent: 1, depth: 3, figures: [figure('executed', 1)] }),
      ]),
    ]);
    expect(rowsOf(file).map(({ item }) => item)).toEqual(['201', '20101', '2010101']);
  });

  test('capital and social lines without codes get those of their own book', () => {
    const capital = table(
      [line('其他国有资本经营预算支出', { figures: [figure('executed', 1)] })],
      { book: 'capital' },
    );
    const social = table([line('失业保险基金支出', { figures: [figure('executed', 1)] })], {
      book: 'social',
    });
    expect(rowsOf(reading([capital, social])).map(({ item }) => item)).toEqual(['22399', '20902']);
  });

  test('a name that no list knows is keyed by its path, the same in every file', () => {
    const file = reading([
      table([
        line('甲类支出', { label: '一、甲类支出', figures: [figure('executed', 3)] }),
        line('乙 项', { parent: 0, depth: 2, figures: [figure('executed', 2)] }),
      ]),
    ]);
    expect(rowsOf(file).map(({ item }) => item)).toEqual(['n:甲类支出', 'n:甲类支出/乙项']);
  });

  test('a summary without codes is the same lines as the detailed table that prints them', () => {
    const detail = table([
      line('不在表中的类', { code: '299', figures: [figure('executed', 3, 'E5')] }),
      line('不在表中的款', {
        code: '29901',
        parent: 0,
        depth: 2,
        figures: [figure('executed', 3, 'E6')],
      }),
    ]);
    const summary = table([line('不在表中的类', { figures: [figure('executed', 3, 'D9')] })], {
      sheet: '01',
    });
    expect(
      rowsOf(reading([summary, detail])).map(({ item, stated, cell }) => [item, stated, cell]),
    ).toEqual([
      ['299', 1, 'E5'],
      ['29901', 1, 'E6'],
      ['299', 2, 'D9'],
    ]);
  });

  test('two lines of one name and one place are two lines; a code printed twice with one name is one', () => {
    const twice = table([
      line('补助', { figures: [figure('executed', 1)] }),
      line('补助', { figures: [figure('executed', 2)] }),
      line('教育支出', { code: '205', figures: [figure('executed', 3)] }),
      line('教育支出', { code: '205', figures: [figure('executed', 4)] }),
      line('另一名称', { code: '205', figures: [figure('executed', 5)] }),
    ]);
    expect(rowsOf(reading([twice])).map(({ item, stated }) => [item, stated])).toEqual([
      ['n:补助', 1],
      ['n:补助#2', 1],
      ['205', 1],
      ['205', 2],
      ['205', 1],
    ]);
  });
});

describe('levels', () => {
  const file = reading([
    table([
      line('一般公共服务支出', {
        code: '201',
        figures: [figure('executed', 300), figure('original', 290)],
      }),
      line('人大事务', { code: '20101', parent: 0, depth: 2, figures: [figure('executed', 300)] }),
      line('人大会议', {
        code: '2010104',
        parent: 1,
        depth: 3,
        figures: [figure('executed', 300)],
      }),
      line('教育支出', { code: '205', figures: [figure('executed', 700)] }),
      line('全市一般公共预算支出', {
        role: 'total',
        depth: 0,
        figures: [figure('executed', 1000)],
      }),
      line('区域间转移性支出', {
        code: '23021',
        role: 'transfer',
        figures: [figure('executed', 38)],
      }),
      line('转移性支出', { code: '230', role: 'transfer', figures: [figure('executed', 40)] }),
      line('各项支出合计', { role: 'grand', depth: 0, figures: [figure('executed', 1078)] }),
    ]),
  ]);

  test('follow the printed lines, per measure', () => {
    expect(placed(file)).toEqual([
      { item: '201', level: 1, from: 1, to: 1, stated: 1, role: 'main' },
      { item: '201', level: 1, from: 0, to: 9, stated: 1, role: 'main' },
      { item: '20101', level: 2, from: 2, to: 2, stated: 1, role: 'main' },
      { item: '2010104', level: 3, from: 3, to: 9, stated: 1, role: 'main' },
      { item: '205', level: 1, from: 1, to: 9, stated: 1, role: 'main' },
      { item: 'total', level: 0, from: 0, to: 0, stated: 1, role: 'total' },
      { item: '23021', level: 2, from: 0, to: 9, stated: 1, role: 'transfer' },
      { item: '230', level: 1, from: 0, to: 9, stated: 1, role: 'transfer' },
      { item: 'grand', level: 0, from: 0, to: 0, stated: 1, role: 'grand' },
    ]);
  });

  test('a line is counted under what the source prints above it, not under what its code suggests', () => {
    const [row] = rowsOf(file).filter(({ item }) => item === '23021');
    expect(row).toMatchObject({ class: '23021', group_: '23021' });
  });

  test('a level that is not printed is found in the reference', () => {
    const fund = table(
      [line('农网还贷资金收入', { code: '1030102', figures: [figure('executed', 1)] })],
      {
        book: 'fund',
        flow: 'revenue',
        cut: 'revenueItem',
      },
    );
    expect(rowsOf(reading([fund]))[0]).toMatchObject({
      class: '103',
      group_: '10301',
      item_: '1030102',
      subitem: '1030102',
      level: 3,
    });
  });

  test('only what a printed 各项合计 covers says so, measure by measure', () => {
    const under = rowsOf(file).map(({ item, measure, under_grand: covered }) => [
      item,
      measure,
      covered,
    ]);
    expect(under).toContainEqual(['201', 'executed', true]);
    expect(under).toContainEqual(['201', 'original', false]);
  });
});

describe('slices', () => {
  test('lines about another region go to that region; the parent stays behind', () => {
    const file = reading([
      table([
        line('合计', { role: 'total', depth: 0, figures: [figure('executed', 3)] }),
        line('古城区', { region: '530702', figures: [figure('executed', 3)] }),
      ]),
    ]);
    const { batches } = stage([file], {}, 'upload');
    expect(batches.map(({ slice, rows }) => [slice.region, rows.length])).toEqual([
      ['530700', 1],
      ['530702', 1],
    ]);
  });

  test('the declaration fills what the file does not say', () => {
    const file = reading(
      [
        table([line('教育支出', { code: '205', figures: [figure('executed', 1)] })], {
          year: null,
          scope: 'unstated',
        }),
      ],
      {
        region: null,
      },
    );
    expect(stage([file], {}, 'upload').rejects.map(({ code }) => code)).toEqual([
      'region-missing',
      'year-missing',
    ]);
    const { batches } = stage(
      [file],
      { region: '310104', year: 2024, scope: 'own', month: 6, reported: '2024-07-10' },
      '区财政局',
    );
    expect(batches[0]).toMatchObject({
      slice: { region: '310104', year: 2024, scope: 'own', period: '2024-06', source: '区财政局' },
      month: 6,
      reportedOn: '2024-07-10',
    });
  });

  test('different cuts of the same money are batches of their own', () => {
    const functional = table([line('教育支出', { code: '205', figures: [figure('original', 9)] })]);
    const economic = table(
      [line('机关工资福利支出', { code: '501', figures: [figure('original', 9)] })],
      { cut: 'govEconomic' },
    );
    const { batches } = stage([reading([functional, economic])], {}, 'upload');
    expect(batches.map(({ part }) => part)).toEqual(['function', 'govEconomic']);
  });

  test('lines without a figure are dropped, and still hold up the lines below them', () => {
    const file = reading([
      table([
        line('甲类支出'),
        line('乙项', { parent: 0, depth: 2, figures: [figure('executed', 2)] }),
      ]),
    ]);
    const staging = stage([file], {}, 'upload');
    expect(staging.accepted.get(1)).toBe(1);
    expect(
      staging.batches.flatMap(named).map(({ item, level, class: top }) => [item, level, top]),
    ).toEqual([['n:甲类支出/乙项', 2, 'n:甲类支出']]);
  });
});
