/*
id: BE-03
name: { zh: 超预算支出, en: Spending above budget }
kind: breach
severities: [red, yellow, grey]
inputs: [execution.executed, execution.final]
thresholds:
  - { name: tolerance_share, value: 0.01, unit: '%', origin: default, title: { zh: 容差比例, en: Tolerance } }
  - { name: tolerance_amount, value: 1, unit: 元, origin: default, title: { zh: 最小容差, en: Smallest tolerance } }
  - { name: line_minimum, value: 1000, unit: 万元, origin: default, title: { zh: 科目超出额下限, en: Smallest excess of a line } }
  - { name: table_lines, value: 2, unit: count, origin: default, title: { zh: 视为报表的最少科目数, en: Fewest lines of a table } }
law:
  - article: 预算法第十三条
    text:
      zh: 经人民代表大会批准的预算，非经法定程序，不得调整。各级政府、各部门、各单位的支出必须以经批准的预算为依据，未列入预算的不得支出。
      en: 'Budget Law art. 13: an approved budget is adjusted only by the legal procedure; spending must rest on the approved budget.'
  - article: 预算法第七十二条
    text:
      zh: 预算支出应当按照预算科目执行，严格控制不同预算科目、预算级次或者项目间的预算资金的调剂。
      en: 'Budget Law art. 72: spending follows the budget lines; moving money between lines is strictly controlled.'
explanation:
  zh: '{place}{year}年{book}支出{executed}，超过调整预算数{final}，超出{excess}[[（{share}）]]。'
  en: '{place}, {year}: {book} expenditure of {executed} exceeds the adjusted budget of {final} by {excess}[[ ({share})]].'
question:
  zh: 支出须以批准的预算为依据。请核实是否漏录追加或上级补助形成的预算变动；超出部分依据何项决议或文件安排？
  en: Spending must rest on the approved budget. Please verify whether additions or transfers from above were left out; on which resolution or document does the excess rest?
variants:
  allotment:
    explanation:
      zh: '{place}{unit}[[“{project}”]]截至{year}年{month}月已支出{executed}，超过批准预算{final}，超出{excess}[[（{items}）]]。'
      en: '{place}, {unit}[[, “{project}”]]: to {year} month {month}, {executed} was spent, {excess} more than the approved budget of {final}[[ ({items})]].'
    question:
      zh: 支出须以批准的预算为依据，请核实是否漏录追加指标；如数据无误，超出部分依据何项批准？
      en: Spending must rest on the approved budget; please check for an unrecorded allotment first. If the data are right, on which approval does the excess rest?
  line:
    kind: signal
    explanation:
      zh: '{place}{year}年{book}“{item}”支出{executed}，比调整预算数{final}多{excess}[[（{share}）]]。[[其中超出较多的有{largest}。]][[该本预算支出合计未超过调整预算（完成{total}），]]请关注科目之间的调剂。'
      en: '{place}, {year}, {book}: “{item}” spent {executed}, {excess} more than its adjusted budget of {final}[[ ({share})]]. [[The largest excesses within it: {largest}. ]][[The book as a whole stays within the adjusted budget ({total}); ]]attention to money moved between lines.'
    question:
      zh: 超出调整预算的资金从何科目调入，是否按规定办理调剂？年初预算是否编制偏低？
      en: From which lines was the money moved, was the virement made by the rules, and was the January budget too low?
  undecided:
    kind: signal
    explanation:
      zh: '{place}{year}年{book}支出{executed}。来源未公布调整预算数，是否超出调整预算无法判定。[[年初预算数为{original}。]]'
      en: '{place}, {year}: {book} expenditure is {executed}. The source prints no adjusted budget, so whether it was exceeded cannot be judged.[[ The January budget was {original}.]]'
    question:
      zh: 请财政部门补充提供经批准的调整预算数。
      en: Please ask the finance bureau for the approved adjusted budget.
  hidden:
    kind: signal
    explanation:
      zh: '{place}{year}年{book}支出{executed}。来源文件中调整预算数一列被隐藏、未公开打印，不作为调整预算使用，是否超出调整预算无法判定。[[年初预算数为{original}。]]'
      en: '{place}, {year}: {book} expenditure is {executed}. The adjusted-budget column is hidden in the source and was not printed, so it is not used; whether the adjusted budget was exceeded cannot be judged.[[ The January budget was {original}.]]'
    question:
      zh: 请财政部门说明调整预算数未公开打印的原因，并提供经批准的调整预算数。
      en: Why was the adjusted budget not printed? Please provide the approved figure.
*/
-- Control of published annual tables is by book: only a book's total above the adjusted budget is a breach.
-- Ledgers whose source controls by line are judged by unit, project and function item at their latest month; pools that a source controls are not in its lines.
-- A line is a question: asked at the class, and at a group only where its class does not ask it already.
with allotments as (
  select l.shown_batch, min(l.region_code) as region_code, min(l.scope) as scope, min(l.year) as year, min(l.month) as month, min(l.book) as book, l.unit, l.project, coalesce(l.item_, l.group_, l.class) as item,
    coalesce(sum(l.final), 0)::numeric as final, sum(l.executed)::numeric as executed
  from rules.line_months l
  join rules.control_levels c on c.batch_id = l.shown_batch and c.control = 'line'
  where l.version = :version and l.flow = 'expenditure' and l.month = l.latest and l.unit is not null and coalesce(l.item_, l.group_, l.class) is not null
    and (:regions::text[] is null or l.region_code = any (:regions::text[])) and (:years::int[] is null or l.year = any (:years::int[]))
  group by l.shown_batch, l.unit, l.project, coalesce(l.item_, l.group_, l.class)
), above as (
  select min(region_code) as region_code, min(scope) as scope, min(year) as year, min(month) as month, min(book) as book, unit, project, sum(final) as final, sum(executed) as executed,
    jsonb_agg(jsonb_build_object('name', item, 'delta', (executed - final)::bigint::text) order by executed - final desc, item) as items, array_agg(item order by executed - final desc, item) as codes
  from allotments
  where executed - final > greatest(:param_tolerance_amount::bigint, :param_tolerance_share::numeric * final)
  group by shown_batch, unit, project
), lines as materialized (
  select *, executed - final as excess, row_number() over () as line
  from rules.execution_lines
  where version = :version and flow = 'expenditure' and to_month = 12 and executed is not null
    and (:regions::text[] is null or region_code = any (:regions::text[]))
    and (:years::int[] is null or year = any (:years::int[]))
), books as (
  select *, excess > greatest(:param_tolerance_amount::bigint, :param_tolerance_share::numeric * final) + executed_half + final_half as over
  from lines
  where at_level = 0
), asked as (
  select l.*, bool_or(l.at_level = 1) over (partition by l.region_code, l.scope, l.year, l.book, l.currency, l.class) as class_asks
  from lines l
  where l.at_level in (1, 2) and l.printed and l.name is not null and l.final >= 0 and l.excess > l.executed_half + l.final_half and l.excess >= :param_line_minimum::bigint
    and (l.at_level = 1 or l.item <> l.class)
), inside as (
  select a.line, i.name, i.excess, i.item, row_number() over (partition by a.line order by i.excess desc, i.item) as place
  from asked a
  join lines i on i.at_level = 3 and i.printed and i.excess > 0 and i.item <> a.item and i.class = a.class
    and (i.region_code, i.scope, i.year, i.book, i.currency) = (a.region_code, a.scope, a.year, a.book, a.currency)
  where a.at_level = 1 or i.group_ = a.item
), largest as (
  select line, jsonb_agg(jsonb_build_object('name', name, 'delta', excess::text) order by place) as names
  from inside
  where place <= 3
  group by line
), hidden as (
  select distinct b.region_code, b.scope, b.year, b.book
  from version_batches v
  join batches b on b.batch_id = v.batch_id and b.dataset = 'execution' and b.flow = 'expenditure'
  join execution f on f.batch_id = b.batch_id
  where v.version = :version and not f.printed and f.measure in ('final', 'hidden.final')
)
select t.region_code, t.scope, t.year, 12 as month, t.book, t.flow, t.item, t.name as item_name, null::text as unit, null::text as project,
  t.executed::numeric as measured, t.final::numeric as expected, 'fen' as measure_unit, t.excess as amount_at_stake, 'red' as severity,
  jsonb_build_object('executed', jsonb_build_object('fen', t.executed::text), 'final', jsonb_build_object('fen', t.final::text),
    'excess', jsonb_build_object('fen', t.excess::text), 'share', jsonb_build_object('ratio', t.excess::numeric / nullif(t.final, 0))) as parameters,
  rules.evidence('execution', 'executed', t.executed_lines) || rules.evidence('execution', 'final', t.final_lines) as evidence
from books t
where t.over
union all
select a.region_code, a.scope, a.year, a.month, a.book, 'expenditure', null, null, a.unit, a.project,
  a.executed, a.final, 'fen', (a.executed - a.final)::bigint, 'red',
  jsonb_build_object('variant', 'allotment', 'month', a.month::int, 'unit', jsonb_build_object('zh', coalesce(u.name, a.unit), 'en', coalesce(u.name_en, a.unit)), 'project', coalesce(p.name, a.project),
    'executed', jsonb_build_object('fen', a.executed::bigint::text), 'final', jsonb_build_object('fen', a.final::bigint::text), 'excess', jsonb_build_object('fen', (a.executed - a.final)::bigint::text),
    'items', jsonb_build_object('list', a.items)),
  (select jsonb_agg(rules.ledger_evidence(m, jsonb_build_object('region', a.region_code, 'scope', a.scope, 'year', a.year::text, 'month', a.month::text, 'book', a.book, 'flow', 'expenditure', 'unit', a.unit, 'project', a.project, 'function.item', i)) -> 0 order by i, m)
    from unnest(a.codes) i, unnest(array['executed', 'final']) m)
from above a
left join rules.unit_names u on u.version = :version and u.region_code = a.region_code and u.code = a.unit
left join rules.project_names p on p.version = :version and p.region_code = a.region_code and p.project = a.project
union all
select l.region_code, l.scope, l.year, 12, l.book, l.flow, l.item, l.name, null, null,
  l.executed, l.final, 'fen', l.excess, 'yellow',
  jsonb_build_object('variant', 'line',
    'executed', jsonb_build_object('fen', l.executed::text), 'final', jsonb_build_object('fen', l.final::text),
    'excess', jsonb_build_object('fen', l.excess::text), 'share', jsonb_build_object('ratio', l.excess::numeric / nullif(l.final, 0)),
    'largest', jsonb_build_object('list', i.names),
    'total', jsonb_build_object('ratio', case when not b.over then b.executed::numeric / nullif(b.final, 0) end)),
  rules.evidence('execution', 'executed', l.executed_lines) || rules.evidence('execution', 'final', l.final_lines)
from asked l
left join largest i on i.line = l.line
left join books b on (b.region_code, b.scope, b.year, b.book, b.currency) = (l.region_code, l.scope, l.year, l.book, l.currency)
where l.at_level = 1 or not l.class_asks
union all
select t.region_code, t.scope, t.year, 12, t.book, t.flow, t.item, t.name, null, null,
  t.executed, null, 'fen', null, 'grey',
  jsonb_build_object('variant', case when h.book is null then 'undecided' else 'hidden' end,
    'executed', jsonb_build_object('fen', t.executed::text), 'original', jsonb_build_object('fen', t.original::text)),
  rules.evidence('execution', 'executed', t.executed_lines)
from books t
left join hidden h on (h.region_code, h.scope, h.year, h.book) = (t.region_code, t.scope, t.year, t.book)
where t.final is null and t.executed <> 0 and :param_table_lines::int <= (
  select count(*) from lines l
  where l.at_level = 3 and (l.region_code, l.scope, l.year, l.book, l.currency) = (t.region_code, t.scope, t.year, t.book, t.currency))
