/*
id: BE-10
name: { zh: 未经批准的预算调整, en: Adjustment without approval }
kind: breach
severities: [red]
inputs: [execution.final, execution.original, movements.amount, resolutions.decided_on]
thresholds:
  - { name: minimum, value: 10, unit: 万元, origin: default, title: { zh: 未见批准的变动额下限, en: Smallest change without approval } }
  - { name: tolerance, value: 0.1, unit: '%', origin: default, title: { zh: 占年初预算的容差, en: Tolerance, of the January budget } }
  - { name: key_minimum, value: 100, unit: 万元, origin: default, title: { zh: 重点支出调减额下限, en: Smallest cut of key spending } }
law:
  - article: 预算法第六十七条
    text:
      zh: 经人民代表大会批准的预算，在执行中出现下列情况之一的，应当进行预算调整：（一）需要增加或者减少预算总支出的；（二）需要调入预算稳定调节基金的；（三）需要调减预算安排的重点支出数额的；（四）需要增加举借债务数额的。
      en: 'Budget Law art. 67: a budget must be adjusted where total expenditure is to rise or fall, the stabilisation fund is to be drawn on, key expenditure is to be cut or more debt raised.'
  - article: 预算法第六十八条、第六十九条
    text:
      zh: 各级政府对于必须进行的预算调整，应当编制预算调整方案，提请本级人民代表大会常务委员会审查和批准；未经批准，不得调整预算。
      en: 'Budget Law art. 68 and 69: an adjustment plan is examined and approved by the standing committee; without approval no budget is adjusted.'
  - article: 预算法第七十一条
    text:
      zh: 各级政府依照有关法律和行政法规规定应当增加的支出，以及接受增加专项转移支付的，不属于预算调整；但应当向本级人民代表大会常务委员会报告有关情况。
      en: 'Budget Law art. 71: earmarked transfers from above that need no local matching are no adjustment, but are reported to the standing committee.'
  - article: 上海市预算审查监督条例第三十九条至第四十三条（其他地方参照）
    text:
      zh: 预算调整方案应当在规定期限内提请市、区人民代表大会常务委员会审查和批准。
      en: 'Shanghai Budget Supervision Regulation art. 39–43 (elsewhere by analogy): adjustment plans go to the standing committee in time.'
explanation:
  zh: '{place}{year}年截至{month}月，{book}总支出比年初预算增加{change}（不含上年结转和上级专项转移支付）[[，常委会批准的调整方案为{approved}]]，{unapproved}未见常委会批准的调整方案。'
  en: '{place}, {year}, to month {month}: total {book} expenditure rose by {change} on the January budget (without carry-over and transfers from above)[[; the standing committee approved {approved}]]; for {unapproved} no approved adjustment is found.'
question:
  zh: 请核实是否属于上级增加的、不需本级配套的专项转移支付（依法不属于预算调整，但应报告），或决议未录入；如数据无误，依据何项决议？
  en: Please verify whether it is an earmarked transfer without local matching (no adjustment, but to be reported), or a resolution left out; if the data are right, on which resolution does it rest?
variants:
  fund:
    explanation:
      zh: '{place}{year}年截至{month}月动用预算稳定调节基金{executed}，比预算安排多{unapproved}，未见常委会批准的调整方案。'
      en: '{place}, {year}, to month {month}: {executed} was drawn from the stabilisation fund, {unapproved} more than budgeted; no approved adjustment is found.'
    question:
      zh: 请核实决议是否漏录；如数据无误，动用预算稳定调节基金依据何项决议？
      en: Please verify whether a resolution was left out; if the data are right, on which resolution does the drawing rest?
  key:
    explanation:
      zh: '{place}{year}年截至{month}月，重点支出“{item}”比年初预算调减{unapproved}，未见常委会批准的调整方案。'
      en: '{place}, {year}, to month {month}: key expenditure “{item}” was cut by {unapproved} from the January budget; no approved adjustment is found.'
    question:
      zh: 请核实该类支出是否列为重点支出、是否已报批；调减的资金用于何处？
      en: Please verify that this is key expenditure and whether the cut was approved; where did the money go?
*/
-- What is no adjustment is left out: money carried over, additions that name a document from above, and allotments taken back in the last month.
-- A resolution lists one matter per row: what it approves for the total is matched with the total, a row without amount with any. Key expenditure is education, science, social security, health and agriculture. New debt has a rule of its own (DB-06).
with moves as (
  select region_code, scope, year, slice_book as book, month, kind, class, amount, parent_document
  from rules.movement_rows
  where version = :version and coalesce(carried, 'current') <> 'carried' and kind in ('add', 'reduce', 'virement')
    and (:regions::text[] is null or region_code = any (:regions::text[])) and (:years::int[] is null or year = any (:years::int[]))
), registered as (
  select distinct region_code, year from rules.speaking where version = :version and dataset = 'resolutions'
), budgets as (
  select region_code, scope, year, book, max(month) as month, sum(original)::numeric as original, sum(final - original)::numeric as change
  from rules.line_months
  where version = :version and flow = 'expenditure' and book in ('general', 'fund', 'capital') and month = latest and coalesce(carried, 'current') <> 'carried' and original is not null
    and (:regions::text[] is null or region_code = any (:regions::text[])) and (:years::int[] is null or year = any (:years::int[]))
  group by region_code, scope, year, book
), above as (
  select region_code, scope, year, book, sum(amount) filter (where kind = 'add' and parent_document is not null)::numeric as amount,
    -sum(amount) filter (where kind = 'reduce' and month >= 12)::numeric as taken_back
  from moves
  group by region_code, scope, year, book
), resolved as (
  select region_code, extract(year from decided_on)::int as year, book, about, kind, sum(amount)::numeric as amount, bool_or(amount is null) as open
  from rules.resolution_rows
  where version = :version and kind = 'adjustment'
  group by 1, 2, 3, 4, 5
), totals as (
  select b.*, b.change - coalesce(a.amount, 0) + case when b.month >= 12 then coalesce(a.taken_back, 0) else 0 end as own,
    (select coalesce(sum(r.amount), 0)
      from resolved r where r.region_code = b.region_code and r.year = b.year and (r.book is null or r.book = b.book) and (r.about is null or r.about = 'totalExpenditure')) as approved,
    (select coalesce(bool_or(r.open), false) from resolved r where r.region_code = b.region_code and r.year = b.year and (r.book is null or r.book = b.book) and (r.about is null or r.about = 'totalExpenditure')) as open
  from budgets b
  join registered using (region_code, year)
  join above a using (region_code, scope, year, book)
), drawn as (
  select region_code, scope, year, max(month) as month, coalesce(sum(original), 0)::numeric as original, sum(executed)::numeric as executed
  from rules.line_months
  join registered using (region_code, year)
  where version = :version and flow = 'revenue' and book = 'general' and month = latest and (group_ = '11015' or item_ like '11015%')
    and (:regions::text[] is null or region_code = any (:regions::text[])) and (:years::int[] is null or year = any (:years::int[]))
  group by region_code, scope, year
), cuts as (
  select m.region_code, m.scope, m.year, m.class, k.name, max(b.month) as month, -sum(m.amount)::numeric as cut
  from moves m
  join registered using (region_code, year)
  join (values ('205', '教育支出'), ('206', '科学技术支出'), ('208', '社会保障和就业支出'), ('210', '卫生健康支出'), ('213', '农林水支出')) k (class, name) on k.class = m.class
  join budgets b on (b.region_code, b.scope, b.year, b.book) = (m.region_code, m.scope, m.year, m.book)
  where m.book = 'general' and not (m.kind = 'reduce' and m.month >= 12)
  group by m.region_code, m.scope, m.year, m.class, k.name
)
select t.region_code, t.scope, t.year, t.month, t.book, 'expenditure' as flow, case when t.book = 'general' then 'total' else t.book end as item, '支出合计' as item_name, null::text as unit, null::text as project,
  t.own as measured, t.approved as expected, 'fen' as measure_unit, round(t.own - t.approved)::bigint as amount_at_stake, 'red' as severity,
  jsonb_build_object('month', t.month::int, 'change', jsonb_build_object('fen', round(t.own)::bigint::text), 'approved', jsonb_build_object('fen', nullif(round(t.approved)::bigint, 0)::text),
    'unapproved', jsonb_build_object('fen', round(t.own - t.approved)::bigint::text)) as parameters,
  rules.ledger_evidence('original', jsonb_build_object('region', t.region_code, 'scope', t.scope, 'year', t.year::text, 'month', t.month::text, 'book', t.book, 'flow', 'expenditure'))
    || rules.ledger_evidence('final', jsonb_build_object('region', t.region_code, 'scope', t.scope, 'year', t.year::text, 'month', t.month::text, 'book', t.book, 'flow', 'expenditure')) as evidence
from totals t
where not t.open and t.own - t.approved > greatest(:param_minimum::bigint, :param_tolerance::numeric * t.original)
union all
select d.region_code, d.scope, d.year, d.month, 'general', 'revenue', '11015', '动用预算稳定调节基金', null, null,
  d.executed, d.original, 'fen', round(d.executed - d.original)::bigint, 'red',
  jsonb_build_object('variant', 'fund', 'month', d.month::int, 'executed', jsonb_build_object('fen', d.executed::bigint::text), 'unapproved', jsonb_build_object('fen', round(d.executed - d.original)::bigint::text)),
  rules.ledger_evidence('executed', jsonb_build_object('region', d.region_code, 'scope', d.scope, 'year', d.year::text, 'month', d.month::text, 'book', 'general', 'flow', 'revenue', 'revenueItem.group', '11015'))
from drawn d
where d.executed - d.original >= :param_minimum::bigint
  and not exists (select from resolved r where r.region_code = d.region_code and r.year = d.year and r.about = 'stabilisationFund')
union all
select c.region_code, c.scope, c.year, c.month, 'general', 'expenditure', c.class, c.name, null, null,
  -c.cut, 0, 'fen', round(c.cut)::bigint, 'red',
  jsonb_build_object('variant', 'key', 'month', c.month::int, 'unapproved', jsonb_build_object('fen', round(c.cut)::bigint::text)),
  rules.ledger_evidence('final', jsonb_build_object('region', c.region_code, 'scope', c.scope, 'year', c.year::text, 'month', c.month::text, 'book', 'general', 'flow', 'expenditure', 'function.class', c.class))
from cuts c
where c.cut >= :param_key_minimum::bigint
  and not exists (select from resolved r where r.region_code = c.region_code and r.year = c.year and r.about = 'keySpending')
