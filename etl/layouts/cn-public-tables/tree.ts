/** In charge of what each line hangs under: printed order, numbering and indentation first, codes second. */
import type { BodyLine } from './body.ts';

/** Where a line stands: index of the line above (null for the outermost), depth from 1, and whether it continues a 其中. */
export interface TreePlace {
  readonly parent: number | null;
  readonly depth: number;
  readonly ofWhich: boolean;
}

interface Open {
  readonly index: number;
  readonly indent: number;
  readonly rank: number;
  readonly code: string | null;
  readonly ofWhich: boolean;
  /** A printed total: only 其中 hangs under it. */
  readonly total: boolean;
  /** Indentation of the lines that continue this 其中. */
  continued: number | null;
}

/** Numbering styles from the outermost in: 一、 （一） 1. （1）; 9 for none. */
function rankOf(numbering: string | null): number {
  if (numbering === null) return 9;
  if (/^第/u.test(numbering)) return 0;
  if (/^[一二三四五六七八九十百零〇]+、$/u.test(numbering)) return 1;
  if (/^\([一二三四五六七八九十百零〇]+\)/u.test(numbering)) return 2;
  return /^\d/u.test(numbering) ? 3 : 4;
}

/**
 * The places of all lines. A line for which `restarts` holds (a printed total) stands outermost, and what follows it begins anew.
 * Where nothing is indented or numbered the codes tell; where both speak, indentation decides, but a line never hangs under one
 * whose code is as long as its own (siblings whose indentation drifts).
 */
export function treeOf(
  lines: readonly BodyLine[],
  restarts: (line: BodyLine) => boolean,
): TreePlace[] {
  const arranged = lines.some(
    ({ indent, label }) => indent > 0 || (rankOf(label.numbering) > 1 && label.numbering !== null),
  );
  const places: TreePlace[] = [];
  let open: Open[] = [];
  lines.forEach((line, index) => {
    const rank = rankOf(line.label.numbering);
    if (restarts(line)) {
      places.push({ parent: null, depth: 1, ofWhich: false });
      open = [toOpen(line, index, rank, true)];
      return;
    }
    const previous = open.at(-1);
    const continues =
      previous !== undefined &&
      previous.ofWhich &&
      !line.label.ofWhich &&
      rank === 9 &&
      continuesOfWhich(previous, line);
    if (continues) {
      previous.continued ??= line.indent;
      const above = open.at(-2);
      places.push({
        parent: above?.index ?? null,
        depth: (above === undefined ? 0 : (places[above.index]?.depth ?? 0)) + 1,
        ofWhich: true,
      });
      return;
    }
    while (open.length > 0 && !holds(open.at(-1), line, rank, arranged)) open.pop();
    const above = open.at(-1);
    const depth = above === undefined ? 1 : (places[above.index]?.depth ?? 0) + 1;
    places.push({ parent: above?.index ?? null, depth, ofWhich: line.label.ofWhich });
    open.push(toOpen(line, index, rank, false));
  });
  return places;
}

function toOpen(line: BodyLine, index: number, rank: number, total: boolean): Open {
  const { indent, code, label } = line;
  return { index, indent, rank, code, ofWhich: label.ofWhich, total, continued: null };
}

/** 其中：甲 / 乙 / 丙, where 乙 and 丙 are printed under 甲's name and not under 其中. */
function continuesOfWhich(open: Open, line: BodyLine): boolean {
  if (open.continued !== null) return line.indent >= open.continued;
  return line.indent > open.indent;
}

/** Whether an open line can be the one above. */
function holds(open: Open | undefined, line: BodyLine, rank: number, arranged: boolean): boolean {
  if (open === undefined) return false;
  if (line.label.ofWhich) return !open.ofWhich && (open.indent <= line.indent || open.rank < 9);
  if (open.ofWhich || open.total) return false;
  const sameLength =
    open.code !== null && line.code !== null && open.code.length >= line.code.length;
  if (sameLength) return false;
  if (!arranged) return open.code !== null && line.code !== null && line.code.startsWith(open.code);
  if (rank < 9 && open.rank < 9) return open.rank < rank;
  if (rank < 9) return rank > 1 && open.indent < line.indent;
  return open.indent < line.indent;
}
