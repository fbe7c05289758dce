/** In charge of turning what layouts read into batches of rows: pure, the same reading always gives the same rows. */
import type { Figure, FileReading, Line } from '#model/reading';
import type { Reject } from '#model/reject';
import { countsTowardsGrand, cover, type Coverage } from './coverage.ts';
import type { Declared } from '../layouts/layout.ts';
import { ancestorsOf, lineTree, type LineTree } from './lineTree.ts';
import { datasetColumns, datasetOf } from './leafColumns.ts';
import { recordRow } from './recordRow.ts';
import { intoSlices, numberTables, type NumberedTable, type SliceLines } from './slices.ts';
import type { ColumnValue, StagedBatch, StagedRow } from './staged.ts';

export interface Staging {
  readonly tables: readonly NumberedTable[];
  readonly batches: readonly StagedBatch[];
  readonly rejects: readonly Reject[];
  /** Lines stored, by number of the table. */
  readonly accepted: ReadonlyMap<number, number>;
}

/**
 * The batches of a file: per slice, the most detailed table states the figures (`stated` 1), the same figure in another
 * table or line is kept as stated 2, 3 …; `source` is the key of the file itself in `sources`.
 */
export function stage(
  readings: readonly FileReading[],
  declared: Declared,
  source: string,
): Staging {
  const tables = numberTables(readings);
  const { slices, rejects } = intoSlices(tables, declared, source);
  const accepted = new Map<number, number>();
  const batches = slices.map((lines): StagedBatch => {
    for (const { no, indexes } of lines.tables) {
      accepted.set(no, (accepted.get(no) ?? 0) + indexes.length);
    }
    const rows = 
      datasetOf(lines.slice.dataset).form === 'records' ? recordRows(lines) : figureRows(lines);
    return {
      slice: lines.slice,
      part: lines.part,
      month: lines.month,
      reportedOn: lines.reportedOn,
      currency: 'CNY',
      lines: lines.tables.reduce((sum, { indexes }) => sum + indexes.length, 0),
      rows,
    };
  });
  return { tables, batches, rejects, accepted };
}

function figureRows(lines: SliceLines): StagedRow[] {
  const tree = lineTree(lines);
  const stated = new Map<string, number>();
  const bearing = new Map<string, Set<string>>();
  const printedItems = new Set<string>();
  const entries: { merge: string; tableNo: number; line: Line; lineNo: number; figure: Figure; stated: number }[] = [];
  let lineNo = 0;
  for (const { no, table, indexes, keys } of tree.tables) {
    for (const index of indexes) {
      const line = table.lines[index];
      const merge = keys[index]?.merge;
      if (line === undefined || merge === undefined) continue;
      lineNo += 1;
      printedItems.add(tree.nodes.get(merge)?.item ?? '');
      for (const figure of line.figures) {
        const sum = sumOf(figure);
        const again = (stated.get(`${merge} ${sum}`) ?? 0) + 1;
        stated.set(`${merge} ${sum}`, again);
        const bearers = bearing.get(sum) ?? new Set();
        bearing.set(sum, bearers.add(merge));
        entries.push({ merge, tableNo: no, line, lineNo, figure, stated: again });
      }
    }
  }
  const coverage = new Map([...bearing].map(([sum, bearers]) => [sum, cover(tree.nodes, bearers)]));
  const grand = new Set(
    [...bearing].flatMap(([sum, bearers]) =>
      [...bearers].some((merge) => tree.nodes.get(merge)?.role === 'grand') ? [sum] : [],
    ),
  );
  const places = new Map<string, Readonly<Record<string, ColumnValue>>>();
  return entries.map(({ merge, tableNo, line, lineNo: number, figure, stated: again }) => {
    const sum = sumOf(figure);
    let place = places.get(merge);
    if (place === undefined) {
      place = placeOf(tree, merge, printedItems, lines);
      places.set(merge, place);
    }
    const levels = coverage.get(sum)?.get(merge);
    const role = tree.nodes.get(merge)?.role ?? line.role;
    return {
      ...figureColumns(lines.slice.region, tableNo, line, number, figure, again),
      ...datasetColumns(lines.slice.dataset, {
        ...line.dims,
        ...place,
        ...levelColumns(levels, grand.has(sum) && countsTowardsGrand(role)),
        name: line.name,
      }),
    };
  });
}

/** Figures of one sum: the same measure at the same stage. */
function sumOf({ measure, stage: at }: Figure): string {
  return `${measure} ${at}`;
}

function placeOf(
  tree: LineTree,
  merge: string,
  printedItems: ReadonlySet<string>,
  { slice, part }: SliceLines,
): Readonly<Record<string, ColumnValue>> {
  const node = tree.nodes.get(merge);
  if (node === undefined) throw new Error(`no line has the key ${merge}`);
  const own = { item: node.item, role: node.role, level: node.level };
  if (slice.dataset === 'projects') return { ...own, project: node.item };
  if (slice.dataset !== 'execution') return own;
  const [first, second, third, fourth] = ancestorsOf(tree, merge, printedItems, slice, part);
  return { ...own, cut: part, class: first, group_: second, item_: third, subitem: fourth };
}

function levelColumns(levels: Coverage | undefined, underGrand: boolean) {
  return { from_level: levels?.from ?? 0, to_level: levels?.to ?? 0, under_grand: underGrand };
}

function figureColumns(
  region: string,
  tableNo: number,
  line: Line,
  lineNo: number,
  figure: Figure,
  stated: number,
): StagedRow {
  return {
    region_code: region,
    line_no: lineNo,
    measure: figure.measure,
    stage: figure.stage,
    stated,
    printed: figure.printed,
    amount: figure.amount,
    ratio: figure.ratio,
    quantity: figure.quantity,
    table_no: tableNo,
    row_no: line.row,
    cell: figure.cell,
    text: figure.text,
    decimals: figure.decimals,
  };
}

function recordRows(lines: SliceLines): StagedRow[] {
  const stated = new Map<string, number>();
  let lineNo = 0;
  return lines.tables.flatMap(({ no, table, indexes }) =>
    indexes.flatMap((index) => {
      const line = table.lines[index];
      if (line === undefined) return [];
      const key = line.key ?? line.name;
      const again = (stated.get(key) ?? 0) + 1;
      stated.set(key, again);
      lineNo += 1;
      return [recordRow(lines.slice.region, no, line, lineNo, again)];
    }),
  );
}
