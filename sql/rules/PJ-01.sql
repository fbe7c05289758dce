/*
id: PJ-01
name: { zh: 资金进度与实物进度不符, en: Money and works do not match }
kind: signal
severities: [red, orange, yellow]
inputs: [projects.cumulative, projects.planned, projects.physicalProgress]
thresholds:
  - { name: yellow, value: 20, unit: pp, origin: default, title: { zh: 黄色：相差达到, en: 'Yellow: apart by' } }
  - { name: orange, value: 30, unit: pp, origin: default, title: { zh: 橙色：相差达到, en: 'Orange: apart by' } }
  - { name: red, value: 40, unit: pp, origin: default, title: { zh: 红色：相差达到, en: 'Red: apart by' } }
  - { name: minimum, value: 10, unit: 万元, origin: default, title: { zh: 总投资下限, en: Smallest project } }
  - { name: first_month, value: 3, unit: count, origin: default, title: { zh: 起始月份, en: First month judged } }
population: { zh: 部门, en: departments }
caution:
  zh: 形象进度由项目单位自报；合同预付款、设备订货款会使资金先于实物，质保金和按合同后付款会使资金后于实物。
  en: Physical progress is reported by the project's own unit. Advance payments and ordered equipment put money before works; retention and payment after acceptance put it behind.
law:
  - article: 上海市预算审查监督条例第十五条
    text:
      zh: 市和区人民代表大会、人大常委会应当加强对重大投资项目的预算执行监督，跟踪监督重大投资项目实施和绩效管理情况。
      en: 'Shanghai Regulation on Budget Review and Supervision art. 15: congresses and their committees supervise the budget execution of major investment projects and follow how they are carried out.'
  - article: 政府投资条例第十九条
    text:
      zh: 财政部门应当按照经批准的预算，根据法律、行政法规和国库管理的有关规定，及时、足额办理政府投资资金拨付。
      en: 'Government Investment Regulation art. 19: the finance bureau pays investment money by the approved budget, in time and in full.'
explanation:
  zh: '截至{year}年{month}月，{place}{unit}“{project}”资金支付{paid}（累计{sum}，总投资{planned}），形象进度{physical}，相差{gap}。'
  en: 'To {year} month {month}, {place}, {unit}: “{project}” has paid {paid} ({sum} of {planned}) and built {physical}, {gap} apart.'
question:
  zh: 请关注是否提前支付或超工程量支付，或工程已完成而款项未付。
  en: Was more paid than built, or is work that was done not paid for?
*/
-- Told in the month in which the severity begins or rises, and for the latest month.
with months as materialized (
  select p.region_code, p.scope, p.year, p.month, p.latest, p.slice_book, p.batch_id, p.line_no, p.unit, coalesce(p.department, p.unit) as office, p.project, p.planned, p.cumulative,
    p.cumulative::numeric / p.planned as paid, p.physical_progress::numeric as physical
  from rules.project_months p
  where p.version = :version and p.planned >= :param_minimum::bigint and p.cumulative is not null and p.physical_progress is not null and p.month >= :param_first_month::int
    and (:regions::text[] is null or p.region_code = any (:regions::text[])) and (:years::int[] is null or p.year <= (select max(y) from unnest(:years::int[]) y))
), graded as (
  select *, abs(paid - physical) as gap,
    case when abs(paid - physical) >= :param_red::numeric then 3 when abs(paid - physical) >= :param_orange::numeric then 2 when abs(paid - physical) >= :param_yellow::numeric then 1 else 0 end as grade
  from months
), told as (
  select *, lag(grade, 1, 0) over (partition by region_code, scope, year, slice_book, unit, project order by month) as before from graded
), pool as (
  select distinct region_code, scope, year, month, office from months
), hits as (
  select distinct region_code, scope, year, month, office from graded where grade > 0
), held as (
  select *, array_agg(meets) over (partition by region_code, scope order by year) as all_meets
  from (
    select p.region_code, p.scope, p.year, p.month, count(*) as offices, count(h.office) as meets
    from pool p
    left join hits h on (h.region_code, h.scope, h.year, h.month, h.office) = (p.region_code, p.scope, p.year, p.month, p.office)
    group by p.region_code, p.scope, p.year, p.month
  ) m
)
select c.region_code, c.scope, c.year, c.month, c.slice_book as book, 'expenditure' as flow, null::text as item, null::text as item_name, c.unit, c.project,
  c.paid as measured, c.physical as expected, 'ratio' as measure_unit, (c.gap * c.planned)::bigint as amount_at_stake, (array['yellow', 'orange', 'red'])[c.grade] as severity,
  jsonb_build_object('unit', jsonb_build_object('zh', coalesce(n.name, c.unit, '未列明单位'), 'en', coalesce(n.name_en, n.name, c.unit, 'a unit not stated')), 'project', jsonb_build_object('zh', coalesce(j.name, c.project), 'en', coalesce(j.name_en, j.name, c.project)), 'month', least(c.month, 12)::int,
    'paid', jsonb_build_object('ratio', c.paid), 'sum', jsonb_build_object('fen', c.cumulative::text), 'planned', jsonb_build_object('fen', c.planned::text), 'physical', jsonb_build_object('ratio', c.physical),
    'gap', jsonb_build_object('points', c.gap), 'base_meets', h.meets, 'base_of', h.offices, 'base_usual', rules.usual(h.all_meets, h.meets)) as parameters,
  rules.row_evidence('projects', c.batch_id, array[c.line_no]) as evidence
from told c
join held h on (h.region_code, h.scope, h.year) = (c.region_code, c.scope, c.year) and h.month = c.month
left join rules.batch_names n on n.batch_id = c.batch_id and n.scheme = 'unit' and n.code = c.unit
left join rules.batch_names j on j.batch_id = c.batch_id and j.scheme = 'project' and j.code = c.project
where c.grade > 0 and (c.grade > c.before or c.month = c.latest) and (:years::int[] is null or c.year = any (:years::int[]))
