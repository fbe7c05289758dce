/*
id: DQ-02
name: { zh: 收支平衡, en: Revenue equals expenditure }
severity: red
source: { zh: 勾稽关系：各项收入合计＝各项支出合计；社会保险基金收入－支出＝本年收支结余, en: 'Identity: total of all revenue = total of all expenditure; social insurance: revenue − expenditure = balance of the year' }
explanations:
  passed:
    zh: '{measure}：{subject}一致（{found}）。'
    en: '{measure}: {subject} agree ({found}).'
  rounding:
    zh: '{measure}：{subject}相差{difference}，在进位容差之内。'
    en: '{measure}: {subject} differ by {difference}, within rounding.'
  failed:
    zh: '{measure}：{subject}不一致，应为{expected}，表列{found}，相差{difference}。请核实。'
    en: '{measure}: {subject} do not agree: {expected} expected, {found} printed, a difference of {difference}. Please verify.'
  undecided.published:
    zh: '{measure}：{subject}相差{difference}（{expected}对{found}）。摘录的两个总计口径可能不同（例如是否含结转下年），是否平衡无法判定。'
    en: '{measure}: {subject} differ by {difference} ({expected} and {found}). The two totals of the excerpt may be on different footings (carry-over included or not), so the balance cannot be judged.'
  undecided:
    zh: '{measure}：{subject}只有一方列有数字，是否平衡无法判定。'
    en: '{measure}: only one side of {subject} bears a figure, so the balance cannot be judged.'
*/
with figures as materialized (
  select e.*, coalesce(g.name_zh, e.region_code) as region_name, rules.half_digit(e.text, e.decimals, e.amount_unit) as half,
    jsonb_build_object('sheet', e.sheet, 'cell', e.cell, 'text', e.text) as place,
    row_number() over (partition by e.batch_id, e.measure, e.stage, e.item order by e.stated, e.row_no) as nth
  from rules.execution_stored e
  left join regions g on g.region_code = e.region_code
  where e.load_id = :load and e.amount is not null and e.role in ('total', 'grand')
    and e.measure in ('original', 'final', 'executed', 'prior', 'prior.original', 'prior.final')
), sides as (
  select * from figures where nth = 1
), grand as (
  select coalesce(x.batch_id, r.batch_id) as batch_id, coalesce(x.table_no, r.table_no) as table_no, coalesce(x.region_code, r.region_code) as region_code,
    coalesce(x.measure, r.measure) as measure, coalesce(x.source_kind, r.source_kind) as source_kind,
    case when coalesce(x.source_kind, r.source_kind) = 'published' then concat(coalesce(x.region_name, r.region_name), ' ', coalesce(x.year, r.year), ' ') else '' end as place,
    '各项收入合计与各项支出合计' as subject, r.amount as expected, x.amount as found,
    r.half + x.half as half, coalesce(x.amount_unit, r.amount_unit) as unit,
    case when r.place is null then '[]' else jsonb_build_array(r.place || '{"side": "expected"}') end
      || case when x.place is null then '[]' else jsonb_build_array(x.place || '{"side": "found"}') end as cells
  from (select * from sides where role = 'grand' and flow = 'revenue' and book <> 'social') r
  full join (select * from sides where role = 'grand' and flow = 'expenditure' and book <> 'social') x
    on (x.region_code, x.scope, x.year, x.period, x.book, x.measure, x.stage, x.source)
      = (r.region_code, r.scope, r.year, r.period, r.book, r.measure, r.stage, r.source)
), social as (
  select b.batch_id, b.table_no, b.region_code, b.measure, b.source_kind, '' as place, '社会保险基金收入减支出与本年收支结余' as subject, r.amount - x.amount as expected, b.amount as found,
    r.half + x.half + b.half as half, b.amount_unit as unit,
    jsonb_build_array(r.place || '{"side": "expected"}', x.place || '{"side": "expected"}', b.place || '{"side": "found"}') as cells
  from sides b
  join sides r on r.role = 'total' and r.flow = 'revenue'
    and (r.region_code, r.scope, r.year, r.period, r.book, r.measure, r.source) = (b.region_code, b.scope, b.year, b.period, b.book, b.measure, b.source)
  join sides x on x.role = 'total' and x.flow = 'expenditure'
    and (x.region_code, x.scope, x.year, x.period, x.book, x.measure, x.source) = (b.region_code, b.scope, b.year, b.period, b.book, b.measure, b.source)
  where b.book = 'social' and b.flow = 'balance' and b.role = 'total'
)
select batch_id, table_no, region_code, measure, place || subject as subject, expected, found, floor(half + 1e-6)::bigint as tolerance, unit,
  case when expected is null or found is null then 'undecided' when expected = found then 'passed' when abs(found - expected) <= floor(half + 1e-6) then 'rounding'
    when source_kind = 'published' then 'undecided' else 'failed' end as status,
  1 as identities, cells,
  jsonb_build_object(
    'variant', case when source_kind = 'published' and expected is not null and found is not null and abs(found - expected) > floor(half + 1e-6) then 'published' end,
    'subject', case when subject like '社会%' then jsonb_build_object('zh', subject, 'en', 'social insurance revenue less expenditure and the balance of the year')
      else jsonb_build_object('zh', place || subject, 'en', place || 'total of all revenue and total of all expenditure') end) as params
from (select * from grand union all select * from social) pairs
where source_kind <> 'published' or expected is not null and found is not null
order by table_no, measure, subject, batch_id
