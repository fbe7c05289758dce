/*
id: BE-04
name: { zh: 无预算支出, en: Spending without budget }
kind: breach
severities: [red]
inputs: [payments.amount, movements.amount]
thresholds:
  - { name: minimum, value: 1, unit: 元, origin: default, title: { zh: 合计金额下限, en: Smallest sum } }
  - { name: before_approval, value: 3, unit: count, origin: default, title: { zh: 未载入批准日期时视为批准前的月份数, en: Months taken as before approval where its day is not loaded } }
law:
  - article: 预算法第十三条
    text:
      zh: 各级政府、各部门、各单位的支出必须以经批准的预算为依据，未列入预算的不得支出。
      en: 'Budget Law art. 13: spending must rest on the approved budget; what is not in the budget may not be spent.'
  - article: 预算法第五十四条
    text:
      zh: 预算年度开始后，各级预算草案在本级人民代表大会批准前，可以安排上年度结转的支出、参照上年同期必须支付的本年度部门基本支出和项目支出、对下级转移性支出，以及法律规定必须履行支付义务的支出和用于自然灾害等突发事件处理的支出。
      en: 'Budget Law art. 54: before the congress approves the budget, money carried over, what must be paid as in the same period of the year before, transfers to lower levels, legal obligations and emergencies may be paid.'
  - article: 预算法实施条例第五十七条第（一）项
    text:
      zh: 政府财政部门应当按照预算拨付，即按照批准的年度预算和用款计划拨付资金；除预算法第五十四条规定的支出外，不得办理无预算、无用款计划、超预算或者超计划的资金拨付。
      en: 'Implementing Regulation of the Budget Law art. 57(1): money is paid by the approved budget and plan; apart from the cases of art. 54 nothing is paid without or above a budget or a plan.'
explanation:
  zh: '{place}{unit}{year}年有{n}笔共{amount}支付找不到对应预算指标[[（其中{undocumented}笔没有指标文号或文号不在指标台账内）]][[（其中{early}笔早于指标下达）]]，最近一笔在{month}月。'
  en: '{place}, {unit}, {year}: {n} payments of {amount} in all match no allotment[[ ({undocumented} of them without a document of the allotment ledger)]][[ ({early} of them made before the allotment)]]; the latest is in month {month}.'
question:
  zh: 未列入预算的不得支出。请先核实是否指标数据滞后或漏录；如数据无误，该支出依据何项指标或何项批准？
  en: What is not in the budget may not be spent. Please first check whether allotments are recorded late or left out; if the data are right, on which allotment or approval does the spending rest?
*/
-- An allotment is any addition for the unit, project and function item; a payment names it by its document, where its source states documents at all.
-- Until the congress has approved the budget, a payment may come before its allotment, if that follows.
with allotments as materialized (
  select version, region_code, scope, year, slice_book, unit, coalesce(project, '') as project, coalesce(item_, group_, class, '') as item, min(date) as first_on
  from rules.movement_rows
  where version = :version and amount > 0 and (:regions::text[] is null or region_code = any (:regions::text[])) and (:years::int[] is null or year = any (:years::int[]))
  group by 1, 2, 3, 4, 5, 6, 7, 8
), documents as materialized (
  select distinct region_code, scope, year, document
  from rules.movement_rows
  where version = :version and document is not null and (:regions::text[] is null or region_code = any (:regions::text[])) and (:years::int[] is null or year = any (:years::int[]))
), loaded as (
  select distinct region_code, scope, year, slice_book from allotments
), approved as (
  select region_code, extract(year from decided_on)::int as year, min(decided_on) as decided_on
  from rules.resolution_rows
  where version = :version and kind = 'budget'
  group by 1, 2
), groups as materialized (
  select p.batch_id, p.region_code, p.scope, p.year, p.slice_book, coalesce(p.unit, '') as unit, coalesce(p.project, '') as project, coalesce(p.item_, p.group_, p.class, '') as item,
    coalesce(p.document, '') as document, min(p.date) as first_on, count(*) as payments
  from rules.payment_rows p
  where p.version = :version and not p.refund and p.amount > 0 and p.unit is not null
    and (:regions::text[] is null or p.region_code = any (:regions::text[])) and (:years::int[] is null or p.year = any (:years::int[]))
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9
), stating as (
  select batch_id from groups group by batch_id having coalesce(sum(payments) filter (where document <> ''), 0) > 0.5 * sum(payments)
), candidates as materialized (
  select g.batch_id, g.region_code, g.scope, g.year, g.slice_book, g.unit, g.project, g.item, g.document,
    s.batch_id is not null and d.document is null as undocumented, a.unit is null as missing, a.first_on,
    coalesce(v.decided_on, (make_date(g.year, :param_before_approval::int, 1) + interval '1 month - 1 day')::date) as approved_on
  from groups g
  join loaded l using (region_code, scope, year, slice_book)
  left join stating s on s.batch_id = g.batch_id
  left join documents d on (d.region_code, d.scope, d.year, d.document) = (g.region_code, g.scope, g.year, g.document)
  left join allotments a on (a.region_code, a.scope, a.year, a.slice_book, a.unit, a.project, a.item) = (g.region_code, g.scope, g.year, g.slice_book, g.unit, g.project, g.item)
  left join approved v on v.region_code = g.region_code and v.year = g.year
  where a.unit is null or s.batch_id is not null and d.document is null or g.first_on < a.first_on
), judged as (
  select c.*, p.month, p.amount, (p.batch_id::bigint << 32) | p.line_no as line, c.first_on > p.date and p.date > c.approved_on as early
  from candidates c
  join rules.payment_rows p on p.version = :version and (p.batch_id, p.region_code) = (c.batch_id, c.region_code)
    and (coalesce(p.unit, ''), coalesce(p.project, ''), coalesce(p.item_, p.group_, p.class, ''), coalesce(p.document, '')) = (c.unit, c.project, c.item, c.document)
  where not p.refund and p.amount > 0
), found as (
  select region_code, scope, year, slice_book, unit, max(month) as month, count(*) as n, sum(amount)::bigint as amount,
    count(*) filter (where undocumented and not missing) as undocumented, count(*) filter (where early and not missing and not undocumented) as early, array_agg(line) as lines
  from judged
  where undocumented or missing or early
  group by 1, 2, 3, 4, 5
  having sum(amount) >= :param_minimum::bigint
)
select f.region_code, f.scope, f.year, f.month, f.slice_book as book, 'expenditure' as flow, null::text as item, null::text as item_name, f.unit, null::text as project,
  f.n::numeric as measured, 0::numeric as expected, 'count' as measure_unit, f.amount as amount_at_stake, 'red' as severity,
  jsonb_build_object('month', f.month::int, 'unit', jsonb_build_object('zh', coalesce(u.name, f.unit), 'en', coalesce(u.name_en, f.unit)), 'n', jsonb_build_object('count', f.n),
    'amount', jsonb_build_object('fen', f.amount::text), 'undocumented', jsonb_build_object('count', nullif(f.undocumented, 0)), 'early', jsonb_build_object('count', nullif(f.early, 0))) as parameters,
  rules.rows_evidence('payments', f.lines) as evidence
from found f
left join rules.unit_names u on u.version = :version and u.region_code = f.region_code and u.code = f.unit
