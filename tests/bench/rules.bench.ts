/** In charge of measuring all rules on ten million payments of ten years: the time they take, and the memory of the process that runs them. */
import { afterAll, beforeAll, bench, describe } from 'vitest';
import type { Database } from '#database';
import { nameRegion } from '../../etl/demo/loadDistrict.ts';
import { runAllRules } from '../../etl/flags/runAllRules.ts';
import { freshDatabase } from '../support/postgres.ts';
import { publishManyPayments } from './paymentsLedger.ts';

/** Seconds that a full run may take. */
const MOST = 120;
/** Megabytes by which the process may grow meanwhile. */
const MOST_GROWTH = 400;
const ROWS_OF_YEAR = Number(process.env['MINGZHANG_BENCH_ROWS'] ?? '1000000');
const YEARS = Array.from({ length: 10 }, (_, index) => 2016 + index);

let database: Database;
const seen = { seconds: Number.NaN, before: 0, most: 0, slowest: '', alerts: 0 };
let broken: readonly { readonly rule: string; readonly problem: string }[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  await nameRegion(database);
  for (const year of YEARS) await publishManyPayments(database, ROWS_OF_YEAR, year);
}, 3_600_000);

afterAll(async () => {
  await database.close();
  const growth = seen.most - seen.before;
  console.log(
    `all rules on ${String(ROWS_OF_YEAR * YEARS.length)} payments: ${seen.seconds.toFixed(1)} s (at most ${MOST}), ${seen.alerts} alerts, memory ${seen.before.toFixed(0)} → ${seen.most.toFixed(0)} MB; slowest: ${seen.slowest}`,
  );
  for (const { rule, problem } of broken) console.log(`broken: ${rule} ${problem}`);
  if (!(seen.seconds <= MOST) || broken.length > 0 || !(growth <= MOST_GROWTH))
    throw new Error('a bound is missed');
});

describe('ten million payments', () => {
  bench(
    'all rules afresh',
    async () => {
      const rss = () => process.memoryUsage().rss / 2 ** 20;
      seen.before = rss();
      const watch = setInterval(() => (seen.most = Math.max(seen.most, rss())), 100);
      const started = performance.now();
      const run = await runAllRules(database, 'bench');
      seen.seconds = (performance.now() - started) / 1000;
      clearInterval(watch);
      broken = run.broken;
      const { rows } = await database.owner.query<{ rule: string; flags: number; seconds: string }>(
        `select rule, flags, round(milliseconds / 1000.0, 1) as seconds from rule_runs where version = $1 order by milliseconds desc`,
        [run.version],
      );
      seen.alerts = rows.reduce((sum, { flags }) => sum + flags, 0);
      seen.slowest = rows.slice(0, 6).map(({ rule, seconds }) => `${rule} ${seconds} s`).join(', '); // prettier-ignore
    },
    { iterations: 1, time: 0, warmupIterations: 0, warmupTime: 0, throws: true },
  );
});
