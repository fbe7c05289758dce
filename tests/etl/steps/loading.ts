/** In charge of what the tests of loading have in common: small workbooks, loaded one at a time, and what is then there. */
import type { FileReport } from '#contract/loadAnswers';
import type { Database } from '#database';
import { load, type LoadRequest } from '#load';
import {
  executionSheet,
  SMALL_LINES,
  workbook,
  type ExecutionSheet,
} from '../../support/workbook.ts';

export const file = (parts: Partial<ExecutionSheet> = {}) =>
  workbook([executionSheet({ lines: SMALL_LINES, ...parts })]);

export async function loadBytes(
  database: Database,
  bytes: Uint8Array,
  declared: LoadRequest['declared'] = {},
  more: Partial<LoadRequest> = {},
  path = 'a.xlsx',
): Promise<FileReport> {
  const { files } = await load(database, {
    inputs: [{ path, bytes }],
    declared,
    by: 'test',
    ...more,
  });
  const [report] = files;
  if (report === undefined) throw new Error('no report');
  return report;
}

/** Everything a reader could see or a later load could stumble over. */
export async function contents(database: Database) {
  const { rows } = await database.owner.query(
    `select (select max(version) from versions) as version, (select count(*)::int from batches) as batches,
       (select count(*)::int from execution) as rows, (select count(*)::int from files) as files,
       (select count(*)::int from sources) as sources, (select count(*)::int from load_tables) as tables`,
  );
  return rows[0] as Readonly<Record<string, number>>;
}

/** 万元 that a version answers for a line, summed over everything current. */
export async function executed(
  database: Database,
  item: string,
  version: number,
  measure = 'executed',
) {
  const { rows } = await database.owner.query<{ wan: number | null }>(
    `select (sum(amount) / 1000000)::int as wan from execution f join version_batches v using (batch_id)
     where v.version = $1 and item = $2 and measure = $3 and stated = 1`,
    [version, item, measure],
  );
  return rows[0]?.wan ?? null;
}
