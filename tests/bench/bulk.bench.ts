/** In charge of measuring bulk loads by the built program, from file to published with checks and roll-ups, against `psql \copy` and pgloader of the same file into a bare table. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, bench, describe } from 'vitest';
import pg from 'pg';
import { openCluster, type Cluster } from '../../etl/cluster/cluster.ts';
import { isRoot } from '../../etl/cluster/user.ts';
import { ownFolder, type OwnFolder } from '../support/ownCluster.ts';
import { PAYMENTS_HEADER, writePayments } from './paymentsCsv.ts';

const LEAST_OF_COPY = 0.35;
const LEAST_OF_PGLOADER = 3;
const LEAST_OF_MILLION = 0.9;
const MOST_MEGABYTES = 400;
const MILLION = Number(process.env['MINGZHANG_BENCH_ROWS'] ?? '1000000');
const TIMES = 10;
const ROUNDS = 3;

const program = join(import.meta.dirname, '..', '..', 'dist', 'server', 'main.js');
/** pgloader reads no Chinese names of columns. */
const columns = PAYMENTS_HEADER.split(',').map((_, index) => `f${String(index)}`);
let folder: string;
let own: OwnFolder;
let cluster: Cluster;
let file: string;
/** Rows per second, until they are published. */
const rates: Record<'program' | 'copy' | 'pgloader' | 'long', number[]> = {
  program: [],
  copy: [],
  pgloader: [],
  long: [],
};
const peaks: Record<'program' | 'long', number> = { program: 0, long: 0 };
/** Seconds from publication until every rule has run on it, too. */
const judging: Record<'program' | 'long', number[]> = { program: [], long: [] };

/** A tool of the system; installed where that is allowed, else said to be missing. */
function tool(name: string, from: string): string | null {
  const found = () =>
    spawnSync('sh', ['-c', `command -v ${name}`])
      .stdout.toString()
      .trim();
  if (found() === '' && isRoot()) {
    spawnSync('sh', ['-c', `apt-get update -qq && apt-get install -y -qq ${from}`], {
      stdio: 'ignore',
    });
  }
  if (found() !== '') return found();
  console.warn(`SKIPPED: ${name} is not there; install ${from} to compare with it`);
  return null;
}
const psql = tool('psql', 'postgresql-client');
const pgloader = tool('pgloader', 'pgloader');

beforeAll(async () => {
  execFileSync('npx', ['vite', 'build', '--logLevel', 'warn', '--ssr', 'server/main.ts'], {
    stdio: 'ignore',
  });
  folder = mkdtempSync(join(tmpdir(), 'mingzhang-bulk-'));
  file = join(folder, 'payments.csv');
  await writePayments(file, { rows: MILLION });
  own = ownFolder();
  cluster = await openCluster({ dataFolder: own.dataFolder });
}, 600_000);
afterAll(async () => {
  await cluster.close();
  await own.remove();
  rmSync(folder, { recursive: true, force: true });
  tell();
}, 120_000);

interface Loaded {
  /** Until the rows are published, with checks and roll-ups; then until the rules have run. */
  readonly seconds: number;
  readonly judged: number;
  /** The high-water mark of the program's memory. */
  readonly megabytes: number;
}

/** The program's load in a fresh database of the cluster. */
async function load(path: string): Promise<Loaded> {
  const name = `bulk_${String(Date.now())}`;
  await query(`create database ${name}`);
  const url = cluster.address.replace(/\/mingzhang\?/u, `/${name}?`);
  // migrations and reference data are no part of a load
  await run([program, 'versions'], { DATABASE_URL: url });
  const published = new AbortController();
  const running = run([program, 'load', path], { DATABASE_URL: url });
  const [{ seconds: whole, megabytes }, seconds] = await Promise.all([
    running.finally(() => {
      published.abort();
    }),
    untilPublished(url, published.signal),
  ]);
  await query(`drop database ${name} with (force)`);
  return { seconds, judged: whole - seconds, megabytes };
}

/** Seconds until there is a version. */
async function untilPublished(url: string, ended: AbortSignal): Promise<number> {
  const started = performance.now();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (;;) {
      const { rows } = await client.query<{ version: number }>('select max(version) as version from versions'); // prettier-ignore
      if ((rows[0]?.version ?? 0) > 0) return (performance.now() - started) / 1000;
      if (ended.aborted) throw new Error('nothing was published');
      await client.query('select pg_sleep(0.05)');
    }
  } finally {
    await client.end();
  }
}

async function run(args: readonly string[], env: Readonly<Record<string, string>>) {
  const started = performance.now();
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env, MINGZHANG_DATA: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
  let megabytes = 0;
  const watch = setInterval(() => {
    const status = `/proc/${String(child.pid)}/status`;
    if (!existsSync(status)) return;
    megabytes = Math.max(
      megabytes,
      Number(/VmHWM:\s+(\d+)/u.exec(readFileSync(status, 'utf8'))?.[1] ?? 0) / 1024,
    );
  }, 50);
  const code = await new Promise((resolve) => child.once('close', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`ended with ${String(code)}: ${told.slice(-2000)}`);
  return { seconds: (performance.now() - started) / 1000, megabytes };
}

async function query(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: cluster.address });
  await client.connect();
  await client.query(sql);
  await client.end();
}

const bare = () =>
  query(
    `drop table if exists bare; create table bare (${columns.map((name) => `${name} text`).join(', ')})`,
  );

async function timed(work: () => void): Promise<number> {
  await bare();
  const started = performance.now();
  work();
  return (performance.now() - started) / 1000;
}

const options = { iterations: ROUNDS, time: 0, warmupIterations: 0, warmupTime: 0, throws: true };

describe('one million payments', () => {
  bench(
    'the program: read, check, roll up, publish',
    async () => {
      const { seconds, judged, megabytes } = await load(file);
      rates.program.push(MILLION / seconds);
      judging.program.push(judged);
      peaks.program = Math.max(peaks.program, megabytes);
    },
    options,
  );
  if (psql !== null) {
    bench(
      'psql \\copy into a bare table',
      async () => {
        const copy = `\\copy bare from '${file}' with (format csv, header)`;
        const seconds = await timed(() =>
          execFileSync(psql, ['-q', '-v', 'ON_ERROR_STOP=1', cluster.address, '-c', copy]),
        );
        rates.copy.push(MILLION / seconds);
      },
      options,
    );
  }
  if (pgloader !== null) {
    bench(
      'pgloader into a bare table',
      async () => {
        const commands = join(folder, 'bare.load');
        writeFileSync(commands, pgloaderCommands());
        const seconds = await timed(() =>
          execFileSync(pgloader, ['--quiet', commands], {
            stdio: 'ignore',
            env: { ...process.env, PGPASSWORD: new URL(cluster.address).password },
          }),
        );
        await demandRows();
        rates.pgloader.push(MILLION / seconds);
      },
      { ...options, iterations: 1 },
    );
  }
});

function pgloaderCommands(): string {
  const { username, searchParams } = new URL(cluster.address);
  const host = searchParams.get('host');
  const place = host === null ? new URL(cluster.address).host : `unix:${host}:5432`;
  return `LOAD CSV FROM '${file}' HAVING FIELDS (${columns.join(', ')})
    INTO postgresql://${username}@${place}/mingzhang?tablename=bare
    WITH skip header = 1, fields terminated by ',', fields optionally enclosed by '"', batch rows = 25000;\n`;
}

async function demandRows(): Promise<void> {
  const client = new pg.Client({ connectionString: cluster.address });
  await client.connect();
  const { rows } = await client.query<{ rows: number }>('select count(*)::int as rows from bare');
  await client.end();
  if (rows[0]?.rows !== MILLION) throw new Error(`pgloader took ${String(rows[0]?.rows)} rows`);
}

describe('ten million payments', () => {
  bench(
    'the program',
    async () => {
      const long = join(folder, 'long.csv');
      await writePayments(long, { rows: TIMES * MILLION, seed: 2 });
      const { seconds, judged, megabytes } = await load(long);
      console.log(`${(statSync(long).size / 1e9).toFixed(2)} GB`);
      rmSync(long);
      rates.long.push((TIMES * MILLION) / seconds);
      judging.long.push(judged);
      peaks.long = megabytes;
    },
    { ...options, iterations: 1 },
  );
});

/** All figures, the losing ones too; fails where one is beyond its bound. */
function tell(): void {
  const best = (values: readonly number[]) => Math.max(...values);
  const whole = (value: number) => Math.round(value).toLocaleString('en-US');
  const [mine, copy, others, long] = [rates.program, rates.copy, rates.pgloader, rates.long].map(
    best,
  );
  const lines: [string, number, number, boolean][] = [
    ['of psql \\copy', (mine ?? 0) / (copy ?? 0), LEAST_OF_COPY, rates.copy.length > 0],
    ['times pgloader', (mine ?? 0) / (others ?? 0), LEAST_OF_PGLOADER, rates.pgloader.length > 0],
    [
      'ten million, of the rate of one',
      (long ?? 0) / (mine ?? 0),
      LEAST_OF_MILLION,
      rates.long.length > 0,
    ],
  ];
  const said = lines.map(([name, value, least, measured]) =>
    measured
      ? `${name}: ${value.toFixed(2)} (at least ${String(least)})${value >= least ? '' : ' MISSED'}`
      : `${name}: not measured`,
  );
  const memory = (
    [
      ['one million', peaks.program],
      ['ten million', peaks.long],
    ] as const
  ).map(
    ([name, peak]) =>
      `${name}: ${peak.toFixed(0)} MB (at most ${String(MOST_MEGABYTES)})${peak <= MOST_MEGABYTES ? '' : ' MISSED'}`,
  );
  console.log(
    [
      `rows/s: program ${whole(mine ?? 0)}, psql \\copy ${whole(copy ?? 0)}, pgloader ${whole(others ?? 0)}, ten million ${whole(long ?? 0)}`,
      `then all rules: ${[...judging.program, ...judging.long].map((seconds) => seconds.toFixed(1)).join(', ')} s`,
      ...said,
      ...memory,
    ].join('\n'),
  );
  if (![...said, ...memory].every((line) => !line.endsWith('MISSED')))
    throw new Error('a bound is missed');
}
