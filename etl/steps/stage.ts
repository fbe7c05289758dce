/** In charge of turning what layouts read into batches of rows: pure, the same reading always gives the same rows. */
import type { FileReading } from '#model/reading';
import type { Reject } from '#model/reject';
import type { Declared } from '../layouts/layout.ts';
import { figureRows } from './figureRows.ts';
import { datasetOf, leafColumns } from './leafColumns.ts';
import { recordRows } from './recordRows.ts';
import { intoSlices, numberTables, type NumberedTable } from './slices.ts';
import type { StagedBatch } from './staged.ts';

export interface Staging {
  readonly tables: readonly NumberedTable[];
  readonly batches: readonly StagedBatch[];
  readonly rejects: readonly Reject[];
  /** Lines stored, by number of the table. */
  readonly accepted: ReadonlyMap<number, number>;
}

/**
 * The batches of a file: per slice, the most detailed table states the figures (`stated` 1), the same figure in another
 * table or line is kept as stated 2, 3 …; `source` is the key of the file itself in `sources`.
 */
export function stage(
  readings: readonly FileReading[],
  declared: Declared,
  source: string,
): Staging {
  const tables = numberTables(readings);
  const { slices, rejects } = intoSlices(tables, declared, source);
  const accepted = new Map<number, number>();
  const batches = slices.map((lines): StagedBatch => {
    for (const { no, indexes } of lines.tables) {
      accepted.set(no, (accepted.get(no) ?? 0) + indexes.length);
    }
    const dataset = datasetOf(lines.slice.dataset);
    return {
      slice: lines.slice,
      part: lines.part,
      month: lines.month,
      reportedOn: lines.reportedOn,
      layout: lines.layout,
      currency: 'CNY',
      lines: lines.tables.reduce((sum, { indexes }) => sum + indexes.length, 0),
      columns: leafColumns(dataset),
      rows: dataset.form === 'records' ? recordRows(lines) : figureRows(lines),
    };
  });
  return { tables, batches, rejects, accepted };
}
