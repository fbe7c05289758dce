/** In charge of the simulated handling of the district's alerts about closed years, so that the loop shows every step and letters that nobody answered. */
import type pg from 'pg';
import type { Database } from '../database.ts';
import { DAYS_TO_ANSWER, workingDaysAfter } from '../flags/workingDays.ts';
import type { RuleSeverity } from '../rules.ts';
import { addVersion, lockVersions } from '../steps/versions.ts';
import { YEARS } from './district/district.ts';
import { REGION } from './district/tables.ts';

/** People who are nobody; one judges and the other closes. */
const JUDGE = { name: '李文清（模拟）', role: 'staff' };
const CLOSER = { name: '周立（模拟）', role: 'staff' };
const UNIT = { name: '部门经办人（模拟）', role: 'department' };

interface Step {
  readonly action: string;
  readonly from: string;
  readonly to: string;
  readonly who: typeof JUDGE;
  /** Working days after the alert was found. */
  readonly after: number;
  /** Working days in which the next step is due; `severity`: as letters have it. */
  readonly due: number | 'severity' | null;
  readonly text: string | null;
}

const VERIFY: Step = {
  action: 'verify',
  from: 'new',
  to: 'verify',
  who: JUDGE,
  after: 2,
  due: 'severity',
  text: null,
};
const ANSWER: Step = {
  action: 'answer',
  from: 'verify',
  to: 'answered',
  who: UNIT,
  after: 6,
  due: 10,
  text: '已核实，情况说明及相关凭据已提交。（模拟）',
};
const PROBLEM: Step = {
  action: 'problem',
  from: 'answered',
  to: 'problem',
  who: JUDGE,
  after: 14,
  due: 10,
  text: '情况属实，要求整改。（模拟）',
};
const RECTIFY: Step = {
  action: 'rectify',
  from: 'problem',
  to: 'rectifying',
  who: JUDGE,
  after: 18,
  due: 44,
  text: null,
};

/** Ways that cases take, each as far as it has come. */
const WAYS = {
  taken: [{ action: 'triage', from: 'new', to: 'triage', who: JUDGE, after: 2, due: 10, text: null }],
  unanswered: [VERIFY],
  answered: [VERIFY, ANSWER],
  normal: [
    VERIFY,
    ANSWER,
    { action: 'normal', from: 'answered', to: 'normal', who: JUDGE, after: 14, due: null, text: '理由成立，认定正常。（模拟）' },
    { action: 'close', from: 'normal', to: 'closed', who: CLOSER, after: 20, due: null, text: '同意销号。（模拟）' },
  ],
  rectifying: [VERIFY, ANSWER, PROBLEM, RECTIFY],
  rectified: [
    VERIFY,
    ANSWER,
    PROBLEM,
    RECTIFY,
    { action: 'close', from: 'rectifying', to: 'closed', who: CLOSER, after: 55, due: null, text: '整改到位，销号。（模拟）' },
  ],
} satisfies Readonly<Record<string, readonly Step[]>>; // prettier-ignore
type Way = keyof typeof WAYS;

/** Of a hundred cases of the last closed year, and of years before it. */
const LAST: Readonly<Record<Way, number>> = { normal: 40, rectified: 24, rectifying: 14, answered: 11, unanswered: 6, taken: 5 }; // prettier-ignore
const EARLIER: Readonly<Record<Way, number>> = { normal: 53, rectified: 40, rectifying: 5, answered: 1, unanswered: 1, taken: 0 }; // prettier-ignore
/** Offices do not write all letters on one day. */
const STAGGERED = 5;

/**
 * Handles them once, in a new version whose rules are still to be run; null where that was done, or where there is nothing to handle.
 * Whoever is killed meanwhile has changed nothing.
 */
export async function handleCases({ loader }: Database, by: string): Promise<number | null> {
  const client = await loader.connect();
  try {
    await client.query('begin');
    const newest = await lockVersions(client);
    const handled = (await isHandled(client)) || !(await handle(client, newest));
    const version = handled
      ? null
      : await addVersion(client, newest, { by, kind: 'rules' }, [], []);
    await client.query('commit');
    return version;
  } catch (problem) {
    await client.query('rollback');
    throw problem;
  } finally {
    client.release();
  }
}

async function isHandled(client: pg.PoolClient): Promise<boolean> {
  const { rowCount } = await client.query(
    'select from case_events join cases using (case_id) where region_code = $1 and by_name = any ($2) limit 1',
    [REGION, [JUDGE, CLOSER, UNIT].map(({ name }) => name)],
  );
  return rowCount === 1;
}

async function handle(client: pg.PoolClient, version: number): Promise<boolean> {
  const { rows } = await client.query<{ year: number; found: string }>(
    `select year, min(found_at at time zone 'Asia/Shanghai')::date::text as found from cases where region_code = $1 group by year order by year`,
    [REGION],
  );
  const closed = YEARS.filter(([, months]) => months === 13).map(([year]) => year);
  const plan = rows
    .filter(({ year }) => closed.includes(year))
    .flatMap(({ year, found }) => stepsOf(year, found, year === closed.at(-1) ? LAST : EARLIER));
  const { rowCount } = await client.query(
    `with chosen as (
       select case_id, severity, year, lot % 100 as place, lot / 100 % $4 as variant
       from (
         select *, ('x' || substr(md5(concat_ws('|', rule, book, subject, year, project)), 1, 7))::bit(28)::int as lot
         from cases where region_code = $1 and state = 'new' and revision = 1 and is_current
       ) c
     ), steps as (
       select c.case_id, p.*
       from chosen c
       join jsonb_to_recordset($2) as p (year smallint, severity text, variant integer, first integer, beyond integer, revision integer, action text, from_state text,
           to_state text, by_name text, role text, text text, at timestamptz, due date)
         on (p.year, p.severity, p.variant) = (c.year, c.severity, c.variant) and c.place >= p.first and c.place < p.beyond
       where p.at <= now()
     ), told as (
       insert into case_events (case_id, revision, at, by_name, role, action, from_state, to_state, text, due_on, version)
       select case_id, revision, at, by_name, role, action, from_state, to_state, text, due, $3 from steps order by case_id, revision
     )
     update cases c
     set state = s.to_state, revision = s.revision, due_on = s.due,
       judged_by = (select j.by_name from steps j where j.case_id = c.case_id and j.to_state in ('normal', 'problem'))
     from (select distinct on (case_id) * from steps order by case_id, revision desc) s
     where s.case_id = c.case_id`,
    [REGION, JSON.stringify(plan), version, STAGGERED],
  );
  return (rowCount ?? 0) > 0;
}

/** What is done with the cases of a year that were found on a day, by severity, way and haste. */
function stepsOf(year: number, found: string, shares: Readonly<Record<Way, number>>) {
  const severities = Object.keys(DAYS_TO_ANSWER) as readonly RuleSeverity[];
  let first = 0;
  return Object.entries(WAYS).flatMap(([way, steps]) => {
    const [from, beyond] = [first, (first += shares[way as Way])];
    return severities.flatMap((severity) =>
      Array.from({ length: STAGGERED }, (_, variant) =>
        steps.map(({ action, from: before, to, who, after, due, text }: Step, index) => {
          const day = workingDaysAfter(found, after + 2 * variant);
          const days = due === 'severity' ? (DAYS_TO_ANSWER[severity] ?? 15) : due;
          return {
            year, severity, variant, first: from, beyond, revision: index + 2, action, from_state: before, to_state: to, by_name: who.name, role: who.role, text,
            at: `${day}T${String(9 + variant)}:30:00+08:00`, due: days === null ? null : workingDaysAfter(day, days),
          }; // prettier-ignore
        }),
      ).flat(),
    );
  });
}
