/** In charge of seeing the known answers of the reference workbook come out of the interface, from upload to origin. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FlagRow } from '#contract/alertAnswers';
import type { OriginAnswer, Page } from '#contract/answers';
import { load } from '#load';
import { LIJIANG, realData } from '../../support/realData.ts';
import { JSON_ONLY, openHouse, type TestHouse } from '../house.ts';

const workbook = realData(LIJIANG);
if (workbook === null) console.warn(`SKIPPED: ${LIJIANG} is not there`);

describe.skipIf(workbook === null)('the reference workbook', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await openHouse();
    const path = workbook ?? '';
    await load(house.database, {
      inputs: [{ path: basename(path), bytes: readFileSync(path) }],
      declared: {},
      by: 'tests',
    });
  }, 120_000);
  afterAll(() => house.close());

  const SLICE = 'region=530700&year=2025&scope=all&book=general&flow=expenditure';
  const wan = (amount: number) => `${amount}0000.00`;
  const rows = async (query: string) => {
    const response = await house.ask(`/api/query/execution?${query}`, { headers: JSON_ONLY });
    expect(response.statusCode, response.body).toBe(200);
    return response.json<{ rows: Record<string, string | number | null>[] }>().rows;
  };

  test.each([
    ['in total', 'measures=executed', { executed: wan(1_763_231) }],
    [
      'with transfers, financing and balances',
      'measures=executed&itemRole=main,transfer,financing,balance',
      { executed: wan(2_081_074) },
    ],
    ['class 201', 'measures=executed&function.class=201', { executed: wan(149_662) }],
    ['class 205', 'measures=executed&function.class=205', { executed: wan(272_444) }],
    [
      'class 213',
      'measures=original,executed&function.class=213',
      { original: wan(359_895), executed: wan(239_253) },
    ],
    ['group 20101', 'measures=executed&function.group=20101', { executed: wan(5_903) }],
    [
      'item 2010104, hidden',
      'measures=executed,hidden&item=2010104',
      { executed: wan(312), hidden: 1 },
    ],
    [
      'item 2010104 by its level',
      'measures=executed&function.item=2010104',
      { executed: wan(312) },
    ],
    [
      'the year before, and the budget',
      'measures=prior,original',
      { prior: wan(1_810_076), original: wan(1_837_227) },
    ],
  ])('%s', async (_, query, answer) => {
    expect(await rows(`${query}&${SLICE}`)).toEqual([answer]);
  });
  test('the printed completion of 96.0 %', async () => {
    const [row] = await rows(`measures=rate,rateOfOriginal&${SLICE}`);
    expect([Number(row?.['rate']).toFixed(3), Number(row?.['rateOfOriginal']).toFixed(3)]).toEqual([
      '0.960',
      '0.960',
    ]);
  });
  test('at every level the same total', async () => {
    for (const level of ['class', 'group', 'item']) {
      const lines = await rows(`measures=executed&by=function.${level}&${SLICE}`);
      const sum = lines.reduce(
        (total, { executed }) => total + BigInt(String(executed ?? '0.00').replace('.', '')),
        0n,
      );
      // Between 款 and 项 the workbook itself differs where it prints no 项 (see the checks); a 款 without 项 stands for itself.
      expect([level, sum]).toEqual([level, 176_323_100_000_0n]);
    }
  });
  test('the draft for 2026 is its original budget', async () => {
    const draft = await rows(`measures=original&by=stage&${SLICE.replace('2025', '2026')}`);
    expect(draft).toHaveLength(1);
    expect(draft[0]).toMatchObject({ stage: 'draft' });
  });
  test('an origin names sheet, cell and printed text', async () => {
    const response = await house.ask(
      `/api/origin/execution?measure=executed&item=2010104&${SLICE}`,
    );
    const { figures, value, exact } = response.json<OriginAnswer>();
    expect({ value, exact }).toEqual({ value: wan(312), exact: false });
    expect(figures.map(({ sheet, text, printed, file }) => [sheet, text, printed, file])).toEqual([
      ['02', '312', false, basename(workbook ?? '')],
    ]);
  });
  test('every piece of evidence of an alert has an origin', async () => {
    const { rows: flags } = (await house.ask('/api/flags?region=530700&limit=1000')).json<
      Page<FlagRow>
    >();
    expect(flags.length).toBeGreaterThan(0);
    const evidence = flags.flatMap((flag) => flag.evidence);
    expect(evidence.length).toBeGreaterThan(0);
    for (const { cube, measure, where } of evidence.slice(0, 40)) {
      const answer = await house.ask(
        `/api/origin/${cube}?${new URLSearchParams({ ...where, measure }).toString()}`,
      );
      expect(answer.statusCode, answer.body).toBe(200);
      expect(answer.json<OriginAnswer>().count).toBeGreaterThan(0);
    }
  });
});
