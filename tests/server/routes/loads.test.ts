/** In charge of seeing that an upload is taken in whole or not at all, told about, listed, stopped, and undone. */
import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LoadProgress } from '#contract/loadAnswers';
import { JSON_ONLY, openHouse, problemIn, type TestHouse } from '../house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const BOUNDARY = 'border';

interface Part {
  readonly name: string;
  readonly file?: string;
  readonly content: Buffer | string;
}

function multipart(parts: readonly Part[]): { payload: Buffer; headers: Record<string, string> } {
  const chunks = parts.flatMap(({ name, file, content }) => [
    Buffer.from(
      `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"${file === undefined ? '' : `; filename="${file}"`}\r\n\r\n`,
    ),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ]);
  return {
    payload: Buffer.concat([...chunks, Buffer.from(`--${BOUNDARY}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
  };
}

/** A workbook of one table, in 万元. */
function workbook(executed: number): Buffer {
  const sheet = utils.aoa_to_sheet([
    ['2025年丽江市一般公共预算支出执行情况表'],
    ['表二', null, null, null, '单位：万元'],
    ['科目编码', '项目', '2024年决算数', '2025年预算数', '2025年执行数'],
    ['201', '一般公共服务支出', 90, 100, executed],
    ['205', '教育支出', 190, 200, 210],
    [null, '支出合计', 280, 300, executed + 210],
  ]);
  const book = utils.book_new(sheet, '02');
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

async function upload(parts: readonly Part[]): Promise<string> {
  const response = await house.ask('/api/loads', {
    role: 'staff',
    method: 'POST',
    ...multipart(parts),
  });
  expect(response.statusCode, response.body).toBe(202);
  const { id } = response.json<{ id: string }>();
  expect(response.headers.location).toBe(`/api/loads/${id}`);
  return id;
}

/** The events of a load until it has ended. */
async function follow(id: string): Promise<readonly LoadProgress[]> {
  const response = await house.ask(`/api/loads/${id}/events`, { role: 'staff' });
  expect(response.headers['content-type']).toBe('text/event-stream; charset=utf-8');
  return [...response.body.matchAll(/^event: progress\ndata: (.*)$/gm)].map(
    ([, data = '']) => JSON.parse(data) as LoadProgress,
  );
}

const versions = async () =>
  (await house.ask('/api/versions')).json<{ versions: { version: number; kind: string }[] }>()
    .versions;
const total = async (rest = '') => {
  const url = `/api/query/execution?measures=executed&region=530700&year=2025&scope=all&book=general&flow=expenditure${rest}`;
  return (await house.ask(url, { headers: JSON_ONLY })).json<{
    rows: { executed: string | null }[];
  }>().rows[0]?.executed;
};

describe('a workbook', () => {
  test('is published, told step by step, and can be rolled back', async () => {
    const id = await upload([
      { name: 'region', content: '530700' },
      { name: 'file', file: 'a.xlsx', content: workbook(110) },
    ]);
    const events = await follow(id);
    expect(new Set(events.map((event) => event.id))).toEqual(new Set([id]));
    expect(events.at(-1), JSON.stringify(events.at(-1)?.report?.files[0]?.rejects)).toMatchObject({
      status: 'published',
      version: 1,
      share: 1,
      by: 'staff',
    });
    expect(await total()).toBe('3200000.00');
    // Whoever comes late hears the last word.
    expect((await follow(id)).map(({ status }) => status)).toEqual(['published']);
    const second = await upload([
      { name: 'region', content: '530700' },
      { name: 'file', file: 'b.xlsx', content: workbook(120) },
    ]);
    expect((await follow(second)).at(-1)).toMatchObject({ status: 'published', version: 2 });
    expect([await total(), await total('&asOf=1')]).toEqual(['3300000.00', '3200000.00']);
    const back = await house.ask('/api/versions/1/rollback', { role: 'steward', method: 'POST' });
    expect(back.json()).toEqual({ version: 3 });
    expect(await total()).toBe('3200000.00');
    expect((await versions()).map(({ version, kind }) => [version, kind])).toEqual([[3, 'rollback'], [2, 'load'], [1, 'load'], [0, 'empty']]); // prettier-ignore
  });
  test('handed in again changes nothing', async () => {
    const before = await versions();
    const id = await upload([
      { name: 'region', content: '530700' },
      { name: 'file', file: 'a.xlsx', content: workbook(110) },
    ]);
    expect((await follow(id)).at(-1)).toMatchObject({ status: 'unchanged' });
    expect(await versions()).toEqual(before);
  });
  test('has a report, and its place in the list', async () => {
    const { loads } = (await house.ask('/api/loads')).json<{ loads: LoadProgress[] }>();
    const [newest] = loads;
    expect(newest).toMatchObject({
      path: 'a.xlsx',
      status: 'unchanged',
      by: 'staff',
      report: null,
    });
    const report = (await house.ask(`/api/loads/${newest?.id ?? ''}`)).json<LoadProgress>();
    expect(report.report?.files[0]?.path).toBe('a.xlsx');
  });
});

describe('what is refused changes nothing', () => {
  test('an upload that is cut off half-way', async () => {
    const before = await versions();
    const { payload, headers } = multipart([
      { name: 'file', file: 'a.xlsx', content: workbook(500) },
    ]);
    const response = await house.ask('/api/loads', {
      role: 'staff',
      method: 'POST',
      headers,
      payload: payload.subarray(0, payload.length / 2),
    });
    expect(problemIn(response)).toMatchObject({ status: 400, code: 'upload-broken' });
    expect(await versions()).toEqual(before);
  });
  test('a file that is none of ours is told why', async () => {
    const before = await versions();
    const id = await upload([
      {
        name: 'file',
        file: 'photo.xlsx',
        content: Buffer.from('\x89PNG\r\n\x1a\n not a table', 'latin1'),
      },
    ]);
    const last = (await follow(id)).at(-1);
    expect(last).toMatchObject({ status: 'refused', version: null });
    expect(last?.message.zh).toMatch(/\S/);
    expect(await versions()).toEqual(before);
  });
  test.each([
    ['no file', [{ name: 'region', content: '530700' }], 'upload-empty'],
    [
      'an unknown field',
      [
        { name: 'colour', content: 'red' },
        { name: 'file', file: 'a.xlsx', content: 'x' },
      ],
      'unknown-parameter',
    ],
    [
      'a bad year',
      [
        { name: 'year', content: 'soon' },
        { name: 'file', file: 'a.xlsx', content: 'x' },
      ],
      'bad-value',
    ],
    [
      'a bad scope',
      [
        { name: 'scope', content: 'half' },
        { name: 'file', file: 'a.xlsx', content: 'x' },
      ],
      'bad-value',
    ],
  ])('%s', async (_, parts, code) => {
    const response = await house.ask('/api/loads', {
      role: 'staff',
      method: 'POST',
      ...multipart(parts),
    });
    expect(problemIn(response).code).toBe(code);
  });
  test('no multipart at all', async () => {
    expect(
      problemIn(await house.ask('/api/loads', { role: 'staff', method: 'POST', payload: { a: 1 } }))
        .code,
    ).toBe('upload-empty');
  });
});

describe('stopping', () => {
  test('a waiting upload never starts', async () => {
    const first = await upload([
      { name: 'region', content: '530700' },
      { name: 'file', file: 'first.xlsx', content: workbook(700) },
    ]);
    const second = await upload([
      { name: 'region', content: '530700' },
      { name: 'file', file: 'second.xlsx', content: workbook(800) },
    ]);
    expect(
      (await house.ask(`/api/loads/${second}`, { role: 'staff', method: 'DELETE' })).statusCode,
    ).toBe(204);
    expect((await follow(second)).at(-1)).toMatchObject({ status: 'cancelled', version: null });
    expect((await follow(first)).at(-1)).toMatchObject({ status: 'published' });
    expect(await total()).toBe('9100000.00');
    expect(
      problemIn(await house.ask(`/api/loads/${first}`, { role: 'staff', method: 'DELETE' })).code,
    ).toBe('load-ended');
  });
  test('what does not exist is said to be so', async () => {
    for (const id of ['999999', 'nobody'])
      expect(problemIn(await house.ask(`/api/loads/${id}`)).code).toBe('unknown-load');
  });
});
