/** In charge of what has arrived: which table of which department for which month, late, in part, with failed checks, or not at all. */
import type { PoolClient } from 'pg';
import type { Completeness } from '#contract/alertAnswers';
import { CUBES } from '#contract/cubes';
import { registers } from '#mapping/targets';
import { workingDaysAfter } from '#flags/workingDays';
import { rules } from '#rules';

type Table = Completeness['tables'][number];
type Row = Table['rows'][number];
type Cell = Row['cells'][number];

/** Working days after the end of a month in which its tables are expected. */
const DAYS_TO_DELIVER = 15;
const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

interface Batch {
  readonly batch: number;
  readonly dataset: string;
  readonly form: 'printed' | 'ledger';
  readonly month: number;
  /** Of one month alone, not of the year so far. */
  readonly single: boolean;
  /** Of a budget, which says nothing of months that are over. */
  readonly planned: boolean;
  /** Slices of one table are told apart by book and flow. */
  readonly slice: string;
  readonly complete: boolean;
  readonly reported: string | null;
  readonly failed: number;
}

/** The tables that are due month by month, and where their departments are seen. `own`: rows bear their own months. */
const MONTHLY: readonly { readonly cube: string; readonly seen: string; readonly own: boolean }[] = [
  { cube: 'execution', seen: 'select distinct b.month, f.department from execution_by_department f join batches b on b.batch_id = f.batch_id where f.batch_id = any ($1)', own: false },
  { cube: 'payments', seen: 'select distinct f.month, f.department from payments_by_unit f where f.batch_id = any ($1)', own: true },
  { cube: 'movements', seen: 'select distinct f.month, f.department from movements f where f.batch_id = any ($1)', own: true },
  { cube: 'projects', seen: 'select distinct b.month, f.department from projects_ledger f join batches b on b.batch_id = f.batch_id where f.batch_id = any ($1)', own: false },
]; // prettier-ignore

export async function completenessOf(
  client: PoolClient,
  version: number,
  region: string,
  year: number,
): Promise<Completeness> {
  const { rows: batches } = await client.query<Batch>(
    `select b.batch_id as batch, b.dataset, b.form, b.month, b.amounts = 'month' as single, b.stage in ('draft', 'approved') as planned, concat_ws('|', b.book, b.flow) as slice, b.complete, b.reported_on::text as reported,
       (select count(*) from check_results c where c.load_id = b.load_id and c.batch_id = b.batch_id and c.status = 'failed')::int as failed
     from version_batches v join batches b on b.batch_id = v.batch_id
     where v.version = $1 and b.region_code = $2 and b.year = $3`,
    [version, region, year],
  );
  const ledgers = batches.filter(({ form }) => form === 'ledger');
  const printed = batches.filter(({ form }) => form === 'printed');
  // a year of which only a printed budget or its execution is there lacks what stands behind it just as well
  const expected = ledgers.length > 0 || printed.some(({ dataset }) => dataset === 'execution');
  const due = ledgers.length > 0 ? ledgers.filter(({ dataset }) => MONTHLY.some(({ cube }) => cube === dataset)) : printed; // prettier-ignore
  const latest = Math.min(12, Math.max(0, ...(expected ? due : []).map(({ month }) => month)));
  const names = await namesOf(client, version, region);
  const tables: Table[] = [];
  for (const { cube, seen, own } of MONTHLY) {
    const mine = ledgers.filter(({ dataset }) => dataset === cube);
    const { rows } = await client.query<{ month: number; department: string | null }>(seen, [mine.map(({ batch }) => batch)]); // prettier-ignore
    tables.push(monthly(cube, year, own, latest, mine, rows, names));
  }
  for (const name of registers.keys()) {
    const mine = ledgers.filter(({ dataset }) => dataset === name);
    tables.push(yearly(name, mine, expected));
  }
  for (const name of [...new Set(printed.map(({ dataset }) => dataset))].sort())
    if (!tables.some(({ cube, rows }) => cube === name && rows.some(({ cells }) => cells.some(({ state }) => state !== 'missing' && state !== 'notYet'))))
      tables.push(yearly(name, printed.filter(({ dataset }) => dataset === name), true)); // prettier-ignore
  return { version, region, year, tables };
}

async function namesOf(
  client: PoolClient,
  version: number,
  region: string,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ code: string; name: string }>(
    `select distinct on (n.code) n.code, n.name from names n join version_batches v on v.batch_id = n.batch_id and v.version = $1
     where n.region_code = $2 and n.scheme = 'unit' order by n.code, n.batch_id desc`,
    [version, region],
  );
  return new Map(rows.map(({ code, name }) => [code, name]));
}

function head(cube: string): Pick<Table, 'cube' | 'title' | 'rules'> {
  const title = CUBES.get(cube)?.title ?? { zh: cube, en: cube };
  const needing = rules().filter(({ inputs }) =>
    inputs.some((input) => input.split('.')[0] === cube),
  );
  return { cube, title, rules: needing.map(({ id }) => id) };
}

function monthly(
  cube: string,
  year: number,
  own: boolean,
  latest: number,
  batches: readonly Batch[],
  seen: readonly { readonly month: number; readonly department: string | null }[],
  names: ReadonlyMap<string, string>,
): Table {
  const slices = new Set(batches.map(({ slice }) => slice));
  /** The batches that speak of a month. */
  const about = (month: number) =>
    batches.filter((batch) =>
      own && !batch.single ? Math.min(batch.month, 12) >= month : batch.month === month,
    );
  const cellOf = (month: number, isSeen: boolean): Cell => {
    const mine = about(month);
    const reportedOn = mine.map(({ reported }) => reported).filter((day) => day !== null).toSorted()[0] ?? null; // prettier-ignore
    const failedChecks = mine.reduce((sum, { failed }) => sum + failed, 0);
    const state = (): Cell['state'] => {
      if (mine.length === 0 || !isSeen) return month > latest ? 'notYet' : 'missing';
      if (failedChecks > 0) return 'failed';
      const lacks = !own && new Set(mine.map(({ slice }) => slice)).size < slices.size;
      if (lacks || mine.some(({ complete }) => !complete)) return 'partial';
      const dated = mine.every(({ single }) => single || !own);
      return dated && reportedOn !== null && reportedOn > dueOn(year, month) ? 'late' : 'arrived';
    };
    return { month, state: state(), reportedOn, failedChecks };
  };
  const has = new Set(seen.map(({ month, department }) => `${String(month)} ${department ?? ''}`));
  const departments = [...new Set(seen.flatMap(({ department }) => department ?? []))].sort();
  return {
    ...head(cube),
    every: 'month',
    rows: [
      { department: null, name: null, cells: MONTHS.map((month) => cellOf(month, true)) },
      ...departments.map((department) => ({
        department,
        name: names.get(department) ?? null,
        // A department that paid nothing in a month has nothing to hand in.
        cells: MONTHS.map((month) =>
          cellOf(month, own || has.has(`${String(month)} ${department}`)),
        ),
      })),
    ],
  };
}

function dueOn(year: number, month: number): string {
  const end = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
  return workingDaysAfter(end, DAYS_TO_DELIVER);
}

function yearly(cube: string, batches: readonly Batch[], expected: boolean): Table {
  const failedChecks = batches.reduce((sum, { failed }) => sum + failed, 0);
  const state: Cell['state'] =
    batches.length === 0
      ? expected ? 'missing' : 'notYet'
      : failedChecks > 0
        ? 'failed'
        : batches.some(({ complete }) => !complete) ? 'partial' : 'arrived'; // prettier-ignore
  const reportedOn = batches.map(({ reported }) => reported).filter((day) => day !== null).toSorted().at(-1) ?? null; // prettier-ignore
  const cells = [{ month: 0, state, reportedOn, failedChecks }];
  return { ...head(cube), every: 'year', rows: [{ department: null, name: null, cells }] };
}
