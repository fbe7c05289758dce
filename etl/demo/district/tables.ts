/** In charge of the six tables of a fiscal year, worded as the budget-management system exports them. */
import { classification } from '../../reference.ts';
import { ByteRows, encoded, type Piece } from './byteRows.ts';
import { dayNumber, formatDay, handedOver } from './calendar.ts';
import { documentOf } from './documents.ts';
import type { FiscalYear } from './fiscalYear.ts';
import {
  FUND_NAMES,
  METHOD_NAMES,
  paidTo,
  SETTLEMENT_NAMES,
  type Line,
  type Payment,
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
  /** Rows with their line ends in UTF-8, the header first, in pieces. */
  readonly text: Iterable<Piece>;
}

export const HEADERS = {
  payments: '财政区划代码,预算年度,会计期间,报送日期,支付日期,主管部门代码,主管部门,预算单位代码,预算单位,项目代码,项目名称,支出功能分类代码,支出功能分类,政府预算经济分类代码,政府预算经济分类,部门预算经济分类代码,部门预算经济分类,资金性质代码,资金性质,资金年度,支付方式代码,支付方式,结算方式代码,结算方式,支付凭证号,指标文号,收款人,收款人账号,资金用途,政采标识,直达资金标识,工资标识,退款标识,支付金额',
  execution: '财政区划代码,预算年度,会计期间,报送日期,主管部门代码,主管部门,预算单位代码,预算单位,项目代码,项目名称,支出功能分类代码,支出功能分类,政府预算经济分类代码,政府预算经济分类,部门预算经济分类代码,部门预算经济分类,资金性质代码,资金性质,资金年度,年初预算数,调整预算数,累计支出数',
  revenue: '财政区划代码,预算年度,会计期间,报送日期,征收部门代码,征收部门,收入分类代码,收入分类,资金性质代码,资金性质,年初预算数,调整预算数,累计收入数',
  movements: '财政区划代码,预算年度,会计期间,报送日期,变动日期,指标类型,指标文号,上级指标文号,变动事由,主管部门代码,主管部门,预算单位代码,预算单位,项目代码,项目名称,支出功能分类代码,支出功能分类,政府预算经济分类代码,部门预算经济分类代码,资金性质代码,资金性质,资金年度,指标金额',
  projects: '财政区划代码,预算年度,会计期间,报送日期,项目代码,项目名称,项目类别,主管部门代码,主管部门,预算单位代码,预算单位,支出功能分类代码,支出功能分类,资金性质代码,资金性质,项目状态,建设地点,开工日期,计划完工日期,总投资,年初预算数,调整预算数,本年支出数,累计支出数,形象进度',
  units: '财政区划代码,单位代码,单位名称,上级单位代码,级次,启用年度,停用年度',
} as const; // prettier-ignore

const COMMA = encoded(',');
const CATEGORIES: Readonly<Partial<Record<ProjectKind, string>>> = {
  works: '特定目标类',
  land: '特定目标类',
  capital: '特定目标类',
  purchase: '特定目标类',
  system: '特定目标类',
  grant: '特定目标类',
  allowance: '特定目标类',
};
/** The tables of one fiscal year, in the order in which a ledger is best read. */
export function tablesOf(
  fiscal: FiscalYear,
  departments: readonly Department[],
  states: ProjectStates,
): readonly Table[] {
  const heads = new Map(fiscal.lines.map((line) => [line, headOf(line, fiscal.year)]));
  return [
    { name: 'units', text: pieces('units', plainly(unitRows(departments))) },
    { name: 'movements', text: pieces('movements', plainly(movementRows(fiscal, heads))) },
    { name: 'execution', text: pieces('execution', (out) => executionRows(out, fiscal, heads)) },
    { name: 'revenue', text: pieces('revenue', plainly(revenueRows(fiscal))) },
    { name: 'projects', text: pieces('projects', plainly(projectRows(fiscal, states))) },
    { name: 'payments', text: pieces('payments', (out) => paymentRows(out, fiscal, heads)) },
  ];
}

/** `rows` writes a row at each step and gives the piece that it filled, if any. */
function* pieces(
  name: keyof typeof HEADERS,
  rows: (out: ByteRows) => Iterable<Piece | null>,
): Iterable<Piece> {
  const out = new ByteRows();
  out.text(HEADERS[name]).end();
  for (const piece of rows(out)) if (piece !== null) yield piece;
  yield out.take();
}

/** Rows that are texts already. */
function plainly(rows: Iterable<string>): (out: ByteRows) => Iterable<Piece | null> {
  return function* (out) {
    for (const row of rows) yield out.text(row).end();
  };
}

/** What stands in every row of a line. */
interface Head {
  /** 主管部门代码 … 项目名称 */
  readonly who: string;
  /** 支出功能分类代码, 支出功能分类 */
  readonly what: string;
  /** Both economic codes. */
  readonly codes: string;
  /** 资金性质代码, 资金性质, 资金年度 */
  readonly money: string;
  /** All of it with commas on both sides but `codes`, as it stands in execution and payments. */
  readonly line: Uint8Array;
}

function headOf(line: Line, year: number): Head {
  const { unit, project } = line;
  const gov = `${line.govEconomic},${nameOf('govEconomic', line.govEconomic, year)}`;
  const own = `${line.economic},${nameOf('economic', line.economic, year)}`;
  const who = `${unit.department.code},${unit.department.name},${unit.code},${unit.name},${project?.code ?? ''},${project?.name ?? ''}`;
  const what = `${line.function},${nameOf('function', line.function, year)}`;
  const money = `${moneyOf(line, year)},${line.carried ? '上年结转' : '当年'}`;
  return {
    who,
    what,
    money,
    codes: `${line.govEconomic},${line.economic}`,
    line: Buffer.from(`,${who},${what},${gov},${own},${money},`),
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
  if (value === undefined) throw new Error('something that every row has is missing');
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
    yield `${reportOf(year, month)},${formatDay(date)},${kind},${document},${above},${reason},${who},${what},${codes},${money},${yuan(amount)}`;
  }
}

const reports = new Map<number, string>();

/** 财政区划代码 … 报送日期: what every row of a month's hand-over begins with. */
function reportOf(year: number, month: number): string {
  const key = year * 100 + month;
  const known = reports.get(key);
  if (known !== undefined) return known;
  const report = `${REGION},${String(year)},${String(month)},${formatDay(handedOver(year, month))}`;
  reports.set(key, report);
  return report;
}

function* executionRows(
  out: ByteRows,
  { year, months, lines }: FiscalYear,
  heads: ReadonlyMap<Line, Head>,
): Iterable<Piece | null> {
  for (let month = 1; month <= months; month += 1) {
    const report = encoded(reportOf(year, month));
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
      out
        .put(report)
        .put(need(heads.get(line)).line)
        .yuan(original);
      yield out.put(COMMA).yuan(adjusted).put(COMMA).yuan(executed).end();
    }
  }
}

function* revenueRows({ year, months, revenue }: FiscalYear): Iterable<string> {
  const own = revenue.filter(({ financing }) => !financing);
  for (let month = 1; month <= months; month += 1) {
    for (const { item, collector, collectorName, fund, original, adjusted, received } of own) {
      yield `${reportOf(year, month)},${collector},${collectorName},${item},${nameOf('revenueItem', item, year)},${fund},${FUND_NAMES[fund]},${yuan(original)},${yuan(month < ADJUSTMENT_MONTH ? original : adjusted)},${yuan(received[month] ?? 0)}`;
    }
  }
}

function* projectRows(fiscal: FiscalYear, states: ProjectStates): Iterable<string> {
  for (let month = 1; month <= fiscal.months; month += 1) {
    for (const state of states.at(fiscal, month)) {
      const { project, planned, physical } = state;
      const { unit } = project;
      yield `${reportOf(fiscal.year, month)},${project.code},${project.name},${CATEGORIES[project.kind] ?? '其他运转类'},${unit.department.code},${unit.department.name},${unit.code},${unit.name},${project.function},${nameOf('function', project.function, fiscal.year)},${project.fund},${FUND_NAMES[project.fund]},${state.status},${planned === null ? '' : project.place},${state.started},${state.due},${planned === null ? '' : yuan(planned)},${yuan(state.original)},${yuan(state.adjusted)},${yuan(state.executed)},${yuan(state.cumulative)},${physical === null ? '' : percent(physical)}`;
    }
  }
}

function* paymentRows(
  out: ByteRows,
  { year, payments }: FiscalYear,
  heads: ReadonlyMap<Line, Head>,
): Iterable<Piece | null> {
  let number = 0;
  let last = 0;
  const documents = new Map<Line, Uint8Array[]>();
  const days = new Map<number, Uint8Array>();
  for (const payment of payments) {
    const { line, month } = payment;
    if (month !== last) number = 0;
    last = month;
    number += 1;
    const voucher = `${String(year)}${String(month).padStart(2, '0')}${String(number).padStart(6, '0')}`;
    const known = documents.get(line) ?? [];
    const document = (known[month] ??= Buffer.from(`,${documentOf(line, month)},`));
    documents.set(line, known);
    const day = month * 100_000 + dayNumber(payment.date);
    const report = days.get(day) ?? encoded(`${reportOf(year, month)},${formatDay(payment.date)}`);
    days.set(day, report);
    out
      .put(report)
      .put(need(heads.get(line)).line)
      .put(wayOf(payment));
    out.text(voucher).put(document).text(payment.payee).put(COMMA).text(payment.account);
    yield out.put(COMMA).text(payment.purpose).put(marksOf(payment)).yuan(payment.amount).end();
  }
}

const WAYS = Object.fromEntries(
  Object.entries(METHOD_NAMES).map(([method, name]) => [
    method,
    Object.fromEntries(
      Object.entries(SETTLEMENT_NAMES).map(([settlement, settled]) => [
        settlement,
        encoded(`${method},${name},${settlement},${settled},`),
      ]),
    ),
  ]),
);

/** 支付方式代码 … 结算方式 */
function wayOf({ method, settlement }: Payment): Uint8Array {
  return need(WAYS[method]?.[settlement]);
}

const MARKS = Array.from({ length: 16 }, (_, bits) =>
  encoded(`,${[8, 4, 2, 1].map((bit) => ((bits & bit) === 0 ? '否' : '是')).join(',')},`),
);

/** 政采标识 … 退款标识 */
function marksOf({ procurement, direct, salary, refund }: Payment): Uint8Array {
  const bits = Number(procurement) * 8 + Number(direct) * 4 + Number(salary) * 2 + Number(refund);
  return need(MARKS[bits]);
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
