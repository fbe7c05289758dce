/*
id: PY-04
name: { zh: 疑似重复付款, en: Possible duplicate payment }
kind: signal
severities: [orange]
inputs: [payments.amount, payments.payee]
thresholds:
  - { name: days, value: 30, unit: count, origin: default, title: { zh: 相隔天数不超过, en: Days apart at most } }
  - { name: minimum, value: 1, unit: 万元, origin: default, title: { zh: 单笔金额下限, en: Smallest payment } }
  - { name: likeness, value: 60, unit: '%', origin: default, title: { zh: 用途相似度达到, en: Likeness of purposes from } }
  - { name: regular, value: 3, unit: count, origin: default, title: { zh: 视为定期付款的月数, en: Months that make a payment regular } }
population: { zh: 部门, en: departments }
caution:
  zh: 只比较付款单位、收款账户、金额、日期和用途文字，未见发票与合同；同额分期款、补付款可以合理地相同。工资、补助、租金和同额按月付款已剔除，退回后重付的不计。
  en: Compares payer, account, amount, date and words of the purpose; sees neither invoice nor contract. Equal instalments may rightly look alike. Wages, allowances, rent and equal monthly payments are left out, and so is what was sent back and paid again.
law:
  - article: 预算法第五十七条
    text:
      zh: 各级政府、各部门、各单位的支出必须按照预算执行，不得虚假列支。
      en: 'Budget Law art. 57: spending follows the budget; nothing may be booked as spent that was not.'
  - article: 财政违法行为处罚处分条例第六条
    text:
      zh: 国家机关及其工作人员以虚报、冒领等手段骗取财政资金，截留、挪用财政资金的，责令改正，调整有关会计账目，追回有关财政资金。
      en: 'Regulation on Penalties for Fiscal Offences art. 6: fiscal money that was obtained by false claims, retained or diverted is recovered, the books are put right.'
explanation:
  zh: '{place}{unit}{first}、{second}两笔付款收款人（{payee}）、金额与用途相同（{amount}，“{purpose}”），请核实[[；本年另有{more}组类似付款，合计{sum}]]。'
  en: '{place}: {unit} made two payments on {first} and {second} with the same payee ({payee}), amount and purpose ({amount}, “{purpose}”); please check[[; {more} more such groups in the year, {sum} in all]].'
question:
  zh: 请核对两笔付款的发票、合同和验收单，是否为同一事项重复支付；如是，何时收回？
  en: Please compare invoices, contracts and acceptance of both; were they paid twice for one thing, and when is it recovered?
*/
-- Equal amounts to one account in three or more months of the year are a regular payment (rent, service by the month), unless two fall into one month.
-- Purposes are alike where their pairs of characters are, and the numbers in them (months, instalments) are the same.
with twins as materialized (
  select region_code, scope, year, unit, receiver, amount, bit_count(bit_or(1 << month)::bit(16))::int as months
  from rules.outlays
  where version = :version and amount >= :param_minimum::bigint and coalesce(economic, '') <> '30214' and (:regions::text[] is null or region_code = any (:regions::text[])) and (:years::int[] is null or year <= (select max(y) from unnest(:years::int[]) y))
  group by region_code, scope, year, unit, receiver, amount
  having count(*) between 2 and 60
), rows_of as materialized (
  select o.region_code, o.scope, o.year, o.month, o.slice_book, o.unit, o.office, o.project, o.receiver, o.amount, o.paid_on, o.batch_id, o.line_no, o.payee, o.economic_class, t.months,
    access.shown_text(o.purpose) as purpose, regexp_replace(normalize(coalesce(o.purpose, ''), NFKC), '[\s[:punct:]，。、；：（）【】“”]', '', 'g') as words,
    concat_ws('|', o.region_code, o.scope, o.year, o.unit, o.receiver, o.amount) as twin
  from rules.outlays o
  join twins t on (t.region_code, t.scope, t.year, coalesce(t.unit, ''), t.receiver, t.amount) = (o.region_code, o.scope, o.year, coalesce(o.unit, ''), o.receiver, o.amount)
  where o.version = :version and coalesce(o.economic, '') <> '30214'
), returned as (
  select distinct concat_ws('|', region_code, scope, year, unit, receiver, amount) as twin from rules.sent_back where version = :version
), pairs as (
  select a.*, b.paid_on as second_on, b.batch_id as second_batch, b.line_no as second_line, b.words as second_words, b.month as second_month
  from rows_of a
  join rows_of b on b.twin = a.twin
    and (b.paid_on, b.batch_id, b.line_no) > (a.paid_on, a.batch_id, a.line_no) and b.paid_on - a.paid_on <= :param_days::int
  where (a.months < :param_regular::int or a.month = b.month)
    and not exists (select from returned r where r.twin = a.twin)
), alike as (
  select *
  from pairs
  where words = second_words
    or regexp_replace(words, '[^0-9一二三四五六七八九十]', '', 'g') = regexp_replace(second_words, '[^0-9一二三四五六七八九十]', '', 'g')
      and 2 * (select count(*) from (select unnest(tsvector_to_array(access.grams(words))) intersect select unnest(tsvector_to_array(access.grams(second_words)))) shared)
        >= :param_likeness::numeric * (cardinality(tsvector_to_array(access.grams(words))) + cardinality(tsvector_to_array(access.grams(second_words))))
), hits as materialized (
  select distinct on (region_code, scope, year, second_batch, second_line) *
  from alike
  order by region_code, scope, year, second_batch, second_line, paid_on desc
), met as (
  select region_code, scope, year, month, count(distinct office) as meets from hits group by region_code, scope, year, month
), base as (
  select p.region_code, p.scope, p.year, p.month, p.departments, coalesce(m.meets, 0) as meets,
    array_agg(coalesce(m.meets, 0)) over (partition by p.region_code, p.scope order by p.year) as all_meets
  from rules.payers p
  left join met m on (m.region_code, m.scope, m.year, m.month) = (p.region_code, p.scope, p.year, p.month)
  where p.version = :version
), cases as (
  select *, row_number() over (partition by region_code, scope, year, unit, project order by amount desc, paid_on, line_no) as place, count(*) over (partition by region_code, scope, year, unit, project) - 1 as more,
    max(second_month) over (partition by region_code, scope, year, unit, project) as latest, (sum(amount) over (partition by region_code, scope, year, unit, project))::bigint as sum,
    array_agg((batch_id::bigint << 32) | line_no) over (partition by region_code, scope, year, unit, project) || array_agg((second_batch::bigint << 32) | second_line) over (partition by region_code, scope, year, unit, project) as lines
  from hits
)
select c.region_code, c.scope, c.year, c.latest as month, c.slice_book as book, 'expenditure' as flow, null::text as item, null::text as item_name, c.unit, c.project,
  c.amount::numeric as measured, null::numeric as expected, 'fen' as measure_unit, c.sum as amount_at_stake, 'orange' as severity,
  jsonb_build_object('unit', jsonb_build_object('zh', coalesce(n.name, c.unit, '未列明单位'), 'en', coalesce(n.name_en, n.name, c.unit, 'a unit not stated')), 'first', rules.day_said(c.paid_on), 'second', rules.day_said(c.second_on), 'payee', rules.payee_said(c.payee, c.economic_class),
    'amount', jsonb_build_object('fen', c.amount::text), 'purpose', coalesce(nullif(c.purpose, ''), '—'), 'more', nullif(c.more, 0), 'sum', jsonb_build_object('fen', c.sum::text),
    'base_meets', b.meets, 'base_of', b.departments, 'base_usual', rules.usual(b.all_meets, b.meets)) as parameters,
  rules.rows_evidence('payments', array(select distinct l from unnest(c.lines) l)) as evidence
from cases c
left join base b on (b.region_code, b.scope, b.year, b.month) = (c.region_code, c.scope, c.year, c.month)
left join rules.batch_names n on n.batch_id = c.batch_id and n.scheme = 'unit' and n.code = c.unit
where c.place = 1 and (:years::int[] is null or c.year = any (:years::int[]))
