/** In charge of running the rules on a version: those that its new batches touch, for the slices they touch; the rest is carried over. */
import type pg from 'pg';
import type { Database } from '#database';
import {
  greyRows,
  missingInputs,
  readArrived,
  readRegions,
  type Arrived,
} from '../flags/missing.ts';
import { keep } from '../flags/keep.ts';
import type { Outcome } from '../flags/outcome.ts';
import { EVERYWHERE, runRule, timeLimitOf, type Slices } from '../flags/ruleRun.ts';
import { AS_SHIPPED, readSettings, thresholdsOf, type Setting } from '../flags/setting.ts';
import {
  differences,
  readingOf,
  readViews,
  touchedSlices,
  type Difference,
  type Reading,
} from '../flags/touched.ts';
import { readNames } from '../flags/wording.ts';
import { ruleFiles, type RuleFile } from '../rules.ts';

export { RULE_COLUMNS, thresholdValue } from '../flags/ruleRun.ts';

/** Rules are independent of one another; two keep both a small machine's processors busy. */
const AT_ONCE = 2;

const NOTHING: Pick<Arrived, 'datasets'> = { datasets: [] };

/** How a rule stood at a version. */
interface Standing {
  readonly version: number;
  readonly rule: string;
  readonly status: 'ran' | 'broken' | 'off';
  readonly rule_version: string | null;
  readonly setting: number;
}

interface Task {
  readonly file: RuleFile;
  readonly setting: Setting;
  readonly reading: Reading;
  /** Null: nothing that it reads has changed. */
  readonly slices: Slices | null;
}

/**
 * Brings the results of the rules (all, or `only` these ids) up to a published version.
 * A rule that has run for the version stays as it is; a broken one is tried again. `files` are the rules to choose from,
 * `timeLimit` what each may take, in milliseconds (null: by the number of vouchers); with `everything` nothing is carried over.
 */
export async function runRules(
  database: Database,
  version: number,
  only?: readonly string[],
  files: readonly RuleFile[] = ruleFiles(),
  timeLimit: number | null = null,
  everything = false,
): Promise<void> {
  const settled = await database.loader.query<{ rule: string }>(
    `select rule from rule_runs where version = $1 and status <> 'broken'`,
    [version],
  );
  const done = new Set(settled.rows.map(({ rule }) => rule));
  const wanted = files.filter(
    ({ id }) => !done.has(id) && (only === undefined || only.includes(id)),
  );
  if (wanted.length === 0) return;
  const arrived = await readArrived(database.loader, version);
  const tasks = await plan(database.loader, version, wanted, arrived, everything);
  const limit = timeLimit ?? (await timeLimitOf(database.loader, version));
  const outcomes = await run(database, version, tasks, arrived, limit);
  await keep(database, version, outcomes);
}

/** Where each rule has to run: everywhere when its text, its setting or its last run was another, else where batches differ. */
async function plan(
  pool: pg.Pool,
  version: number,
  files: readonly RuleFile[],
  arrived: readonly Arrived[],
  everything: boolean,
): Promise<readonly Task[]> {
  const settings = await readSettings(pool);
  const views = await readViews(pool);
  const { rows } = await pool.query<Standing>(
    `select distinct on (rule) version, rule, status, rule_version, setting from rule_runs where version < $1 order by rule, version desc`,
    [version],
  );
  const before = new Map(rows.map((row) => [row.rule, row]));
  const later = await pool.query<{ rule: string }>(
    'select distinct rule from rule_runs where version >= $1',
    [version],
  );
  const afresh = new Set(later.rows.map(({ rule }) => rule));
  const differing = new Map<number, readonly Difference[]>();
  const places = new Map(arrived.map((one) => [`${one.region} ${String(one.year)}`, one]));
  const tasks: Task[] = [];
  for (const file of files) {
    const setting = settings.get(file.id) ?? AS_SHIPPED;
    const reading = readingOf(file, views);
    const last = before.get(file.id);
    const same =
      last !== undefined &&
      !everything &&
      !afresh.has(file.id) &&
      last.status !== 'broken' &&
      last.rule_version === file.hash &&
      last.setting === setting.change;
    if (!same) {
      tasks.push({ file, setting, reading, slices: EVERYWHERE });
      continue;
    }
    const known = differing.get(last.version) ?? (await differences(pool, last.version, version));
    differing.set(last.version, known);
    const lacks = ({ region, year }: Difference) =>
      missingInputs(file, reading, places.get(`${region} ${String(year)}`) ?? NOTHING).length > 0;
    tasks.push({ file, setting, reading, slices: touchedSlices(file, reading, known, lacks) });
  }
  return tasks;
}

async function run(
  database: Database,
  version: number,
  tasks: readonly Task[],
  arrived: readonly Arrived[],
  timeLimit: number,
): Promise<readonly Outcome[]> {
  const active = tasks.some(({ slices }) => slices !== null);
  const names = active ? await readNames(database.loader) : null;
  const regions = active ? await readRegions(database.loader, version) : [];
  const outcomes: Outcome[] = [];
  const waiting = tasks.entries();
  const work = async (): Promise<void> => {
    const reader = await database.reader.connect();
    try {
      for (const [place, { file, setting, reading, slices }] of waiting) {
        const outcome = { file, setting, reading, slices };
        if (!setting.on || slices === null || names === null) {
          outcomes[place] = { ...outcome, flags: [], milliseconds: 0, problem: null };
          continue;
        }
        const thresholds = file.header === null ? [] : thresholdsOf(file.header, setting);
        // where no region has delivered all that it reads it finds nothing; asking would only take time
        const lacks = (one: Pick<Arrived, 'datasets'>) =>
          missingInputs(file, reading, one).length > 0;
        const asked = regions.filter(({ region }) => slices.regions?.includes(region) !== false);
        const idle = reading.tables.size > 0 && [NOTHING, ...asked].every(lacks);
        const ran = idle
          ? { flags: [], milliseconds: 0, problem: null }
          : await runRule(reader, file, { version, slices, thresholds, names, timeLimit });
        const grey =
          ran.problem === null ? greyRows(file, reading, arrived, slices, ran.flags, names) : [];
        outcomes[place] = { ...outcome, ...ran, flags: [...ran.flags, ...grey] };
      }
    } finally {
      reader.release();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return outcomes;
}
