/** In charge of measuring the load of the reference workbook by the built program: from process start to published, with checks and alerts, and its memory. */
import { spawn } from 'node:child_process';
import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import * as XLSX from '@e965/xlsx';
import { afterAll, bench, describe } from 'vitest';
import { LIJIANG, realData } from '../support/realData.ts';
import { freshUrl } from '../support/postgres.ts';

const MOST_SECONDS = 5;
const MOST_MEGABYTES = 600;
const program = join(import.meta.dirname, '..', '..', 'dist', 'server', 'main.js');
const workbook = realData(LIJIANG);
if (workbook === null) console.warn(`SKIPPED: ${LIJIANG} is not there`);

const seconds: { load: number[]; parse: number[] } = { load: [], parse: [] };
let peak = 0;

/** Runs the program to its end and watches the high-water mark of its resident memory. */
async function run(args: readonly string[], url: string): Promise<void> {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
  const watch = setInterval(() => {
    const status = `/proc/${String(child.pid)}/status`;
    if (!existsSync(status)) return;
    peak = Math.max(
      peak,
      Number(/VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1] ?? 0) / 1024,
    );
  }, 20);
  const code = await new Promise((resolve) => child.once('close', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`the load ended with ${String(code)}: ${told}`);
}

describe.skipIf(workbook === null)('the reference workbook', () => {
  const options = { iterations: 5, time: 0, warmupIterations: 1, warmupTime: 0 };
  bench(
    'load: read, recognise, store, check, publish, flag',
    async () => {
      const url = await freshUrl();
      const started = performance.now();
      await run(['load', workbook ?? ''], url);
      seconds.load.push((performance.now() - started) / 1000);
    },
    options,
  );
  bench(
    'the spreadsheet library alone reading the file',
    () => {
      const started = performance.now();
      XLSX.read(readFileSync(workbook ?? ''), { cellStyles: true });
      seconds.parse.push((performance.now() - started) / 1000);
    },
    options,
  );
});

afterAll(() => {
  if (workbook === null) return;
  const median = (values: number[]) =>
    values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
  const [load, parse] = [median(seconds.load), median(seconds.parse)];
  console.log(
    `load ${load.toFixed(2)} s (at most ${MOST_SECONDS}), ${(load / parse).toFixed(1)} times the bare parse of ${parse.toFixed(2)} s; peak ${peak.toFixed(0)} MB (at most ${MOST_MEGABYTES})`,
  );
  if (!(load <= MOST_SECONDS) || !(peak <= MOST_MEGABYTES))
    throw new Error('the load is slower or larger than it may be');
});
