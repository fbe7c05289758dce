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

const waits: number[] = [];
const errors: string[] = [];
const memory = { first: 0, second: 0 };
const asked = new Set<string>();

/** One reader after another page until the time is over; no browser keeps an answer. */
async function client(token: string, first: number, until: number): Promise<void> {
  for (let turn = first; performance.now() < until; turn++) {
    const round = ROUNDS[Math.floor(turn / 16) % ROUNDS.length] ?? [];
    const path = round[turn % 16] ?? '';
    asked.add(path);
    const started = performance.now();
    const response = await fetch(base + path, { headers: { authorization: `Bearer ${token}` } });
    await response.arrayBuffer();
    waits.push(performance.now() - started);
    if (response.status !== 200) errors.push(`${response.status} ${path}`);
  }
}

describe(`${CLIENTS} clients at once`, () => {
  bench(
    `${SECONDS} seconds`,
    async () => {
      const tokens = await Promise.all(
        Array.from({ length: CLIENTS }, (_, at) =>
          house.token({ role: 'member', label: `client ${at}` }),
        ),
      );
      await Promise.all(
        tokens.map((token, at) => client(token, at * 100, performance.now() + 5000)),
      );
      waits.length = 0;
      asked.clear();
      const begun = performance.now();
      const watch = setInterval(() => {
        const part = performance.now() - begun < SECONDS * 500 ? 'first' : 'second';
        memory[part] = Math.max(memory[part], process.memoryUsage().rss / 2 ** 20);
      }, 250);
      const until = begun + SECONDS * 1000;
      await Promise.all(tokens.map((token, at) => client(token, at * 100, until)));
      clearInterval(watch);
    },
    { iterations: 1, time: 0, warmupIterations: 0, warmupTime: 0 },
  );
});

afterAll(async () => {
  await house.close();
  const sorted = waits.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  const growth = memory.second - memory.first;
  console.log(
    `${sorted.length} answers to ${asked.size} questions in ${SECONDS} s, ${errors.length} errors; median ${at(0.5).toFixed(1)} ms, p99 ${at(0.99).toFixed(0)} ms (at most ${MOST}); memory ${memory.first.toFixed(0)} → ${memory.second.toFixed(0)} MB`,
  );
  if (errors.length > 0 || !(at(0.99) < MOST) || !(growth < MOST_GROWTH))
    throw new Error(
      `eight clients are served worse than they may be: ${[...new Set(errors)].join('; ')}`,
    );
});
