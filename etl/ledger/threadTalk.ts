/** In charge of what the program and the thread that reads rows say to one another. */
import type { Reject } from '#model/reject';
import type { BoundMapping, SliceParts } from '../mapping/bound.ts';
import type { CopyType } from './copyField.ts';
import type { EncodingAsked } from './lineDecoder.ts';
import type { Place } from './members.ts';

/** One table of text that is to be read: a member of the file, or text made of a sheet. */
export interface TableTask {
  /** Number of the table within the load, from 1. */
  readonly no: number;
  /** For messages: `a.zip!b.csv`. */
  readonly path: string;
  readonly source: { readonly member: string | null } | { readonly text: Uint8Array };
  readonly encoding: EncodingAsked;
  readonly delimiter: string;
  readonly bound: BoundMapping;
  /** Types of the ledger's columns in the database, in COPY order. */
  readonly types: readonly CopyType[];
  /** First batch number of the ledger's leaf. */
  readonly first: number;
}

/** What the thread is started with. */
export interface ThreadTask {
  readonly place: Place;
  readonly tables: readonly TableTask[];
}

export type ToThread = { readonly kind: 'more'; readonly buffer: ArrayBuffer };

/** What became of one table. */
export interface TableRead {
  readonly no: number;
  readonly encoding: EncodingAsked;
  /** Rows in the file, header and blank ones included. */
  readonly lines: number;
  /** What stands before the number of a row in the file to make it its number in the ledger. */
  readonly offset: number;
  readonly rows: number;
  readonly rejected: number;
  /** The first of the rows that were not taken. */
  readonly rejects: readonly Reject[];
  /** Fen that the file itself gives as totals. */
  readonly stated: Readonly<Record<string, bigint>> | null;
}

/** What was read of one slice. */
export interface SliceRead {
  readonly batch: number;
  readonly dataset: BoundMapping['dataset'];
  /** The table whose mapping read it first. */
  readonly table: number;
  readonly parts: SliceParts;
  /** The last month of its rows; 0 where they bear none. */
  readonly lastMonth: number;
  readonly rows: number;
  readonly sums: Readonly<Record<string, bigint>>;
  readonly rejected: number;
  readonly rejectedAmount: bigint;
  readonly names: readonly SliceName[];
}

export interface SliceName {
  readonly scheme: string;
  readonly code: string;
  readonly name: string;
  readonly parent: string | null;
}

export type FromThread =
  /** Rows of binary COPY without head and end. `read` are packed bytes of the file taken since the last word. */
  | {
      readonly kind: 'rows';
      readonly table: number;
      readonly buffer: ArrayBuffer;
      readonly length: number;
      readonly rows: number;
      readonly read: number;
    }
  | { readonly kind: 'table'; readonly table: TableRead }
  /** Nothing of the file is taken. */
  | { readonly kind: 'refused'; readonly rejects: readonly Reject[] }
  | { readonly kind: 'done'; readonly slices: readonly SliceRead[] };
