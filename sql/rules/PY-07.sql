/*
id: PY-07
name: { zh: 商超整数大额消费, en: Round sums in shops }
kind: signal
severities: [yellow]
inputs: [payments.amount, payments.payee]
thresholds:
  - { name: multiple, value: 1000, unit: 元, origin: default, title: { zh: 整数倍, en: Multiple of } }
  - { name: minimum, value: 5000, unit: 元, origin: default, title: { zh: 单笔达到, en: One payment of } }
  - { name: digits_least, value: 500, unit: count, origin: default, title: { zh: 首位数字：最少笔数, en: 'Leading digits: fewest payments' } }
  - { name: digits_off, value: 1.5, unit: pp, origin: default, title: { zh: 首位数字：平均偏离超过, en: 'Leading digits: mean deviation above' } }
  - { name: digits_spreads, value: 3, unit: count, origin: default, title: { zh: 首位数字：高于各单位中位数的倍数（绝对中位差）, en: 'Leading digits: distance from the median of units in robust deviations' } }
  - { name: digits_units, value: 10, unit: count, origin: default, title: { zh: 首位数字：比较所需最少单位数, en: 'Leading digits: fewest units to compare with' } }
population: { zh: 部门, en: departments }
caution:
  zh: 商户性质按名称推断，整数金额也可能是正常的慰问品、工会福利或食堂采购。首位数字检验（本福特定律）只说明金额分布与通常不同，定额标准、封顶报销也会造成偏离，不能据此认定问题。
  en: Shops are told by their names, and a round sum may be a proper purchase. The test of leading digits (Benford) only says that amounts are distributed unusually; fixed rates and caps do that too, and nothing is proved by it.
law:
  - article: 财政违法行为处罚处分条例第六条第（四）项
    text:
      zh: 国家机关及其工作人员违反规定扩大开支范围，提高开支标准的，责令改正，调整有关会计账目，追回有关财政资金。
      en: 'Regulation on Penalties for Fiscal Offences art. 6(4): where the scope of spending is widened or its standard raised against the rules, the money is recovered and the books are put right.'
explanation:
  zh: '{place}{unit}{date}在{payee}发生整数消费{amount}，请核实是否购物卡[[；本年同类消费共{count}笔、{sum}]]。'
  en: '{place}: {unit} spent a round sum of {amount} at {payee} on {date}; please check for gift cards[[; {count} such payments in the year, {sum} in all]].'
question:
  zh: 请提供消费明细，是否购买购物卡、预付卡或发放实物福利。
  en: Please provide the itemised bill; were gift or prepaid cards bought or goods handed out?
variants:
  digits:
    kind: signal
    explanation:
      zh: '{place}{unit}{year}年{count}笔支付（不含工资和个人补助）的金额首位数字分布与本福特定律平均相差{off}，各单位一般为{usual}；以“{digit}”开头的占{share}，按定律应为{due}。'
      en: '{place}: the leading digits of {count} payments of {unit} in {year} (without wages and allowances) are off Benford’s law by {off} on average, {usual} is usual among units; {share} begin with {digit}, by the law {due} would.'
    question:
      zh: 请关注是否存在拆分、凑整或编造金额；可从该首位数字中金额较大的支付看起。
      en: Were amounts split, rounded or invented? Begin with the larger payments of that leading digit.
*/
-- Benford: a unit's payments of a year, where there are enough; told only where it also stands out among the units.
with round_sums as (
  select *
  from rules.outlays
  where version = :version and amount >= :param_minimum::bigint and amount % :param_multiple::bigint = 0 and procurement is not true
    and payee ~ '超市|商场|百货|购物|便利店|商店|商行|商厦|卖场|商城|会员店|免税店' and (:regions::text[] is null or region_code = any (:regions::text[])) and (:years::int[] is null or year <= (select max(y) from unnest(:years::int[]) y))
), hits as materialized (
  select * from round_sums
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
), digits as materialized (
  select region_code, scope, year, unit, ascii(amount::text) - 48 as digit, count(*) as payments, max(month) as month, max(office) as office, max(batch_id) as batch_id
  from rules.outlays
  where version = :version and amount >= 1000 and unit is not null and (:regions::text[] is null or region_code = any (:regions::text[])) and (:years::int[] is null or year <= (select max(y) from unnest(:years::int[]) y))
  group by region_code, scope, year, unit, ascii(amount::text)
), spread_of as (
  select region_code, scope, year, unit, max(month) as month, max(office) as office, max(batch_id) as batch_id, sum(payments) as payments,
    (sum(abs(payments::numeric / total - log(1 + 1.0 / digit))) + sum(0) + (1 - sum(log(1 + 1.0 / digit)))) / 9 as off
  from (select *, sum(payments) over (partition by region_code, scope, year, unit) as total from digits) d
  where total >= :param_digits_least::int
  group by region_code, scope, year, unit
), units as (
  select region_code, scope, year, count(*) as units, rules.median(array_agg(off)) as middle, rules.spread(array_agg(off)) as deviation
  from spread_of
  group by region_code, scope, year
), odd as (
  select s.*, u.middle
  from spread_of s
  join units u on (u.region_code, u.scope, u.year) = (s.region_code, s.scope, s.year)
  where s.off > :param_digits_off::numeric and u.units >= :param_digits_units::int and s.off >= u.middle + :param_digits_spreads::numeric * u.deviation
), odd_digits as (
  select distinct on (o.region_code, o.scope, o.year, o.unit) o.*, d.digit, d.payments / o.payments as share, log(1 + 1.0 / d.digit) as due
  from odd o
  join digits d on (d.region_code, d.scope, d.year, d.unit) = (o.region_code, o.scope, o.year, o.unit)
  order by o.region_code, o.scope, o.year, o.unit, d.payments / o.payments - log(1 + 1.0 / d.digit) desc
), shown as (
  select o.region_code, o.scope, o.year, o.unit, (array_agg((p.batch_id::bigint << 32) | p.line_no order by p.amount desc, p.line_no))[1:200] as lines, sum(p.amount)::bigint as amount
  from odd_digits o
  join rules.outlays p on (p.region_code, p.scope, p.year, p.unit) = (o.region_code, o.scope, o.year, o.unit) and ascii(p.amount::text) - 48 = o.digit
  where p.version = :version and p.amount >= 1000 and p.unit = any (array(select unit from odd_digits))
  group by o.region_code, o.scope, o.year, o.unit
), paying as (
  select region_code, scope, year, max(departments) as departments from rules.payers where version = :version group by region_code, scope, year
), held as (
  select *, array_agg(meets) over (partition by region_code, scope order by year) as all_meets
  from (
    select p.region_code, p.scope, p.year, p.departments, count(distinct o.office) as meets
    from paying p
    left join odd o on (o.region_code, o.scope, o.year) = (p.region_code, p.scope, p.year)
    group by p.region_code, p.scope, p.year, p.departments
  ) m
)
select c.region_code, c.scope, c.year, c.latest as month, c.slice_book as book, 'expenditure' as flow, null::text as item, null::text as item_name, c.unit, c.project,
  c.amount::numeric as measured, :param_minimum::numeric as expected, 'fen' as measure_unit, c.sum as amount_at_stake, 'yellow' as severity,
  jsonb_build_object('unit', jsonb_build_object('zh', coalesce(n.name, c.unit, '未列明单位'), 'en', coalesce(n.name_en, n.name, c.unit, 'a unit not stated')), 'date', rules.day_said(c.paid_on), 'payee', rules.payee_said(c.payee, c.economic_class), 'amount', jsonb_build_object('fen', c.amount::text),
    'count', case when c.count > 1 then c.count end, 'sum', jsonb_build_object('fen', c.sum::text),
    'base_meets', b.meets, 'base_of', b.departments, 'base_usual', rules.usual(b.all_meets, b.meets)) as parameters,
  rules.rows_evidence('payments', c.lines) as evidence
from cases c
left join base b on (b.region_code, b.scope, b.year, b.month) = (c.region_code, c.scope, c.year, c.month)
left join rules.batch_names n on n.batch_id = c.batch_id and n.scheme = 'unit' and n.code = c.unit
where c.place = 1 and (:years::int[] is null or c.year = any (:years::int[]))
union all
select c.region_code, c.scope, c.year, c.month, null, 'expenditure', null, null, c.unit, null, c.off, c.middle, 'ratio', s.amount, 'yellow',
  jsonb_build_object('variant', 'digits', 'unit', jsonb_build_object('zh', coalesce(n.name, c.unit, '未列明单位'), 'en', coalesce(n.name_en, n.name, c.unit, 'a unit not stated')), 'count', jsonb_build_object('count', c.payments), 'off', jsonb_build_object('points', c.off), 'usual', jsonb_build_object('points', c.middle),
    'digit', c.digit, 'share', jsonb_build_object('ratio', c.share), 'due', jsonb_build_object('ratio', c.due),
    'base_meets', h.meets, 'base_of', h.departments, 'base_usual', rules.usual(h.all_meets, h.meets)),
  rules.rows_evidence('payments', s.lines)
from odd_digits c
join shown s on (s.region_code, s.scope, s.year, s.unit) = (c.region_code, c.scope, c.year, c.unit)
join held h on (h.region_code, h.scope, h.year) = (c.region_code, c.scope, c.year)
left join rules.batch_names n on n.batch_id = c.batch_id and n.scheme = 'unit' and n.code = c.unit
where :years::int[] is null or c.year = any (:years::int[])
