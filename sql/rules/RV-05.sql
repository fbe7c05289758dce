/*
id: RV-05
name: { zh: 非税应缴未缴, en: Non-tax revenue not paid in }
kind: breach
severities: [red, orange]
inputs: [nontax.amount, nontax.remitted, nontax.collected_on]
thresholds:
  - { name: days, value: 10, unit: count, origin: default, title: { zh: 应缴款在单位停留超过（天）, en: 'Days money may stay with the unit' } }
  - { name: minimum, value: 1, unit: 元, origin: default, title: { zh: 未缴金额下限, en: Smallest amount } }
law:
  - article: 预算法第五十六条
    text:
      zh: 政府的全部收入应当上缴国家金库，任何部门、单位和个人不得截留、占用、挪用或者拖欠。
      en: 'Budget Law art. 56: all government revenue is paid into the treasury; nobody may withhold, occupy, divert or delay it.'
  - article: 预算法第九十三条第（三）项
    text:
      zh: 截留、占用、挪用或者拖欠应当上缴国库的预算收入的，责令改正，对负有直接责任的主管人员和其他直接责任人员依法给予降级、撤职、开除的处分。
      en: 'Budget Law art. 93(3): whoever withholds, occupies, diverts or delays revenue due to the treasury must correct it and is disciplined.'
  - article: 财政违法行为处罚处分条例第四条
    text:
      zh: 财政收入执收单位及其工作人员不得隐瞒应当上缴的财政收入，不得滞留、截留、挪用应当上缴的财政收入，不得坐支应当上缴的财政收入。
      en: 'Regulation on penalties for fiscal offences art. 4: units that collect revenue may not hide, retain, divert or spend what must be paid in.'
explanation:
  zh: '{place}{unit}应缴未缴非税收入{open}，最长{days}天，涉及{receipts}笔[[，其中记入往来款或直接支出{kept}]]，主要是{largest}。'
  en: '{place}, {unit}: non-tax revenue of {open} is not paid in, for {days} days at most, {receipts} receipts[[, of which {kept} was booked in suspense accounts or spent directly]]; mainly {largest}.'
question:
  zh: 请先核实台账的缴库日期是否补登；确未缴库的，请说明原因和缴库时间，是否存在坐收坐支。
  en: Please first verify that payments into the treasury are fully registered; if the money is indeed not paid in, why, when will it be, and was it spent?
*/
-- Per unit and year. Money that was paid in, however late, is no longer kept; what was spent directly or sits in suspense accounts is kept from the first day.
with receipts as materialized (
  select region_code, scope, year, unit, batch_id, line_no, name, handling,
    amount - coalesce(remitted, case when remitted_on is not null then amount else 0 end) as open, checked_on - collected_on as days
  from rules.nontax_rows
  where version = :version and (:regions::text[] is null or region_code = any (:regions::text[])) and (:years::int[] is null or year = any (:years::int[]))
), kept as (
  select *, coalesce(handling in ('suspense', 'spent'), false) as diverted from receipts where open > 0 and (days > :param_days::int or handling in ('suspense', 'spent'))
), names as (
  select region_code, scope, year, unit, name, sum(open)::bigint as open, row_number() over (partition by region_code, scope, year, unit order by sum(open) desc, name) as place
  from kept
  group by region_code, scope, year, unit, name
), largest as (
  select region_code, scope, year, unit, jsonb_agg(jsonb_build_object('name', name, 'fen', open::text) order by place) as names
  from names
  where place <= 3
  group by region_code, scope, year, unit
), units as (
  select region_code, scope, year, unit, batch_id, sum(open)::bigint as open, max(days) as days, count(*)::int as receipts,
    coalesce(sum(open) filter (where diverted), 0)::bigint as diverted, array_agg(line_no) as lines
  from kept
  group by region_code, scope, year, unit, batch_id
)
select u.region_code, u.scope, u.year, null::int as month, null::text as book, 'revenue' as flow, null::text as item, null::text as item_name, u.unit, null::text as project,
  u.open::numeric as measured, 0::numeric as expected, 'fen' as measure_unit, u.open as amount_at_stake, case when u.diverted > 0 then 'red' else 'orange' end as severity,
  jsonb_build_object('unit', jsonb_build_object('zh', coalesce(n.name, u.unit), 'en', coalesce(n.name_en, n.name, u.unit)), 'open', jsonb_build_object('fen', u.open::text), 'days', u.days,
    'receipts', u.receipts, 'kept', jsonb_build_object('fen', case when u.diverted > 0 then u.diverted::text end), 'largest', jsonb_build_object('list', l.names)) as parameters,
  rules.row_evidence('nontax', u.batch_id, u.lines) as evidence
from units u
join largest l on (l.region_code, l.scope, l.year, l.unit) = (u.region_code, u.scope, u.year, u.unit)
left join rules.batch_names n on n.batch_id = u.batch_id and n.scheme = 'unit' and n.code = u.unit
where u.open >= :param_minimum::bigint
