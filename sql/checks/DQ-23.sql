/*
id: DQ-23
name: { zh: 来源不一致, en: Sources that disagree }
severity: yellow
source: { zh: 两个来源对同一数字的说法不一致时，两处均保留并列示, en: 'Where two sources state the same figure otherwise, both are kept and shown' }
explanations:
  failed:
    zh: '“{subject}”{measure}：{here}列{found}，{there}列{expected}，相差{difference}。按来源等级取用，两处均保留，不相加。'
    en: '“{subject}”, {measure}: {found} in {here} but {expected} in {there}, a difference of {difference}. The higher-ranking source is used, both are kept and never added.'
  failed.same:
    zh: '“{subject}”{measure}：同一来源{here}列{found}，又列{expected}，相差{difference}。以先列者计入，两处均保留，不相加。'
    en: '“{subject}”, {measure}: the same source, {here}, gives {found} and also {expected}, a difference of {difference}. The first statement counts, both are kept and never added.'
*/
-- A rounder statement of the same figure (1,621.2 亿元 for 1,621.23) is not a disagreement.
with figures as materialized (
  select load_id, batch_id, table_no, region_code, 'execution' as dataset, concat_ws('|', scope, year, period, book, flow, cut, currency) as slice, item, measure, stage, source, source_rank,
    source_title, stated, coalesce(name, item) as name, year, amount, amount_unit, row_no, sheet, cell, text, rules.half_digit(text, decimals, amount_unit) as half
  from rules.execution_stored
  where amount is not null and (stated = 1 or source_kind = 'published') and measure in ('original', 'final', 'executed')
    and item not in ('11000', '23000') -- a source's own lump of several items, another one each time
    and (load_id = :load or batch_id in (select batch_id from version_batches where version = :version))
  union all
  select load_id, batch_id, table_no, region_code, 'debt', concat_ws('|', scope, year, period, breakdown, kind, currency), item, measure, stage, source, source_rank,
    source_title, stated, name, year, amount, amount_unit, row_no, sheet, cell, text, rules.half_digit(text, decimals, amount_unit)
  from rules.debt_stored
  where amount is not null and (stated = 1 or source_kind = 'published') and measure in ('limit', 'balance', 'issued', 'repaid', 'newLimit')
    and (load_id = :load or batch_id in (select batch_id from version_batches where version = :version))
), contested as (
  select dataset, region_code, slice, item, measure, stage
  from figures
  group by dataset, region_code, slice, item, measure, stage
  having min(amount) <> max(amount) and bool_or(load_id = :load)
), stated as (
  select f.*, row_number() over (partition by f.dataset, f.region_code, f.slice, f.item, f.measure, f.stage order by f.source_rank, f.source, f.stated, f.batch_id, f.row_no) as place
  from figures f
  join contested using (dataset, region_code, slice, item, measure, stage)
)
select o.batch_id, o.table_no, o.region_code, o.measure, coalesce(g.name_zh, o.region_code) || ' ' || o.year || ' ' || o.name as subject, w.amount as expected, o.amount as found,
  floor(o.half + w.half + 1e-6)::bigint as tolerance, null::text as unit, 'failed' as status, 1 as identities,
  jsonb_build_array(jsonb_build_object('sheet', w.sheet, 'cell', w.cell, 'text', w.text, 'side', 'expected'),
    jsonb_build_object('sheet', o.sheet, 'cell', o.cell, 'text', o.text, 'side', 'found')) as cells,
  jsonb_build_object('variant', case when o.source = w.source then 'same' end, 'here', o.source_title, 'there', w.source_title) as params
from stated o
join stated w on w.place = 1 and (w.dataset, w.region_code, w.slice, w.item, w.measure, w.stage) = (o.dataset, o.region_code, o.slice, o.item, o.measure, o.stage)
left join regions g on g.region_code = o.region_code
where o.place > 1 and abs(o.amount - w.amount) > o.half + w.half + 1e-6 and (o.load_id = :load or w.load_id = :load)
order by o.table_no, o.region_code, o.row_no, o.measure, o.batch_id
