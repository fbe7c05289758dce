/*
id: DQ-13
name: { zh: 编码与名称, en: Codes and names }
severity: yellow
source: { zh: 科目编码应在当年政府收支分类科目之内，名称应与编码一致, en: 'A code is in that year''s classification and its name is the code''s name' }
explanations:
  passed:
    zh: '{count}个科目编码与当年政府收支分类科目的名称一致。'
    en: '{count} codes bear the names of that year''s classification.'
  failed:
    zh: '编码{code}在表中名称为“{subject}”，当年科目名称为“{reference}”。按编码载入，请核实编码或名称。'
    en: 'Code {code} is called “{subject}” here; that year''s classification calls it “{reference}”. It is loaded by its code; please verify code or name.'
  undecided:
    zh: '编码{code}“{subject}”不在当年政府收支分类科目参考表中，名称无法核对。'
    en: 'Code {code}, “{subject}”, is not in the reference of that year''s classification, so its name cannot be checked.'
  passed.ledger:
    zh: '{month}月用到的{count}个{what}编码均在{list}之内。'
    en: 'All {count} codes of {what} used to month {month} are in {list}.'
  failed.ledger:
    zh: '{month}月用到的{what}编码中有{count}个不在{list}之内，金额较大的有{largest}。按原编码载入，请补充或更正。'
    en: '{count} codes of {what} used to month {month} are not in {list}; the largest by amount are {largest}. They are loaded as they are; please add or mend them.'
*/
-- Units and projects of a ledger are held against the lists that were loaded for the region, where there are any.
with printed as (
  select batch_id, min(table_no) as table_no, min(region_code) as region_code, cut, item, year, min(row_no) as row_no, min(name) as name, min(sheet) as sheet,
    min(cell) as cell
  from rules.execution_stored
  where load_id = :load and item ~ '^[0-9]+$' and cut in ('function', 'revenueItem', 'govEconomic') and stated = 1 and source_kind <> 'published'
  group by batch_id, cut, item, year
), named as (
  select p.*, c.name_zh, c.aliases, c.code is not null as known, p.name = c.name_zh or p.name = any (c.aliases) as same
  from printed p
  left join classifications c on c.scheme = p.cut and c.code = p.item and p.year between c.valid_from and c.valid_to
  where p.cut in (select scheme from classifications)
), judged as (
  select *, case when not known then 'undecided' when same then 'passed'
    when regexp_replace(translate(name, '（）()、，,·“”"'' 　', ''), '(的?(支出|收入|项|款|类))+$', '') = any (array(
      select regexp_replace(translate(n, '（）()、，,·“”"'' 　', ''), '(的?(支出|收入|项|款|类))+$', '') from unnest(name_zh || aliases) n)) then 'passed'
    else 'failed' end as status
  from named
), ledgers as materialized (
  select batch_id, dataset, region_code, year, month from rules.ledger_batches where batch_id = any (:known::int[])
), used as (
  select r.batch_id, 'unit' as kind, r.unit as code, sum(coalesce(r.executed, r.final)) as amount from execution_by_unit r where r.batch_id = any (:mine::int[]) and r.unit is not null group by r.batch_id, r.unit
  union all
  select r.batch_id, 'unit', r.unit, sum(r.amount) from payments_by_unit r where r.batch_id = any (:mine::int[]) and r.unit is not null group by r.batch_id, r.unit
  union all
  select r.batch_id, 'project', r.project, sum(r.amount) from payments_by_project r where r.batch_id = any (:mine::int[]) and r.project is not null group by r.batch_id, r.project
), years as (
  select distinct region_code, year from ledgers where batch_id = any (:mine::int[])
), lists as materialized (
  select distinct l.region_code, 'unit' as kind, c.code, y.year
  from codes c
  join ledgers l on l.batch_id = c.batch_id
  join years y on y.region_code = l.region_code and y.year between coalesce(c.valid_from, 0) and coalesce(c.valid_to, 9999)
  where c.batch_id = any (:known::int[]) and c.scheme = 'unit'
  union all
  select distinct l.region_code, 'project', p.project, l.year
  from projects_ledger p
  join ledgers l on l.batch_id = p.batch_id
  join years y on (y.region_code, y.year) = (l.region_code, l.year)
  where p.batch_id = any (:known::int[])
), there as (
  select distinct region_code, kind, year from lists
), listed as (
  select u.batch_id, l.region_code, l.month, u.kind, u.code, u.amount, k.code is not null as known
  from used u
  join ledgers l on l.batch_id = u.batch_id
  join there t on (t.region_code, t.kind, t.year) = (l.region_code, u.kind, l.year)
  left join lists k on (k.region_code, k.kind, k.code, k.year) = (l.region_code, u.kind, u.code, l.year)
), ranked as (
  select *, row_number() over (partition by batch_id, kind, known order by abs(amount) desc nulls last, code) as place from listed
)
select batch_id, table_no, region_code, null::text as measure, min(name) as subject, null::bigint as expected, null::bigint as found, null::bigint as tolerance,
  null::text as unit, status, count(*)::int as identities, '[]'::jsonb as cells, '{}'::jsonb as params, 0 as row_no
from judged
where status = 'passed'
group by batch_id, table_no, region_code, status
union all
select batch_id, table_no, region_code, null, name, null, null, null, null, status, 1,
  jsonb_build_array(jsonb_build_object('sheet', sheet, 'cell', cell, 'text', name, 'side', 'found')),
  jsonb_build_object('code', item, 'reference', coalesce(name_zh, '')), row_no
from judged
where status <> 'passed'
union all
select batch_id, null, region_code, null, case kind when 'unit' then '预算单位' else '项目' end || '编码', null, null, null, null,
  case when bool_and(known) then 'passed' else 'failed' end, (case when bool_and(known) then count(*) else count(*) filter (where not known) end)::int, '[]',
  jsonb_build_object('variant', 'ledger', 'month', month,
    'what', case kind when 'unit' then jsonb_build_object('zh', '单位', 'en', 'units') else jsonb_build_object('zh', '项目', 'en', 'projects') end,
    'list', case kind when 'unit' then jsonb_build_object('zh', '已加载的单位表', 'en', 'the list of units that was loaded') else jsonb_build_object('zh', '已加载的当年项目表', 'en', 'the list of projects loaded for the year') end,
    'largest', jsonb_build_object('list', jsonb_agg(jsonb_build_object('name', ranked.code, 'fen', amount::text) order by place) filter (where not known and place <= 5))), 0
from ranked
group by batch_id, region_code, month, kind
order by table_no, row_no
