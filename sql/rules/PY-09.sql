/*
id: PY-09
name: { zh: 拖欠中小企业款项, en: Late payment to small and medium firms }
kind: breach
severities: [red, yellow, grey]
inputs: [contracts.sme, contracts.delivered_on, contracts.amount, contracts.paid]
thresholds:
  - { name: term, value: 30, unit: count, origin: law, title: { zh: 法定付款期限（日）, en: Days within which payment is due by law } }
  - { name: longest, value: 60, unit: count, origin: law, title: { zh: 合同约定最长期限（日）, en: Longest term that a contract may set } }
law:
  - article: 保障中小企业款项支付条例第九条
    text:
      zh: 机关、事业单位从中小企业采购货物、工程、服务，应当自货物、工程、服务交付之日起30日内支付款项；合同另有约定的，从其约定，但付款期限最长不得超过60日。
      en: 'Regulation on Payments to SMEs art. 9: public bodies pay within 30 days of delivery; a contract may set another term, 60 days at most.'
  - article: 保障中小企业款项支付条例第十条
    text:
      zh: 以货物、工程、服务交付后经检验或者验收合格作为支付条件的，付款期限自检验或者验收合格之日起算。
      en: 'Art. 10: where payment depends on acceptance, the term runs from the day of acceptance.'
explanation:
  zh: '{place}{unit}“{contract}”（{supplier}）已{since_what}{days}天，至{checked}尚有{unpaid}未付，已超过付款期限{late}天；法定期限{term_days}日（合同另有约定的最长{longest_days}日）[[；另有{more}份合同逾期未付，合计{sum}]]。'
  en: '{place}: {unit} still owes {unpaid} of “{contract}” ({supplier}) on {checked}, {days} days after {since_what} and {late} days past the due day; by law {term_days} days, {longest_days} at most by contract[[; {more} more contracts are overdue, {sum} in all]].'
question:
  zh: 请先核实交付（验收）日期和已付金额；情况属实的，逾期未付的原因是什么，何时付清，是否按规定支付逾期利息？
  en: First verify the day of delivery (acceptance) and what is paid; if it is so, why is it late, when will it be paid, and is interest paid?
variants:
  undecided:
    kind: breach
    explanation:
      zh: '{place}{unit}有{count}份中小企业合同未载明交付（验收）日期或已付金额（如“{contract}”），是否拖欠无法判定。'
      en: '{place}: {count} contracts of {unit} with small firms (as “{contract}”) state neither delivery (acceptance) nor payment; whether they are late cannot be judged.'
    question:
      zh: 请补充交付（验收）日期和已付金额。
      en: Please add the day of delivery (acceptance) and the amount paid.
phrases:
  delivery: { zh: 交付, en: delivery }
  acceptance: { zh: 验收合格, en: acceptance }
*/
-- Red: more days have passed than any contract may set. One row per unit and project: the contract that is late longest.
with owed as (
  select c.*, coalesce(c.checked_on, d.day) as as_of, case when c.due_rule = 'acceptance' then c.accepted_on else c.delivered_on end as from_on,
    coalesce(c.payable, c.amount) - c.paid as unpaid, least(coalesce(c.term_days, :param_term::int), :param_longest::int) as term
  from rules.contract_rows c
  left join rules.known_days d on (d.version, d.region_code, d.year) = (c.version, c.region_code, c.year)
  where c.version = :version and c.sme and (:regions::text[] is null or c.region_code = any (:regions::text[])) and (:years::int[] is null or c.year = any (:years::int[]))
), late as (
  select *, as_of - from_on as days, as_of - from_on - term as late
  from owed
  where unpaid > 0 and as_of - from_on > term
), cases as (
  select *, row_number() over (partition by region_code, scope, year, unit, project order by days desc, unpaid desc, contract) as place, count(*) over (partition by region_code, scope, year, unit, project) - 1 as more,
    (sum(unpaid) over (partition by region_code, scope, year, unit, project))::bigint as sum, array_agg((batch_id::bigint << 32) | line_no) over (partition by region_code, scope, year, unit, project) as lines
  from late
), silent as (
  select region_code, scope, year, unit, count(*)::int as count, min(name) as name, max(batch_id) as batch_id, array_agg((batch_id::bigint << 32) | line_no) as lines, max(as_of) as as_of
  from owed
  where from_on is not null and paid is null or from_on is null and accepted_on is not null
  group by region_code, scope, year, unit
)
select c.region_code, c.scope, c.year, case when extract(year from c.as_of) > c.year then 12 else extract(month from c.as_of) end::int as month, null::text as book, 'expenditure' as flow, c.contract as item, c.name as item_name, c.unit, c.project,
  c.days::numeric as measured, c.term::numeric as expected, 'count' as measure_unit, c.sum as amount_at_stake, case when c.days > :param_longest::int then 'red' else 'yellow' end as severity,
  jsonb_build_object('unit', jsonb_build_object('zh', coalesce(n.name, c.unit, '未列明单位'), 'en', coalesce(n.name_en, n.name, c.unit, 'a unit not stated')), 'contract', c.name, 'supplier', c.supplier, 'since_what', jsonb_build_object('phrase', case when c.due_rule = 'acceptance' then 'acceptance' else 'delivery' end),
    'days', c.days, 'late', c.late, 'checked', rules.day_said(c.as_of), 'unpaid', jsonb_build_object('fen', c.unpaid::text), 'more', nullif(c.more, 0), 'sum', jsonb_build_object('fen', c.sum::text),
    'term_days', :param_term::int, 'longest_days', :param_longest::int) as parameters,
  rules.rows_evidence('contracts', c.lines) as evidence
from cases c
left join rules.batch_names n on n.batch_id = c.batch_id and n.scheme = 'unit' and n.code = c.unit
where c.place = 1
union all
select c.region_code, c.scope, c.year, case when extract(year from c.as_of) > c.year then 12 else extract(month from c.as_of) end::int, null, 'expenditure', null, null, c.unit, null, null, null, 'count', null, 'grey',
  jsonb_build_object('variant', 'undecided', 'unit', jsonb_build_object('zh', coalesce(n.name, c.unit, '未列明单位'), 'en', coalesce(n.name_en, n.name, c.unit, 'a unit not stated')), 'count', c.count, 'contract', c.name),
  rules.rows_evidence('contracts', c.lines)
from silent c
left join rules.batch_names n on n.batch_id = c.batch_id and n.scheme = 'unit' and n.code = c.unit
