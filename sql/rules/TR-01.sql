/*
id: TR-01
name: { zh: 对下转移支付下达逾期, en: Transfer to lower level issued late }
kind: breach
severities: [red, blue, grey]
inputs: [grants.approved_on, grants.issued_on, grants.amount]
thresholds:
  - { name: general, value: 30, unit: count, origin: law, title: { zh: 一般性转移支付下达期限（天）, en: 'General transfers: days allowed' } }
  - { name: special, value: 60, unit: count, origin: law, title: { zh: 专项转移支付下达期限（天）, en: 'Special transfers: days allowed' } }
  - { name: ahead, value: 7, unit: count, origin: default, title: { zh: 蓝色：提前提醒（天）, en: 'Blue: days ahead' } }
law:
  - article: 预算法第五十二条
    text:
      zh: 县级以上地方各级预算安排对下级政府的一般性转移支付和专项转移支付，应当分别在本级人民代表大会批准预算后的三十日和六十日内正式下达。对自然灾害等突发事件处理的转移支付，应当及时下达预算；对据实结算等特殊项目的转移支付，可以分期下达预算，或者先预付后结算。
      en: 'Budget Law art. 52: transfers to lower governments are issued within 30 days (general) or 60 days (special) after the congress approves the budget; disaster relief is issued promptly, and what is settled by actual cost may be issued in parts.'
  - article: 预算法实施条例第九十四条第（二）项
    text:
      zh: 违反本条例规定下达转移支付预算或者拨付转移支付资金的，责令改正；对负有直接责任的主管人员和其他直接责任人员，依法给予处分。
      en: 'Implementing Regulation art. 94(2): who issues or pays transfers against the Regulation must correct it and is disciplined.'
explanation:
  zh: '{place}{grant}应于{due}前下达[[，实际于{issued}下达]]，逾期{days}天，涉及{amount}。'
  en: '{place}: {grant} was due for issue by {due}[[ and was issued on {issued}]], {days} days late, {amount}.'
question:
  zh: 请先核实批准和下达日期；确属逾期的，请说明原因及对下级预算编制和执行的影响。
  en: Please first verify the dates of approval and issue; if it is indeed late, why, and what did it do to lower budgets?
variants:
  soon:
    kind: signal
    explanation:
      zh: '{place}{grant}应于{due}前下达，还有{days}天，涉及{amount}，尚未登记下达。'
      en: '{place}: {grant} is due for issue by {due}, in {days} days, {amount}; no issue is registered yet.'
    question:
      zh: 请关注下达准备情况。
      en: Is its issue being prepared?
  undecided:
    kind: signal
    explanation:
      zh: '{place}{year}年{count}笔对下转移支付未登记预算批准日期，涉及{amount}，是否按期下达无法判定：{names}。'
      en: '{place}, {year}: {count} transfers to lower governments, {amount}, bear no date of approval, so it cannot be judged whether they were issued in time: {names}.'
    question:
      zh: 请补充登记预算批准日期。
      en: Please register the date on which the budget was approved.
*/
-- One row per grant; the day of reference is the end of the latest month that is loaded. Advance notices of the next year have a term of their own (TR-03).
with dated as materialized (
  select g.region_code, g.scope, g.year, g.batch_id, g.line_no, g.grant_no, g.name, g.amount, g.issued_on, k.day,
    g.approved_on + case g.kind when 'general' then :param_general::int else :param_special::int end as due
  from rules.grant_rows g
  join rules.known_days k on k.version = :version and (k.region_code, k.year) = (g.region_code, g.year)
  where g.version = :version and g.direction = 'issued' and g.for_year is null and not coalesce(g.disaster, false) and not coalesce(g.actual_cost, false)
    and (:regions::text[] is null or g.region_code = any (:regions::text[])) and (:years::int[] is null or g.year = any (:years::int[]))
), waited as (
  select *, coalesce(issued_on, day) - due as late from dated
), told as (
  select region_code, scope, year, batch_id, grant_no, min(name) as name, late > 0 as over, min(due) as due, max(late) as late, max(issued_on) as issued_on, bool_or(issued_on is null) as waiting,
    sum(amount)::bigint as amount, array_agg(line_no) as lines, row_number() over (partition by region_code, scope, year, grant_no order by late > 0 desc) as place
  from waited
  where late > 0 or issued_on is null and late >= -:param_ahead::int
  group by region_code, scope, year, batch_id, grant_no, late > 0
), unknown as (
  select region_code, scope, year, batch_id, count(distinct grant_no)::int as count, sum(amount)::bigint as amount, array_agg(line_no) as lines, array_agg(distinct name) as names
  from dated
  where due is null
  group by region_code, scope, year, batch_id
)
select region_code, scope, year, null::int as month, null::text as book, null::text as flow, grant_no as item, name as item_name, null::text as unit, null::text as project,
  late::numeric as measured, 0::numeric as expected, 'count' as measure_unit, amount as amount_at_stake, case when over then 'red' else 'blue' end as severity,
  jsonb_build_object('variant', case when not over then 'soon' end, 'grant', name, 'due', rules.day_said(due), 'issued', rules.day_said(case when not waiting then issued_on end), 'days', abs(late),
    'amount', jsonb_build_object('fen', amount::text)) as parameters,
  rules.row_evidence('grants', batch_id, lines) as evidence
from told
where place = 1
union all
select region_code, scope, year, null, null, null, null, null, null, null, null, null, 'count', amount, 'grey',
  jsonb_build_object('variant', 'undecided', 'count', jsonb_build_object('count', count), 'amount', jsonb_build_object('fen', amount::text),
    'names', jsonb_build_object('list', to_jsonb(names[1:3]))),
  rules.row_evidence('grants', batch_id, lines)
from unknown
