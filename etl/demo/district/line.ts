/** In charge of what a budget line of the district is while a year is made: its money, its movements, its plan, what was paid. */
import type { Day } from './calendar.ts';
import type { Unit } from './tree.ts';

/** 资金性质: 11 general, 12 fund, 13 capital, 14 social. */
export type Fund = '11' | '12' | '13' | '14';

export type MovementKind = '年初' | '追加' | '追减' | '调剂' | '结转' | '收回';

/** One movement of a line. Amounts are whole fen; a movement is numbered with others of its group under one document. */
export interface Movement {
  readonly kind: MovementKind;
  readonly month: number;
  readonly date: Day;
  readonly amount: number;
  readonly reason: string;
  /** Movements of one group share a document. */
  readonly group: string;
  /** Document of a higher government on which it rests. */
  readonly above?: string;
  document?: string;
}

export type ProjectKind =
  | 'works'
  | 'system'
  | 'purchase'
  | 'service'
  | 'event'
  | 'grant'
  | 'allowance'
  | 'training'
  | 'research'
  | 'land'
  | 'capital'
  | 'insurance'
  | 'debt'
  | 'reserve';

export interface Project {
  readonly code: string;
  readonly name: string;
  readonly kind: ProjectKind;
  readonly unit: Unit;
  readonly function: string;
  readonly fund: Fund;
  /** Fiscal years, both included. */
  readonly from: number;
  readonly to: number;
  /** Budget of an ordinary year, fen. */
  readonly yearly: number;
  readonly place: string;
  /** The one economic code of a programme; null where the kind of project says which. */
  readonly economic: string | null;
  /** Released with the year's first documents. */
  readonly early: boolean;
}

/** How vouchers of a line look. */
export type Style = 'wages' | 'office' | 'project';

export interface Line {
  readonly unit: Unit;
  readonly project: Project | null;
  readonly function: string;
  readonly economic: string;
  readonly govEconomic: string;
  readonly fund: Fund;
  readonly carried: boolean;
  readonly style: Style;
  readonly movements: Movement[];
  /** Cumulative payments that are meant by the end of each month; index 0 stands for the year's beginning. */
  plan: readonly number[];
  /** Paid in each month, index 1–13; filled by the vouchers. */
  readonly paid: number[];
}

export interface Payment {
  readonly line: Line;
  readonly month: number;
  readonly date: Day;
  readonly amount: number;
  readonly payee: string;
  readonly account: string;
  readonly purpose: string;
  readonly method: Method;
  readonly settlement: Settlement;
  readonly procurement: boolean;
  readonly direct: boolean;
  readonly salary: boolean;
  readonly refund: boolean;
  /** Place among the payments of a day. */
  readonly order: number;
}

export type Method = '11' | '12' | '21';
export type Settlement = '1' | '2' | '3' | '4';

export const FUND_NAMES: Readonly<Record<Fund, string>> = {
  11: '一般公共预算资金',
  12: '政府性基金预算资金',
  13: '国有资本经营预算资金',
  14: '社会保险基金预算资金',
};
export const METHOD_NAMES: Readonly<Record<Method, string>> = {
  11: '财政直接支付',
  12: '财政授权支付',
  21: '财政实拨',
};
export const SETTLEMENT_NAMES: Readonly<Record<Settlement, string>> = {
  1: '转账',
  2: '现金',
  3: '公务卡',
  4: '批量代发',
};

/** The line's money after the movements to a month. */
export function finalOf(line: Line, month: number): number {
  let sum = 0;
  for (const movement of line.movements) if (movement.month <= month) sum += movement.amount;
  return sum;
}

/** Documents of the first days of a year release wages and running costs at once; all other money waits for the next month. */
export const EARLY_RELEASE = 6;

/** What is open for payment in a month, so that no voucher is older than its document. */
export function openIn(line: Line, month: number): number {
  let sum = 0;
  for (const movement of line.movements) {
    const { kind, date, amount } = movement;
    const waits = amount > 0 && !(kind === '年初' && date.day <= EARLY_RELEASE);
    if (waits ? movement.month < month : movement.month <= month) sum += amount;
  }
  return sum;
}

export function paidTo(line: Line, month: number): number {
  let sum = 0;
  for (let index = 1; index <= month; index += 1) sum += line.paid[index] ?? 0;
  return sum;
}
