/*
id: DQ-08
name: { zh: 预算变动衔接, en: From original to adjusted budget }
severity: orange
source: { zh: 勾稽关系：年初预算＋各次指标变动＝调整预算, en: 'Identity: original budget + all movements = adjusted budget' }
explanations:
  passed.lines:
    zh: '{month}月{count}行年初预算加调整额均等于调整预算。'
    en: 'To month {month} original plus adjustment equals the adjusted budget on all {count} lines.'
  explained.lines:
    zh: '{month}月{lines}行中有{count}行年初预算加调整额不等于调整预算，属个别行，原样载入：{largest}。'
    en: 'To month {month} original plus adjustment differs from the adjusted budget on {count} of {lines} lines, a few single ones, loaded as they are: {largest}.'
  failed.lines:
    zh: '{month}月{lines}行中有{count}行年初预算加调整额不等于调整预算，合计应为{expected}，实为{found}。不是个别行，请核实文件是否完整、列是否对应正确。'
    en: 'To month {month} original plus adjustment differs from the adjusted budget on {count} of {lines} lines: {expected} in total where {found} is stated. These are not a few single lines; please verify that the file is complete and its columns are mapped rightly.'
  passed.movements:
    zh: '截至{month}月，{count}个单位和项目的年初预算加指标变动均等于调整预算。'
    en: 'To month {month} original budget plus movements equals the adjusted budget of all {count} units and projects.'
  failed.movements:
    zh: '截至{month}月，{lines}个单位和项目中有{count}个年初预算加指标变动不等于调整预算，合计应为{expected}，列{found}；相差较多的有{largest}。请核实指标是否漏录。'
    en: 'To month {month} original budget plus movements differs from the adjusted budget of {count} of {lines} units and projects: {expected} in total where {found} is stated; the largest are {largest}. Please look for movements that were left out.'
*/
-- A handful of lines that do not add up is usual in sound ledgers and stays a note.
-- Movements are held against the latest month that they reach.
with months as materialized (
  select b.batch_id, b.region_code, b.scope, b.year, b.month, b.book, b.flow, b.slice, b.batch_id = any (:mine::int[]) as mine, coalesce(g.name_zh, b.region_code) as place
  from rules.ledger_batches b
  left join regions g on g.region_code = b.region_code
  where b.batch_id = any (:known::int[]) and b.dataset = 'execution'
), stated as (
  select batch_id from execution_by_department where batch_id = any (:mine::int[]) group by batch_id having count(original) > 0 and count(adjustment) > 0 and count(final) > 0
), sides as (
  select f.batch_id, f.line_no, f.original + f.adjustment as expected, f.final as found
  from execution_ledger f
  where f.batch_id = any (:mine::int[]) and f.original is not null and f.adjustment is not null and f.final is not null and f.batch_id in (select batch_id from stated)
), off as (
  select *, row_number() over (partition by batch_id order by abs(found - expected) desc, line_no) as place from sides where expected <> found
), lines as (
  select s.batch_id, count(*)::int as lines, sum(s.expected)::bigint as expected, sum(s.found)::bigint as found from sides s group by s.batch_id
), broken as (
  select batch_id, count(*)::int as count, jsonb_agg(jsonb_build_object('name', '第' || line_no || '行', 'delta', (found - expected)::text) order by place) filter (where place <= 5) as largest
  from off
  group by batch_id
), judged as (
  select l.*, coalesce(b.count, 0) as count, b.largest, coalesce(b.count, 0) > greatest(5, l.lines / 200) as many
  from lines l
  left join broken b on b.batch_id = l.batch_id
), moving as materialized (
  select b.batch_id, b.region_code, b.scope, b.year, b.book, b.month, b.batch_id = any (:mine::int[]) as mine
  from rules.ledger_batches b
  where b.batch_id = any (:known::int[]) and b.dataset = 'movements'
), meeting as materialized (
  select distinct on (m.slice) m.batch_id, m.region_code, m.place, m.scope, m.year, m.book, m.month
  from months m
  join moving v on (v.region_code, v.scope, v.year) = (m.region_code, m.scope, m.year) and v.book is not distinct from m.book and m.month <= v.month
  where m.flow = 'expenditure'
    and exists (
      select from moving n
      where (n.region_code, n.scope, n.year) = (m.region_code, m.scope, m.year) and n.book is not distinct from m.book and (m.mine or n.mine))
  order by m.slice, m.month desc, m.batch_id desc
), moved as (
  select e.batch_id, coalesce(f.unit, '') as unit, coalesce(f.project, '') as project, sum(f.amount) filter (where f.kind <> 'initial') as amount, bool_or(f.kind = 'initial') as initial
  from meeting e
  join moving v on (v.region_code, v.scope, v.year) = (e.region_code, e.scope, e.year) and v.book is not distinct from e.book
  join movements f on f.batch_id = v.batch_id and f.month <= e.month
  where f.batch_id = any (:known::int[])
  group by e.batch_id, coalesce(f.unit, ''), coalesce(f.project, '')
), budgets as (
  select f.batch_id, coalesce(f.unit, '') as unit, coalesce(f.project, '') as project, sum(f.original) as original, sum(f.final) as final
  from execution_ledger f
  where f.batch_id = any (:known::int[]) and f.batch_id in (select batch_id from meeting)
  group by f.batch_id, coalesce(f.unit, ''), coalesce(f.project, '')
), compared as (
  select coalesce(b.batch_id, m.batch_id) as batch_id, coalesce(b.unit, m.unit) as unit, coalesce(b.project, m.project) as project,
    coalesce(b.original, 0) + coalesce(m.amount, 0) as expected, coalesce(b.final, b.original, 0) as found
  from budgets b
  full join moved m on (m.batch_id, m.unit, m.project) = (b.batch_id, b.unit, b.project)
), placed as (
  select c.*, row_number() over (partition by batch_id, expected = found order by abs(found - expected) desc, unit, project) as place from compared c
), told as (
  select p.batch_id, count(*)::int as lines, (count(*) filter (where expected <> found))::int as count, sum(expected)::bigint as expected, sum(found)::bigint as found,
    jsonb_agg(jsonb_build_object('name', concat_ws(' ', coalesce((select n.name from names n where n.batch_id = p.batch_id and n.scheme = 'unit' and n.code = p.unit), nullif(p.unit, '')),
      coalesce((select n.name from names n where n.batch_id = p.batch_id and n.scheme = 'project' and n.code = p.project), nullif(p.project, ''))), 'delta', (found - expected)::text) order by place)
      filter (where expected <> found and place <= 5) as largest
  from placed p
  group by p.batch_id
)
select j.batch_id, null::smallint as table_no, m.region_code, 'final' as measure, m.place || ' ' || m.year || '年' || m.month || '月' as subject,
  case when j.many then j.expected end as expected, case when j.many then j.found end as found, null::bigint as tolerance, null::text as unit,
  case when j.many then 'failed' when j.count > 0 then 'explained' else 'passed' end as status, case when j.count > 0 then j.count else j.lines end as identities, '[]'::jsonb as cells,
  jsonb_build_object('variant', 'lines', 'severity', case when j.many then 'red' end, 'month', m.month, 'lines', jsonb_build_object('count', j.lines), 'largest', jsonb_build_object('list', j.largest)) as params
from judged j
join months m on m.batch_id = j.batch_id
union all
select t.batch_id, null, e.region_code, 'final', e.place || ' ' || e.year || '年' || e.month || '月指标', case when t.count > 0 then t.expected end, case when t.count > 0 then t.found end, null, null,
  case when t.count > 0 then 'failed' else 'passed' end, case when t.count > 0 then t.count else t.lines end, '[]',
  jsonb_build_object('variant', 'movements', 'month', e.month, 'lines', jsonb_build_object('count', t.lines), 'largest', jsonb_build_object('list', t.largest))
from told t
join meeting e on e.batch_id = t.batch_id
order by batch_id, status
