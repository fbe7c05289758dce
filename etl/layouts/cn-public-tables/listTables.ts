/** In charge of lists of projects: use of the reserve, key projects, details of a budget, transfers by project. */
import { formatCell } from '#model/cell';
import type { Line, Note } from '#model/reading';
import { reject, type Reject } from '#model/reject';
import type { Book, ItemRole } from '#model/slice';
import { readBody, type BodyLine } from './body.ts';
import { yearNote, type TableContext, type TableFindings } from './context.ts';
import { figuresOf } from './figures.ts';
import { measuresOf, type MeasureColumn } from './measures.ts';
import { rolesOf, totalName } from './roles.ts';

/** 预备费安排, 重点项目, 明细表 → projects. */
export function readProjects(context: TableContext): TableFindings {
  const breakdown =
    context.title.kind === 'reserve'
      ? 'reserve'
      : context.title.kind === 'keyProjects'
        ? 'key'
        : 'detail';
  return readList(context, 'projects', 'budget', (line) => ({ breakdown, basis: line.basis }));
}

/** 市对下转移支付项目 → transfers; the money leaves the own level. */
export function readTransfersByProject(context: TableContext): TableFindings {
  return readList(context, 'transfers', 'original', () => ({
    breakdown: 'project',
    kind: 'transfer',
  }));
}

/** 市对下转移支付 by function class → transfers. */
export function readTransfersByFunction(context: TableContext): TableFindings {
  return readList(context, 'transfers', 'original', () => ({
    breakdown: 'function',
    kind: 'transfer',
  }));
}

function readList(
  context: TableContext,
  dataset: 'projects' | 'transfers',
  budgetMeasure: 'budget' | 'original',
  dims: (line: BodyLine) => Line['dims'],
): TableFindings {
  const { place, columns } = context;
  const measures = measuresOf(context);
  const notes: Note[] = [...measures.notes, ...yearNote(context, measures.year)];
  const rejects: Reject[] = [...measures.rejects];
  const body = readBody(place, columns, 'function');
  notes.push(...body.notes);
  rejects.push(...body.rejects);
  const renamed = measures.columns.map((entry): MeasureColumn => ({
    ...entry,
    measure: entry.measure.replace(/original$/u, budgetMeasure),
  }));
  const book = context.title.book ?? 'general';
  const places = listPlaces(body.lines, (line) => totalName(line.label.name, book) !== null);
  const { roles } = rolesOf(
    body.lines.map(({ label, code }, index) => ({
      name: label.name,
      code,
      parent: places[index]?.parent ?? null,
      ofWhich: label.ofWhich,
      numbered: label.numbering !== null,
    })),
    book,
  );
  const lines = body.lines.map((line, index): Line => {
    const heads = places.some(({ parent }) => parent === index);
    const role: ItemRole = heads
      ? 'memo'
      : listRole(roles, places[index]?.parent ?? null, index, body.lines, book);
    return {
      row: line.row + 1,
      label: line.text,
      name: line.label.name,
      code: line.code,
      depth:
        role === 'total' || role === 'grand' ? 0 : (places[index]?.parent ?? null) === null ? 1 : 2,
      parent: places[index]?.parent ?? null,
      role,
      dims: dims(line),
      figures: figuresOf(context, line.row, renamed, rejects),
    };
  });
  if (lines.length === 0) {
    const cell = formatCell(place.headerBottom, place.left);
    rejects.push(
      reject('value-missing', { column: '项目' }, { sheet: place.grid.sheet.name, cell }),
    );
  }
  return {
    dataset,
    year: measures.year,
    book,
    flow: 'expenditure',
    stage: measures.stage,
    cut: null,
    lines,
    notes,
    rejects,
  };
}

/** A line without a number of its own that numbered lines follow is their heading. */
function listPlaces(
  lines: readonly BodyLine[],
  isTotal: (line: BodyLine) => boolean,
): { readonly parent: number | null }[] {
  const numbered = lines.some(({ ordinal }) => ordinal !== null);
  let heading: number | null = null;
  return lines.map((line, index) => {
    if (!numbered) return { parent: null };
    if (line.ordinal === null) {
      heading = isTotal(line) ? null : index;
      return { parent: null };
    }
    return { parent: heading };
  });
}

/** A heading is shown and not added (`memo`); its lines carry what it stands for (转移支付支出 → transfer). */
function listRole(
  roles: readonly ItemRole[],
  parent: number | null,
  index: number,
  lines: readonly BodyLine[],
  book: Book,
): ItemRole {
  const own = roles[index] ?? 'main';
  if (totalName(lines[index]?.label.name ?? '', book) !== null && parent === null) return own;
  return parent === null ? own : (roles[parent] ?? own);
}
