/*
id: DB-02
name: { zh: 债务率分档, en: Debt-ratio band }
kind: signal
severities: [red, orange, yellow]
inputs: [debt.balance, capacity.amount]
reach: 1
population: { zh: 年度, en: years }
thresholds:
  - { name: yellow, value: 120, unit: '%', origin: found, title: { zh: 黄色：债务率达到, en: 'Yellow: ratio from' } }
  - { name: orange, value: 200, unit: '%', origin: found, title: { zh: 橙色：债务率达到, en: 'Orange: ratio from' } }
  - { name: red, value: 300, unit: '%', origin: found, title: { zh: 红色：债务率达到, en: 'Red: ratio from' } }
law:
  - article: 预算法实施条例第四十七条
    text:
      zh: 财政部和省、自治区、直辖市政府财政部门应当建立健全地方政府债务风险评估指标体系，组织评估地方政府债务风险状况，对债务高风险地区提出预警，并监督化解债务风险。
      en: 'Implementing Regulation art. 47: the Ministry of Finance and the provinces keep indicators of local debt risk, assess it, warn high-risk places and supervise how the risk is reduced.'
  - article: 上海市预算审查监督条例第五十一条第（三）项、第五十三条（其他地方参照）
    text:
      zh: 在政府债务指标情况表中，应当反映债务率等债务风险评估指标情况；人大及其常委会应当加强对本级政府债务风险管控的监督。
      en: 'Shanghai Budget Supervision Regulation art. 51(3), 53 (elsewhere by analogy): the table of debt indicators shows the debt ratio and other measures of risk; the congress and its standing committee supervise how the risk of debt is controlled.'
explanation:
  zh: '{place}{year}年末政府债务余额{balance}，综合财力{capacity}，债务率{ratio}，处于{band}[[（上年{prior}）]]，请关注风险化解方案。'
  en: '{place}, end of {year}: government debt of {balance} against a comprehensive fiscal capacity of {capacity}, a ratio of {ratio}, in the {band} band[[ ({prior} the year before)]]; please look at the plan to reduce the risk.'
question:
  zh: 请说明债务率变动原因、化债计划和偿债资金来源。
  en: What moved the ratio, what is the plan to reduce debt, and from which money is it repaid?
caution:
  zh: 分档标准为公开报道的监测口径，综合财力的测算口径各地不同；不含隐性债务。
  en: The bands are those reported of national monitoring; places compute fiscal capacity differently, and hidden debt is not included.
phrases:
  yellow: { zh: 黄色档（120%–200%）, en: yellow }
  orange: { zh: 橙色档（200%–300%）, en: orange }
  red: { zh: 红色档（300%以上）, en: red }
*/
-- The balance at the end of the year, general and special together, against all parts of the capacity that the year's register states.
with balances as materialized (
  select *, bool_or(kind = 'total') over (partition by region_code, scope, year, currency) as summed,
    count(*) filter (where kind in ('general', 'special')) over (partition by region_code, scope, year, currency) as kinds
  from rules.debt_won
  where version = :version and to_month = 12 and breakdown = 'total' and role in ('main', 'total') and measure = 'balance' and stage in ('flash', 'accounts')
    and kind in ('general', 'special', 'total') and (:regions::text[] is null or region_code = any (:regions::text[]))
), debts as (
  select distinct on (region_code, year) region_code, scope, year, currency, sum(amount)::bigint as balance,
    jsonb_agg(jsonb_build_object('dataset', 'debt', 'batch', batch_id, 'line', line_no, 'measure', measure)) as evidence
  from balances
  where case when kinds = 2 then kind <> 'total' when summed then kind = 'total' end
  group by region_code, scope, year, currency
  order by region_code, year, scope = 'all' desc
), capacities as (
  select region_code, year, batch_id, sum(amount)::bigint as capacity, array_agg(line_no) as lines
  from rules.capacity_rows
  where version = :version and item !~ '合计|总计' and (:regions::text[] is null or region_code = any (:regions::text[]))
  group by region_code, year, batch_id
), ratios as (
  select d.*, c.capacity, c.batch_id, c.lines, d.balance::numeric / c.capacity as ratio
  from debts d
  join capacities c on (c.region_code, c.year) = (d.region_code, d.year) and c.capacity > 0
), graded as (
  select r.*, p.ratio as prior, (r.ratio >= :param_yellow::numeric)::int + (r.ratio >= :param_orange::numeric)::int + (r.ratio >= :param_red::numeric)::int as grade
  from ratios r
  left join ratios p on (p.region_code, p.year) = (r.region_code, r.year - 1)
), counted as (
  select *, (count(*) filter (where grade > 0) over (partition by region_code))::int as meets, (count(*) over (partition by region_code))::int as known from graded
)
select region_code, scope, year, 12 as month, null::text as book, null::text as flow, null::text as item, null::text as item_name, null::text as unit, null::text as project,
  ratio as measured, (array[:param_yellow::numeric, :param_orange::numeric, :param_red::numeric])[grade] as expected, 'ratio' as measure_unit,
  (balance - capacity * :param_yellow::numeric)::bigint as amount_at_stake, (array['yellow', 'orange', 'red'])[grade] as severity,
  jsonb_build_object('balance', jsonb_build_object('fen', balance::text), 'capacity', jsonb_build_object('fen', capacity::text), 'ratio', jsonb_build_object('ratio', ratio),
    'prior', jsonb_build_object('ratio', prior), 'band', jsonb_build_object('phrase', (array['yellow', 'orange', 'red'])[grade]),
    'base_meets', meets, 'base_of', known, 'base_usual', null) as parameters,
  evidence || rules.row_evidence('capacity', batch_id, lines) as evidence
from counted
where grade > 0 and (:years::int[] is null or year = any (:years::int[]))
