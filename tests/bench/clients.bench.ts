/** In charge of measuring eight clients at once for a minute on the demonstration district: no error, short waits, flat memory. */
import type { AddressInfo } from 'node:net';
import { afterAll, bench, describe } from 'vitest';
import { loadDistrict } from '../../etl/demo/loadDistrict.ts';
import { REGION } from '../../etl/demo/district/tables.ts';
import { openHouse } from '../server/house.ts';

const CLIENTS = 8;
const SECONDS = 60;
/** Milliseconds below which 99 of 100 answers stay, seen by the client. */
const MOST = 250;
/** Megabytes that the second half of the minute may need more than the first. */
const MOST_GROWTH = 50;

const house = await openHouse();
await loadDistrict(house.database);
await house.database.owner.query('vacuum analyze');
await house.app.listen({ host: '127.0.0.1', port: 0 });
const base = `http://127.0.0.1:${String((house.app.server.address() as AddressInfo).port)}`;

const PLACE = `region=${REGION}&year=2025`;
const EXECUTION = `/api/query/execution?${PLACE}&scope=own&book=general&flow=expenditure&measures=executed,final`;
const PAYMENTS = `/api/query/payments?${PLACE}&measures=amount,count`;
/** What readers ask as they go from page to page; with `own` of one department. */
const walk = (own: string): readonly string[] => [
  '/api/slices',
  `${EXECUTION}&by=month${own}`,
  `${EXECUTION}&by=unit.department,month${own}`,
  `${EXECUTION}&by=function.class${own}`,
  `${EXECUTION}&by=economic.class${own}`,
  `/api/members/unit?cube=execution&${PLACE}`,
  `/api/query/projects?${PLACE}&scope=own&book=general&measures=budget,executed&by=project${own}`,
  `/api/flags?region=${REGION}&year=2025&limit=100`,
  `${PAYMENTS}&by=size,month${own}`,
  `${PAYMENTS}&by=payee&order=-amount&limit=20`,
  `${PAYMENTS}&by=unit.department`,
  `/api/payments?${PLACE}&limit=200${own}`,
  `/api/payments?${PLACE}&limit=200&order=-amount${own}`,
  `/api/payments?${PLACE}&limit=200&text=接待${own}`,
  `/api/payments?${PLACE}&limit=200&text=${encodeURIComponent('培训 费')}${own}`,
  `/api/origin/payments?${PLACE}&measure=amount&month=3${own}`,
];
/** The whole district, then one department after another: others have asked some of it before, but not most. */
const { members } = (await house.ask(`/api/members/unit.department?cube=execution&${PLACE}`)).json<{
  members: readonly { code: string }[];
}>();
const ROUNDS = ['', ...members.map(({ code }) => `&unit.department=${code}`)].map(walk);

interface Served {
  readonly waits: number[];
  readonly asked: Set<string>;
  readonly memory: { first: number; second: number };
}
const errors: string[] = [];

/** One reader after another page until the time is over; no browser keeps an answer. */
async function client(token: string, first: number, until: number, served: Served): Promise<void> {
  for (let turn = first; performance.now() < until; turn++) {
    const round = ROUNDS[Math.floor(turn / 16) % ROUNDS.length] ?? [];
    const path = round[turn % 16] ?? '';
    served.asked.add(path);
    const started = performance.now();
    const response = await fetch(base + path, { headers: { authorization: `Bearer ${token}` } });
    await response.arrayBuffer();
    served.waits.push(performance.now() - started);
    if (response.status !== 200) errors.push(`${response.status} ${path}`);
  }
}

/** Eight clients for so long; `forgetting`: nobody is given what was made for another. */
async function serve(seconds: number, forgetting = false): Promise<Served> {
  const served: Served = { waits: [], asked: new Set(), memory: { first: 0, second: 0 } };
  const tokens = await Promise.all(
    Array.from({ length: CLIENTS }, (_, at) =>
      house.token({ role: 'member', label: `client ${at}` }),
    ),
  );
  const begun = performance.now();
  const until = begun + seconds * 1000;
  const watch = setInterval(() => {
    const part = performance.now() - begun < seconds * 500 ? 'first' : 'second';
    served.memory[part] = Math.max(served.memory[part], process.memoryUsage().rss / 2 ** 20);
    if (forgetting) house.app.kept.clear();
  }, 20);
  await Promise.all(tokens.map((token, at) => client(token, at * 100, until, served)));
  clearInterval(watch);
  return served;
}

let kept: Served | null = null;
let forgotten: Served | null = null;
const once = { iterations: 1, time: 0, warmupIterations: 0, warmupTime: 0, throws: true };

describe(`${CLIENTS} clients at once`, () => {
  bench(
    `${SECONDS} seconds`,
    async () => {
      await serve(5, true);
      kept = await serve(SECONDS);
    },
    once,
  );
  bench('where every answer is made anew', async () => void (forgotten = await serve(20, true)), once); // prettier-ignore
});

const shareOf = ({ waits }: Served, share: number) =>
  waits.toSorted((a, b) => a - b)[Math.floor(waits.length * share)] ?? Number.NaN;
const tell = (served: Served) =>
  `${served.waits.length} answers to ${served.asked.size} questions, median ${shareOf(served, 0.5).toFixed(1)} ms, p99 ${shareOf(served, 0.99).toFixed(0)} ms`;

afterAll(async () => {
  await house.close();
  if (kept === null || forgotten === null) return;
  const { first, second } = kept.memory;
  console.log(
    `${tell(kept)} (at most ${MOST}), ${errors.length} errors; memory ${first.toFixed(0)} → ${second.toFixed(0)} MB`,
  );
  console.log(`where every answer is made anew: ${tell(forgotten)}`);
  if (errors.length > 0 || !(shareOf(kept, 0.99) < MOST) || !(second - first < MOST_GROWTH))
    throw new Error(
      `eight clients are served worse than they may be: ${[...new Set(errors)].join('; ')}`,
    );
});
