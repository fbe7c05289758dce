/*
id: DQ-10
name: { zh: 双口径, en: The same total divided otherwise }
severity: red
source: { zh: 勾稽关系：同一口径下，按功能分类合计＝按经济分类合计＝按部门合计, en: 'Identity: on the same footing the sums by function, by economic class and by department are equal' }
explanations:
  passed:
    zh: '{measure}：{month}月按{cuts}划分的合计一致（{total}）。'
    en: '{measure}: to month {month} the sums by {cuts} agree ({total}).'
  failed:
    zh: '{measure}：{month}月合计{expected}，其中{found}有{cut}编码，{difference}没有。按{cut}汇总与合计不一致，请核实缺少编码的行。'
    en: '{measure}: of {expected} to month {month}, {found} bear a code of {cut}, {difference} bear none. The sum by {cut} is not the total; please verify the lines without code.'
  passed.printed:
    zh: '{measure}：{month}月明细账合计与报表合计一致。'
    en: '{measure}: to month {month} the ledger adds up to the printed total.'
  rounding.printed:
    zh: '{measure}：{month}月明细账合计与报表合计相差{difference}，在进位容差之内。'
    en: '{measure}: to month {month} the ledger and the printed total differ by {difference}, within rounding.'
  failed.printed:
    zh: '{measure}：{month}月明细账合计{found}，报表合计{expected}，相差{difference}。同一口径应当一致，以报表为准，请核实明细是否完整。'
    en: '{measure}: to month {month} the ledger adds up to {found}, the printed total is {expected}, a difference of {difference}. On the same footing they agree; the printed table counts. Please verify that the ledger is complete.'
*/
-- A ledger that has no code of a kind at all is not asked for it.
with months as materialized (
  select b.batch_id, b.region_code, b.scope, b.year, b.month, b.period, b.book, b.flow, b.currency, b.amounts, b.batch_id = any (:mine::int[]) as mine, coalesce(g.name_zh, b.region_code) as place
  from rules.ledger_batches b
  left join regions g on g.region_code = b.region_code
  where b.batch_id = any (:known::int[]) and b.dataset = 'execution'
), parts as (
  select batch_id, 'function' as cut, class is not null as coded, original, final, executed from execution_by_function where batch_id = any (:mine::int[])
  union all
  select batch_id, 'economic', economic is not null or economic_class is not null, original, final, executed from execution_by_economic where batch_id = any (:mine::int[])
  union all
  select batch_id, 'govEconomic', gov_economic is not null or gov_economic_class is not null, original, final, executed from execution_by_economic where batch_id = any (:mine::int[])
  union all
  select batch_id, 'department', department is not null, original, final, executed from execution_by_department where batch_id = any (:mine::int[])
), sums as (
  select p.batch_id, p.cut, m.measure, sum(m.amount)::bigint as total, (sum(m.amount) filter (where p.coded))::bigint as coded, bool_or(p.coded) as used
  from parts p
  cross join lateral (values ('original', p.original), ('final', p.final), ('executed', p.executed)) m (measure, amount)
  where m.amount is not null
  group by p.batch_id, p.cut, m.measure
), words (cut, zh, en) as (
  values ('function', '功能分类', 'function'), ('economic', '部门经济分类', 'economic class'), ('govEconomic', '政府经济分类', 'government economic class'), ('department', '部门', 'department')
), agreed as (
  select s.batch_id, s.measure, max(s.total) as total, string_agg(w.zh, '、' order by w.cut) as zh, string_agg(w.en, ', ' order by w.cut) as en, count(*)::int as cuts
  from sums s
  join words w on w.cut = s.cut
  where s.used and coalesce(s.coded, 0) = s.total
  group by s.batch_id, s.measure
), printed as (
  select e.region_code, e.scope, e.year, e.period, e.month, e.book, e.flow, e.currency, e.measure, e.amount, rules.half_digit(e.text, e.decimals, e.amount_unit) as half,
    jsonb_build_object('sheet', e.sheet, 'cell', e.cell, 'text', e.text, 'side', 'expected') as cell, e.load_id = :load as mine,
    row_number() over (partition by e.region_code, e.scope, e.year, e.month, e.book, e.flow, e.currency, e.measure order by e.load_id = :load desc, e.source_rank, e.batch_id desc) as place
  from rules.execution_stored e
  where e.role = 'total' and e.cut = rules.natural_cut(e.flow) and e.stated = 1 and e.amount is not null and e.printed and e.measure in ('original', 'final', 'executed')
    and (e.load_id = :load or e.batch_id in (select batch_id from version_batches where version = :version))
    and (e.region_code, e.year) in (select region_code, year from months)
), ledger as (
  select m.batch_id, f.measure, sum(f.amount)::bigint as amount
  from months m
  join execution_by_function r on r.batch_id = m.batch_id and coalesce(r.class, '') not in ('105', '110', '230', '231')
  cross join lateral (values ('original', r.original), ('final', r.final), ('executed', r.executed)) f (measure, amount)
  where m.amounts = 'toDate' and f.amount is not null and r.batch_id = any (:known::int[])
  group by m.batch_id, f.measure
), met as (
  select m.batch_id, m.region_code, m.place, m.year, m.month, l.measure, p.amount as expected, l.amount as found, floor(p.half + 1e-6)::bigint as tolerance, p.cell
  from months m
  join ledger l on l.batch_id = m.batch_id
  join printed p on p.place = 1 and p.measure = l.measure and (p.region_code, p.scope, p.year, p.book, p.flow, p.currency) = (m.region_code, m.scope, m.year, m.book, m.flow, m.currency)
    and (p.month = m.month or l.measure = 'executed' and p.period = 'FY' and p.month >= 12 and m.month = 13)
  where m.mine or p.mine
)
select s.batch_id, null::smallint as table_no, m.region_code, s.measure, m.place || ' ' || m.year || '年' || m.month || '月' as subject, s.total as expected, coalesce(s.coded, 0) as found,
  0::bigint as tolerance, null::text as unit, 'failed' as status, 1 as identities, '[]'::jsonb as cells,
  jsonb_build_object('month', m.month, 'cut', jsonb_build_object('zh', w.zh, 'en', w.en)) as params
from sums s
join months m on m.batch_id = s.batch_id
join words w on w.cut = s.cut
where s.used and coalesce(s.coded, 0) <> s.total
union all
select a.batch_id, null, m.region_code, a.measure, m.place || ' ' || m.year || '年' || m.month || '月', null, null, null, null, 'passed', a.cuts, '[]',
  jsonb_build_object('month', m.month, 'total', jsonb_build_object('fen', a.total::text), 'cuts', jsonb_build_object('zh', a.zh, 'en', a.en))
from agreed a
join months m on m.batch_id = a.batch_id
where a.cuts > 1
union all
select batch_id, null, region_code, measure, place || ' ' || year || '年' || month || '月明细账与报表', expected, found, tolerance, null,
  case when expected = found then 'passed' when abs(found - expected) <= tolerance then 'rounding' else 'failed' end, 1, jsonb_build_array(cell),
  jsonb_build_object('variant', 'printed', 'month', month, 'severity', 'orange')
from met
order by batch_id, measure, status
