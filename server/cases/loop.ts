/** In charge of how far alerts have come: found → verified → answered → problem → rectified → closed, with ages and what is overdue. */
import type { PoolClient } from 'pg';
import type { CaseState, LoopStatistics } from '#contract/alertAnswers';
import { today } from '#flags/workingDays';
import { decimal } from '../arrow/text.ts';
import { listOf } from '../routes/search.ts';
import { nameSql } from './alertSql.ts';
import { OPEN_STATES } from './machine.ts';

const LOOP = ['found', 'verified', 'answered', 'problem', 'rectified', 'closed'] as const;

type Counted = Readonly<Record<(typeof LOOP)[number], number>> & { readonly overdue: number };
type Amounts = Readonly<Record<`${(typeof LOOP)[number]}_amount`, bigint | null>>;

/** Each case once per step that it has ever reached; voided and merged ones count as found only. What was said of a region that was taken out counts no longer. */
const REACHED = `reached as (
  select c.case_id, c.unit, c.department, c.state, c.amount_at_stake, c.due_on, c.region_code,
    true as found,
    bool_or(e.to_state = 'verify') as verified,
    bool_or(e.to_state = 'answered') as answered,
    bool_or(e.to_state in ('problem')) and c.state in ('problem', 'referred', 'rectifying', 'closed') as problem,
    bool_or(e.from_state = 'rectifying' and e.to_state = 'closed') and c.state = 'closed' as rectified,
    c.state = 'closed' as closed,
    c.state = any ($2) and c.due_on < $1::date as overdue,
    max(e.at) filter (where e.to_state is not null) as since
  from cases c
  join case_events e on e.case_id = c.case_id
  where ($3::text[] is null or c.region_code = any ($3)) and ($4::text[] is null or c.year::text = any ($4))
    and ($5::text[] is null or c.unit = any ($5) or c.department = any ($5)) and ($6::text is null or c.unit is null or c.unit = $6 or c.department = $6)
    and exists (select from version_batches v join batches b on b.batch_id = v.batch_id where v.version = $7 and b.region_code = c.region_code)
  group by c.case_id
)`;

export async function loopOf(
  client: PoolClient,
  version: number,
  unit: string | null,
  search: URLSearchParams,
): Promise<LoopStatistics> {
  const values = [
    today(),
    OPEN_STATES,
    listOf(search, 'region'),
    listOf(search, 'year'),
    listOf(search, 'unit'),
    unit,
    version,
  ];
  const counts = LOOP.map((step) => `(count(*) filter (where ${step}))::int as ${step}`).join(', ');
  const amounts = LOOP.map((step) => `(sum(abs(amount_at_stake)) filter (where ${step}))::bigint as ${step}_amount`).join(', '); // prettier-ignore
  const whole = await client.query<Counted & Amounts & { readonly open: number }>(
    `with ${REACHED} select ${counts}, ${amounts}, (count(*) filter (where overdue))::int as overdue, (count(*) filter (where state = any ($2)))::int as open from reached`,
    values,
  );
  const ages = await client.query<{
    state: CaseState;
    count: number;
    median: number;
    oldest: number;
  }>(
    `with ${REACHED} select state, count(*)::int as count, percentile_cont(0.5) within group (order by days) as median, max(days)::int as oldest
     from (select state, $1::date - (since at time zone 'Asia/Shanghai')::date as days from reached where state = any ($2)) open
     group by state order by array_position($2, state)`,
    values,
  );
  const units = await client.query<Counted & { readonly unit: string; readonly name: string }>(
    `with ${REACHED} select u.unit, coalesce(${nameSql('unit', 'u.unit', 'u.region', String(version))}, u.unit) as name,
       ${[...LOOP, 'overdue'].join(', ')}
     from (
       select coalesce(department, unit) as unit, min(region_code) as region, ${counts}, (count(*) filter (where overdue))::int as overdue
       from reached where unit is not null
       group by coalesce(department, unit)
     ) u
     order by overdue desc, found desc, u.unit limit 500`,
    values,
  );
  const [total] = whole.rows;
  return {
    version,
    steps: LOOP.map((step) => ({
      step,
      count: total?.[step] ?? 0,
      amount: decimal(total?.[`${step}_amount`] ?? 0n),
    })),
    open: total?.open ?? 0,
    overdue: total?.overdue ?? 0,
    ages: ages.rows,
    units: units.rows,
  };
}
