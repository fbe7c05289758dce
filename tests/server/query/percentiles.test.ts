/** In charge of median and 99th percentile of payments: exact where the question is narrow, near and marked where it is wide, refused where they cannot be told. */
import { tableFromIPC } from 'apache-arrow';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { JSON_ONLY, openHouse, problemIn, type TestHouse } from '../house.ts';
import type { Viewer } from '../../../server/query/reader.ts';
import { rowsOf as ask } from './ask.ts';
import type { LedgerLine } from './ledgerFacts.ts';
import { DISTRICT, publishPayments, somePayments } from '../paymentFacts.ts';

let house: TestHouse;
const PLACE = `region=${DISTRICT}&year=2025`;
const LINES = somePayments(400, 11);
/** Just beyond what is counted exactly. Only their roll-ups are stored: a wide question reads nothing else. */
const WIDE = `select 1 + n % 12 as month, '101' as department, '10100' || n % 3 as unit, '1' as method, null::text as carried,
  round(power(10::float8, 2 + 6 * (n * 7919 % 10007) / 10007::float8))::bigint as amount from generate_series(1, 200050) n`;

beforeAll(async () => {
  house = await openHouse();
  await publishPayments(house.database, [{ lines: LINES }]);
});
afterAll(() => house.close());

async function rowsOf(query: string) {
  const response = await house.ask(`/api/query/payments?${query}`, { headers: JSON_ONLY });
  if (response.statusCode !== 200) throw new Error(response.body);
  return response.json<{
    rows: Record<string, string | number | null>[];
    approximate?: string[];
  }>();
}

/** The smallest amount that a share of the amounts does not exceed. */
function discrete(amounts: readonly bigint[], share: number): string {
  const sorted = amounts.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const fen = sorted[Math.max(0, Math.ceil(share * sorted.length - 1e-9) - 1)] ?? 0n;
  const digits = String(fen < 0n ? -fen : fen).padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

describe('a narrow question', () => {
  test.each(['unit', 'economic', 'payee', 'month', 'carried'])('by %s is answered exactly, beside the sums', async (by) => {
    const column = { unit: 'unit', economic: 'economic', payee: 'payee_key', month: 'month', carried: 'carried' }[by] ?? '';
    const { rows, approximate } = await rowsOf(`${PLACE}&measures=amount,count,max,median,p99&by=${by}`);
    expect(approximate).toBeUndefined();
    const groups = new Map<string, LedgerLine[]>();
    for (const line of LINES) {
      const key = String(line[column] ?? null);
      groups.set(key, [...(groups.get(key) ?? []), line]);
    }
    expect(rows).toHaveLength(groups.size);
    for (const row of rows) {
      const amounts = (groups.get(String(row[by])) ?? []).map(({ amount }) => amount as bigint);
      expect(row).toMatchObject({ count: amounts.length, median: discrete(amounts, 0.5), p99: discrete(amounts, 0.99), max: discrete(amounts, 1) });
    }
  }); // prettier-ignore

  test.each([
    ['unit', 'unit', '101001'],
    ['project', 'project', 'P2'],
    ['payee', 'payee_key', '-765432109877'],
  ] as const)('of one %s alone is what its rows say, to everybody who may see them', async (name, column, value) => {
    const own = LINES.filter((line) => String(line[column]) === value);
    const url = `/api/query/payments?${PLACE}&measures=amount,count,max,median,p99&${name}=${value}`;
    const of = (lines: readonly LedgerLine[]) => {
      const amounts = lines.map(({ amount }) => amount as bigint);
      return lines.length === 0
        ? { count: null, median: null, p99: null, max: null }
        : { count: lines.length, median: discrete(amounts, 0.5), p99: discrete(amounts, 0.99), max: discrete(amounts, 1) };
    };
    const told = async (viewer: Viewer) => (await ask(house.database, url, viewer)).rows[0];
    expect(own.length).toBeGreaterThan(20);
    expect(await told({ region: null, unit: null })).toMatchObject(of(own));
    expect(await told({ region: DISTRICT, unit: null })).toMatchObject(of(own));
    expect(await told({ region: DISTRICT, unit: '102' })).toMatchObject(of(own.filter(({ department }) => department === '102')));
    expect(await told({ region: '990102', unit: null })).toMatchObject({ count: null, median: null });
  }); // prettier-ignore

  test('of one unit is the same in a batch a month and in leaves of their own, with refunds and the same amount many times', async () => {
    let year = 2030;
    const amount = fc.oneof(fc.integer({ min: -50, max: 50 }), fc.constantFrom(7, 7000));
    await fc.assert(
      fc.asyncProperty(fc.array(amount, { minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 3 }), async (amounts, parts) => {
        year += 1;
        const lines = amounts.map((fen, at): LedgerLine => ({
          month: 1 + (at % parts), date: `${year}-0${1 + (at % parts)}-02`, department: '101', unit: '101001', amount: BigInt(fen),
        }));
        const batches = Array.from({ length: parts }, (_, part) => ({
          region: DISTRICT, year, month: part + 1, lines: lines.filter(({ month }) => month === part + 1),
        }));
        const [first, ...others] = batches;
        if (first !== undefined) await publishPayments(house.database, [first], { withoutTexts: parts === 2 });
        if (others.length > 0) await publishPayments(house.database, others);
        const url = `region=${DISTRICT}&year=${year}&measures=amount,count,max,median,p99&unit=101001`;
        const sorted = amounts.map(BigInt);
        expect((await rowsOf(url)).rows).toEqual([{
          amount: discrete([sorted.reduce((sum, one) => sum + one, 0n)], 1), count: sorted.length,
          max: discrete(sorted, 1), median: discrete(sorted, 0.5), p99: discrete(sorted, 0.99),
        }]);
      }),
      { numRuns: 12 },
    );
  }); // prettier-ignore

  test('the amounts beside the rows are told to nobody who may not see the rows', async () => {
    const { reader, owner } = house.database;
    const { rows } = await owner.query<{ batch: number }>('select min(batch_id) as batch from batches');
    const told = async (regions: string, unit: string) => {
      const client = await reader.connect();
      try {
        await client.query('begin read only');
        await client.query(`select set_config('app.regions', $1, true), set_config('app.unit', $2, true)`, [regions, unit]);
        const { rows: [found] } = await client.query<{ count: number; marks: unknown }>(
          `select count::integer, marks from access.amount_marks(array[${String(rows[0]?.batch)}], 'unit', '101001', array[0.5])`,
        );
        return found?.marks === null ? 0 : found?.count;
      } finally {
        client.release(true);
      }
    };
    expect(await told('*', '')).toBeGreaterThan(20);
    expect(await told(`990102,${DISTRICT}`, '')).toBeGreaterThan(20);
    expect(await told('990102', '')).toBe(0);
    expect(await told('', '')).toBe(0);
    await expect(told('*', '102')).rejects.toThrow('not for this reader');
  }); // prettier-ignore

  test('of nothing is absent', async () => {
    const { rows } = await rowsOf(`${PLACE}&measures=count,median&unit=999`);
    expect(rows).toEqual([{ count: null, median: null }]);
  });
});

describe('a wide question', () => {
  let wide: TestHouse;
  beforeAll(async () => {
    wide = await openHouse();
    const { batches } = await publishPayments(wide.database, [{ lines: somePayments(1, 1) }]);
    for (const [table, columns, bucket] of [
      ['payments_by_unit', 'month, department, unit, method, carried', ''],
      ['payments_by_size', 'month, department, unit', ', floor(20 * log(greatest(abs(amount), 1)::float8))::smallint'],
    ] as const) {
      await wide.database.owner.query(`delete from ${table}`);
      await wide.database.owner.query(
        `insert into ${table} (batch_id, region_code, ${columns}${bucket === '' ? '' : ', bucket'}, lines, amount, largest)
         select $1, $2, ${columns}${bucket}, count(*), sum(amount), max(amount) from (${WIDE}) f group by ${columns}${bucket}`,
        [batches[0], DISTRICT],
      );
    }
  }); // prettier-ignore
  afterAll(() => wide.close());

  test('is answered from the classes of size, near, and says so in every form', async () => {
    const url = `/api/query/payments?${PLACE}&measures=count,median,p99&by=unit`;
    const json = await wide.ask(url, { headers: JSON_ONLY });
    const { rows, approximate } = json.json<{ rows: Record<string, string>[]; approximate: string[] }>();
    expect(approximate).toEqual(['median', 'p99']);
    const exact = await wide.database.owner.query<{ unit: string; median: string; p99: string }>(
      `select unit, percentile_disc(0.5) within group (order by amount)::text as median, percentile_disc(0.99) within group (order by amount)::text as p99 from (${WIDE}) f group by unit order by unit`,
    );
    for (const { unit, median, p99 } of exact.rows) {
      const row = rows.find((one) => one['unit'] === unit);
      expect(Number(row?.['median']) * 100 / Number(median)).toBeCloseTo(1, 1);
      expect(Number(row?.['p99']) * 100 / Number(p99)).toBeCloseTo(1, 1);
    }
    const csv = await wide.ask(url, { headers: { accept: 'text/csv' } });
    expect(csv.body.split('\r\n')[0]).toBe('\ufeffunit,count,median (≈),p99 (≈)');
    const { schema } = tableFromIPC((await wide.ask(url)).rawPayload);
    expect(schema.fields.map(({ metadata }) => metadata.get('approximate') ?? null)).toEqual([null, null, 'true', 'true']);
  }); // prettier-ignore

  test('is exact again when filters leave few enough', async () => {
    const url = `/api/query/payments?${PLACE}&measures=median&unit=101001`;
    const json = await wide.ask(url, { headers: JSON_ONLY });
    expect(json.json()).not.toHaveProperty('approximate');
  });

  test('that the classes of size cannot divide is refused', async () => {
    for (const more of ['by=payee', 'by=method', 'method=1']) {
      const response = await wide.ask(`/api/query/payments?${PLACE}&measures=median&${more}`);
      expect(problemIn(response)).toMatchObject({ code: 'percentile-too-wide', field: 'measures' });
    }
  });
});
