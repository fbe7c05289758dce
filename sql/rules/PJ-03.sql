/*
id: PJ-03
name: { zh: 超概算, en: Above the approved estimate }
kind: breach
severities: [red, orange, yellow]
inputs: [estimates.approved, estimates.contracted, estimates.paid]
thresholds:
  - { name: near, value: 95, unit: '%', origin: default, title: { zh: 黄色：达到概算的, en: 'Yellow: share of the estimate' } }
  - { name: limit, value: 100, unit: '%', origin: law, title: { zh: 红色：超过概算的, en: 'Red: above this share of the estimate' } }
  - { name: design, value: 10, unit: '%', origin: law, title: { zh: 橙色：概算超可研估算, en: 'Orange: estimate above the feasibility study by' } }
population: { zh: 部门, en: departments }
caution:
  zh: 只看台账登记的概算、合同额和累计支付；已报批未登记的概算调整看不到。
  en: Sees only the estimate, contracts and payments in the register; a change that was approved and not entered is not seen.
law:
  - article: 政府投资条例第十二条
    text:
      zh: 初步设计提出的投资概算超过经批准的可行性研究报告提出的投资估算10%的，项目单位应当向投资主管部门或者其他有关部门报告，投资主管部门或者其他有关部门可以要求项目单位重新报送可行性研究报告。
      en: 'Government Investment Regulation art. 12: an estimate more than 10 % above the approved feasibility study is reported, and a new study may be demanded.'
  - article: 政府投资条例第二十三条
    text:
      zh: 政府投资项目建设投资原则上不得超过经核定的投资概算。因国家政策调整、价格上涨、地质条件发生重大变化等原因确需增加投资概算的，项目单位应当提出调整方案及资金来源，按照规定的程序报原初步设计审批部门或者投资概算核定部门核定。
      en: 'Art. 23: investment may in principle not exceed the approved estimate; an increase needs approval by whoever approved the estimate.'
  - article: 财政违法行为处罚处分条例第九条第（三）项
    text:
      zh: 单位和个人违反规定超概算投资的，责令改正，调整有关会计账目，核减或者停止拨付工程投资。
      en: 'Regulation on Penalties for Fiscal Offences art. 9(3): investment above the estimate against the rules is put right and its funding cut or stopped.'
explanation:
  zh: '{place}{unit}“{project}”截至{checked}累计投资{spent}（合同{contracted}，支付{paid}），超概算{over}（核定概算{limit}）。'
  en: '{place}, {unit}: “{project}” stands at {spent} on {checked} (contracts {contracted}, payments {paid}), {over} above the approved estimate of {limit}.'
question:
  zh: 请先核实概算调整是否已获批准；未经批准的，超概算原因和资金来源是什么，是否按程序报批？
  en: First verify whether a change of the estimate was approved; if not, why was it exceeded, with what money, and was approval asked for?
variants:
  near:
    kind: signal
    explanation:
      zh: '{place}{unit}“{project}”截至{checked}累计投资{spent}，已达核定概算{limit}的{share}，请关注是否将超概算。'
      en: '{place}, {unit}: “{project}” stands at {spent} on {checked}, {share} of its approved estimate of {limit}; will it be exceeded?'
    question:
      zh: 剩余工程还需多少投资，是否需要调整概算？
      en: How much is still to be built, and must the estimate be changed?
  design:
    kind: breach
    explanation:
      zh: '{place}{unit}“{project}”批准概算{limit}，超过可研估算{feasibility}达{over}（超过10%应当报告）。'
      en: '{place}, {unit}: the estimate of “{project}”, {limit}, is {over} above the feasibility study of {feasibility}; above 10 % it must be reported.'
    question:
      zh: 请先核实是否已向投资主管部门报告；概算超估算的原因是什么，可行性研究报告是否重新报批？
      en: First verify whether it was reported; why does the estimate exceed the study, and was the study approved anew?
*/
with states as materialized (
  select e.*, coalesce(e.department, e.unit) as office, case when e.changed is not null and e.changed_on <= e.checked_on then e.changed else e.approved end as limit_,
    greatest(coalesce(e.contracted, 0), coalesce(e.paid, 0)) as spent
  from rules.estimate_rows e
  where e.version = :version and e.approved > 0 and (:regions::text[] is null or e.region_code = any (:regions::text[])) and (:years::int[] is null or e.year <= (select max(y) from unnest(:years::int[]) y))
), judged as (
  select *, case when spent > :param_limit::numeric * limit_ then 'over' when spent >= :param_near::numeric * limit_ and accepted_on is null then 'near' end as found,
    approved > (1 + :param_design::numeric) * feasibility as is_large
  from states
), told as (
  select *, 'over' as variant from judged where found = 'over'
  union all
  select *, 'near' from judged where found = 'near' and is_large is not true
  union all
  select *, 'design' from judged where is_large and found is distinct from 'over'
), pool as (
  select distinct region_code, scope, year, office from states
), hits as (
  select distinct region_code, scope, year, office from told where variant = 'near'
), held as (
  select *, array_agg(meets) over (partition by region_code, scope order by year) as all_meets
  from (
    select p.region_code, p.scope, p.year, count(distinct p.office) as offices, count(distinct h.office) as meets
    from pool p
    left join hits h on (h.region_code, h.scope, h.year, h.office) = (p.region_code, p.scope, p.year, p.office)
    group by p.region_code, p.scope, p.year
  ) m
)
select c.region_code, c.scope, c.year, case when extract(year from c.checked_on) > c.year then 12 else extract(month from c.checked_on) end::int as month, null::text as book, 'expenditure' as flow, null::text as item, c.name as item_name, c.unit, c.project,
  case c.variant when 'design' then c.approved else c.spent end::numeric as measured, case c.variant when 'design' then c.feasibility else c.limit_ end::numeric as expected, 'fen' as measure_unit,
  case c.variant when 'over' then c.spent - c.limit_ when 'design' then c.approved - c.feasibility else c.limit_ - c.spent end::bigint as amount_at_stake,
  case c.variant when 'over' then 'red' when 'design' then 'orange' else 'yellow' end as severity,
  jsonb_build_object('variant', nullif(c.variant, 'over'), 'unit', jsonb_build_object('zh', coalesce(n.name, c.unit, '未列明单位'), 'en', coalesce(n.name_en, n.name, c.unit, 'a unit not stated')), 'project', jsonb_build_object('zh', coalesce(j.name, c.name, c.project), 'en', coalesce(j.name_en, j.name, c.name, c.project)), 'checked', rules.day_said(c.checked_on),
    'spent', jsonb_build_object('fen', c.spent::text), 'contracted', jsonb_build_object('fen', coalesce(c.contracted, 0)::text), 'paid', jsonb_build_object('fen', coalesce(c.paid, 0)::text), 'limit', jsonb_build_object('fen', case c.variant when 'design' then c.approved else c.limit_ end::text),
    'over', jsonb_build_object('ratio', case c.variant when 'design' then c.approved::numeric / c.feasibility else c.spent::numeric / c.limit_ end - 1), 'share', jsonb_build_object('ratio', c.spent::numeric / c.limit_), 'feasibility', jsonb_build_object('fen', c.feasibility::text))
    || case when c.variant = 'near' then jsonb_build_object('base_meets', h.meets, 'base_of', h.offices, 'base_usual', rules.usual(h.all_meets, h.meets)) else '{}' end as parameters,
  rules.row_evidence('estimates', c.batch_id, array[c.line_no]) as evidence
from told c
join held h on (h.region_code, h.scope, h.year) = (c.region_code, c.scope, c.year)
left join rules.batch_names n on n.batch_id = c.batch_id and n.scheme = 'unit' and n.code = c.unit
left join rules.batch_names j on j.batch_id = c.batch_id and j.scheme = 'project' and j.code = c.project
where (:years::int[] is null or c.year = any (:years::int[]))
