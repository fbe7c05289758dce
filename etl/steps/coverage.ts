/** In charge of which levels of a classification each printed figure answers for. */
import type { ItemRole } from '#model/slice';

/** A line of a slice as the levels see it: where it hangs, how deep it stands, what it counts as. */
export interface LevelNode {
  /** Key of the line above, null for the outermost; printed totals are nobody's parent. */
  readonly parent: string | null;
  /** 0 for printed totals, else deeper than every ancestor's. */
  readonly level: number;
  readonly role: ItemRole;
  /** One of some lines picked from a longer list, which must not be summed to a level above its own. */
  readonly excerpt?: boolean;
}

/** The closed interval of levels for which a figure is read. */
export interface Coverage {
  readonly from: number;
  readonly to: number;
}

/** Deeper than any classification: a line without children stands for itself down to here. */
export const DEEPEST = 9;

/** Roles whose lines add up to 各项合计; 其中 and memo lines stand beside them. */
const COUNTING: readonly ItemRole[] = ['main', 'transfer', 'financing', 'balance'];

/** Whether a figure of this role is part of a printed 各项合计. */
export function countsTowardsGrand(role: ItemRole): boolean {
  return COUNTING.includes(role) || role === 'total' || role === 'grand';
}

/**
 * For one measure: the interval of each line that bears a figure. A line begins below its nearest ancestor with a figure
 * (at 0 without one, at 1 under a printed total) and ends at its own level, or at the bottom when no line below bears one.
 * So each way from a leaf to the root is covered exactly once at every level. A line of an excerpt begins at its own level.
 */
export function cover(
  nodes: ReadonlyMap<string, LevelNode>,
  bearing: ReadonlySet<string>,
): ReadonlyMap<string, Coverage> {
  const roles = new Set<ItemRole>();
  for (const key of bearing) roles.add(nodeOf(nodes, key).role);
  const nearest = new Map<string, string | null>();
  const above = new Set<string>();
  for (const key of bearing) {
    const ancestor = nearestBearing(nodes, bearing, key);
    nearest.set(key, ancestor);
    if (ancestor !== null) above.add(ancestor);
  }
  const result = new Map<string, Coverage>();
  for (const [key, ancestor] of nearest) {
    const { role, level, excerpt = false } = nodeOf(nodes, key);
    if (role === 'total') result.set(key, { from: 0, to: roles.has('main') ? 0 : DEEPEST });
    else if (role === 'grand') {
      const alone = !COUNTING.some((counting) => roles.has(counting)) && !roles.has('total');
      result.set(key, { from: 0, to: alone ? DEEPEST : 0 });
    } else {
      const top = role === 'main' && roles.has('total') ? 1 : 0;
      const summed = ancestor === null ? top : nodeOf(nodes, ancestor).level + 1;
      result.set(key, { from: excerpt ? level : summed, to: above.has(key) ? level : DEEPEST });
    }
  }
  return result;
}

/** The nearest ancestor that bears a figure and counts in the same sum; null where there is none. */
function nearestBearing(
  nodes: ReadonlyMap<string, LevelNode>,
  bearing: ReadonlySet<string>,
  key: string,
): string | null {
  const { role } = nodeOf(nodes, key);
  let parent = nodeOf(nodes, key).parent;
  while (parent !== null) {
    const node = nodeOf(nodes, parent);
    if (bearing.has(parent) && sameSum(role, node.role)) return parent;
    parent = node.parent;
  }
  return null;
}

function sameSum(role: ItemRole, ancestor: ItemRole): boolean {
  return COUNTING.includes(role) ? COUNTING.includes(ancestor) : role === ancestor;
}

function nodeOf(nodes: ReadonlyMap<string, LevelNode>, key: string): LevelNode {
  const node = nodes.get(key);
  if (node === undefined) throw new Error(`no line has the key ${key}`);
  return node;
}
