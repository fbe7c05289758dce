/*
id: BE-09
name: { zh: 预算调剂频繁, en: Heavy virement }
kind: signal
severities: [red, orange, yellow]
inputs: [movements.amount, execution.original]
population: { zh: 单位, en: units }
caution:
  zh: 只统计登记为“调剂”的指标变动，每笔调剂按调入额计一次；追加、追减和结转不计；看不到调剂的审批是否齐全。
  en: Only movements registered as virement are counted, each once by the amount moved in; additions, reductions and carry-over are not; approvals are not seen.
thresholds:
  - { name: yellow, value: 10, unit: '%', origin: default, title: { zh: 黄色：占年初预算超过, en: 'Yellow: above, of the January budget' } }
  - { name: orange, value: 20, unit: '%', origin: default, title: { zh: 橙色：占年初预算超过, en: 'Orange: above, of the January budget' } }
  - { name: red, value: 30, unit: '%', origin: default, title: { zh: 红色：占年初预算超过, en: 'Red: above, of the January budget' } }
  - { name: times, value: 6, unit: count, origin: default, title: { zh: 红色：或次数超过, en: 'Red: or more often than' } }
  - { name: minimum, value: 10, unit: 万元, origin: default, title: { zh: 年初预算数下限, en: Smallest January budget } }
law:
  - article: 预算法第七十二条
    text:
      zh: 各部门、各单位的预算支出应当按照预算科目执行。严格控制不同预算科目、预算级次或者项目间的预算资金的调剂，确需调剂使用的，按照国务院财政部门的规定办理。
      en: 'Budget Law art. 72: spending follows the budget lines; moving money between lines, levels or projects is strictly controlled and done by the rules of the Ministry of Finance where needed.'
  - article: 上海市预算审查监督条例第四十四条（其他地方参照）
    text:
      zh: 严格控制不同预算科目、预算级次或者项目间的预算资金的调剂。
      en: 'Shanghai Budget Supervision Regulation art. 44 (elsewhere by analogy): moving money between lines, levels or projects is strictly controlled.'
explanation:
  zh: '{place}{unit}{year}年截至{month}月调剂{n}次、累计{amount}，占年初预算{original}的{share}，预算约束偏软。'
  en: '{place}, {unit}, {year}: to month {month}, {n} virements of {amount} in all, {share} of its January budget of {original}; the budget binds weakly.'
question:
  zh: 请关注年初预算编制是否细化，调剂是否按规定办理。
  en: Was the January budget compiled in detail, and was the money moved by the rules?
*/
-- A move has two rows, out and in: what comes in is the amount moved. Reserve (227) is spent by moving it and is left out.
with moves as (
  select region_code, scope, year, unit, month, amount, coalesce(document, batch_id || ' ' || line_no) as move, (batch_id::bigint << 32) | line_no as line
  from rules.movement_rows
  where version = :version and kind = 'virement' and unit is not null and (:regions::text[] is null or region_code = any (:regions::text[]))
    and not exists (
      select from rules.movement_rows r
      where r.version = :version and r.kind = 'virement' and r.class = '227' and r.amount < 0
        and (r.region_code, r.year, r.document) = (movement_rows.region_code, movement_rows.year, movement_rows.document))
), sums as (
  select region_code, scope, year, unit, max(month) as month, greatest(sum(amount) filter (where amount > 0), -sum(amount) filter (where amount < 0))::numeric as amount,
    count(distinct move) as n, array_agg(line) as lines
  from moves
  group by region_code, scope, year, unit
), budgets as (
  select region_code, scope, year, unit, sum(original)::numeric as original
  from rules.unit_months
  where version = :version and flow = 'expenditure' and month = latest and unit is not null and (:regions::text[] is null or region_code = any (:regions::text[]))
  group by region_code, scope, year, unit
), judged as (
  select b.*, coalesce(s.amount, 0) as amount, coalesce(s.n, 0) as n, s.month, s.lines, coalesce(s.amount, 0) / b.original as share
  from budgets b
  left join sums s using (region_code, scope, year, unit)
  where b.original >= :param_minimum::bigint
), graded as (
  select *, case when share > :param_red::numeric or n > :param_times::int then 3 when share > :param_orange::numeric then 2 when share > :param_yellow::numeric then 1 else 0 end as grade
  from judged
), counts as (
  select region_code, scope, year, count(*) filter (where grade > 0) as meets, count(*) as judged from graded group by 1, 2, 3
), base as (
  select *, rules.usual(array_agg(meets) over (partition by region_code, scope), meets) as usually from counts
)
select g.region_code, g.scope, g.year, g.month, null::text as book, 'expenditure' as flow, null::text as item, null::text as item_name, g.unit, null::text as project,
  g.share as measured, (array[:param_yellow::numeric, :param_orange::numeric, :param_red::numeric])[g.grade] as expected, 'ratio' as measure_unit, g.amount::bigint as amount_at_stake,
  (array['yellow', 'orange', 'red'])[g.grade] as severity,
  jsonb_build_object('month', g.month::int, 'unit', jsonb_build_object('zh', coalesce(u.name, g.unit), 'en', coalesce(u.name_en, g.unit)),
    'n', jsonb_build_object('count', g.n), 'amount', jsonb_build_object('fen', g.amount::bigint::text), 'original', jsonb_build_object('fen', g.original::bigint::text),
    'share', jsonb_build_object('ratio', g.share), 'base_meets', b.meets, 'base_of', b.judged, 'base_usual', b.usually) as parameters,
  rules.rows_evidence('movements', g.lines) as evidence
from graded g
join base b using (region_code, scope, year)
left join rules.unit_names u on u.version = :version and u.region_code = g.region_code and u.code = g.unit
where g.grade > 0 and (:years::int[] is null or g.year = any (:years::int[]))
