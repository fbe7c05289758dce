/*
id: PJ-09
name: { zh: 无预算采购或采购执行率低, en: Procurement without budget or little used }
kind: breach
severities: [red, yellow]
inputs: [procurements.amount, contracts.amount, contracts.plan, contracts.notice_on, contracts.filed_on]
reach: 1
thresholds:
  - { name: rate, value: 60, unit: '%', origin: default, title: { zh: 年末采购预算执行率低于, en: Use of the procurement budget at the end of the year below } }
  - { name: minimum, value: 10, unit: 万元, origin: default, title: { zh: 采购预算下限, en: Smallest procurement budget } }
  - { name: notice, value: 2, unit: count, origin: law, title: { zh: 合同公告期限（工作日）, en: Working days to announce a contract } }
  - { name: filing, value: 7, unit: count, origin: law, title: { zh: 合同备案期限（工作日）, en: Working days to file a contract } }
population: { zh: 部门, en: departments }
caution:
  zh: 采购预算按计划编号与合同关联，编号漏填会误报；采购节约、跨年签约会使执行率偏低。
  en: Contracts are tied to the procurement budget by the number of the plan; where it was left out the rule errs. Savings and contracts signed after the year lower the use.
law:
  - article: 政府采购法第六条
    text:
      zh: 政府采购应当严格按照批准的预算执行。
      en: 'Government Procurement Law art. 6: procurement follows the approved budget strictly.'
  - article: 政府采购法第三十三条
    text:
      zh: 负有编制部门预算职责的部门在编制下一财政年度部门预算时，应当将该财政年度政府采购的项目及资金预算列出，报本级财政部门汇总。
      en: 'Art. 33: procurement and its money are listed in the budget of the department.'
  - article: 政府采购法第四十七条
    text:
      zh: 政府采购项目的采购合同自签订之日起七个工作日内，采购人应当将合同副本报同级政府采购监督管理部门和有关部门备案。
      en: 'Art. 47: a copy of the contract is filed within seven working days of signing.'
  - article: 政府采购法实施条例第五十条
    text:
      zh: 采购人应当自政府采购合同签订之日起2个工作日内，将政府采购合同在省级以上人民政府财政部门指定的媒体上公告，但政府采购合同中涉及国家秘密、商业秘密的内容除外。
      en: 'Implementing Regulation art. 50: the contract is announced within two working days of signing.'
explanation:
  zh: '{place}{unit}采购合同“{contract}”（{amount}，{signed}签订）未见采购预算[[；另有{more}份，合计{sum}]]。'
  en: '{place}: contract “{contract}” of {unit} ({amount}, signed {signed}) has no procurement budget[[; {more} more, {sum} in all]].'
question:
  zh: 请先核实采购计划编号是否漏填；确无采购预算的，依据什么采购，资金从何而来？
  en: First verify whether the plan number was left out; if there is no budget, on what basis and with what money was it bought?
variants:
  late:
    kind: breach
    explanation:
      zh: '{place}{unit}采购合同“{contract}”{signed}签订，[[公告{notice}]][[，备案{filing}]]（法定期限：公告{notice_days}个工作日、备案{filing_days}个工作日）[[；另有{more}份]]。'
      en: '{place}: contract “{contract}” of {unit}, signed {signed}, was [[announced {notice}]][[, filed {filing}]] (by law within {notice_days} and {filing_days} working days)[[; {more} more]].'
    question:
      zh: 请先核实公告和备案日期；确已逾期的，原因是什么？
      en: First verify the days of announcement and filing; if they are late, why?
  low:
    kind: signal
    explanation:
      zh: '{place}{unit}{year}年政府采购预算{budget}，年末合同{contracted}，执行率{rate}。'
      en: '{place}: of a procurement budget of {budget}, {unit} had contracts of {contracted} at the end of {year}, {rate}.'
    question:
      zh: 采购预算为何大部分未执行，是否编制不实或采购组织滞后？
      en: Why was most of the procurement budget not used; was it unreal, or was buying late?
phrases:
  in_time: { zh: 按期, en: in time }
*/
-- Days after signing are working days: neither weekends nor public holidays count.
with spoken as (
  select distinct region_code, year from rules.speaking where version = :version and dataset = 'procurements'
), plans as (
  select distinct p.region_code, p.plan, y.year
  from rules.procurement_rows p
  cross join lateral (values (p.year), (p.year + 1)) y (year)
  where p.version = :version
), bought as materialized (
  select c.*, coalesce(c.department, c.unit) as office, coalesce(c.checked_on, d.day) as as_of,
    p.plan is null as is_unplanned
  from rules.contract_rows c
  left join plans p on (p.region_code, p.year, p.plan) = (c.region_code, c.year, c.plan)
  left join rules.known_days d on (d.version, d.region_code, d.year) = (c.version, c.region_code, c.year)
  where c.version = :version and c.procurement and exists (select from spoken s where (s.region_code, s.year) = (c.region_code, c.year)) and (:regions::text[] is null or c.region_code = any (:regions::text[])) and (:years::int[] is null or c.year <= (select max(y) from unnest(:years::int[]) y))
), unplanned as (
  select *, row_number() over (partition by region_code, scope, year, unit, project order by amount desc, contract) as place, count(*) over (partition by region_code, scope, year, unit, project) - 1 as more,
    (sum(amount) over (partition by region_code, scope, year, unit, project))::bigint as sum, array_agg((batch_id::bigint << 32) | line_no) over (partition by region_code, scope, year, unit, project) as lines
  from bought
  where is_unplanned
), timed as materialized (
  select *, rules.working_days(signed_on, coalesce(notice_on, as_of)) as notice_took, rules.working_days(signed_on, coalesce(filed_on, as_of)) as filing_took
  from bought
), late as (
  select *, row_number() over (partition by region_code, scope, year, unit, project order by greatest(notice_took - :param_notice::int, filing_took - :param_filing::int) desc, contract) as place,
    count(*) over (partition by region_code, scope, year, unit, project) - 1 as more, (sum(amount) over (partition by region_code, scope, year, unit, project))::bigint as sum,
    array_agg((batch_id::bigint << 32) | line_no) over (partition by region_code, scope, year, unit, project) as lines
  from timed
  where notice_took > :param_notice::int or filing_took > :param_filing::int
), ended as (
  select region_code, scope, year from rules.year_ends where version = :version and month >= 12
), planned as (
  select p.region_code, p.scope, p.year, p.unit, coalesce(p.department, p.unit) as office, sum(p.amount)::bigint as budget, max(p.batch_id) as batch_id, array_agg((p.batch_id::bigint << 32) | p.line_no) as lines
  from rules.procurement_rows p
  join ended e on (e.region_code, e.scope, e.year) = (p.region_code, p.scope, p.year)
  where p.version = :version and exists (select from rules.speaking s where s.version = :version and s.dataset = 'contracts' and (s.region_code, s.year) = (p.region_code, p.year)) and (:regions::text[] is null or p.region_code = any (:regions::text[])) and (:years::int[] is null or p.year <= (select max(y) from unnest(:years::int[]) y))
  group by p.region_code, p.scope, p.year, p.unit, coalesce(p.department, p.unit)
), used as (
  select p.*, coalesce(b.amount, 0) as contracted
  from planned p
  left join (select region_code, scope, year, unit, sum(amount)::bigint as amount from bought group by region_code, scope, year, unit) b on (b.region_code, b.scope, b.year, b.unit) = (p.region_code, p.scope, p.year, p.unit)
), pool as (
  select distinct region_code, scope, year, office from planned
), hits as (
  select distinct region_code, scope, year, office from used where budget >= :param_minimum::bigint and contracted < :param_rate::numeric * budget
), held as (
  select *, array_agg(meets) over (partition by region_code, scope order by year) as all_meets
  from (
    select p.region_code, p.scope, p.year, count(distinct p.office) as offices, count(distinct h.office) as meets
    from pool p
    left join hits h on (h.region_code, h.scope, h.year, h.office) = (p.region_code, p.scope, p.year, p.office)
    group by p.region_code, p.scope, p.year
  ) m
)
select c.region_code, c.scope, c.year, extract(month from least(c.signed_on, make_date(c.year, 12, 31)))::int as month, null::text as book, 'expenditure' as flow, c.contract as item, c.name as item_name, c.unit, c.project,
  c.amount::numeric as measured, 0::numeric as expected, 'fen' as measure_unit, c.sum as amount_at_stake, 'red' as severity,
  jsonb_build_object('unit', jsonb_build_object('zh', coalesce(n.name, c.unit, '未列明单位'), 'en', coalesce(n.name_en, n.name, c.unit, 'a unit not stated')), 'contract', c.name, 'amount', jsonb_build_object('fen', c.amount::text), 'signed', rules.day_said(c.signed_on), 'more', nullif(c.more, 0), 'sum', jsonb_build_object('fen', c.sum::text)) as parameters,
  rules.rows_evidence('contracts', c.lines) as evidence
from unplanned c
left join rules.batch_names n on n.batch_id = c.batch_id and n.scheme = 'unit' and n.code = c.unit
where c.place = 1 and (:years::int[] is null or c.year = any (:years::int[]))
union all
select c.region_code, c.scope, c.year, extract(month from least(c.signed_on, make_date(c.year, 12, 31)))::int, null, 'expenditure', c.contract, c.name, c.unit, c.project,
  greatest(c.notice_took, c.filing_took), :param_notice::int, 'count', c.sum, 'yellow',
  jsonb_build_object('variant', 'late', 'unit', jsonb_build_object('zh', coalesce(n.name, c.unit, '未列明单位'), 'en', coalesce(n.name_en, n.name, c.unit, 'a unit not stated')), 'contract', c.name, 'signed', rules.day_said(c.signed_on),
    'notice', case when c.notice_took > :param_notice::int then case when c.notice_on is null then jsonb_build_object('zh', '至今未见（已' || c.notice_took || '个工作日）', 'en', 'not yet, after ' || c.notice_took || ' working days')
      else jsonb_build_object('zh', '用时' || c.notice_took || '个工作日', 'en', 'after ' || c.notice_took || ' working days') end else jsonb_build_object('phrase', 'in_time') end,
    'filing', case when c.filing_took > :param_filing::int then case when c.filed_on is null then jsonb_build_object('zh', '至今未见（已' || c.filing_took || '个工作日）', 'en', 'not yet, after ' || c.filing_took || ' working days')
      else jsonb_build_object('zh', '用时' || c.filing_took || '个工作日', 'en', 'after ' || c.filing_took || ' working days') end else jsonb_build_object('phrase', 'in_time') end,
    'notice_days', :param_notice::int, 'filing_days', :param_filing::int, 'more', nullif(c.more, 0)),
  rules.rows_evidence('contracts', c.lines)
from late c
left join rules.batch_names n on n.batch_id = c.batch_id and n.scheme = 'unit' and n.code = c.unit
where c.place = 1 and (:years::int[] is null or c.year = any (:years::int[]))
union all
select c.region_code, c.scope, c.year, 12, null, 'expenditure', null, null, c.unit, null, c.contracted::numeric / c.budget, :param_rate::numeric, 'ratio', c.budget - c.contracted, 'yellow',
  jsonb_build_object('variant', 'low', 'unit', jsonb_build_object('zh', coalesce(n.name, c.unit, '未列明单位'), 'en', coalesce(n.name_en, n.name, c.unit, 'a unit not stated')), 'budget', jsonb_build_object('fen', c.budget::text), 'contracted', jsonb_build_object('fen', c.contracted::text), 'rate', jsonb_build_object('ratio', c.contracted::numeric / c.budget), 'base_meets', h.meets, 'base_of', h.offices, 'base_usual', rules.usual(h.all_meets, h.meets)),
  rules.rows_evidence('procurements', c.lines)
from used c
join held h on (h.region_code, h.scope, h.year) = (c.region_code, c.scope, c.year)
left join rules.batch_names n on n.batch_id = c.batch_id and n.scheme = 'unit' and n.code = c.unit
where c.budget >= :param_minimum::bigint and c.contracted < :param_rate::numeric * c.budget and (:years::int[] is null or c.year = any (:years::int[]))
