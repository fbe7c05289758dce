/*
id: PY-01
name: { zh: 大额异常支付, en: Unusually large payment }
kind: signal
severities: [orange, yellow]
inputs: [payments.amount, payments.economic]
reach: 2
thresholds:
  - { name: yellow, value: 500, unit: 万元, origin: default, title: { zh: 黄色：单笔达到, en: 'Yellow: one payment of' } }
  - { name: orange, value: 2000, unit: 万元, origin: default, title: { zh: 橙色：单笔达到, en: 'Orange: one payment of' } }
  - { name: percentile, value: 99, unit: '%', origin: found, title: { zh: 高于同类支付的百分位, en: Above this percentile of its kind } }
  - { name: spreads, value: 3, unit: count, origin: default, title: { zh: 偏离中位数的倍数（绝对中位差）, en: Distance from the median in robust deviations } }
  - { name: least, value: 30, unit: count, origin: default, title: { zh: 比较所需最少笔数, en: Fewest payments to compare with } }
population: { zh: 部门, en: departments }
caution:
  zh: 与近三年同一单位同一经济分类的支付相比；笔数不足时与全区同类支付相比。合同约定的进度款、一次性拨款可以合理地大，本规则看不到合同。
  en: Compared with three years of payments of the same unit and economic code, or of the whole region where there are too few. A stage payment by contract or a one-off grant may rightly be large; the rule does not see contracts.
law:
  - article: 预算法实施条例第五十七条第（三）项
    text:
      zh: 各级政府财政部门应当加强对预算资金拨付的管理，按照进度拨付，即根据用款单位的实际用款进度拨付资金。
      en: 'Implementing Regulation of the Budget Law art. 57(3): budget money is paid by progress, as the spending unit really uses it.'
explanation:
  zh: '{place}{unit}{date}向{payee}支付{amount}[[，占项目“{project}”预算{share}]]，高于{peers}{economic}支付的{percentile}（共{known}笔，一般每笔{usual}）[[；同类情况另有{more}笔，合计{sum}]]。'
  en: '{place}: {unit} paid {amount} to {payee} on {date}[[, {share} of the budget of project “{project}”]], above {percentile} of the {known} payments on {economic} {peers}, where {usual} is usual[[; {more} more of this kind, {sum} in all]].'
question:
  zh: 请关注该笔支付的合同、进度和审批依据，是否属于预付或一次性拨付。
  en: Please look at contract, progress and approval of this payment; was it paid in advance or as a lump sum?
phrases:
  own: { zh: 本单位近三年, en: of this unit in three years }
  region: { zh: 全区近三年, en: of the region in three years }
*/
-- Amounts are compared in twenty classes of size per power of ten, so that one pass gives median, deviation and percentile of every kind.
-- One row per unit, project and year: the payment that stands out most, and how many others do.
with large as materialized (
  select region_code, scope, year, month, slice_book, batch_id, line_no, office, unit, project, economic_class, coalesce(economic, economic_class, '') as economic,
    payee, paid_on, amount, floor(20 * log(amount::float8))::int as bucket
  from rules.outlays
  where version = :version and amount >= :param_yellow::bigint and (:regions::text[] is null or region_code = any (:regions::text[]))
    and (:years::int[] is null or year <= (select max(y) from unnest(:years::int[]) y))
), kinds as (
  select distinct region_code, scope, year, unit, economic from large
), wanted as (
  select distinct region_code, scope, economic from large
), sizes as (
  select o.region_code, o.scope, o.year, o.unit, coalesce(o.economic, o.economic_class, '') as economic, floor(20 * log(o.amount::float8))::int as bucket, count(*) as payments
  from rules.outlays o
  join wanted w on (w.region_code, w.scope, w.economic) = (o.region_code, o.scope, coalesce(o.economic, o.economic_class, ''))
  where o.version = :version
  group by 1, 2, 3, 4, 5, 6
), histograms as (
  select k.region_code, k.scope, k.year, k.unit, k.economic, s.bucket, sum(s.payments) filter (where s.unit is not distinct from k.unit) as own, sum(s.payments) as of_region
  from kinds k
  join sizes s on (s.region_code, s.scope, s.economic) = (k.region_code, k.scope, k.economic)
  where s.year between k.year - 2 and k.year
  group by 1, 2, 3, 4, 5, 6
), compared as (
  select *, case when own_known >= :param_least::int then own else of_region end as payments, own_known >= :param_least::int as is_own
  from (select *, sum(own) over (partition by region_code, scope, year, unit, economic) as own_known from histograms) h
), run as (
  select *, sum(payments) over kind as known, sum(payments) over (kind order by bucket) as upto
  from compared
  where payments > 0
  window kind as (partition by region_code, scope, year, unit, economic)
), middles as (
  select *, min(bucket) filter (where upto >= known / 2) over kind as middle, min(bucket) filter (where upto >= known * :param_percentile::numeric) over kind as top
  from run
  window kind as (partition by region_code, scope, year, unit, economic)
), apart as (
  select *, sum(payments) over (partition by region_code, scope, year, unit, economic order by abs(bucket - middle)) as within
  from middles
), usual as (
  select region_code, scope, year, unit, economic, is_own, known, middle, top, greatest(1.4826 * min(abs(bucket - middle)) filter (where within >= known / 2), 1) as deviation
  from apart
  where known >= :param_least::int
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9
), hits as materialized (
  select l.*, u.is_own, u.known, u.middle, (l.bucket - u.middle) / u.deviation as distance
  from large l
  join usual u on (u.region_code, u.scope, u.year, u.economic) = (l.region_code, l.scope, l.year, l.economic) and u.unit is not distinct from l.unit
  where l.bucket >= u.top and (l.amount >= :param_orange::bigint or l.bucket - u.middle >= :param_spreads::numeric * u.deviation)
), met as (
  select region_code, scope, year, month, count(distinct office) as meets from hits group by region_code, scope, year, month
), base as (
  select p.region_code, p.scope, p.year, p.month, p.departments, coalesce(m.meets, 0) as meets,
    array_agg(coalesce(m.meets, 0)) over (partition by p.region_code, p.scope order by p.year) as all_meets
  from rules.payers p
  left join met m on (m.region_code, m.scope, m.year, m.month) = (p.region_code, p.scope, p.year, p.month)
  where p.version = :version
), cases as (
  select region_code, scope, year, unit, project, max(month) as month, count(*) as payments, sum(amount)::bigint as sum, bool_or(amount >= :param_orange::bigint) as is_grave,
    (array_agg(batch_id order by distance desc, line_no))[1] as batch_id, (array_agg(line_no order by distance desc, line_no))[1] as line_no,
    array_agg((batch_id::bigint << 32) | line_no order by distance desc, line_no) as lines, min(slice_book) as book, count(distinct slice_book) as books
  from hits
  group by region_code, scope, year, unit, project
), budgets as (
  select region_code, scope, year, project, sum(coalesce(final, original))::bigint as budget
  from rules.project_rows
  where version = :version and project in (select project from cases)
  group by region_code, scope, year, project
)
select c.region_code, c.scope, c.year, c.month, case when c.books = 1 then c.book end as book, 'expenditure' as flow, null::text as item, null::text as item_name, c.unit, c.project,
  h.amount::numeric as measured, power(10, (h.middle + 0.5) / 20)::numeric as expected, 'fen' as measure_unit, c.sum as amount_at_stake, case when c.is_grave then 'orange' else 'yellow' end as severity,
  jsonb_build_object('unit', jsonb_build_object('zh', coalesce(n.name, c.unit, '未列明单位'), 'en', coalesce(n.name_en, n.name, c.unit, 'a unit not stated')),
    'date', rules.day_said(h.paid_on), 'payee', rules.payee_said(h.payee, h.economic_class), 'amount', jsonb_build_object('fen', h.amount::text),
    'project', coalesce(j.name, c.project), 'share', jsonb_build_object('ratio', h.amount::numeric / nullif(g.budget, 0)),
    'peers', jsonb_build_object('phrase', case when h.is_own then 'own' else 'region' end), 'economic', jsonb_build_object('zh', coalesce(e.name, h.economic), 'en', coalesce(e.name_en, e.name, h.economic)),
    'percentile', jsonb_build_object('ratio', :param_percentile::numeric), 'known', h.known::int, 'usual', jsonb_build_object('fen', round(power(10, (h.middle + 0.5) / 20)::numeric, 1 - h.middle / 20)::bigint::text),
    'more', nullif(c.payments - 1, 0), 'sum', jsonb_build_object('fen', c.sum::text),
    'base_meets', b.meets, 'base_of', b.departments, 'base_usual', rules.usual(b.all_meets, b.meets)) as parameters,
  rules.rows_evidence('payments', c.lines[1:200]) as evidence
from cases c
join hits h on (h.batch_id, h.line_no) = (c.batch_id, c.line_no)
left join base b on (b.region_code, b.scope, b.year, b.month) = (c.region_code, c.scope, c.year, c.month)
left join budgets g on (g.region_code, g.scope, g.year, g.project) = (c.region_code, c.scope, c.year, c.project)
left join rules.batch_names n on n.batch_id = c.batch_id and n.scheme = 'unit' and n.code = c.unit
left join rules.batch_names j on j.batch_id = c.batch_id and j.scheme = 'project' and j.code = c.project
left join rules.batch_names e on e.batch_id = c.batch_id and e.scheme = 'economic' and e.code = h.economic
where :years::int[] is null or c.year = any (:years::int[])
