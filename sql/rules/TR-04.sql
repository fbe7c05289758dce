/*
id: TR-04
name: { zh: 一般性转移支付占比, en: Share of general transfers }
kind: signal
severities: [yellow]
inputs: [grants.kind, grants.amount]
reach: 1
population: { zh: 年度, en: years }
thresholds:
  - { name: share, value: 60, unit: '%', origin: default, title: { zh: 占比低于, en: Share below } }
  - { name: fall, value: 5, unit: pp, origin: default, title: { zh: 占比同比下降达到, en: Share fell by } }
  - { name: minimum, value: 100, unit: 万元, origin: default, title: { zh: 对下转移支付总额下限, en: Smallest total of transfers } }
law:
  - article: 预算法第十六条
    text:
      zh: 财政转移支付以为均衡地区间基本财力、由下级政府统筹安排使用的一般性转移支付为主体；按照法律、行政法规和国务院的规定可以设立专项转移支付，用于办理特定事项；市场竞争机制能够有效调节的事项不得设立专项转移支付。
      en: 'Budget Law art. 16: general transfers are the main form; special transfers may be set up for particular matters as law and regulations say, and not for what competition can settle.'
explanation:
  zh: '{place}{year}年对下转移支付{total}，其中一般性转移支付{general}，占{share}[[，比上年{prior}下降{fall}]]；专项转移支付{special}。'
  en: '{place}, {year}: of transfers to lower governments of {total}, general transfers are {general}, a share of {share}[[, down by {fall} from {prior}]]; special transfers are {special}.'
question:
  zh: 请关注专项是否偏多，能否清理整合、转为一般性转移支付。
  en: Are there too many earmarked grants; could they be merged or turned into general transfers?
caution:
  zh: 口径以台账登记的类别为准；共同财政事权转移支付归入哪一类各地不同。
  en: The kinds are those of the register; places differ in where they file transfers for shared responsibilities.
*/
-- Shares are compared when both years have ended; within a year the share alone is asked about from March on.
with years as materialized (
  select g.region_code, g.scope, g.year, g.batch_id, k.day, sum(g.amount)::bigint as total, coalesce(sum(g.amount) filter (where g.kind = 'general'), 0)::bigint as general,
    array_agg(g.line_no order by g.amount desc) as lines
  from rules.grant_rows g
  join rules.known_days k on k.version = :version and (k.region_code, k.year) = (g.region_code, g.year)
  where g.version = :version and g.direction = 'issued' and g.for_year is null and (:regions::text[] is null or g.region_code = any (:regions::text[]))
  group by g.region_code, g.scope, g.year, g.batch_id, k.day
), shares as (
  select *, general::numeric / total as share from years where total >= :param_minimum::bigint and extract(month from day) >= 3
), compared as (
  select s.*, p.share as prior,
    s.share < :param_share::numeric as low,
    coalesce(p.share - s.share >= :param_fall::numeric and extract(month from s.day) = 12 and extract(month from p.day) = 12, false) as fell
  from shares s
  left join shares p on (p.region_code, p.scope, p.year) = (s.region_code, s.scope, s.year - 1)
), counted as (
  select *, (count(*) filter (where low or fell) over (partition by region_code, scope))::int as meets, (count(*) over (partition by region_code, scope))::int as known from compared
)
select region_code, scope, year, extract(month from day)::int as month, null::text as book, null::text as flow, null::text as item, null::text as item_name, null::text as unit, null::text as project,
  share as measured, case when low then :param_share::numeric else prior end as expected, 'ratio' as measure_unit, total - general as amount_at_stake, 'yellow' as severity,
  jsonb_build_object('total', jsonb_build_object('fen', total::text), 'general', jsonb_build_object('fen', general::text), 'special', jsonb_build_object('fen', (total - general)::text),
    'share', jsonb_build_object('ratio', share), 'prior', jsonb_build_object('ratio', case when fell then prior end), 'fall', jsonb_build_object('points', prior - share),
    'base_meets', meets, 'base_of', known, 'base_usual', null) as parameters,
  rules.row_evidence('grants', batch_id, lines) as evidence
from counted
where (low or fell) and (:years::int[] is null or year = any (:years::int[]))
