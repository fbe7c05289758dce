/*
id: DQ-21
name: { zh: 零基数, en: Growth on nothing }
severity: yellow
source: { zh: 上年数为零或未列的，增减百分比没有可比基数, en: 'Where the earlier figure is zero or absent a percentage of change has nothing to stand on' }
explanations:
  passed:
    zh: '{measure}：{count}个百分比均有可比基数。'
    en: '{measure}: all {count} percentages have a base to compare with.'
  failed:
    zh: '“{subject}”{measure}列{printed}，但基数为零或未列，没有可比基数。请核实基数，或改用文字说明。'
    en: '“{subject}”, {measure}: prints {printed}, but its base is zero or absent, so there is nothing to compare with. Please verify the base, or say it in words.'
  failed.many:
    zh: '{measure}有{count}个百分比的基数为零或未列，没有可比基数，如“{subject}”列{printed}。请核实基数，或改用文字说明。'
    en: '{measure}: {count} percentages stand on a base that is zero or absent, such as “{subject}” with {printed}. Please verify the bases, or say it in words.'
*/
-- Whether the percentage agrees with its base is asked by DQ-16. A table that prints no bases at all is not asked.
with cells as materialized (
  select batch_id, table_no, region_code, row_no, measure, name, amount, ratio, sheet, cell, text
  from rules.execution_stored
  where load_id = :load and source_kind <> 'published'
    and measure in ('growth', 'growth.inMonth', 'growthOfBudget', 'rateOfOriginal', 'original', 'prior', 'prior.inMonth', 'prior.original')
), bases as (
  select batch_id, table_no, row_no,
    max(amount) filter (where measure = 'prior') as growth, max(amount) filter (where measure = 'prior.inMonth') as of_month,
    max(amount) filter (where measure = 'prior.original') as of_budget, max(amount) filter (where measure = 'original') as of_original
  from cells
  group by batch_id, table_no, row_no
), pairs as (
  select c.*, case c.measure when 'growth' then b.growth when 'growth.inMonth' then b.of_month when 'growthOfBudget' then b.of_budget else b.of_original end as base
  from cells c
  join bases b using (batch_id, table_no, row_no)
  where c.ratio is not null
), judged as (
  select *, count(base) over (partition by batch_id, table_no, measure) > 0 as compares,
    case when coalesce(base, 0) = 0 then 'failed' else 'passed' end as status
  from pairs
), shown as (
  select *, count(*) over alike::int as alike, row_number() over (alike order by abs(ratio) desc, row_no) as place
  from judged
  where compares
  window alike as (partition by batch_id, table_no, measure, status)
)
select batch_id, table_no, region_code, measure, name as subject, null::bigint as expected, null::bigint as found, null::bigint as tolerance, null::text as unit, status, alike as identities,
  case status when 'passed' then '[]' else (
    select jsonb_agg(jsonb_build_object('sheet', o.sheet, 'cell', o.cell, 'text', o.text, 'side', 'found') order by o.place)
    from shown o
    where (o.batch_id, o.table_no, o.measure, o.status) = (s.batch_id, s.table_no, s.measure, s.status) and o.place <= 50) end as cells,
  jsonb_build_object('variant', case when status = 'failed' and alike > 1 then 'many' end, 'printed', text) as params
from shown s
where place = 1
order by table_no, measure, status, row_no
