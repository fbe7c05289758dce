/** In charge of measuring the rules on the demonstration district: all of them, those that one more month touches, and what they find of what was planted. */
import { afterAll, beforeAll, bench, describe } from 'vitest';
import { strFromU8, unzipSync } from 'fflate';
import type { Database } from '#database';
import { loadDistrict } from '../../etl/demo/loadDistrict.ts';
import { runAllRules } from '../../etl/flags/runAllRules.ts';
import { DEMO_SOURCE } from '../../etl/layouts/published/simulatedSource.ts';
import { runRules } from '../../etl/steps/flag.ts';
import { load } from '../../etl/steps/load.ts';
import { RULE_IDS } from '../rules/ids.ts';
import { FULL, districtFiles } from '../support/district.ts';
import { scoreOf, tell, type Score } from '../support/planted.ts';
import { freshDatabase } from '../support/postgres.ts';

const MOST_ALL = 15_000;
const MOST_MONTH = 3000;
const LEAST_RECALL = 0.95;
const LEAST_RECALL_OF_RULE = 0.9;
const LEAST_PRECISION = 0.9;
const MOST_VOLUME = 25;

let database: Database;
let score: Score | null = null;
const took = { all: Number.NaN, month: Number.NaN };
let broken: readonly { readonly rule: string; readonly problem: string }[] = [];
let slowest = '';
let slowestOfMonth = '';

beforeAll(async () => {
  database = await freshDatabase();
  await loadDistrict(database);
}, 600_000);

afterAll(async () => {
  await database.close();
  if (score === null) return;
  console.log(tell(score));
  console.log(
    `all rules ${took.all.toFixed(0)} ms (at most ${MOST_ALL}), after one more month ${took.month.toFixed(0)} ms (at most ${MOST_MONTH}); slowest of all: ${slowest}; of the month: ${slowestOfMonth}`,
  );
  for (const { rule, problem } of broken) console.log(`broken: ${rule} ${problem}`);
  const weak = score.rules.filter(
    ({ planted, found }) => planted > 0 && found / planted < LEAST_RECALL_OF_RULE,
  );
  const silent = RULE_IDS.filter(
    (id) => score?.rules.some(({ rule, alerts }) => rule === id && alerts > 0) !== true,
  );
  if (silent.length > 0) console.log(`not triggered: ${silent.join(', ')}`);
  const kept =
    silent.length === 0 && broken.length === 0 && took.all <= MOST_ALL && took.month <= MOST_MONTH && score.recall >= LEAST_RECALL &&
    score.precision >= LEAST_PRECISION && score.volume <= MOST_VOLUME && weak.length === 0; // prettier-ignore
  if (!kept) throw new Error('a bound is missed');
});

const once = { iterations: 1, time: 0, warmupIterations: 0, warmupTime: 0, throws: true };

async function slowestAt(version: number): Promise<string> {
  const { rows } = await database.owner.query<{ rule: string; milliseconds: number }>(
    'select rule, milliseconds from rule_runs where version = $1 order by milliseconds desc limit 8',
    [version],
  );
  return rows.map(({ rule, milliseconds }) => `${rule} ${String(milliseconds)} ms`).join(', ');
}

/** September once more as October: one more month of execution. */
function october(): Uint8Array {
  const archive = districtFiles(FULL).find(({ path }) => path.includes('2026'));
  const files = unzipSync(archive?.bytes ?? new Uint8Array());
  const [, table] = Object.entries(files).find(([name]) => name.startsWith('execution')) ?? [];
  const [header = '', ...rows] = strFromU8(table ?? new Uint8Array()).split('\r\n');
  const at = header.split(',').indexOf('会计期间');
  const later = rows.flatMap((row) => {
    const cells = row.split(',');
    return cells[at] === '9' ? [cells.with(at, '10').join(',')] : [];
  });
  return new TextEncoder().encode([header, ...later, ''].join('\r\n'));
}

describe('the demonstration district', () => {
  bench(
    'all rules afresh',
    async () => {
      const started = performance.now();
      const run = await runAllRules(database, 'bench');
      took.all = performance.now() - started;
      broken = run.broken;
      score = await scoreOf(database, run.version);
      slowest = await slowestAt(run.version);
    },
    once,
  );
  bench(
    'after one more month',
    async () => {
      const report = await load(database, {
        inputs: [{ path: '支出执行2026年10月.csv', bytes: october() }],
        declared: {},
        by: 'bench',
        source: DEMO_SOURCE,
        rules: 'later',
      });
      if (report.version === null || report.files[0]?.status !== 'published')
        throw new Error(JSON.stringify(report.files[0]));
      const started = performance.now();
      await runRules(database, report.version);
      took.month = performance.now() - started;
      slowestOfMonth = await slowestAt(report.version);
    },
    once,
  );
});
