/** In charge of the lines under 转移性收入/支出 where a file has lost the alignment that set them in: their sum tells. */
import type { Line } from '#model/reading';

/**
 * An outermost 转移性支出 without lines under it, followed by transfers that stand beside it and add up to it in every column,
 * is their heading. Nothing changes where indentation spoke or the sum differs.
 */
export function adoptBySum(lines: readonly Line[]): readonly Line[] {
  const adopted = new Map<number, number>();
  lines.forEach((heading, index) => {
    if (!/^转移性(?:收入|支出)$/u.test(heading.name) || heading.parent !== null) return;
    const followers: number[] = [];
    for (let next = index + 1; next < lines.length; next += 1) {
      const line = lines[next];
      if (line?.role !== 'transfer' || line.parent !== null || line.code !== null) break;
      followers.push(next);
    }
    const columns = heading.figures.filter(({ amount }) => amount !== null && amount !== 0n);
    const sumsUp = columns.every(
      ({ measure, amount }) => sumOf(lines, followers, measure) === amount,
    );
    if (followers.length > 0 && columns.length > 0 && sumsUp)
      for (const follower of followers) adopted.set(follower, index);
  });
  if (adopted.size === 0) return lines;
  const placed: Line[] = [];
  lines.forEach((line, index) => {
    const parent = adopted.get(index) ?? line.parent;
    const below = Math.max(1, parent === null ? 0 : (placed[parent]?.depth ?? 0));
    placed.push({
      ...line,
      parent,
      depth: line.depth === 0 || parent === null ? line.depth : below + 1,
    });
  });
  return placed;
}

function sumOf(lines: readonly Line[], indexes: readonly number[], measure: string): bigint {
  return indexes.reduce(
    (sum, index) =>
      sum + (lines[index]?.figures.find((figure) => figure.measure === measure)?.amount ?? 0n),
    0n,
  );
}
