/** In charge of telling, from the registers of the district as they are written, whether what the answer key says of them is true. */
import type { Hash } from 'node:crypto';
import type { Plant } from '../../../etl/demo/district/planted.ts';
import type { YearTables } from '../../../etl/demo/district/district.ts';
import { fenOf, rowsOf } from './books.ts';

export type Row = Readonly<Record<string, string>>;

/** Rows by register and year; `annual` are the rows of the annual report. */
export type Registers = ReadonlyMap<string, readonly Row[]>;

const LEDGERS = new Set(['units', 'movements', 'execution', 'projects', 'payments']);

/** Adds the registers and the revenue of a year. */
export function readRegisters(
  kept: Map<string, readonly Row[]>,
  { year, tables }: Pick<YearTables, 'year' | 'tables'>,
  hash: Hash,
): void {
  for (const { name, text } of tables) {
    if (LEDGERS.has(name)) continue;
    const all = [...text];
    if (name !== 'revenue') for (const piece of all) hash.update(piece);
    const names = new TextDecoder().decode(all[0]).split('\r\n', 1)[0]?.split(',') ?? [];
    kept.set(
      `${name} ${String(year)}`,
      [...rowsOf(all)].map((row) => Object.fromEntries(names.map((title) => [title, row(title)]))),
    );
  }
}

const days = (from: string | undefined, to: string | undefined) =>
  (Date.parse(to ?? '') - Date.parse(from ?? '')) / 86_400_000;
const money = (row: Row, column: string) => Number(fenOf(row[column] ?? ''));
const total = (rows: readonly Row[], column: string) =>
  rows.reduce((sum, row) => sum + money(row, column), 0);
const lastDay = (year: number) => (year === 2026 ? '2026-09-30' : `${String(year)}-12-31`);

type Shows = (own: readonly Row[], plant: Plant, all: Registers) => boolean;
const rowsOfYear = (all: Registers, name: string, year: number) =>
  all.get(`${name} ${String(year)}`) ?? [];
const some =
  (register: string, is: (row: Row, plant: Plant) => boolean): readonly [string, Shows] =>
  [register, (own, plant) => own.some((row) => is(row, plant))]; // prettier-ignore

/** Own revenue of general items to a month, and its parts. */
function revenue(all: Registers, year: number, month: number) {
  const rows = rowsOfYear(all, 'revenue', year).filter(
    (row) => row['资金性质代码'] === '11' && row['会计期间'] === String(month),
  );
  const taxes = rows.filter((row) => row['收入分类代码']?.startsWith('101') === true);
  const of = (item: string) => total(rows.filter((row) => row['收入分类代码']?.startsWith(item) === true), '累计收入数'); // prettier-ignore
  const sum = total(rows, '累计收入数');
  return {
    sum,
    of,
    rate: sum / total(rows, '调整预算数'),
    tax: total(taxes, '累计收入数') / sum,
  };
}

/** The register that shows it, and how. */
const SHOWN: Readonly<Record<string, readonly [register: string, shows: Shows]>> = {
  'BE-17': some('approvals', (row) => days(row['批准或收到批复日期'], row['批复日期']) > (row['文件类别'] === '单位预算' ? 15 : 20)),
  'PJ-10': some('approvals', (row, { year }) => days(row['批复日期'], row['公开日期'] === '' ? lastDay(year) : row['公开日期']) > 20 || row['已公开表数'] !== row['应公开表数']),
  'TP-04': some('meetings', (row) => row['定点场所'] === '否' || money(row, '会议费用') > money(row, '每人每天标准') * Number(row['人数']) * Number(row['天数'])),
  'RV-05': some('nontax', (row, { year }) => row['入账方式'] !== '应缴财政款' || (row['缴库日期'] === '' && days(row['收取日期'], lastDay(year)) > 10)),
  'TR-01': some('grants', (row) => row['应急救灾'] === '否' && days(row['预算批准日期'], row['下达日期']) > (row['转移支付类别'] === '一般性转移支付' ? 30 : 60)),
  'TR-02': some('grants', (row, { year }) => money(row, '已分配数') < money(row, '资金额') && days(row['到达日期'], lastDay(year)) > 30),
  'TR-05': some('grants', (row, { year }) => money(row, '已支出数') < money(row, '资金额') * (days(row['到达日期'], lastDay(year)) > 365 ? 0.5 : 0.3)),
  'TR-03': ['grants', (_, { year }, all) => {
    const issued = rowsOfYear(all, 'grants', year).filter((row) => row['方向'] === '对下下达' && row['转移支付类别'] === '专项转移支付' && row['应急救灾'] === '否');
    return total(issued.filter((row) => row['提前下达年度'] !== ''), '资金额') < 0.7 * total(issued.filter((row) => row['提前下达年度'] === ''), '资金额');
  }],
  'TR-04': ['grants', (_, { year }, all) => {
    const issued = rowsOfYear(all, 'grants', year).filter((row) => row['方向'] === '对下下达' && row['提前下达年度'] === '');
    return total(issued.filter((row) => row['转移支付类别'] === '一般性转移支付'), '资金额') < 0.6 * total(issued, '资金额');
  }],
  'DB-02': ['capacity', (_, { year }, all) => 813_100_000_000 / total(rowsOfYear(all, 'capacity', year), '金额') > 1.2],
  'DB-03': some('bonds', (row, { year }) => row['债券类别'] === '专项债券' && days(row['到账日期'], lastDay(year)) > 180 && money(row, '已支出数') < 0.5 * money(row, '债券金额')),
  'DB-05': ['repayments', (own, { entry, project, year }) => own.some((row) => {
    const due = money(row, '应还本金') + money(row, '应付利息');
    if (entry !== undefined) return days(row['应还日期'], lastDay(year)) > 0 && money(row, '已还本息') < due;
    return project === null ? money(row, '已安排资金') < due : money(row, '项目专项收入') < 1.2 * due;
  })],
  'DB-06': ['bonds', (own, { year }, all) => {
    const come = own.filter((row) => row['债券类别'] === '专项债券' && row['到账日期']?.startsWith(String(year)) === true);
    const approved = rowsOfYear(all, 'resolutions', year).filter((row) => row['涉及事项'] === '新增政府债务' && row['预算类别'] === '政府性基金预算');
    return total(come, '债券金额') > total(approved, '批准金额');
  }],
  'BE-10': ['resolutions', (own) => !own.some((row) => row['决议类别'] === '批准预算调整' && row['涉及事项'] === '支出总额' && row['预算类别'] === '政府性基金预算')],
  'RV-01': ['revenue', (_, { year }, all) => revenue(all, year, 9).rate < Math.min(0.7, revenue(all, year - 1, 9).rate - 0.05)],
  'RV-02': ['revenue', (_, { year, entry }, all) => revenue(all, year, 9).of(entry ?? '') > 1.5 * revenue(all, year - 1, 9).of(entry ?? '')],
  'RV-03': ['revenue', (_, { year }, all) => revenue(all, year, 9).tax < revenue(all, year - 1, 9).tax - 0.05],
  'PY-09': some('contracts', (row, { year }) => row['中小企业'] === '是' && money(row, '已付金额') < money(row, '应付金额') && days(row['交付日期'], lastDay(year)) > 30),
  'PJ-02': ['milestones', (own) => own.filter((row) => Number(row['实际进度']) < 0.7 * Number(row['计划进度'])).length >= 2],
  'PJ-03': some('estimates', (row) => Math.max(money(row, '已签合同额'), money(row, '累计支付')) > money(row, '批准概算') || money(row, '批准概算') > 1.1 * money(row, '可研估算')),
  'PJ-04': some('estimates', (row) => row['报告人大常委会日期'] === '' && Math.abs(money(row, '现总投资') / money(row, '原计划总投资') - 1) >= 0.3),
  'PJ-05': some('estimates', (row, { year }) => row['竣工财务决算日期'] === '' && days(row['竣工验收日期'], lastDay(year)) > 366),
  'PJ-06': some('performance', (row) => row['绩效指标数'] === '0' && money(row, '项目预算') >= 100_000_000),
  'PJ-07': some('performance', (row) => Number(row['自评得分']) >= 90 || row['完成指标数'] === row['绩效指标数']),
  // told of the year whose budget was not cut
  'PJ-08': ['performance', (own, { project, year }, all) => own.some((next) => rowsOfYear(all, 'performance', year - 1).some((row) =>
    row['项目代码'] === project && ['差', '不合格'].includes(row['评价等级'] ?? '') && money(next, '项目预算') >= money(row, '项目预算')))],
  'PJ-09': ['contracts', (own, { unit, year, entry }, all) => {
    const planned = rowsOfYear(all, 'procurements', year).filter((row) => row['预算单位代码'] === unit);
    if (entry === 'unused') return total(own, '合同金额') < 0.6 * total(planned, '采购预算数');
    return own.some((row) => row['采购计划编号'] === '' || days(row['签订日期'], row['合同公告日期']) > 4 || days(row['签订日期'], row['合同备案日期']) > 11);
  }],
  'PY-02': ['contracts', (own) => own.length > 1 && own.every((row) => row['采购方式'] === '直接采购') && total(own, '合同金额') > 500_000_000],
}; // prettier-ignore

/** Whether the registers show it; null where they do not speak of this plant. */
export function shownInRegisters(plant: Plant, all: Registers): boolean | null {
  const found = SHOWN[plant.rule];
  if (found === undefined || plant.vouchers.length > 0) return null;
  const [register, shows] = found;
  const { unit, project, entry, year } = plant;
  const own = rowsOfYear(all, register, year).filter(
    (row) =>
      (unit === null || row['预算单位代码'] === unit) &&
      (project === null || row['项目代码'] === project) &&
      (entry === undefined || entry.length < 8 || Object.values(row).some((cell) => cell.startsWith(entry.slice(0, 15)))),
  ); // prettier-ignore
  return own.length > 0 && shows(own, plant, all);
}
