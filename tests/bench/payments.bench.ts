/** In charge of measuring every question that the pages ask of payments, at 1,000,000 and at 10,000,000 of them, and the search for words. */
import { afterAll, bench, describe } from 'vitest';
import { fromUrl } from '#contract/address';
import { ask } from '../../server/query/answer.ts';
import { openHouse, type TestHouse } from '../server/house.ts';
import { BENCH_REGION } from './paymentsCsv.ts';
import { publishManyPayments } from './paymentsLedger.ts';

/** Milliseconds below which 95 of 100 answers of the server stay. */
const MOST = 50;
const MOST_SEARCH = 300;
/** Times as long as with a tenth of the payments, where it takes long enough to be told from noise. */
const MOST_GROWTH = 1.5;
const NOISE = 10;
/** Straight from the facts, against the same statement without the server and its policies. */
const MOST_FACTS = 1.15;
const ROUNDS = 40;

const PLACE = `region=${BENCH_REGION}&year=2025`;
const PROJECT = `${BENCH_REGION}25000100`;
const LIST = `/api/payments?${PLACE}&limit=200`;
const CUBE = `/api/query/payments?${PLACE}&measures=amount,count`;
const FIRST_HALF = 'month=1,2,3,4,5,6';
const PAGES: Readonly<Record<string, string>> = {
  'list: latest': LIST,
  'list: to June': `${LIST}&${FIRST_HALF}`,
  'list: largest': `${LIST}&order=-amount`,
  'list: of a unit': `${LIST}&unit=101001`,
  'list: of a department': `${LIST}&unit.department=101`,
  'list: of a project': `${LIST}&project=${PROJECT}`,
  'list: a great project': `${LIST}&project=${BENCH_REGION}25000001`,
  'list: above half a million': `${LIST}&least=500000`,
  'cube: all': CUBE,
  'cube: by month': `${CUBE},max&by=month`,
  'cube: by size and month': `${CUBE}&by=size,month`,
  'cube: by department': `${CUBE}&by=unit.department`,
  'cube: by unit of a department': `${CUBE}&by=unit&unit.department=101`,
  'cube: by unit and month': `${CUBE}&by=unit,month`,
  'cube: by economic class': `${CUBE}&by=economic.class`,
  'cube: by economic class of a unit': `${CUBE}&by=economic.class&unit=101001&${FIRST_HALF}`,
  'cube: by method': `${CUBE}&by=method`,
  'cube: top payees': `${CUBE}&by=payee&order=-amount&limit=20`,
  'cube: top payees to March': `${CUBE}&by=payee&order=-amount&limit=20&month=1,2,3`,
  'cube: months of a project': `${CUBE}&by=month&project=${PROJECT}`,
  'cube: median and p99': `${CUBE},median,p99`,
  'cube: median of a project': `${CUBE},median,p99&project=${PROJECT}`,
};
const SEARCHES: Readonly<Record<string, string>> = {
  'search: 接待': `${LIST}&text=接待`,
  'search: 接': `${LIST}&text=接`,
  'search: 接待 2': `${LIST}&text=接待%202`,
  'search: 接待 by amount': `${LIST}&text=接待&order=-amount`,
  'search: 1月公务接待费': `${LIST}&text=1月公务接待费`,
  'search: a project by name': `${LIST}&text=明川道路改造工程`,
  'search: a payee by name': `${LIST}&text=物业服务有限公司101部`,
  'search: nothing': `${LIST}&text=不存在的用途`,
  'search: 接待 of a unit': `${LIST}&text=接待&unit=101001`,
};

async function houseOf(rows: number): Promise<{ house: TestHouse; batch: number }> {
  const house = await openHouse();
  const batch = await publishManyPayments(house.database, rows);
  return { house, batch };
}

const MILLION = Number(process.env['MINGZHANG_BENCH_ROWS'] ?? '1000000');
const small = await houseOf(MILLION);
const large = await houseOf(10 * MILLION);
const times = new Map<string, { small: number[]; large: number[] }>();

async function timed(name: string, url: string, size: 'small' | 'large'): Promise<void> {
  const { house } = size === 'small' ? small : large;
  house.app.kept.clear();
  const started = performance.now();
  const { statusCode, body } = await house.ask(url, { headers: { accept: 'application/json' } });
  const own = times.get(name) ?? { small: [], large: [] };
  own[size].push(performance.now() - started);
  times.set(name, own);
  if (statusCode !== 200) throw new Error(`${url}: ${body}`);
}

const options = { iterations: ROUNDS, time: 0, warmupIterations: 3, warmupTime: 0, throws: true };
for (const size of ['small', 'large'] as const) {
  describe(size === 'small' ? '1,000,000 payments' : '10,000,000 payments', () => {
    for (const [name, url] of Object.entries({ ...PAGES, ...SEARCHES }))
      bench(name, () => timed(name, url, size), options);
  });
}

/** No roll-up tells how payments were settled, so that the facts themselves are read. */
const FACTS = `/api/query/payments?${PLACE}&measures=amount&by=unit,month&settlement=2`;
const facts = { server: [] as number[], bare: [] as number[] };
describe('unit × month straight from 10,000,000 facts', () => {
  const few = { iterations: 5, time: 0, warmupIterations: 1, warmupTime: 0, throws: true };
  bench(
    'the server',
    async () => {
      large.house.app.kept.clear();
      const started = performance.now();
      const { statusCode, body } = await large.house.ask(FACTS);
      facts.server.push(performance.now() - started);
      if (statusCode !== 200) throw new Error(body);
    },
    few,
  );
  bench(
    'the same statement as its owner, without policies',
    async () => {
      const asked = await ask(large.house.database, { region: null, unit: null }, fromUrl(FACTS));
      const { sql, batches, reader } = await asked.run();
      await batches.return(undefined);
      await reader.close(true);
      const started = performance.now();
      await large.house.database.owner.query(sql);
      facts.bare.push(performance.now() - started);
    },
    few,
  );
});

afterAll(async () => {
  await small.house.close();
  await large.house.close();
  const at = (values: readonly number[], share: number) =>
    values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.NaN;
  const lost: string[] = [];
  for (const [name, every] of times) {
    // the first ones warm up
    const own = { small: every.small.slice(-ROUNDS), large: every.large.slice(-ROUNDS) };
    const [p95, middle, before] = [at(own.large, 0.95), at(own.large, 0.5), at(own.small, 0.5)];
    const most = name.startsWith('search') ? MOST_SEARCH : MOST;
    const growth = middle / before;
    const good =
      p95 < most && (name.startsWith('search') || growth <= MOST_GROWTH || middle < NOISE);
    const line = `${name}: p95 ${p95.toFixed(0)} ms (at most ${most}), median ${middle.toFixed(1)} ms, ${growth.toFixed(2)} × its time at a tenth`;
    console.log(good ? line : `LOSES ${line}`);
    if (!good) lost.push(name);
  }
  const ratio = at(facts.server, 0.5) / at(facts.bare, 0.5);
  console.log(
    `unit × month from the facts: server ${at(facts.server, 0.5).toFixed(0)} ms, bare ${at(facts.bare, 0.5).toFixed(0)} ms, ratio ${ratio.toFixed(2)} (at most ${MOST_FACTS})`,
  );
  if (!(ratio <= MOST_FACTS)) lost.push('unit × month from the facts');
  if (lost.length > 0) throw new Error(`slower than they may be: ${lost.join('; ')}`);
});
