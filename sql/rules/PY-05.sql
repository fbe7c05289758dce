/*
id: PY-05
name: { zh: 划转本单位实有资金账户, en: Transfer to the unit's own account }
kind: signal
severities: [red, orange]
inputs: [payments.amount, payments.payee, payments.unit]
thresholds:
  - { name: december, value: 12, unit: count, origin: found, title: { zh: 红色：自该月起, en: 'Red: from this month on' } }
population: { zh: 部门, en: departments }
caution:
  zh: 按收款人名称与预算单位名称是否相同判断，付款账户性质按支付方式推断（财政实拨不计）；经财政部门批准的工会经费、住房公积金、往来结算等划转可以合规。
  en: Tells by the names of payee and unit and takes the kind of account from the way of payment (direct appropriation is left out). Transfers that the finance bureau approved may be in order.
law:
  - article: 预算法第五十七条
    text:
      zh: 各级政府、各部门、各单位的支出必须按照预算执行，不得虚假列支。
      en: 'Budget Law art. 57: spending follows the budget; nothing may be booked as spent that was not.'
  - article: 预算法第六十一条
    text:
      zh: 国家实行国库集中收缴和集中支付制度，对政府全部收入和支出实行国库集中收付管理。
      en: 'Budget Law art. 61: all revenue and expenditure of government go through the treasury.'
explanation:
  zh: '{place}{unit}{date}从零余额账户向本单位账户划转{amount}（用途“{purpose}”）[[，本年同类划转共{count}笔、{sum}]]，请说明依据。'
  en: '{place}: {unit} moved {amount} from the treasury account to its own account on {date} (“{purpose}”)[[, {count} such transfers in the year, {sum} in all]]; please state the basis.'
question:
  zh: 划转依据何项规定或批复？资金是否已实际使用，是否存在年末突击列支？
  en: On which rule or approval does the transfer rest, was the money used, and was it booked as spent only because the year ended?
*/
with called as materialized (
  select distinct n.region_code, n.code, rules.plain_name(n.name) as name
  from rules.batch_names n
  join version_batches v on v.batch_id = n.batch_id and v.version = :version
  where n.scheme = 'unit'
), payees as materialized (
  select p.version, p.region_code, r.payee_key, r.payee, rules.plain_name(r.payee) as name
  from (select distinct version, region_code, batch_id from rules.speaking where version = :version and dataset = 'payments') p
  join payments_by_payee r on r.batch_id = p.batch_id and r.region_code = p.region_code
), own as materialized (
  select distinct c.region_code, c.code, p.payee_key
  from called c
  join payees p on p.region_code = c.region_code and p.name = c.name
), appropriated as (
  select distinct n.batch_id, n.code
  from rules.batch_names n
  join version_batches v on v.batch_id = n.batch_id and v.version = :version
  where n.scheme = 'method' and n.name ~ '实拨'
), hits as materialized (
  select p.region_code, p.scope, p.year, p.month, p.slice_book, p.unit, p.project, p.batch_id, p.line_no, p.amount, p.purpose, coalesce(p.department, p.unit) as office,
    coalesce(p.date, (make_date(p.year, least(p.month, 12), 1) + interval '1 month - 1 day')::date) as paid_on
  from rules.payment_rows p
  join own o on (o.region_code, o.payee_key, o.code) = (p.region_code, p.payee_key, p.unit)
  where p.version = :version and not p.refund and p.amount > 0 and p.salary is not true and coalesce(p.economic_class, '') <> '301' and (:regions::text[] is null or p.region_code = any (:regions::text[])) and (:years::int[] is null or p.year <= (select max(y) from unnest(:years::int[]) y))
    and not exists (select from appropriated a where a.batch_id = p.batch_id and a.code = p.method)
), met as (
  select region_code, scope, year, month, count(distinct office) as meets from hits group by region_code, scope, year, month
), base as (
  select p.region_code, p.scope, p.year, p.month, p.departments, coalesce(m.meets, 0) as meets,
    array_agg(coalesce(m.meets, 0)) over (partition by p.region_code, p.scope order by p.year) as all_meets
  from rules.payers p
  left join met m on (m.region_code, m.scope, m.year, m.month) = (p.region_code, p.scope, p.year, p.month)
  where p.version = :version
), cases as (
  select *, row_number() over (partition by region_code, scope, year, unit, project order by amount desc, paid_on, line_no) as place, count(*) over (partition by region_code, scope, year, unit, project) as count,
    max(month) over (partition by region_code, scope, year, unit, project) as latest, (sum(amount) over (partition by region_code, scope, year, unit, project))::bigint as sum,
    array_agg((batch_id::bigint << 32) | line_no) over (partition by region_code, scope, year, unit, project) as lines
  from hits
)
select c.region_code, c.scope, c.year, c.latest as month, c.slice_book as book, 'expenditure' as flow, null::text as item, null::text as item_name, c.unit, c.project,
  c.amount::numeric as measured, null::numeric as expected, 'fen' as measure_unit, c.sum as amount_at_stake, case when c.latest >= :param_december::int then 'red' else 'orange' end as severity,
  jsonb_build_object('unit', jsonb_build_object('zh', coalesce(n.name, c.unit, '未列明单位'), 'en', coalesce(n.name_en, n.name, c.unit, 'a unit not stated')), 'date', rules.day_said(c.paid_on), 'amount', jsonb_build_object('fen', c.amount::text), 'purpose', coalesce(access.shown_text(nullif(c.purpose, '')), '—'),
    'count', case when c.count > 1 then c.count end, 'sum', jsonb_build_object('fen', c.sum::text),
    'base_meets', b.meets, 'base_of', b.departments, 'base_usual', rules.usual(b.all_meets, b.meets)) as parameters,
  rules.rows_evidence('payments', c.lines) as evidence
from cases c
left join base b on (b.region_code, b.scope, b.year, b.month) = (c.region_code, c.scope, c.year, c.month)
left join rules.batch_names n on n.batch_id = c.batch_id and n.scheme = 'unit' and n.code = c.unit
where c.place = 1 and (:years::int[] is null or c.year = any (:years::int[]))
