/*
id: DB-04
name: { zh: 债券资金用于经常性支出, en: Bond money for current spending }
kind: breach
severities: [red, grey]
inputs: [payments.fund, payments.economic_class]
thresholds:
  - { name: minimum, value: 1, unit: 元, origin: default, title: { zh: 金额下限, en: Smallest amount } }
law:
  - article: 预算法第三十五条第二款
    text:
      zh: 举借的债务应当有偿还计划和稳定的偿还资金来源，只能用于公益性资本支出，不得用于经常性支出。
      en: 'Budget Law art. 35: debt needs a plan and a stable source of repayment; it may only pay for public capital spending, never for current spending.'
explanation:
  zh: '{place}{unit}[[{name}]]以债券资金列支{classes}{amount}，共{count}笔；举借债务只能用于公益性资本支出。'
  en: '{place}, {unit}[[, {name}]]: bond money of {amount} is booked on {classes}, {count} payments; debt may only pay for public capital spending.'
question:
  zh: 请先核实资金性质和经济分类是否填错；确属经常性支出的，请说明依据和纠正安排。
  en: Please first verify that source of money and economic class are entered correctly; if it is indeed current spending, on what ground, and how will it be put right?
variants:
  undecided:
    kind: signal
    explanation:
      zh: '{place}{year}年债券资金已支出{amount}，但支付数据未区分债券资金，是否用于经常性支出无法判定。'
      en: '{place}, {year}: {amount} of bond money is spent, but payments do not tell bond money apart, so it cannot be judged whether it paid for current spending.'
    question:
      zh: 请在支付数据中提供债券资金的资金性质。
      en: Please provide payments with bond money as a source of its own.
phrases:
  '301': { zh: 工资福利支出, en: wages and benefits }
  '302': { zh: 商品和服务支出, en: goods and services }
  '303': { zh: 对个人和家庭的补助, en: subsidies to persons and families }
  '501': { zh: 机关工资福利支出, en: wages and benefits (government class) }
  '502': { zh: 机关商品和服务支出, en: goods and services (government class) }
  '505': { zh: 对事业单位经常性补助, en: current grants to public institutions }
  '509': { zh: 对个人和家庭的补助, en: subsidies to persons and families (government class) }
*/
-- Money is bond money where its source of funds is called so. Refunds are netted; the project owner's management fee may be capitalised and is left out.
with funds as materialized (
  select batch_id, code
  from rules.bond_funds
  where version = :version and (:regions::text[] is null or region_code = any (:regions::text[])) and (:years::int[] is null or year = any (:years::int[]))
), rows as materialized (
  select p.region_code, p.scope, p.year, p.slice_book, p.batch_id, p.line_no, coalesce(p.unit, p.department) as unit, p.project, p.amount, p.purpose,
    case when p.economic_class in ('301', '302', '303') then p.economic_class when p.gov_economic_class in ('501', '502', '505', '509') then p.gov_economic_class end as class
  from rules.payment_rows p
  where p.version = :version and p.batch_id = any (array(select batch_id from funds)) and p.fund = any (array(select code from funds))
    and exists (select from funds f where (f.batch_id, f.code) = (p.batch_id, p.fund))
), wrong as (
  select * from rows where class is not null and coalesce(purpose, '') !~ '管理费'
), classes as (
  select region_code, scope, year, unit, project, jsonb_agg(distinct jsonb_build_object('phrase', class)) as classes from wrong group by region_code, scope, year, unit, project
), subjects as (
  select region_code, scope, year, unit, project, min(batch_id) as batch_id, min(slice_book) as book, sum(amount)::bigint as amount, count(*)::int as count
  from wrong
  group by region_code, scope, year, unit, project
), parts as (
  select region_code, scope, year, unit, project, batch_id, array_agg(line_no) as lines from wrong group by region_code, scope, year, unit, project, batch_id
), evidence as (
  select region_code, scope, year, unit, project, jsonb_agg(e) as evidence
  from parts, jsonb_array_elements(rules.row_evidence('payments', batch_id, lines)) e
  group by region_code, scope, year, unit, project
), spent as (
  select b.region_code, b.scope, b.year, b.batch_id, sum(b.paid)::bigint as paid, array_agg(b.line_no) as lines
  from rules.bond_rows b
  where b.version = :version and b.purpose <> 'refinancing' and b.paid > 0 and extract(year from b.arrived_on) = b.year
    and (:regions::text[] is null or b.region_code = any (:regions::text[])) and (:years::int[] is null or b.year = any (:years::int[]))
    and exists (select from rules.payment_batches s where s.version = :version and (s.region_code, s.year) = (b.region_code, b.year))
  group by b.region_code, b.scope, b.year, b.batch_id
)
select s.region_code, s.scope, s.year, null::int as month, s.book, 'expenditure' as flow, null::text as item, null::text as item_name, s.unit, s.project,
  s.amount::numeric as measured, 0::numeric as expected, 'fen' as measure_unit, s.amount as amount_at_stake, 'red' as severity,
  jsonb_build_object('unit', jsonb_build_object('zh', coalesce(n.name, s.unit), 'en', coalesce(n.name_en, n.name, s.unit)), 'name', coalesce(p.name, s.project),
    'classes', jsonb_build_object('list', c.classes), 'amount', jsonb_build_object('fen', s.amount::text), 'count', jsonb_build_object('count', s.count)) as parameters,
  e.evidence
from subjects s
join classes c on (c.region_code, c.scope, c.year) = (s.region_code, s.scope, s.year) and c.unit is not distinct from s.unit and c.project is not distinct from s.project
join evidence e on (e.region_code, e.scope, e.year) = (s.region_code, s.scope, s.year) and e.unit is not distinct from s.unit and e.project is not distinct from s.project
left join rules.batch_names n on n.batch_id = s.batch_id and n.scheme = 'unit' and n.code = s.unit
left join rules.batch_names p on p.batch_id = s.batch_id and p.scheme = 'project' and p.code = s.project
where s.amount >= :param_minimum::bigint
union all
select region_code, scope, year, null, null, 'expenditure', null, null, null, null, paid, null, 'fen', paid, 'grey',
  jsonb_build_object('variant', 'undecided', 'amount', jsonb_build_object('fen', paid::text)),
  rules.row_evidence('bonds', batch_id, lines)
from spent b
where not exists (select from rows r where (r.region_code, r.year) = (b.region_code, b.year))
