/** In charge of the district's annual figures as a report prints them: original, adjusted and final by class, group and item, of every book. */
import { classification } from '../../reference.ts';
import type { FiscalYear } from './fiscalYear.ts';
import { finalOf, paidTo, type Fund } from './line.ts';
import { share } from './random.ts';
import { formatDay } from './calendar.ts';
import { congress } from './registers/office.ts';
import { REGION, REGION_NAME, yuan } from './tables.ts';

type Stage = 'approved' | 'adjusted' | 'final';
type Amounts = Readonly<Record<Stage, number>>;

const BOOKS: Readonly<Record<Fund, { readonly key: string; readonly name: string }>> = {
  11: { key: 'general', name: '一般公共预算' },
  12: { key: 'fund', name: '政府性基金预算' },
  13: { key: 'soe_capital', name: '国有资本经营预算' },
  14: { key: 'social_insurance', name: '社会保险基金预算' },
};
const FLOWS = {
  expenditure: { scheme: 'function', total: 'EXP', word: '支出', role: 'expenditure_class' },
  revenue: { scheme: 'revenueItem', total: 'REV', word: '收入', role: 'revenue_class' },
} as const;
type Flow = keyof typeof FLOWS;

/** What covers spending without being revenue of the year. */
const financing = /^(?:105|110|230)/u;
/** What of the over-collection of a year went into the stabilisation fund, in hundredths; all of it where nothing is said. */
const SAVED: Readonly<Record<number, number>> = { 2025: 28 };

export const ANNUAL_HEADER =
  'region_code,region_name,fiscal_year,book,flow,item_code,item_name,stage,amount_yuan,published_value,published_unit,percent_of_budget,growth_percent,source_url,source_title,source_date,item_role,scope,period,percent_basis,source_kind,note';

/** Rows of the year; only the approved budget of a year that still runs. */
export function annualRows({ year, months, lines, revenue }: FiscalYear): readonly string[] {
  const sums = new Map<string, Map<string, Amounts>>();
  const add = (flow: Flow, fund: Fund, code: string, amounts: Amounts) => {
    const place = `${flow} ${fund}`;
    const codes = sums.get(place) ?? new Map<string, Amounts>();
    sums.set(place, codes);
    const totals = financing.test(code)
      ? flow === 'revenue'
        ? ['grand']
        : []
      : flow === 'revenue'
        ? ['total', 'grand']
        : ['total'];
    for (const one of [...lineage(FLOWS[flow].scheme, code, year), ...totals]) {
      const sum = codes.get(one);
      codes.set(one, sum === undefined ? amounts : plus(sum, amounts));
    }
  };
  for (const line of lines) {
    const original = line.movements.reduce(
      (sum, { kind, amount }) => sum + (kind === '年初' ? amount : 0),
      0,
    );
    add('expenditure', line.fund, line.function, {
      approved: original,
      adjusted: finalOf(line, 13),
      final: paidTo(line, 13),
    });
  }
  for (const { fund, item, original, adjusted, received } of revenue) {
    add('revenue', fund, item, { approved: original, adjusted, final: received[13] ?? 0 });
  }
  const over = overCollected(revenue);
  if (months === 13 && over > 0) {
    const kept = share(over, SAVED[year] ?? 100, 100);
    add('expenditure', '11', '23015', { approved: 0, adjusted: 0, final: kept });
  }
  const stages: readonly Stage[] = months === 13 ? ['approved', 'adjusted', 'final'] : ['approved'];
  const dates: Readonly<Record<Stage, string>> = { ...datesOf(year), ...(months === 13 ? {} : { approved: formatDay(congress(year)) }) }; // prettier-ignore
  return [...sums].flatMap(([sum, codes]) => {
    const [flow, fund] = sum.split(' ') as [Flow, Fund];
    const { scheme, total, word, role } = FLOWS[flow];
    const book = BOOKS[fund];
    return [...codes]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([code, amounts]) => {
        const [item, name, place] =
          code === 'total'
            ? [total, `${book.name}${word}`, 'main']
            : code === 'grand'
              ? [`${total}_ALL`, `${book.name}${word}总计`, 'grand_total']
              : [
                  code,
                  classification(scheme, code, year)?.name ?? code,
                  financing.test(code) ? 'transfer_or_financing' : role,
                ];
        return stages.map((stage) => {
          const amount = amounts[stage];
          return [REGION, REGION_NAME, String(year), book.key, flow, item, name, stage, String(Math.round(amount / 100)), yuan(amount), '元',
          '', '', '', '模拟数据', dates[stage], place, '区本级', 'FY', '', 'simulated', ''].join(','); // prettier-ignore
        });
      });
  });
}

/** Budgets are printed when the last adjustment is approved, accounts in the next summer. */
function datesOf(year: number): Readonly<Record<Stage, string>> {
  const adjusted = `${String(year)}-08-28`;
  return { approved: adjusted, adjusted, final: `${String(year + 1)}-06-24` };
}

/** What general revenue of the year's own brought beyond the original budget. */
function overCollected(revenue: FiscalYear['revenue']): number {
  return revenue
    .filter(({ fund, financing: covers }) => fund === '11' && !covers)
    .reduce((sum, { original, received }) => sum + (received[13] ?? 0) - original, 0);
}

/** The code and those above it. */
function lineage(
  scheme: 'function' | 'revenueItem',
  code: string,
  year: number,
): readonly string[] {
  const codes: string[] = [];
  for (
    let one: string | null = code;
    one !== null;
    one = classification(scheme, one, year)?.parent ?? null
  )
    codes.push(one);
  return codes;
}

function plus(a: Amounts, b: Amounts): Amounts {
  return {
    approved: a.approved + b.approved,
    adjusted: a.adjusted + b.adjusted,
    final: a.final + b.final,
  };
}
