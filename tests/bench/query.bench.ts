/** In charge of measuring the server time of every question that the pages ask, on the reference workbook and the published figures. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, bench, describe } from 'vitest';
import { loadPublished } from '#commands';
import { load } from '#load';
import { openHouse } from '../server/house.ts';
import { LIJIANG, realData } from '../support/realData.ts';

/** Milliseconds below which 95 of 100 answers of the server stay. */
const MOST = 25;
const ROUNDS = 40;

const LINE = 'measures=original,final,executed,prior,rate';
const PLACE = 'region=530700&year=2025&scope=all';
const GENERAL = `${PLACE}&book=general&flow=expenditure`;
const FROM_WORKBOOK: Readonly<Record<string, string>> = {
  'overview: four budgets': `/api/query/execution?${LINE}&by=book,flow&${PLACE}`,
  'overview: classes': `/api/query/execution?${LINE}&by=function.class&${GENERAL}`,
  'overview: names of classes': `/api/members/function.class?${GENERAL}`,
  'execution: groups of a class': `/api/query/execution?${LINE}&by=function.group&${GENERAL}&function.class=201`,
  'execution: items of a group': `/api/query/execution?${LINE}&by=function.item&${GENERAL}&function.group=20101`,
  'execution: names of groups': `/api/members/function.group?${GENERAL}`,
  'execution: names of items': `/api/members/function.item?${GENERAL}`,
  'execution: revenue': `/api/query/execution?${LINE}&by=revenueItem.group&${PLACE}&book=general&flow=revenue`,
  'execution: years': `/api/query/execution?measures=original,executed&by=year&region=530700&scope=all&book=general&flow=expenditure`,
  'execution: regions': `/api/query/execution?measures=executed&by=region&year=2024&scope=all&book=general&flow=revenue`,
  'origin: total': `/api/origin/execution?measure=executed&${GENERAL}`,
  'origin: a hidden item': `/api/origin/execution?measure=executed&${GENERAL}&item=2010104`,
  alerts: `/api/flags?region=530700&year=2025`,
};
const FROM_PUBLISHED: Readonly<Record<string, string>> = {
  'context: slices': '/api/slices',
  'context: regions': '/api/members/region',
  'execution: contradicting sources': `/api/query/execution?${LINE}&by=year&region=310000&scope=all&book=general&flow=revenue`,
  'assets: winners':
    '/api/query/assets?measures=amount,quantity&by=class,indicator,scope,year,quantityUnit&region=310104',
  'assets: all sources':
    '/api/query/assets?measures=amount,quantity&by=class,indicator,scope,year,quantityUnit,source&region=310104',
  'audit: findings':
    '/api/query/findings?measures=count,amount,rectifiedCount,rectifiedAmount&by=category,unit,auditYear,status&region=330000',
  'audit: the list behind': '/api/findings?region=330000',
};

const house = await openHouse();
await loadPublished(house.database);
const workbook = realData(LIJIANG);
if (workbook === null)
  console.warn(`SKIPPED: ${LIJIANG} is not there; only the published figures are measured`);
else {
  await load(house.database, {
    inputs: [{ path: basename(workbook), bytes: readFileSync(workbook) }],
    declared: {},
    by: 'bench',
  });
}
await house.database.owner.query('analyze');

const all: number[] = [];
describe('server time', () => {
  for (const [name, url] of Object.entries({
    ...FROM_PUBLISHED,
    ...(workbook === null ? {} : FROM_WORKBOOK),
  })) {
    bench(
      name,
      async () => {
        house.app.kept.clear();
        const started = performance.now();
        const { statusCode, body } = await house.ask(url);
        all.push(performance.now() - started);
        if (statusCode !== 200) throw new Error(`${url}: ${body}`);
      },
      { iterations: ROUNDS, time: 0, warmupIterations: 3, warmupTime: 0 },
    );
  }
});

afterAll(async () => {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  console.log(
    `${sorted.length} answers: median ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms (at most ${MOST})`,
  );
  await house.close();
  if (!(at(0.95) <= MOST))
    throw new Error(`p95 of the server time is ${at(0.95).toFixed(1)} ms, more than ${MOST}`);
});
