/** In charge of a sheet as a sparse grid, trimmed to the cells that hold something. */
import type { Cell, Merge, Sheet } from '#model/reading';

/** What a sheet is made of before it is trimmed; rows and columns counted from 0. */
export interface GridParts {
  readonly name: string;
  readonly hidden: boolean;
  readonly merges: readonly Merge[];
  readonly hiddenRows: Iterable<number>;
  readonly hiddenColumns: Iterable<number>;
}

/** Collects cells by address and gives the finished sheet. Far addresses cost nothing: only what is put is kept. */
export class Grid {
  private readonly cells = new Map<number, Map<number, Cell>>();
  private rows = 0;
  private columns = 0;

  put(row: number, column: number, cell: Cell): void {
    let line = this.cells.get(row);
    if (line === undefined) this.cells.set(row, (line = new Map<number, Cell>()));
    line.set(column, cell);
    if (row >= this.rows) this.rows = row + 1;
    if (column >= this.columns) this.columns = column + 1;
  }

  sheet(parts: GridParts): Sheet {
    const { cells, rows, columns } = this;
    return {
      name: parts.name,
      hidden: parts.hidden,
      rows,
      columns,
      cell: (row, column) => cells.get(row)?.get(column),
      merges: parts.merges,
      hiddenRows: below(parts.hiddenRows, rows),
      hiddenColumns: below(parts.hiddenColumns, columns),
    };
  }
}

function below(indices: Iterable<number>, limit: number): ReadonlySet<number> {
  const kept = new Set<number>();
  for (const index of indices) if (index < limit) kept.add(index);
  return kept;
}
