/** In charge of running one rule on one version, read-only and under a time limit; what goes wrong is its result and nobody else's. */
import type pg from 'pg';
import type { RuleFile, Threshold } from '../rules.ts';
import { bind } from '../steps/bind.ts';
import { inOrder, speak, type FlagRecord, type Names, type RuleRow } from './wording.ts';

/** A rule that takes longer than this is recorded as broken; the others run. Per million vouchers, which some rules read one by one, it may take longer. */
const TIME_LIMIT_MS = 10_000;
const MORE_PER_MILLION_MS = 9_000;
/** A rule that finds more than this in one year of a region says nothing any more; it is recorded as broken. */
const MOST_FLAGS = 5_000;
/** Nor are more than this held in memory at once. */
const MOST_IN_ALL = 20_000;

/** The common shape that every rule's select returns, column by column. */
export const RULE_COLUMNS = [
  'region_code',
  'scope',
  'year',
  'month',
  'book',
  'flow',
  'item',
  'item_name',
  'unit',
  'project',
  'measured',
  'expected',
  'measure_unit',
  'amount_at_stake',
  'severity',
  'parameters',
  'evidence',
] as const;

/** Region × year: which results are asked for; null is all. */
export interface Slices {
  readonly regions: readonly string[] | null;
  readonly years: readonly number[] | null;
}

export const EVERYWHERE: Slices = { regions: null, years: null };

export function isWithin(
  { regions, years }: Slices,
  { region_code: region, year }: Pick<RuleRow, 'region_code' | 'year'>,
): boolean {
  return (regions === null || regions.includes(region)) && (years === null || years.includes(year));
}

export interface RuleRun {
  readonly flags: readonly FlagRecord[];
  readonly milliseconds: number;
  readonly problem: string | null;
}

export interface RunOptions {
  readonly version: number;
  readonly slices: Slices;
  /** As the committee has set them. */
  readonly thresholds: readonly Threshold[];
  readonly names: Names;
  readonly timeLimit: number;
}

/** Milliseconds that a rule may take on a version. */
export async function timeLimitOf(pool: pg.Pool, version: number): Promise<number> {
  const { rows } = await pool.query<{ millions: number }>(
    `select coalesce(sum(b.lines), 0)::float8 / 1000000 as millions
     from version_batches v join batches b on b.batch_id = v.batch_id
     where v.version = $1 and b.dataset = 'payments'`,
    [version],
  );
  return Math.round(TIME_LIMIT_MS + MORE_PER_MILLION_MS * (rows[0]?.millions ?? 0));
}

/** Each rule in a read-only transaction of its own, so that a failing one takes nothing with it. */
export async function runRule(
  reader: pg.PoolClient,
  file: RuleFile,
  { version, slices, thresholds, names, timeLimit }: RunOptions,
): Promise<RuleRun> {
  const started = performance.now();
  const finish = (flags: readonly FlagRecord[], problem: string | null): RuleRun => ({
    flags,
    problem,
    milliseconds: Math.round(performance.now() - started),
  });
  const { header } = file;
  if (header === null) return finish([], file.problem);
  await reader.query('begin read only');
  try {
    await reader.query(
      `select set_config('app.regions', '*', true), set_config('statement_timeout', $1, true), set_config('jit', 'off', true), set_config('enable_nestloop', 'off', true), set_config('enable_sort', 'off', true)`,
      [String(timeLimit)],
    );
    const bound = bind(file.sql, {
      version,
      ...slices,
      ...Object.fromEntries(
        thresholds.map((threshold) => [`param_${threshold.name}`, thresholdValue(threshold)]),
      ),
    });
    const result = await reader.query<RuleRow>(
      `select * from (${bound.text}\n) found limit ${MOST_IN_ALL + 1}`,
      [...bound.values],
    );
    demandShape(result.fields.map(({ name }) => name));
    demandFew(result.rows);
    const flags = result.rows
      .filter((row) => isWithin(slices, row))
      .map((row) => speak(header, thresholds, row, names));
    return finish(flags.sort(inOrder), null);
  } catch (problem) {
    return finish([], problem instanceof Error ? problem.message : String(problem));
  } finally {
    await reader.query('rollback');
  }
}

/** What a threshold is in SQL: text of fen for money, of a fraction for percentages and percentage points, else of the number. */
export function thresholdValue({ value, unit }: Threshold): string {
  switch (unit) {
    case '%':
    case 'pp':
      return String(Number((value / 100).toPrecision(12)));
    case '元':
      return String(Math.round(value * 100));
    case '万元':
      return String(Math.round(value * 1_000_000));
    case '亿元':
      return String(Math.round(value * 10_000_000_000));
    case 'count':
      return String(value);
  }
}

function demandFew(rows: readonly RuleRow[]): void {
  if (rows.length > MOST_IN_ALL) throw new Error(`finds more than ${MOST_IN_ALL} lines`);
  const places = new Map<string, number>();
  for (const { region_code: region, year } of rows) {
    const place = `${region} in ${String(year)}`;
    const count = (places.get(place) ?? 0) + 1;
    if (count > MOST_FLAGS) throw new Error(`finds more than ${MOST_FLAGS} lines for ${place}`);
    places.set(place, count);
  }
}

function demandShape(names: readonly string[]): void {
  const missing = RULE_COLUMNS.filter((column) => !names.includes(column));
  const extra = names.filter((name) => !RULE_COLUMNS.some((column) => column === name));
  if (missing.length > 0) throw new Error(`the select lacks ${missing.join(', ')}`);
  if (extra.length > 0) throw new Error(`the select has ${extra.join(', ')} too many`);
}
