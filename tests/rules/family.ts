/** In charge of running the rules of a family once on many small regions, each of them one case of the examples. */
import type { Database } from '#database';
import { runRules } from '../../etl/steps/flag.ts';
import type { FlagFact } from './flagged.ts';
import { addLedgers, type LedgerFacts } from './ledgerFacts.ts';

export interface Told extends FlagFact {
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What the rules said, asked by rule and region. */
export interface Verdicts {
  /** The flags of a rule on one region, without those of tables that never came. */
  readonly of: (rule: string, region: string) => readonly Told[];
  /** `subject year-month severity` of each, the subject being unit, item or project. */
  readonly outline: (rule: string, region: string) => readonly string[];
}

/** Publishes all cases in one version, runs the rules once, and throws where one of them is broken. */
export async function judge(
  database: Database,
  ids: readonly string[],
  ledgers: readonly LedgerFacts[],
): Promise<Verdicts> {
  const version = await addLedgers(database, ledgers);
  return readVerdicts(database, ids, version);
}

/** Runs the rules on a version that is already there. */
export async function readVerdicts(
  database: Database,
  ids: readonly string[],
  version: number,
): Promise<Verdicts> {
  await runRules(database, version, ids);
  const broken = await database.owner.query<{ rule: string; problem: string }>(
    'select rule, problem from rule_runs where version = $1 and problem is not null',
    [version],
  );
  if (broken.rows.length > 0) throw new Error(JSON.stringify(broken.rows));
  const { rows } = await database.owner.query<Told>(
    'select * from flags where version = $1 order by rule, region_code, year, month, unit, item, project, flag_id',
    [version],
  );
  const said = rows.filter(({ parameters }) => parameters['missing'] === undefined);
  const of = (rule: string, region: string) =>
    said.filter((flag) => flag.rule === rule && flag.region_code === region);
  return {
    of,
    outline: (rule, region) =>
      of(rule, region).map(({ unit, item, project, year, month, severity }) =>
        [
          unit ?? item ?? project ?? 'region',
          month === null ? String(year) : `${String(year)}-${String(month)}`,
          severity,
        ].join(' '),
      ),
  };
}
