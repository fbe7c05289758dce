/*
id: PJ-10
name: { zh: 公开逾期或缺项, en: Late or incomplete disclosure }
kind: breach
severities: [orange, yellow, grey]
inputs: [approvals.issued_on, approvals.published_on, approvals.tables_required, approvals.tables_published]
thresholds:
  - { name: days, value: 20, unit: count, origin: law, title: { zh: 公开期限（日）, en: Days within which to publish } }
law:
  - article: 预算法第十四条
    text:
      zh: 经本级人民代表大会或者本级人民代表大会常务委员会批准的预算、预算调整、决算、预算执行情况的报告及报表，应当在批准后二十日内由本级政府财政部门向社会公开。经本级政府财政部门批复的部门预算、决算及报表，应当在批复后二十日内由各部门向社会公开。
      en: 'Budget Law art. 14: approved budgets and accounts are published within twenty days of approval; those of departments within twenty days of being passed on to them.'
  - article: 预算法实施条例第六条
    text:
      zh: 部门预算、决算应当公开基本支出和项目支出。各部门所属单位的预算、决算及报表，应当在部门批复后20日内由单位向社会公开。
      en: 'Implementing Regulation of the Budget Law art. 6: how detailed departments publish; units publish within twenty days of the approval by their department.'
  - article: 上海市预算审查监督条例第十六条
    text:
      zh: 经本级预算主管部门批复的单位预算、决算及报表，应当在批复后的二十日内由各单位向社会公开。
      en: 'Shanghai Regulation on Budget Review and Supervision art. 16: units publish within twenty days of the approval by their department.'
explanation:
  zh: '{place}{unit}{year}年{kind}{told}批复，{published}公开，晚{late}天[[；并缺{absent}]][[；本年另有{more}份预决算公开逾期或缺项]]。'
  en: '{place}: the {kind} of {unit} for {year}, passed on {told}, was published on {published}, {late} days late[[; {absent} missing]][[; {more} more documents of the year late or incomplete]].'
question:
  zh: 请先核实批复与公开日期；逾期的原因是什么，以后年度如何保证按时公开？
  en: First verify both days; why was it late, and what ensures that it is in time from now on?
variants:
  unpublished:
    kind: breach
    explanation:
      zh: '{place}{unit}{year}年{kind}{told}批复，至{as_of}未见公开，已超过法定期限{late}天[[；本年另有{more}份预决算公开逾期或缺项]]。'
      en: '{place}: the {kind} of {unit} for {year}, passed on {told}, is not published on {as_of}, {late} days past the legal term[[; {more} more documents of the year late or incomplete]].'
    question:
      zh: 请先核实是否已公开而未登记；确未公开的，何时公开，有无涉密情形？
      en: First verify whether it was published and not entered; if not, when will it be, and is any of it secret?
  missing:
    kind: breach
    explanation:
      zh: '{place}{unit}{year}年{kind}公开缺{absent}（应公开{required}张，已公开{shown}张）[[；本年另有{more}份预决算公开缺项]]。'
      en: '{place}: of the {kind} of {unit} for {year}, {absent} missing ({shown} of {required} tables are published)[[; {more} more documents of the year are incomplete]].'
    question:
      zh: 请先核实缺少的表是否另行公开；确有缺项的，何时补充公开？
      en: First verify whether the missing tables are published elsewhere; if not, when will they be?
  undecided:
    kind: breach
    explanation:
      zh: '{place}{unit}{year}年{kind}未登记批复日期，公开是否逾期无法判定。'
      en: '{place}: the day on which the {kind} of {unit} for {year} was passed on is not entered, so whether it was published in time cannot be judged.'
    question:
      zh: 请补充批复日期。
      en: Please add the day.
phrases:
  departmentBudget: { zh: 部门预算, en: department budget }
  unitBudget: { zh: 单位预算, en: unit budget }
  departmentAccounts: { zh: 部门决算, en: department accounts }
  unitAccounts: { zh: 单位决算, en: unit accounts }
  governmentBudget: { zh: 政府预算, en: government budget }
  governmentAccounts: { zh: 政府决算, en: government accounts }
*/
-- The term of a government's own documents runs from their approval, that of departments and units from the day on which they were passed on.
with documents as (
  select a.*, d.day as as_of, case when a.kind in ('governmentBudget', 'governmentAccounts') then coalesce(a.approved_on, a.issued_on) else a.issued_on end as told_on
  from rules.approval_rows a
  left join rules.known_days d on (d.version, d.region_code, d.year) = (a.version, a.region_code, a.year)
  where a.version = :version and (:regions::text[] is null or a.region_code = any (:regions::text[])) and (:years::int[] is null or a.year = any (:years::int[]))
), judged as (
  select *, coalesce(published_on, as_of) - told_on - :param_days::int as late,
    coalesce(missing_tables, case when tables_published < tables_required then (tables_required - tables_published) || '张表' end) as missing,
    coalesce(missing_tables, case when tables_published < tables_required then (tables_required - tables_published) || ' tables' end) as missing_en
  from documents
), told as (
  select *, case when told_on is null and published_on is null then 'undecided' when published_on is null and late > 0 then 'unpublished' when late > 0 then 'late' when published_on is not null and missing is not null then 'missing'
    when told_on is null then 'undecided' end as variant
  from judged
), placed as (
  select *, row_number() over (partition by region_code, scope, year, unit, variant = 'undecided' order by variant = 'missing', late desc, kind) as place, count(*) over (partition by region_code, scope, year, unit, variant = 'undecided') - 1 as more,
    array_agg((batch_id::bigint << 32) | line_no) over (partition by region_code, scope, year, unit, variant = 'undecided') as lines
  from told
  where variant is not null
)
select c.region_code, c.scope, c.year, case when extract(year from coalesce(c.published_on, c.as_of)) > c.year then 12 else extract(month from coalesce(c.published_on, c.as_of)) end::int as month,
  null::text as book, null::text as flow, c.kind as item, null::text as item_name, c.unit, null::text as project,
  case c.variant when 'missing' then c.tables_published when 'undecided' then null else c.late + :param_days::int end::numeric as measured, case c.variant when 'missing' then c.tables_required when 'undecided' then null else :param_days::int end::numeric as expected,
  'count' as measure_unit, null::bigint as amount_at_stake, case c.variant when 'missing' then 'yellow' when 'undecided' then 'grey' else 'orange' end as severity,
  jsonb_build_object('variant', nullif(c.variant, 'late'), 'unit', jsonb_build_object('zh', coalesce(n.name, c.unit, '未列明单位'), 'en', coalesce(n.name_en, n.name, c.unit, 'a unit not stated')), 'kind', jsonb_build_object('phrase', c.kind), 'told', case when c.told_on is not null then rules.day_said(c.told_on) end,
    'published', case when c.published_on is not null then rules.day_said(c.published_on) end, 'as_of', case when c.as_of is not null then rules.day_said(c.as_of) end, 'late', c.late,
    'absent', case when c.missing is not null then jsonb_build_object('zh', c.missing, 'en', c.missing_en) end, 'required', coalesce(c.tables_required::text, '—'), 'shown', coalesce(c.tables_published::text, '—'), 'more', nullif(c.more, 0)) as parameters,
  rules.rows_evidence('approvals', c.lines) as evidence
from placed c
left join rules.batch_names n on n.batch_id = c.batch_id and n.scheme = 'unit' and n.code = c.unit
where c.place = 1
