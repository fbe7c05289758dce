/** In charge of the rows of one slice in long form: one row per figure, placed at the levels it answers for. */
import type { Figure, Line } from '#model/reading';
import type { ItemRole } from '#model/slice';
import { countsTowardsGrand, cover, type Coverage } from './coverage.ts';
import { datasetOf, FIGURE_COLUMNS, isPhysical } from './leafColumns.ts';
import { ancestorsOf, lineTree, type LineTree } from './lineTree.ts';
import type { SliceLines } from './slices.ts';
import type { ColumnValue } from './staged.ts';

/** A figure on its way into a row. */
interface Entry {
  readonly merge: string;
  readonly tableNo: number;
  readonly line: Line;
  readonly lineNo: number;
  readonly figure: Figure;
  readonly stated: number;
}

/** Rows in the order of `leafColumns`: values in arrays, since there are tens of thousands and each has forty columns. */
export function figureRows(lines: SliceLines): ColumnValue[][] {
  const tree = lineTree(lines);
  const { entries, bearing, printedItems } = entriesOf(tree);
  const coverage = new Map(
    [...bearing].map(([sum, bearers]) => [sum, cover(tree.nodes, bearers)] as const),
  );
  const withGrand = new Set(
    [...bearing].flatMap(([sum, bearers]) =>
      [...bearers].some((merge) => tree.nodes.get(merge)?.role === 'grand') ? [sum] : [],
    ),
  );
  const dataset = datasetOf(lines.slice.dataset);
  const own = Object.keys(dataset.columns);
  const physical = isPhysical(dataset);
  const start = FIGURE_COLUMNS.length + (physical ? 1 : 0);
  const levelled = own.includes('from_level');
  const at = (column: string) => start + own.indexOf(column);
  const [fromAt, toAt, grandAt] = [at('from_level'), at('to_level'), at('under_grand')];

  let known: { readonly line: Line; readonly values: readonly ColumnValue[] } | null = null;
  return entries.map(({ merge, tableNo, line, lineNo, figure, stated }) => {
    if (known?.line !== line) {
      const place = placeOf(tree, merge, printedItems, lines);
      known = { line, values: own.map((column) => place[column] ?? line.dims[column] ?? null) };
    }
    const row: ColumnValue[] = [
      lines.slice.region, lineNo, figure.measure, figure.stage, stated, figure.printed, figure.amount, figure.ratio,
      tableNo, line.row, figure.cell, figure.text, figure.decimals,
    ]; // prettier-ignore
    if (physical) row.push(figure.quantity);
    row.push(...known.values);
    if (levelled) {
      const sum = sumOf(figure);
      const levels: Coverage | undefined = coverage.get(sum)?.get(merge);
      row[fromAt] = levels?.from ?? 0;
      row[toAt] = levels?.to ?? 0;
      row[grandAt] = withGrand.has(sum) && countsTowardsGrand(roleOf(tree, merge));
    }
    return row;
  });
}

/** The figures in the order of their tables, each with how often the same one was stated before. */
function entriesOf(tree: LineTree) {
  const stated = new Map<string, number>();
  const bearing = new Map<string, Set<string>>();
  const printedItems = new Set<string>();
  const entries: Entry[] = [];
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
  return { entries, bearing, printedItems };
}

/** Figures of one sum: the same measure at the same stage. */
function sumOf({ measure, stage }: Figure): string {
  return `${measure} ${stage}`;
}

function roleOf(tree: LineTree, merge: string): ItemRole {
  return tree.nodes.get(merge)?.role ?? 'memo';
}

/** What the merged tree says of a line, by column; everything else stands in the line's dims. */
function placeOf(
  tree: LineTree,
  merge: string,
  printedItems: ReadonlySet<string>,
  { slice, part }: SliceLines,
): Readonly<Record<string, ColumnValue>> {
  const node = tree.nodes.get(merge);
  if (node === undefined) throw new Error(`no line has the key ${merge}`);
  const own = { item: node.item, name: node.name, role: node.role, level: node.level };
  if (slice.dataset === 'projects') return { ...own, project: node.item };
  if (slice.dataset !== 'execution') return own;
  const [top, second, third, fourth] = ancestorsOf(tree, merge, printedItems, slice, part);
  return { ...own, cut: part, class: top, group_: second, item_: third, subitem: fourth };
}
