/*
id: DQ-05
name: { zh: 预算表与债务表、明细表一致, en: Budget tables against debt and detail tables }
severity: red
source: { zh: 勾稽关系：债务收入＝当年发行额，债务还本支出＝当年还本额，预备费＝预备费安排合计, en: 'Identity: debt revenue = bonds issued, principal expenditure = principal repaid, reserve = total of its list' }
explanations:
  passed:
    zh: '{subject}：两表一致（{found}）。'
    en: '{subject}: both tables agree ({found}).'
  rounding:
    zh: '{subject}：一表列{found}，一表列{expected}，相差在进位容差之内。'
    en: '{subject}: {found} and {expected}, a difference within rounding.'
  failed:
    zh: '{subject}：{here}列{found}，{there}列{expected}，相差{difference}，超出进位容差{tolerance}。请核实口径。'
    en: '{subject}: {found} in {here} but {expected} in {there}, a difference of {difference} beyond the rounding tolerance of {tolerance}. Please verify the basis.'
*/
-- Own-level debt revenue also holds bonds that are passed on to lower governments, so it is compared for the whole area only.
with budget as materialized (
  select *, rules.half_digit(text, decimals, amount_unit) as half
  from rules.execution_stored
  where load_id = :load and stated = 1 and amount is not null and source_kind <> 'published'
    and item in ('105', '231', '227') and measure in ('executed', 'prior', 'original')
), debts as (
  select *, rules.half_digit(text, decimals, amount_unit) as half
  from rules.debt_stored
  where load_id = :load and stated = 1 and amount is not null and source_kind <> 'published' and breakdown = 'total'
), pairs as (
  select b.batch_id, b.table_no, b.region_code, b.measure, b.item, b.row_no, b.amount_unit as unit, b.amount as found, d.amount as expected, b.half + d.half as half,
    b.name || case when b.item = '105' then '与当年发行额' else '与当年还本额' end as subject,
    coalesce(b.table_number, b.sheet) as here, coalesce(d.table_number, d.sheet) as there,
    jsonb_build_array(jsonb_build_object('sheet', d.sheet, 'cell', d.cell, 'text', d.text, 'side', 'expected'),
      jsonb_build_object('sheet', b.sheet, 'cell', b.cell, 'text', b.text, 'side', 'found')) as cells
  from budget b
  join debts d on (d.region_code, d.scope, d.year) = (b.region_code, b.scope, b.year)
    and d.kind = case b.book when 'general' then 'general' when 'fund' then 'special' end
    and d.measure = case b.measure when 'prior' then 'prior.' when 'executed' then '' end || case b.item when '105' then 'issued' else 'repaid' end
  where b.item = '231' or b.item = '105' and b.scope = 'all'
  union all
  select b.batch_id, b.table_no, b.region_code, b.measure, b.item, b.row_no, b.amount_unit, b.amount, p.amount, b.half + rules.half_digit(p.text, p.decimals, t.amount_unit),
    b.name || '与预备费安排合计', coalesce(b.table_number, b.sheet), coalesce(t.number, t.sheet),
    jsonb_build_array(jsonb_build_object('sheet', t.sheet, 'cell', p.cell, 'text', p.text, 'side', 'expected'),
      jsonb_build_object('sheet', b.sheet, 'cell', b.cell, 'text', b.text, 'side', 'found'))
  from budget b
  join batches o on o.load_id = :load and o.dataset = 'projects' and (o.region_code, o.scope, o.year) = (b.region_code, b.scope, b.year)
  join projects p on p.batch_id = o.batch_id and p.breakdown = 'reserve' and p.role = 'total' and p.measure = 'budget' and p.stated = 1
  left join load_tables t on t.load_id = :load and t.table_no = p.table_no
  where b.item = '227' and b.measure = 'original' and b.book = 'general'
)
select batch_id, table_no, region_code, measure, subject, expected, found, floor(half + 1e-6)::bigint as tolerance, unit,
  case when expected = found then 'passed' when abs(found - expected) <= floor(half + 1e-6) then 'rounding' else 'failed' end as status,
  1 as identities, cells, jsonb_build_object('here', here, 'there', there, 'subject', jsonb_build_object('zh', subject, 'en',
    case item when '105' then 'debt revenue and bonds issued' when '231' then 'principal expenditure and principal repaid' else 'the reserve and its list' end)) as params
from pairs
order by table_no, measure, row_no
