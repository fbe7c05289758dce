/** In charge of budget.csv: published budgets and outturn of the four books, mostly excerpts of reports. */
import { parentOfCode, type Scheme } from '#model/code';
import { parseRatio } from '#model/fen';
import type { Figure, Line } from '#model/reading';
import type { Book, Flow, ItemRole, Slice, Stage } from '#model/slice';
import {
  amountOf,
  figure,
  placeOf,
  sourceKey,
  type Collection,
  type Faults,
  type Row,
  VALUE,
} from './collection.ts';

const BOOKS: Readonly<Record<string, Book>> = {
  general: 'general',
  fund: 'fund',
  soe_capital: 'capital',
  social_insurance: 'social',
};
const FLOWS: Readonly<Record<string, Flow>> = {
  revenue: 'revenue',
  expenditure: 'expenditure',
  balance: 'balance',
};
/** What each stage of the collection states: an amount of a budget or of the outturn, and how settled it is. */
const STAGES: Readonly<Record<string, { readonly measure: string; readonly stage: Stage }>> = {
  approved: { measure: 'original', stage: 'approved' },
  adjusted: { measure: 'final', stage: 'approved' },
  actual: { measure: 'executed', stage: 'flash' },
  final: { measure: 'executed', stage: 'accounts' },
};
const RATES: Readonly<Record<string, string>> = {
  adjusted: 'rateOfFinal',
  approved: 'rateOfOriginal',
  unspecified: 'rateOfBudget',
};
const MEMO = new Set(['three_publics', 'memo', 'adjustment_delta', 'all_books_combined']);

export const budget: Collection = {
  name: 'published-budget',
  version: 1,
  title: '公开的四本预算收支',
  dataset: 'execution',
  columns: ['region_code', 'fiscal_year', 'book', 'flow', 'item_code', 'item_name', 'stage', 'amount_yuan', 'published_value',
    'published_unit', 'percent_of_budget', 'growth_percent', 'item_role', 'scope', 'period', 'percent_basis', 'source_kind',
    'source_url'], // prettier-ignore
  lines(rows, faults) {
    const lines = rows.flatMap((row) => lineOf(row, faults) ?? []);
    return withParents(lines);
  },
};

function lineOf(row: Row, faults: Faults): Line | null {
  const place = placeOf(row, faults);
  const book = BOOKS[row.get('book')];
  const flow = FLOWS[row.get('flow')];
  const stated = STAGES[row.get('stage')];
  if (book === undefined) return faults.unknown(row, 'book');
  if (flow === undefined) return faults.unknown(row, 'flow');
  if (stated === undefined) return faults.unknown(row, 'stage');
  if (place === null) return null;
  const year = Number(row.get('fiscal_year'));
  if (!Number.isInteger(year) || year < 1949)
    return faults.value('date-invalid', row, 'fiscal_year');
  const amount = amountOf(row, faults, VALUE, true);
  if (amount === null) return null;
  const code = row.get('item_code');
  const role = roleOf(row.get('item_role'), code);
  if (role === null) return faults.unknown(row, 'item_role');
  const period = row.get('period');
  const slice: Partial<Slice> = {
    scope: place.scope,
    // several years together are no fiscal year
    year: /^\d{4}-\d{4}$/u.test(period) ? 0 : year,
    period,
    book,
    flow,
    stage: stated.stage,
    source: sourceKey(row),
  };
  const standard = /^\d+$/u.test(code);
  const key = role === 'total' ? 'total' : role === 'grand' ? 'grand' : code;
  return {
    row: row.number,
    label: row.get('item_name'),
    name: row.get('item_name'),
    code: standard ? code : null,
    depth: role === 'total' || role === 'grand' ? 0 : 1,
    parent: null,
    role,
    dims: { cut: flow === 'expenditure' && /^30\d/u.test(code) ? 'economic' : null },
    region: place.region,
    slice,
    key,
    ...(role === 'main' ? { excerpt: true } : {}),
    figures: [
      figure(
        row,
        'published_value',
        stated.measure,
        stated.stage,
        { amount },
        row.get('published_unit'),
      ),
      ...ratiosOf(row, stated, faults),
    ],
  };
}

function ratiosOf(
  row: Row,
  { measure, stage }: { readonly measure: string; readonly stage: Stage },
  faults: Faults,
): Figure[] {
  const rate = RATES[row.get('percent_basis')] ?? 'rateOfBudget';
  const growth = measure === 'executed' ? 'growth' : 'growthOfBudget';
  return (['percent_of_budget', 'growth_percent'] as const).flatMap((column) => {
    const ratio = parseRatio(row.get(column), 'percent');
    if (ratio === null) return [];
    if (typeof ratio === 'string') {
      faults.value(ratio, row, column);
      return [];
    }
    return [
      figure(row, column, column === 'percent_of_budget' ? rate : growth, stage, { ratio }, '%'),
    ];
  });
}

/** Our role of a line. A code with a letter behind it is part of that code's amount: 其中. */
function roleOf(role: string, code: string): ItemRole | null {
  if (MEMO.has(role)) return 'memo';
  if (role === 'grand_total') return 'grand';
  if (role === 'balance') return 'balance';
  if (role === 'main') return 'total';
  if (/^\d+[A-Z]/u.test(code)) return 'ofWhich';
  if (role === 'transfer_or_financing') {
    if (code === '11008' || code === '23009') return 'balance';
    return /^(?:105|231)/u.test(code) ? 'financing' : 'transfer';
  }
  const classes = ['revenue_class', 'expenditure_class', 'insurance_fund'];
  return classes.includes(role) ? 'main' : null;
}

/** A row hangs under the row of the nearest code above it in the same slice. */
function withParents(lines: readonly Line[]): Line[] {
  const places = new Map<string, number>();
  const placeIn = (line: Line, code: string) =>
    JSON.stringify([line.region, line.slice, line.dims['cut'], code]);
  lines.forEach((line, index) => {
    const key = placeIn(line, line.code ?? '');
    if (line.code !== null && line.key === line.code && !places.has(key)) places.set(key, index);
  });
  return lines.map((line) => {
    if (line.role === 'total' || line.role === 'grand' || line.role === 'memo') return line;
    const code = line.code ?? /^\d+(?=[A-Z])/u.exec(line.key ?? '')?.[0] ?? null;
    if (code === null) return line;
    const scheme: Scheme = /^1/u.test(code)
      ? 'revenueItem'
      : line.dims['cut'] === 'economic'
        ? 'economic'
        : 'function';
    let above = line.code === null ? code : parentOfCode(scheme, code);
    while (above !== null) {
      const parent = places.get(placeIn(line, above));
      if (parent !== undefined) return { ...line, parent, depth: 2 };
      above = parentOfCode(scheme, above);
    }
    return line;
  });
}
