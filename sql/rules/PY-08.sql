/*
id: PY-08
name: { zh: 当年新设企业获大额资金, en: New company gets large funds }
kind: signal
severities: [orange]
inputs: [payments.amount, payments.payee, companies.registered_on, companies.capital, companies.ownership]
thresholds:
  - { name: capital, value: 1001, unit: 万元, origin: found, title: { zh: 注册资本低于, en: Registered capital below } }
  - { name: sum, value: 50, unit: 万元, origin: default, title: { zh: 当年合计达到, en: Sum of the year from } }
population: { zh: 部门, en: departments }
caution:
  zh: 按企业名称与登记信息匹配，名称变更、分支机构可能漏配；招商引资落户、改制新设的企业可以合规获得资金。
  en: Firms are matched by name; renamed ones and branches may be missed. Firms that settled here by invitation or were founded in a reform may rightly get funds.
law:
  - article: 预算法第九十五条第（二）项
    text:
      zh: 以虚报、冒领等手段骗取预算资金的，责令改正，追回骗取、使用的资金，没收违法所得。
      en: 'Budget Law art. 95(2): budget money obtained by false claims is recovered and the gain confiscated.'
  - article: 财政违法行为处罚处分条例第十四条第（一）项
    text:
      zh: 企业和个人以虚报、冒领等手段骗取财政资金的，责令改正，追回违反规定使用、骗取的有关资金，给予警告，没收违法所得，并处罚款。
      en: 'Regulation on Penalties for Fiscal Offences art. 14(1): fiscal money that firms or persons obtained by false claims is recovered, the gain is confiscated and a fine is due.'
explanation:
  zh: '{company}（民营，注册资本{capital}）{registered}成立，[[成立{months}个月]][[{at_once}]]即获{place}{unit}财政资金{amount}[[（当年全区合计{sum}）]]，请核实遴选程序。'
  en: '{company} (private, registered capital {capital}), founded on {registered}, got {amount} from {unit}, {place}, [[{months} months later]][[{at_once}]][[ ({sum} of the whole region in the year)]]; please check how it was chosen.'
question:
  zh: 该企业如何选定，是否经公开程序，合同与履约能力如何，与决策人员有无关联？
  en: How was the firm chosen, was the procedure open, can it perform the contract, and is it tied to who decided?
phrases:
  at_once: { zh: 成立不足一个月, en: within a month }
*/
-- One row per unit and project: the new firm that got most. The sum that counts is that of the firm in the whole region.
with young as materialized (
  select region_code, year, rules.plain_name(name) as name, min(name) as company, min(registered_on) as registered_on, min(capital) as capital
  from rules.company_rows
  where version = :version and ownership = 'private' and capital < :param_capital::bigint and extract(year from registered_on) = year and (:regions::text[] is null or region_code = any (:regions::text[]))
  group by region_code, year, rules.plain_name(name)
), payees as (
  select distinct s.region_code, s.year, r.payee_key, y.company, y.registered_on, y.capital
  from rules.speaking s
  join payments_by_payee r on r.batch_id = s.batch_id and r.region_code = s.region_code
  join young y on y.region_code = s.region_code and y.year = s.year and y.name = rules.plain_name(r.payee)
  where s.version = :version and s.dataset = 'payments'
), paid as materialized (
  select o.region_code, o.scope, o.year, o.month, o.slice_book, o.unit, o.office, o.project, o.paid_on, o.amount, o.batch_id, o.line_no, p.company, p.registered_on, p.capital,
    sum(o.amount) over (partition by o.region_code, o.scope, o.year, p.company) as whole
  from rules.outlays o
  join payees p on (p.region_code, p.year, p.payee_key) = (o.region_code, o.year, o.payee_key)
  where o.version = :version and (:years::int[] is null or o.year <= (select max(y) from unnest(:years::int[]) y))
), hits as materialized (
  select * from paid where whole >= :param_sum::bigint
), met as (
  select region_code, scope, year, month, count(distinct office) as meets from hits group by region_code, scope, year, month
), base as (
  select p.region_code, p.scope, p.year, p.month, p.departments, coalesce(m.meets, 0) as meets,
    array_agg(coalesce(m.meets, 0)) over (partition by p.region_code, p.scope order by p.year) as all_meets
  from rules.payers p
  left join met m on (m.region_code, m.scope, m.year, m.month) = (p.region_code, p.scope, p.year, p.month)
  where p.version = :version
), firms as (
  select region_code, scope, year, unit, project, company, registered_on, capital, max(month) as month, min(paid_on) as first_on, sum(amount)::bigint as amount, max(whole)::bigint as whole,
    max(batch_id) as batch_id, min(slice_book) as book, array_agg((batch_id::bigint << 32) | line_no) as lines
  from hits
  group by region_code, scope, year, unit, project, company, registered_on, capital
), cases as (
  select *, row_number() over (partition by region_code, scope, year, unit, project order by amount desc, company) as place
  from firms
)
select c.region_code, c.scope, c.year, c.month, c.book, 'expenditure' as flow, null::text as item, null::text as item_name, c.unit, c.project,
  c.amount::numeric as measured, :param_sum::numeric as expected, 'fen' as measure_unit, c.amount as amount_at_stake, 'orange' as severity,
  jsonb_build_object('unit', jsonb_build_object('zh', coalesce(n.name, c.unit, '未列明单位'), 'en', coalesce(n.name_en, n.name, c.unit, 'a unit not stated')), 'company', c.company, 'capital', jsonb_build_object('fen', c.capital::text), 'registered', rules.day_said(c.registered_on),
    'months', nullif((c.first_on - c.registered_on) / 30, 0), 'at_once', case when (c.first_on - c.registered_on) / 30 = 0 then jsonb_build_object('phrase', 'at_once') end,
    'amount', jsonb_build_object('fen', c.amount::text), 'sum', jsonb_build_object('fen', case when c.whole > c.amount then c.whole::text end),
    'base_meets', b.meets, 'base_of', b.departments, 'base_usual', rules.usual(b.all_meets, b.meets)) as parameters,
  rules.rows_evidence('payments', c.lines) as evidence
from cases c
left join base b on (b.region_code, b.scope, b.year, b.month) = (c.region_code, c.scope, c.year, c.month)
left join rules.batch_names n on n.batch_id = c.batch_id and n.scheme = 'unit' and n.code = c.unit
where c.place = 1 and (:years::int[] is null or c.year = any (:years::int[]))
