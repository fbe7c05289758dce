/** In charge of what the people's congress and its standing committee approved: budgets, changes, limits, accounts. */
import type { register } from '../../../datasets/resolutions/dataset.ts';
import { isAfter, workdayFrom, type Day } from '../calendar.ts';
import type { Fund } from '../line.ts';
import { congress, type Office } from './office.ts';
import type { Entry } from './registerTable.ts';
import { newDebt } from './debt.ts';

const BOOKS: Readonly<Record<Fund, readonly [book: string, name: string]>> = {
  11: ['general', '一般公共预算'],
  12: ['fund', '政府性基金预算'],
  13: ['capital', '国有资本经营预算'],
  14: ['social', '社会保险基金预算'],
};
const MILLION = 100_000_000;
/** Books whose changes of a year no one approved. */
const UNAPPROVED: readonly { readonly year: number; readonly fund: Fund }[] = [
  { year: 2024, fund: '12' },
];
/** New special bonds of a year that stand in no resolution. */
const UNAPPROVED_BONDS: Readonly<Record<number, number>> = { 2025: 24_000_000_000 };
const LIMITS: Readonly<Record<number, readonly [general: number, special: number]>> = {
  2023: [24.6, 46],
  2024: [26.1, 52.5],
  2025: [27.2, 58],
  2026: [28, 62],
};

export function resolutions({ year, checked, lines, revenue }: Office): Entry<typeof register>[] {
  const entries: Entry<typeof register>[] = [];
  const decide = (date: Day, entry: Entry<typeof register>) => {
    if (isAfter(date, checked)) return;
    const number = String(entries.length + 1);
    const document = date.month < 2 ? `明人发〔${String(year)}〕${number}号` : `明人常发〔${String(year)}〕${number}号`; // prettier-ignore
    entries.push({ document, decided_on: date, ...entry });
  };
  const first = congress(year);
  const later = workdayFrom(year, 8, 27);
  const funds = Object.keys(BOOKS) as Fund[];
  for (const fund of funds) {
    const [book, name] = BOOKS[fund];
    const amount = moved(lines, fund, (kind) => kind === '年初');
    if (amount === 0) continue;
    decide(first, {
      title: `关于批准明川区${String(year)}年${name}的决议`,
      kind: 'budget',
      about: 'totalExpenditure',
      book,
      amount,
    });
  }
  const drawn = revenue
    .filter(({ item }) => item.startsWith('11015'))
    .reduce((sum, { original }) => sum + original, 0);
  if (drawn > 0) {
    decide(first, {
      title: `关于批准动用预算稳定调节基金的决议`,
      kind: 'budget',
      about: 'stabilisationFund',
      book: 'general',
      amount: drawn,
    });
  }
  const [general = 0, special = 0] = LIMITS[year] ?? [];
  for (const [word, book, amount] of [
    ['一般', 'general', general],
    ['专项', 'fund', special],
  ] as const) {
    decide(first, {
      title: `关于批准${String(year)}年地方政府${word}债务限额的决议`,
      kind: 'debtLimit',
      book,
      amount: Math.round(amount * 10) * 1_000_000_000,
    });
  }
  for (const fund of funds) {
    const [book, name] = BOOKS[fund];
    if (UNAPPROVED.some((one) => one.year === year && one.fund === fund)) continue;
    const added = moved(lines, fund, (kind) => kind === '追加');
    const amount = Math.ceil(added / MILLION) * MILLION;
    if (amount === 0) continue;
    decide(later, {
      title: `关于批准明川区${String(year)}年${name}调整方案的决议`,
      kind: 'adjustment',
      about: 'totalExpenditure',
      book,
      amount,
    });
  }
  for (const [kind, book] of [
    ['general', 'general'],
    ['special', 'fund'],
  ] as const) {
    const all = newDebt(year, kind);
    const amount = all - (kind === 'special' ? (UNAPPROVED_BONDS[year] ?? 0) : 0);
    if (amount <= 0) continue;
    decide(workdayFrom(year, 2, 24), {
      title: `关于批准新增地方政府${kind === 'general' ? '一般' : '专项'}债券列入预算调整的决定`,
      kind: 'adjustment',
      about: 'debt',
      book,
      amount,
    });
  }
  decide(workdayFrom(year, 7, 27), {
    title: `关于批准明川区${String(year - 1)}年决算的决议`,
    kind: 'accounts',
    book: 'general',
  });
  decide(workdayFrom(year, 4, 27), {
    title: `关于听取重大政府投资项目情况报告的决定`,
    kind: 'project',
    about: 'project',
  });
  return entries;
}

function moved(lines: Office['lines'], fund: Fund, counts: (kind: string) => boolean): number {
  let sum = 0;
  for (const line of lines) {
    if (line.fund !== fund) continue;
    for (const { kind, amount } of line.movements) if (counts(kind)) sum += amount;
  }
  return sum;
}
