/*
id: TP-02
name: { zh: 三公经费同比增长, en: Three-publics growth }
kind: signal
severities: [red, orange, yellow]
inputs: [execution.executed]
reach: 1
population: { zh: 单位, en: units }
caution:
  zh: 只比较上年同期累计数；换届、机构合并、车辆报废更新和上年基数偏低都会造成增长。
  en: Only the same period of the year before is compared; elections, mergers, renewal of vehicles and a low base last year all make for growth.
thresholds:
  - { name: yellow, value: 0, unit: '%', origin: default, title: { zh: 黄色：增长超过, en: 'Yellow: growth above' } }
  - { name: orange, value: 10, unit: '%', origin: default, title: { zh: 橙色：增长超过, en: 'Orange: growth above' } }
  - { name: red, value: 30, unit: '%', origin: default, title: { zh: 红色：增长超过, en: 'Red: growth above' } }
  - { name: red_increase, value: 5, unit: 万元, origin: default, title: { zh: 红色：且增加额超过, en: 'Red: and increase above' } }
  - { name: increase, value: 1, unit: 万元, origin: default, title: { zh: 增加额下限, en: Smallest increase } }
  - { name: first_month, value: 3, unit: count, origin: default, title: { zh: 起始月份, en: First month judged } }
  - { name: spread, value: 1, unit: count, origin: default, title: { zh: 高于各单位增长中位数的离散度倍数, en: Times the spread above the median growth of all units } }
  - { name: peers, value: 10, unit: count, origin: default, title: { zh: 与同类比较所需单位数, en: Units needed for a comparison with all } }
law:
  - article: 预算法第十二条
    text:
      zh: 各级预算应当遵循统筹兼顾、勤俭节约、量力而行、讲求绩效和收支平衡的原则。
      en: 'Budget Law art. 12: budgets are balanced, thrifty, within means and oriented to results.'
  - article: 预算法第三十七条
    text:
      zh: 各级预算支出的编制，应当贯彻勤俭节约的原则，严格控制各部门、各单位的机关运行经费和楼堂馆所等基本建设支出。
      en: 'Budget Law art. 37: budgets are thrifty and strictly limit the running costs of offices.'
explanation:
  zh: '{place}{unit}截至{year}年{month}月三公经费支出{executed}，同比增长{growth}，增加{increase}[[，其中{largest}]]。'
  en: '{place}, {unit}: to {year} month {month} the three publics cost {executed}, {growth} more than a year before, by {increase}[[, of which {largest}]].'
question:
  zh: 请说明增长原因（如换届、车辆报废更新）。
  en: Why did they grow (elections, vehicle renewal)?
variants:
  nothing:
    explanation:
      zh: '{place}{unit}截至{year}年{month}月三公经费支出{executed}，上年同期没有支出，无可比基数[[，其中{largest}]]。'
      en: '{place}, {unit}: to {year} month {month} the three publics cost {executed}; nothing was spent in the same period a year before, so growth cannot be stated[[; of which {largest}]].'
    question:
      zh: 请说明支出原因；上年是否列入其他单位或科目？
      en: Why was it spent, and did it stand under another unit or heading last year?
*/
-- Same month of the year before. Judged at the end of each quarter; a growth that is common among all units of that month is not told.
with items (economic, name) as (
  values ('30212', '因公出国（境）费用'), ('30217', '公务接待费'), ('30231', '公务用车运行维护费'), ('31013', '公务用车购置')
), lines as (
  select min(l.region_code) as region_code, min(l.scope) as scope, min(l.year) as year, min(l.month) as month, min(l.latest) as latest, l.unit, i.name, sum(coalesce(l.executed, 0))::numeric as executed
  from rules.line_months l
  join items i using (economic)
  where l.version = :version and l.flow = 'expenditure' and l.book = 'general' and l.month in (3, 6, 9, 12) and l.unit is not null and (:regions::text[] is null or l.region_code = any (:regions::text[]))
  group by l.shown_batch, l.unit, i.name
), compared as (
  select a.*, coalesce(p.executed, 0) as prior, exists (select from lines x where (x.region_code, x.scope, x.year, x.month) = (a.region_code, a.scope, a.year - 1, a.month)) as known
  from lines a
  left join lines p on (p.region_code, p.scope, p.unit, p.name, p.month) = (a.region_code, a.scope, a.unit, a.name, a.month) and p.year = a.year - 1
), units as (
  select region_code, scope, year, month, latest, unit, sum(executed) as executed, sum(prior) as prior, sum(executed) - sum(prior) as increase,
    (sum(executed) - sum(prior)) / nullif(sum(prior), 0) as growth,
    jsonb_agg(jsonb_build_object('name', name, 'delta', round(executed - prior)::bigint::text) order by executed - prior desc, name) filter (where executed > prior) as largest
  from compared
  where known and month >= :param_first_month::int
  group by region_code, scope, year, month, latest, unit
  having sum(executed) > 0
), typical as (
  select region_code, scope, year, month, rules.median(array_agg(growth)) + :param_spread::numeric * rules.spread(array_agg(growth)) as bound
  from units
  where growth is not null
  group by region_code, scope, year, month
  having count(*) >= :param_peers::int
), graded as (
  select u.*, case when increase < :param_increase::bigint or growth <= greatest(coalesce(t.bound, 0), 0) then 0 when growth is null then 1
    when growth > :param_red::numeric and increase > :param_red_increase::bigint then 3 when growth > :param_orange::numeric then 2 when growth > :param_yellow::numeric then 1 else 0 end as grade
  from units u
  left join typical t using (region_code, scope, year, month)
), told as (
  select *, coalesce(max(grade) over (partition by region_code, scope, year, unit order by month rows between unbounded preceding and 1 preceding), 0) as before,
    max(month) over (partition by region_code, scope, year) as last
  from graded
), counts as (
  select region_code, scope, year, month, count(*) filter (where grade > 0) as meets, count(*) as judged from graded group by 1, 2, 3, 4
), base as (
  select *, rules.usual(array_agg(meets) over (partition by region_code, scope), meets) as usually from counts
)
select t.region_code, t.scope, t.year, t.month, 'general' as book, 'expenditure' as flow, null::text as item, null::text as item_name, t.unit, null::text as project,
  t.executed as measured, t.prior as expected, 'fen' as measure_unit, t.increase::bigint as amount_at_stake, (array['yellow', 'orange', 'red'])[t.grade] as severity,
  jsonb_build_object('variant', case when t.growth is null then 'nothing' end, 'month', t.month::int, 'unit', jsonb_build_object('zh', coalesce(u.name, t.unit), 'en', coalesce(u.name_en, t.unit)),
    'executed', jsonb_build_object('fen', t.executed::bigint::text), 'growth', jsonb_build_object('ratio', t.growth), 'increase', jsonb_build_object('fen', t.increase::bigint::text),
    'largest', jsonb_build_object('list', t.largest), 'base_meets', b.meets, 'base_of', b.judged, 'base_usual', b.usually) as parameters,
  (select jsonb_agg(rules.ledger_evidence('executed', jsonb_build_object('region', t.region_code, 'scope', t.scope, 'year', y::text, 'month', t.month::text, 'book', 'general', 'flow', 'expenditure', 'unit', t.unit, 'economic.group', e)) -> 0 order by y desc, e)
    from generate_series(t.year - 1, t.year) y, unnest(array['30212', '30217', '30231', '31013']) e) as evidence
from told t
join base b using (region_code, scope, year, month)
left join rules.unit_names u on u.version = :version and u.region_code = t.region_code and u.code = t.unit
where t.grade > 0 and (t.grade > t.before or t.month = t.last) and (:years::int[] is null or t.year = any (:years::int[]))
