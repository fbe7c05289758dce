/** In charge of the shape in which figures wait to be copied into the leaf tables. */
import type { Slice } from '#model/slice';
import type { LayoutIdentity } from './slices.ts';

/** A value as COPY writes it; bigint for fen. */
export type ColumnValue = string | number | bigint | boolean | null;

/** One batch: a slice (and one cut, breakdown or class of it) of one load. */
export interface StagedBatch {
  readonly slice: Slice;
  readonly part: string | null;
  readonly month: number;
  /** `2026-01-15`; null where the source states no date. */
  readonly reportedOn: string | null;
  readonly layout: LayoutIdentity;
  readonly currency: string;
  /** Printed lines that are stored. */
  readonly lines: number;
  /** Columns of the leaf table, without `batch_id`: what the values of each row are. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly ColumnValue[])[];
}
