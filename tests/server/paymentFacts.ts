/** In charge of small ledgers of payments for tests: made from a seed or written out, published with the texts by which they are found. */
import type { Database } from '#database';
import { finishLeaves } from '../../etl/ledger/finishLeaves.ts';
import { publishLedger, type LedgerBatchFacts, type LedgerLine } from './query/ledgerFacts.ts';

export const DISTRICT = '990101';

const UNITS = [
  ['101', '101001'],
  ['101', '101002'],
  ['102', '102001'],
] as const;
const PROJECTS = ['P1', 'P2', 'P3', null];
const ECONOMICS = ['30101', '30217', '30305', '31001'];
const PURPOSES = ['1月公务接待费', '2025年接待用餐', '接送学生', '待付工程款', '业务接待 2025 第3批', '100%完工_结算', 'iPad采购',
  '补助 身份证11010119900101123X', '转账6222021234567890123', '办公用品', null]; // prettier-ignore
const PAYEES = [
  '明川接待服务有限公司',
  '东湖建设有限公司12部',
  '王伟',
  '李会',
  '欧阳建国',
  'GARCIA LOPEZ JUAN',
  null,
];

/** A small generator that gives the same numbers for a seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

/** Payments with many equal dates and amounts, some without a date. */
export function somePayments(count: number, seed = 1): LedgerLine[] {
  const below = numbers(seed);
  const pick = <Item>(items: readonly Item[]) => items[below(items.length)] as Item;
  return Array.from({ length: count }, (_, index) => {
    const [department, unit] = pick(UNITS);
    const month = 1 + below(13);
    const economic = pick(ECONOMICS);
    const payee = pick(PAYEES);
    return {
      date: below(12) === 0 ? null : `2025-${String(Math.min(month, 12)).padStart(2, '0')}-${String(1 + below(5)).padStart(2, '0')}`,
      month, department, unit, project: pick(PROJECTS),
      class: '205', group_: '20502', item_: '2050201', economic_class: economic.slice(0, 3), economic,
      fund: '11', carried: below(9) === 0 ? 'carried' : 'current', method: pick(['1', '2']), settlement: '2',
      payee_key: payee === null ? null : BigInt(PAYEES.indexOf(payee)) * 1_234_567_890_123n - 2_000_000_000_000n,
      payee, payee_account: payee === null ? null : `62220212345678${String(index).padStart(4, '0')}`,
      purpose: pick(PURPOSES), voucher: `ZF${String(index)}`, document: '明财预〔2025〕1号',
      refund: below(20) === 0, amount: BigInt(below(12) * 100_000 + below(2)) * (below(20) === 0 ? -1n : 1n),
    }; // prettier-ignore
  });
}

/** Publishes batches of payments, findable by their words unless `withoutTexts`. */
export async function publishPayments(
  database: Database,
  batches: readonly LedgerBatchFacts[],
  { withoutTexts = false } = {},
): Promise<{ readonly version: number; readonly batches: readonly number[] }> {
  const published = await publishLedger(
    database,
    batches.map((batch) => ({
      dataset: 'payments',
      month: 13,
      amounts: 'month' as const,
      ...batch,
    })),
  );
  if (!withoutTexts) await finishLeaves(database);
  return published;
}
