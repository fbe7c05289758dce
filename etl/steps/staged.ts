/** In charge of the shape in which figures wait to be copied into the leaf tables. */
import type { Slice } from '#model/slice';

/** A value as COPY writes it; bigint for fen. */
export type ColumnValue = string | number | bigint | boolean | null;

/** One stored row without its batch: columns of the dataset's leaf table. */
export type StagedRow = Readonly<Record<string, ColumnValue>>;

/** One batch: a slice (and one cut, breakdown or class of it) of one load. */
export interface StagedBatch {
  readonly slice: Slice;
  readonly part: string | null;
  readonly month: number;
  /** `2026-01-15`; null where the source states no date. */
  readonly reportedOn: string | null;
  readonly currency: string;
  /** Printed lines that bear a figure. */
  readonly lines: number;
  readonly rows: readonly StagedRow[];
}
