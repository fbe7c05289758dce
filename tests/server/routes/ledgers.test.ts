/** In charge of the addresses that answer from ledgers: origin, members, slices, movements, projects, files; and of what a department sees. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LoadedSlice, Member } from '#contract/answers';
import type { LedgerOrigin, MovementPage, ProjectPage } from '#contract/ledgerAnswers';
import { JSON_ONLY, openHouse, problemIn, type TestHouse } from '../house.ts';
import { publishLedger, type LedgerLine } from '../query/ledgerFacts.ts';

let house: TestHouse;
const PLACE = 'region=990101&year=2025&scope=own&book=general';
const FLOW = `${PLACE}&flow=expenditure`;

const NAMES = {
  'unit 101': '区教育局',
  'unit 101001': ['区第一小学', '101'],
  'unit 102': '区财政局',
  'unit 102001': ['区财政局本级', '102'],
  'project P1': '校舍改造',
  'project P2': '信息系统',
  'function 2050202': ['小学教育', '20502'],
} as const;

function line(unit: string, item: string, executed: number, project: string | null): LedgerLine {
  return {
    department: unit.slice(0, 3), unit, class: item.slice(0, 3), group_: item.slice(0, 5), item_: item,
    economic_class: '302', economic: '30201', project, fund: '11', carried: 'current',
    original: 100_00n, final: 120_00n, executed: BigInt(executed * 100),
  }; // prettier-ignore
}

function project(code: string, unit: string, final: number, more: LedgerLine = {}): LedgerLine {
  return {
    project: code, name: NAMES[`project ${code === 'P1' ? 'P1' : 'P2'}`], department: unit.slice(0, 3), unit, status: 'running', category: 'build',
    class: '205', group_: '20502', item_: '2050202', final: BigInt(final * 100), executed: 10_00n, started: '2025-03-01', ...more,
  }; // prettier-ignore
}

function movement(unit: string, kind: string, date: string | null, amount: number): LedgerLine {
  return {
    kind, date, month: 3, document: `文〔2025〕${amount}号`, reason: '追加', department: unit.slice(0, 3), unit, project: 'P1',
    class: '205', group_: '20502', item_: '2050202', amount: BigInt(amount * 100),
  }; // prettier-ignore
}

beforeAll(async () => {
  house = await openHouse();
  await publishLedger(house.database, [
    { month: 1, names: NAMES, lines: [line('101001', '2050202', 10, 'P1'), line('102001', '2010601', 4, 'P2')] },
    {
      month: 2,
      names: NAMES,
      stated: { executed: 39_00n },
      reportedOn: '2025-03-10',
      lines: [line('101001', '2050202', 25, 'P1'), line('102001', '2010601', 9, 'P2'), line('101001', '2050202', 5, null)],
    },
    { dataset: 'projects', flow: null, month: 2, names: NAMES, lines: [
      project('P1', '101001', 60, { physical_progress: 0.5, planned: 500_00n }),
      project('P1', '101001', 20, { physical_progress: 0.1, status: 'suspended', item_: '2050203' }),
      project('P2', '102001', 70),
    ] },
    { dataset: 'movements', flow: null, month: 3, names: NAMES, lines: [
      movement('101001', 'add', '2025-03-05', 20), movement('102001', 'initial', '2025-01-02', 100), movement('101001', 'reduce', null, -3),
    ] },
  ]); // prettier-ignore
});
afterAll(() => house.close());

describe('origin', () => {
  const origin = async (rest: string) =>
    (await house.ask(`/api/origin/execution?${FLOW}${rest}`)).json<LedgerOrigin>();
  test('a sum rests on its batch, its control totals and its rows, the largest first', async () => {
    const answer = await origin('&measure=executed');
    expect(answer).toMatchObject({
      form: 'ledger',
      measure: 'executed',
      value: '39.00',
      printedTotal: '39.00',
      exact: true,
      count: 3,
      words: { zh: '990101 2025年 本级 一般公共预算 支出 执行数' },
    });
    expect(answer.batches).toMatchObject([
      {
        file: 'system.csv',
        mapping: 'system',
        mappingVersion: 1,
        month: 2,
        rows: 3,
        complete: true,
        reportedOn: '2025-03-10',
        source: { source: 'system', kind: 'upload' },
        control: expect.arrayContaining([
          { measure: 'executed', loaded: '39.00', stated: '39.00' },
          { measure: 'final', loaded: '360.00', stated: null },
        ]) as unknown,
      },
    ]);
    expect(answer.rows.map(({ row, amount, sign }) => [row, amount, sign])).toEqual([
      [1, '25.00', 1],
      [2, '9.00', 1],
      [3, '5.00', 1],
    ]);
    expect(answer.rows[0]?.dims).toMatchObject({
      'unit.department': { code: '101', name: '区教育局' },
      unit: { code: '101001', name: '区第一小学' },
      'function.item': { code: '2050202', name: '小学教育' },
      'economic.group': { code: '30201' },
      project: { code: 'P1', name: '校舍改造' },
      carried: { code: 'current', name: '当年' },
    });
    expect(answer.rows[0]?.dims).not.toHaveProperty(['function.class']);
    expect(answer.rows[0]?.dims).not.toHaveProperty(['revenueItem.item']);
  });
  test('of a month alone the rows of the month before are subtracted; nothing printed states it', async () => {
    const answer = await origin('&measure=executedInMonth&unit=102001');
    expect(answer).toMatchObject({ value: '5.00', exact: false, printedTotal: null, count: 2 });
    expect(answer.words.zh).toContain('预算单位：102001 区财政局本级');
    expect(answer.rows.map(({ amount, sign }) => [amount, sign])).toEqual([
      ['9.00', 1],
      ['4.00', -1],
    ]);
  });
  test('projects and movements answer in the same way; a share by what is counted in it', async () => {
    const rate = (
      await house.ask(`/api/origin/projects?${PLACE}&measure=physicalProgress`)
    ).json<LedgerOrigin>();
    expect(Number(rate.value)).toBe((60 * 0.5 + 20 * 0.1) / 80);
    expect(rate.count).toBe(3);
    const sum = (
      await house.ask(`/api/origin/movements?${PLACE}&measure=amount&kind=add`)
    ).json<LedgerOrigin>();
    expect(sum).toMatchObject({ value: '20.00', count: 1, rows: [{ row: 1, amount: '20.00' }] });
    const none = await origin('&measure=executed&unit=nobody');
    expect(none).toMatchObject({ value: null, rows: [], count: 0, exact: false });
  });
});

describe('members', () => {
  const members = async (path: string) =>
    (await house.ask(`/api/members/${path}`)).json<{ members: Member[] }>().members;
  test('units are a tree with their departments; names come from the ledgers', async () => {
    expect(await members(`unit?cube=execution&region=990101&year=2025`)).toEqual([
      { code: '101', zh: '区教育局', en: null, parent: null, level: 1 },
      { code: '101001', zh: '区第一小学', en: null, parent: '101', level: 2 },
      { code: '102', zh: '区财政局', en: null, parent: null, level: 1 },
      { code: '102001', zh: '区财政局本级', en: null, parent: '102', level: 2 },
    ]);
    expect(
      (await members('unit?cube=execution&region=990101&unit.department=102')).map(
        ({ code }) => code,
      ),
    ).toEqual(['102', '102001']);
    expect(await members('unit?cube=execution&region=530700')).toEqual([]);
  });
  test('functions and projects, only those that occur', async () => {
    expect(await members('function.item?region=990101')).toMatchObject([
      { code: '2010601', parent: '20106', level: 3 },
      { code: '2050202', zh: '小学教育', parent: '20502', level: 3 },
    ]);
    expect(
      (await members('project?cube=execution&region=990101')).map(({ code, zh }) => [code, zh]),
    ).toEqual([
      ['P1', '校舍改造'],
      ['P2', '信息系统'],
    ]);
    expect(
      (await members('project?cube=execution&region=990101&unit=102001')).map(({ code }) => code),
    ).toEqual(['P2']);
    expect(await members('revenueItem.item?region=990101')).toEqual([]);
    expect((await members('status?cube=projects&region=990101')).map(({ zh }) => zh)).toEqual([
      '在建',
      '暂停',
    ]);
  });
});

test('slices: a ledger is one slice with its months', async () => {
  const { slices } = (await house.ask('/api/slices')).json<{ slices: LoadedSlice[] }>();
  expect(slices).toMatchObject([
    {
      dataset: 'execution',
      form: 'ledger',
      month: 2,
      months: [1, 2],
      measures: ['executed', 'final', 'original'],
      figures: 5,
    },
    { dataset: 'movements', form: 'ledger', months: [3], measures: ['amount'] },
    { dataset: 'projects', form: 'ledger', months: [2] },
  ]);
});

describe('movements', () => {
  test('oldest first, page by page, those without a date last', async () => {
    const page = async (rest: string) =>
      (await house.ask(`/api/movements?region=990101&year=2025${rest}`)).json<MovementPage>();
    const first = await page('&limit=2');
    expect(first.rows).toMatchObject([
      {
        date: '2025-01-02',
        kind: 'initial',
        amount: '100.00',
        unitName: '区财政局本级',
        file: 'system.csv',
        row: 2,
      },
      {
        date: '2025-03-05',
        kind: 'add',
        amount: '20.00',
        projectName: '校舍改造',
        function: '2050202',
        row: 1,
      },
    ]);
    const rest = await page(`&limit=2&cursor=${first.next ?? ''}`);
    expect(rest.rows.map(({ amount }) => amount)).toEqual(['-3.00']);
    expect(rest.next).toBeNull();
    expect((await page('&kind=add')).rows).toHaveLength(1);
    const wrong = await house.ask(`/api/movements?region=990101&cursor=${first.next ?? ''}`);
    expect(problemIn(wrong).code).toBe('bad-cursor');
  });
});

describe('projects', () => {
  const page = async (rest: string) =>
    (await house.ask(`/api/projects?region=990101&year=2025${rest}`)).json<ProjectPage>();
  test('programmes of one project are one row; ordered, cut into pages, totalled', async () => {
    const first = await page('&limit=1');
    expect(first.total).toEqual({ count: 2, budget: '150.00', executed: '30.00' });
    expect(first.rows).toMatchObject([
      {
        project: 'P1', name: '校舍改造', unitName: '区第一小学', departmentName: '区教育局', status: 'running', function: null,
        budget: '80.00', executed: '20.00', planned: '500.00', rate: 0.25, progress: 0.4, month: 2, started: '2025-03-01', row: 1,
      },
    ]); // prettier-ignore
    const rest = await page(`&limit=1&cursor=${first.next ?? ''}`);
    expect(rest.rows).toMatchObject([
      { project: 'P2', function: '2050202', functionName: '小学教育', progress: null },
    ]);
    expect(rest.next).toBeNull();
    expect((await page('&order=budget')).rows.map((row) => row.project)).toEqual(['P2', 'P1']);
    expect((await page('&month=1')).rows).toEqual([]);
    expect((await page('&unit=102001')).rows.map((row) => row.project)).toEqual(['P2']);
    expect(problemIn(await house.ask('/api/projects?order=colour')).code).toBe('bad-order');
    expect((await house.ask('/api/projects?region=530700')).json<ProjectPage>().rows).toEqual([]);
  });
});

describe('files', () => {
  test('CSV and Excel of a ledger, names beside codes', async () => {
    const url = `/api/query/execution?${FLOW}&measures=executed,rate&by=unit`;
    const csv = await house.ask(url, { headers: { accept: 'text/csv' } });
    expect(csv.body).toBe(
      '\ufeffunit,executed,rate\r\n101001,30.00,0.125\r\n102001,9.00,0.075\r\n',
    );
    const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    expect((await house.ask(url, { headers: { accept: xlsx } })).statusCode).toBe(200);
    const movements = `/api/query/movements?${PLACE}&measures=amount&by=kind`;
    expect((await house.ask(movements, { headers: { accept: 'text/csv' } })).body).toBe(
      '\ufeffkind,amount\r\nadd,20.00\r\ninitial,100.00\r\nreduce,-3.00\r\n',
    );
    expect((await house.ask(movements, { headers: { accept: xlsx } })).statusCode).toBe(200);
  });
});

describe('a department', () => {
  test('sees its own units by no cube and no address but its own', async () => {
    const token = await house.token({
      role: 'department',
      region: '990101',
      unit: '101001',
      label: 'school',
    });
    const ask = async (url: string) =>
      (
        await house.ask(url, {
          role: null,
          headers: { ...JSON_ONLY, authorization: `Bearer ${token}` },
        })
      ).body;
    const asked = await Promise.all([
      ask(`/api/query/execution?${FLOW}&measures=executed&by=unit,function.item,project`),
      ask(`/api/query/execution?${FLOW}&measures=executed,original&by=function.item`),
      ask(`/api/query/execution?${FLOW}&measures=executedInMonth&by=month,economic.group`),
      ask(`/api/query/projects?${PLACE}&measures=budget&by=project,unit`),
      ask(`/api/query/movements?${PLACE}&measures=amount&by=unit,kind`),
      ask(`/api/origin/execution?${FLOW}&measure=executed`),
      ask(`/api/origin/projects?${PLACE}&measure=budget`),
      ask(`/api/members/unit?cube=execution&region=990101`),
      ask(`/api/members/project?cube=execution&region=990101`),
      ask(`/api/members/project?cube=projects&region=990101`),
      ask(`/api/movements?region=990101&year=2025`),
      ask(`/api/projects?region=990101&year=2025`),
    ]);
    for (const body of asked) {
      expect(body).toContain('"version"');
      expect(body).not.toMatch(/102001|P2|2010601|39\.00|initial|150\.00/);
    }
    expect(JSON.parse(asked[5])).toMatchObject({
      value: '30.00',
      count: 2,
      exact: false,
      printedTotal: null,
      batches: [{ control: [] }],
    });
    expect(JSON.parse(asked[11])).toMatchObject({ total: { count: 1, budget: '80.00' } });
  });
});
