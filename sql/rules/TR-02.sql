/*
id: TR-02
name: { zh: 上级转移支付分配滞后, en: Money from above not distributed }
kind: signal
severities: [red, orange, yellow, grey]
inputs: [grants.arrived_on, grants.amount, grants.allocated]
population: { zh: 上级资金, en: grants received }
thresholds:
  - { name: yellow, value: 30, unit: count, origin: found, title: { zh: 黄色：到达后超过（天）, en: 'Yellow: days since arrival' } }
  - { name: orange, value: 60, unit: count, origin: default, title: { zh: 橙色：到达后超过（天）, en: 'Orange: days since arrival' } }
  - { name: red, value: 90, unit: count, origin: default, title: { zh: 红色：到达后超过（天）, en: 'Red: days since arrival' } }
  - { name: minimum, value: 10, unit: 万元, origin: default, title: { zh: 未分配金额下限, en: Smallest amount left } }
law:
  - article: 预算法第五十二条
    text:
      zh: 省、自治区、直辖市政府接到中央一般性转移支付和专项转移支付后，应当在三十日内正式下达到本行政区域县级以上各级政府。
      en: 'Budget Law art. 52: provinces pass transfers from the centre on to their governments within 30 days of receiving them (for lower levels a yardstick, not a legal term).'
explanation:
  zh: '{place}上级{grant}{amount}于{arrived}到达，{share}（{left}）尚未分配，已{days}天。'
  en: '{place}: {grant} of {amount} from above arrived on {arrived}; {share} ({left}) is not distributed after {days} days.'
question:
  zh: 请说明未分配的原因（项目未落实、办法未出台、待上级明确），计划何时分配到单位和项目。
  en: Why is it not distributed (projects not settled, no rules yet, waiting for word from above), and when will units and projects get it?
variants:
  undecided:
    kind: signal
    explanation:
      zh: '{place}{year}年{count}笔上级资金未登记到达日期或已分配数，涉及{amount}，分配进度无法判定：{names}。'
      en: '{place}, {year}: {count} grants from above, {amount}, bear no date of arrival or no distributed amount, so it cannot be judged: {names}.'
    question:
      zh: 请补充登记到达日期和已分配数。
      en: Please register the date of arrival and the amount distributed.
caution:
  zh: 三十日是法律对省级的要求，对市县是参照；台账更新滞后也会显得未分配。
  en: Thirty days is law for provinces and a yardstick below; a register that lags also makes money look undistributed.
*/
-- One row per grant, at the end of the latest month that is loaded.
with received as materialized (
  select g.region_code, g.scope, g.year, g.batch_id, g.grant_no, min(g.name) as name, min(g.arrived_on) as arrived_on, k.day - min(g.arrived_on) as days, sum(g.amount)::bigint as amount,
    case when count(g.allocated) = count(*) then sum(g.allocated)::bigint end as allocated, array_agg(g.line_no) as lines
  from rules.grant_rows g
  join rules.known_days k on k.version = :version and (k.region_code, k.year) = (g.region_code, g.year)
  where g.version = :version and g.direction = 'received' and (:regions::text[] is null or g.region_code = any (:regions::text[]))
  group by g.region_code, g.scope, g.year, g.batch_id, g.grant_no, k.day
), graded as (
  select *, amount - allocated as left_over,
    case when amount - allocated >= :param_minimum::bigint then (days > :param_yellow::int)::int + (days > :param_orange::int)::int + (days > :param_red::int)::int else 0 end as grade
  from received
  where arrived_on is not null and allocated is not null and amount > 0
), counts as (
  select region_code, scope, year, (count(*) filter (where grade > 0))::int as meets, count(*)::int as grants from graded group by region_code, scope, year
), usual as (
  select c.region_code, c.scope, c.year, case when count(o.year) >= 3 then percentile_cont(0.5) within group (order by o.meets)::int end as meets
  from counts c
  left join counts o on (o.region_code, o.scope) = (c.region_code, c.scope) and o.year <> c.year
  group by c.region_code, c.scope, c.year
), unknown as (
  select region_code, scope, year, batch_id, count(*)::int as count, sum(amount)::bigint as amount, array_agg(line) filter (where line is not null) as lines, array_agg(distinct name) as names
  from (select *, lines[1] as line from received where arrived_on is null or allocated is null) r
  group by region_code, scope, year, batch_id
)
select t.region_code, t.scope, t.year, null::int as month, null::text as book, null::text as flow, t.grant_no as item, t.name as item_name, null::text as unit, null::text as project,
  t.left_over::numeric / t.amount as measured, 0::numeric as expected, 'ratio' as measure_unit, t.left_over as amount_at_stake, (array['yellow', 'orange', 'red'])[t.grade] as severity,
  jsonb_build_object('grant', t.name, 'amount', jsonb_build_object('fen', t.amount::text), 'arrived', rules.day_said(t.arrived_on), 'share', jsonb_build_object('ratio', t.left_over::numeric / t.amount),
    'left', jsonb_build_object('fen', t.left_over::text), 'days', t.days, 'base_meets', c.meets, 'base_of', c.grants, 'base_usual', u.meets) as parameters,
  rules.row_evidence('grants', t.batch_id, t.lines) as evidence
from graded t
join counts c on (c.region_code, c.scope, c.year) = (t.region_code, t.scope, t.year)
join usual u on (u.region_code, u.scope, u.year) = (t.region_code, t.scope, t.year)
where t.grade > 0 and (:years::int[] is null or t.year = any (:years::int[]))
union all
select region_code, scope, year, null, null, null, null, null, null, null, null, null, 'ratio', amount, 'grey',
  jsonb_build_object('variant', 'undecided', 'count', jsonb_build_object('count', count), 'amount', jsonb_build_object('fen', amount::text), 'names', jsonb_build_object('list', to_jsonb(names[1:3]))),
  rules.row_evidence('grants', batch_id, lines)
from unknown
where :years::int[] is null or year = any (:years::int[])
