/** In charge of results that hold from version to version: only what a batch touches runs again, and cases follow. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import { readAncestry } from '../../../etl/flags/ancestry.ts';
import { changeSetting } from '../../../etl/flags/changeSetting.ts';
import { keep } from '../../../etl/flags/keep.ts';
import { runAllRules } from '../../../etl/flags/runAllRules.ts';
import { exceptedUntil } from '../../../etl/flags/setting.ts';
import { workingDaysAfter, today } from '../../../etl/flags/workingDays.ts';
import { parseRule, type RuleHeader } from '../../../etl/rules.ts';
import { rollback } from '../../../etl/steps/rollback.ts';
import { runRules } from '../../../etl/steps/flag.ts';
import { addLedgers, emptyVersion, type LedgerFacts } from '../../rules/ledgerFacts.ts';
import { freshDatabase } from '../../support/postgres.ts';

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

/** Units that have spent more than a share of their budget; from 40 万元 on it is orange. */
const rule = (id: string, input = 'execution.executed', more = '') =>
  parseRule(
    `sql/rules/${id}.sql`,
    `/*
id: ${id}
name: { zh: 例, en: Example }
kind: signal
severities: [yellow, orange]
inputs: [${input}]
${more}thresholds:
  - { name: least, value: 10, unit: 万元, origin: default, title: { zh: 下限, en: Least } }
  - { name: orange, value: 40, unit: 万元, origin: default, title: { zh: 橙色, en: Orange } }
law: []
explanation: { zh: '{unit}支出{amount}。', en: '{unit} spent {amount}.' }
question: { zh: 为何？, en: Why? }
*/
select region_code, scope, year, month, book, flow, null::text as item, null::text as item_name, unit, null::text as project,
  executed::numeric as measured, null::numeric as expected, 'fen' as measure_unit, executed as amount_at_stake,
  case when executed >= :param_orange::bigint then 'orange' else 'yellow' end as severity,
  jsonb_build_object('unit', unit, 'amount', jsonb_build_object('fen', executed::text)) as parameters, '[]'::jsonb as evidence
from rules.unit_months where version = :version and executed >= :param_least::bigint
  and (:regions::text[] is null or region_code = any (:regions::text[])) and (:years::int[] is null or year = any (:years::int[]))`,
  );
const A = rule('T-01');
const PAID = rule('T-02', 'payments.amount');
/** Reads nothing of execution, whose batches nevertheless make it say that contracts are not there. */
const UNREAD = {
  ...rule('T-03', 'contracts.amount'),
  sql: A.sql.replace('rules.unit_months', "(select region_code, version, scope, year, 1 as month, null as book, null as flow, unit, amount as executed from rules.contract_rows) c"), // prettier-ignore
};
const FILES = [A, PAID, UNREAD];

const spent = (executed: Readonly<Record<string, number>>, more: Partial<LedgerFacts> = {}): LedgerFacts => ({
  month: 6,
  ...more,
  rows: Object.entries(executed).map(([unit, amount]) => ({ department: unit.slice(0, 3), unit, class: '205', final: 100, executed: amount })),
  names: { unit: Object.fromEntries(Object.keys(executed).map((unit) => [unit, `单位${unit}`])) },
}); // prettier-ignore

const publish = async (...ledgers: LedgerFacts[]) => {
  const version = await addLedgers(database, ledgers);
  await database.owner.query(`update versions set kind = 'load' where version = $1`, [version]);
  await runRules(database, version, undefined, FILES);
  return version;
};
const found = async (version: number, id = 'T-01') =>
  (
    await database.owner.query<{ text: string }>(
      `select year || ' ' || coalesce(unit, '-') || ' ' || severity as text from flags where version = $1 and rule = $2 order by 1`,
      [version, id],
    )
  ).rows.map(({ text }) => text);
const slicesOf = async (version: number, id = 'T-01') =>
  (
    await database.owner.query<{ slices: number | null }>(
      'select slices from rule_runs where version = $1 and rule = $2',
      [version, id],
    )
  ).rows[0]?.slices;
const caseOf = async (unit: string, year = 2025) =>
  (
    await database.owner.query<{ state: string; severity: string; is_current: boolean; actions: string[]; due: string | null }>(
      `select c.state, c.severity, c.is_current, c.due_on::text as due, array_agg(e.action order by e.revision) as actions
       from cases c join case_events e using (case_id) where c.unit = $1 and c.year = $2 and c.rule = 'T-01' group by c.case_id`,
      [unit, year],
    )
  ).rows[0]; // prettier-ignore

describe('a new batch', () => {
  let first: number;
  beforeAll(async () => {
    await emptyVersion(database);
    first = await publish(
      spent({ '001001': 20, '002001': 5 }),
      spent({ '001001': 30 }, { year: 2024 }),
    );
  });

  test('opens a case per matter, due by the working days of its severity', async () => {
    expect(await found(first)).toEqual(['2024 001001 yellow', '2025 001001 yellow']);
    expect(await caseOf('001001')).toMatchObject({
      state: 'new',
      severity: 'yellow',
      actions: ['found'],
      due: workingDaysAfter(today(), 15),
    });
  });

  test('makes the rule run for its year alone; the rest is carried over, the case goes on', async () => {
    const second = await publish(spent({ '001001': 50, '002001': 15 }, { month: 7 }));
    expect(await slicesOf(second)).toBe(1);
    expect(await found(second)).toEqual([
      '2024 001001 yellow',
      '2025 001001 orange',
      '2025 001001 yellow',
      '2025 002001 yellow',
    ]);
    expect(await found(first)).toEqual(['2024 001001 yellow', '2025 001001 yellow']);
    expect(await caseOf('001001')).toMatchObject({ severity: 'orange', actions: ['found', 'escalated'] }); // prettier-ignore
    expect((await caseOf('001001', 2024))?.actions).toEqual(['found']);
  });

  test('of another kind runs nothing and keeps every row', async () => {
    const rows = () => database.owner.query('select count(*)::int as n from rule_flags');
    const before = (await rows()).rows;
    const third = await publish({ dataset: 'movements', month: 3, rows: [{ month: 3, kind: 'add', amount: 1 }] }); // prettier-ignore
    expect(await slicesOf(third)).toBe(0);
    expect((await found(third)).length).toBe(4);
    expect((await rows()).rows).toEqual(before);
  });

  test('that corrects its month voids what nobody has judged, and what comes back is as it was', async () => {
    const fourth = await publish(spent({ '001001': 50, '002001': 5 }, { month: 7 }));
    expect(await found(fourth)).not.toContain('2025 002001 yellow');
    expect(await caseOf('002001')).toMatchObject({
      state: 'voided',
      is_current: false,
      due: null,
      actions: ['found', 'voided-by-data'],
    });
    await publish(spent({ '001001': 50, '002001': 16 }, { month: 7 }));
    expect(await caseOf('002001')).toMatchObject({
      state: 'new',
      is_current: true,
      actions: ['found', 'voided-by-data', 'returned-by-data'],
    });
  });

  test('never closes what people have judged', async () => {
    await database.owner.query(`update cases set state = 'problem' where unit = '002001'`);
    await publish(spent({ '001001': 50, '002001': 5 }, { month: 7 }));
    expect(await caseOf('002001')).toMatchObject({ state: 'problem', is_current: false });
    expect((await caseOf('002001'))?.actions.at(-1)).toBe('gone');
  });

  test('that is rolled back brings the earlier results back and closes nothing', async () => {
    const version = await rollback(database, first, 'test');
    await runRules(database, version, undefined, FILES);
    expect(await found(version)).toEqual(['2024 001001 yellow', '2025 001001 yellow']);
    expect(await caseOf('001001')).toMatchObject({ state: 'new', is_current: true });
  });

  test('whose tables a rule lacks makes it say 无法判定 and name them, and opens no case', async () => {
    const { rows } = await database.owner.query<{ zh: string; severity: string }>(
      `select severity, explanation ->> 'zh' as zh from flags where version = $1 and rule <> 'T-01' and year = 2023 order by rule`,
      [await publish(spent({ '003001': 1 }, { year: 2023 }))],
    );
    expect(rows).toEqual([
      { severity: 'grey', zh: '丽江市2023年“支付”尚未载入，“例”无法判定。' },
      { severity: 'grey', zh: '丽江市2023年“合同台账”尚未载入，“例”无法判定。' },
    ]);
    const cases = await database.owner.query(`select from cases where rule <> 'T-01' and year = 2023`); // prettier-ignore
    expect(cases.rowCount).toBe(0);
    await rollback(database, first, 'test').then((version) => runRules(database, version, undefined, FILES)); // prettier-ignore
    const left = await database.owner.query(`select from rule_flags where year = 2023 and until_version is null`); // prettier-ignore
    expect(left.rowCount).toBe(0);
  });
});

test('a full run gives a new version the same results', async () => {
  const { rows } = await database.owner.query<{ v: number }>('select max(version) as v from versions'); // prettier-ignore
  const before = await found(rows[0]?.v ?? 0);
  const { version } = await runAllRules(database, 'test');
  await runRules(database, version, undefined, FILES);
  expect(await found(version)).toEqual(before);
});

test('an older version that had not been judged is judged without a trace in the newer', async () => {
  await emptyVersion(database);
  const older = await addLedgers(database, [spent({ '009001': 20 })]);
  const newer = await addLedgers(database, [spent({ '009001': 45 })]);
  await runRules(database, newer, undefined, FILES);
  await runRules(database, older, undefined, FILES);
  expect([await found(older), await found(newer)]).toEqual([
    ['2025 009001 yellow'],
    ['2025 009001 orange'],
  ]);
});

describe('the committee’s setting', () => {
  const header = A.header as RuleHeader;
  const change = async (proposal: object) => {
    const version = await changeSetting(database, header, proposal, '会议决定', '主任');
    await runRules(database, version, undefined, FILES);
    return version;
  };
  let first: number;
  beforeAll(async () => {
    await emptyVersion(database);
    first = await publish(spent({ '001001': 20, '002001': 50 }, { year: 2026 }));
  });

  test('of a threshold holds from a new version on', async () => {
    const version = await change({ thresholds: { orange: 15 } });
    expect(await found(version)).toEqual(['2026 001001 orange', '2026 002001 orange']);
    expect(await found(first)).toEqual(['2026 001001 yellow', '2026 002001 orange']);
  });

  test('of an exemption hides a unit until it ends; then the alert is back by itself', async () => {
    const until = today();
    const version = await change({ exemptions: [{ kind: 'unit', code: '001001', reason: '新设单位', until }] }); // prettier-ignore
    expect(await found(version)).toEqual(['2026 002001 orange']);
    expect((await caseOf('001001', 2026))?.actions.at(-1)).toBe('gone');
    await database.owner.query(`update rule_flags set exempt_until = exempt_until - 1 where exempt_until is not null`); // prettier-ignore
    expect(await found(version)).toEqual(['2026 001001 yellow', '2026 002001 orange']);
    await keep(database, version, []);
    expect((await caseOf('001001', 2026))?.actions.at(-1)).toBe('returned-by-data');
  });

  test('of an exemption of a department covers the units below it, and no department beside it', async () => {
    await database.owner.query(`update names set parent = left(code, 3) where scheme = 'unit'`);
    const except = (code: string) =>
      change({ exemptions: [{ kind: 'unit', code, reason: '机构改革', until: today() }] });
    expect(await found(await except('001'))).toEqual(['2026 002001 orange']);
    expect(await found(await except('003'))).toEqual(['2026 001001 yellow', '2026 002001 orange']);
  });

  test.each([
    ['a class, its items', 'item', '201', { item: '2010101' }, true],
    ['an item, not its neighbour', 'item', '2010102', { item: '2010101' }, false],
    ['an item, not its class', 'item', '2010101', { item: '201' }, false],
    ['an economic class, its groups', 'economic', '302', { parameters: { economic: '30201' } }, true],
    ['an economic group, not its class', 'economic', '30201', { parameters: { economic: '302' } }, false],
    ['a project, itself alone', 'project', 'P1', { project: 'P1' }, true],
  ] as const)('of an exemption of %s', async (_, kind, code, subject, covered) => {
    const ancestry = await readAncestry(database.loader, first);
    const row = { region_code: '530700', unit: null, project: null, item: null, parameters: {}, ...subject };
    const until = exceptedUntil(row, [{ kind, code, reason: 'x', until: '2099-01-01' }], ancestry);
    expect(until).toBe(covered ? '2099-01-01' : null);
  }); // prettier-ignore

  test('of off silences the rule and keeps its cases', async () => {
    const version = await change({ on: false });
    expect(await found(version)).toEqual([]);
    expect(await caseOf('002001', 2026)).toMatchObject({ state: 'new', is_current: false });
  });

  test.each([
    ['a name that is none', { thresholds: { most: 1 } }, /没有阈值/u],
    ['a wrong sign', { thresholds: { least: -1 } }, /正负号/u],
    ['text with a unit', { thresholds: { least: '10万元' } }, /不带单位/u],
    ['an exemption without a reason', { exemptions: [{ kind: 'unit', code: '1', until: '2099-01-01' }] }, /理由/u],
    ['an exemption that has ended', { exemptions: [{ kind: 'unit', code: '1', reason: 'x', until: '2020-01-01' }] }, /已过/u],
    ['an exemption without an end', { exemptions: [{ kind: 'unit', code: '1', reason: 'x' }] }, /截止日期/u],
    ['nothing new', { on: false }, /相同/u],
  ])('with %s is refused, and no version is made', async (_, proposal, said) => {
    const versions = () => database.owner.query('select count(*)::int as n from versions');
    const before = (await versions()).rows;
    await expect(changeSetting(database, header, proposal, 'x', 'y')).rejects.toMatchObject({
      said: { zh: expect.stringMatching(said) as string },
    });
    expect((await versions()).rows).toEqual(before);
  }); // prettier-ignore
});

describe('a rule of whole years', () => {
  const yearly = rule('T-04', 'execution.executed', 'period: year\n');
  const slices = async (ledger: LedgerFacts) => {
    const version = await publish(ledger);
    await runRules(database, version, undefined, [yearly]);
    return slicesOf(version, 'T-04');
  };
  const of = (month: number, amount = 20) =>
    spent({ '001001': amount }, { year: 2018, month, amounts: 'month' });

  test('runs when December is stated, and when any month is corrected after it; not before', async () => {
    await slices(spent({ '001001': 1 }, { year: 2017 })); // the first run is of everything
    expect(await slices(of(10))).toBe(0);
    expect(await slices(of(11))).toBe(0);
    expect(await slices(of(12))).toBe(1);
    expect(await slices(of(10, 30))).toBe(1);
  });
});

test.each(['case_events', 'rule_settings'])('nobody alters or removes what %s holds', async (table) => {
  for (const pool of [database.owner, database.loader]) {
    await expect(pool.query(`delete from ${table}`)).rejects.toThrow(/only added to|permission denied/u); // prettier-ignore
    await expect(pool.query(`update ${table} set by_name = 'x'`)).rejects.toThrow(/only added to|permission denied/u); // prettier-ignore
  }
  await expect(database.owner.query(`truncate ${table} cascade`)).rejects.toThrow(/only added to/u);
}); // prettier-ignore
