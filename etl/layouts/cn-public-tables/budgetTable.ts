/** In charge of budget and execution tables of the four books, and of the government-economic cut of a budget. */
import type { Note } from '#model/reading';
import type { Flow } from '#model/slice';
import { readBudgetLines } from './budgetLines.ts';
import { yearNote, type TableContext, type TableFindings } from './context.ts';
import { measuresOf } from './measures.ts';
import { SIDE_EXPENDITURE, SIDE_REVENUE } from './words.ts';

/** Reads a table of revenue, expenditure or balance. */
export function readBudgetTable(context: TableContext): TableFindings {
  const { title, titleText } = context;
  const flow = title.kind === 'govEconomic' ? 'expenditure' : sideOf(context);
  const measures = measuresOf(context);
  const cut = title.kind === 'govEconomic' ? 'govEconomic' : cutOf(flow);
  const body = readBudgetLines(context, { ...measures, flow, cut });
  const notes: Note[] = [
    ...measures.notes,
    ...yearNote(context, measures.year),
    ...body.notes,
    ...(title.kind === 'govEconomic' && /基本支出/u.test(titleText) ? [BASIC_ONLY] : []),
  ];
  return {
    dataset: 'execution',
    scope: body.scope,
    year: measures.year,
    book: title.book ?? 'general',
    flow,
    stage: measures.stage,
    cut,
    lines: body.lines,
    notes,
    rejects: [...measures.rejects, ...body.rejects],
  };
}

const BASIC_ONLY: Note = {
  code: 'basic-expenditure-only',
  message: {
    zh: '本表只含基本支出，与一般公共预算支出总额口径不同，不可相互核对。',
    en: 'This table holds basic expenditure only; its total is not that of general budget expenditure.',
  },
  cells: [],
};

/** The classification that the lines of a flow follow. */
export function cutOf(flow: Flow | null): string {
  if (flow === 'revenue') return 'revenueItem';
  return flow === 'balance' ? 'balance' : 'function';
}

/** 收支 tables: the side is told by the header over the labels, else by the first digit of the codes, else by the names. */
export function sideOf({
  title,
  place,
  columns,
}: Pick<TableContext, 'title' | 'place' | 'columns'>): Flow | null {
  if (title.flow !== 'both') return title.flow;
  const header = columns.find(({ index }) => place.labelColumns.includes(index))?.parts ?? [];
  if (header.some((part) => SIDE_REVENUE.test(part) || /^收入/u.test(part))) return 'revenue';
  if (header.some((part) => SIDE_EXPENDITURE.test(part) || /^支出/u.test(part)))
    return 'expenditure';
  const codes = columns.filter(({ meaning }) => meaning.kind === 'code').map(({ index }) => index);
  let revenue = 0;
  let expenditure = 0;
  for (let row = place.headerBottom + 1; row <= place.bodyBottom; row += 1) {
    const code = codes.map((column) => place.grid.word(row, column)).join('');
    const name = place.labelColumns.map((column) => place.grid.word(row, column)).join('');
    if (/^1\d\d/u.test(code) || (code === '' && /收入(?:合计|总计)?$/u.test(name))) revenue += 1;
    else if (/^2\d\d/u.test(code) || (code === '' && /支出(?:合计|总计)?$/u.test(name)))
      expenditure += 1;
  }
  if (revenue === expenditure) return null;
  return revenue > expenditure ? 'revenue' : 'expenditure';
}
