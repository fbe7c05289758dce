/** In charge of keeping what the rules found: results hold from version to version, and only what differs is written. */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Database } from '#database';
import { readAncestry, type Ancestry } from './ancestry.ts';
import { syncCases } from './syncCases.ts';
import type { Outcome } from './outcome.ts';
import type { Slices } from './ruleRun.ts';
import { exceptedUntil } from './setting.ts';
import type { FlagRecord } from './wording.ts';

/** Who waits here waits for the results of another version. */
const RESULTS_LOCK = 0x6d7a_0017;

/** All results of one run in one transaction, and the cases that follow from them where the version is the newest. */
export async function keep(
  database: Database,
  version: number,
  outcomes: readonly Outcome[],
): Promise<void> {
  const loader = await database.loader.connect();
  try {
    await loader.query('begin');
    await loader.query('select pg_advisory_xact_lock($1)', [RESULTS_LOCK]);
    const kept = await noteRuns(loader, version, outcomes);
    const excepts = outcomes.some(({ setting }) => setting.exemptions.length > 0);
    const ancestry: Ancestry = excepts ? await readAncestry(loader, version) : new Map();
    for (const outcome of outcomes) {
      const { file, slices } = outcome;
      if (slices !== null && kept.has(file.id))
        await replace(loader, version, outcome, slices, ancestry);
    }
    await countFlags(loader, version, kept);
    await syncCases(loader, version, outcomes);
    await loader.query('commit');
  } catch (problem) {
    await loader.query('rollback');
    throw problem;
  } finally {
    loader.release();
  }
}

/** How each rule stood at the version; returns those whose results are to be kept: one that has run before stays as it is. */
async function noteRuns(
  loader: pg.PoolClient,
  version: number,
  outcomes: readonly Outcome[],
): Promise<ReadonlySet<string>> {
  const runs = outcomes.map(({ file, setting, slices, milliseconds, problem }) => ({
    rule: file.id,
    status: problem !== null ? 'broken' : setting.on ? 'ran' : 'off',
    milliseconds,
    problem: problem?.slice(0, 500) ?? null,
    rule_version: file.hash,
    setting: setting.change,
    slices: slices === null ? 0 : slices.regions === null || slices.years === null ? null : slices.regions.length * slices.years.length,
  })); // prettier-ignore
  const { rows } = await loader.query<{ rule: string }>(
    `insert into rule_runs (version, rule, status, flags, milliseconds, problem, rule_version, setting, slices)
     select $1, r.rule, r.status, 0, r.milliseconds, r.problem, r.rule_version, r.setting, r.slices
     from jsonb_to_recordset($2) as r (rule text, status text, milliseconds integer, problem text, rule_version text, setting integer, slices integer)
     on conflict (version, rule) do update
       set status = excluded.status, flags = 0, milliseconds = excluded.milliseconds, problem = excluded.problem, rule_version = excluded.rule_version,
         setting = excluded.setting, slices = excluded.slices
       where rule_runs.status = 'broken'
     returning rule`,
    [version, JSON.stringify(runs)],
  );
  return new Set(rows.map(({ rule }) => rule));
}

async function countFlags(
  loader: pg.PoolClient,
  version: number,
  rules: ReadonlySet<string>,
): Promise<void> {
  await loader.query(
    `update rule_runs r set flags = found.count
     from (select rule, count(*) from rule_flags where from_version <= $1 and (until_version is null or until_version > $1) group by rule) found
     where r.version = $1 and r.rule = found.rule and r.rule = any ($2)`,
    [version, [...rules]],
  );
}

/** Closes what is no longer found in the slices and opens what is new; a result that stays the same stays the same row. */
async function replace(
  loader: pg.PoolClient,
  version: number,
  { file, flags, setting }: Outcome,
  { regions, years }: Slices,
  ancestry: Ancestry,
): Promise<void> {
  const until = await cutLater(loader, version, file.id);
  const rows = flags.map((flag) => ({
    ...flag,
    exempt_until: exceptedUntil(flag, setting.exemptions, ancestry),
    digest: digestOf(flag),
  }));
  const { rows: staying } = await loader.query<{ digest: string }>(
    `with stated as materialized (
       select * from jsonb_to_recordset($5) as n (digest text, exempt_until text, rule_version text)
     ), open as (
       select flag_id, digest, exempt_until::text from rule_flags
       where rule = $1 and from_version <= $2 and (until_version is null or until_version > $2)
         and ($3::text[] is null or region_code = any ($3)) and ($4::int[] is null or year = any ($4))
     ), closed as (
       update rule_flags f set until_version = $2 from open o
       where f.flag_id = o.flag_id and f.rule = $1
         and not exists (select from stated n
           where n.digest = o.digest and n.exempt_until is not distinct from o.exempt_until and n.rule_version = f.rule_version)
       returning f.flag_id
     )
     select digest from open where flag_id not in (select flag_id from closed)`,
    [
      file.id,
      version,
      regions,
      years,
      JSON.stringify(rows.map(({ digest, exempt_until }) => ({ digest, exempt_until, rule_version: file.hash }))),
    ], // prettier-ignore
  );
  const same = new Set(staying.map(({ digest }) => digest));
  const added = rows.filter(({ digest }) => !same.has(digest));
  if (added.length === 0) return;
  await loader.query(
    `insert into rule_flags (from_version, until_version, rule, rule_version, severity, kind, region_code, scope, year, month, book, flow, unit, project,
       item, item_name, measured, expected, measure_unit, amount_at_stake, parameters, evidence, explanation, question, exempt_until, digest)
     select $1::integer, $2::integer, $3::text, $4::text, r.severity, r.kind, r.region_code, r.scope, r.year, r.month, r.book, r.flow, r.unit, r.project,
       r.item, r.item_name, r.measured, r.expected, r.measure_unit, r.amount_at_stake, r.parameters, r.evidence, r.explanation, r.question, r.exempt_until, r.digest
     from rows from (jsonb_to_recordset($5) as (severity text, kind text, region_code text, scope text, year smallint, month smallint,
       book text, flow text, unit text, project text, item text, item_name text, measured numeric, expected numeric, measure_unit text,
       amount_at_stake bigint, parameters jsonb, evidence jsonb, explanation jsonb, question jsonb, exempt_until date, digest text)) with ordinality r
     order by r.ordinality`,
    [version, until, file.id, file.hash, JSON.stringify(added, plainBigint)],
  );
}

/** The rule has run for a later version already: what holds there from here on is cut off there, so that it stays. */
async function cutLater(
  loader: pg.PoolClient,
  version: number,
  rule: string,
): Promise<number | null> {
  const { rows } = await loader.query<{ next: number | null }>(
    'select min(version) as next from rule_runs where rule = $1 and version > $2',
    [rule, version],
  );
  const next = rows[0]?.next ?? null;
  if (next === null) return null;
  await loader.query(
    `with cut as (
       update rule_flags f set until_version = $3 from rule_flags o
       where f.rule = $1 and o.flag_id = f.flag_id and f.from_version <= $2 and (f.until_version is null or f.until_version > $3)
       returning o.*
     )
     insert into rule_flags (from_version, until_version, rule, rule_version, severity, kind, region_code, scope, year, month, book, flow, unit, project,
       item, item_name, measured, expected, measure_unit, amount_at_stake, parameters, evidence, explanation, question, exempt_until, digest)
     select $3, until_version, rule, rule_version, severity, kind, region_code, scope, year, month, book, flow, unit, project,
       item, item_name, measured, expected, measure_unit, amount_at_stake, parameters, evidence, explanation, question, exempt_until, digest
     from cut order by flag_id`,
    [rule, version, next],
  );
  return next;
}

function digestOf(flag: FlagRecord): string {
  return createHash('sha256')
    .update(JSON.stringify(flag, plainBigint))
    .digest('base64url')
    .slice(0, 24);
}

function plainBigint(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
