/** In charge of writing the entries of a register as its template has them: codes with names, yuan, words of its drop-downs. */
import { PLACE_COLUMNS, type Register } from '#model/register';
import type { Piece } from '../byteRows.ts';
import { formatDay, type Day } from '../calendar.ts';
import type { Project } from '../line.ts';
import { REGION, yuan } from '../tables.ts';
import type { Department, Unit } from '../tree.ts';

/** Amounts in fen, ratios in thousandths, words as they are stored. */
export type Cell = string | number | boolean | Day | null;

type Placed = 'department' | 'unit' | 'project';

/** What stands in a row: who, for which project, and the register's own columns. */
export type Entry<Kept extends Register> = {
  readonly unit?: Unit;
  readonly department?: Department;
  readonly project?: Project | null;
} & { readonly [Column in Exclude<keyof Kept['columns'], Placed>]?: Cell };

export function registerText<Kept extends Register>(
  register: Kept,
  year: number,
  entries: readonly Entry<Kept>[],
): readonly Piece[] {
  const columns = Object.entries(register.columns);
  const header = [
    PLACE_COLUMNS.region.zh,
    PLACE_COLUMNS.year.zh,
    ...columns.flatMap(([, { title, names }]) =>
      names === undefined ? [title.zh] : [title.zh, names.zh],
    ),
  ];
  const rows = entries.map((entry) => {
    const cells: Readonly<Record<string, unknown>> = entry;
    return [
      REGION,
      String(year),
      ...columns.flatMap(([name, column]) => {
        if (name === 'unit') return named(entry.unit);
        if (name === 'department') return named(entry.department ?? entry.unit?.department);
        if (name === 'project') return named(entry.project);
        return [written(cells[name] as Cell | undefined, column)];
      }),
    ].join(',');
  });
  return [Buffer.from(`${[header.join(','), ...rows].join('\r\n')}\r\n`)];
}

function named(one: { readonly code: string; readonly name: string } | null | undefined): string[] {
  return one === null || one === undefined ? ['', ''] : [one.code, one.name];
}

function written(cell: Cell | undefined, { type, words }: Register['columns'][string]): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  if (typeof cell === 'object') return formatDay(cell);
  if (typeof cell === 'number') {
    if (type === 'fen') return yuan(cell);
    return type === 'ratio' ? (cell / 1000).toFixed(3) : String(cell);
  }
  if (words === undefined) return cell;
  const word = Object.entries(words).find(([, stored]) => stored === cell);
  if (word === undefined) throw new Error(`no word for ${cell}`);
  return word[0];
}
