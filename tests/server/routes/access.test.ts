/** In charge of seeing that nothing answers without a sign-in, and that each role may do what it may and no more. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSignInLink } from '../../../server/access/signInLinks.ts';
import { openHouse, problemIn, type TestHouse } from '../house.ts';
import { publish } from '../query/facts.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
  await house.database.owner.query(
    `insert into regions (region_code, parent, name_zh, level) values ('539900', null, '甲市', 2), ('539901', '539900', '甲区', 3)`,
  );
  await publish(house.database, [
    { region: '539900', lines: [{ item: 'total', wan: 1 }] },
    { region: '539901', lines: [{ item: 'total', wan: 2 }] },
  ]);
});
afterAll(() => house.close());

test('health alone answers without a sign-in', async () => {
  expect((await house.ask('/api/health', { role: null })).json()).toEqual({
    status: 'ok',
    version: 1,
  });
});

test.each([
  '/api/openapi.json', '/api/session', '/api/cubes', '/api/slices', '/api/members/region', '/api/query/execution', '/api/origin/execution',
  '/api/flags', '/api/rules', '/api/findings', '/api/versions', '/api/loads', '/api/loads/1', '/api/loads/1/events', '/api/nothing',
])('%s wants a sign-in', async (url) => {
  const response = await house.ask(url, { role: null });
  expect(problemIn(response)).toMatchObject({ status: 401, code: 'not-signed-in' });
  expect(response.headers['www-authenticate']).toBe('Bearer');
}); // prettier-ignore

test.each(['Bearer x', `Bearer ${'A'.repeat(43)}`, 'Basic abc', 'Bearer'])(
  'the header “%s” is no sign-in',
  async (authorization) => {
    expect(
      (await house.ask('/api/cubes', { role: null, headers: { authorization } })).statusCode,
    ).toBe(401);
  },
);

describe('a sign-in link', () => {
  test('sets a cookie that only the server reads, works once, and ends with signing out', async () => {
    const path = await createSignInLink(house.database, { name: '管理员', role: 'admin' });
    expect((await house.ask(path, { role: null, method: 'HEAD' })).statusCode).toBe(404);
    const entered = await house.ask(path, { role: null });
    expect([entered.statusCode, entered.headers.location]).toEqual([303, '/']);
    const [cookie] = entered.cookies;
    expect(cookie).toMatchObject({
      name: 'mingzhang_session',
      path: '/',
      httpOnly: true,
      sameSite: 'Strict',
    });
    const cookies = { mingzhang_session: cookie?.value ?? '' };
    expect((await house.ask('/api/session', { role: null, cookies })).json()).toEqual({
      name: '管理员',
      role: 'admin',
      region: null,
      unit: null,
      may: { load: true, rollback: true, administer: true, unmask: true, setRules: true },
    });
    expect(problemIn(await house.ask(path, { role: null }))).toMatchObject({
      status: 410,
      code: 'link-spent',
    });
    const forged = {
      mingzhang_session: (cookie?.value ?? '').replace(/^./, (first) =>
        first === 'x' ? 'y' : 'x',
      ),
    };
    expect((await house.ask('/api/session', { role: null, cookies: forged })).statusCode).toBe(401);
    const left = await house.ask('/api/session', { role: null, cookies, method: 'DELETE' });
    expect(left.statusCode).toBe(204);
    expect((await house.ask('/api/session', { role: null, cookies })).statusCode).toBe(401);
  });
  test('is secure over https', async () => {
    const path = await createSignInLink(house.database, { name: '管理员', role: 'admin' });
    const entered = await house.ask(path, {
      role: null,
      headers: { 'x-forwarded-proto': 'https' },
      remoteAddress: '127.0.0.1',
    });
    expect(entered.cookies[0]).toMatchObject({ secure: true });
    expect(entered.headers['strict-transport-security']).toContain('max-age');
  });
  test('that has expired tells a person so on a page', async () => {
    const path = await createSignInLink(house.database, {
      name: '管理员',
      role: 'admin',
      hours: 0,
    });
    const response = await house.ask(path, { role: null, headers: { accept: 'text/html' } });
    expect(response.statusCode).toBe(410);
    expect(response.headers['content-type']).toContain('text/html');
    expect(response.body).toContain('请向管理员索取新的链接');
  });
  test('of a user who is disabled opens nothing', async () => {
    const path = await createSignInLink(house.database, { name: '离职', role: 'staff' });
    await house.database.owner.query(
      `update access.users set disabled_at = now() where name = '离职'`,
    );
    expect((await house.ask(path, { role: null })).statusCode).toBe(410);
  });
  test('only its hash is kept', async () => {
    const path = await createSignInLink(house.database, { name: '管理员', role: 'admin' });
    const { rows } = await house.database.owner.query<{ hash: string }>(
      'select hash from access.links',
    );
    expect(rows.map(({ hash }) => hash)).not.toContain(path.split('/').at(-1));
  });
});

describe('writes', () => {
  test.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://elsewhere.example' },
  ])('from another site are refused: %o', async (headers) => {
    const response = await house.ask('/api/versions/1/rollback', {
      role: 'admin',
      method: 'POST',
      headers,
    });
    expect(problemIn(response).code).toBe('cross-site');
  });
  test.each(['member', 'auditor', 'department', 'deputy', 'observer'] as const)(
    'are not for the role %s',
    async (role) => {
      expect(
        problemIn(await house.ask('/api/versions/1/rollback', { role, method: 'POST' })).code,
      ).toBe('forbidden');
      expect(problemIn(await house.ask('/api/loads', { role, method: 'POST' })).code).toBe(
        'forbidden',
      );
    },
  );
  test('that concern everybody are not for those who see a part', async () => {
    const token = await house.token({ role: 'steward', region: '539900' });
    const response = await house.ask('/api/versions/1/rollback', {
      role: null,
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });
    expect(problemIn(response).code).toBe('forbidden');
  });
});

describe('a token for a region', () => {
  const regionsIn = async (url: string, region: string | undefined) => {
    const token = await house.token({ role: 'staff', ...(region === undefined ? {} : { region }) });
    const response = await house.ask(url, {
      role: null,
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
    });
    expect(response.statusCode).toBe(200);
    return [...new Set(response.body.match(/5399\d\d/g))].sort();
  };
  test.each([
    '/api/members/region', '/api/slices', '/api/versions',
    '/api/query/execution?measures=executed&by=region&year=2025&scope=all&book=general&flow=expenditure',
  ])('sees its region and those below it: %s', async (url) => {
    expect(await regionsIn(url, '539901')).toEqual(url.includes('members') ? ['539900', '539901'] : ['539901']);
    expect(await regionsIn(url, '539900')).toEqual(['539900', '539901']);
    expect(await regionsIn(url, undefined)).toEqual(['539900', '539901']);
  }); // prettier-ignore
  test('sees a load only when all of it lies there', async () => {
    const count = async (region: string) => {
      const token = await house.token({ role: 'staff', region });
      const response = await house.ask('/api/loads', {
        role: null,
        headers: { authorization: `Bearer ${token}` },
      });
      return response.json<{ loads: unknown[] }>().loads.length;
    };
    expect([await count('539900'), await count('539901')]).toEqual([1, 0]);
  });
});
