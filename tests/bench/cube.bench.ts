/** In charge of measuring a cube of 500,000 cells from the request to typed arrays in the browser, as Arrow and as JSON. */
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, bench, describe } from 'vitest';
import { finishLeaves } from '../../etl/ledger/finishLeaves.ts';
import { openHouse } from '../server/house.ts';
import { browserPath, openBrowser } from '../support/browser.ts';
import { publishLedger } from '../server/query/ledgerFacts.ts';

/** The Arrow path may take this part of the other's time. */
const MOST = 0.25;
const REGION = '990109';
/** 13 months × 200 units × 16 functions × 12 economic classes = 499,200 cells. */
const CELLS = 499_200;
const QUESTION = `region=${REGION}&year=2025&scope=own&book=general&flow=expenditure&measures=executed,final&by=month,unit,function.class,economic.class`;
if (browserPath === null) console.warn('SKIPPED: no Chromium on this machine');

const house = await openHouse();
const { owner } = house.database;
const { batches } = await publishLedger(
  house.database,
  Array.from({ length: 13 }, (_, index) => ({ region: REGION, month: index + 1, lines: [] })),
);
const leaf = `leaves.execution_ledger_${String(Math.min(...batches))}`;
await owner.query(
  `insert into ${leaf} (batch_id, region_code, line_no, department, unit, class, group_, item_, economic_class, economic, fund, carried, original, final, executed)
   select b, $2, n, (101 + u % 30)::text, (101001 + u)::text, (201 + c)::text, (20101 + 100 * c)::text, (2010101 + 10000 * c)::text,
     (301 + e)::text, (30101 + 100 * e)::text, '11', 'current', 1000000 + n, 1100000 + n * 7 % 100000, (1000000 + n) * m / 13
   from unnest($1::integer[]) with ordinality months (b, m), generate_series(0, 199) u, generate_series(0, 15) c, generate_series(0, 11) e,
     lateral (select (u * 16 + c) * 12 + e + 1 as n) line`,
  [batches, REGION],
);
await owner.query(
  `insert into execution_by_unit (batch_id, region_code, department, unit, class, economic_class, carried, lines, original, final, executed)
   select batch_id, region_code, department, unit, class, economic_class, carried, count(*), sum(original), sum(final), sum(executed)
   from ${leaf} group by 1, 2, 3, 4, 5, 6, 7 order by batch_id, unit collate "C", class collate "C", economic_class collate "C"`,
);
await owner.query(`update batches set control = '{"rows": 38400}'`);
await finishLeaves(house.database);
await owner.query('vacuum analyze');
await house.app.listen({ host: '127.0.0.1', port: 0 });
const base = `http://127.0.0.1:${String((house.app.server.address() as AddressInfo).port)}`;
const token = await house.token({ role: 'member', label: 'bench' });

/** The reading code of the pages as one script that leaves `readCube` and its parts in the browser. */
async function readingCode(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: {
        entry: join(import.meta.dirname, '..', '..', 'web', 'data', 'cube.ts'),
        formats: ['iife'],
        name: 'cube',
      },
    },
  });
  const parts = [built].flat();
  const outputs = parts.flatMap((part) => ('output' in part ? part.output : []));
  return outputs.flatMap((part) => (part.type === 'chunk' ? [part.code] : [])).join('\n');
}

const browser = browserPath === null ? null : await openBrowser();
const page = await (await browser?.newContext())?.newPage();
await page?.goto(`${base}/api/health`);
const script = browser === null ? '' : await readingCode();

const rounds = { arrow: [] as number[], json: [] as number[] };

/** Milliseconds in the browser from the request to the filled arrays. */
async function fetched(form: keyof typeof rounds): Promise<void> {
  if (page === undefined) throw new Error('no browser');
  const url = `${base}/api/query/execution?${QUESTION}`;
  const inPage = `(async () => {
    ${script};
    const accept = ${form === 'arrow' ? "'application/vnd.apache.arrow.stream'" : "'application/json'"};
    const started = performance.now();
    const response = await fetch(${JSON.stringify(url)}, { cache: 'no-store', headers: { accept, authorization: 'Bearer ${token}' } });
    if (!response.ok) throw new Error(await response.text());
    let length = 0;
    if (${String(form === 'arrow')}) length = cube.readCube(new Uint8Array(await response.arrayBuffer())).length;
    else {
      const { rows } = await response.json();
      const columns = ['month', 'unit', 'function.class', 'economic.class'].map((name) => cube.dimensionFrom(rows.map((row) => row[name] === null ? null : String(row[name]))));
      const amounts = ['executed', 'final'].map((name) => cube.measureFrom(rows.map((row) => BigInt(row[name].replace('.', '')))));
      length = columns.length + amounts.length === 6 ? rows.length : 0;
    }
    return [performance.now() - started, length];
  })()`;
  const [time = 0, length = 0] = await page.evaluate<number[]>(inPage);
  if (length !== CELLS) throw new Error(`${form}: ${length} cells`);
  rounds[form].push(time);
}

describe.skipIf(browser === null)(`${CELLS} cells`, () => {
  // In turn, so that whatever else the machine does befalls both alike.
  bench(
    'as Arrow, then as JSON',
    async () => {
      await fetched('arrow');
      await fetched('json');
    },
    { iterations: 6, time: 0, warmupIterations: 1, warmupTime: 0 },
  );
});

afterAll(async () => {
  await browser?.close();
  await house.close();
  if (browser === null) return;
  const median = (values: number[]) =>
    values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
  const [arrow, json] = [median(rounds.arrow), median(rounds.json)];
  const ratio = arrow / json;
  console.log(
    `cube of ${CELLS} cells in headless Chromium: Arrow ${arrow.toFixed(0)} ms, JSON ${json.toFixed(0)} ms, ratio ${ratio.toFixed(2)} (at most ${MOST})`,
  );
  if (!(ratio <= MOST))
    throw new Error(`the cube as Arrow takes ${ratio.toFixed(2)} of its time as JSON`);
});
