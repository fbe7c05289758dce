/** In charge of one tree of lines per slice, merged from all its tables, and of each line's place in its classification. */
import { levelOfCode, type Scheme } from '#model/code';
import type { ItemRole, Slice } from '#model/slice';
import { classification } from '../reference.ts';
import { DEEPEST, type LevelNode } from './coverage.ts';
import { lineKeys, parentOf, printedCodes, schemeOf, type LineKey } from './lineKeys.ts';
import type { SliceLines, SliceTable } from './slices.ts';

/** A line of the merged tree. */
export interface TreeNode extends LevelNode {
  readonly item: string;
  readonly name: string;
  readonly coded: boolean;
}

export interface LineTree {
  /** By merge key. */
  readonly nodes: ReadonlyMap<string, TreeNode>;
  /** The tables, the most detailed first, each with the keys of all its lines by index. */
  readonly tables: readonly (SliceTable & { readonly keys: readonly LineKey[] })[];
}

/** Merges the tables of a slice: a line that stands in several of them is one node, placed by the most detailed table. */
export function lineTree(lines: SliceLines): LineTree {
  const printed = printedCodes(lines.tables);
  const tables = lines.tables
    .map((entry) => ({
      ...entry,
      keys: lineKeys(entry, lines.slice, lines.part, printed),
      detail: detailOf(entry, lines),
    }))
    .sort((a, b) => b.detail - a.detail || b.indexes.length - a.indexes.length || a.no - b.no);
  const nodes = new Map<string, TreeNode>();
  for (const { table, indexes, keys } of tables) {
    const own = new Set(indexes);
    for (const index of indexes) place(index);

    /** A line without figures is placed too when a line with figures hangs under it. */
    function place(index: number): string | null {
      const line = table.lines[index];
      const key = keys[index];
      if (line === undefined || key === undefined) return null;
      if (nodes.has(key.merge)) return key.merge;
      const above = parentOf(table, line);
      const sameSlice =
        above !== null && (own.has(above) || table.lines[above]?.figures.length === 0);
      const parent = above !== null && sameSlice ? place(above) : null;
      const parentLevel = parent === null ? 0 : (nodes.get(parent)?.level ?? 0);
      nodes.set(key.merge, {
        item: key.item,
        name: line.name,
        role: line.role,
        coded: key.coded,
        parent,
        level: levelOf(line.role, key, parentLevel, lines),
        ...(line.excerpt === true ? { excerpt: true } : {}),
      });
      return key.merge;
    }
  }
  return { nodes, tables };
}

function levelOf(
  role: ItemRole,
  key: LineKey,
  parentLevel: number,
  { slice, part }: SliceLines,
): number {
  if (role === 'total' || role === 'grand') return 0;
  const scheme = schemeOf(part);
  const known =
    key.coded && scheme !== null
      ? (classification(scheme, key.item, slice.year)?.level ?? levelOfCode(scheme, key.item))
      : null;
  return Math.min(DEEPEST, Math.max(known ?? 0, parentLevel + 1));
}

/** How deep a table goes: the longest code, else the deepest line. */
function detailOf({ table, indexes }: SliceTable, { part }: SliceLines): number {
  const scheme = schemeOf(part);
  return Math.max(
    0,
    ...indexes.map((index) => {
      const line = table.lines[index];
      if (line === undefined) return 0;
      const level = scheme === null || line.code === null ? null : levelOfCode(scheme, line.code);
      return level ?? line.depth;
    }),
  );
}

/**
 * The item under which a line stands at levels 1–4. At its own level and below it is the line itself; above, the printed line,
 * else the code of the reference unless that code is printed elsewhere in the slice (then the source itself does not count
 * this line under it), else the line itself.
 */
export function ancestorsOf(
  tree: LineTree,
  merge: string,
  printedItems: ReadonlySet<string>,
  slice: Slice,
  part: string | null,
): readonly [string, string, string, string] {
  const node = tree.nodes.get(merge);
  if (node === undefined) throw new Error(`no line has the key ${merge}`);
  const scheme = schemeOf(part);
  const above = new Map<number, string>();
  let anchor = node.coded ? node.item : null;
  for (
    let ancestor = parentNode(tree, node);
    ancestor !== null;
    ancestor = parentNode(tree, ancestor)
  ) {
    above.set(ancestor.level, ancestor.item);
    if (anchor === null && ancestor.coded) anchor = ancestor.item;
  }
  const at = (level: number): string => {
    if (level >= node.level) return node.item;
    const printed = above.get(level);
    if (printed !== undefined) return printed;
    if (anchor === null || scheme === null) return node.item;
    const code = codeAbove(scheme, anchor, slice.year, level);
    return code === null || printedItems.has(code) ? node.item : code;
  };
  return [at(1), at(2), at(3), at(4)];
}

function parentNode(tree: LineTree, { parent }: TreeNode): TreeNode | null {
  return parent === null ? null : (tree.nodes.get(parent) ?? null);
}

/** The code of the ancestor at a level; null when the reference does not lead there. */
function codeAbove(scheme: Scheme, code: string, year: number, level: number): string | null {
  let row = classification(scheme, code, year);
  while (row !== null && row.level > level) {
    row = row.parent === null ? null : classification(scheme, row.parent, year);
  }
  return row?.level === level ? row.code : null;
}
