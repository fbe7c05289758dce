/** In charge of what a table knows about a column. */

/** `sort` makes the head a button; absent values always come last. */
export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly numeric?: boolean;
  readonly sort?: (row: Row) => number | bigint | string | null;
}
