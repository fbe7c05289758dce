/** In charge of an alert's life in a real browser: found, sent, answered, judged by one and closed by another; and of the committee's thresholds with their back-test. */
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AlertRow } from '#contract/alertAnswers';
import type { Page as Answer, Role } from '#contract/answers';
import { createSignInLink } from '../../server/access/signInLinks.ts';
import { openHouse, type TestHouse } from '../server/house.ts';
import { axe, browserPath, openBrowser } from '../support/browser.ts';
import { loadTestDistrict, REGION } from '../support/district.ts';

const webFolder = join(import.meta.dirname, '..', '..', 'dist', 'web');
const PLACE = `region=${REGION}&year=2026`;
const RULE = 'BE-01';
const DUE = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);

describe.skipIf(browserPath === null)('an alert from inbox to closed', () => {
  let house: TestHouse;
  let browser: Browser;
  let base: string;
  let first: Page;
  let second: Page;
  const errors: string[] = [];

  async function signIn(name: string, role: Role): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'zh-CN',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(base + (await createSignInLink(house.database, { name, role })));
    await page.getByRole('navigation').getByText('预警').waitFor();
    return page;
  }

  async function alerts(): Promise<readonly AlertRow[]> {
    const address = `/api/flags?region=${REGION}&year=2026&rule=${RULE}&limit=1000`;
    return (await house.ask(address, { role: 'admin' })).json<Answer<AlertRow>>().rows;
  }

  /** Takes a step on the page of an alert, with what its form asks. */
  async function step(page: Page, action: string, text: string, due?: string): Promise<void> {
    await page.getByRole('button', { name: action, exact: true }).click();
    const form = page.getByRole('form', { name: action });
    if (due !== undefined) await form.getByLabel('期限', { exact: true }).fill(due);
    await form.locator('textarea').fill(text);
    await form.getByRole('button', { name: `确认${action}` }).click();
    await form.waitFor({ state: 'detached' });
  }

  const history = (page: Page): Locator =>
    page.locator('section').filter({ has: page.getByRole('heading', { name: '办理经过' }) });

  beforeAll(async () => {
    if (!existsSync(join(webFolder, 'index.html')))
      throw new Error('dist/web is missing: npm run build');
    house = await openHouse({ webFolder });
    await loadTestDistrict(house.database, { years: [2026] });
    await house.app.listen({ host: '127.0.0.1', port: 0 });
    base = `http://127.0.0.1:${String((house.app.server.address() as AddressInfo).port)}`;
    browser = await openBrowser();
    [first, second] = await Promise.all([signIn('王审', 'staff'), signIn('李核', 'staff')]);
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  test('the inbox says few things, each with a question and its law, and opens the card', async () => {
    await first.goto(`${base}/alerts?${PLACE}`);
    await first.getByRole('heading', { level: 1 }).filter({ hasText: '条疑点' }).waitFor();
    const cards = first.getByRole('article');
    expect(await cards.count()).toBeGreaterThan(2);
    expect(await cards.count()).toBeLessThanOrEqual(5);
    for (const text of await cards.allInnerTexts()) {
      expect(text).toContain('请问：');
      expect(text).toContain('依据：');
    }
    expect(await axe(first)).toEqual([]);
    await cards.first().locator('.sentence button').click();
    await first.getByRole('complementary').getByRole('heading', { name: '办理经过' }).waitFor();
    expect(await axe(first)).toEqual([]);
    await first.keyboard.press('Escape');
  }, 60_000);

  test('the list is held to a rule, and one alert is sent for verification and answered', async () => {
    await first.goto(`${base}/alerts?${PLACE}&view=list&rule=${RULE}`);
    const count = (await alerts()).length;
    await first.getByText(new RegExp(`^列出 ${String(count)} / `)).waitFor();
    expect(await axe(first)).toEqual([]);
    await first.getByRole('table').getByRole('button').first().click();
    await first.getByRole('link', { name: '整页打开' }).click();
    await first.getByRole('heading', { name: '逐月支出' }).waitFor();
    await step(first, '发出核实函', '请核实项目进展并书面说明。', DUE);
    await step(first, '提交说明', '合同约定完工后付款。');
    expect(await history(first).innerText()).toContain(`期限 ${DUE}`);
    expect(await history(first).innerText()).toContain('合同约定完工后付款。');
    expect(await axe(first)).toEqual([]);
  }, 60_000);

  test('a voucher opens from the evidence with payee and purpose, and names the alerts that rest on it', async () => {
    const address = `/api/flags?region=${REGION}&year=2026&limit=1000`;
    const { rows } = (await house.ask(address, { role: 'admin' })).json<Answer<AlertRow>>();
    const found = rows.find(({ rule, severity }) => rule.startsWith('PY-') && severity !== 'grey');
    expect(found).toBeDefined();
    await second.goto(`${base}/alerts?${PLACE}&view=list&rule=${String(found?.rule)}`);
    await second.getByRole('table').getByRole('button').first().click();
    await second
      .getByRole('button', { name: /^打开这笔支付/u })
      .first()
      .click();
    const drawer = second.getByRole('complementary');
    await drawer.getByRole('heading', { name: '以这张凭证为证据的疑点' }).waitFor();
    for (const name of ['收款人', '预算单位', '日期'])
      expect(await drawer.getByText(name, { exact: true }).count()).toBeGreaterThan(0);
    expect(await drawer.getByText(String(found?.name.zh)).count()).toBeGreaterThan(0);
    expect(await axe(second)).toEqual([]);
    await second.keyboard.press('Escape');
  }, 60_000);

  test('a file is attached; one that is not what its name says is refused with its reason', async () => {
    await first.getByRole('button', { name: '添加附件' }).click();
    const form = first.getByRole('form', { name: '添加附件' });
    const attach = async (name: string) => {
      const file = { name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 合同') };
      await form.locator('input[type=file]').setInputFiles(file);
      await form.getByRole('button', { name: '确认添加附件' }).click();
    };
    await attach('合同.png');
    await first.getByText('附件“合同.png”未接收').waitFor();
    await attach('合同.pdf');
    await history(first).getByRole('link', { name: '合同.pdf' }).waitFor();
  }, 60_000);

  test('of two who act at once the second sees what happened, and keeps what was written', async () => {
    await second.goto(first.url());
    await second.getByRole('button', { name: '添加批注' }).click();
    await second.locator('textarea').fill('已电话联系单位。');
    await step(first, '认定问题', '进度滞后，原因不充分。');
    await second.getByRole('button', { name: '确认添加批注' }).click();
    await second.getByText('已由他人办理').waitFor();
    await history(second).getByText('进度滞后，原因不充分。').waitFor();
    expect(await second.locator('textarea').inputValue()).toBe('已电话联系单位。');
    await second.getByRole('button', { name: '确认添加批注' }).click();
    await history(second).getByText('已电话联系单位。').waitFor();
  }, 60_000);

  test('who judged may not close; another person does, and the history keeps both', async () => {
    await first.reload();
    await step(first, '进入整改', '限期加快执行。');
    await first.getByText(/^销号：.*另一人/).waitFor();
    expect(await first.getByRole('button', { name: '销号', exact: true }).count()).toBe(0);
    await second.reload();
    await step(second, '销号', '执行进度已恢复。');
    const told = await history(second).innerText();
    expect(told).toContain('王审');
    expect(told).toContain('李核');
    expect(told).toContain('已销号');
    const states = (await alerts()).map(({ state }) => state);
    expect(states.filter((state) => state === 'closed')).toHaveLength(1);
  }, 60_000);

  test('two alerts are picked and handed out at once', async () => {
    await second.goto(`${base}/alerts?${PLACE}&view=list&rule=${RULE}&state=new`);
    const picks = second.getByRole('table').getByRole('checkbox');
    for (const at of [1, 2]) await picks.nth(at).check();
    await second.getByRole('group', { name: '已选 2 条' }).getByText('指定经办人').click();
    const form = second.getByRole('form', { name: '指定经办人' });
    await form.getByLabel('经办人').fill('李核');
    await form.getByRole('button', { name: '确认指定经办人' }).click();
    await second.getByText('2 条办妥').waitFor();
    const mine = (await alerts()).filter(({ assignee }) => assignee === '李核');
    expect(mine).toHaveLength(2);
  }, 60_000);

  test('the loop counts what has come how far', async () => {
    await first.goto(`${base}/alerts?${PLACE}&view=loop`);
    await first.getByRole('heading', { level: 1 }).filter({ hasText: '已办结 1 件' }).waitFor();
    expect(await axe(first)).toEqual([]);
  }, 60_000);

  test('a threshold is back-tested, decided with a reason, and recorded', async () => {
    const before = (await alerts()).length;
    await first.goto(`${base}/alerts?${PLACE}&view=rules`);
    await first.getByRole('link', { name: RULE }).click();
    const yellow = first.getByLabel(/^黄色/);
    await yellow.fill('一成');
    await first.getByText('请填数字。').waitFor();
    await yellow.fill('18');
    await first.getByText('改动后尚未回测。').waitFor();
    await first.getByRole('button', { name: '回测这一改动' }).click();
    const result = first.getByRole('heading', { name: /^回测：增加 0 条，减少 [1-9]/ });
    await result.waitFor({ timeout: 30_000 });
    expect(await axe(first)).toEqual([]);
    expect((await alerts()).length).toBe(before);
    await first.getByLabel('修改理由（须填）').fill('按委员会审议意见，只提示明显滞后的。');
    await first.getByRole('button', { name: '按此执行' }).click();
    await first.getByText('已按新的设定执行').waitFor({ timeout: 30_000 });
    await first.getByText('按委员会审议意见，只提示明显滞后的。').waitFor();
    const kept = (await alerts()).filter(({ current }) => current);
    expect(kept.length).toBeLessThan(before);
  }, 90_000);

  test('a member may read the law book and try, but not decide', async () => {
    const member = await signIn('委员', 'member');
    await member.goto(`${base}/alerts?${PLACE}&view=rules&law=${RULE}`);
    await member.getByText('本角色可试算回测，不能修改。').waitFor();
    await member.context().close();
  }, 60_000);

  test('what has arrived is a wall that can be walked, and a kind opens its departments', async () => {
    await first.goto(`${base}/data?${PLACE}&view=arrived`);
    const mark = first.getByRole('button', { name: /预算执行 · 1 月/ });
    await mark.waitFor();
    expect(await axe(first)).toEqual([]);
    await mark.focus();
    await first.keyboard.press('Enter');
    await first.getByText('依赖它的规则：').waitFor();
    expect(first.url()).toContain('table=execution');
  }, 60_000);

  test.each([
    ['/alerts', 390],
    ['/alerts?view=rules&law=BE-01', 390],
    ['/data?view=arrived', 390],
    ['/alerts?view=list&group=rule', 1920],
  ])(
    '%s fits %i pixels, in English and in the dark',
    async (path, width) => {
      await second.setViewportSize({ width, height: 900 });
      const join = path.includes('?') ? '&' : '?';
      await second.goto(`${base}${path}${join}${PLACE}&lang=en&theme=dark`);
      await second.getByRole('heading', { level: 1 }).waitFor();
      const over = await second.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(over).toBe(0);
      expect(await axe(second)).toEqual([]);
    },
    60_000,
  );

  test('nothing went wrong on the way', () => {
    expect(errors).toEqual([]);
  });
});
