/** In charge of the lines of a table of the four books: codes, totals, what hangs under what, and the scope that the total states. */
import { levelOfCode, parentOfCode, type Scheme } from '#model/code';
import { formatCell } from '#model/cell';
import type { Line, Note } from '#model/reading';
import { reject, type Reject } from '#model/reject';
import type { Flow, Scope } from '#model/slice';
import { classification, codeByName } from '../../reference.ts';
import { adoptBySum } from './adopt.ts';
import { readBody, type BodyLine } from './body.ts';
import { scopeNote, type TableContext } from './context.ts';
import { figuresOf } from './figures.ts';
import type { MeasureColumn } from './measures.ts';
import { rolesOf, totalName } from './roles.ts';
import { scopeOf } from './title.ts';
import { treeOf, type TreePlace } from './tree.ts';

/** What is known of a table before its lines are read. */
export interface LinesAsked {
  readonly year: number | null;
  readonly flow: Flow | null;
  readonly cut: string;
  /** The columns whose figures are stored. */
  readonly columns: readonly MeasureColumn[];
  /** The rows that count, counted from 0; all without it. */
  readonly ofRow?: (row: number) => boolean;
}

export interface LinesRead {
  readonly lines: readonly Line[];
  readonly scope: Scope;
  readonly notes: readonly Note[];
  readonly rejects: readonly Reject[];
}

/** The lines of a table of revenue, expenditure or balance with their figures. */
export function readBudgetLines(context: TableContext, asked: LinesAsked): LinesRead {
  const { place, columns, title } = context;
  const { year, flow, cut } = asked;
  const sheet = place.grid.sheet.name;
  const book = title.book ?? 'general';
  const scheme: Scheme = cut === 'revenueItem' || cut === 'govEconomic' ? cut : 'function';
  const notes: Note[] = [];
  const rejects: Reject[] = [];
  if (flow === null) {
    rejects.push(
      reject(
        'header-unknown',
        { header: '收入/支出' },
        { sheet, cell: formatCell(place.headerTop, place.left) },
      ),
    );
  }
  const read = readBody(place, columns, scheme);
  notes.push(...read.notes);
  rejects.push(...read.rejects);
  const { ofRow } = asked;
  const body = ofRow === undefined ? read.lines : read.lines.filter(({ row }) => ofRow(row));
  const isTotal = ({ code, label }: BodyLine) =>
    code === null &&
    !label.ofWhich &&
    label.numbering === null &&
    totalName(label.name, book) !== null;
  const places = treeOf(arrangedByName(body, scheme, year), isTotal);
  const { roles, assumed } = rolesOf(
    body.map(({ label, code }, index) => ({
      name: label.name,
      code,
      parent: places[index]?.parent ?? null,
      ofWhich: places[index]?.ofWhich ?? false,
      numbered: label.numbering !== null,
    })),
    book,
  );
  const printed = body.map((line, index): Line => {
    const role = roles[index] ?? 'main';
    const where = places[index] ?? { parent: null, depth: 1, ofWhich: false };
    rejects.push(...codeRejects(line, where, body, scheme, year, sheet, notes));
    return {
      row: line.row + 1,
      label: line.text,
      name: line.label.name,
      code: line.code,
      depth: role === 'total' || role === 'grand' ? 0 : where.depth,
      parent: where.parent,
      role,
      dims: {},
      figures: figuresOf(context, line.row, asked.columns, rejects),
    };
  });
  const lines = adoptBySum(printed);
  notes.push(...assumedNotes(body, assumed, place.labelColumns[0] ?? 0));
  const scope = statedScope(context, lines, place.labelColumns[0] ?? 0);
  return { lines, scope: scope.scope, notes: [...notes, ...scope.notes], rejects };
}

const isCode = (scheme: Scheme, code: string, year: number | null) =>
  classification(scheme, code, year) !== null;

/** Where neither indentation nor numbering nor codes arrange the lines (a csv of 政府预算经济分类), the names' codes do. */
function arrangedByName(
  lines: readonly BodyLine[],
  scheme: Scheme,
  year: number | null,
): readonly BodyLine[] {
  const silent = lines.every(
    ({ indent, label, code }) => indent === 0 && label.numbering === null && code === null,
  );
  if (!silent || scheme !== 'govEconomic') return lines;
  let top: string | null = null;
  return lines.map((line): BodyLine => {
    const outer = codeByName(scheme, line.label.name, year);
    if (outer !== null && levelOfCode(scheme, outer) === 1) {
      top = outer;
      return { ...line, code: outer };
    }
    return { ...line, code: top === null ? null : codeByName(scheme, line.label.name, year, top) };
  });
}

/**
 * A code that the reference does not hold is a note (DQ-13) where it hangs under a code that begins it, and a reject where
 * nothing vouches for it.
 */
function codeRejects(
  line: BodyLine,
  where: TreePlace,
  lines: readonly BodyLine[],
  scheme: Scheme,
  year: number | null,
  sheet: string,
  notes: Note[],
): Reject[] {
  const { code, codeCell } = line;
  if (code === null || codeCell === null || isCode(scheme, code, year)) return [];
  const above = where.parent === null ? null : (lines[where.parent]?.code ?? null);
  const shapeParent = parentOfCode(scheme, code);
  const vouched =
    (above !== null && code.startsWith(above)) ||
    (shapeParent !== null && isCode(scheme, shapeParent, year));
  if (!vouched || levelOfCode(scheme, code) === 1) {
    return [reject('code-unknown', { code }, { sheet, cell: codeCell, value: code })];
  }
  notes.push({
    code: 'DQ-13',
    message: {
      zh: `编码 ${code}（${line.label.name}，${codeCell}）不在科目目录中，按其上级编码读入。`,
      en: `The code ${code} (${line.label.name}, ${codeCell}) is in no list; it is read under the code above it.`,
    },
    cells: [codeCell],
  });
  return [];
}

function assumedNotes(
  lines: readonly BodyLine[],
  assumed: readonly number[],
  column: number,
): Note[] {
  return assumed.flatMap((index) => {
    const line = lines[index];
    if (line === undefined) return [];
    const cell = formatCell(line.row, column);
    return [
      {
        code: 'role-assumed',
        message: {
          zh: `“${line.label.name}”（${cell}）列在支出或收入总计之后，未能按名称归类，按转移性收支读入。`,
          en: `“${line.label.name}” (${cell}) stands below the total and is not known by name; it is read as a transfer.`,
        },
        cells: [cell],
      },
    ];
  });
}

/** The printed total says of what it is the total: 全市一般公共预算支出. It wins over the title. */
function statedScope(
  context: TableContext,
  lines: readonly Line[],
  column: number,
): { scope: Scope; notes: Note[] } {
  const total = lines.find(
    ({ role, name }) => role === 'total' && /本级|全[省市区县州盟旗]/u.test(name),
  );
  if (total === undefined) return { scope: context.scope, notes: [] };
  const scope = scopeOf(total.name);
  return { scope, notes: scopeNote(context, scope, formatCell(total.row - 1, column)) };
}
