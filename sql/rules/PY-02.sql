/*
id: PY-02
name: { zh: 拆分付款规避采购, en: Split payments or purchases }
kind: signal
severities: [orange, yellow]
inputs: [payments.amount, contracts.amount]
thresholds:
  - { name: tender, value: 400, unit: 万元, origin: default, title: { zh: 公开招标数额标准, en: Amount from which an open tender is due } }
  - { name: purchase, value: 100, unit: 万元, origin: default, title: { zh: 采购限额标准, en: Amount from which procurement rules hold } }
  - { name: near, value: 80, unit: '%', origin: default, title: { zh: 接近限额：达到, en: 'Near the limit: from' } }
  - { name: days, value: 7, unit: count, origin: default, title: { zh: 相隔天数不超过, en: Days apart at most } }
  - { name: share, value: 50, unit: '%', origin: default, title: { zh: 收款集中：占比达到, en: 'Concentration: share from' } }
  - { name: payments, value: 12, unit: count, origin: default, title: { zh: 收款集中：最少笔数, en: 'Concentration: fewest payments' } }
  - { name: spreads, value: 3, unit: count, origin: default, title: { zh: 收款集中：高于各单位中位数的倍数（绝对中位差）, en: 'Concentration: distance from the median of units in robust deviations' } }
  - { name: units, value: 10, unit: count, origin: default, title: { zh: 收款集中：比较所需最少单位数, en: 'Concentration: fewest units to compare with' } }
population: { zh: 部门, en: departments }
caution:
  zh: 限额由各省规定，请按本地标准设置。同一合同的分期付款、框架协议和定点采购可以合理地相近，付款数据未载明合同编号；经批准采用其他方式采购的不属规避。
  en: The limits are set by each province; please enter your own. Instalments of one contract, framework agreements and appointed suppliers may rightly look alike, and payments name no contract; other methods that were approved evade nothing.
law:
  - article: 政府采购法第二十八条
    text:
      zh: 采购人不得将应当以公开招标方式采购的货物或者服务化整为零或者以其他任何方式规避公开招标采购。
      en: 'Government Procurement Law art. 28: goods or services for which an open tender is due may not be split up, nor the tender be evaded in any other way.'
  - article: 政府采购法实施条例第二十八条
    text:
      zh: 在一个财政年度内，采购人将一个预算项目下的同一品目或者类别的货物、服务采用公开招标以外的方式多次采购，累计资金数额超过公开招标数额标准的，属于以化整为零方式规避公开招标，但项目预算调整或者经批准采用公开招标以外方式采购除外。
      en: 'Implementing Regulation of the Procurement Law art. 28: buying the same category under one budget item several times in a fiscal year by other methods, above the tender limit in all, is evasion by splitting, unless the budget of the project was adjusted or the other method approved.'
explanation:
  zh: '{place}{unit}在{from}至{to}向{payee}付款{count}笔共{amount}，每笔均接近而低于{limit_kind}{limit}，未标明属于政府采购[[；本年类似情况另有{more}组]]。'
  en: '{place}: {unit} paid {payee} {count} times between {from} and {to}, {amount} in all, each close below the {limit_kind} of {limit} and none marked as procurement[[; {more} more groups of this kind in the year]].'
question:
  zh: 请关注这些付款是否属于同一采购事项、是否按规定履行采购程序。
  en: Do these payments belong to one purchase, and was it procured by the rules?
variants:
  contracts:
    kind: breach
    explanation:
      zh: '{place}{unit}{year}年[[在“{project}”下]]对{category}以公开招标以外的方式分{count}次采购共{amount}，累计超过公开招标限额{limit}，请核实是否化整为零。'
      en: '{place}: {unit} bought {category}[[ under “{project}”]] {count} times in {year} by other methods than an open tender, {amount} in all, above the tender limit of {limit}; please check for splitting.'
    question:
      zh: 请先核实采购方式是否经批准、项目预算是否调整；都没有的，为何不公开招标？
      en: First verify whether the method was approved or the budget of the project adjusted; if neither, why was there no open tender?
  payee:
    kind: signal
    explanation:
      zh: '{place}{unit}{year}年向{payee}付款{count}笔共{amount}，占本单位未标明政府采购的货物服务类付款的{share}，而各单位付给最大收款人的比重一般为{usual}。'
      en: '{place}: {unit} paid {payee} {count} times in {year}, {amount} in all, {share} of its payments for goods and services that are not marked as procurement; the largest payee of a unit usually gets {usual}.'
    question:
      zh: 请关注供应商如何选定，累计金额是否应当公开招标。
      en: How was the supplier chosen, and was an open tender due for the whole?
phrases:
  tender: { zh: 公开招标限额, en: tender limit }
  purchase: { zh: 采购限额, en: procurement limit }
*/
-- Of works (B) other laws speak. Payments of a contract that was tendered and those marked as procurement evade nothing.
with bought as materialized (
  select c.region_code, c.scope, c.year, c.unit, c.department, c.project, c.category, extract(month from least(max(c.signed_on), make_date(c.year, 12, 31)))::int as month,
    count(*)::int as count, sum(c.amount)::bigint as amount, max(c.batch_id) as batch_id, array_agg((c.batch_id::bigint << 32) | c.line_no) as lines
  from rules.contract_rows c
  where c.version = :version and (:regions::text[] is null or c.region_code = any (:regions::text[])) and (:years::int[] is null or c.year = any (:years::int[]))
    and c.category is not null and c.category !~ '^B[0-9]|工程' and c.procurement is not false
    and c.method not in ('openTender', 'framework') and c.method_approved is not true
    and not exists (
      select from rules.movement_rows m
      where m.version = :version and (m.region_code, m.scope, m.year, m.project) = (c.region_code, c.scope, c.year, c.project) and m.kind in ('add', 'virement') and m.amount > 0)
  group by c.region_code, c.scope, c.year, c.unit, c.department, c.project, c.category
  having count(*) >= 2 and sum(c.amount) > :param_tender::bigint
), purchases as materialized (
  select o.region_code, o.scope, o.year, o.month, o.slice_book, o.unit, o.office, o.project, o.economic, o.economic_class, o.receiver, o.payee_key, o.payee, o.paid_on, o.amount, o.batch_id, o.line_no
  from rules.outlays o
  where o.version = :version and (:regions::text[] is null or o.region_code = any (:regions::text[])) and (:years::int[] is null or o.year <= (select max(y) from unnest(:years::int[]) y))
    and o.economic_class in ('302', '309', '310') and o.procurement is not true and o.amount < :param_tender::bigint
    and coalesce(o.economic, '') not in ('31009', '31010', '31011', '31012')
), tendered as (
  select distinct region_code, scope, year, unit, rules.plain_name(supplier) as supplier
  from rules.contract_rows
  where version = :version and method = 'openTender'
), near as (
  select p.*, case when amount >= :param_near::numeric * :param_tender::bigint then 'tender' else 'purchase' end as kind_of_limit
  from purchases p
  where (amount >= :param_near::numeric * :param_tender::bigint or amount >= :param_near::numeric * :param_purchase::bigint and amount < :param_purchase::bigint)
    and not access.is_person(p.payee, p.economic_class)
    and not exists (select from rules.sent_back s where s.version = :version and (s.region_code, s.scope, s.year, s.receiver, s.amount) = (p.region_code, p.scope, p.year, p.receiver, p.amount))
    and not exists (select from tendered t where (t.region_code, t.scope, t.year, t.unit, t.supplier) = (p.region_code, p.scope, p.year, p.unit, rules.plain_name(p.payee)))
), paired as (
  select *, paid_on - lag(paid_on) over same as since, lead(paid_on) over same - paid_on as until
  from near
  window same as (partition by region_code, scope, year, unit, project, receiver, economic, kind_of_limit order by paid_on, line_no)
), numbered as (
  select *, count(*) filter (where since is null or since > :param_days::int) over (partition by region_code, scope, year, unit, project, receiver, economic, kind_of_limit order by paid_on, line_no) as run
  from paired
  where since <= :param_days::int or until <= :param_days::int
), groups as (
  select region_code, scope, year, unit, project, receiver, economic, kind_of_limit, run, max(office) as office, max(payee) as payee, max(economic_class) as economic_class, max(month) as month,
    count(*)::int as count, sum(amount)::bigint as amount, min(paid_on) as first_on, max(paid_on) as last_on, max(batch_id) as batch_id, min(slice_book) as book, array_agg((batch_id::bigint << 32) | line_no) as lines
  from numbered
  group by region_code, scope, year, unit, project, receiver, economic, kind_of_limit, run
  having count(*) >= 2
), met as (
  select region_code, scope, year, month, count(distinct office) as meets from groups group by region_code, scope, year, month
), base as (
  select p.region_code, p.scope, p.year, p.month, p.departments, coalesce(m.meets, 0) as meets,
    array_agg(coalesce(m.meets, 0)) over (partition by p.region_code, p.scope order by p.year) as all_meets
  from rules.payers p
  left join met m on (m.region_code, m.scope, m.year, m.month) = (p.region_code, p.scope, p.year, p.month)
  where p.version = :version
), cases as (
  select *, row_number() over (partition by region_code, scope, year, unit, project order by amount desc, first_on, receiver) as place,
    max(month) over (partition by region_code, scope, year, unit, project) as latest,
    count(*) over (partition by region_code, scope, year, unit, project) - 1 as more, (sum(amount) over (partition by region_code, scope, year, unit, project))::bigint as sum,
    jsonb_agg(rules.rows_evidence('payments', lines)) over (partition by region_code, scope, year, unit, project) as evidence
  from groups
), receivers as (
  select region_code, scope, year, unit, payee_key, count(*)::int as count, sum(amount)::bigint as amount
  from purchases
  where economic_class <> '309'
  group by region_code, scope, year, unit, payee_key
), shares as materialized (
  select region_code, scope, year, unit, max(amount)::numeric / sum(amount) as share, max(amount) as amount
  from receivers
  group by region_code, scope, year, unit
), units as (
  select region_code, scope, year, count(*) as units, rules.median(array_agg(share)) as middle, rules.spread(array_agg(share)) as deviation
  from shares
  group by region_code, scope, year
), concentrated as (
  select s.*, r.payee_key, r.count, u.middle
  from shares s
  join units u on (u.region_code, u.scope, u.year) = (s.region_code, s.scope, s.year)
  join receivers r on (r.region_code, r.scope, r.year, coalesce(r.unit, ''), r.amount) = (s.region_code, s.scope, s.year, coalesce(s.unit, ''), s.amount)
  where s.share >= :param_share::numeric and r.count >= :param_payments::int and s.amount >= :param_tender::bigint
    and u.units >= :param_units::int and s.share >= u.middle + :param_spreads::numeric * u.deviation
), one_payee as materialized (
  select c.region_code, c.scope, c.year, c.unit, c.share, c.amount, c.count, c.middle, max(p.office) as office, max(p.payee) as payee, max(p.economic_class) as economic_class, max(p.month) as month,
    max(p.batch_id) as batch_id, array_agg((p.batch_id::bigint << 32) | p.line_no) as lines
  from concentrated c
  join purchases p on (p.region_code, p.scope, p.year, p.payee_key, coalesce(p.unit, '')) = (c.region_code, c.scope, c.year, c.payee_key, coalesce(c.unit, '')) and p.economic_class <> '309'
  group by c.region_code, c.scope, c.year, c.unit, c.share, c.amount, c.count, c.middle
), paying as (
  select region_code, scope, year, max(departments) as departments from rules.payers where version = :version group by region_code, scope, year
), held as (
  select p.region_code, p.scope, p.year, p.departments, count(distinct o.office) as meets
  from paying p
  left join one_payee o on (o.region_code, o.scope, o.year) = (p.region_code, p.scope, p.year) and not access.is_person(o.payee, o.economic_class)
  group by p.region_code, p.scope, p.year, p.departments
)
select c.region_code, c.scope, c.year, c.month, null::text as book, 'expenditure' as flow, null::text as item, null::text as item_name, c.unit, c.project,
  c.amount::numeric as measured, :param_tender::numeric as expected, 'fen' as measure_unit, c.amount as amount_at_stake, 'orange' as severity,
  jsonb_build_object('variant', 'contracts', 'unit', jsonb_build_object('zh', coalesce(n.name, c.unit, '未列明单位'), 'en', coalesce(n.name_en, n.name, c.unit, 'a unit not stated')), 'project', coalesce(j.name, c.project), 'category', c.category, 'count', c.count,
    'amount', jsonb_build_object('fen', c.amount::text), 'limit', jsonb_build_object('fen', :param_tender::bigint::text)) as parameters,
  rules.rows_evidence('contracts', c.lines) as evidence
from bought c
left join rules.batch_names n on n.batch_id = c.batch_id and n.scheme = 'unit' and n.code = c.unit
left join rules.batch_names j on j.batch_id = c.batch_id and j.scheme = 'project' and j.code = c.project
union all
select c.region_code, c.scope, c.year, c.latest, c.book, 'expenditure', null, null, c.unit, c.project, c.amount, c.near, 'fen', c.sum, 'yellow',
  jsonb_build_object('unit', jsonb_build_object('zh', coalesce(n.name, c.unit, '未列明单位'), 'en', coalesce(n.name_en, n.name, c.unit, 'a unit not stated')), 'payee', rules.payee_said(c.payee, c.economic_class), 'from', rules.day_said(c.first_on), 'to', rules.day_said(c.last_on),
    'count', c.count, 'amount', jsonb_build_object('fen', c.amount::text), 'limit_kind', jsonb_build_object('phrase', c.kind_of_limit), 'limit', jsonb_build_object('fen', c.near::text), 'more', nullif(c.more, 0),
    'base_meets', b.meets, 'base_of', b.departments, 'base_usual', rules.usual(b.all_meets, b.meets)),
  rules.flat(c.evidence)
from (select *, case kind_of_limit when 'tender' then :param_tender::bigint else :param_purchase::bigint end as near from cases where place = 1) c
left join base b on (b.region_code, b.scope, b.year, b.month) = (c.region_code, c.scope, c.year, c.latest)
left join rules.batch_names n on n.batch_id = c.batch_id and n.scheme = 'unit' and n.code = c.unit
where :years::int[] is null or c.year = any (:years::int[])
union all
select c.region_code, c.scope, c.year, c.month, null, 'expenditure', null, null, c.unit, null, c.share, c.middle, 'ratio', c.amount, 'yellow',
  jsonb_build_object('variant', 'payee', 'unit', jsonb_build_object('zh', coalesce(n.name, c.unit, '未列明单位'), 'en', coalesce(n.name_en, n.name, c.unit, 'a unit not stated')), 'payee', rules.payee_said(c.payee, c.economic_class), 'count', c.count, 'amount', jsonb_build_object('fen', c.amount::text),
    'share', jsonb_build_object('ratio', c.share), 'usual', jsonb_build_object('ratio', c.middle),
    'base_meets', h.meets, 'base_of', h.departments, 'base_usual', rules.usual(h.all_meets, h.meets)),
  rules.rows_evidence('payments', c.lines)
from one_payee c
join (select *, array_agg(meets) over (partition by region_code, scope order by year) as all_meets from held) h on (h.region_code, h.scope, h.year) = (c.region_code, c.scope, c.year)
left join rules.batch_names n on n.batch_id = c.batch_id and n.scheme = 'unit' and n.code = c.unit
where not access.is_person(c.payee, c.economic_class) and (:years::int[] is null or c.year = any (:years::int[]))
