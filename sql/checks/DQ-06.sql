/*
id: DQ-06
name: { zh: 三公经费, en: The three publics }
severity: orange
source: { zh: 勾稽关系：三公经费合计＝因公出国（境）费＋公务用车购置及运行维护费＋公务接待费；公务用车费＝购置费＋运行维护费, en: 'Identities: three publics = going abroad + official cars + receptions; official cars = purchase + running' }
explanations:
  passed:
    zh: '三公经费{measure}：{count}处合计与分项之和完全一致。'
    en: 'Three publics, {measure}: {count} totals equal the sum of their parts exactly.'
  rounding:
    zh: '三公经费{measure}：{count}处合计与分项之和相差在进位容差之内，最大一处“{subject}”列{found}，分项之和{expected}。'
    en: 'Three publics, {measure}: {count} totals differ from their parts within rounding; the largest, “{subject}”, states {found} against {expected}.'
  failed:
    zh: '“{subject}”{measure}列{found}，分项之和为{expected}，相差{difference}，超出进位容差{tolerance}。原样载入，未作更正，请核实。'
    en: '“{subject}”, {measure}: states {found}; its parts add up to {expected}, a difference of {difference}, beyond the rounding tolerance of {tolerance}. Loaded as stated and not corrected; please verify.'
  undecided:
    zh: '“{subject}”{measure}列{found}，分项不全，是否相符无法判定。'
    en: '“{subject}”, {measure}: states {found}; not all of its parts are stated, so it cannot be judged.'
*/
-- Lines are known by their name, whatever code the source gives them. A total without any part is not asked.
with lines as materialized (
  select batch_id, table_no, region_code, year, measure, stage, name, row_no, amount, amount_unit, rules.half_digit(text, decimals, amount_unit) as half, sheet, cell, text,
    case when name ~ '三公.*(合计|总额|小计)|^[“"]?三公[”"]?经费(支出)?$' then 'all' when name ~ '(出国|因公出境|出境)' then 'abroad'
      when name ~ '用车购置及|用车购置和|公务用车费|^公务用车(支出)?$' then 'cars' when name ~ '(车辆|用车)(运行|维护)' then 'running' when name ~ '(车辆|用车)购置' then 'purchase'
      when name ~ '公务接待' then 'reception' end as part
  from rules.execution_stored
  where load_id = :load and flow = 'expenditure' and amount is not null and stated = 1 and name ~ '三公|出国|用车|公务接待'
), sums (whole, parts) as (
  values ('all', array['abroad', 'cars', 'reception']), ('cars', array['purchase', 'running'])
), identities as (
  select w.batch_id, w.table_no, w.region_code, w.measure, w.name as subject, w.row_no, w.amount as found, w.amount_unit as unit, sum(p.amount)::bigint as expected,
    count(distinct p.part) = cardinality(min(s.parts)) as complete, floor(w.half + sum(p.half) + 1e-6)::bigint as tolerance,
    jsonb_build_array(jsonb_build_object('sheet', w.sheet, 'cell', w.cell, 'text', w.text, 'side', 'found'))
      || jsonb_agg(jsonb_build_object('sheet', p.sheet, 'cell', p.cell, 'text', p.text, 'side', 'expected') order by p.row_no) as cells
  from lines w
  join sums s on s.whole = w.part
  join lines p on p.part = any (s.parts) and (p.batch_id, p.table_no, p.measure, p.stage) = (w.batch_id, w.table_no, w.measure, w.stage)
  group by w.batch_id, w.table_no, w.region_code, w.measure, w.name, w.row_no, w.amount, w.amount_unit, w.half, w.sheet, w.cell, w.text
), judged as (
  select *, case when not complete then 'undecided' when expected = found then 'passed' when abs(found - expected) <= tolerance then 'rounding' else 'failed' end as status
  from identities
), shown as (
  select *, count(*) over alike::int as alike, row_number() over (alike order by abs(found - expected) desc, row_no) as place
  from judged
  window alike as (partition by batch_id, table_no, measure, status)
)
select batch_id, table_no, region_code, measure, subject, case when status in ('rounding', 'failed') then expected end as expected, case when status <> 'passed' then found end as found,
  case when status in ('rounding', 'failed') then tolerance end as tolerance, unit, status, case when status in ('failed', 'undecided') then 1 else alike end as identities,
  case status when 'passed' then '[]' else cells end as cells, '{}'::jsonb as params
from shown
where status in ('failed', 'undecided') or place = 1
order by table_no, measure, row_no
