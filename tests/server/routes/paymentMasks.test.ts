/** In charge of what each role may see of who was paid, and of the record of who looked at names of persons. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Member, Role } from '#contract/answers';
import type { LedgerOrigin, PaymentPage, PaymentRow } from '#contract/ledgerAnswers';
import { shownAccount } from '../../../server/query/payments/masks.ts';
import { openHouse, problemIn, type TestHouse } from '../house.ts';
import { DISTRICT, publishPayments } from '../paymentFacts.ts';

let house: TestHouse;
let batch: number;
const PLACE = `region=${DISTRICT}&year=2025`;

const line = (payee: string | null, more: Record<string, string | bigint | null> = {}) => ({
  date: '2025-03-01', month: 3, department: '101', unit: '101001', economic_class: '302', economic: '30217', method: '1',
  payee_key: payee === null ? null : BigInt(payee.length) * 1000n + BigInt(payee.codePointAt(0) ?? 0), payee, payee_account: '6222021234567890123', purpose: '工程款',
  refund: false, amount: 100_00n, ...more,
}); // prettier-ignore

const ORGANISATIONS = [
  '明川自来水有限公司',
  '东湖建设有限公司12部',
  '石桥村经济合作社',
  '启衡宾馆',
  '在职人员（工资统发代发户）',
  'TECNOLOGIAS PLEXUS S L',
  'BANCO DE ESPAÑA',
];
const PERSONS = ['王伟', '李会', '欧阳建国', '王伟（明川中学）', '明川中学王伟', '买买提·吐尔逊', 'GARCIA LOPEZ JUAN', 'DE SA PEREIRA']; // prettier-ignore
const SUBSIDISED = '安宁商贸有限公司';
const HIDDEN_DIGITS = [
  '身份证11010119900101123X',
  '账号 6222 0212 3456 7890 123',
  '电话１３８１２３４５６７８',
  '转账6222-0212-3456-7890',
];

const ROLES: readonly Role[] = ['member', 'staff', 'auditor', 'department', 'deputy', 'steward', 'admin', 'observer']; // prettier-ignore
const SEES: readonly Role[] = ['member', 'staff', 'auditor', 'department', 'steward', 'admin'];
const UNMASKS: readonly Role[] = ['staff', 'auditor', 'steward', 'admin'];

beforeAll(async () => {
  house = await openHouse();
  const published = await publishPayments(house.database, [
    {
      names: { 'unit 101001': '明川第一小学' },
      stated: { amount: 1_000_000n },
      lines: [
        ...[...ORGANISATIONS, ...PERSONS].map((payee) => line(payee)),
        line(SUBSIDISED, { economic_class: '303', economic: '30305' }),
        line(SUBSIDISED),
        ...HIDDEN_DIGITS.map((purpose) => line(null, { purpose })),
        line('明川自来水有限公司', {
          department: '102',
          unit: '102001',
          purpose: '只此一处的用途',
        }),
      ],
    },
  ]);
  batch = published.batches[0] ?? 0;
});
afterAll(() => house.close());

async function rowsAs(role: Role, query = ''): Promise<readonly PaymentRow[]> {
  const response = await house.ask(`/api/payments?${PLACE}&limit=1000&order=date${query}`, {
    role,
  });
  if (response.statusCode !== 200) throw new Error(response.body);
  return response.json<PaymentPage>().rows;
}

async function logged() {
  const { rows } = await house.database.owner.query<{ actor: string; role: string; subject: string; at: Date }>(
    `select actor, role, subject, at from access.log where action = 'unmask' order by at`,
  ); // prettier-ignore
  return rows;
}

describe.each(ROLES)('%s', (role) => {
  test('sees names by its role, never of persons, never an account', async () => {
    const rows = await rowsAs(role);
    const body = JSON.stringify(rows);
    for (const name of PERSONS) expect(body).not.toContain(name);
    for (const name of ORGANISATIONS) expect(body.includes(name)).toBe(SEES.includes(role));
    expect(body).not.toMatch(/62220212|3456789|1101011990|8123456|８１２/);
    expect(rows.filter(({ account }) => account === '****0123')).toHaveLength(rows.length);
    const subsidy = rows.filter(({ economic }) => economic === '30305');
    expect(subsidy.map(({ payeeName, masked }) => [payeeName, masked])).toEqual([
      [SEES.includes(role) ? '安**' : '**', true],
    ]);
  });

  test('sees names of persons only where it may and asks, which is written down without them', async () => {
    const before = (await logged()).length;
    const query = `/api/payments?${PLACE}&text=王伟&limit=1000&unmask=true`;
    const response = await house.ask(query, { role });
    if (!UNMASKS.includes(role)) {
      expect(problemIn(response).code).toBe('forbidden');
      expect(await logged()).toHaveLength(before);
      return;
    }
    const { rows } = response.json<PaymentPage>();
    expect(rows.map(({ payeeName }) => payeeName).toSorted()).toEqual(
      ['王伟', '王伟（明川中学）', '明川中学王伟'].toSorted(),
    );
    expect(JSON.stringify(rows)).not.toContain('6222021234567890123');
    expect(response.headers['cache-control']).toBe('private, no-store');
    const last = (await logged()).at(-1);
    expect(last).toMatchObject({ actor: role, role });
    expect(JSON.parse(last?.subject ?? '')).toEqual({
      list: 'payments',
      rows: 3,
      filters: ['region', 'year', 'text'],
    });
  });

  test('gets codes of payees in cubes, and names of members masked alike', async () => {
    const cube = await house.ask(`/api/query/payments?${PLACE}&measures=amount&by=payee`, {
      role,
      headers: { accept: 'application/json' },
    });
    const origin = await house.ask(`/api/origin/payments?${PLACE}&measure=amount`, { role });
    const answer = await house.ask(`/api/members/payee?cube=payments&${PLACE}`, { role });
    const { members } = answer.json<{ members: Member[] }>();
    for (const body of [cube.body, origin.body, answer.body])
      for (const secret of [...PERSONS, '6222021234567890123', '11010119900101'])
        expect(body).not.toContain(secret);
    expect(cube.body + origin.body).not.toContain('自来水');
    const names = members.map(({ zh }) => zh);
    expect(names.includes('启衡宾馆')).toBe(SEES.includes(role));
    const unmasked = await house.ask(`/api/members/payee?cube=payments&${PLACE}&unmask=true`, {
      role,
    });
    if (UNMASKS.includes(role)) expect(unmasked.body).toContain('欧阳建国');
    else expect(problemIn(unmasked).code).toBe('forbidden');
  });

  test('gets a file masked alike', async () => {
    const headers = { accept: 'text/csv' };
    const { body } = await house.ask(`/api/payments?${PLACE}`, { role, headers });
    for (const secret of [...PERSONS, '6222021234567890123', '11010119900101'])
      expect(body).not.toContain(secret);
    expect(body.includes('启衡宾馆')).toBe(SEES.includes(role));
  });
});

describe('a department', () => {
  const asUnit = async (url: string) => {
    const token = await house.token({ role: 'department', label: 'unit', unit: '102001' });
    return house.ask(url, { role: null, headers: { authorization: `Bearer ${token}`, accept: 'application/json' } }); // prettier-ignore
  };

  test('sees its own unit only, in lists, words, cubes, members, totals and origins', async () => {
    const list = (await asUnit(`/api/payments?${PLACE}`)).json<PaymentPage>();
    expect(list.rows.map(({ unit }) => unit)).toEqual(['102001']);
    expect(list.total).toEqual({ count: 1, amount: '100.00' });
    const words = (await asUnit(`/api/payments?${PLACE}&text=工程款`)).json<PaymentPage>();
    expect(words).toMatchObject({ rows: [], total: { count: 0, amount: '0.00' } });
    const own = (await asUnit(`/api/payments?${PLACE}&text=一处`)).json<PaymentPage>();
    expect(own.rows).toHaveLength(1);
    for (const by of ['payee', 'function', 'economic', 'month', 'project', 'method', 'size', 'date']) {
      const answer = await asUnit(`/api/query/payments?${PLACE}&measures=amount,count,median&by=${by}`);
      const { rows } = answer.json<{ rows: Record<string, unknown>[] }>();
      expect(rows.map(({ amount, count }) => [amount, count])).toEqual([['100.00', 1]]);
    }
    const members = (await asUnit(`/api/members/payee?cube=payments&${PLACE}`)).json<{ members: Member[] }>();
    expect(members.members.map(({ zh }) => zh)).toEqual(['明川自来水有限公司']);
    const origin = (await asUnit(`/api/origin/payments?${PLACE}&measure=amount`)).json<LedgerOrigin>();
    expect(origin).toMatchObject({ count: 1, value: '100.00', printedTotal: null });
    expect(origin.batches[0]?.control).toEqual([]);
    expect((await asUnit(`/api/origin/payments?payment=${batch}.1`)).statusCode).toBe(404);
    expect((await asUnit(`/api/payments?payment=${batch}.1`)).json<PaymentPage>()).toMatchObject({ rows: [], total: { count: 0 } });
  }); // prettier-ignore

  test('a region that is not one’s own has no payments', async () => {
    const token = await house.token({ role: 'auditor', label: 'elsewhere', region: '530700' });
    const headers = { authorization: `Bearer ${token}` };
    for (const url of [`/api/payments?${PLACE}`, `/api/payments?${PLACE}&text=工程`]) {
      const answer = await house.ask(url, { role: null, headers });
      expect(answer.json()).toMatchObject({ rows: [], total: { count: 0 } });
    }
  });
});

describe('the origin of a payment', () => {
  test('is its row with file, mapping, batch and control totals', async () => {
    const response = await house.ask(`/api/origin/payments?payment=${batch}.2`);
    expect(response.json<LedgerOrigin>()).toMatchObject({
      form: 'ledger',
      version: 1,
      value: '100.00',
      exact: true,
      count: 1,
      batches: [{ batch, file: 'system.csv', mapping: 'system', year: 2025, control: [{ measure: 'amount', stated: '10000.00' }] }],
      rows: [{ batch, row: 2, file: 'system.csv', amount: '100.00', sign: 1, dims: { unit: { code: '101001', name: '明川第一小学' } } }],
    }); // prettier-ignore
    expect(response.body).not.toContain('东湖');
  });

  test.each([
    ['payment=x', 'bad-value'],
    ['payment=1.1', 'unknown-payment'],
    ['payment=1&measure=amount', 'unknown-parameter'],
  ])('%s is refused', async (query, code) => {
    expect(problemIn(await house.ask(`/api/origin/payments?${query}`)).code).toBe(code);
  });

  test('a row that is not there is refused', async () => {
    const response = await house.ask(`/api/origin/payments?payment=${batch}.9999`);
    expect(problemIn(response).code).toBe('unknown-payment');
  });
});

test('short accounts show nothing', () => {
  expect(['12345678', '123456789', ' 6222021234567890 ', null].map(shownAccount)).toEqual([
    '****',
    '****6789',
    '****7890',
    null,
  ]);
});

test('an account from which many are paid bears nobody’s name, whatever it is paid for', async () => {
  const { rows } = await house.database.owner.query<{ payee: string; person: boolean }>(
    `select payee, access.is_person(payee, '303') as person from unnest($1::text[]) payee`,
    [['退休人员（批量代发户）', '优抚对象（批量代发户）', '王伟（代发户）', '安宁商贸有限公司']],
  );
  expect(rows.map(({ person }) => person)).toEqual([false, false, true, true]);
});
