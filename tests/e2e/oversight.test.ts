/** In charge of the pages beside the budget in a real browser: state assets, audit, alerts, and handing files in, as a steward meets them. */
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadPublished } from '../../etl/demo/published.ts';
import { createSignInLink } from '../../server/access/signInLinks.ts';
import { openHouse, type TestHouse } from '../server/house.ts';
import { axe, browserPath, openBrowser } from '../support/browser.ts';

const webFolder = join(import.meta.dirname, '..', '..', 'dist', 'web');

/** A budget table as a bureau may hand it over; what is left out of the title is what the file does not say. */
function table(title: string, amounts: readonly [string, string], unit = '单位：万元') {
  const rows = [
    [title],
    ['表一', '', '', unit],
    ['科目编码', '项目', '预算数', '执行数'],
    ['201', '一般公共服务支出', '100', amounts[0]],
    ['205', '教育支出', '200', amounts[1]],
    ['', '支出合计', '300', '300'],
  ];
  const text = rows.map((row) => row.join(',')).join('\r\n');
  return { name: `${title}.csv`, mimeType: 'text/csv', buffer: Buffer.from(text) };
}

describe.skipIf(browserPath === null)('the pages beside the budget', () => {
  let house: TestHouse;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let base: string;
  const errors: string[] = [];

  beforeAll(async () => {
    if (!existsSync(join(webFolder, 'index.html')))
      throw new Error('dist/web is missing: npm run build');
    house = await openHouse({ webFolder });
    await loadPublished(house.database);
    await house.app.listen({ host: '127.0.0.1', port: 0 });
    base = `http://127.0.0.1:${String((house.app.server.address() as AddressInfo).port)}`;
    browser = await openBrowser();
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
    page = await context.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(
      base + (await createSignInLink(house.database, { name: '数据员', role: 'admin' })),
    );
    await page.getByRole('navigation').getByText('总览').waitFor();
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  const drawer = () => page.getByRole('complementary');
  const heading = (text: string | RegExp): Locator =>
    page.getByRole('heading', { level: 1 }).filter({ hasText: text });

  test('a region without state assets offers those that have some', async () => {
    await page.goto(`${base}/assets?region=310115`);
    await page.getByRole('link', { name: '徐汇区' }).click();
    await heading('徐汇区 2023 年末').waitFor();
    expect(await heading('负债率 64.4%').innerText()).toContain('1,776.07 亿元');
    expect(await axe(page)).toEqual([]);
  }, 60_000);

  test('a number opens its origin by keyboard, and the focus comes back', async () => {
    const number = page.getByRole('button', { name: /资产总额 2017/ }).first();
    await number.focus();
    await page.keyboard.press('Enter');
    await drawer().getByText('12199699.23').first().waitFor();
    expect(await drawer().innerText()).toContain('公开数据');
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await drawer().waitFor({ state: 'detached' });
    expect(await number.evaluate((element) => element === document.activeElement)).toBe(true);
  }, 60_000);

  test('a chart is walked with the arrow keys', async () => {
    const first = page.getByRole('button', { name: /企业国有资产.*2023/ });
    await first.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await drawer().getByText('2022年').first().waitFor();
    await page.keyboard.press('Escape');
  }, 60_000);

  test('what cannot be judged is said, not shown as zero', async () => {
    expect(await page.getByRole('region', { name: '保值增值' }).innerText()).toContain('无法判定');
  });

  test('a term is explained where it stands, and Esc closes only that', async () => {
    const term = page.locator('[data-term=leverage]').first();
    await term.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('note').getByText('负债总额÷资产总额').waitFor();
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('note').count()).toBe(0);
    expect(await term.evaluate((element) => element === document.activeElement)).toBe(true);
  }, 60_000);

  test('a press on a status narrows the list of findings, and back widens it', async () => {
    await page.goto(`${base}/audit?region=330602`);
    await heading('7 个未说明整改情况').waitFor();
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: /^未说明 7/ }).click();
    await page.getByText('列出 7 / 10 项').waitFor();
    expect(page.url()).toContain('status=not_stated');
    await page.goBack();
    await page.getByText('列出 10 / 10 项').waitFor();
    await page.getByLabel('在清单中查找').fill('资产 盘亏');
    await page.getByText('列出 1 / 10 项').waitFor();
  }, 60_000);

  test('a mirror’s address is text, an official one a link', async () => {
    await page.goto(`${base}/audit?places=all`);
    await heading('116 个审计问题').waitFor();
    const links = await page
      .getByRole('table')
      .getByRole('link')
      .evaluateAll((found) => found.map((one) => one.getAttribute('href') ?? ''));
    expect(links.some((href) => href.startsWith('https://www.jiading.gov.cn'))).toBe(true);
    expect(links.some((href) => href.includes('cj8838.cn'))).toBe(false);
    await page.getByText('http://cj8838.cn/88238.html').first().waitFor();
  }, 60_000);

  test('alerts are shown or said to be none, with how the rules ran', async () => {
    await page.goto(`${base}/alerts?region=310000&year=2025&view=rules`);
    await page.getByRole('heading', { name: '规则运行情况' }).waitFor();
    await page.getByRole('link', { name: 'BE-03' }).waitFor();
    expect(await axe(page)).toEqual([]);
  }, 60_000);

  test('bad files are refused one by one, each with its place, and change nothing', async () => {
    await page.goto(`${base}/data`);
    const before = await heading('当前版本').innerText();
    await page.locator('input[type=file][multiple]').setInputFiles([
      {
        name: '改名.xlsx',
        mimeType: 'application/octet-stream',
        buffer: Buffer.from('not a workbook'),
      },
      table('丽江市2024年一般公共预算支出执行情况表', ['"12,34.5"', '210']),
      table('丽江市2023年一般公共预算支出执行情况表', ['90', '210'], ''),
    ]);
    await expect.poll(() => page.getByText('已退回').count(), { timeout: 60_000 }).toBe(3);
    expect(await page.getByText('12,34.5').first().innerText()).toContain('D4');
    expect(await heading('当前版本').innerText()).toBe(before);
    expect(await axe(page)).toEqual([]);
  }, 90_000);

  test('a file that does not say its region asks for it, and loads when told', async () => {
    await page.goto(`${base}/data`);
    await page
      .locator('input[type=file][multiple]')
      .setInputFiles([table('2024年一般公共预算支出执行情况表', ['90', '210'])]);
    await page.getByText('请补充后重新载入').waitFor({ timeout: 60_000 });
    await page.getByLabel('地区代码（六位）').fill('530700');
    await page.getByRole('button', { name: '重新载入' }).click();
    await page.getByText('已发布').first().waitFor({ timeout: 60_000 });
    await page.getByRole('link', { name: '看报告' }).click();
    await heading('识别 1 张表，载入 1 张').waitFor();
    expect(await page.getByRole('table').innerText()).toContain('支出');
    expect(await axe(page)).toEqual([]);
  }, 90_000);

  test('a rollback says what will change, and is undone by another', async () => {
    await page.goto(`${base}/data`);
    await heading('当前版本 6').waitFor();
    const version = (number: number) =>
      page
        .locator('ol > li')
        .filter({ has: page.getByText(`版本 ${String(number)}`, { exact: true }) });
    await version(5).getByRole('button', { name: '回退到此版本' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.innerText()).toContain('2024年一般公共预算支出执行情况表.csv');
    await dialog.getByRole('button', { name: '不回退' }).click();
    await heading('当前版本 6').waitFor();
    await version(5).getByRole('button', { name: '回退到此版本' }).click();
    await dialog.getByRole('button', { name: '确认回退' }).click();
    await heading('当前版本 7').waitFor({ timeout: 60_000 });
    await page.getByText('回退到版本 5').first().waitFor();
  }, 120_000);

  test.each([
    ['/assets?region=310104', 390],
    ['/audit?region=330602', 390],
    ['/alerts?region=310000&year=2025', 390],
    ['/data', 390],
    ['/assets?region=310000', 1920],
  ])(
    '%s fits %i pixels, in English and in the dark',
    async (path, width) => {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${base}${path}${path.includes('?') ? '&' : '?'}lang=en&theme=dark`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(over).toBe(0);
      expect(await axe(page)).toEqual([]);
    },
    60_000,
  );

  test('nothing went wrong on the way', () => {
    expect(errors).toEqual([]);
  });
});
