/*
id: PY-03
name: { zh: 现金支付与公务卡, en: Cash instead of card or transfer }
kind: signal
severities: [orange, yellow]
inputs: [payments.amount, payments.settlement, payments.economic]
thresholds:
  - { name: transfer, value: 1000, unit: 元, origin: law, title: { zh: 现金结算起点, en: Amount from which a transfer is due } }
  - { name: month, value: 2, unit: 万元, origin: default, title: { zh: 橙色：单位当月现金超过, en: 'Orange: cash of a unit in a month above' } }
population: { zh: 部门, en: departments }
caution:
  zh: 目录按中央预算单位公务卡强制结算目录（16项）列示，各地可另行规定；偏远地区、紧急支出等经批准可以使用现金，支付数据未载明审批。
  en: The list is that of central units (16 items); localities set their own. Cash may be allowed in remote places or emergencies; payments do not show such permission.
law:
  - article: 现金管理暂行条例第三条
    text:
      zh: 开户单位之间的经济往来，除按本条例规定的范围可以使用现金外，应当通过开户银行进行转账结算。
      en: 'Provisional Regulation on Cash art. 3: dealings between account holders are settled by bank transfer, save where cash is allowed.'
  - article: 现金管理暂行条例第五条
    text:
      zh: 开户单位可以使用现金的范围限于工资津贴、个人劳务报酬、差旅费、结算起点以下的零星支出等；结算起点定为1000元。
      en: 'Art. 5: cash is for wages, pay of persons, travel and small expenses below 1,000 yuan.'
explanation:
  zh: '{place}{unit}{year}年{month}月现金支取{amount}（{count}笔）[[，其中属公务卡强制结算目录{listed}]][[，向单位支付单笔超过{start}的{organisations}]]。'
  en: '{place}: {unit} drew {amount} in cash in {year} month {month} ({count} payments)[[, {listed} of it for items that must be paid by card]][[, {organisations} in payments to organisations above {start}]].'
question:
  zh: 请关注为何未使用公务卡或转账结算，现金支出的依据是什么。
  en: Why were neither card nor transfer used, and on what basis was cash drawn?
*/
-- Told for the first month of a year, for each in which it becomes worse, and for the latest.
with cash as materialized (
  select distinct n.batch_id, n.code
  from rules.batch_names n
  join version_batches v on v.batch_id = n.batch_id and v.version = :version
  where n.scheme = 'settlement' and n.name ~* '现金|cash'
), drawn as (
  select p.*, coalesce(p.department, p.unit) as office,
    p.economic in ('30201', '30202', '30203', '30204', '30205', '30206', '30207', '30209', '30211', '30213', '30214', '30215', '30216', '30217', '30218', '30231', '30239') as is_listed,
    p.amount > :param_transfer::bigint and not access.is_person(p.payee, p.economic_class) as is_organisation
  from rules.payment_rows p
  left join cash c on c.batch_id = p.batch_id and c.code = p.settlement
  where p.version = :version and not p.refund and p.amount > 0 and (c.code is not null or p.settlement like '%现金%')
    and (p.settlement = any (array(select code from cash)) or p.settlement like '%现金%') and (:regions::text[] is null or p.region_code = any (:regions::text[])) and (:years::int[] is null or p.year <= (select max(y) from unnest(:years::int[]) y))
), hits as materialized (
  select region_code, scope, year, month, unit, office, sum(amount)::bigint as amount, count(*)::int as count, (sum(amount) filter (where is_listed))::bigint as listed,
    (sum(amount) filter (where is_organisation))::bigint as organisations, (sum(amount) filter (where is_listed or is_organisation))::bigint as at_stake,
    case when sum(amount) > :param_month::bigint then 2 else 1 end as grade, max(batch_id) as batch_id, array_agg((batch_id::bigint << 32) | line_no) as lines
  from drawn
  group by region_code, scope, year, month, unit, office
  having bool_or(is_listed or is_organisation) or sum(amount) > :param_month::bigint
), met as (
  select region_code, scope, year, month, count(distinct office) as meets from hits group by region_code, scope, year, month
), base as (
  select p.region_code, p.scope, p.year, p.month, p.departments, coalesce(m.meets, 0) as meets,
    array_agg(coalesce(m.meets, 0)) over (partition by p.region_code, p.scope order by p.year) as all_meets
  from rules.payers p
  left join met m on (m.region_code, m.scope, m.year, m.month) = (p.region_code, p.scope, p.year, p.month)
  where p.version = :version
), cases as (
  select *, max(grade) over (partition by region_code, scope, year, unit order by month rows between unbounded preceding and 1 preceding) as before, max(month) over (partition by region_code, scope, year, unit) as latest
  from hits
)
select c.region_code, c.scope, c.year, c.month, null::text as book, 'expenditure' as flow, null::text as item, null::text as item_name, c.unit, null::text as project,
  c.amount::numeric as measured, null::numeric as expected, 'fen' as measure_unit, coalesce(c.at_stake, c.amount) as amount_at_stake, (array['yellow', 'orange'])[c.grade] as severity,
  jsonb_build_object('unit', jsonb_build_object('zh', coalesce(n.name, c.unit, '未列明单位'), 'en', coalesce(n.name_en, n.name, c.unit, 'a unit not stated')), 'month', least(c.month, 12)::int, 'amount', jsonb_build_object('fen', c.amount::text), 'count', c.count,
    'listed', jsonb_build_object('fen', c.listed::text), 'organisations', jsonb_build_object('fen', c.organisations::text), 'start', jsonb_build_object('fen', :param_transfer::bigint::text),
    'base_meets', b.meets, 'base_of', b.departments, 'base_usual', rules.usual(b.all_meets, b.meets)) as parameters,
  rules.rows_evidence('payments', c.lines) as evidence
from cases c
left join base b on (b.region_code, b.scope, b.year, b.month) = (c.region_code, c.scope, c.year, c.month)
left join rules.batch_names n on n.batch_id = c.batch_id and n.scheme = 'unit' and n.code = c.unit
where (c.before is null or c.grade > c.before or c.month = c.latest) and (:years::int[] is null or c.year = any (:years::int[]))
