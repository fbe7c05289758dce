/*
id: DQ-09
name: { zh: 支付与月报, en: Payments against monthly execution }
severity: orange
source: { zh: 勾稽关系：支付凭证累计（退款冲抵后）＝执行累计，容许相差0.1%, en: 'Identity: vouchers to date (net of refunds) = execution to date, within 0.1 %' }
explanations:
  passed:
    zh: '截至{month}月，{by}的支付累计与执行累计一致（{count}处）。'
    en: 'To month {month} payments equal execution by {by} ({count} cells).'
  rounding:
    zh: '截至{month}月，{by}的支付累计与执行累计有{count}处相差在0.1%之内，最大一处“{subject}”支付{found}，执行{expected}。'
    en: 'To month {month} payments and execution by {by} differ within 0.1 % in {count} cells; the largest, “{subject}”: {found} paid, {expected} executed.'
  failed:
    zh: '截至{month}月，{by}的支付累计与执行累计有{count}处相差超过0.1%，合计支付{paid}，执行{executed}；相差较多的有{largest}。请核实支付数据是否完整、退款是否冲抵。'
    en: 'To month {month} payments and execution by {by} differ by more than 0.1 % in {count} cells: {paid} paid in all, {executed} executed; the largest are {largest}. Please verify that the payments are complete and refunds are netted.'
*/
-- Months are compared where both sides are loaded: by unit, and by department and function class.
with months as materialized (
  select b.batch_id, b.region_code, b.scope, b.year, b.month, b.book, b.slice, b.batch_id = any (:mine::int[]) as mine, coalesce(g.name_zh, b.region_code) as place
  from rules.ledger_batches b
  left join regions g on g.region_code = b.region_code
  where b.batch_id = any (:known::int[]) and b.dataset = 'execution' and b.flow = 'expenditure' and b.amounts = 'toDate'
), paying as materialized (
  select b.batch_id, b.region_code, b.scope, b.year, b.book, b.month, b.batch_id = any (:mine::int[]) as mine
  from rules.ledger_batches b
  where b.batch_id = any (:known::int[]) and b.dataset = 'payments'
), covered as (
  select region_code, scope, year, book, max(month) as month, bool_or(mine) as mine from paying group by region_code, scope, year, book
), meeting as materialized (
  select m.batch_id, m.region_code, m.scope, m.year, m.book, m.month, m.place, m.slice, c.mine
  from months m
  join covered c on (c.region_code, c.scope, c.year) = (m.region_code, m.scope, m.year) and c.book is not distinct from m.book and c.month >= m.month
  where m.mine or c.mine
), paid as (
  select region_code, scope, year, book, kind, key, sub, month, sum(amount) as amount
  from (
    select p.region_code, p.scope, p.year, p.book, 'unit' as kind, r.unit as key, null::text as sub, r.month, r.amount
    from payments_by_unit r
    join paying p on p.batch_id = r.batch_id
    where r.batch_id = any (:known::int[])
    union all
    select p.region_code, p.scope, p.year, p.book, 'class', r.department, r.class, r.month, r.amount
    from payments_by_function r
    join paying p on p.batch_id = r.batch_id
    where r.batch_id = any (:known::int[])
  ) both_cuts
  group by region_code, scope, year, book, kind, key, sub, month
), paid_to_date as (
  select m.batch_id, p.kind, p.key, p.sub, sum(p.amount) as amount
  from meeting m
  join paid p on (p.region_code, p.scope, p.year) = (m.region_code, m.scope, m.year) and p.book is not distinct from m.book and p.month <= m.month
  group by m.batch_id, p.kind, p.key, p.sub
), executed as (
  select r.batch_id, 'unit' as kind, r.unit as key, null::text as sub, sum(r.executed) as amount
  from execution_by_unit r
  where r.batch_id = any (:known::int[]) and r.batch_id in (select batch_id from meeting)
  group by r.batch_id, r.unit
  union all
  select r.batch_id, 'class', r.department, r.class, sum(r.executed)
  from execution_by_unit r
  where r.batch_id = any (:known::int[]) and r.batch_id in (select batch_id from meeting)
  group by r.batch_id, r.department, r.class
), cells as (
  select coalesce(e.batch_id, p.batch_id) as batch_id, coalesce(e.kind, p.kind) as kind, coalesce(e.key, p.key) as key, coalesce(e.sub, p.sub) as sub,
    coalesce(e.amount, 0)::bigint as expected, coalesce(p.amount, 0)::bigint as found
  from executed e
  full join paid_to_date p on concat_ws('|', p.batch_id, p.kind, p.key, p.sub) = concat_ws('|', e.batch_id, e.kind, e.key, e.sub)
), judged as (
  select *, case when expected = found then 'passed' when abs(found - expected) <= 0.001 * abs(expected) then 'rounding' else 'failed' end as status
  from cells
), placed as (
  select j.*, row_number() over (partition by batch_id, kind, status order by abs(found - expected) desc, key, sub) as place from judged j
), told as (
  select p.batch_id, p.kind, (array['failed', 'rounding', 'passed'])[min(case p.status when 'failed' then 1 when 'rounding' then 2 else 3 end)] as worst,
    sum(p.found)::bigint as paid, sum(p.expected)::bigint as executed
  from placed p
  group by p.batch_id, p.kind
), spoken as (
  select t.*, p.expected, p.found, p.key, p.sub, count(*) over (partition by t.batch_id, t.kind)::int as cells, p.place,
    concat_ws(' ', coalesce((select n.name from names n where n.batch_id = t.batch_id and n.scheme = 'unit' and n.code = p.key), p.key, '—'),
      coalesce((select n.name from names n where n.batch_id = t.batch_id and n.scheme = 'function' and n.code = p.sub), (select c.name_zh from classifications c where c.scheme = 'function' and c.code = p.sub limit 1), p.sub)) as name
  from told t
  join placed p on p.batch_id = t.batch_id and p.kind = t.kind and p.status = t.worst
)
select s.batch_id, null::smallint as table_no, m.region_code, 'executed' as measure,
  case when s.worst = 'passed' then m.place || ' ' || m.year || '年' || m.month || '月' else max(s.name) filter (where s.place = 1) end as subject,
  case when s.worst <> 'passed' then max(s.expected) filter (where s.place = 1) end as expected, case when s.worst <> 'passed' then max(s.found) filter (where s.place = 1) end as found,
  null::bigint as tolerance, null::text as unit, s.worst as status, max(s.cells) as identities, '[]'::jsonb as cells,
  jsonb_build_object('month', m.month, 'by', case s.kind when 'unit' then jsonb_build_object('zh', '各单位', 'en', 'unit') else jsonb_build_object('zh', '各部门、各功能类', 'en', 'department and function class') end,
    'paid', jsonb_build_object('fen', max(s.paid)::text), 'executed', jsonb_build_object('fen', max(s.executed)::text),
    'largest', jsonb_build_object('list', jsonb_agg(jsonb_build_object('name', s.name, 'delta', (s.found - s.expected)::text) order by s.place) filter (where s.place <= 5))) as params
from spoken s
join meeting m on m.batch_id = s.batch_id
group by s.batch_id, s.kind, s.worst, m.region_code, m.place, m.year, m.month
order by batch_id, s.kind
