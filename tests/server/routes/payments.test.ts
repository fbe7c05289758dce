/** In charge of the list of payments over HTTP: pages that are neither torn nor doubled, words, filters, bad input. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PaymentPage, PaymentRow } from '#contract/ledgerAnswers';
import { JSON_ONLY, openHouse, problemIn, type AskOptions, type TestHouse } from '../house.ts';
import { DISTRICT, publishPayments, somePayments } from '../paymentFacts.ts';

let house: TestHouse;
const PLACE = `region=${DISTRICT}&year=2025`;
const LINES = [somePayments(150, 7), somePayments(60, 8)] as const;

beforeAll(async () => {
  house = await openHouse();
  await publishPayments(house.database, [
    { book: 'general', lines: LINES[0], names: { 'unit 101001': '明川第一小学', 'unit 101': '教育局', 'project P1': '校舍维修' } },
    { book: 'fund', lines: LINES[1] },
  ]); // prettier-ignore
});
afterAll(() => house.close());

async function page(query: string, options: AskOptions = {}): Promise<PaymentPage> {
  const response = await house.ask(`/api/payments?${query}`, options);
  if (response.statusCode !== 200) throw new Error(response.body);
  return response.json();
}

async function walk(query: string, limits: readonly number[], options: AskOptions = {}) {
  const rows: PaymentRow[] = [];
  let cursor: string | null = null;
  for (let at = 0; ; at++) {
    const limit = limits[at % limits.length] ?? 50;
    const from: string = cursor === null ? '' : `&cursor=${cursor}`;
    const { rows: own, next } = await page(`${query}&limit=${limit}${from}`, options);
    expect(own.length).toBeLessThanOrEqual(limit);
    rows.push(...own);
    if (next === null) return rows;
    expect(own.length).toBe(limit);
    cursor = next;
  }
}

const fenOf = (amount: string) => BigInt(amount.replace('.', ''));

describe('pages', () => {
  test('a row says what it is, by whom, from which row of which file', async () => {
    const { rows, total, version } = await page(
      `${PLACE}&project=P1&unit=101001&order=amount&limit=1`,
    );
    expect(version).toBe(1);
    expect(rows[0]).toMatchObject({
      region: DISTRICT, year: 2025, book: 'general', department: '101', departmentName: '教育局', unit: '101001',
      unitName: '明川第一小学', project: 'P1', projectName: '校舍维修', function: '2050201', file: 'system.csv',
    }); // prettier-ignore
    expect(rows[0]?.functionName).toBe('学前教育');
    expect(rows[0]?.id).toBe(`${rows[0]?.id.split('.')[0] ?? ''}.${rows[0]?.row ?? 0}`);
    const own = LINES.flat().filter(({ project, unit }) => project === 'P1' && unit === '101001');
    expect(total).toEqual({ count: own.length, amount: sum(own.map(({ amount }) => amount)) });
  });

  test('one payment is had by its id, as in the list, and by nobody who would not find it there', async () => {
    const [first, second] = (await page(`${PLACE}&order=amount&limit=2`)).rows;
    const id = String(first?.id);
    expect(await page(`payment=${id}`)).toMatchObject({
      rows: [first],
      next: null,
      total: { count: 1, amount: first?.amount },
    });
    expect((await page(`payment=${id}&unit=999999`)).rows).toEqual([]);
    expect((await page(`payment=${String(second?.id)}`)).rows.map(({ id: own }) => own)).toEqual([second?.id]); // prettier-ignore
    expect(await page(`payment=${id.replace(/\d+$/u, '99999')}`)).toMatchObject({ rows: [], total: { count: 0 } }); // prettier-ignore
    expect((await page('payment=1.1')).rows).toEqual([]);
  });

  test('random pages are the whole list, no row twice and none lost, in the order asked for', async () => {
    const orders = ['-date', 'date', '-amount', 'amount'];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...orders),
        fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 3 }).filter((limits) => Math.max(...limits) > 25),
        fc.constantFrom('', '&text=接待', '&unit=101001', '&month=1,2,3', '&text=接&project=P1,P2', '&least=2000'),
        async (order, limits, filter) => {
          const query = `${PLACE}${filter}&order=${order}`;
          const rows = await walk(query, limits);
          const { rows: whole, total } = await page(`${query}&limit=1000`);
          expect(rows.map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
          expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
          expect(total).toEqual({ count: rows.length, amount: sum(rows.map(({ amount }) => fenOf(amount))) });
          const keys = whole.map(({ date, amount }) =>
            order.endsWith('date') ? (date ?? '9999') : fenOf(amount) + 10n ** 12n,
          );
          const sorted = keys.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
          expect(keys).toEqual(order.startsWith('-') ? sorted.toReversed() : sorted);
        },
      ),
      { numRuns: 12 },
    ); // prettier-ignore
  }, 60_000);

  test('the list is the ledger: every line once', async () => {
    const rows = await walk(PLACE, [100]);
    expect(rows).toHaveLength(LINES.flat().length);
    expect(rows.map(({ amount }) => fenOf(amount)).toSorted(byValue)).toEqual(
      LINES.flat()
        .map(({ amount }) => amount as bigint)
        .toSorted(byValue),
    );
  });

  test('a page goes on at its own version whatever was published in between', async () => {
    const fresh = await openHouse();
    await publishPayments(fresh.database, [{ lines: somePayments(30, 3) }]);
    const first = await fresh.ask(`/api/payments?${PLACE}&limit=20`);
    const { next, rows } = first.json<PaymentPage>();
    await publishPayments(fresh.database, [{ book: 'capital', lines: somePayments(30, 4) }]);
    const second = await fresh.ask(`/api/payments?${PLACE}&limit=20&cursor=${String(next)}`);
    const rest = second.json<PaymentPage>();
    expect(rest.version).toBe(1);
    expect(second.headers['mingzhang-version']).toBe('1');
    expect(rest.rows).toHaveLength(10);
    expect(new Set([...rows, ...rest.rows].map(({ id }) => id.split('.')[0])).size).toBe(1);
    await fresh.close();
  });

  test('amounts bound the list, refunds below zero among them', async () => {
    const { rows } = await page(`${PLACE}&least=-5000&most=2000.01&limit=1000`);
    const own = LINES.flat().filter(({ amount }) => {
      return (amount as bigint) >= -500_000n && (amount as bigint) <= 200_001n;
    });
    expect(rows).toHaveLength(own.length);
    expect(rows.some(({ amount }) => amount.startsWith('-'))).toBe(true);
  });

  test('the same question has the same validator, and is not answered twice', async () => {
    const first = await house.ask(`/api/payments?${PLACE}&limit=5`);
    const again = await house.ask(`/api/payments?${PLACE}&limit=5`, {
      headers: { 'if-none-match': String(first.headers.etag) },
    });
    expect(again.statusCode).toBe(304);
    const other = await house.ask(`/api/payments?${PLACE}&limit=5&text=接待`);
    expect(other.headers.etag).not.toBe(first.headers.etag);
  });
});

describe('words', () => {
  const found = async (text: string, options: AskOptions = {}, more = '') => {
    const query = `${PLACE}&limit=1000&text=${encodeURIComponent(text)}${more}`;
    return (await page(query, options)).rows.map(({ id }) => id).sort();
  };
  /** As shown: long numbers are stars. */
  const shown = (purpose: string) => purpose.replace(/[0-9]{11,}X?/g, '****');
  let everything: readonly PaymentRow[] = [];
  beforeAll(async () => {
    everything = (await page(`${PLACE}&limit=1000`, { role: 'deputy' })).rows;
  });
  const scan = (text: string) => {
    const parts = text.toLowerCase().split(/\s+/).filter((part) => part !== ''); // prettier-ignore
    return everything
      .filter(({ purpose }) => parts.every((part) => (purpose ?? '').toLowerCase().includes(part)))
      .map(({ id }) => id)
      .sort();
  };

  test('every search is a plain scan of the purposes as they are shown', async () => {
    const purposes = LINES.flat().flatMap(({ purpose }) =>
      typeof purpose === 'string' ? [shown(purpose)] : [],
    );
    const part = fc.constantFrom(...purposes).chain((purpose) =>
      fc.tuple(fc.nat(purpose.length - 1), fc.integer({ min: 1, max: 5 })).map(([from, length]) => purpose.slice(from, from + length)),
    ); // prettier-ignore
    const text = fc.oneof(
      part.map((one) => one.trim()).filter((one) => one !== ''),
      fc.tuple(part, part).map((two) => two.join(' ')).filter((two) => two.trim() !== ''),
      fc.constantFrom('接', '待', '接待', '接待 2025', '%', '_', '100%', '%_', "'", '\\', '*', '**', 'IPAD', '1990', 'X', '不存在', '第3批 接待'),
    ); // prettier-ignore
    await fc.assert(
      fc.asyncProperty(text, async (words) => {
        expect(await found(words, { role: 'deputy' })).toEqual(scan(words));
      }),
      { numRuns: 30 },
    );
  }, 60_000);

  test.each(['date', '-date'])('a search by %s alone is walked through in short pages of both batches', async (order) => {
    const query = `${PLACE}&text=2025&order=${order}`;
    const rows = await walk(query, [4, 1, 7], { role: 'deputy' });
    expect(rows.map(({ id }) => id).sort()).toEqual(scan('2025'));
    expect(new Set(rows.map(({ id }) => id.split('.')[0])).size).toBe(2);
    const { rows: whole } = await page(`${query}&limit=1000`, { role: 'deputy' });
    expect(rows).toEqual(whole);
    const dates = rows.map(({ date }) => date ?? '9999');
    expect(dates).toEqual(order === 'date' ? dates.toSorted() : dates.toSorted().toReversed());
  }); // prettier-ignore

  test('without the list of texts the rows themselves are read', async () => {
    const fresh = await openHouse();
    await publishPayments(fresh.database, [{ lines: LINES[0] }], { withoutTexts: true });
    const { rows } = (
      await fresh.ask(`/api/payments?${PLACE}&limit=1000&text=接待`)
    ).json<PaymentPage>();
    expect(rows.length).toBe(LINES[0].filter(({ purpose, payee, economic_class: economic }) =>
      String(purpose).includes('接待') || (String(payee).includes('接待') && economic !== '303')).length); // prettier-ignore
    await fresh.close();
  });

  test('names of organisations are looked in by who may see them, of persons only by who may and asks', async () => {
    const count = (payee: string, persons: boolean) =>
      LINES.flat().filter((line) => line['payee'] === payee && (persons || line['economic_class'] !== '303')).length; // prettier-ignore
    expect(await found('东湖建设', { role: 'member' })).toHaveLength(count('东湖建设有限公司12部', false));
    expect(await found('东湖建设', { role: 'deputy' })).toEqual([]);
    expect(await found('王伟', { role: 'member' })).toEqual([]);
    expect(await found('王伟', { role: 'auditor' })).toEqual([]);
    expect(await found('王伟', { role: 'auditor' }, '&unmask=true')).toHaveLength(count('王伟', true));
    expect(await found('东湖建设', { role: 'auditor' }, '&unmask=true')).toHaveLength(count('东湖建设有限公司12部', true));
  }); // prettier-ignore

  test('numbers that are not shown cannot be guessed by looking for them', async () => {
    for (const part of ['1101', '11010119900101123X', '123X', '6222', '67890'])
      expect(await found(part, { role: 'admin' }, '&unmask=true')).toEqual([]);
    expect((await found('****', { role: 'member' })).length).toBeGreaterThan(0);
  });
});

describe('bad input', () => {
  test.each([
    ['cursor=abc', 'bad-cursor', 'cursor'],
    [`cursor=${Buffer.from('[1,null,1,1,"x"]').toString('base64url')}`, 'bad-cursor', 'cursor'],
    ['limit=1001', 'bad-value', 'limit'],
    ['limit=0', 'bad-value', 'limit'],
    ['limit=ten', 'bad-value', 'limit'],
    ['order=payee', 'bad-value', 'order'],
    ['least=12a', 'bad-value', 'least'],
    ['most=1.234', 'bad-value', 'most'],
    [`text=${'接'.repeat(500)}`, 'bad-value', 'text'],
    ['text=a&text=b', 'bad-value', 'text'],
    ['unmask=yes', 'bad-value', 'unmask'],
    ['payment=x', 'bad-value', 'payment'],
    ['payment=1.2.3', 'bad-value', 'payment'],
    ['shade=1', 'unknown-dimension', 'shade'],
    ['measures=amount', 'unknown-parameter', 'measures'],
    ['payee=王伟', 'bad-value', 'payee'],
    ['payee=99999999999999999999', 'bad-value', 'payee'],
    ['month=x', 'bad-value', 'month'],
    ['from=2025', 'bad-time', 'from'],
    ['asOf=99', 'unknown-version', 'asOf'],
  ])('%s is refused', async (query, code, field) => {
    const response = await house.ask(`/api/payments?${PLACE}&${query}`);
    expect(problemIn(response)).toMatchObject({ code, field });
  });

  test('a cursor of another question is refused', async () => {
    const { next } = await page(`${PLACE}&limit=5`);
    const other = `/api/payments?${PLACE}&text=接待&limit=5&cursor=${String(next)}`;
    expect(problemIn(await house.ask(other)).code).toBe('bad-cursor');
    const role = `/api/payments?${PLACE}&limit=5&cursor=${String(next)}`;
    expect(problemIn(await house.ask(role, { role: 'deputy' })).code).toBe('bad-cursor');
  });

  test('nobody reads payments without a sign-in, and an empty place is an empty list', async () => {
    expect((await house.ask('/api/payments', { role: null })).statusCode).toBe(401);
    expect(await page('region=110000&year=2025')).toEqual({
      version: 1,
      rows: [],
      next: null,
      total: { count: 0, amount: '0.00' },
    });
  });
});

describe('files', () => {
  test('CSV: mark, headings in the reader’s language, the rows of the filters, masked alike', async () => {
    const response = await house.ask(`/api/payments?${PLACE}&unit=102001&order=date`, {
      role: 'deputy',
      headers: { accept: 'text/csv', 'accept-language': 'zh' },
    });
    expect(response.headers['content-disposition']).toContain('mingzhang-payments-v1.csv');
    const [head = '', ...lines] = response.body.trimEnd().split('\r\n');
    expect(head.startsWith('\ufeff地区,年度,月份,支付日期')).toBe(true);
    expect(lines).toHaveLength(LINES.flat().filter(({ unit }) => unit === '102001').length);
    expect(response.body).not.toMatch(/东湖|王伟|GARCIA|11010119900101|62220212345678/);
  });

  test('Excel opens with the same rows', async () => {
    const { read, utils } = await import('@e965/xlsx');
    const response = await house.ask(`/api/payments?${PLACE}&unit=102001`, {
      headers: {
        accept: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'accept-language': 'en',
      },
    });
    const sheet = read(response.rawPayload).Sheets['明账'];
    const rows = sheet === undefined ? [] : utils.sheet_to_json<unknown[]>(sheet, { header: 1 });
    const at = rows.findIndex(([first]) => first === 'Region');
    expect(rows.slice(at + 1)).toHaveLength(
      LINES.flat().filter(({ unit }) => unit === '102001').length,
    );
  });

  test('JSON is what a browser gets that says nothing', async () => {
    const response = await house.ask(`/api/payments?${PLACE}&limit=1`, { headers: JSON_ONLY });
    expect(response.headers['content-type']).toContain('application/json');
  });
});

function sum(amounts: readonly unknown[]): string {
  const fen = amounts.reduce<bigint>((all, one) => all + (one as bigint), 0n);
  const digits = String(fen < 0n ? -fen : fen).padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function byValue(one: bigint, other: bigint): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
