/*
id: BE-07
name: { zh: 全年执行率过低, en: Low full-year execution }
kind: signal
severities: [red, orange, yellow, grey]
inputs: [execution.executed, execution.final]
population: { zh: 单位、项目和科目, en: 'units, projects and lines' }
caution:
  zh: 只看支付占预算的比例；已经完成而节约的资金、按合同跨年支付的资金也会显示为未执行。
  en: Only what was paid of the budget is seen; savings on finished work and money due next year by contract show as unused as well.
thresholds:
  - { name: yellow, value: 80, unit: '%', origin: default, title: { zh: 黄色：执行率低于, en: 'Yellow: rate below' } }
  - { name: orange, value: 50, unit: '%', origin: default, title: { zh: 橙色：执行率低于, en: 'Orange: rate below' } }
  - { name: red, value: 20, unit: '%', origin: found, title: { zh: 红色：执行率低于, en: 'Red: rate below' } }
  - { name: minimum, value: 1000, unit: 万元, origin: default, title: { zh: 未执行额下限, en: Smallest unspent amount } }
  - { name: own_minimum, value: 10, unit: 万元, origin: default, title: { zh: 单位和项目预算下限, en: Smallest budget of a unit or project } }
  - { name: own_unspent, value: 100, unit: 万元, origin: default, title: { zh: 黄色：单位和项目未执行额下限, en: 'Yellow: smallest unspent amount of a unit or project' } }
  - { name: table_lines, value: 2, unit: count, origin: default, title: { zh: 视为报表的最少科目数, en: Fewest lines of a table } }
law:
  - article: 预算法第五十七条
    text:
      zh: 各级政府财政部门必须及时、足额地拨付预算支出资金，加强对预算支出的管理和监督；各级政府、各部门、各单位的支出必须按照预算执行。
      en: 'Budget Law art. 57: budgeted money is to be paid in time and in full; spending follows the budget.'
  - article: 预算法第七十九条第（二）项
    text:
      zh: 对决算草案重点审查支出政策实施情况和重点支出、重大投资项目资金的使用及绩效情况。
      en: 'Budget Law art. 79(2): review of final accounts looks at key expenditure and the use of its money.'
explanation:
  zh: '{place}{year}年{book}“{item}”全年支出{executed}，为{basis}{budget}的{rate}，{unspent}未执行。[[其中未执行较多的有{largest}。]]'
  en: '{place}, {year}, {book}: “{item}” spent {executed} in the full year, {rate} of its {basis} of {budget}; {unspent} was not used.[[ The largest unspent lines within it: {largest}.]]'
question:
  zh: 请关注未执行的原因（项目未开工、上级资金晚到、预算偏大或已结转），下年预算是否相应核减？
  en: Why was it not spent (projects not started, money from above late, budget too large, carried over), and will next year's budget be reduced accordingly?
variants:
  own:
    explanation:
      zh: '{place}{unit}[[“{project}”]]{year}年全年支出{executed}，执行率仅{rate}，{unspent}未用。'
      en: '{place}, {unit}[[, “{project}”]]: {executed} was spent in {year}, only {rate} of the budget; {unspent} was not used.'
    question:
      zh: 请说明未执行的原因；建议在下年预算安排中核减或说明理由。
      en: Why was it not spent? Next year's budget should be reduced, or the reason given.
  undecided:
    explanation:
      zh: '{place}{year}年{book}支出{executed}，来源未公布年初预算数和调整预算数，执行率无法判定。'
      en: '{place}, {year}: {book} expenditure is {executed}; the source prints no budget, so the execution rate cannot be judged.'
    question:
      zh: 请财政部门补充提供经批准的预算数。
      en: Please ask the finance bureau for the approved budget.
phrases:
  final: { zh: 调整预算数, en: adjusted budget }
  original: { zh: 年初预算数（未公布调整预算数）, en: original budget (no adjusted figure is printed) }
*/
-- Executed ÷ adjusted, or ÷ original where the book prints no adjusted budget. The reserve (227) is spent under other lines and left out.
-- Ledgers of lines speak of units and projects as well, each against its adjusted budget.
-- Asked of the book, of its classes, and of a group only where its class does not ask it already.
with own as materialized (
  select region_code, scope, year, max(latest) as month, book, unit, null::text as project, null::text as name, sum(final)::numeric as budget, sum(coalesce(executed, 0))::numeric as executed
  from rules.unit_months
  where version = :version and flow = 'expenditure' and month = latest and month >= 12 and unit is not null and (:regions::text[] is null or region_code = any (:regions::text[]))
  group by region_code, scope, year, book, unit
  union all
  select region_code, scope, year, max(month), slice_book, max(unit), project, max(name), sum(coalesce(final, original))::numeric, sum(coalesce(executed, 0))::numeric
  from rules.project_rows
  where version = :version and month >= 12 and coalesce(class, '') <> '227' and (:regions::text[] is null or region_code = any (:regions::text[]))
  group by region_code, scope, year, slice_book, project
), own_graded as (
  select *, case when budget < :param_own_minimum::bigint then 0 when executed < :param_red::numeric * budget then 3 when executed < :param_orange::numeric * budget then 2
    when executed < :param_yellow::numeric * budget and budget - executed >= :param_own_unspent::bigint then 1 else 0 end as grade
  from own
), own_base as (
  select *, rules.usual(array_agg(meets) over (partition by region_code, scope, book, of_project), meets) as usually
  from (
    select region_code, scope, year, book, project is not null as of_project, count(*) filter (where grade > 0) as meets, count(*) filter (where budget >= :param_own_minimum::bigint) as judged
    from own_graded
    group by 1, 2, 3, 4, 5
  ) counts
), figures as materialized (
  select *, bool_or(final is not null) over slice as has_final, bool_or(final is not null or original is not null) over slice as has_budget,
    row_number() over () as line
  from rules.execution_lines
  where version = :version and flow = 'expenditure' and to_month = 12
    and (:regions::text[] is null or region_code = any (:regions::text[]))
  window slice as (partition by region_code, scope, year, book, currency)
), lines as materialized (
  select *, case when has_final then final else original end as budget, case when has_final then final else original end - executed as unspent,
    case when has_final then 'final' else 'original' end as basis, case when has_final then final_lines else original_lines end as budget_lines
  from figures
  where executed is not null
), low as (
  select l.*, bool_or(l.at_level = 1) over (partition by l.region_code, l.scope, l.year, l.book, l.currency, l.class) as class_asks
  from lines l
  where l.at_level <= 2 and l.printed and (l.at_level = 0 or l.name is not null) and l.budget > 0 and l.executed < :param_yellow::numeric * l.budget
    and l.unspent >= :param_minimum::bigint
    and coalesce(l.class, '') <> '227' and (l.at_level < 2 or l.item <> l.class)
), base as (
  select *, rules.usual(array_agg(meets) over (partition by region_code, scope, book), meets) as usually
  from (
    select l.region_code, l.scope, l.year, l.book, l.currency, count(*) filter (where l.budget > 0) as judged,
      (select count(*) from low a where a.at_level = 1 and (a.region_code, a.scope, a.year, a.book, a.currency) = (l.region_code, l.scope, l.year, l.book, l.currency)) as meets
    from lines l
    where l.at_level = 1
    group by l.region_code, l.scope, l.year, l.book, l.currency
  ) counts
), inside as (
  select a.line, i.name, i.unspent, i.item, row_number() over (partition by a.line order by i.unspent desc, i.item) as place
  from low a
  join lines i on i.at_level = case a.at_level when 0 then 1 else 3 end and i.printed and i.unspent > 0 and i.item <> a.item
    and i.class <> '227' and (i.region_code, i.scope, i.year, i.book, i.currency) = (a.region_code, a.scope, a.year, a.book, a.currency)
  where a.at_level = 0 or (i.class = a.class and (a.at_level = 1 or i.group_ = a.item))
), largest as (
  select line, jsonb_agg(jsonb_build_object('name', coalesce(name, item), 'fen', unspent::text) order by place) as names
  from inside
  where place <= 3
  group by line
)
select l.region_code, l.scope, l.year, 12 as month, l.book, l.flow, l.item,
  coalesce(l.name, '支出合计') as item_name, null::text as unit, null::text as project,
  l.executed::numeric / l.budget as measured, :param_yellow::numeric as expected, 'ratio' as measure_unit, l.unspent as amount_at_stake,
  case when l.executed < :param_red::numeric * l.budget then 'red'
       when l.executed < :param_orange::numeric * l.budget then 'orange' else 'yellow' end as severity,
  jsonb_build_object('executed', jsonb_build_object('fen', l.executed::text), 'budget', jsonb_build_object('fen', l.budget::text),
    'unspent', jsonb_build_object('fen', l.unspent::text), 'rate', jsonb_build_object('ratio', l.executed::numeric / l.budget),
    'basis', jsonb_build_object('phrase', l.basis), 'largest', jsonb_build_object('list', i.names),
    'base_meets', b.meets, 'base_of', b.judged, 'base_usual', b.usually) as parameters,
  rules.evidence('execution', 'executed', l.executed_lines) || rules.evidence('execution', l.basis, l.budget_lines) as evidence
from low l
left join largest i on i.line = l.line
left join base b on (b.region_code, b.scope, b.year, b.book, b.currency) = (l.region_code, l.scope, l.year, l.book, l.currency)
where (l.at_level < 2 or not l.class_asks) and (:years::int[] is null or l.year = any (:years::int[]))
union all
select o.region_code, o.scope, o.year, o.month, o.book, 'expenditure', null, null, o.unit, o.project,
  o.executed / o.budget, :param_yellow::numeric, 'ratio', round(o.budget - o.executed)::bigint, (array['yellow', 'orange', 'red'])[o.grade],
  jsonb_build_object('variant', 'own', 'unit', jsonb_build_object('zh', coalesce(u.name, o.unit, ''), 'en', coalesce(u.name_en, o.unit, '')), 'project', o.name,
    'executed', jsonb_build_object('fen', o.executed::bigint::text), 'rate', jsonb_build_object('ratio', o.executed / o.budget), 'unspent', jsonb_build_object('fen', (o.budget - o.executed)::bigint::text),
    'base_meets', b.meets, 'base_of', b.judged, 'base_usual', b.usually),
  rules.ledger_evidence('executed', jsonb_build_object('region', o.region_code, 'scope', o.scope, 'year', o.year::text, 'month', o.month::text, 'book', o.book, 'flow', 'expenditure', 'unit', o.unit, 'project', o.project))
    || rules.ledger_evidence('final', jsonb_build_object('region', o.region_code, 'scope', o.scope, 'year', o.year::text, 'month', o.month::text, 'book', o.book, 'flow', 'expenditure', 'unit', o.unit, 'project', o.project))
from own_graded o
join own_base b on (b.region_code, b.scope, b.year, b.book, b.of_project) = (o.region_code, o.scope, o.year, o.book, o.project is not null)
left join rules.unit_names u on u.version = :version and u.region_code = o.region_code and u.code = o.unit
where o.grade > 0 and (:years::int[] is null or o.year = any (:years::int[]))
union all
select t.region_code, t.scope, t.year, 12, t.book, t.flow, t.item, t.name, null, null,
  null, null, 'ratio', null, 'grey',
  jsonb_build_object('variant', 'undecided', 'executed', jsonb_build_object('fen', t.executed::text)),
  rules.evidence('execution', 'executed', t.executed_lines)
from lines t
where t.at_level = 0 and not t.has_budget and t.executed <> 0 and (:years::int[] is null or t.year = any (:years::int[])) and :param_table_lines::int <= (
  select count(*) from lines l
  where l.at_level = 3 and (l.region_code, l.scope, l.year, l.book, l.currency) = (t.region_code, t.scope, t.year, t.book, t.currency))
