/** In charge of trying a setting on everything that is loaded, before it is kept: which matters it would gain, lose or grade otherwise. */
import type { Database } from '#database';
import type { Severity } from '#contract/answers';
import type { BackTest } from '#contract/ruleAnswers';
import type { Bilingual } from '#model/bilingual';
import { bySize } from '#model/fen';
import type { RuleFile } from '../rules.ts';
import { readAncestry } from './ancestry.ts';
import { EVERYWHERE, runRule, timeLimitOf } from './ruleRun.ts';
import type { Proposed } from './changeSetting.ts';
import { exceptedUntil, thresholdsOf } from './setting.ts';
import { today } from './workingDays.ts';
import { readNames, type FlagRecord, type RuleRow } from './wording.ts';

const MOST_EXAMPLES = 12;
const ORDER: readonly Severity[] = ['red', 'orange', 'yellow', 'blue', 'grey'];

type Matter = Pick<FlagRecord, 'region_code' | 'scope' | 'book' | 'unit' | 'item' | 'item_name' | 'year' | 'project' | 'explanation' | 'amount_at_stake'> & { readonly severity: Severity }; // prettier-ignore

/** A rule that does not run with the setting. */
export class BrokenRule extends Error {}

/** Compares what the version holds with what the rule finds under the setting, over everything that is loaded. */
export async function backTest(
  database: Database,
  version: number,
  file: RuleFile,
  setting: Proposed,
): Promise<BackTest> {
  const before = await held(database, version, file.id);
  const after = setting.on ? await found(database, version, file, setting) : [];
  return compare(version, mattersOf(before), mattersOf(after));
}

async function held(database: Database, version: number, rule: string): Promise<Matter[]> {
  const { rows } = await database.loader.query<Matter>(
    `select region_code, scope, book, unit, item, item_name, year, project, severity, explanation, amount_at_stake
     from flags where version = $1 and rule = $2 and not parameters ? 'missing'`,
    [version, rule],
  );
  return rows;
}

async function found(
  database: Database,
  version: number,
  file: RuleFile,
  setting: Proposed,
): Promise<Matter[]> {
  const { header } = file;
  if (header === null) throw new BrokenRule(file.problem ?? 'broken');
  const names = await readNames(database.loader);
  const timeLimit = await timeLimitOf(database.loader, version);
  const ancestry = await readAncestry(database.loader, version);
  const reader = await database.reader.connect();
  try {
    const { flags, problem } = await runRule(reader, file, {
      version,
      slices: EVERYWHERE,
      thresholds: thresholdsOf(header, setting),
      names,
      timeLimit,
    });
    if (problem !== null) throw new BrokenRule(problem);
    return flags.flatMap((flag) => {
      const until = exceptedUntil(flag, setting.exemptions, ancestry);
      const severity = ORDER.find((one) => one === flag.severity);
      return severity === undefined || (until !== null && until >= today()) ? [] : [{ ...flag, severity }]; // prettier-ignore
    });
  } finally {
    reader.release();
  }
}

const keyOf = ({ region_code, scope, book, unit, item, year, project }: Matter) =>
  JSON.stringify([region_code, scope, book, unit ?? item ?? 'region', year, project]);

/** The gravest result of each matter. */
function mattersOf(results: readonly Matter[]): ReadonlyMap<string, Matter> {
  const matters = new Map<string, Matter>();
  for (const result of results) {
    const key = keyOf(result);
    const known = matters.get(key);
    if (known === undefined || ORDER.indexOf(result.severity) < ORDER.indexOf(known.severity))
      matters.set(key, result);
  }
  return matters;
}

function compare(
  version: number,
  before: ReadonlyMap<string, Matter>,
  after: ReadonlyMap<string, Matter>,
): BackTest {
  const gained = [...after].filter(([key]) => !before.has(key)).map(([, matter]) => matter);
  const lost = [...before].filter(([key]) => !after.has(key)).map(([, matter]) => matter);
  const changed = [...after].filter(([key, { severity }]) => before.has(key) && before.get(key)?.severity !== severity); // prettier-ignore
  const examples: BackTest['examples'] = [
    ...few(gained).map((matter) => exampleOf('gained', null, matter.severity, matter)),
    ...few(lost).map((matter) => exampleOf('lost', matter.severity, null, matter)),
    ...few(changed.map(([, matter]) => matter)).map((matter) => exampleOf('changed', before.get(keyOf(matter))?.severity ?? null, matter.severity, matter)), // prettier-ignore
  ];
  const years = [...new Set([...before.values(), ...after.values()].map(({ year }) => year))];
  const count = (matters: ReadonlyMap<string, Matter>, year: number) =>
    [...matters.values()].filter((matter) => matter.year === year).length;
  return {
    version,
    before: bySeverity(before),
    after: bySeverity(after),
    gained: gained.length,
    lost: lost.length,
    changed: changed.length,
    years: years.toSorted((a, b) => a - b).map((year) => ({ year, before: count(before, year), after: count(after, year) })), // prettier-ignore
    examples,
  };
}

/** The gravest and largest first. */
function few(matters: readonly Matter[]): readonly Matter[] {
  return matters
    .toSorted(
      (a, b) =>
        ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) ||
        bySize(b.amount_at_stake ?? 0n, a.amount_at_stake ?? 0n),
    )
    .slice(0, MOST_EXAMPLES / 3);
}

function exampleOf(
  change: 'gained' | 'lost' | 'changed',
  from: Severity | null,
  to: Severity | null,
  matter: Matter,
): BackTest['examples'][number] {
  const { year, explanation } = matter;
  return { change, from, to, year, subject: subjectOf(matter), explanation: plain(explanation) };
}

function subjectOf({ unit, item, item_name: name, project, region_code: region }: Pick<RuleRow, 'unit' | 'item' | 'item_name' | 'project' | 'region_code'>): string {
  return [unit ?? name ?? item ?? region, project].filter((part) => part !== null).join(' · ');
} // prettier-ignore

const plain = ({ zh, en }: Bilingual): Bilingual => ({ zh, en });

function bySeverity(matters: ReadonlyMap<string, Matter>): BackTest['before'] {
  const counts: Partial<Record<Severity, number>> = {};
  for (const { severity } of matters.values()) counts[severity] = (counts[severity] ?? 0) + 1;
  return counts;
}
