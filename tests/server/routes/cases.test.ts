/** In charge of alerts over HTTP: the life of a case with two people, who may do what, and the questions about it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  ActionRequest,
  AlertDetail,
  AlertRow,
  Completeness,
  LoopStatistics,
} from '#contract/alertAnswers';
import type { Page } from '#contract/answers';
import type { BackTest, RuleDescription, RuleDetail } from '#contract/ruleAnswers';
import { today } from '../../../etl/flags/workingDays.ts';
import { parseRule, ruleFiles } from '../../../etl/rules.ts';
import { runRules } from '../../../etl/steps/flag.ts';
import { publishFacts } from '../../rules/facts.ts';
import { addLedgers, type LedgerFacts } from '../../rules/ledgerFacts.ts';
import { JSON_ONLY, openHouse, problemIn, type TestHouse } from '../house.ts';

let house: TestHouse;
const people: Record<string, string> = {};
beforeAll(async () => {
  house = await openHouse();
  const units = ['001', '002', '003', '004'];
  const version = await addLedgers(
    house.database,
    [VOUCHER, ...[6, 7].map((month) => ({
      month,
      rows: units.map((code, at) => ({ department: code, unit: `${code}001`, class: '205', original: 1000, final: 1000, executed: month === 6 ? 100 : [110, 110, 330, 110][at] ?? 0 })),
      names: { unit: { '001': '甲局', '002': '乙局', '003': '丙局' } },
    }))],
  );
  await runRules(house.database, version, ['BE-01']);
  await house.database.owner.query(
    `update rule_flags set evidence = evidence || jsonb_build_array(jsonb_build_object('dataset', 'payments', 'measure', 'row', 'line', 1,
       'batch', (select batch_id from batches where dataset = 'payments'))) where unit = '001'`,
  );
  for (const name of ['甲', '乙'])
    people[name] = await house.token({ role: 'staff', label: name });
  people['局'] = await house.token({ role: 'department', unit: '001', label: '局' });
}); // prettier-ignore
afterAll(() => house.close());

/** What alerts of 甲局 rest on. */
const VOUCHER: LedgerFacts = {
  dataset: 'payments',
  month: 7,
  rows: [{ date: '2025-07-03', month: 7, department: '001', unit: '001001', method: '11', carried: 'carried', amount: 12 }],
  names: { unit: { '001001': '甲局本级' }, method: { '11': '直接支付' } },
}; // prettier-ignore

const as = (name: string) => ({ role: null, headers: { ...JSON_ONLY, authorization: `Bearer ${people[name] ?? ''}` } }); // prettier-ignore
const list = async (query: string, name = '甲') =>
  (await house.ask(`/api/flags?${query}`, as(name))).json<Page<AlertRow>>().rows;
const card = async (id: string, name = '甲') =>
  (await house.ask(`/api/flags/${id}`, as(name))).json<AlertDetail>();
const post = (id: string, action: string, body: ActionRequest, name = '甲') =>
  house.ask(`/api/flags/${id}/${action}`, { ...as(name), method: 'POST', payload: body });
const act = async (id: string, action: string, body: Partial<ActionRequest> = {}, name = '甲') => {
  const { revision } = await card(id);
  const answer = await post(id, action, { revision, ...body }, name);
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json<AlertDetail>();
};
const idOf = async (unit: string) => (await list(`unit=${unit}`))[0]?.id ?? '';

describe('a list of alerts', () => {
  test('has one row per matter, its gravest and latest result, and every result when asked', async () => {
    const rows = await list('unit=001');
    expect(rows.map(({ month, state, current }) => [month, state, current])).toEqual([
      [7, 'new', true],
    ]);
    expect(rows[0]?.rows).toEqual([{ cube: 'payments', row: expect.stringMatching(/^\d+\.1$/u) as string }]); // prettier-ignore
    const all = await list('unit=001&each=true');
    expect(all.map(({ id, month }) => [id.split('.')[0], month])).toEqual([
      [rows[0]?.id, 7],
      [rows[0]?.id, 6],
    ]);
    expect((await card(all[1]?.id ?? '')).alert.month).toBe(6);
  });

  test('is ordered and filtered', async () => {
    const weights = (await list('order=weight')).map(({ weight }) => weight);
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
    expect((await list('severity=yellow&rule=BE-01')).every(({ severity }) => severity === 'yellow')).toBe(true); // prettier-ignore
    expect(await list('state=closed')).toEqual([]);
    expect(await list('overdue=true')).toEqual([]);
    for (const query of ['order=size', 'current=maybe', 'severty=red'])
      expect((await house.ask(`/api/flags?${query}`)).statusCode).toBe(400);
  });

  test('is found by a voucher that it rests on, whose codes bear their names', async () => {
    const { rows } = await card(await idOf('001'));
    const [voucher] = rows;
    const at = `${String(voucher?.batch)}.${String(voucher?.line)}`;
    expect((await list(`payment=${at}`)).map(({ unit, month }) => [unit, month])).toEqual([
      ['001', 7],
      ['001', 6],
    ]);
    expect(await list(`payment=${String(voucher?.batch)}.2`)).toEqual([]);
    expect((await house.ask('/api/flags?payment=x')).statusCode).toBe(400);
    const named = voucher?.cells.flatMap(({ column, type, text, name }) => name === null ? [] : [[column, type, text, name.zh]]); // prettier-ignore
    expect(named).toEqual([
      ['department', 'text', '001', '甲局'],
      ['unit', 'text', '001001', '甲局本级'],
      ['carried', 'word', 'carried', '上年结转'],
      ['method', 'text', '11', '直接支付'],
    ]);
  });

  test('of a department holds its own alerts only', async () => {
    expect(new Set((await list('', '局')).map(({ unit }) => unit))).toEqual(new Set(['001']));
    expect((await house.ask(`/api/flags/${await idOf('002')}`, as('局'))).statusCode).toBe(404);
  });
});

describe('an alert from first sight to closing', () => {
  test('goes through every step with two people, and its history says so', async () => {
    const id = await idOf('001');
    await act(id, 'triage');
    const due = '2027-03-01';
    expect((await act(id, 'verify', { text: '请说明原因', due })).alert).toMatchObject({ state: 'verify', due }); // prettier-ignore
    await act(id, 'answer', { text: '合同延后' }, '局');
    await act(id, 'return', { text: '请附合同' });
    await act(id, 'answer', { text: '已附' }, '局');
    const judged = await act(id, 'problem', { text: '预算编制不实' });
    expect(judged.actions).toEqual(['refer', 'rectify', 'assign', 'comment', 'attach']);
    const referred = await act(id, 'refer', { to: 'audit' });
    expect(referred.finding).toMatch(/^YJ-\d{4}-/u);
    const working = await act(id, 'rectify', { due });
    expect([working.actions.includes('close'), working.withheld.map(({ action }) => action)]).toEqual([false, ['close']]); // prettier-ignore
    const alone = await post(id, 'close', { revision: working.revision, text: '完成' });
    expect(problemIn(alone)).toMatchObject({ status: 403, code: 'second-person' });
    const closed = await act(id, 'close', { text: '已整改' }, '乙');
    expect(closed.alert).toMatchObject({ state: 'closed', due: null });
    expect(closed.history.map(({ action, by, to }) => [action, by, to])).toEqual([
      ['found', 'mingzhang', 'new'],
      ['triage', '甲', 'triage'],
      ['verify', '甲', 'verify'],
      ['answer', '局', 'answered'],
      ['return', '甲', 'verify'],
      ['answer', '局', 'answered'],
      ['problem', '甲', 'problem'],
      ['refer', '甲', 'referred'],
      ['rectify', '甲', 'rectifying'],
      ['close', '乙', 'closed'],
    ]);
    expect((await act(id, 'reopen', { text: '反弹' })).alert.state).toBe('triage');
    const loop = (await house.ask('/api/flags/loop', as('甲'))).json<LoopStatistics>();
    expect(Object.fromEntries(loop.steps.map(({ step, count }) => [step, count]))).toMatchObject({ found: 4, verified: 1, answered: 1, closed: 0 }); // prettier-ignore
    expect(loop.units.find(({ unit }) => unit === '001')).toMatchObject({ name: '甲局', verified: 1 }); // prettier-ignore
    const { rows } = await house.database.owner.query(`select from access.log where action = 'alert'`); // prettier-ignore
    expect(rows.length).toBe(10);
  });

  test('is told to the second of two people who act at once', async () => {
    const id = await idOf('002');
    const answers = await Promise.all(['甲', '乙'].map((name) => post(id, 'triage', { revision: 1 }, name))); // prettier-ignore
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    const late = answers.find(({ statusCode }) => statusCode === 409);
    if (late === undefined) throw new Error('both won');
    expect(problemIn(late)).toMatchObject({ code: 'case-changed', detail: expect.stringMatching(/^[甲乙]已于.*研判/u) as string }); // prettier-ignore
  });

  test.each([
    ['an action that the state does not allow', 'close', { text: 'x' }, '甲', 409, 'case-state'],
    ['a step without its reason', 'void', {}, '甲', 400, 'needs-text'],
    ['a day in the past', 'verify', { due: '2020-01-01' }, '甲', 400, 'bad-value'],
    ['a day that is none', 'verify', { due: '2027-02-30' }, '甲', 400, 'bad-value'],
    ['a merge into itself', 'merge', { into: '0' }, '甲', 400, 'bad-value'],
    ['an action that is none', 'explode', {}, '甲', 400, 'bad-value'],
    ['a department that judges', 'void', { text: 'x' }, '局', 404, 'unknown-flag'],
  ])('refuses %s', async (_, action, body, name, status, code) => {
    const { revision } = await card(await idOf('002'));
    const answer = await post(await idOf('002'), action, { revision, ...body }, name);
    expect(problemIn(answer)).toMatchObject({ status, code });
  });

  test('refuses what a role may not do', async () => {
    const id = await idOf('001');
    const { revision } = await card(id);
    expect(problemIn(await post(id, 'verify', { revision }, '局'))).toMatchObject({ code: 'forbidden' }); // prettier-ignore
    for (const role of ['member', 'deputy', 'observer', 'auditor'] as const) {
      const answer = await house.ask(`/api/flags/${id}/verify`, { role, method: 'POST', payload: { revision } }); // prettier-ignore
      expect(problemIn(answer).code).toBe('forbidden');
    }
    expect((await house.ask(`/api/flags/${id}`, { role: 'deputy' })).json<AlertDetail>()).toMatchObject({ history: [], actions: [] }); // prettier-ignore
  });

  test('may be merged, voided, assigned and remarked; remarks stay inside', async () => {
    const [one, other] = [await idOf('002'), await idOf('003')];
    await act(one, 'assign', { assignee: '乙' });
    expect((await list('assignee=me', '乙')).map(({ id }) => id)).toEqual([one]);
    expect((await act(one, 'merge', { into: other })).mergedInto).toBe(other);
    expect((await act(other, 'void', { text: '口径差异' })).alert.state).toBe('voided');
    const own = await idOf('001');
    await act(own, 'comment', { text: '内部意见' });
    expect((await card(own, '局')).history.some(({ action }) => action === 'comment')).toBe(false);
  });

  test('takes a file, gives the same bytes back, and refuses one that lies', async () => {
    const id = await idOf('001');
    const send = async (name: string, content: Buffer) => {
      const { revision } = await card(id);
      const field = `--b\r\nContent-Disposition: form-data; name="revision"\r\n\r\n${String(revision)}\r\n`;
      const head = `--b\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/plain\r\n\r\n`;
      const payload = Buffer.concat([Buffer.from(field + head), content, Buffer.from('\r\n--b--\r\n')]); // prettier-ignore
      return house.ask(`/api/flags/${id}/attach`, {
        role: null,
        method: 'POST',
        headers: { ...as('甲').headers, 'content-type': 'multipart/form-data; boundary=b' },
        payload,
      });
    };
    const taken = (await send('x.pdf', Buffer.from('%PDF-1.7 x'))).json<AlertDetail>();
    const [file] = taken.history.at(-1)?.attachments ?? [];
    expect(file).toMatchObject({ name: 'x.pdf', type: 'application/pdf', bytes: 10 });
    const got = await house.ask(`/api/flags/${id}/attachments/${file?.id ?? ''}`, as('甲'));
    expect([got.body, got.headers['content-disposition']]).toEqual(['%PDF-1.7 x', "attachment; filename*=UTF-8''x.pdf"]); // prettier-ignore
    expect(problemIn(await send('x.png', Buffer.from('%PDF-1.7 x')))).toMatchObject({ status: 415, code: 'bad-attachment' }); // prettier-ignore
    expect(problemIn(await send('x.pdf', Buffer.alloc(20 * 1024 * 1024 + 1, '%PDF-1.7 ')))).toMatchObject({ status: 413 }); // prettier-ignore
  });
});

test('the validator changes with the state of a case', async () => {
  const tag = async () => (await house.ask('/api/flags', as('甲'))).headers['etag'];
  const before = await tag();
  expect(await tag()).toBe(before);
  await act(await idOf('001'), 'comment', { text: 'x' });
  expect(await tag()).not.toBe(before);
});

describe('the cube of alerts', () => {
  test('counts matters and adds up what is at stake, in every form', async () => {
    const url =
      '/api/query/flags?measures=count,amountAtStake&by=state,severity&rule=BE-01&order=-count';
    const { rows } = (await house.ask(url, as('甲'))).json<{ rows: Record<string, unknown>[] }>();
    const listed = await list('rule=BE-01');
    expect(rows.reduce((sum, { count }) => sum + Number(count), 0)).toBe(listed.length);
    expect(rows[0]).toMatchObject({ state: expect.any(String) as string, amountAtStake: expect.stringMatching(/^\d+\.\d\d$/u) as string }); // prettier-ignore
    const csv = await house.ask(url, { headers: { accept: 'text/csv' } });
    expect(csv.body.split('\r\n')[0]).toBe('\ufeffstate,severity,count,amountAtStake');
    const arrow = await house.ask(url, {
      headers: { accept: 'application/vnd.apache.arrow.stream' },
    });
    expect(arrow.rawPayload.length).toBeGreaterThan(100);
  });

  test.each(['measures=size', 'measures=count&by=colour', 'measures=count&year=x', 'by=rule'])(
    'refuses %s',
    async (query) => {
      expect((await house.ask(`/api/query/flags?${query}`)).statusCode).toBe(400);
    },
  );
});

describe('the law book', () => {
  test('back-tests a threshold, keeps it with its reason, and shows it', async () => {
    const setting = { on: true, thresholds: { yellow: 42, orange: 45, red: 46 } };
    const tested = (await house.ask('/api/rules/BE-01/back-test', { ...as('甲'), method: 'POST', payload: { setting } })).json<BackTest>(); // prettier-ignore
    expect(tested).toMatchObject({
      gained: 0,
      lost: 1,
      years: [{ year: 2025, before: 4, after: 3 }],
    });
    expect(tested.examples[0]).toMatchObject({ change: 'lost', to: null, subject: '003' });
    const silent = await house.ask('/api/rules/BE-01', { ...as('甲'), method: 'PUT', payload: { setting } }); // prettier-ignore
    expect(problemIn(silent).code).toBe('needs-text');
    const until = today();
    const exemptions = [{ kind: 'unit', code: '004', reason: '新设', until }];
    const kept = (await house.ask('/api/rules/BE-01', { ...as('甲'), method: 'PUT', payload: { setting, exemptions, reason: '减少误报' } })).json<RuleDetail>(); // prettier-ignore
    expect(kept.changes).toMatchObject([{ by: '甲', reason: '减少误报', setting: { thresholds: { yellow: 42 } } }]); // prettier-ignore
    expect(kept.exemptions).toMatchObject([{ code: '004', by: '甲', expired: false }]);
    expect((await list('rule=BE-01&current=true')).map(({ unit }) => unit).sort()).toEqual(['001', '002']); // prettier-ignore
    expect((await list('rule=BE-01&asOf=1')).length).toBe(4);
    const { rules } = (await house.ask('/api/rules')).json<{ rules: RuleDescription[] }>();
    expect(rules.find(({ id }) => id === 'BE-01')?.thresholds[0]).toMatchObject({ name: 'yellow', value: 42, shipped: 10 }); // prettier-ignore
  });

  test('refuses a bad setting, an unknown rule, and who may not', async () => {
    const payload = { setting: { on: true, thresholds: { yellow: -1 } }, reason: 'x' };
    const put = (id: string, role: 'staff' | 'member') => house.ask(`/api/rules/${id}`, { role, method: 'PUT', payload }); // prettier-ignore
    expect(problemIn(await put('BE-01', 'staff'))).toMatchObject({ status: 400, code: 'bad-setting' }); // prettier-ignore
    for (const [wrong, said] of [
      [{ setting: { thresholds: { minimum: '10万元' } } }, /不带单位/u],
      [{ exemptions: [{ kind: 'unit', code: '001', reason: 'x', until: '2020-01-01' }] }, /已过/u],
    ] as const) {
      const answer = await house.ask('/api/rules/BE-01', { role: 'staff', method: 'PUT', payload: { reason: 'x', ...wrong } }); // prettier-ignore
      expect(problemIn(answer)).toMatchObject({ status: 400, code: 'bad-setting', detail: expect.stringMatching(said) as string }); // prettier-ignore
    }
    expect(problemIn(await put('XX-01', 'staff')).code).toBe('unknown-rule');
    expect(problemIn(await put('BE-01', 'member')).code).toBe('forbidden');
  });
});

test('the wall says what has arrived, what is missing, and which rules need it', async () => {
  const wall = (await house.ask('/api/completeness?region=530700&year=2025')).json<Completeness>();
  const table = wall.tables.find(({ cube }) => cube === 'execution');
  expect(table?.rules).toContain('BE-01');
  expect(table?.rows.map(({ department, cells }) => [department, cells.map(({ state }) => state.slice(0, 1)).join('')])).toEqual([
    [null, 'mmmmmaannnnn'],
    ...['001', '002', '003', '004'].map((code) => [code, 'mmmmmaannnnn']),
  ]);
  expect(wall.tables.find(({ cube }) => cube === 'contracts')?.rows[0]?.cells).toMatchObject([{ month: 0, state: 'missing' }]);
  for (const query of ['', 'region=530700', 'region=530700&year=x'])
    expect((await house.ask(`/api/completeness?${query}`)).statusCode).toBe(400);
}); // prettier-ignore

test('a rule that is broken is told with what is wrong, beside those that ran', async () => {
  const known = (id: string) => ruleFiles().filter((file) => file.id === id);
  const [failing] = known('BE-02').map((file) => ({ ...file, hash: 'other', sql: 'select 1 / 0' }));
  const unread = parseRule('sql/rules/XX-09.sql', 'select 1');
  if (failing === undefined) throw new Error('no BE-02');
  const version = await addLedgers(house.database, [{ dataset: 'movements', month: 7, rows: [{ month: 7, kind: 'add', amount: 1 }] }]);
  await runRules(house.database, version, undefined, [failing, unread, ...known('BE-01')]);
  const { rules } = (await house.ask('/api/rules')).json<{ rules: RuleDescription[] }>();
  const stands = Object.fromEntries(rules.map(({ id, status, problem }) => [id, [status, problem]]));
  expect(stands).toMatchObject({
    'BE-01': ['ran', null],
    'BE-02': ['broken', 'division by zero'],
    'XX-09': ['broken', expect.stringContaining('block comment') as string],
  });
  expect((await list('rule=BE-01')).length).toBeGreaterThan(0);
}); // prettier-ignore

test('a year of printed tables alone lacks what stands behind them: on the wall as in the rules', async () => {
  const version = await publishFacts(house.database, [{ year: 2024, tables: [{ sheet: '02', lines: [{ item: '205', figures: { original: 10, executed: 9 } }] }] }]);
  await runRules(house.database, version, ['BE-11', 'PY-01']);
  const wall = (await house.ask('/api/completeness?region=530700&year=2024')).json<Completeness>();
  const states = (cube: string) => wall.tables.filter((table) => table.cube === cube).map(({ rows }) => [...new Set(rows[0]?.cells.map(({ state }) => state))]);
  expect([states('payments'), states('contracts'), states('execution')]).toEqual([[['missing']], [['missing']], [['missing'], ['arrived']]]);
  const grey = await list('severity=grey');
  expect(grey.map(({ rule, evidence }) => [rule, evidence.length])).toContainEqual(['PY-01', 0]);
  expect(grey.filter(({ rule }) => rule === 'PY-01')).toHaveLength(1);
}); // prettier-ignore
