/*
id: PY-06
name: { zh: 向个人或工会大额支付, en: Large payments to persons or unions }
kind: signal
severities: [orange, yellow]
inputs: [payments.amount, payments.payee, payments.economic]
thresholds:
  - { name: yellow, value: 1, unit: 万元, origin: found, title: { zh: 黄色：单笔超过, en: 'Yellow: one payment above' } }
  - { name: orange, value: 5, unit: 万元, origin: default, title: { zh: 橙色：单笔超过, en: 'Orange: one payment above' } }
  - { name: spreads, value: 3, unit: count, origin: default, title: { zh: 劳务费：偏离本单位中位数的倍数（绝对中位差）, en: "Labour: distance from the unit's median in robust deviations" } }
  - { name: least, value: 30, unit: count, origin: default, title: { zh: 劳务费：比较所需最少笔数, en: 'Labour: fewest payments to compare with' } }
population: { zh: 部门, en: departments }
caution:
  zh: 收款人是否为个人按名称推断；工资、离退休、补助补贴名单和按规定拨缴的工会经费（经济分类30228）已剔除。征地拆迁补偿不计；劳务费（30226）只提示大额且明显高于本单位同类支付的。
  en: Whether a payee is a person is told by the name. Wages, pensions, lists of allowances and the statutory share of the union (30228) are left out. Compensation for land is left out; pay for labour (30226) is told only where it is large and far above what the unit usually pays.
law:
  - article: 财政违法行为处罚处分条例第六条
    text:
      zh: 国家机关及其工作人员以虚报、冒领等手段骗取财政资金，截留、挪用财政资金的，责令改正，调整有关会计账目，追回有关财政资金。
      en: 'Regulation on Penalties for Fiscal Offences art. 6: fiscal money that was obtained by false claims, retained or diverted is recovered, the books are put right.'
  - article: 预算法第五十七条
    text:
      zh: 各级政府、各部门、各单位的支出必须按照预算执行，不得虚假列支。
      en: 'Budget Law art. 57: spending follows the budget; nothing may be booked as spent that was not.'
explanation:
  zh: '{place}{unit}{date}向{whom}支付{amount}，用途“{purpose}”，请核实真实性[[；本年同类支付共{count}笔、{sum}]]。'
  en: '{place}: {unit} paid {amount} to {whom} on {date} for “{purpose}”; is it real[[; {count} such payments in the year, {sum} in all]]?'
question:
  zh: 请关注支付事由、签收手续和审批，是否以个人或工会名义套取资金。
  en: Please look at reason, receipt and approval; was money taken out in the name of a person or the union?
phrases:
  person: { zh: 个人, en: a person }
  union: { zh: 工会, en: the union }
*/
-- Pay for labour (30226) is often paid to persons: there only what stands out from the unit's own payments of the kind is told.
-- Names are looked at once each, and purposes only of what went to such a payee.
with payees as materialized (
  select payee, case when payee ~ '工会' then 'union' else 'person' end as whom
  from (
    select distinct y.payee
    from rules.payment_batches b
    join payments_by_payee y on y.batch_id = b.batch_id and y.region_code = b.region_code
    where b.version = :version and y.payee is not null and y.largest > :param_yellow::bigint and (:regions::text[] is null or b.region_code = any (:regions::text[]))
  ) named
  where payee ~ '工会' or payee !~ '(公司|中心|经营部|事务所|医院|学校|合作社|专户|集团|宾馆|酒楼|超市|委员会|办公室|研究院|研究所|设计院|协会|户）)$' and access.is_person(payee, null)
), paid as materialized (
  select o.region_code, o.scope, o.year, o.month, o.slice_book, o.batch_id, o.line_no, o.unit, o.office, o.project, o.payee, o.economic, o.purpose, o.paid_on, o.amount, y.whom
  from rules.outlays o
  join payees y on y.payee = o.payee
  where o.version = :version and o.amount > :param_yellow::bigint and coalesce(o.economic, '') not in ('30228', '31009', '31010', '31011', '31012')
    and (:regions::text[] is null or o.region_code = any (:regions::text[])) and (:years::int[] is null or o.year <= (select max(y) from unnest(:years::int[]) y))
), large as materialized (
  select *, ln(amount::float8) as size from paid where coalesce(purpose, '') !~ '工资|津贴|补贴|补助|抚恤|退休|救助|奖学金|助学金'
), labour as (
  select region_code, scope, year, coalesce(unit, '') as unit, percentile_cont(0.5) within group (order by size) as middle, array_agg(size) as sizes
  from large
  where economic = '30226' and whom = 'person'
  group by region_code, scope, year, coalesce(unit, '')
), usual as (
  select region_code, scope, year, unit, middle, greatest(1.4826 * (select percentile_cont(0.5) within group (order by abs(size - middle)) from unnest(sizes) size), 0.1) as deviation
  from labour
  where cardinality(sizes) >= :param_least::int
), hits as materialized (
  select l.*
  from large l
  left join usual u on (u.region_code, u.scope, u.year, u.unit) = (l.region_code, l.scope, l.year, coalesce(l.unit, ''))
  where l.whom = 'union' or l.economic is distinct from '30226' or l.amount > :param_orange::bigint and l.size >= u.middle + :param_spreads::numeric * u.deviation
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
  c.amount::numeric as measured, :param_yellow::numeric as expected, 'fen' as measure_unit, c.sum as amount_at_stake, case when c.amount > :param_orange::bigint then 'orange' else 'yellow' end as severity,
  jsonb_build_object('unit', jsonb_build_object('zh', coalesce(n.name, c.unit, '未列明单位'), 'en', coalesce(n.name_en, n.name, c.unit, 'a unit not stated')), 'date', rules.day_said(c.paid_on), 'whom', jsonb_build_object('phrase', c.whom), 'amount', jsonb_build_object('fen', c.amount::text),
    'purpose', coalesce(access.shown_text(nullif(c.purpose, '')), '—'), 'count', case when c.count > 1 then c.count end, 'sum', jsonb_build_object('fen', c.sum::text),
    'base_meets', b.meets, 'base_of', b.departments, 'base_usual', rules.usual(b.all_meets, b.meets)) as parameters,
  rules.rows_evidence('payments', c.lines) as evidence
from cases c
left join base b on (b.region_code, b.scope, b.year, b.month) = (c.region_code, c.scope, c.year, c.month)
left join rules.batch_names n on n.batch_id = c.batch_id and n.scheme = 'unit' and n.code = c.unit
where c.place = 1 and (:years::int[] is null or c.year = any (:years::int[]))
