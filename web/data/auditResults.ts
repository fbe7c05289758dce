/** In charge of published audit totals: stated by reports, kept apart by report, category and source, never added. */
import { group } from 'd3-array';
import type { Question } from '#contract/question';
import type { Fen } from '#model/fen';
import type { Answer } from './answer.ts';

export function auditResultsQuestion(region: string): Question {
  return {
    cube: 'auditResults',
    measures: ['amount', 'quantity'],
    by: ['auditYear', 'reportType', 'category', 'metric', 'quantityUnit', 'source'],
    where: { region: [region] },
  };
}

/** One stated total. Exactly one of `amount` (fen) and `quantity` (decimal text) is there. */
export interface AuditTotal {
  readonly auditYear: number;
  readonly reportType: string;
  /** In the source's words; `all` and 全部 stand for everything. */
  readonly category: string;
  readonly metric: string;
  readonly quantityUnit: string;
  readonly source: string;
  readonly amount: Fen | null;
  readonly quantity: string | null;
}

export function auditTotals(answer: Answer): readonly AuditTotal[] {
  const years = answer.numbers('auditYear');
  const reports = answer.codes('reportType');
  const categories = answer.codes('category');
  const metrics = answer.codes('metric');
  const units = answer.codes('quantityUnit');
  const sources = answer.codes('source');
  const amounts = answer.amounts('amount');
  const quantities = answer.codes('quantity');
  return years
    .map((year, at) => ({
      auditYear: year ?? 0,
      reportType: reports[at] ?? '',
      category: categories[at] ?? '',
      metric: metrics[at] ?? '',
      quantityUnit: units[at] ?? '',
      source: sources[at] ?? '',
      amount: amounts[at] ?? null,
      quantity: quantities[at] ?? null,
    }))
    .filter((total) => total.amount !== null || total.quantity !== null);
}

/** Totals of one report of one year, newest year first, audit reports before rectification reports before the rest. */
export interface AuditReport {
  readonly auditYear: number;
  readonly reportType: string;
  readonly totals: readonly AuditTotal[];
}

const ORDER: readonly string[] = [
  'audit_report',
  'rectification_report',
  'rectification_assignment',
];

export function auditReports(totals: readonly AuditTotal[]): readonly AuditReport[] {
  const rank = (type: string) => (ORDER.includes(type) ? ORDER.indexOf(type) : ORDER.length);
  return [
    ...group(totals, ({ auditYear, reportType }) =>
      JSON.stringify([auditYear, reportType]),
    ).values(),
  ]
    .flatMap((own) => {
      const [first] = own;
      if (first === undefined) return [];
      return [{ auditYear: first.auditYear, reportType: first.reportType, totals: own }];
    })
    .toSorted((a, b) => b.auditYear - a.auditYear || rank(a.reportType) - rank(b.reportType));
}

/** Whether a category stands for everything a report covers. */
export function coversAll(category: string): boolean {
  return category === 'all' || category === '全部' || category === '';
}
