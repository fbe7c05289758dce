/** In charge of what checks and rules say of the reference workbook: each known case found, explained and worded, nothing flooded. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CheckReport, TableReport } from '#contract/loadAnswers';
import type { Database } from '#database';
import { load } from '#load';
import { freshDatabase } from '../support/postgres.ts';
import { LIJIANG, realData } from '../support/realData.ts';
import type { FlagFact } from './flagged.ts';

const path = realData(LIJIANG);

describe.skipIf(path === null)('the reference workbook', () => {
  let database: Database;
  let tables: readonly TableReport[];
  let flags: readonly FlagFact[];

  beforeAll(async () => {
    database = await freshDatabase();
    const report = await load(database, {
      inputs: [{ path: 'lijiang.xlsx', bytes: readFileSync(path ?? '') }],
      declared: {},
      by: 'tests',
    });
    tables = report.files[0]?.tables ?? [];
    flags = (
      await database.owner.query<FlagFact>(
        'select * from flags where version = $1 order by flag_id',
        [report.version],
      )
    ).rows;
  }, 180_000);
  afterAll(() => database.close());

  const results = (sheet: string, id: string): readonly CheckReport[] =>
    tables
      .filter((table) => table.sheet.trim() === sheet)
      .flatMap(({ checks }) => checks.filter((check) => check.id === id));
  const said = (sheet: string, id: string, status: string) =>
    results(sheet, id)
      .filter((check) => check.status === status)
      .map(({ explanation }) => explanation.zh);
  const count = (id: string, status: string) =>
    tables
      .flatMap(({ checks }) => checks)
      .filter((check) => check.id === id && check.status === status).length;
  const of = (rule: string, scope?: string) =>
    flags.filter((flag) => flag.rule === rule && (scope === undefined || flag.scope === scope));

  describe('checks', () => {
    test('21305 in table 04 is the only total that does not add up', () => {
      expect(count('DQ-01', 'failed')).toBe(1);
      expect(said('04', 'DQ-01', 'failed')).toEqual([
        '“巩固脱贫攻坚成果衔接乡村振兴”上年数列1,202万元，其下6行相加为784万元，相差+418万元，超出进位容差3.5万元。原样载入，未作更正，请核实。',
      ]);
      expect(
        results('04', 'DQ-01').find(({ status }) => status === 'failed')?.cells[0],
      ).toMatchObject({ sheet: '04', cell: 'C951', side: 'found' });
    });

    test('the 18,500 are the reserve, the 4,077 are groups without items', () => {
      const explained = said('02', 'DQ-01', 'explained');
      expect(explained).toContain(
        '年初预算数：类级合计1,837,227万元，款级合计1,818,727万元，相差-18,500万元。没有下级明细的1行是：227 预备费（18,500万元）。',
      );
      expect(explained).toContain(
        '执行数：款级合计1,763,231万元，项级合计1,759,154万元，相差-4,077万元。没有下级明细的2行是：22999 其他支出（3,839万元）、23303 地方政府一般债务发行费用支出（238万元）。',
      );
    });

    test('revenue balances expenditure, tables repeat each other, drafts repeat the year', () => {
      expect([
        count('DQ-02', 'failed'),
        count('DQ-04', 'failed'),
        count('DQ-05', 'failed'),
        count('DQ-12', 'failed'),
        count('DQ-16', 'failed'),
      ]).toEqual([0, 0, 0, 0, 0]);
      expect(said('01-2', 'DQ-04', 'passed')[0]).toMatch(/重复列示的2\d个数字全部一致/u);
      expect(said('21', 'DQ-07', 'passed')[0]).toMatch(/可比的[\d,]{3,}个数字全部一致/u);
    });

    test('the 2026 social balances do not follow from the 2025 ones', () => {
      expect(said('40', 'DQ-07', 'failed')).toHaveLength(5);
      expect(said('40', 'DQ-07', 'failed')[4]).toBe(
        '“年末滚存结余”年初预算数列727,256万元，上年末滚存结余加本年收支结余为734,642万元，相差-7,386万元，超出进位容差1.5万元。请核实年初结余是否调整。',
      );
      expect(said('16', 'DQ-07', 'failed')).toEqual([]);
    });

    test('a line called 调减 is in fact added to the debt balance', () => {
      expect(
        said('44', 'DQ-03', 'explained').every((sentence) =>
          sentence.includes('“调减”一行实为加项'),
        ),
      ).toBe(true);
      expect(count('DQ-03', 'failed')).toBe(0);
    });

    test('the title of table 47 names another year', () => {
      expect(said('47', 'DQ-17', 'failed')[0]).toContain('表名写 2025 年，列标题写 2026 年');
    });

    test('negative spending, extreme change and own above whole are told once each', () => {
      expect(said('02', 'DQ-20', 'failed')).toContain(
        '“2019999 其他一般公共服务支出”执行数为-2,416万元。负数原样载入并计入合计，请核实是否为退款或冲销以前年度支出。',
      );
      expect(said('04', 'DQ-19', 'failed')).toHaveLength(1);
      expect(said('04', 'DQ-24', 'failed').join('')).toContain(
        '最大一处“2130234 林业草原防灾减灾”市本级57,681万元，全市45,937万元',
      );
      const failed = tables
        .flatMap(({ checks }) => checks)
        .filter(({ status }) => status === 'failed');
      expect(failed.length).toBeLessThan(60);
    });
  });

  describe('alerts', () => {
    test('overspending is a breach of no book; lines ask; what prints no adjusted budget is grey, once per table', () => {
      expect(of('BE-03').filter(({ severity }) => severity === 'red')).toEqual([]);
      const yellow = of('BE-03').filter(({ severity }) => severity === 'yellow');
      expect(yellow.map(({ item }) => item)).toContain('214');
      expect(yellow.length).toBeGreaterThan(5);
      expect(yellow.length).toBeLessThan(20);
      const grey = of('BE-03').filter(({ severity }) => severity === 'grey');
      expect(grey.map(({ scope, book }) => `${scope ?? ''} ${book ?? ''}`).sort()).toEqual([
        'all capital',
        'all fund',
        'all general',
        'all social',
        'own capital',
      ]);
      expect(grey.find(({ book }) => book === 'fund')?.explanation.zh).toContain(
        '被隐藏、未公开打印',
      );
    });

    test('agriculture at the own level stands out as unspent and as moved', () => {
      expect(of('BE-07', 'own').find(({ item }) => item === '213')?.explanation.zh).toContain(
        '为调整预算数8.24亿元的21.7%，6.45亿元未执行',
      );
      expect(of('BE-15', 'own')[0]?.explanation.zh).toContain('偏离最大的是农林水支出');
    });

    test('the reserve of 5,800 in 572,466 is within the law', () => {
      expect(of('BE-11')).toEqual([]);
    });

    test('totals against the January budget', () => {
      expect(
        of('BE-16').map(({ scope, book, severity }) => `${scope ?? ''} ${book ?? ''} ${severity}`),
      ).toEqual(['all fund red', 'own fund orange', 'own general orange']);
    });

    test('tax shares and debts', () => {
      expect(of('RV-03').map(({ explanation }) => explanation.zh.match(/占[\d.]+%/u)?.[0])).toEqual(
        ['占50.9%', '占36.1%'],
      );
      expect(
        of('DB-01').map(({ severity, item, scope }) => `${severity} ${item ?? ''} ${scope ?? ''}`),
      ).toEqual([
        'yellow general all',
        'yellow special all',
        'yellow general own',
        'yellow special own',
      ]);
    });

    test('PEFA shows the ratio and judges no grade from one year', () => {
      const pefa = flags.filter(({ rule }) => rule.startsWith('PEFA'));
      expect(new Set(pefa.map(({ severity }) => severity))).toEqual(new Set(['grey']));
      expect(of('PEFA-PI-1', 'all')[0]?.explanation.zh).toContain('为年初预算的96.0%');
      expect(pefa).toHaveLength(10);
    });

    test('what only ledgers could tell is grey once for each year, and names the table', () => {
      const lacking = flags.filter(({ severity, evidence }) => severity === 'grey' && evidence.length === 0); // prettier-ignore
      const places = lacking.map(({ rule, year }) => `${rule} ${String(year)}`);
      expect(new Set(places).size).toBe(places.length);
      expect(places).toEqual(expect.arrayContaining(['BE-01 2025', 'PY-01 2025', 'TR-01 2025']));
      expect(places.some((place) => /^(?:BE-03|RV-03|DB-01|PEFA)/u.test(place))).toBe(false);
      expect(of('PY-01').find(({ year }) => year === 2025)?.explanation.zh).toMatch(/^丽江市2025年“支付.*”尚未载入，.*无法判定。$/u); // prettier-ignore
    });

    test('each rests on stored figures', async () => {
      const { rows } = await database.owner.query<{ missing: number }>(
        `select count(*)::int as missing
         from flags f, jsonb_to_recordset(f.evidence) as e (dataset text, batch integer, line integer, measure text)
         where not exists (select from execution x where e.dataset = 'execution' and (x.batch_id, x.line_no, x.measure) = (e.batch, e.line, e.measure))
           and not exists (select from debt x where e.dataset = 'debt' and (x.batch_id, x.line_no, x.measure) = (e.batch, e.line, e.measure))`,
      );
      expect(rows[0]?.missing).toBe(0);
      expect(
        flags.every(({ evidence, severity }) => evidence.length > 0 || severity === 'grey'),
      ).toBe(true);
    });
  });
});
