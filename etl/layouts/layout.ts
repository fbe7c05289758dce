/** In charge of what a layout is: one publisher's way of arranging records in files, recognised by words and never by place. */
import type { FileReading, Workbook } from '#model/reading';
import type { Scope } from '#model/slice';

/** What the person who hands in a file says of it. A layout uses it only where the file itself is silent. */
export interface Declared {
  readonly region?: string;
  readonly scope?: Scope;
  readonly year?: number;
  readonly month?: number;
  /** The source's own date, `2026-01-15`. */
  readonly reported?: string;
  readonly source?: string;
}

/** A folder beside this file holds `layout.ts`, which exports one of these as `layout` (or several as `layouts`). */
export interface Layout {
  readonly name: string;
  /** Raised whenever the same bytes are read differently; part of the identity of a load. */
  readonly version: number;
  /** What the file says, or null when this layout does not know it. */
  read(workbook: Workbook, declared: Declared): FileReading | null;
}
