/*
id: TP-05
name: { zh: 疑似错用科目, en: Possible misclassification }
kind: signal
severities: [orange, yellow]
inputs: [payments.amount, payments.purpose]
population: { zh: 单位, en: units }
caution:
  zh: 只按用途文字判断（去掉项目名称后），文字简写或借用时会误判，也看不到票据。
  en: Judged by the words of the purpose alone (without the project's name); short or borrowed words mislead, and receipts are not seen.
thresholds:
  - { name: orange, value: 1, unit: 万元, origin: found, title: { zh: 橙色：合计超过, en: 'Orange: sum above' } }
  - { name: minimum, value: 1000, unit: 元, origin: default, title: { zh: 合计下限, en: Smallest sum } }
law:
  - article: 预算法第三十二条
    text:
      zh: 各级政府收入、支出应当按照政府收支分类科目编列；各部门、各单位应当按照国务院财政部门制定的政府收支分类科目、预算支出标准和要求编制本部门、本单位预算草案。
      en: 'Budget Law art. 32: budgets are drawn up by the state classification of revenue and expenditure and its standards.'
  - article: 预算法第七十二条
    text:
      zh: 各部门、各单位的预算支出应当按照预算科目执行。
      en: 'Budget Law art. 72: spending follows the budget headings.'
explanation:
  zh: '{place}{unit}{year}年有{n}笔共{amount}的支出，用途含“{words}”而列入{headings}[[，列入较多的为“{purpose}”]]。'
  en: '{place}, {unit}, {year}: {n} payments of {amount} in all speak of “{words}” and stand under {headings}[[; for one, “{purpose}”]].'
question:
  zh: 请核实科目是否准确，是否存在以其他科目列支三公经费或会议、培训费。
  en: Is the heading right, or were the three publics, meetings or training booked elsewhere?
*/
-- Words → the headings under which they belong; and, the other way round, the three publics with words of plain office costs.
-- A purpose is said many times: each is read once, and only rows under another heading than the purpose's own are looked at further.
with purposes as materialized (
  select purpose, purpose ~ '接待|宴请|招待|公务用餐|出国|出境|境外' as reception_or_abroad, purpose ~ '公务用车|公车|车辆加油|车辆维修|车辆保险|汽油费' as car,
    purpose ~ '会议费' as meeting, purpose ~ '培训费' as training, purpose ~ '办公用品|文具|印刷|物业|水费|电费|劳务费|培训费|会议费|礼品|购物卡|慰问' as office
  from (
    select distinct purpose from rules.payment_rows
    where version = :version and not refund and amount > 0 and unit is not null and economic is not null and (:regions::text[] is null or region_code = any (:regions::text[]))
  ) said
), paid as materialized (
  select p.region_code, p.scope, p.year, p.month, p.unit, p.project, p.economic, p.purpose, p.amount, (p.batch_id::bigint << 32) | p.line_no as line
  from rules.payment_rows p
  join (select * from purposes where reception_or_abroad or car or meeting or training or office) s on s.purpose = p.purpose
    and case when p.economic in ('30217', '30212', '30231') then s.office
      else s.reception_or_abroad or s.car and p.economic not in ('30239', '31013', '30913') or s.meeting and p.economic <> '30215' or s.training and p.economic <> '30216' end
  where p.version = :version and not p.refund and p.amount > 0 and p.unit is not null and p.economic is not null and (:regions::text[] is null or p.region_code = any (:regions::text[]))
), read as (
  select p.*, replace(p.purpose, coalesce(n.name, ''), '') as text
  from paid p
  left join rules.project_names n on n.version = :version and n.region_code = p.region_code and n.project = p.project
), hits as (
  select r.*, case
      when r.economic in ('30217', '30212', '30231') then substring(r.text from '办公用品|文具|印刷|物业|水费|电费|劳务费|培训费|会议费|礼品|购物卡|慰问')
      when r.text ~ '接待|宴请|招待|公务用餐' then substring(r.text from '接待|宴请|招待|公务用餐')
      when r.text ~ '公务用车|公车|车辆加油|车辆维修|车辆保险|汽油费' and r.economic not in ('30239', '31013', '30913') then substring(r.text from '公务用车|公车|车辆加油|车辆维修|车辆保险|汽油费')
      when r.text ~ '出国|出境|境外' then substring(r.text from '出国|出境|境外')
      when r.text ~ '会议费' and r.economic <> '30215' then '会议费'
      when r.text ~ '培训费' and r.economic <> '30216' then '培训费' end as word
  from read r
), found as (
  select h.region_code, h.scope, h.year, h.unit, max(h.month) as month, count(*) as n, sum(h.amount)::bigint as amount, array_agg(h.line) as lines,
    string_agg(distinct h.word collate "C", '、') as words, array_agg(distinct h.economic) as economics, (array_agg(h.purpose order by h.amount desc, h.line))[1] as purpose
  from hits h
  where h.word is not null
  group by h.region_code, h.scope, h.year, h.unit
  having sum(h.amount) >= :param_minimum::bigint
), counts as (
  select s.region_code, s.scope, s.year, count(distinct f.unit) as meets, count(distinct s.unit) as judged
  from rules.payment_sums s
  left join found f on (f.region_code, f.scope, f.year, f.unit) = (s.region_code, s.scope, s.year, s.unit)
  where s.version = :version and s.unit is not null and (:regions::text[] is null or s.region_code = any (:regions::text[]))
  group by 1, 2, 3
), base as (
  select *, rules.usual(array_agg(meets) over (partition by region_code, scope), meets) as usually from counts
), headings as (
  select f.region_code, f.scope, f.year, f.unit, jsonb_agg(jsonb_build_object('name', coalesce(c.name, e)) order by e) as names
  from found f
  cross join lateral unnest(f.economics) e
  left join (select version, region_code, code, name from rules.ledger_names where version = :version and scheme = 'economic') c on c.region_code = f.region_code and c.code = e
  group by f.region_code, f.scope, f.year, f.unit
)
select f.region_code, f.scope, f.year, f.month, null::text as book, 'expenditure' as flow, null::text as item, null::text as item_name, f.unit, null::text as project,
  f.n::numeric as measured, 0::numeric as expected, 'count' as measure_unit, f.amount as amount_at_stake, case when f.amount > :param_orange::bigint then 'orange' else 'yellow' end as severity,
  jsonb_build_object('unit', jsonb_build_object('zh', coalesce(u.name, f.unit), 'en', coalesce(u.name_en, f.unit)), 'n', jsonb_build_object('count', f.n), 'amount', jsonb_build_object('fen', f.amount::text),
    'words', f.words, 'headings', jsonb_build_object('list', h.names), 'purpose', case when f.n > 1 then f.purpose end, 'base_meets', b.meets, 'base_of', b.judged, 'base_usual', b.usually) as parameters,
  rules.rows_evidence('payments', f.lines) as evidence
from found f
join base b using (region_code, scope, year)
join headings h using (region_code, scope, year, unit)
left join rules.unit_names u on u.version = :version and u.region_code = f.region_code and u.code = f.unit
where :years::int[] is null or f.year = any (:years::int[])
