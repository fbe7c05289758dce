/*
id: TP-03
name: { zh: 四季度集中或预付三公, en: Fourth-quarter bunching }
kind: signal
severities: [orange, yellow]
inputs: [payments.amount]
population: { zh: 单位, en: units }
caution:
  zh: 只看支付日期和用途文字；会议、培训本来就排在四季度的单位也会出现。
  en: Only the day and the words of a payment are seen; units whose meetings and training fall into the last quarter appear as well.
thresholds:
  - { name: share, value: 40, unit: '%', origin: default, title: { zh: 黄色：四季度占全年超过, en: 'Yellow: fourth quarter above, of the year' } }
  - { name: prepaid, value: 1, unit: 万元, origin: found, title: { zh: 橙色：四季度单笔预付超过, en: 'Orange: prepayment in the quarter above' } }
  - { name: minimum, value: 1, unit: 万元, origin: default, title: { zh: 单项全年支出下限, en: Smallest spending of an item in the year } }
law:
  - article: 党政机关厉行节约反对浪费条例及财政违法行为处罚处分条例第六条
    text:
      zh: 国家机关及其工作人员不得虚报、冒领、转移财政资金，不得以虚假经济业务事项套取资金。
      en: 'Regulation on Penalties for Fiscal Violations art. 6 (with the frugality rules): public money may not be claimed falsely, moved away or drawn by sham business.'
explanation:
  zh: '{place}{unit}{year}年四季度{items}支出{late}，占全年{share}。'
  en: '{place}, {unit}, {year}: {late} of {items} was paid in the fourth quarter, {share} of the year.'
question:
  zh: 请核实是否集中报销、转移或预存费用。
  en: Was it bunched, moved or stored up?
variants:
  prepaid:
    explanation:
      zh: '{place}{unit}{year}年四季度有{n}笔三公经费或会议、培训费预付共{prepaid}[[；{items}四季度支出占全年{share}]]。'
      en: '{place}, {unit}, {year}: {n} prepayments of {prepaid} in all for the three publics, meetings or training in the fourth quarter[[; of {items}, {share} of the year fell into the quarter]].'
    question:
      zh: 请核实是否转移、预存费用，对应的活动是否已经发生。
      en: Was spending stored up, and has what was paid for taken place?
*/
-- A year is judged when it is over; prepayments as soon as they appear.
with items (economic, name) as (
  values ('30212', '因公出国（境）费用'), ('30215', '会议费'), ('30216', '培训费'), ('30217', '公务接待费'), ('30231', '公务用车运行维护费')
), sums as (
  select s.region_code, s.scope, s.year, s.unit, i.name, max(s.month) as month, sum(s.amount)::numeric as amount, coalesce(sum(s.amount) filter (where s.month >= 10), 0)::numeric as late
  from rules.payment_sums s
  join items i using (economic)
  where s.version = :version and s.slice_book = 'general' and s.unit is not null and (:regions::text[] is null or s.region_code = any (:regions::text[]))
  group by 1, 2, 3, 4, 5
), ends as (
  select region_code, scope, year, max(month) as last from rules.payment_sums where version = :version and slice_book = 'general' group by 1, 2, 3
), bunched as (
  select s.region_code, s.scope, s.year, s.unit, sum(s.amount) as amount, sum(s.late) as late, jsonb_agg(jsonb_build_object('name', s.name) order by s.late desc, s.name) as items
  from sums s
  join ends e using (region_code, scope, year)
  where e.last >= 12 and s.amount >= :param_minimum::bigint and s.late > :param_share::numeric * s.amount
  group by s.region_code, s.scope, s.year, s.unit
), hits as materialized (
  select p.region_code, p.scope, p.year, p.unit, count(*) as n, sum(p.amount)::numeric as prepaid, array_agg((p.batch_id::bigint << 32) | p.line_no) as lines
  from rules.payment_rows p
  where p.version = :version and p.slice_book = 'general' and p.month >= 10 and p.economic in ('30212', '30215', '30216', '30217', '30231') and p.amount > :param_prepaid::bigint and not p.refund and p.unit is not null
    and p.purpose ~ '预付|预存|预交|预缴|预充|充值|储值|定金|订金' and (:regions::text[] is null or p.region_code = any (:regions::text[]))
  group by 1, 2, 3, 4
), graded as (
  select u.region_code, u.scope, u.year, u.unit, e.last, b.late, b.late / b.amount as share, b.items, h.n, h.prepaid, h.lines, case when h.n > 0 then 2 when b.unit is not null then 1 else 0 end as grade
  from (select distinct region_code, scope, year, unit from sums) u
  join ends e using (region_code, scope, year)
  left join bunched b using (region_code, scope, year, unit)
  left join hits h using (region_code, scope, year, unit)
), counts as (
  select region_code, scope, year, count(*) filter (where grade > 0) as meets, count(*) as judged from graded where last >= 10 group by 1, 2, 3
), base as (
  select *, rules.usual(array_agg(meets) over (partition by region_code, scope), meets) as usually from counts
)
select g.region_code, g.scope, g.year, g.last as month, 'general' as book, 'expenditure' as flow, null::text as item, null::text as item_name, g.unit, null::text as project,
  case when g.grade = 2 then g.prepaid else g.share end as measured, case when g.grade = 2 then :param_prepaid::numeric else :param_share::numeric end as expected,
  case when g.grade = 2 then 'fen' else 'ratio' end as measure_unit, (case when g.grade = 2 then g.prepaid else g.late end)::bigint as amount_at_stake, (array['yellow', 'orange'])[g.grade] as severity,
  jsonb_build_object('variant', case when g.grade = 2 then 'prepaid' end, 'unit', jsonb_build_object('zh', coalesce(u.name, g.unit), 'en', coalesce(u.name_en, g.unit)),
    'late', jsonb_build_object('fen', g.late::bigint::text), 'share', jsonb_build_object('ratio', g.share), 'items', jsonb_build_object('list', g.items),
    'n', jsonb_build_object('count', g.n), 'prepaid', jsonb_build_object('fen', g.prepaid::bigint::text), 'base_meets', b.meets, 'base_of', b.judged, 'base_usual', b.usually) as parameters,
  case when g.grade = 2 then rules.rows_evidence('payments', g.lines) else (
    select jsonb_agg(rules.ledger_evidence('executed', jsonb_build_object('region', g.region_code, 'scope', g.scope, 'year', g.year::text, 'month', m, 'book', 'general', 'flow', 'expenditure', 'unit', g.unit, 'economic.group', i.economic)) -> 0 order by i.economic, m)
    from items i, unnest(array['9', g.last::text]) m) end as evidence
from graded g
join base b using (region_code, scope, year)
left join rules.unit_names u on u.version = :version and u.region_code = g.region_code and u.code = g.unit
where g.grade > 0 and (:years::int[] is null or g.year = any (:years::int[]))
