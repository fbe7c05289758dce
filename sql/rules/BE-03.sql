/*
id: BE-03
name: { zh: 超预算支出, en: Spending above budget }
kind: breach
severities: [red, yellow, grey]
inputs: [execution.executed, execution.final, execution.original]
thresholds:
  - { name: tolerance_share, value: 0.01, unit: '%', origin: default, title: { zh: 总额容差比例, en: Tolerance of the total } }
  - { name: tolerance_amount, value: 1, unit: 元, origin: default, title: { zh: 总额最小容差, en: Smallest tolerance of the total } }
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
-- A line is a question: asked at the class, and at a group only where its class does not ask it already.
with figures as materialized (
  select * from rules.execution_level
  where version = :version and flow = 'expenditure' and to_month = 12 and measure in ('original', 'final', 'executed')
    and (:regions::text[] is null or region_code = any (:regions::text[]))
    and (:years::int[] is null or year = any (:years::int[]))
), lines as materialized (
  select e.at_level, e.region_code, e.scope, e.year, e.book, e.flow, e.currency, e.item, coalesce(e.name, f.name, e.item) as name,
    e.class, e.group_, e.amount as executed, f.amount as final, o.amount as original, e.amount - f.amount as excess,
    e.rounding + f.rounding as rounding, e.printed and f.printed as printed, e.evidence || coalesce(f.evidence, '[]') as evidence
  from figures e
  left join figures f on f.measure = 'final' and (f.at_level, f.region_code, f.scope, f.year, f.book, f.currency, f.item)
    = (e.at_level, e.region_code, e.scope, e.year, e.book, e.currency, e.item)
  left join figures o on o.measure = 'original' and (o.at_level, o.region_code, o.scope, o.year, o.book, o.currency, o.item)
    = (e.at_level, e.region_code, e.scope, e.year, e.book, e.currency, e.item)
  where e.measure = 'executed'
), books as (
  select *, excess > greatest(:param_tolerance_amount::bigint, :param_tolerance_share::numeric * final) + rounding as over
  from lines
  where at_level = 0
), asked as (
  select l.*, bool_or(l.at_level = 1) over (partition by l.region_code, l.scope, l.year, l.book, l.currency, l.class) as class_asks
  from lines l
  where l.at_level in (1, 2) and l.printed and l.final >= 0 and l.excess > l.rounding and l.excess >= :param_line_minimum::bigint
    and (l.at_level = 1 or l.item <> l.class)
)
select t.region_code, t.scope, t.year, 12 as month, t.book, t.flow, t.item, t.name as item_name, null::text as unit, null::text as project,
  t.executed::numeric as measured, t.final::numeric as expected, 'fen' as measure_unit, t.excess as amount_at_stake, 'red' as severity,
  jsonb_build_object('executed', jsonb_build_object('fen', t.executed::text), 'final', jsonb_build_object('fen', t.final::text),
    'excess', jsonb_build_object('fen', t.excess::text), 'share', jsonb_build_object('ratio', t.excess::numeric / nullif(t.final, 0))) as parameters,
  t.evidence
from books t
where t.over
union all
select l.region_code, l.scope, l.year, 12, l.book, l.flow, l.item, l.name, null, null,
  l.executed, l.final, 'fen', l.excess, 'yellow',
  jsonb_build_object('variant', 'line',
    'executed', jsonb_build_object('fen', l.executed::text), 'final', jsonb_build_object('fen', l.final::text),
    'excess', jsonb_build_object('fen', l.excess::text),
    'share', jsonb_build_object('ratio', l.excess::numeric / nullif(l.final, 0)),
    'largest', jsonb_build_object('list', (
      select jsonb_agg(jsonb_build_object('name', i.name, 'delta', i.excess::text) order by i.excess desc, i.item)
      from (
        select i.name, i.excess, i.item from lines i
        where i.at_level = 3 and i.printed and i.excess > 0 and i.item <> l.item
          and case l.at_level when 1 then i.class else i.group_ end = l.item
          and (i.region_code, i.scope, i.year, i.book, i.currency) = (l.region_code, l.scope, l.year, l.book, l.currency)
        order by i.excess desc, i.item
        limit 3
      ) i)),
    'total', jsonb_build_object('ratio', case when not b.over then b.executed::numeric / nullif(b.final, 0) end)),
  l.evidence
from asked l
left join books b on (b.region_code, b.scope, b.year, b.book, b.currency) = (l.region_code, l.scope, l.year, l.book, l.currency)
where l.at_level = 1 or not l.class_asks
union all
select t.region_code, t.scope, t.year, 12, t.book, t.flow, t.item, t.name, null, null,
  t.executed, null, 'fen', null, 'grey',
  jsonb_build_object('variant', case when exists (
      select from rules.execution_stored h
      join version_batches v on v.batch_id = h.batch_id and v.version = :version
      where h.measure = 'final' and not h.printed and h.role in ('total', 'main')
        and (h.region_code, h.scope, h.year, h.book, h.flow) = (t.region_code, t.scope, t.year, t.book, t.flow)) then 'hidden' else 'undecided' end,
    'executed', jsonb_build_object('fen', t.executed::text), 'original', jsonb_build_object('fen', t.original::text)),
  t.evidence
from books t
where t.final is null and t.executed <> 0 and :param_table_lines::int <= (
  select count(*) from lines l
  where l.at_level = 1 and (l.region_code, l.scope, l.year, l.book, l.currency) = (t.region_code, t.scope, t.year, t.book, t.currency))
