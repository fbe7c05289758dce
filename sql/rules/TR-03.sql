/*
id: TR-03
name: { zh: 提前下达比例不足, en: Advance notice too small }
kind: breach
severities: [yellow]
inputs: [grants.for_year, grants.amount, grants.kind]
thresholds:
  - { name: general, value: 90, unit: '%', origin: law, title: { zh: 一般性转移支付提前下达比例, en: 'General transfers: share announced in advance' } }
  - { name: special, value: 70, unit: '%', origin: law, title: { zh: 专项转移支付提前下达比例, en: 'Special transfers: share announced in advance' } }
  - { name: minimum, value: 10, unit: 万元, origin: default, title: { zh: 当年下达数下限, en: Smallest amount of the year } }
law:
  - article: 预算法实施条例第四十八条
    text:
      zh: 县级以上各级政府应当按照本年度转移支付预计执行数的一定比例将下一年度转移支付预计数提前下达至下一级政府。除据实结算等特殊项目的转移支付外，提前下达的一般性转移支付预计数的比例一般不低于90%，提前下达的专项转移支付预计数的比例一般不低于70%。
      en: 'Implementing Regulation art. 48: except what is settled by actual cost, in general at least 90 % of general and 70 % of special transfers are announced to lower governments in advance.'
explanation:
  zh: '{place}{year}年提前下达下年{kind}{advance}，占本年下达数{base}的{share}，低于规定{limit}。'
  en: '{place}, {year}: {advance} of next year''s {kind} was announced in advance, {share} of the {base} issued this year, below the required {limit}.'
question:
  zh: 请先核实台账是否完整登记提前下达文件；确属不足的，请说明原因及对下级编制预算的影响。
  en: Please first verify that advance notices are fully registered; if it is indeed too little, why, and how could lower governments compile their budgets?
phrases:
  general: { zh: 一般性转移支付, en: general transfers }
  special: { zh: 专项转移支付, en: special transfers }
*/
-- Asked when the year has ended. The year's own transfers are what its register lists as issued for it, whether announced before or not.
with issued as materialized (
  select region_code, scope, year, kind, grant_no, for_year, sum(amount)::bigint as amount, min(batch_id) as batch_id, array_agg(line_no) as lines
  from rules.grant_rows
  where version = :version and direction = 'issued' and not coalesce(actual_cost, false) and not coalesce(disaster, false)
    and (:regions::text[] is null or region_code = any (:regions::text[])) and (:years::int[] is null or year = any (:years::int[]))
  group by region_code, scope, year, kind, grant_no, for_year
), bases as (
  select region_code, scope, year, kind, sum(amount)::bigint as amount, min(batch_id) as batch_id, array_agg(lines[1]) as lines
  from issued
  where for_year is null or for_year = year
  group by region_code, scope, year, kind
), advance as (
  select region_code, scope, year, kind, sum(amount)::bigint as amount, min(batch_id) as batch_id, array_agg(lines[1]) as lines
  from issued
  where for_year = year + 1
  group by region_code, scope, year, kind
), shares as (
  select b.*, coalesce(a.amount, 0) as advanced, coalesce(a.amount, 0)::numeric / b.amount as share, coalesce(a.batch_id, b.batch_id) as evidence_batch, coalesce(a.lines, b.lines) as evidence_lines,
    case b.kind when 'general' then :param_general::numeric else :param_special::numeric end as expected
  from bases b
  join rules.known_days k on k.version = :version and (k.region_code, k.year) = (b.region_code, b.year) and k.day >= make_date(b.year::int, 12, 31)
  left join advance a on (a.region_code, a.scope, a.year, a.kind) = (b.region_code, b.scope, b.year, b.kind)
  where b.amount >= :param_minimum::bigint
)
select region_code, scope, year, 12 as month, null::text as book, null::text as flow, kind as item, case kind when 'general' then '一般性转移支付' else '专项转移支付' end as item_name,
  null::text as unit, null::text as project, share as measured, expected, 'ratio' as measure_unit, (amount * expected - advanced)::bigint as amount_at_stake, 'yellow' as severity,
  jsonb_build_object('kind', jsonb_build_object('phrase', kind), 'advance', jsonb_build_object('fen', advanced::text), 'base', jsonb_build_object('fen', amount::text),
    'share', jsonb_build_object('ratio', share), 'limit', jsonb_build_object('ratio', expected)) as parameters,
  rules.row_evidence('grants', evidence_batch, evidence_lines) as evidence
from shares
where share < expected
