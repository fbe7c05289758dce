/** In charge of debt tables: limits and balances, purposes, limits by region. */
import { formatCell } from '#model/cell';
import type { Line, Note } from '#model/reading';
import { subRegion } from '#model/region';
import { reject, type Reject } from '#model/reject';
import type { Stage } from '#model/slice';
import { regionByName } from '../../reference.ts';
import { readBody, type BodyLine } from './body.ts';
import type { Column } from './columns.ts';
import {
  budgetStage,
  scopeNote,
  yearNote,
  type TableContext,
  type TableFindings,
} from './context.ts';
import { figuresOf } from './figures.ts';
import { measuresOf, yearOf, type MeasureColumn } from './measures.ts';
import { scopeOf } from './title.ts';
import { treeOf } from './tree.ts';

type DebtKind = 'general' | 'special' | 'total';

function kindOf(words: string): DebtKind | null {
  if (/一般债务|一般债券/u.test(words)) return 'general';
  if (/专项债务|专项债券/u.test(words)) return 'special';
  return /合计|总额|政府债务|地方债务/u.test(words) ? 'total' : null;
}

/** What a row of 限额和余额 states. `opening` and `reduced` (核减) serve the identity opening + issued − repaid − reduced = balance. */
const ROWS: readonly (readonly [RegExp, string])[] = [
  [/限额$/u, 'limit'],
  [/^上年末.*余额(?:实际数)?$/u, 'opening'],
  [/余额(?:实际数|预计(?:执行)?数)?$/u, 'balance'],
  [/发行(?:额|数|收入)$/u, 'issued'],
  [/还本(?:额|数|支出)$/u, 'repaid'],
  [/(?:调减|核减|减少).*债务/u, 'reduced'],
];
const BUDGET_ROWS: readonly string[] = ['limit', 'newLimit', 'withdrawnLimit', 'adjustedLimit'];

/** 政府债务限额和余额: one slice per side (全市 ‖ 市本级), one kind per section. */
export function readDebtBalance(context: TableContext): TableFindings {
  const { place, columns, title } = context;
  const measures = measuresOf(context);
  const notes: Note[] = [...measures.notes, ...yearNote(context, measures.year)];
  const rejects: Reject[] = [...measures.rejects];
  const body = readBody(place, columns, 'function');
  notes.push(...body.notes);
  rejects.push(...body.rejects);
  const stated = columns
    .map(({ parts, index }) => ({ index, scope: scopeOf(parts[0] ?? '') }))
    .find(({ scope }) => scope !== 'unstated');
  const scope = stated?.scope ?? context.scope;
  if (stated !== undefined && title.scope !== 'all')
    notes.push(...scopeNote(context, scope, formatCell(place.headerTop, stated.index)));
  const places = treeOf(body.lines, () => false);
  let kind: DebtKind | null = null;
  const rows: string[] = [];
  const kinds: DebtKind[] = [];
  const lines = body.lines.map((line, index): Line => {
    const { name } = line.label;
    const parent = places[index]?.parent ?? null;
    const section = line.label.numbering === null && parent === null ? kindOf(name) : null;
    const heading = section !== null && !ROWS.some(([words]) => words.test(name));
    if (heading) kind = section;
    const known: DebtKind = kind ?? kindOf(name) ?? 'total';
    const row =
      parent === null
        ? (ROWS.find(([words]) => words.test(name))?.[1] ?? 'other')
        : (rows[parent] ?? 'other');
    rows.push(row);
    kinds.push(known);
    const nested = parent !== null;
    if (row === 'other' && !heading)
      notes.push(rowSetAside(name, formatCell(line.row, place.labelColumns[0] ?? 0)));
    const figures =
      row === 'other'
        ? []
        : figuresOf(
            context,
            line.row,
            measures.columns.map((entry) => debtMeasure(entry, row, measures.stage)),
            rejects,
          );
    return {
      row: line.row + 1,
      label: line.text,
      name,
      code: null,
      depth: places[index]?.depth ?? 1,
      parent,
      role: 'main',
      key: nested ? `${row}:${name.replace(/(?:一般|专项|政府)(?=债券)/gu, '')}` : 'total',
      dims: { breakdown: nested ? 'issueKind' : 'total', kind: known },
      figures,
    };
  });
  return { ...DEBT, scope, year: measures.year, stage: measures.stage, lines, notes, rejects };
}

const DEBT = { dataset: 'debt', book: null, flow: null, cut: null } as const;

/** The name of a figure: a column of a budget year states plans (`planned.issued`), of the year before `prior.…`. */
function debtMeasure(entry: MeasureColumn, row: string, tableStage: Stage): MeasureColumn {
  const isBudgetRow = BUDGET_ROWS.includes(row);
  if (entry.kind === 'ratio') return { ...entry, measure: `growth.${row}` };
  if (entry.measure === 'change') return { ...entry, measure: `change.${row}` };
  if (entry.measure.startsWith('prior'))
    return { ...entry, measure: `prior.${row}`, stage: isBudgetRow ? 'approved' : entry.stage };
  if (entry.measure === 'executed')
    return { ...entry, measure: row, stage: isBudgetRow ? 'approved' : entry.stage };
  const planned = isBudgetRow ? row : `planned.${row}`;
  return { ...entry, measure: planned, stage: tableStage === 'draft' ? 'draft' : 'approved' };
}

/** 债务投向: the balance by purpose; 铁路 under 基础设施 is a breakdown of its own, so that nothing is added twice. */
export function readDebtPurpose(context: TableContext): TableFindings {
  const { place, columns } = context;
  const measures = measuresOf(context);
  const notes: Note[] = [...measures.notes, ...yearNote(context, measures.year)];
  const rejects: Reject[] = [...measures.rejects];
  const header = columns
    .flatMap(({ parts, meaning }) => (meaning.kind === 'amount' ? (parts[0] ?? '') : []))
    .find((words) => kindOf(words) !== null);
  const kind = header === undefined ? null : kindOf(header);
  if (kind === null) {
    rejects.push(
      reject(
        'header-unknown',
        { header: columns.map(({ header: words }) => words).join('、') },
        { sheet: place.grid.sheet.name, cell: formatCell(place.headerTop, place.left) },
      ),
    );
  }
  const body = readBody(place, columns, 'function');
  notes.push(...body.notes);
  rejects.push(...body.rejects);
  const isTotal = ({ label }: BodyLine) => /^(?:合计|总计)$/u.test(label.name);
  const places = treeOf(body.lines, isTotal);
  const lines = body.lines.map((line, index): Line => {
    const where = places[index] ?? { parent: null, depth: 1, ofWhich: false };
    const total = isTotal(line);
    return {
      row: line.row + 1,
      label: line.text,
      name: line.label.name,
      code: null,
      depth: total ? 0 : where.depth,
      parent: where.parent,
      role: total ? 'total' : where.ofWhich ? 'ofWhich' : 'main',
      dims: { breakdown: where.parent === null ? 'purpose' : 'purposeDetail', kind },
      figures: figuresOf(
        context,
        line.row,
        measures.columns.map((entry) => debtMeasure(entry, 'balance', measures.stage)),
        rejects,
      ),
    };
  });
  return { ...DEBT, year: measures.year, stage: measures.stage, lines, notes, rejects };
}

const LIMIT_GROUPS: readonly (readonly [RegExp, string])[] = [
  [/新增/u, 'newLimit'],
  [/收回/u, 'withdrawnLimit'],
  [/调整/u, 'adjustedLimit'],
  [/限额/u, 'limit'],
];

/** A line and whether it is about the own level of the file's region. */
interface ScopedLine {
  readonly own: boolean;
  readonly line: Line;
}

/**
 * 债务限额分地区: per row the region itself (全), its own level (本级), or a lower region of its own; a lower region that GB/T 2260
 * does not hold (a development zone) is filed under its parent. Two findings, one per scope.
 */
export function readDebtRegions(context: TableContext): readonly TableFindings[] {
  const { place, document, region, title } = context;
  const amounts = context.columns.flatMap((column) => limitColumn(place.labelColumns, column));
  const year = yearOf(
    amounts.map(({ column, year: stated }) => ({
      ...column,
      meaning: { kind: 'amount', phase: 'original', year: stated },
    })),
    context.yearHint,
  );
  const notes: Note[] = [...yearNote(context, year)];
  const rejects: Reject[] = [];
  const sheet = place.grid.sheet.name;
  if (amounts.length === 0) {
    rejects.push(
      reject(
        'header-unknown',
        { header: context.columns.map(({ header }) => header).join('、') },
        { sheet, cell: formatCell(place.headerTop, place.left) },
      ),
    );
  }
  const body = readBody(
    place,
    amounts.map(({ column }) => ({
      ...column,
      meaning: { kind: 'amount', phase: 'original', year: null },
    })),
    'function',
  );
  notes.push(...body.notes);
  rejects.push(...body.rejects);
  const planned = budgetStage(context, year);
  const lines = body.lines.flatMap((line): ScopedLine[] => {
    const { name } = line.label;
    const own = /^(?:[省市区县州盟旗]?本级|.*[省市区县州盟旗]本级)$/u.test(name);
    const whole =
      name === (title.regionName ?? document.regionName) || /^全[省市区县州盟旗]$/u.test(name);
    const lower =
      own || whole || region === null
        ? null
        : (regionByName(name, region) ?? subRegion(region, name));
    const sums = /^(?:合计|小计)$/u.test(name);
    if (sums) return [];
    if (!own && !whole && lower === null) {
      rejects.push(
        reject(
          'region-missing',
          {},
          { sheet, cell: formatCell(line.row, place.labelColumns[0] ?? 0), value: name },
        ),
      );
    }
    return (['total', 'general', 'special'] as const).flatMap((kind): ScopedLine[] => {
      const columns = amounts
        .filter((each) => each.kind === kind)
        .map((each): MeasureColumn => ({
          column: each.column,
          measure:
            each.year === null || each.year === year ? each.measure : `prior.${each.measure}`,
          stage: planned,
          kind: 'amount',
        }));
      const figures = figuresOf(context, line.row, columns, rejects);
      if (figures.length === 0) return [];
      const limits: Line = {
        row: line.row + 1,
        label: line.text,
        name,
        code: null,
        depth: 1,
        parent: null,
        role: 'main',
        key: 'total',
        dims: { breakdown: 'total', kind },
        ...(lower === null ? {} : { region: lower }),
        figures,
      };
      return [{ own, line: limits }];
    });
  });
  // limits of a past year stand beside that year's outturn: one slice with 限额和余额
  const shared = { ...DEBT, year, stage: planned === 'draft' ? planned : ('flash' as const) };
  const ofScope = (wanted: boolean) =>
    lines.filter(({ own }) => own === wanted).map(({ line }) => line);
  const ownLines = ofScope(true);
  return [
    { ...shared, scope: 'all', lines: ofScope(false), notes, rejects },
    ...(ownLines.length === 0
      ? []
      : [{ ...shared, scope: 'own' as const, lines: ownLines, notes: [], rejects: [] }]),
  ];
}

function limitColumn(labels: readonly number[], column: Column) {
  if (labels.includes(column.index)) return [];
  const [group = '', ...below] = column.parts;
  const measure = LIMIT_GROUPS.find(([words]) => words.test(group))?.[1];
  const kind = kindOf(below.join('') || group);
  if (measure === undefined || kind === null) return [];
  const stated = /(\d{4})年/u.exec(group)?.[1];
  return [{ column, measure, kind, year: stated === undefined ? null : Number(stated) }];
}

function rowSetAside(name: string, cell: string): Note {
  return {
    code: 'row-set-aside',
    message: {
      zh: `“${name}”（${cell}）的含义不在可识别的范围内，未读入。`,
      en: `“${name}” (${cell}) is not known and was not read.`,
    },
    cells: [cell],
  };
}
