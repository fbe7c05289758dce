/*
id: DQ-20
name: { zh: 负数, en: Negative expenditure }
severity: yellow
source: { zh: 支出出现负数且未注明退款、冲销的，需要说明, en: 'Negative expenditure that is not marked as refund or reversal needs an explanation' }
explanations:
  passed:
    zh: '{measure}：{count}行支出均不为负。'
    en: '{measure}: none of {count} expenditure lines is negative.'
  failed:
    zh: '“{subject}”{measure}为{found}。负数原样载入并计入合计，请核实是否为退款或冲销以前年度支出。'
    en: '“{subject}”, {measure} is {found}. The negative figure is loaded and counted as printed; please verify whether it is a refund or reverses earlier spending.'
  passed.payments:
    zh: '没有未注明退款的负数支付。'
    en: 'No payment is negative without a refund mark.'
  failed.payments:
    zh: '{count}笔支付为负数且未注明退款，共{found}，金额较大的有{largest}。原样载入并计入合计，请核实是否为退款或冲销。'
    en: '{count} payments are negative without a refund mark, {found} in all; the largest are {largest}. They are loaded and counted as they are; please verify whether they are refunds or reversals.'
  failed.lines:
    zh: '{month}月有{count}行执行数为负，共{found}，较大的有{largest}。原样载入并计入合计，请核实是否为退款或冲销。'
    en: 'To month {month} the outturn of {count} lines is negative, {found} in all; the largest are {largest}. They are loaded and counted as they are; please verify whether they are refunds or reversals.'
*/
with figures as (
  select batch_id, table_no, region_code, measure, item, name, amount, amount_unit, row_no, sheet, cell, text
  from rules.execution_stored
  where load_id = :load and amount is not null and stated = 1 and flow = 'expenditure' and role = 'main' and to_level > level and table_no is not null
    and (measure in ('executed', 'original', 'final') or measure = 'prior' and stage = 'accounts') and name !~ '退|冲销|冲减'
), ledgers as materialized (
  select batch_id, dataset, region_code, year, month, flow from rules.ledger_batches where batch_id = any (:mine::int[])
), negative as (
  select f.batch_id, f.line_no, f.amount, coalesce(f.voucher, f.purpose, '第' || f.line_no || '行') as name
  from payments f
  where f.batch_id = any (:mine::int[]) and f.amount < 0 and not f.refund
  union all
  select f.batch_id, f.line_no, f.executed, '第' || f.line_no || '行'
  from execution_ledger f
  where f.batch_id = any (:mine::int[]) and f.executed < 0 and f.batch_id in (select batch_id from ledgers where flow = 'expenditure')
), ranked as (
  select *, row_number() over (partition by batch_id order by amount, line_no) as place from negative
), told as (
  select batch_id, count(*)::int as count, sum(amount)::bigint as amount, jsonb_agg(jsonb_build_object('name', name, 'fen', amount::text) order by place) filter (where place <= 5) as largest
  from ranked
  group by batch_id
)
select batch_id, table_no, region_code, measure, min(name) as subject, null::bigint as expected, null::bigint as found, null::bigint as tolerance,
  null::text as unit, 'passed' as status, count(*)::int as identities, '[]'::jsonb as cells, '{}'::jsonb as params, 0 as row_no
from figures
group by batch_id, table_no, region_code, measure
having min(amount) >= 0
union all
select batch_id, table_no, region_code, measure, case when item ~ '^[0-9]+$' then item || ' ' else '' end || name, null, amount, null, amount_unit, 'failed', 1,
  jsonb_build_array(jsonb_build_object('sheet', sheet, 'cell', cell, 'text', text, 'side', 'found')), '{}', row_no
from figures
where amount < 0
union all
select l.batch_id, null, l.region_code, case l.dataset when 'execution' then 'executed' end, case l.dataset when 'execution' then l.month || '月执行数' else '支付' end, null, t.amount, null, null,
  case when t.batch_id is null then 'passed' else 'failed' end, coalesce(t.count, 1), '[]',
  jsonb_build_object('variant', case l.dataset when 'execution' then 'lines' else 'payments' end, 'month', l.month, 'severity', case l.dataset when 'execution' then 'blue' end,
    'largest', jsonb_build_object('list', t.largest)), 0
from ledgers l
left join told t on t.batch_id = l.batch_id
where l.dataset = 'payments' or t.batch_id is not null
order by table_no, measure, row_no
