/** In charge of what a column of an answer holds, on its way from Postgres to the reader. */

/** `code` text; `integer` int4; `fen` and `count` int8; `ratio` float8; `quantity` decimal text. */
export type WireType = 'code' | 'integer' | 'fen' | 'count' | 'ratio' | 'quantity';

export interface WireField {
  readonly name: string;
  readonly type: WireType;
  /** Estimated and not counted: every form of the answer says so (≈). */
  readonly approximate?: true;
}
