/** In charge of what is not as it should be in the registers of the district, by unit, project and year. */
import type { Day } from '../calendar.ts';

const on = (year: number, month: number, day: number): Day => ({ year, month, day });

/** Documents passed on so many days after they were approved or received. */
export const LATE_APPROVALS = [
  { unit: '135001', kind: 'departmentBudget', year: 2026, days: 27 },
  { unit: '142001', kind: 'departmentBudget', year: 2025, days: 24 },
  { unit: '128004', kind: 'unitBudget', year: 2026, days: 22 },
  { unit: '112016', kind: 'unitBudget', year: 2025, days: 19 },
] as const;

/** Published so many days after they were passed on; null: not at all. */
export const LATE_PUBLICATIONS = [
  { unit: '107001', kind: 'departmentBudget', year: 2026, days: 34 },
  { unit: '123002', kind: 'unitBudget', year: 2025, days: 27 },
  { unit: '141001', kind: 'departmentAccounts', year: 2026, days: null },
] as const;

export const MISSING_TABLES = [
  { unit: '137001', kind: 'departmentBudget', year: 2026, tables: ['项目支出绩效目标表'] },
  { unit: '140001', kind: 'departmentAccounts', year: 2025, tables: ['政府性基金预算财政拨款收入支出决算表', '国有资本经营预算财政拨款支出决算表'] },
] as const; // prettier-ignore

/** Receipts that stayed with the unit, in the month's only entry. */
export const KEPT_RECEIPTS = [
  { unit: '138001', year: 2026, month: 7, handling: 'payable', yuan: 386_000, remitted: 0 },
  { unit: '122003', year: 2026, month: 5, handling: 'payable', yuan: 462_000, remitted: 120_000 },
  { unit: '135001', year: 2026, month: 4, handling: 'suspense', yuan: 128_000, remitted: 0 },
  { unit: '127003', year: 2025, month: 10, handling: 'spent', yuan: 56_800, remitted: 0 },
] as const;

/** Cost in hundredths of what the standard allows; a venue that is not on the list. */
export const COSTLY_MEETINGS: readonly {
  readonly unit: string;
  readonly year: number;
  readonly month: number;
  readonly name: string;
  readonly days: number;
  readonly persons: number;
  readonly percent: number;
  readonly venue: string | null;
}[] = [
  { unit: '106001', year: 2025, month: 11, name: '文明城区创建总结表彰会', days: 2, persons: 90, percent: 146, venue: null },
  { unit: '126001', year: 2026, month: 4, name: '春季招商推介会', days: 2, persons: 120, percent: 131, venue: null },
  { unit: '113001', year: 2026, month: 6, name: '科技创新大会', days: 1, persons: 150, percent: 88, venue: '望江山庄度假酒店' },
]; // prettier-ignore

/** Firms that were founded when they were paid, or soon before; the last two are in order. */
export const NEW_COMPANIES = [
  { name: '明川星澜数据科技有限公司', registered: on(2026, 2, 18), wan: 500, ownership: 'private' },
  { name: '江北岫枫文化传播有限公司', registered: on(2025, 3, 12), wan: 100, ownership: 'private' },
  { name: '明川低空产业发展有限公司', registered: on(2025, 1, 20), wan: 5000, ownership: 'state' },
  { name: '明川澄屿新能源有限公司', registered: on(2026, 1, 15), wan: 8000, ownership: 'private' },
] as const;

/** Projects whose contracts are not as they should be. */
export const CONTRACT_TRAITS: Readonly<
  Record<
    string,
    | 'unplanned'
    | 'unused'
    | 'lateNotice'
    | 'lateFiling'
    | 'split'
    | 'unpaid'
    | 'longUnpaid'
    | 'dueSoon'
  >
> = {
  '2026 990101261160033': 'unplanned',
  '2025 990101251130014': 'unplanned',
  '2026 990101261100018': 'lateNotice',
  '2026 990101261390049': 'lateFiling',
  '2026 990101261390019': 'unpaid',
  '2026 990101261190025': 'longUnpaid',
  '2026 990101261080013': 'dueSoon',
  '2025 990101211390012': 'split',
  '2025 990101211220020': 'longUnpaid',
};

/** Units whose plans of a year were hardly used. */
export const UNUSED_PLANS = [{ unit: '136001', year: 2025 }, { unit: '107001', year: 2025 }] as const; // prettier-ignore

export const UNTARGETED = new Set([
  '2026 990101211250013',
  '2026 990101261160035',
  '2026 990101211190010',
  '2025 990101251250016',
]);

/** Scores and ratings that the year's spending does not bear out, or that had no consequence. */
export const JUDGED: Readonly<Record<string, { readonly score: number; readonly rating: string; readonly met?: 'all' }>> = {
  '2025 990101251240043': { score: 95, rating: 'excellent' },
  '2024 990101241030008': { score: 92, rating: 'excellent' },
  '2025 990101211100006': { score: 88, rating: 'good', met: 'all' },
  '2024 990101211130011': { score: 52, rating: 'poor' },
  '2024 990101211400003': { score: 56, rating: 'fail' },
  '2024 990101211270011': { score: 58, rating: 'poor' },
}; // prettier-ignore

/** Livelihood projects behind their plan: thousandths of the plan at the checks of the year. */
export const SLOW_PROMISES: Readonly<Record<string, readonly [number, number, number, number]>> = {
  '2026 116001': [200, 240, 480, 480],
  '2026 153001': [400, 440, 560, 560],
  '2025 135001': [300, 600, 680, 660],
};

interface EstimateTrait {
  /** In hundredths of the approved estimate. */
  readonly contracted?: number;
  readonly feasibility?: number;
  /** Total investment now, in hundredths of the first one, with the day of the change and of the report. */
  readonly total?: number;
  readonly changedOn?: Day;
  readonly reportedOn?: Day;
}
export const ESTIMATE_TRAITS: Readonly<Record<string, EstimateTrait>> = {
  '990101251250033': { contracted: 113 },
  '990101261390040': { contracted: 97 },
  '990101261230030': { feasibility: 84 },
  '990101261250039': { total: 138, changedOn: on(2026, 5, 20) },
  '990101251280080': { total: 64, changedOn: on(2026, 3, 18) },
  '990101251230059': { total: 133, changedOn: on(2026, 4, 8), reportedOn: on(2026, 4, 28) },
};

/** Finished projects that wait for their completion accounts; the last one still has time. */
export const UNSETTLED = [
  { project: '990101231270022', accepted: on(2023, 12, 6) },
  { project: '990101231390023', accepted: on(2024, 4, 24) },
  { project: '990101231270031', accepted: on(2025, 3, 14) },
  { project: '990101231520034', accepted: on(2026, 1, 15) },
] as const;

/** Bond money that lies idle: thousandths paid by the end of the years after it arrived. */
export const IDLE_BONDS: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  '2024 990101211229909': { 2024: 60, 2025: 180, 2026: 310 },
  '2025 990101211209905': { 2025: 210, 2026: 420 },
  '2026 990101211229910': { 2026: 120 },
};

/** Sums of transfer money that are late or lie idle. */
export const GRANT_TRAITS = [
  { year: 2026, no: 'X07', direction: 'issued', kind: 'special', name: '农村人居环境整治补助', wan: 620, approved: on(2026, 1, 8), issued: on(2026, 4, 2) },
  { year: 2025, no: 'X05', direction: 'issued', kind: 'general', name: '均衡性转移支付（第三批）', wan: 1480, approved: on(2025, 1, 8), issued: on(2025, 2, 24) },
  { year: 2026, no: 'X11', direction: 'issued', kind: 'special', name: '洪涝灾害救助资金', wan: 360, approved: on(2026, 1, 8), issued: on(2026, 7, 6), disaster: true },
  { year: 2026, no: 'S31', direction: 'received', kind: 'special', name: '老旧小区改造中央补助', unit: '122001', wan: 2860, arrived: on(2026, 6, 10), allocated: 200, paid: 140, first: 2026 },
  { year: 2026, no: 'S32', direction: 'received', kind: 'special', name: '职业技能提升补助', unit: '119001', wan: 940, arrived: on(2026, 8, 5), allocated: 450, paid: 60, first: 2026 },
  { year: 2026, no: 'S33', direction: 'received', kind: 'special', name: '高标准农田建设补助', unit: '125001', wan: 1760, arrived: on(2026, 2, 12), allocated: 1000, paid: 150, first: 2026 },
  { year: 2026, no: 'S34', direction: 'received', kind: 'special', name: '养老服务体系建设补助', unit: '116001', wan: 1280, arrived: on(2025, 7, 18), allocated: 1000, paid: 340, first: 2025 },
  { year: 2026, no: 'S35', direction: 'received', kind: 'special', name: '工业绿色转型专项', unit: '114001', wan: 860, arrived: on(2024, 6, 20), allocated: 0, paid: 0, first: 2024 },
] as const; // prettier-ignore

/** Debt service that is not covered or overdue. Thousandths of what is due. */
export const WEAK_REPAYMENTS = [
  { year: 2026, index: 4, arranged: 1000, paid: 0, revenue: null },
  { year: 2026, index: 9, arranged: 580, paid: null, revenue: null },
  { year: 2026, index: 7, arranged: 1000, paid: null, revenue: 920 },
  { year: 2025, index: 9, arranged: 1000, paid: null, revenue: 1120 },
] as const;
