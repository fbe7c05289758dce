/** In charge of seeing what the pages are sent with: headers that keep them to themselves, caching, one page for every address. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, problemIn, type TestHouse } from '../house.ts';

const folder = mkdtempSync(join(tmpdir(), 'mingzhang-web-'));
let house: TestHouse;
beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>明账</title>');
  writeFileSync(join(folder, 'assets', 'main-abc123.js'), 'export {};');
  house = await openHouse({ webFolder: folder });
});
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true });
});

const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const visit = (url: string, headers: Record<string, string> = HTML) =>
  house.ask(url, { role: null, headers });

test('the page itself needs no sign-in and is always asked for anew', async () => {
  const response = await visit('/');
  expect([response.statusCode, response.headers['cache-control']]).toEqual([200, 'no-cache']);
  expect(response.body).toContain('明账');
});
test('an asset with a hash in its name is kept for ever', async () => {
  const response = await visit('/assets/main-abc123.js');
  expect(response.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(response.headers['content-type']).toContain('javascript');
});
test.each(['/execution', '/audit?region=530700', '/data/'])(
  'the page answers at %s',
  async (url) => {
    expect((await visit(url)).body).toContain('明账');
  },
);
test.each([
  '/assets/none.js',
  '/sign-in',
  '/../package.json',
  '/%2e%2e/package.json',
  '/..%2fpackage.json',
  '/.env',
])('nothing answers at %s', async (url) => {
  const response = await visit(url);
  expect([400, 403, 404]).toContain(response.statusCode);
  expect(response.body).not.toContain('明账<');
});
test('a program that asks for no page gets none', async () => {
  expect(problemIn(await visit('/execution', { accept: 'application/json' })).code).toBe(
    'not-found',
  );
  expect(problemIn(await visit('/api/none')).code).toBe('not-signed-in');
});
test('a strict policy, and no word about what serves it', async () => {
  for (const url of ['/', '/api/health', '/assets/main-abc123.js']) {
    const { headers } = await visit(url);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data: blob:;connect-src 'self';font-src 'self';" +
        "manifest-src 'self';frame-ancestors 'none';base-uri 'none';form-action 'self'",
    );
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    });
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['strict-transport-security']).toBeUndefined();
  }
});
