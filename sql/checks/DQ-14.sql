/*
id: DQ-14
name: { zh: 缺期, en: Missing months }
severity: grey
source: { zh: 月度数据应逐月连续, en: 'Monthly data come month by month' }
explanations:
  passed:
    zh: '{first}月至{last}月的数据连续，没有缺月。'
    en: 'Months {first} to {last} follow one another without a gap.'
  undecided:
    zh: '{first}月至{last}月之间缺少{missing}的数据，这些月份的当月数无法判定，请补充加载。'
    en: 'Between months {first} and {last} there are no data of {missing}; what belongs to these months alone cannot be judged. Please load them.'
*/
-- Amounts of the month alone add up from January, so there the year begins at month 1. A few vouchers a month may well be none in another,
-- and a fund may pay nothing before its budget is approved.
with months as (
  select b.slice, b.source, b.dataset, b.region_code, b.year, b.month, b.amounts, b.batch_id, b.batch_id = any (:mine::int[]) as mine
  from rules.ledger_batches b
  where b.batch_id = any (:known::int[]) and b.dataset = 'execution'
  union all
  select b.slice, b.source, b.dataset, b.region_code, b.year, p.month, null, b.batch_id, b.batch_id = any (:mine::int[])
  from rules.ledger_batches b
  join (
    select r.batch_id, r.month, avg(sum(r.lines)) over (partition by l.slice, l.source) as usual
    from payments_by_unit r
    join rules.ledger_batches l on l.batch_id = r.batch_id
    where r.batch_id = any (:known::int[])
    group by l.slice, l.source, r.batch_id, r.month
  ) p on p.batch_id = b.batch_id and p.usual >= 20
), spans as (
  select slice, source, dataset, region_code, year, max(batch_id) filter (where mine) as batch_id, array_agg(distinct month) as present,
    case when bool_or(amounts = 'month') then 1 else min(month) end as first, max(month) as last
  from months
  group by slice, source, dataset, region_code, year
  having bool_or(mine)
), gaps as (
  select s.*, (select array_agg(m order by m) from generate_series(s.first, least(s.last, 12)) m where m <> all (s.present)) as missing
  from spans s
)
select batch_id, null::smallint as table_no, region_code, null::text as measure, year || '年' as subject, null::bigint as expected, null::bigint as found, null::bigint as tolerance, null::text as unit,
  case when missing is null then 'passed' else 'undecided' end as status, 1 as identities, '[]'::jsonb as cells,
  jsonb_build_object('first', first, 'last', last, 'missing', jsonb_build_object('zh', array_to_string(missing, '、') || '月', 'en', 'month ' || array_to_string(missing, ', '))) as params
from gaps
where missing is not null or last > first
order by batch_id, dataset
