/** In charge of seeing what a question gets back: forms, headers, validators, and a Problem for each wrong question. */
import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registers } from '../../../etl/mapping/targets.ts';
import { JSON_ONLY, openHouse, problemIn, type TestHouse } from '../house.ts';
import { publish } from '../query/facts.ts';

const BASE = '/api/query/execution?region=530700&year=2025&scope=all&book=general&flow=expenditure';
let house: TestHouse;

beforeAll(async () => {
  house = await openHouse();
  await publish(house.database, [
    {
      lines: [
        { item: 'total', wan: 1_763_231, cell: 'F5' },
        { item: '201', name: '一般公共服务支出', wan: 149_662, covers: [1, 1] },
        { item: '20101', name: '人大事务', wan: 5_903, covers: [2, 9], printed: false },
        { item: '205', name: '教育支出', wan: -0.01, covers: [1, 9] },
        { item: '205', measure: 'original', wan: 0, covers: [1, 9] },
      ],
    },
  ]);
});
afterAll(() => house.close());

describe('forms', () => {
  test('JSON: exact decimal text, absent is null', async () => {
    const response = await house.ask(`${BASE}&measures=original,executed&by=function.class`, {
      headers: JSON_ONLY,
    });
    expect(response.headers['mingzhang-version']).toBe('1');
    expect(response.headers['cache-control']).toBe('private, no-cache');
    expect(response.headers.vary).toBe('Accept, Authorization, Cookie');
    expect(response.headers['server-timing']).toMatch(
      /^request;dur=.*version;dur=.*plan;dur=.*rows;dur=/,
    );
    expect(response.json()).toEqual({
      version: 1,
      rows: [
        { 'function.class': '201', original: null, executed: '1496620000.00' },
        { 'function.class': '205', original: '0.00', executed: '-100.00' },
      ],
    });
  });
  test('CSV: with a byte order mark; hidden figures say so', async () => {
    const ask = (rest: string) =>
      house.ask(`${BASE}&measures=executed${rest}`, { headers: { accept: 'text/csv' } });
    const plain = await ask('&by=function.class');
    expect(plain.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(plain.body).toBe(
      '\ufefffunction.class,executed\r\n201,1496620000.00\r\n205,-100.00\r\n',
    );
    expect((await ask('&by=function.group')).body).toBe(
      '\ufefffunction.group,executed,note\r\n20101,59030000.00,来源中隐藏，未公开打印\r\n205,-100.00,\r\n',
    );
  });
  test('Arrow by default, with its metadata', async () => {
    const response = await house.ask(`${BASE}&measures=executed,rate&by=function.class,year`);
    expect(response.headers['content-type']).toBe('application/vnd.apache.arrow.stream');
    const table = tableFromIPC(response.rawPayload);
    expect(table.schema.metadata.get('version')).toBe('1');
    expect(table.schema.fields.map(({ name, metadata }) => [name, metadata.get('unit')])).toEqual([
      ['function.class', undefined],
      ['year', undefined],
      ['executed', 'fen'],
      ['rate', 'ratio'],
    ]);
    expect(table.toArray().map((row) => ({ ...(row as object) }))).toEqual([
      { 'function.class': '201', year: 2025, executed: 149_662_000_000n, rate: null },
      { 'function.class': '205', year: 2025, executed: -10_000n, rate: null },
    ]);
  });
  test('an Excel sheet that says what it holds', async () => {
    const response = await house.ask(`${BASE}&measures=executed&by=function.group`, {
      headers: { accept: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
    });
    expect(response.statusCode).toBe(200);
    const { read, utils } = await import('@e965/xlsx');
    const book = read(response.rawPayload);
    const rows = utils.sheet_to_json<unknown[]>(book.Sheets['明账'] ?? {}, {
      header: 1,
      raw: true,
    });
    const texts = rows.map((row) => row.join('|'));
    expect(texts[0]).toContain('丽江市 2025年 全辖区 一般公共预算 支出');
    expect(texts).toContain('数据版本：1');
    expect(texts).toContain('来源（本级上传）：workbook');
    expect(texts).toContain('款|名称|执行数|备注');
    expect(texts).toContain('20101|人大事务|59030000|来源中隐藏，未公开打印');
  });
  test('another form is refused', async () => {
    expect(
      problemIn(await house.ask(`${BASE}&measures=executed`, { headers: { accept: 'image/png' } }))
        .code,
    ).toBe('not-acceptable');
  });
  test.each([
    ['application/json, text/plain, */*', 'application/json; charset=utf-8'],
    ['*/*', 'application/vnd.apache.arrow.stream'],
    ['text/csv;q=0.5, application/json;q=0.4', 'text/csv; charset=utf-8'],
  ])('Accept: %s', async (accept, type) => {
    expect(
      (await house.ask(`${BASE}&measures=executed`, { headers: { accept } })).headers[
        'content-type'
      ],
    ).toBe(type);
  });
});

describe('validators', () => {
  test('the same question in other words is known; another form, role or version is not', async () => {
    const etag = async (
      url: string,
      headers: Record<string, string> = JSON_ONLY,
      role: 'member' | 'staff' = 'member',
    ) => (await house.ask(url, { headers, role })).headers.etag;
    const first = await etag(`${BASE}&measures=executed`);
    expect(await etag(BASE.replace('?', '?measures=executed&'))).toBe(first);
    expect(await etag(`${BASE}&measures=executed&asOf=1`)).toBe(first);
    const others = [
      await etag(`${BASE}&measures=executed`, { accept: 'text/csv' }),
      await etag(`${BASE}&measures=executed`, JSON_ONLY, 'staff'),
      await etag(`${BASE}&measures=original`),
      await etag(`${BASE}&measures=executed&asOf=0`),
    ];
    expect(new Set([first, ...others]).size).toBe(5);
    const again = await house.ask(`${BASE}&measures=executed`, {
      headers: { ...JSON_ONLY, 'if-none-match': String(first) },
    });
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', first]);
  });
});

describe('a wrong question', () => {
  test.each([
    ['/api/query/nothing?measures=executed', 404, 'unknown-cube', 'cube'],
    [`${BASE}&measures=profit`, 400, 'unknown-measure', 'measures'],
    [BASE, 400, 'no-measures', 'measures'],
    [`${BASE}&measures=executed&by=planet`, 400, 'unknown-dimension', 'by'],
    [`${BASE}&measures=executed&planet=mars`, 400, 'unknown-dimension', 'planet'],
    [`${BASE.replace('scope=all&', '')}&measures=executed`, 400, 'not-additive', 'scope'],
    [`${BASE}&measures=executed&limit=0`, 400, 'bad-limit', 'limit'],
    [`${BASE}&measures=executed&limit=1000001`, 400, 'bad-limit', 'limit'],
    [`${BASE}&measures=executed&limit=1;drop%20table%20execution`, 400, 'bad-limit', 'limit'],
    [`${BASE}&measures=executed&order=name`, 400, 'bad-order', 'order'],
    [`${BASE}&measures=executed&asOf=77`, 404, 'unknown-version', 'asOf'],
    [`${BASE}&measures=executed&asOf=yesterday`, 400, 'bad-time', 'asOf'],
    [`${BASE}&measures=executed&from=2025`, 400, 'bad-time', 'from'],
    [`${BASE}&measures=executed&reportedBy=2025-02-30`, 400, 'bad-time', 'reportedBy'],
    [BASE.replace('2025', 'MMXXV') + '&measures=executed', 400, 'bad-value', 'year'],
    [BASE.replace('general', 'generous') + '&measures=executed', 400, 'bad-value', 'book'],
    [`${BASE}&measures=executed&item=${'x'.repeat(301)}`, 400, 'bad-value', 'item'],
    [`${BASE}&measures=executed&item=a%00b`, 400, 'bad-value', 'item'],
  ])('%s', async (url, status, code, field) => {
    const response = await house.ask(url, { headers: JSON_ONLY });
    expect(problemIn(response)).toMatchObject({ status, code, field });
    expect(response.statusCode).toBe(status);
  });
  test('is told in the reader’s language', async () => {
    const ask = async (language: string) =>
      problemIn(
        await house.ask('/api/query/x?measures=y', {
          headers: { ...JSON_ONLY, 'accept-language': language },
        }),
      ).detail;
    expect(await ask('zh-CN,zh;q=0.9,en;q=0.8')).toMatch(/^没有名为“x”的数据集/);
    expect(await ask('en-GB,en;q=0.9,zh;q=0.1')).toMatch(/^There is no cube “x”/);
    expect(await ask('fr')).toMatch(/^没有/);
  });
  test('changes nothing, whatever it tries to say in SQL', async () => {
    const hostile = `'; drop table execution_rows; --`;
    const response = await house.ask(
      `${BASE}&measures=executed&item=${encodeURIComponent(`${hostile}\\`)}`,
      { headers: JSON_ONLY },
    );
    expect(response.json()).toEqual({ version: 1, rows: [{ executed: null }] });
    expect(
      (await house.ask(`${BASE}&measures=executed`, { headers: JSON_ONLY })).json(),
    ).toMatchObject({ rows: [{ executed: '17632310000.00' }] });
  });
  test('an address that does not exist', async () => {
    expect(problemIn(await house.ask('/api/quary')).code).toBe('not-found');
  });
});

describe('around the question', () => {
  test('members: names in the order of the source, with parent and level', async () => {
    const { members } = (await house.ask(BASE.replace('/query/execution', '/members/item'))).json<{
      members: { code: string }[];
    }>();
    expect(members.map(({ code }) => code)).toEqual(['total', '201', '20101', '205']);
    expect(members[2]).toMatchObject({ code: '20101', zh: '人大事务', parent: '201', level: 2 });
    const classes = await house.ask(BASE.replace('/query/execution', '/members/function.class'));
    expect(
      classes
        .json<{ members: { zh: string; en: string | null }[] }>()
        .members.find(({ zh }) => zh === '教育支出')?.en,
    ).toBeTruthy();
  });
  test('slices: only what had been reported by a day', async () => {
    const on = async (day: string) => house.ask(`/api/slices?reportedBy=${day}`);
    expect((await on('2030-01-01')).json<{ slices: object[] }>().slices).toEqual([]);
    expect(problemIn(await on('2025-02-30')).code).toBe('bad-time');
  });
  test('slices: what is loaded, with its measures', async () => {
    const { slices } = (await house.ask('/api/slices')).json<{ slices: object[] }>();
    expect(slices).toEqual([
      {
        dataset: 'execution', region: '530700', scope: 'all', year: 2025, month: 12, period: 'FY', book: 'general', flow: 'expenditure',
        stage: 'flash', source: 'workbook', sourceKind: 'upload', complete: true, reportedOn: null, figures: 5,
        form: 'printed', months: [12], measures: ['executed', 'original'],
      },
    ]); // prettier-ignore
  });
  test('cubes and the description of the interface name what there is', async () => {
    const { cubes } = (await house.ask('/api/cubes')).json<{
      cubes: { name: string; measures: { name: string }[] }[];
    }>();
    expect(cubes.map(({ name }) => name).filter((name) => !registers.has(name))).toEqual([
      'assets',
      'auditResults',
      'codes',
      'debt',
      'execution',
      'findings',
      'movements',
      'payments',
      'projects',
      'transfers',
      'flags',
    ]);
    expect(cubes.map(({ name }) => name)).toEqual(expect.arrayContaining([...registers.keys()]));
    expect(cubes.find(({ name }) => name === 'execution')?.measures.map(({ name }) => name)).toEqual([
      'original', 'final', 'executed', 'executedInMonth', 'adjustment', 'authorised', 'committed',
      'prior', 'rate', 'rateOfOriginal', 'hidden',
    ]); // prettier-ignore
    const openapi = (await house.ask('/api/openapi.json')).json<{
      openapi: string;
      paths: Record<string, unknown>;
    }>();
    expect(openapi.openapi).toBe('3.1.0');
    expect(Object.keys(openapi.paths)).toEqual(
      expect.arrayContaining([
        '/api/query/execution',
        '/api/origin/findings',
        '/api/loads/{id}/events',
      ]),
    );
  });
});
