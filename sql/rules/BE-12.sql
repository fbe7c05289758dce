/*
id: BE-12
name: { zh: 结转连续两年未用完, en: Carry-over unspent two years running }
kind: breach
severities: [red, yellow]
inputs: [execution.executed, execution.final]
reach: 4
thresholds:
  - { name: minimum, value: 1, unit: 万元, origin: default, title: { zh: 未用完金额下限, en: Smallest balance } }
  - { name: reminder, value: 10, unit: count, origin: default, title: { zh: 黄色：当年自该月起提示, en: 'Yellow: reminded from month' } }
  - { name: reminder_minimum, value: 10, unit: 万元, origin: default, title: { zh: 黄色：未用完金额下限, en: 'Yellow: smallest balance' } }
law:
  - article: 预算法第四十二条
    text:
      zh: 各级政府上一年预算的结转资金，应当在下一年用于结转项目的支出；连续两年未用完的结转资金，应当作为结余资金管理。
      en: 'Budget Law art. 42: money carried over is used for the same projects in the next year; what is not used up in two years running is treated as surplus.'
  - article: 预算法实施条例第五十条
    text:
      zh: 预算法第四十二条所称连续两年未用完的结转资金，是指预算安排项目的支出在下一年度终了时仍未用完的资金。
      en: 'Implementing Regulation of the Budget Law art. 50: not used up in two years running means not used up at the end of the year after that of the budget.'
  - article: 财预〔2015〕15号
    text:
      zh: 结转两年以上的资金作为结余资金管理，收回统筹使用；变更用途的，结转年限从最初安排年度起算。
      en: 'Cai Yu [2015] No. 15: money carried over for two years is surplus and taken back; a change of purpose does not restart the count.'
explanation:
  zh: '{place}{unit}“{project}”结转资金{balance}自{first}年起连续两年未用完（{year}年末结转资金预算{budget}，支出{executed}），应作为结余资金管理。'
  en: '{place}, {unit}, “{project}”: {balance} carried over since {first} was not used up in two years running (at the end of {year}: {executed} spent of {budget} carried over); it must be treated as surplus.'
question:
  zh: 请核实结转起始年度；如数据无误，请说明收回统筹情况。
  en: Please verify the first year of the money; if the data are right, how was it recovered?
variants:
  running:
    kind: signal
    explanation:
      zh: '{place}{unit}“{project}”自{first}年结转的资金{budget}，截至{year}年{month}月支出{executed}，尚有{balance}未用完；年末仍未用完的，应作为结余资金管理。'
      en: '{place}, {unit}, “{project}”: of {budget} carried over from {first}, {executed} was spent to {year} month {month}; {balance} is left and becomes surplus if not used by the end of the year.'
    question:
      zh: 请关注年内能否用完，不能用完的是否提前收回统筹？
      en: Can it be used within the year, or should it be taken back now?
*/
-- The balance of money carried over into a year, at its end. The first year goes back through earlier years whose balance was left as well.
with lines as (
  select region_code, scope, year, book, unit, project, month, latest, sum(final)::bigint as budget, coalesce(sum(executed), 0)::bigint as executed
  from rules.line_months
  where version = :version and flow = 'expenditure' and carried = 'carried' and month = latest and project is not null and (:regions::text[] is null or region_code = any (:regions::text[]))
  group by 1, 2, 3, 4, 5, 6, 7, 8
), balances as (
  select *, budget - executed as balance, year - row_number() over (partition by region_code, scope, book, unit, project order by year) as run
  from lines
  where budget - executed >= :param_minimum::bigint
), chained as (
  select *, min(year) over (partition by region_code, scope, book, unit, project, run) - 1 as first from balances
)
select c.region_code, c.scope, c.year, c.month, c.book, 'expenditure' as flow, null::text as item, null::text as item_name, c.unit, c.project,
  c.balance::numeric as measured, 0::numeric as expected, 'fen' as measure_unit, c.balance as amount_at_stake,
  case when c.month >= 12 then 'red' else 'yellow' end as severity,
  jsonb_build_object('variant', case when c.month < 12 then 'running' end, 'month', c.month::int,
    'unit', jsonb_build_object('zh', coalesce(u.name, c.unit, ''), 'en', coalesce(u.name_en, c.unit, '')), 'project', coalesce(p.name, c.project),
    'balance', jsonb_build_object('fen', c.balance::text), 'budget', jsonb_build_object('fen', c.budget::text), 'executed', jsonb_build_object('fen', c.executed::text), 'first', c.first::text) as parameters,
  rules.ledger_evidence('final', jsonb_build_object('region', c.region_code, 'scope', c.scope, 'year', c.year::text, 'month', c.month::text, 'book', c.book, 'flow', 'expenditure', 'unit', c.unit, 'project', c.project, 'carried', 'carried'))
    || rules.ledger_evidence('executed', jsonb_build_object('region', c.region_code, 'scope', c.scope, 'year', c.year::text, 'month', c.month::text, 'book', c.book, 'flow', 'expenditure', 'unit', c.unit, 'project', c.project, 'carried', 'carried')) as evidence
from chained c
left join rules.unit_names u on u.version = :version and u.region_code = c.region_code and u.code = c.unit
left join rules.project_names p on p.version = :version and p.region_code = c.region_code and p.project = c.project
where (c.month >= 12 or c.month >= :param_reminder::int and c.balance >= :param_reminder_minimum::bigint)
  and (:years::int[] is null or c.year = any (:years::int[]))
