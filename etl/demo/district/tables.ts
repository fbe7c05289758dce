/** In charge of the six tables of a fiscal year, worded as the budget-management system exports them. */
import { classification } from '../../reference.ts';
import { formatDay } from './calendar.ts';
import { documentOf } from './documents.ts';
import type { FiscalYear } from './fiscalYear.ts';
import {
  FUND_NAMES,
  METHOD_NAMES,
  paidTo,
  SETTLEMENT_NAMES,
  type Line,
  type ProjectKind,
} from './line.ts';
import type { ProjectStates } from './projectStates.ts';
import { isBondMoney } from './registers/bondShares.ts';
import { ADJUSTMENT_MONTH } from './revenue.ts';
import type { Department } from './tree.ts';

/** Outside GB/T 2260: no real district has this code. */
export const REGION = '990101';
export const REGION_NAME = '明川区';

export interface Table {
  /** One of the six, or the name of a register. */
  readonly name: string;
  /** Rows with their line ends, the header first, in pieces. */
  readonly text: Iterable<string>;
}

export const HEADERS = {
  payments: '财政区划代码,预算年度,会计期间,支付日期,主管部门代码,主管部门,预算单位代码,预算单位,项目代码,项目名称,支出功能分类代码,支出功能分类,政府预算经济分类代码,政府预算经济分类,部门预算经济分类代码,部门预算经济分类,资金性质代码,资金性质,资金年度,支付方式代码,支付方式,结算方式代码,结算方式,支付凭证号,指标文号,收款人,收款人账号,资金用途,政采标识,直达资金标识,工资标识,退款标识,支付金额',
  execution: '财政区划代码,预算年度,会计期间,主管部门代码,主管部门,预算单位代码,预算单位,项目代码,项目名称,支出功能分类代码,支出功能分类,政府预算经济分类代码,政府预算经济分类,部门预算经济分类代码,部门预算经济分类,资金性质代码,资金性质,资金年度,年初预算数,调整预算数,累计支出数',
  revenue: '财政区划代码,预算年度,会计期间,征收部门代码,征收部门,收入分类代码,收入分类,资金性质代码,资金性质,年初预算数,调整预算数,累计收入数',
  movements: '财政区划代码,预算年度,会计期间,变动日期,指标类型,指标文号,上级指标文号,变动事由,主管部门代码,主管部门,预算单位代码,预算单位,项目代码,项目名称,支出功能分类代码,支出功能分类,政府预算经济分类代码,部门预算经济分类代码,资金性质代码,资金性质,资金年度,指标金额',
  projects: '财政区划代码,预算年度,会计期间,项目代码,项目名称,项目类别,主管部门代码,主管部门,预算单位代码,预算单位,支出功能分类代码,支出功能分类,资金性质代码,资金性质,项目状态,建设地点,开工日期,计划完工日期,总投资,年初预算数,调整预算数,本年支出数,累计支出数,形象进度',
  units: '财政区划代码,单位代码,单位名称,上级单位代码,级次,启用年度,停用年度',
} as const; // prettier-ignore

const CATEGORIES: Readonly<Partial<Record<ProjectKind, string>>> = {
  works: '特定目标类',
  land: '特定目标类',
  capital: '特定目标类',
  purchase: '特定目标类',
  system: '特定目标类',
  grant: '特定目标类',
  allowance: '特定目标类',
};
const PIECE = 500;

/** The tables of one fiscal year, in the order in which a ledger is best read. */
export function tablesOf(
  fiscal: FiscalYear,
  departments: readonly Department[],
  states: ProjectStates,
): readonly Table[] {
  const heads = new Map(fiscal.lines.map((line) => [line, headOf(line, fiscal.year)]));
  return [
    { name: 'units', text: pieces('units', unitRows(departments)) },
    { name: 'movements', text: pieces('movements', movementRows(fiscal, heads)) },
    { name: 'execution', text: pieces('execution', executionRows(fiscal, heads)) },
    { name: 'revenue', text: pieces('revenue', revenueRows(fiscal)) },
    { name: 'projects', text: pieces('projects', projectRows(fiscal, states)) },
    { name: 'payments', text: pieces('payments', paymentRows(fiscal, heads)) },
  ];
}

function* pieces(name: keyof typeof HEADERS, rows: Iterable<string>): Iterable<string> {
  let piece = `${HEADERS[name]}\r\n`;
  let count = 0;
  for (const row of rows) {
    piece += `${row}\r\n`;
    count += 1;
    if (count < PIECE) continue;
    yield piece;
    piece = '';
    count = 0;
  }
  if (piece !== '') yield piece;
}

/** What stands in every row of a line. */
interface Head {
  /** 主管部门代码 … 项目名称 */
  readonly who: string;
  /** 支出功能分类代码, 支出功能分类 */
  readonly what: string;
  /** Both economic codes with their names. */
  readonly economic: string;
  readonly codes: string;
  /** 资金性质代码, 资金性质, 资金年度 */
  readonly money: string;
}

function headOf(line: Line, year: number): Head {
  const { unit, project } = line;
  const gov = `${line.govEconomic},${nameOf('govEconomic', line.govEconomic, year)}`;
  const own = `${line.economic},${nameOf('economic', line.economic, year)}`;
  return {
    who: `${unit.department.code},${unit.department.name},${unit.code},${unit.name},${project?.code ?? ''},${project?.name ?? ''}`,
    what: `${line.function},${nameOf('function', line.function, year)}`,
    economic: `${gov},${own}`,
    codes: `${line.govEconomic},${line.economic}`,
    money: `${moneyOf(line, year)},${line.carried ? '上年结转' : '当年'}`,
  };
}

/** 资金性质: bond money has a code of its own under its book. */
function moneyOf({ fund, project }: Line, year: number): string {
  if (project === null || !isBondMoney(project.code, year)) return `${fund},${FUND_NAMES[fund]}`;
  return fund === '11' ? '112,地方政府一般债券资金' : '122,地方政府专项债券资金';
}

function nameOf(
  scheme: 'function' | 'economic' | 'govEconomic' | 'revenueItem',
  code: string,
  year: number,
): string {
  const name = classification(scheme, code, year)?.name;
  if (name === undefined) throw new Error(`${scheme} has no code ${code}`);
  return name;
}

function need<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('a line without its head');
  return value;
}

function* unitRows(departments: readonly Department[]): Iterable<string> {
  for (const { code, name, units } of departments) {
    yield `${REGION},${code},${name},,1,2018,`;
    for (const unit of units) yield `${REGION},${unit.code},${unit.name},${code},2,2018,`;
  }
}

function* movementRows(
  { year, lines }: FiscalYear,
  heads: ReadonlyMap<Line, Head>,
): Iterable<string> {
  const all = lines.flatMap((line) => line.movements.map((movement) => ({ line, movement })));
  const sorted = all.toSorted(
    (a, b) => a.movement.month - b.movement.month || a.movement.date.day - b.movement.date.day,
  );
  for (const { line, movement } of sorted) {
    const { who, what, codes, money } = need(heads.get(line));
    const { month, date, kind, document = '', above = '', reason, amount } = movement;
    yield `${REGION},${String(year)},${String(month)},${formatDay(date)},${kind},${document},${above},${reason},${who},${what},${codes},${money},${yuan(amount)}`;
  }
}

function* executionRows(
  { year, months, lines }: FiscalYear,
  heads: ReadonlyMap<Line, Head>,
): Iterable<string> {
  for (let month = 1; month <= months; month += 1) {
    for (const line of lines) {
      const executed = paidTo(line, month);
      let original = 0;
      let adjusted = 0;
      let known = executed !== 0;
      for (const movement of line.movements) {
        if (movement.month > month) continue;
        known = true;
        adjusted += movement.amount;
        if (movement.kind === '年初') original += movement.amount;
      }
      if (!known) continue;
      const { who, what, economic, money } = need(heads.get(line));
      yield `${REGION},${String(year)},${String(month)},${who},${what},${economic},${money},${yuan(original)},${yuan(adjusted)},${yuan(executed)}`;
    }
  }
}

function* revenueRows({ year, months, revenue }: FiscalYear): Iterable<string> {
  const own = revenue.filter(({ financing }) => !financing);
  for (let month = 1; month <= months; month += 1) {
    for (const { item, collector, collectorName, fund, original, adjusted, received } of own) {
      yield `${REGION},${String(year)},${String(month)},${collector},${collectorName},${item},${nameOf('revenueItem', item, year)},${fund},${FUND_NAMES[fund]},${yuan(original)},${yuan(month < ADJUSTMENT_MONTH ? original : adjusted)},${yuan(received[month] ?? 0)}`;
    }
  }
}

function* projectRows(fiscal: FiscalYear, states: ProjectStates): Iterable<string> {
  for (let month = 1; month <= fiscal.months; month += 1) {
    for (const state of states.at(fiscal, month)) {
      const { project, planned, physical } = state;
      const { unit } = project;
      yield `${REGION},${String(fiscal.year)},${String(month)},${project.code},${project.name},${CATEGORIES[project.kind] ?? '其他运转类'},${unit.department.code},${unit.department.name},${unit.code},${unit.name},${project.function},${nameOf('function', project.function, fiscal.year)},${project.fund},${FUND_NAMES[project.fund]},${state.status},${planned === null ? '' : project.place},${state.started},${state.due},${planned === null ? '' : yuan(planned)},${yuan(state.original)},${yuan(state.adjusted)},${yuan(state.executed)},${yuan(state.cumulative)},${physical === null ? '' : percent(physical)}`;
    }
  }
}

function* paymentRows(
  { year, payments }: FiscalYear,
  heads: ReadonlyMap<Line, Head>,
): Iterable<string> {
  let number = 0;
  let last = 0;
  const documents = new Map<Line, Map<number, string>>();
  for (const payment of payments) {
    const { line, month } = payment;
    if (month !== last) number = 0;
    last = month;
    number += 1;
    const { who, what, economic, money } = need(heads.get(line));
    const voucher = `${String(year)}${String(month).padStart(2, '0')}${String(number).padStart(6, '0')}`;
    const known = documents.get(line) ?? new Map<number, string>();
    const document = known.get(month) ?? documentOf(line, month);
    documents.set(line, known.set(month, document));
    yield `${REGION},${String(year)},${String(month)},${formatDay(payment.date)},${who},${what},${economic},${money},${payment.method},${METHOD_NAMES[payment.method]},${payment.settlement},${SETTLEMENT_NAMES[payment.settlement]},${voucher},${document},${payment.payee},${payment.account},${payment.purpose},${mark(payment.procurement)},${mark(payment.direct)},${mark(payment.salary)},${mark(payment.refund)},${yuan(payment.amount)}`;
  }
}

function mark(value: boolean): string {
  return value ? '是' : '否';
}

/** Whole fen as yuan with two decimals. */
export function yuan(amount: number): string {
  const size = amount < 0 ? -amount : amount;
  const rest = size % 100;
  return `${amount < 0 ? '-' : ''}${String((size - rest) / 100)}.${rest < 10 ? '0' : ''}${String(rest)}`;
}

/** Thousandths as a percentage. */
function percent(thousandths: number): string {
  return `${String((thousandths - (thousandths % 10)) / 10)}.${String(thousandths % 10)}%`;
}
