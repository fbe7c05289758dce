/*
id: DQ-26
name: { zh: 年度或月份有误, en: Wrong year or month }
severity: red
source: { zh: 同一年度各月的年初预算一致、累计数逐月增加；与自身相邻月份不符而与其他年度、月份相符的，很可能放错位置, en: 'The months of a year share their original budget and rise one by one; a file that fits another year or month better than its own neighbours was most likely misplaced' }
explanations:
  passed:
    zh: '{month}月的数据与相邻月份衔接，没有放错年度或月份的迹象。'
    en: 'Month {month} fits its neighbours; nothing suggests another year or month.'
  failed.year:
    zh: '{year}年{month}月的年初预算合计{found}，与本年度其他月份的{expected}不符，而与{other}年的相同。很可能是{other}年的文件被放入{year}年，请核实后重新加载或回退。'
    en: 'The original budget of {year} month {month} is {found}; the other months of the year state {expected}, the year {other} states the same. The file is most likely of {other} and was put into {year}; please verify, then load it again or roll back.'
  failed.twin:
    zh: '{year}年{month}月的年初预算合计和累计合计与{other}完全相同（{found}）。很可能是同一份文件放入了两处，请核实年度和月份。'
    en: 'Original budget and outturn of {year} month {month} are exactly those of {other} ({found}). Most likely the same file was put in two places; please verify year and month.'
  failed.month:
    zh: '{year}年{month}月的累计合计{found}，大于其后{later}月的{expected}，应位于{other}月之后。很可能月份填写有误，请核实。'
    en: 'The total to {year} month {month} is {found}, more than {expected} to the later month {later}; it belongs after month {other}. The month was most likely stated wrongly; please verify.'
*/
-- Within a year a small ledger may stand still; one of many lines does not.
with months as materialized (
  select b.batch_id, b.region_code, b.year, b.month, b.scope, b.book, b.flow, b.source, b.slice, b.amounts, b.lines, coalesce(g.name_zh, b.region_code) as place, b.batch_id = any (:mine::int[]) as mine
  from rules.ledger_batches b
  left join regions g on g.region_code = b.region_code
  where b.batch_id = any (:known::int[]) and b.dataset = 'execution'
), totals as (
  select batch_id, sum(executed)::bigint as executed, sum(original)::bigint as original
  from execution_by_department
  where batch_id = any (:known::int[])
  group by batch_id
), known as materialized (
  select m.*, t.executed, t.original, concat_ws('|', m.region_code, m.scope, m.book, m.flow, m.source) as line
  from months m
  join totals t on t.batch_id = m.batch_id
), own as (
  select k.batch_id, o.original, row_number() over (partition by k.batch_id order by o.mine, abs(o.month - k.month), o.batch_id) as place
  from known k
  join known o on o.slice = k.slice and o.source = k.source and o.batch_id <> k.batch_id and o.original <> 0
  where k.mine
), misyear as (
  select distinct on (k.batch_id) k.batch_id, o.year as other, n.original as expected
  from known k
  join own n on n.batch_id = k.batch_id and n.place = 1
  join known o on o.line = k.line and o.year <> k.year
  where k.mine and abs(k.original - n.original) > 0.005 * abs(n.original) and abs(k.original - o.original) <= 0.0005 * abs(o.original)
  order by k.batch_id, abs(o.year - k.year), o.month
), twins as (
  select distinct on (k.batch_id) k.batch_id, o.year as other_year, o.month as other_month
  from known k
  join known o on o.line = k.line and o.batch_id <> k.batch_id and (o.year, o.month) <> (k.year, k.month) and o.executed = k.executed and o.original is not distinct from k.original
  where k.mine and k.executed <> 0 and (not o.mine or o.batch_id < k.batch_id) and (o.year <> k.year or k.lines >= 50 and not (o.month in (12, 13) and k.month in (12, 13)))
  order by k.batch_id, o.year, o.month
), mismonth as (
  select k.batch_id, min(o.month) as later, max(o.month) as other, (array_agg(o.executed order by o.month))[1] as expected
  from known k
  join known o on o.slice = k.slice and o.source = k.source and o.month > k.month and o.executed < k.executed
  where k.mine and k.amounts = 'toDate' and o.amounts = 'toDate'
  group by k.batch_id
)
select k.batch_id, null::smallint as table_no, k.region_code, case when y.batch_id is not null then 'original' else 'executed' end as measure,
  k.place || ' ' || k.year || '年' || k.month || '月' as subject,
  case when y.batch_id is not null then y.expected when t.batch_id is null then m.expected end as expected,
  case when y.batch_id is not null then k.original when t.batch_id is not null or m.batch_id is not null then k.executed end as found, null::bigint as tolerance, null::text as unit,
  case when coalesce(y.batch_id, t.batch_id, m.batch_id) is null then 'passed' else 'failed' end as status, 1 as identities, '[]'::jsonb as cells,
  jsonb_build_object('variant', case when y.batch_id is not null then 'year' when t.batch_id is not null then 'twin' when m.batch_id is not null then 'month' end,
    'year', k.year, 'month', k.month, 'later', m.later,
    'other', case when y.batch_id is not null then to_jsonb(y.other)
      when t.batch_id is not null then jsonb_build_object('zh', t.other_year || '年' || t.other_month || '月', 'en', t.other_year || ' month ' || t.other_month)
      else to_jsonb(m.other) end) as params
from known k
left join misyear y on y.batch_id = k.batch_id
left join twins t on t.batch_id = k.batch_id
left join mismonth m on m.batch_id = k.batch_id
where k.mine and exists (select from known o where o.line = k.line and o.batch_id <> k.batch_id)
order by k.batch_id
