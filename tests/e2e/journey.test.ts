/** In charge of the journey a newcomer makes in a real browser: link → upload → overview → drill → origin → back → export. */
import { existsSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadPublished } from '../../etl/demo/published.ts';
import { createSignInLink } from '../../server/access/signInLinks.ts';
import { openHouse, type TestHouse } from '../server/house.ts';
import { axe, browserPath, openBrowser } from '../support/browser.ts';
import { realData } from '../support/realData.ts';

const webFolder = join(import.meta.dirname, '..', '..', 'dist', 'web');
const workbook = realData('lijiang-2025/lijiang_2025_budget_attachment.xlsx');
const PLACE = 'region=530700&year=2025&scope=all';

describe.skipIf(browserPath === null || workbook === null)('a committee’s first visit', () => {
  let house: TestHouse;
  let browser: Browser;
  let page: Page;
  let base: string;
  const errors: string[] = [];
  const elsewhere: string[] = [];

  beforeAll(async () => {
    if (!existsSync(join(webFolder, 'index.html')))
      throw new Error('dist/web is missing: npm run build');
    house = await openHouse({ webFolder });
    await loadPublished(house.database);
    await house.app.listen({ host: '127.0.0.1', port: 0 });
    base = `http://127.0.0.1:${String((house.app.server.address() as AddressInfo).port)}`;
    browser = await openBrowser();
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'zh-CN',
      acceptDownloads: true,
    });
    page = await context.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      // Before the sign-in the session is asked for and refused; nothing else may complain.
      if (message.type() === 'error' && !message.text().includes('401'))
        errors.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(base) && !/^(data|blob):/.test(request.url()))
        elsewhere.push(request.url());
    });
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  test('nobody gets in without the link', async () => {
    await page.goto(`${base}/`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.locator('main, body').first().innerText()).toContain('链接');
    expect(await axe(page)).toEqual([]);
  });

  test('the link signs in, once', async () => {
    const link = base + (await createSignInLink(house.database, { name: '管理员', role: 'admin' }));
    await page.goto(link);
    await page.getByRole('navigation').getByText('总览').waitFor();
    const again = await fetch(link, { redirect: 'manual' });
    expect(again.headers.get('set-cookie')).toBeNull();
  });

  test('a workbook is dropped, watched and published', async () => {
    await page.getByRole('link', { name: '数据' }).click();
    await page.locator('input[type=file][multiple]').setInputFiles(workbook ?? '');
    const upload = page
      .getByRole('listitem')
      .filter({ hasText: 'lijiang_2025_budget_attachment.xlsx' })
      .first();
    await upload.getByText(/已发布为版本/).waitFor({ timeout: 120_000 });
    expect(await axe(page)).toEqual([]);
  }, 180_000);

  test('the overview says how the year ended', async () => {
    await page.goto(`${base}/?${PLACE}`);
    const lead = page.getByRole('heading', { level: 1 });
    await lead.filter({ hasText: '176.32' }).waitFor();
    expect(await lead.innerText()).toContain('96.0%');
    expect(await axe(page)).toEqual([]);
  }, 60_000);

  test('drills from 类 to 款 to 项, and the number opens its cell', async () => {
    await page.getByRole('link', { name: '预算执行' }).click();
    await page.getByRole('link', { name: '一般公共服务支出' }).first().click();
    await page.getByRole('link', { name: '人大事务' }).first().click();
    const line = page.getByRole('row').filter({ hasText: '人大会议' }).first();
    await line.waitFor();
    expect(await axe(page)).toEqual([]);
    await line
      .getByRole('button', { name: /人大会议.*执行数/ })
      .first()
      .click();
    const drawer = page
      .getByRole('dialog')
      .or(page.getByRole('complementary'))
      .filter({ hasText: 'E10' })
      .first();
    await drawer.waitFor();
    const text = await drawer.innerText();
    expect(text).toContain('02');
    expect(text).toContain('312');
    expect(text).toContain('来源中隐藏');
    expect(await axe(page)).toEqual([]);
  }, 60_000);

  test('goes back the way it came, without losing the place', async () => {
    await page.goBack();
    await page.getByRole('row').filter({ hasText: '人大会议' }).first().waitFor();
    await page.goBack();
    await page.getByRole('link', { name: '人大事务' }).first().waitFor();
    expect(page.url()).toContain('region=530700');
  }, 60_000);

  test('exports exactly what is shown', async () => {
    await page.getByRole('button', { name: '导出' }).first().click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByRole('menuitem', { name: /CSV/ })
        .or(page.getByRole('button', { name: /CSV/ }))
        .first()
        .click(),
    ]);
    const csv = readFileSync(await download.path(), 'utf8');
    expect(csv.startsWith('﻿')).toBe(true);
    expect(csv).toContain('人大事务');
  }, 60_000);

  for (const [name, address] of [
    ['国有资产', '/assets?region=310104'],
    ['审计整改', '/audit'],
    ['预警', `/alerts?${PLACE}`],
    ['数据', '/data'],
  ] as const) {
    test(`${name} opens in both languages, and axe finds nothing`, async () => {
      for (const language of ['lang=zh', 'lang=en']) {
        await page.goto(`${base}${address}${address.includes('?') ? '&' : '?'}${language}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.waitForLoadState('networkidle');
        expect(await axe(page)).toEqual([]);
      }
    }, 60_000);
  }

  test('nothing went wrong on the way, and no other host was asked', () => {
    expect(errors).toEqual([]);
    expect(elsewhere).toEqual([]);
  });
});
