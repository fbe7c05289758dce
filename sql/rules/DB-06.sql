/*
id: DB-06
name: { zh: 新增债务未列入预算调整, en: New debt not in an adjustment plan }
kind: breach
severities: [red, grey]
inputs: [bonds.purpose, bonds.arrived_on, bonds.amount, resolutions.kind, resolutions.about]
thresholds:
  - { name: minimum, value: 1, unit: 万元, origin: default, title: { zh: 差额下限, en: Smallest gap } }
law:
  - article: 预算法第三十五条第二款
    text:
      zh: 省、自治区、直辖市依照国务院下达的限额举借的债务，列入本级预算调整方案，报本级人民代表大会常务委员会批准。
      en: 'Budget Law art. 35: what is borrowed within the limit set by the State Council is listed in the adjustment plan of the budget and approved by the standing committee.'
  - article: 预算法实施条例第四十五条
    text:
      zh: 接受转贷并向下级政府转贷的政府应当将转贷债务纳入本级预算管理；使用转贷并负有直接偿还责任的政府，应当将转贷债务列入本级预算调整方案，报本级人民代表大会常务委员会批准。
      en: 'Implementing Regulation art. 45: a government that uses on-lent debt and must repay it lists it in the adjustment plan of its budget and has it approved by its standing committee.'
  - article: 上海市预算审查监督条例第五十一条第（五）项（其他地方参照）
    text:
      zh: 政府因举借债务而提请人大常委会审查和批准的预算调整方案，应当反映政府债务限额和余额、新增债务规模和限额分配等情况。
      en: 'Shanghai Budget Supervision Regulation art. 51(5) (elsewhere by analogy): an adjustment plan submitted because of borrowing shows limits and balances, the amount of new debt and how the limit is divided.'
explanation:
  zh: '{place}{year}年新增和转贷{kind}{received}，[[常委会批准列入预算的{approved}，]]{gap}未见相应预算调整决议。'
  en: '{place}, {year}: {received} of new and on-lent {kind} arrived; [[{approved} was approved as part of the budget; ]]for {gap} no resolution on an adjustment is registered.'
question:
  zh: 请先核实决议台账是否登记完整；确未批准的，请说明原因和补报安排。
  en: Please first verify that resolutions are fully registered; if it was indeed not approved, why, and how will it be reported?
variants:
  undecided:
    kind: signal
    explanation:
      zh: '{place}{year}年新增和转贷{kind}{received}，已有涉及新增政府债务的决议但未登记批准金额，是否全部列入预算调整无法判定。'
      en: '{place}, {year}: {received} of new and on-lent {kind} arrived; a resolution on new debt is registered without its amount, so it cannot be judged whether all was approved.'
    question:
      zh: 请补充登记决议批准的新增债务金额。
      en: Please register the amount of new debt approved.
phrases:
  general: { zh: 一般债券, en: general bonds }
  special: { zh: 专项债券, en: special bonds }
*/
-- General bonds belong to the general public budget, special bonds to the fund budget; a resolution that names no book covers what is left of either. Approved with the budget counts like an adjustment.
with received as materialized (
  select region_code, scope, year, kind, batch_id, sum(amount)::bigint as amount, array_agg(line_no) as lines
  from rules.bond_rows
  where version = :version and purpose in ('new', 'onLent') and extract(year from arrived_on) = year
    and (:regions::text[] is null or region_code = any (:regions::text[])) and (:years::int[] is null or year = any (:years::int[]))
  group by region_code, scope, year, kind, batch_id
), approved as (
  select region_code, year, batch_id, sum(amount) filter (where book = 'general')::bigint as general, sum(amount) filter (where book = 'fund')::bigint as special,
    sum(amount) filter (where book is null)::bigint as either,
    bool_or(amount is null and coalesce(book, 'general') = 'general') as general_open, bool_or(amount is null and coalesce(book, 'fund') = 'fund') as special_open, array_agg(line_no) as lines
  from rules.resolution_rows
  where version = :version and kind in ('adjustment', 'budget') and about = 'debt' and (:regions::text[] is null or region_code = any (:regions::text[]))
  group by region_code, year, batch_id
), paired as (
  select r.*, coalesce(case r.kind when 'general' then a.general else a.special end, 0) as own, coalesce(a.either, 0) as either,
    coalesce(case r.kind when 'general' then a.general_open else a.special_open end, false) as open, a.batch_id as resolution_batch, a.lines as resolution_lines
  from received r
  left join approved a on (a.region_code, a.year) = (r.region_code, r.year)
), covered as (
  select *, least(amount, own) + least(greatest(amount - own, 0), greatest(either
      - coalesce(sum(greatest(amount - own, 0)) over (partition by region_code, scope, year order by kind rows between unbounded preceding and 1 preceding), 0), 0))::bigint as approved
  from paired
)
select region_code, scope, year, null::int as month, case kind when 'general' then 'general' else 'fund' end as book, null::text as flow, kind as item,
  case kind when 'general' then '一般债券' else '专项债券' end as item_name, null::text as unit, null::text as project,
  amount::numeric as measured, approved::numeric as expected, 'fen' as measure_unit, (amount - approved)::bigint as amount_at_stake, case when open then 'grey' else 'red' end as severity,
  jsonb_build_object('variant', case when open then 'undecided' end, 'kind', jsonb_build_object('phrase', kind), 'received', jsonb_build_object('fen', amount::text),
    'approved', jsonb_build_object('fen', nullif(approved, 0)::bigint::text), 'gap', jsonb_build_object('fen', (amount - approved)::bigint::text)) as parameters,
  rules.row_evidence('bonds', batch_id, lines) || case when resolution_lines is null then '[]' else rules.row_evidence('resolutions', resolution_batch, resolution_lines) end as evidence
from covered
where amount - approved >= :param_minimum::bigint
