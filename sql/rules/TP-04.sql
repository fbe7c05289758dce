/*
id: TP-04
name: { zh: 会议费超标准或非定点, en: Meeting above standard }
kind: signal
severities: [orange, yellow]
inputs: [meetings.amount]
population: { zh: 会议和培训, en: meetings and courses }
caution:
  zh: 按台账登记的人数、天数和标准计算；标准因会议类别和地方规定不同，未登记标准的会议不判断是否超标。
  en: Computed from the persons, days and standard that the register states; standards differ by kind and place, and a meeting without one is not judged.
thresholds:
  - { name: above, value: 0, unit: '%', origin: default, title: { zh: 橙色：超过标准, en: 'Orange: above the standard by more than' } }
  - { name: minimum, value: 1000, unit: 元, origin: default, title: { zh: 超出金额下限, en: Smallest excess } }
law:
  - article: 财政违法行为处罚处分条例第六条第（四）项
    text:
      zh: 国家机关及其工作人员有违反规定扩大开支范围，提高开支标准行为的，责令改正，追回有关财政资金。
      en: 'Regulation on Penalties for Fiscal Violations art. 6(4): widening the scope or raising the standard of spending against the rules is to be put right and the money recovered.'
explanation:
  zh: '{place}{unit}{year}年“{meeting}”人均每天{cost}，高于标准{standard}（{persons}人{days}天，费用{amount}，超出{excess}）[[；另有{others}次会议或培训超标准或不在定点场所]]。'
  en: '{place}, {unit}, {year}: “{meeting}” cost {cost} per person and day, above the standard of {standard} ({persons} persons, {days} days, {amount}, {excess} too much)[[; so do {others} more, or were held outside approved venues]].'
question:
  zh: 请核实人数、天数和标准；如数据无误，超标准部分依据何项批准？
  en: Please verify persons, days and standard; if they are right, who approved the excess?
variants:
  venue:
    explanation:
      zh: '{place}{unit}{year}年“{meeting}”（费用{amount}）在非定点场所[[“{venue}”]]举办[[；另有{others}次]]。'
      en: '{place}, {unit}, {year}: “{meeting}” ({amount}) was held outside the approved venues[[, at “{venue}”]][[; so were {others} more]].'
    question:
      zh: 请说明未在定点场所举办的原因。
      en: Why was it not held at an approved venue?
*/
-- One row per unit and year: the meeting that exceeds most, with the number of the others.
with judged as (
  select m.region_code, m.scope, m.year, m.unit, m.name, m.held_on, m.days, m.persons, m.standard, m.venue, m.amount, (m.batch_id::bigint << 32) | m.line_no as line,
    m.amount - m.standard * m.persons * m.days as excess,
    case when m.amount - m.standard * m.persons * m.days >= :param_minimum::bigint and m.amount > (1 + :param_above::numeric) * m.standard * m.persons * m.days then 2 when not m.listed then 1 else 0 end as grade
  from rules.meeting_rows m
  where m.version = :version and m.persons > 0 and m.days > 0 and (:regions::text[] is null or m.region_code = any (:regions::text[]))
), placed as (
  select *, row_number() over (partition by region_code, scope, year, unit order by grade desc, excess desc nulls last, amount desc, line) as place,
    count(*) over (partition by region_code, scope, year, unit) as found, array_agg(line) over (partition by region_code, scope, year, unit) as lines,
    sum(case when grade = 2 then excess else amount end) over (partition by region_code, scope, year, unit) as stake
  from judged
  where grade > 0
), counts as (
  select region_code, scope, year, count(*) filter (where grade > 0) as meets, count(*) as judged from judged group by 1, 2, 3
), base as (
  select *, rules.usual(array_agg(meets) over (partition by region_code, scope), meets) as usually from counts
)
select p.region_code, p.scope, p.year, extract(month from p.held_on)::int as month, null::text as book, null::text as flow, null::text as item, null::text as item_name, p.unit, null::text as project,
  case when p.grade = 2 then round(p.amount::numeric / (p.persons * p.days)) else p.amount end as measured, case when p.grade = 2 then p.standard end::numeric as expected, 'fen' as measure_unit,
  p.stake::bigint as amount_at_stake, (array['yellow', 'orange'])[p.grade] as severity,
  jsonb_build_object('variant', case when p.grade = 1 then 'venue' end, 'unit', jsonb_build_object('zh', coalesce(u.name, p.unit), 'en', coalesce(u.name_en, p.unit)), 'meeting', p.name,
    'cost', jsonb_build_object('fen', round(p.amount::numeric / (p.persons * p.days))::bigint::text), 'standard', jsonb_build_object('fen', p.standard::text), 'persons', p.persons, 'days', p.days,
    'amount', jsonb_build_object('fen', p.amount::text), 'excess', jsonb_build_object('fen', p.excess::text), 'venue', p.venue, 'others', jsonb_build_object('count', nullif(p.found - 1, 0)),
    'base_meets', b.meets, 'base_of', b.judged, 'base_usual', b.usually) as parameters,
  rules.rows_evidence('meetings', p.lines) as evidence
from placed p
join base b using (region_code, scope, year)
left join rules.unit_names u on u.version = :version and u.region_code = p.region_code and u.code = p.unit
where p.place = 1 and (:years::int[] is null or p.year = any (:years::int[]))
