/*
id: BE-07
name: { zh: 全年执行率过低, en: Low full-year execution }
kind: signal
severities: [red, orange, yellow, grey]
inputs: [execution.executed, execution.final, execution.original]
thresholds:
  - { name: yellow, value: 80, unit: '%', origin: default, title: { zh: 黄色：执行率低于, en: 'Yellow: rate below' } }
  - { name: orange, value: 50, unit: '%', origin: default, title: { zh: 橙色：执行率低于, en: 'Orange: rate below' } }
  - { name: red, value: 20, unit: '%', origin: found, title: { zh: 红色：执行率低于, en: 'Red: rate below' } }
  - { name: minimum, value: 1000, unit: 万元, origin: default, title: { zh: 未执行额下限, en: Smallest unspent amount } }
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
-- Asked of the book, of its classes, and of a group only where its class does not ask it already.
with figures as materialized (
  select * from rules.execution_level
  where version = :version and flow = 'expenditure' and to_month = 12 and measure in ('original', 'final', 'executed')
    and (:regions::text[] is null or region_code = any (:regions::text[]))
    and (:years::int[] is null or year = any (:years::int[]))
), slices as (
  select region_code, scope, year, book, currency, bool_or(measure = 'final') as has_final, bool_or(measure in ('original', 'final')) as has_budget
  from figures
  group by region_code, scope, year, book, currency
), lines as materialized (
  select e.at_level, e.region_code, e.scope, e.year, e.book, e.flow, e.currency, e.item, coalesce(e.name, b.name, e.item) as name,
    e.class, e.group_, e.amount as executed, b.amount as budget, b.amount - e.amount as unspent,
    case when s.has_final then 'final' else 'original' end as basis, s.has_budget,
    e.printed and b.printed as printed, e.evidence || coalesce(b.evidence, '[]') as evidence
  from figures e
  join slices s on (s.region_code, s.scope, s.year, s.book, s.currency) = (e.region_code, e.scope, e.year, e.book, e.currency)
  left join figures b on b.measure = case when s.has_final then 'final' else 'original' end
    and (b.at_level, b.region_code, b.scope, b.year, b.book, b.currency, b.item)
      = (e.at_level, e.region_code, e.scope, e.year, e.book, e.currency, e.item)
  where e.measure = 'executed'
), low as (
  select l.*, bool_or(l.at_level = 1) over (partition by l.region_code, l.scope, l.year, l.book, l.currency, l.class) as class_asks
  from lines l
  where l.at_level <= 2 and l.printed and l.budget > 0 and l.executed < :param_yellow::numeric * l.budget
    and l.unspent >= :param_minimum::bigint
    and coalesce(l.class, '') <> '227' and (l.at_level < 2 or l.item <> l.class)
)
select l.region_code, l.scope, l.year, 12 as month, l.book, l.flow, l.item,
  l.name as item_name, null::text as unit, null::text as project,
  l.executed::numeric / l.budget as measured, :param_yellow::numeric as expected, 'ratio' as measure_unit, l.unspent as amount_at_stake,
  case when l.executed < :param_red::numeric * l.budget then 'red'
       when l.executed < :param_orange::numeric * l.budget then 'orange' else 'yellow' end as severity,
  jsonb_build_object('executed', jsonb_build_object('fen', l.executed::text), 'budget', jsonb_build_object('fen', l.budget::text),
    'unspent', jsonb_build_object('fen', l.unspent::text), 'rate', jsonb_build_object('ratio', l.executed::numeric / l.budget),
    'basis', jsonb_build_object('phrase', l.basis),
    'largest', jsonb_build_object('list', (
      select jsonb_agg(jsonb_build_object('name', i.name, 'fen', i.unspent::text) order by i.unspent desc, i.item)
      from (
        select i.name, i.unspent, i.item from lines i
        where i.at_level = case l.at_level when 0 then 1 else 3 end and i.printed and i.unspent > 0 and i.item <> l.item
          and coalesce(i.class, '') <> '227'
          and case l.at_level when 0 then l.item when 1 then i.class else i.group_ end = l.item
          and (i.region_code, i.scope, i.year, i.book, i.currency) = (l.region_code, l.scope, l.year, l.book, l.currency)
        order by i.unspent desc, i.item
        limit 3
      ) i))) as parameters,
  l.evidence
from low l
where l.at_level < 2 or not l.class_asks
union all
select t.region_code, t.scope, t.year, 12, t.book, t.flow, t.item, t.name, null, null,
  null, null, 'ratio', null, 'grey',
  jsonb_build_object('variant', 'undecided', 'executed', jsonb_build_object('fen', t.executed::text)),
  t.evidence
from lines t
where t.at_level = 0 and not t.has_budget and t.executed <> 0 and :param_table_lines::int <= (
  select count(*) from lines l
  where l.at_level = 1 and (l.region_code, l.scope, l.year, l.book, l.currency) = (t.region_code, t.scope, t.year, t.book, t.currency))
