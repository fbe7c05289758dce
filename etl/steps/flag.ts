/** In charge of running the rules on one version and keeping what they found, immutable from then on. */
import type pg from 'pg';
import type { Database } from '#database';
import type { Bilingual } from '#model/bilingual';
import { ruleFiles, type RuleFile, type RuleHeader, type Threshold } from '../rules.ts';
import { bind } from './bind.ts';
import { fill } from './sentence.ts';
import { BOOK_TERMS, FLOW_TERMS, placeTerm } from './terms.ts';

/** A rule that takes longer than this is recorded as broken; the others run. */
const TIME_LIMIT_MS = 10_000;
/** Rules are independent of one another; two keep both a small machine's processors busy. */
const AT_ONCE = 2;
/** A rule that finds more than this says nothing any more; it is recorded as broken. */
const MOST_FLAGS = 5_000;

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

interface RuleRow {
  readonly region_code: string;
  readonly scope: string | null;
  readonly year: number;
  readonly month: number | null;
  readonly book: string | null;
  readonly flow: string | null;
  readonly item: string | null;
  readonly item_name: string | null;
  readonly unit: string | null;
  readonly project: string | null;
  readonly measured: string | null;
  readonly expected: string | null;
  readonly measure_unit: string;
  readonly amount_at_stake: bigint | null;
  readonly severity: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly evidence: readonly unknown[];
}

interface FlagRecord extends RuleRow {
  readonly kind: string;
  readonly explanation: Bilingual;
  readonly question: Bilingual;
}

interface RuleRun {
  readonly file: RuleFile;
  readonly flags: readonly FlagRecord[];
  readonly milliseconds: number;
  readonly problem: string | null;
}

/**
 * Runs the rules (all, or `only` these ids) on a published version and fills `flags` and `rule_runs`.
 * A rule that has run for the version stays as it is; a broken one is tried again. `files` are the rules to choose from,
 * `timeLimit` what each may take, in milliseconds.
 */
export async function runRules(
  database: Database,
  version: number,
  only?: readonly string[],
  files: readonly RuleFile[] = ruleFiles,
  timeLimit = TIME_LIMIT_MS,
): Promise<void> {
  const done = await database.loader.query<{ rule: string }>(
    `select rule from rule_runs where version = $1 and status = 'ran'`,
    [version],
  );
  const settled = new Set(done.rows.map(({ rule }) => rule));
  const wanted = files.filter(
    ({ id }) => !settled.has(id) && (only === undefined || only.includes(id)),
  );
  if (wanted.length === 0) return;
  const names = await readNames(database.loader);
  const runs: RuleRun[] = [];
  const waiting = wanted.entries();
  const work = async (): Promise<void> => {
    const reader = await database.reader.connect();
    try {
      for (const [place, file] of waiting) {
        runs[place] = await runRule(reader, file, version, names, timeLimit);
      }
    } finally {
      reader.release();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await keep(database, version, runs);
}

/** Names for the sentences: regions by code; lines in English by their Chinese name, where the reference has one. */
interface Names {
  readonly regions: ReadonlyMap<string, { readonly zh: string; readonly en: string | null }>;
  readonly english: ReadonlyMap<string, string>;
}

async function readNames(pool: pg.Pool): Promise<Names> {
  const regions = await pool.query<{
    region_code: string;
    name_zh: string;
    name_en: string | null;
  }>('select region_code, name_zh, name_en from regions');
  const lines = await pool.query<{ name: string; name_en: string }>(
    `select name, min(name_en) as name_en from classifications, unnest(name_zh || aliases) name where name_en is not null group by name`,
  );
  return {
    regions: new Map(
      regions.rows.map((row) => [row.region_code, { zh: row.name_zh, en: row.name_en }]),
    ),
    english: new Map(lines.rows.map((row) => [row.name.normalize('NFKC'), row.name_en])),
  };
}

/** Each rule in a read-only transaction of its own, so that a failing one takes nothing with it. */
async function runRule(
  reader: pg.PoolClient,
  file: RuleFile,
  version: number,
  names: Names,
  timeLimit: number,
): Promise<RuleRun> {
  const started = performance.now();
  const finish = (flags: readonly FlagRecord[], problem: string | null): RuleRun => ({
    file,
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
      regions: null,
      years: null,
      ...Object.fromEntries(
        header.thresholds.map((threshold) => [
          `param_${threshold.name}`,
          thresholdValue(threshold),
        ]),
      ),
    });
    const result = await reader.query<RuleRow>(
      `select * from (${bound.text}\n) found limit ${MOST_FLAGS + 1}`,
      [...bound.values],
    );
    demandShape(result.fields.map(({ name }) => name));
    if (result.rows.length > MOST_FLAGS) throw new Error(`finds more than ${MOST_FLAGS} lines`);
    return finish(result.rows.map((row) => speak(header, row, names)).sort(inOrder), null);
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

function demandShape(names: readonly string[]): void {
  const missing = RULE_COLUMNS.filter((column) => !names.includes(column));
  const extra = names.filter((name) => !RULE_COLUMNS.some((column) => column === name));
  if (missing.length > 0) throw new Error(`the select lacks ${missing.join(', ')}`);
  if (extra.length > 0) throw new Error(`the select has ${extra.join(', ')} too many`);
}

function speak(header: RuleHeader, row: RuleRow, names: Names): FlagRecord {
  if (!header.severities.some((severity) => severity === row.severity))
    throw new Error(`severity ${row.severity} is not in the header`);
  if (!['fen', 'ratio', 'count'].includes(row.measure_unit))
    throw new Error(`measure_unit ${row.measure_unit} is none`);
  const name = row.parameters['variant'];
  const variant = typeof name === 'string' ? header.variants[name] : undefined;
  if (typeof name === 'string' && variant === undefined)
    throw new Error(`variant ${name} is not in the header`);
  const english = (line: string) => names.english.get(line.normalize('NFKC')) ?? line;
  const words = {
    place: placeTerm(
      names.regions.get(row.region_code) ?? { zh: row.region_code, en: null },
      row.scope,
    ),
    year: String(row.year),
    book: BOOK_TERMS[row.book ?? ''],
    flow: FLOW_TERMS[row.flow ?? ''],
    item: row.item_name === null ? null : { zh: row.item_name, en: english(row.item_name) },
    ...Object.fromEntries(
      header.thresholds.map((threshold) => [
        `threshold.${threshold.name}`,
        `${threshold.value}${threshold.unit}`,
      ]),
    ),
    ...row.parameters,
  };
  const { explanation, question, kind } = variant ?? header;
  return {
    ...row,
    kind,
    explanation: fill(explanation, words, header.phrases, english),
    question: fill(question, words, header.phrases, english),
  };
}

const SEVERITY_ORDER = ['red', 'orange', 'yellow', 'blue', 'grey'];

/** The same findings in the same order, whatever order the database gave: most serious first, then by subject. */
function inOrder(a: RuleRow, b: RuleRow): number {
  const key = (row: RuleRow) =>
    [
      String(SEVERITY_ORDER.indexOf(row.severity)),
      row.region_code,
      String(9999 - row.year),
      row.scope ?? '',
      row.book ?? '',
      row.flow ?? '',
      row.item ?? '',
      row.unit ?? '',
      row.project ?? '',
      String(row.month ?? 0),
    ].join('\u0000');
  const [left, right] = [key(a), key(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** All results of one run in one transaction. */
async function keep(database: Database, version: number, runs: readonly RuleRun[]): Promise<void> {
  const loader = await database.loader.connect();
  try {
    await loader.query('begin');
    for (const { file, flags, milliseconds, problem } of runs) {
      const kept = await loader.query(
        `insert into rule_runs (version, rule, status, flags, milliseconds, problem) values ($1, $2, $3, $4, $5, $6)
         on conflict (version, rule) do update
           set status = excluded.status, flags = excluded.flags, milliseconds = excluded.milliseconds, problem = excluded.problem
           where rule_runs.status = 'broken'`,
        [
          version,
          file.id,
          problem === null ? 'ran' : 'broken',
          flags.length,
          milliseconds,
          problem?.slice(0, 500) ?? null,
        ],
      );
      if (kept.rowCount === 0 || flags.length === 0) continue;
      await loader.query(
        `insert into flags (version, rule, rule_version, severity, kind, region_code, scope, year, month, book, flow, unit, project,
           item, item_name, measured, expected, measure_unit, amount_at_stake, parameters, evidence, explanation, question)
         select $1::integer, $2::text, $3::text, r.severity, r.kind, r.region_code, r.scope, r.year, r.month, r.book, r.flow, r.unit, r.project,
           r.item, r.item_name, r.measured, r.expected, r.measure_unit, r.amount_at_stake, r.parameters, r.evidence, r.explanation, r.question
         from rows from (jsonb_to_recordset($4) as (severity text, kind text, region_code text, scope text, year smallint, month smallint,
           book text, flow text, unit text, project text, item text, item_name text, measured numeric, expected numeric, measure_unit text,
           amount_at_stake bigint, parameters jsonb, evidence jsonb, explanation jsonb, question jsonb)) with ordinality r
         order by r.ordinality`,
        [
          version,
          file.id,
          file.hash,
          JSON.stringify(flags, (_, value: unknown) =>
            typeof value === 'bigint' ? String(value) : value,
          ),
        ],
      );
    }
    await loader.query('commit');
  } catch (problem) {
    await loader.query('rollback');
    throw problem;
  } finally {
    loader.release();
  }
}
