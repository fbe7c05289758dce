/*
id: DQ-19
name: { zh: 极端变化, en: Extreme change }
severity: yellow
source: { zh: 同一科目比上年增长十倍以上或降至十分之一以下且变动超过100万元, en: 'A line grew more than tenfold or fell below a tenth, by more than CNY 1 million' }
explanations:
  passed:
    zh: '{measure}：与上年可比的{count}行没有十倍以上的变化。'
    en: '{measure}: none of {count} comparable lines changed more than tenfold.'
  failed:
    zh: '{measure}：与上年可比的{lines}行中有{count}行变化超过十倍或不足十分之一，变动最大的是{largest}。请关注是否口径调整、一次性因素或录入错误。'
    en: '{measure}: {count} of {lines} comparable lines grew more than tenfold or fell below a tenth; the largest are {largest}. Please look for changes of basis, one-off events or typing errors.'
*/
-- Leaves only, so that one line is not told again by each of its parents; one result per table names the largest.
with cells as (
  select batch_id, table_no, line_no, region_code, row_no, measure, item, name, amount, sheet, cell, text, stage
  from rules.execution_stored
  where load_id = :load and amount is not null and stated = 1 and role = 'main' and to_level > level and source_kind <> 'published' and flow <> 'balance'
    and measure in ('executed', 'original', 'prior')
), outturn as (
  select batch_id, table_no, bool_or(measure = 'executed') as has from cells group by batch_id, table_no
), pairs as (
  select n.batch_id, n.table_no, n.region_code, n.measure, n.row_no, n.item, n.name, n.amount, p.amount as prior, n.amount - p.amount as change,
    n.amount > 0 and p.amount > 0 and abs(n.amount - p.amount) > 100000000 and (n.amount > 10 * p.amount or n.amount < 0.1 * p.amount) as extreme,
    jsonb_build_array(jsonb_build_object('sheet', p.sheet, 'cell', p.cell, 'text', p.text, 'side', 'expected'),
      jsonb_build_object('sheet', n.sheet, 'cell', n.cell, 'text', n.text, 'side', 'found')) as places
  from cells n
  join outturn o on (o.batch_id, o.table_no) = (n.batch_id, n.table_no) and n.measure = case when o.has then 'executed' else 'original' end
  join cells p on p.measure = 'prior' and (p.batch_id, p.table_no, p.row_no) = (n.batch_id, n.table_no, n.row_no)
), placed as (
  select *, row_number() over (partition by batch_id, table_no, measure, extreme order by abs(change) desc, row_no) as place
  from pairs
)
select batch_id, table_no, region_code, measure, '与上年比较' as subject, null::bigint as expected, null::bigint as found, null::bigint as tolerance, null::text as unit,
  case when bool_or(extreme) then 'failed' else 'passed' end as status,
  case when bool_or(extreme) then count(*) filter (where extreme) else count(*) end::int as identities,
  coalesce(jsonb_path_query_array(jsonb_agg(places order by place) filter (where extreme and place <= 10), '$[*][*]'), '[]') as cells,
  jsonb_build_object('lines', jsonb_build_object('count', count(*)),
    'largest', jsonb_build_object('list', jsonb_agg(jsonb_build_object('name', case when item ~ '^[0-9]+$' then item || ' ' else '' end || name, 'delta', change::text) order by place) filter (where extreme and place <= 5))) as params
from placed
group by batch_id, table_no, region_code, measure
order by table_no, measure
