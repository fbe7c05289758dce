/** In charge of the way down in a real browser: overview → department → project → payment → origin; a brush, back in time, exports. */
import { existsSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSignInLink } from '../../server/access/signInLinks.ts';
import { openHouse, type TestHouse } from '../server/house.ts';
import { axe, browserPath, openBrowser } from '../support/browser.ts';
import { loadTestDistrict, REGION } from '../support/district.ts';

const webFolder = join(import.meta.dirname, '..', '..', 'dist', 'web');
const YEAR = 2026;
const PLACE = `region=${REGION}&year=${YEAR}`;

describe.skipIf(browserPath === null)('from the four budgets to one voucher', () => {
  let house: TestHouse;
  let browser: Browser;
  let page: Page;
  let base: string;
  const errors: string[] = [];

  const heading = () => page.getByRole('heading', { level: 1 });
  const drawer = () => page.locator('aside.drawer');

  beforeAll(async () => {
    if (!existsSync(join(webFolder, 'index.html')))
      throw new Error('dist/web is missing: npm run build');
    house = await openHouse({ webFolder });
    await loadTestDistrict(house.database, { years: [YEAR] });
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
      if (message.type() === 'error' && !message.text().includes('401'))
        errors.push(message.text());
    });
    await page.goto(
      base + (await createSignInLink(house.database, { name: '管理员', role: 'admin' })),
    );
    await page.getByRole('navigation').getByText('总览').waitFor();
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  test('overview → department: who is behind, one click', async () => {
    await page.goto(`${base}/?${PLACE}`);
    const behind = page.locator('section.behind');
    await behind.getByRole('row').nth(1).waitFor();
    expect(await page.locator('header.bar').innerText()).toContain('模拟数据');
    expect(await axe(page)).toEqual([]);
    const link = behind.getByRole('link').first();
    const name = await link.innerText();
    await link.click();
    await page.waitForURL(/\/execution\?.*department=/);
    await page.locator('nav').filter({ hasText: name }).first().waitFor();
  }, 60_000);

  test('department → project', async () => {
    const section = page.locator('section').filter({ hasText: '全部项目' }).last();
    await section.getByRole('row').nth(1).waitFor();
    await section.getByRole('row').nth(1).getByRole('link').click();
    await page.waitForURL(/\/projects\?.*project=/);
    await heading().filter({ hasText: '预算' }).waitFor();
    await page.locator('table').filter({ hasText: '支付凭证号' }).waitFor();
    expect(await axe(page)).toEqual([]);
  }, 60_000);

  test('project → payment → its file and row', async () => {
    const payments = page.locator('table').filter({ hasText: '支付凭证号' });
    const row = payments.getByRole('row').nth(1);
    const [amount = ''] = /[\d,]+\.\d\d/.exec(await row.innerText()) ?? [];
    await row.getByRole('button').click();
    await drawer().getByText('出自').waitFor();
    await drawer().getByText('控制数').first().waitFor();
    const text = await drawer().innerText();
    expect(text).toContain(amount);
    expect(text).toMatch(/第 \d+ 行/);
    expect(text).toContain(`明川区${YEAR}.zip`);
    expect(text).toContain('payments');
    expect(text).toContain('模拟数据');
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await drawer().waitFor({ state: 'detached' });
  }, 60_000);

  test('to all its payments, and a sum opens its origin down to the rows', async () => {
    await page.getByRole('link', { name: '看全部支付' }).click();
    await page.waitForURL(/\/payments\?.*project=/);
    await page.getByRole('grid').locator('tr[data-row="0"]').waitFor();
    await page.locator('figure .source button').first().click();
    await drawer()
      .getByText(/由 [\d,]+ 行相加/)
      .waitFor();
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('Escape');
  }, 60_000);

  test('the list of all payments draws only what is seen, and the keys walk it', async () => {
    await page.goto(`${base}/payments?${PLACE}`);
    const grid = page.getByRole('grid');
    await grid.locator('tr[data-row="0"]').waitFor();
    const count = Number(await grid.getAttribute('aria-rowcount')) - 1;
    expect(count).toBeGreaterThan(500);
    expect(await grid.locator('tr[data-row]').count()).toBeLessThan(80);
    await grid.locator('tr[data-row="0"]').focus();
    await page.keyboard.press('End');
    await grid.locator(`tr[data-row="${String(count - 1)}"][data-row]:focus`).waitFor();
    await page.keyboard.press('Home');
    await grid.locator('tr[data-row="0"]:focus').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await drawer().getByText('出自').waitFor();
    await page.keyboard.press('Escape');
  }, 60_000);

  test('a click on a bar filters, lies in the address, and goes along to the other pages', async () => {
    const before = await heading().innerText();
    const panel = page.locator('figure').filter({ hasText: '主管部门' }).first();
    await panel
      .getByRole('button', { name: /^主管部门/ })
      .first()
      .focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/department=\d+/);
    await page.waitForFunction((old) => document.querySelector('h1')?.innerText !== old, before);
    const [code = ''] = /department=\d+/.exec(page.url()) ?? [];
    await page.getByRole('navigation').getByRole('link', { name: '项目', exact: true }).click();
    await page.waitForURL((url) => url.pathname === '/projects' && url.search.includes(code));
    await page.getByText(/\d+ 个（共 \d+ 个）/).waitFor();
  }, 60_000);

  test('names of persons are masked until they are asked for', async () => {
    await page.goto(`${base}/payments?${PLACE}`);
    await page.getByText('已脱敏').first().waitFor();
    // The words stand there at once; what is logged is the answer.
    const answered = page.waitForResponse((response) => response.url().includes('unmask=true'));
    await page.getByRole('button', { name: '显示姓名' }).click();
    await page.getByText('已记入访问日志').waitFor();
    await answered;
    const log = await house.database.owner.query<{ actions: number }>(
      `select count(*)::integer as actions from access.log where action = 'unmask'`,
    );
    expect(log.rows[0]?.actions).toBeGreaterThan(0);
  }, 60_000);

  test('exports the filtered vouchers', async () => {
    await page.goto(`${base}/payments?${PLACE}&fromMonth=3&toMonth=3`);
    const section = page.locator('section').filter({ hasText: '支付明细' }).last();
    await section.getByRole('button', { name: '导出' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      section.getByRole('button', { name: /CSV/ }).click(),
    ]);
    const csv = readFileSync(await download.path(), 'utf8');
    expect(csv.startsWith('\uFEFF')).toBe(true);
    const [head = '', ...rows] = csv.trim().split('\r\n');
    expect(head).toContain('收款人');
    const shown = await section.getByText(/^[\d,]+ 笔，/).innerText();
    expect(rows).toHaveLength(Number(/^[\d,]+/.exec(shown)?.[0].replaceAll(',', '')));
    expect(rows.every((row) => row.includes('-03-'))).toBe(true);
  }, 60_000);

  test('brushes the heat map of 预算执行 and takes the months along', async () => {
    await page.goto(`${base}/execution?${PLACE}`);
    const heat = page.locator('section[data-chart="heat"]');
    const field = heat.locator('rect.field');
    await field.scrollIntoViewIfNeeded();
    const box = await field.boundingBox();
    if (box === null) throw new Error('the heat map has no cells');
    const y = box.y + 10;
    await page.mouse.move(box.x + box.width * 0.15, y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, y, { steps: 6 });
    await page.mouse.up();
    await page.waitForURL(/fromMonth=\d+/);
  }, 60_000);

  test('choices of one moment all hold, and every section says what it says when the address is opened anew', async () => {
    await page.goto(`${base}/execution?${PLACE}`);
    const kinds = page.locator('[data-chart=kinds] [data-mark]');
    await kinds.nth(2).waitFor();
    await page.waitForLoadState('networkidle');
    await page.evaluate(() => {
      const marks = document.querySelectorAll<SVGElement>('[data-chart=kinds] [data-mark]');
      for (const at of [1, 2]) marks[at]?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    });
    await page.waitForURL(/economic=\d+(,|%2C)\d+/);
    const said = async () => {
      await page.waitForLoadState('networkidle');
      const sections = page.locator('.page section[data-chart]');
      return Promise.all(
        (await sections.all()).map(async (section) => [
          await section.getAttribute('data-chart'),
          await section.locator('svg text').allTextContents(),
        ]),
      );
    };
    const followed = await said();
    expect(followed.length).toBeGreaterThan(4);
    await page.goto(page.url());
    await kinds.nth(2).waitFor();
    expect(followed).toEqual(await said());
    await page.goBack();
    await page.waitForURL((url) => !url.search.includes('economic='));
  }, 60_000);

  test('goes back in time by the source’s clock', async () => {
    await page.goto(`${base}/execution?${PLACE}`);
    await heading().filter({ hasText: '9 月' }).waitFor();
    await page.getByLabel('按报送日期回看').fill(`${YEAR}-06-30`);
    await page.keyboard.press('Enter');
    await page.waitForURL(/reportedBy=/);
    await heading().filter({ hasText: '截至 5 月' }).waitFor();
  }, 60_000);

  for (const [name, path] of [
    ['项目', '/projects'],
    ['支付', '/payments'],
  ] as const) {
    test(`${name} speaks English as well, and axe finds nothing`, async () => {
      await page.goto(`${base}${path}?${PLACE}&lang=en`);
      await heading()
        .filter({ hasText: /projects|payments/ })
        .waitFor();
      await page.waitForLoadState('networkidle');
      expect(await axe(page)).toEqual([]);
    }, 60_000);
  }

  test('a table that no mapping knows is explained by hand and loaded', async () => {
    await page.goto(`${base}/data?${PLACE}`);
    const csv = [
      '付款日,科室编号,科室,摘要,对方户名,付款额（元）',
      '2024-03-05,901001,区史志办,印刷费,明川印务有限公司,"1,200.50"',
      '2024-04-09,901001,区史志办,差旅费,明川旅行社,800.00',
    ];
    const file = {
      name: '史志办付款.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(csv.join('\n')),
    };
    await page.locator('input[type=file]:not([multiple])').setInputFiles(file);
    const form = page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: /史志办付款/ }) });
    await form.getByText('还没有一列有含义').waitFor();
    await form.getByLabel('这张表是').selectOption({ label: '支付' });
    const meanings = ['date', 'unit', 'name:unit', 'purpose', 'payee', 'amount'];
    await form.locator('option[value="code:payee"]').first().waitFor({ state: 'attached' });
    for (const [at, meaning] of meanings.entries())
      await form
        .getByRole('listitem')
        .nth(at)
        .getByRole('combobox')
        .selectOption(meaning.includes(':') ? meaning : `code:${meaning}`);
    await form.locator('input[aria-label=地区]').fill(REGION);
    await form.locator('input[aria-label=预算年度]').fill('2024');
    await page.keyboard.press('Tab');
    await form.getByLabel('预算（四本）').selectOption('general');
    await form.getByText('前 2 行均可读取').waitFor();
    expect(await form.getByRole('row').nth(1).innerText()).toContain('1,200.50');
    await form.getByRole('button', { name: '按此载入' }).click();
    await page
      .getByRole('listitem')
      .filter({ hasText: '史志办付款.csv' })
      .getByText('已发布')
      .first()
      .waitFor();
  }, 60_000);

  test('nothing went wrong on the way', () => {
    expect(errors).toEqual([]);
  });
});
