/** In charge of the cases of PJ-01 … PJ-10: small regions that build, report, buy and publish. */
import type { LedgerFacts, RowFact } from './ledgerFacts.ts';

const names = { unit: { '131001': '第一中学', '131': '教育局' }, project: { P1: '校舍维修' } };

const register = (
  dataset: string,
  region: string,
  rows: readonly RowFact[],
  year = 2025,
): LedgerFacts => ({
  dataset, region, year, reported: `${String(year)}-12-31`, names,
  rows: rows.map((row) => ({ department: '131', unit: '131001', ...row })),
}); // prettier-ignore
/** The project list: P1 with a budget of 200 万元 unless said. */
const project = (region: string, more: RowFact, month = 12, year = 2025): LedgerFacts => ({
  dataset: 'projects', region, year, month, names,
  rows: [{ project: 'P1', name: '校舍维修', department: '131', unit: '131001', original: 200, final: 200, executed: 180, ...more }],
}); // prettier-ignore
/** A building of 1,000 万元 in June: paid, and built. */
const works = (region: string, cumulative: number, progress: number | null, month = 6) =>
  project(region, { planned: 1_000, cumulative, physical_progress: progress }, month);
const checked = (day: string, planned: number, reported: number, more: RowFact = {}): RowFact => ({
  name: '老旧小区加装电梯', kind: 'livelihood', checked_on: day, planned, reported, due_on: '2025-11-30', responsible: '区房管局', ...more,
}); // prettier-ignore
const livelihood = (region: string, ...rows: readonly RowFact[]) =>
  register('milestones', region, rows);
/** An estimate of 5,000 万元, as of the end of 2025. */
const estimate = (region: string, more: RowFact) =>
  register('estimates', region, [{ project: 'P1', name: '校舍维修', approved: 5_000, feasibility: 4_800, checked_on: '2025-12-31', ...more }]); // prettier-ignore
const performed = (region: string, more: RowFact, year = 2025) =>
  register('performance', region, [{ project: 'P1', targets: 5, quantified: 3, ...more }], year);
const planned = (region: string, plan: string, amount: number, year = 2025) =>
  register('procurements', region, [{ plan, name: '采购计划', amount }], year);
/** A procurement contract of 60 万元, signed on Tuesday 30 September 2025: a holiday of eight days follows. */
const contract = (region: string, more: RowFact) =>
  register('contracts', region, [{
    contract: 'C1', name: '设备采购合同', supplier: '甲公司', plan: 'A1', procurement: true, signed_on: '2025-09-30', notice_on: '2025-10-10', filed_on: '2025-10-16', checked_on: '2025-12-31', amount: 60, ...more,
  }]); // prettier-ignore
const year = (region: string): LedgerFacts => ({
  region,
  month: 12,
  rows: [{ department: '131', unit: '131001', class: '205', final: 100, executed: 90 }],
});
const document = (region: string, more: RowFact) => [
  register('approvals', region, [{ kind: 'departmentBudget', issued_on: '2025-02-10', published_on: '2025-03-02', tables_required: 8, tables_published: 8, ...more }]),
  year(region),
]; // prettier-ignore

/** Each region is one case, named for what is special about it. */
export const cases: readonly LedgerFacts[] = [
  works('even', 600, 0.5),
  works('20 points', 700, 0.5),
  works('30 points behind', 200, 0.5),
  works('40 points', 900, 0.5),
  works('not reported', 900, null),
  works('February', 900, 0.1, 2),
  project('small works', { planned: 9, cumulative: 9, physical_progress: 0.1 }),
  works('grows', 300, 0.3, 5), works('grows', 700, 0.45), works('grows', 800, 0.45, 7), works('grows', 850, 0.45, 8), works('grows', 850, 0.6, 9),
  // livelihood projects
  livelihood('on plan', checked('2025-06-30', 0.5, 0.36)),
  livelihood('under 70 %', checked('2025-06-30', 0.5, 0.34)),
  livelihood('under 50 %', checked('2025-06-30', 0.5, 0.24)),
  livelihood('under 30 %', checked('2025-06-30', 0.5, 0.14)),
  livelihood('under 30 % in spring', checked('2025-04-30', 0.5, 0.14)),
  livelihood('February', checked('2025-02-28', 0.2, 0)),
  livelihood('major project', checked('2025-06-30', 0.5, 0.1, { kind: 'major' })),
  livelihood('finished', checked('2025-06-30', 1, 0.6, { finished_on: '2025-06-20', accepted_on: '2025-06-25' })),
  livelihood('past its day', checked('2025-12-31', 0.6, 0.6)),
  livelihood('worse and worse', checked('2025-03-31', 0.2, 0.1), checked('2025-04-30', 0.3, 0.1), checked('2025-05-31', 0.4, 0.15), checked('2025-06-30', 0.5, 0.1), checked('2025-07-31', 0.6, 0.5)),
  // estimates
  estimate('94 %', { contracted: 4_700, paid: 4_000 }),
  estimate('95 %', { contracted: 4_750 }),
  estimate('100 %', { contracted: 5_000 }),
  estimate('above', { contracted: 4_000, paid: 5_100 }),
  estimate('above, changed', { contracted: 5_200, changed: 6_000, changed_on: '2025-05-01' }),
  estimate('above, change not approved', { contracted: 5_200, changed: 6_000 }),
  estimate('finished below', { contracted: 4_900, accepted_on: '2025-12-01' }),
  estimate('above the study', { feasibility: 4_500 }),
  estimate('10 % above the study', { approved: 5_500, feasibility: 5_000 }),
  // totals
  estimate('plus 30 %', { original_total: 4_000, total: 5_200 }),
  estimate('plus 29 %', { original_total: 4_000, total: 5_160 }),
  estimate('minus 40 %', { original_total: 8_000, total: 4_800 }),
  estimate('reported', { original_total: 4_000, total: 5_200, total_on: '2025-04-01', reported_on: '2025-05-01' }),
  estimate('reported before', { original_total: 4_000, total: 5_200, total_on: '2025-04-01', reported_on: '2025-01-01' }),
  estimate('overrun', { approved: 30_000, total: 33_001 }),
  estimate('small overrun', { approved: 10_000, total: 12_900 }),
  estimate('outside the budget', { approved: 20_000, total: 20_000, outside_budget: true }),
  estimate('small outside the budget', { approved: 19_999, total: 19_999, outside_budget: true }),
  estimate('minor', { approved: 500, original_total: 500, total: 900 }),
  // completion
  estimate('a year', { accepted_on: '2024-12-31' }),
  estimate('a year and a day', { accepted_on: '2024-12-30' }),
  estimate('more than two years', { accepted_on: '2023-12-30' }),
  estimate('with accounts', { accepted_on: '2023-06-30', accounts_on: '2025-01-10' }),
  estimate('not accepted', {}),
  // targets
  project('with targets', {}), performed('with targets', {}),
  project('without', {}), performed('without', { project: 'P2' }),
  project('without, large', { original: 1_000, final: 1_000 }), performed('without, large', { project: 'P2' }),
  project('vague', {}), performed('vague', { quantified: 0 }),
  project('debt service', { class: '232' }), performed('debt service', { project: 'P2' }),
  project('without, small', { original: 99, final: 99 }), performed('without, small', { project: 'P2' }),
  project('no register of targets', {}),
  // scores
  ...['score 90, 59 %', 'score 89, 59 %'].map((region) => project(region, { executed: 118 })),
  performed('score 90, 59 %', { self_score: 90 }),
  performed('score 89, 59 %', { self_score: 89 }),
  project('score 95, 60 %', { executed: 120 }), performed('score 95, 60 %', { self_score: 95, met: 4 }),
  project('all met, 79 %', { executed: 158 }), performed('all met, 79 %', { self_score: 80, met: 5 }),
  project('all met, 80 %', { executed: 160 }), performed('all met, 80 %', { met: 5 }),
  project('year not over', { executed: 10 }, 9), performed('year not over', { self_score: 99 }),
  // ratings of 2024 and budgets of 2025
  ...['poor, not cut', 'fail, more', 'poor, cut', 'good, not cut', 'pass, not cut'].flatMap((region) => [
    project(region, { original: 200 }, 12, 2024),
    project(region, { original: region === 'poor, cut' ? 199 : region === 'fail, more' ? 250 : 200 }),
    performed(region, { rating: region.split(',')[0] ?? '' }, 2024),
    performed(region, {}),
  ]),
  project('poor, ended', { original: 200 }, 12, 2024), performed('poor, ended', { rating: 'poor' }, 2024),
  // procurement
  planned('in plan', 'A1', 80), contract('in plan', {}),
  planned('announced on a worked Saturday', 'A1', 80), contract('announced on a worked Saturday', { notice_on: '2025-10-11' }),
  planned('plan of last year', 'A1', 80, 2024), planned('plan of last year', 'A2', 80), contract('plan of last year', {}),
  planned('other plan', 'A2', 80), contract('other plan', {}),
  planned('no plan', 'A2', 80), contract('no plan', { plan: null }),
  planned('no procurement', 'A2', 80), contract('no procurement', { plan: null, procurement: false }),
  contract('no register of plans', {}),
  planned('announced late', 'A1', 80), contract('announced late', { notice_on: '2025-10-13' }),
  planned('filed late', 'A1', 80), contract('filed late', { filed_on: '2025-10-20' }),
  planned('never announced', 'A1', 80), contract('never announced', { notice_on: null }),
  ...['used 60 %', 'used 59 %', 'used 59 %, year not over'].flatMap((region) => [
    planned(region, 'A1', region === 'used 60 %' ? 100 : 102),
    contract(region, {}),
    ...(region.endsWith('over') ? [] : [year(region)]),
  ]),
  planned('little to buy', 'A1', 9), contract('little to buy', { amount: 1 }), year('little to buy'),
  // publication: passed on on 10 February
  ...document('day 20', {}),
  ...document('day 21', { published_on: '2025-03-03' }),
  ...document('not published', { published_on: null }),
  ...document('two tables missing', { tables_published: 6 }),
  ...document('named table missing', { missing_tables: '一般公共预算“三公”经费支出表' }),
  ...document('not passed on', { issued_on: null }),
  ...document('government', { kind: 'governmentBudget', issued_on: null, approved_on: '2025-01-20', published_on: '2025-02-09' }),
  ...document('late and more', { published_on: '2025-03-10', tables_published: 7 }),
]; // prettier-ignore
