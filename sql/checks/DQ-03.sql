/*
id: DQ-03
name: { zh: 债务、转移支付和项目表勾稽, en: Debt, transfer and project tables }
severity: orange
source: { zh: 勾稽关系：合计＝一般＋专项；合计＝各行之和；年初余额＋发行－还本－调减＝年末余额；上年限额＋新增＋收回＋调整＝限额；全市限额＝市本级与各县区之和, en: 'Identities: total = general + special; total = sum of lines; opening + issued − repaid − reduced = closing balance; old limit + new + withdrawn + adjusted = limit; whole area = own level + counties' }
explanations:
  passed:
    zh: '{identity}：{count}处全部一致。'
    en: '{identity}: all {count} agree.'
  rounding:
    zh: '{identity}：{count}处相差在进位容差之内，最大一处“{subject}”列{found}，应为{expected}。'
    en: '{identity}: {count} differ within rounding; the largest, “{subject}”, prints {found} where {expected} is expected.'
  failed:
    zh: '{identity}：“{subject}”列{found}，按表内数应为{expected}，相差{difference}，超出进位容差{tolerance}。原样载入，请核实。'
    en: '{identity}: “{subject}” prints {found}, the table''s own figures give {expected}, a difference of {difference} beyond the rounding tolerance of {tolerance}. Loaded as printed; please verify.'
  explained:
    zh: '{identity}：{count}处按“年初余额＋发行－还本＋调减”才与年末余额一致，表中“调减”一行实为加项。原样载入，请核实该行含义。'
    en: '{identity}: {count} agree only as opening + issued − repaid + reduced; the line called 调减 is in fact added. Loaded as printed; please verify what the line means.'
*/
with debts as materialized (
  select *, case kind when 'general' then '一般债务' when 'special' then '专项债务' else '债务' end || case measure when 'limit' then '限额'
      when 'prior.limit' then '上年限额' when 'newLimit' then '新增限额' when 'withdrawnLimit' then '收回限额' when 'adjustedLimit' then '调整限额' else name end as label,
    rules.half_digit(text, decimals, amount_unit) as half, regexp_replace(measure, '^(prior|planned)\.', '') as plain,
    coalesce(substring(measure from '^(prior|planned)\.'), '') as about
  from rules.debt_stored
  where load_id = :load and amount is not null and source_kind <> 'published' and role in ('main', 'total')
), others as materialized (
  select b.load_id, f.batch_id, f.region_code, f.table_no, f.breakdown, coalesce(f.kind, '') || coalesce(f.lower_code, '') as kind, f.item, f.name, f.role, f.measure, f.stage,
    f.amount, f.cell, f.text, t.sheet, t.amount_unit, rules.half_digit(f.text, f.decimals, t.amount_unit) as half, f.row_no
  from transfers f
  join batches b on b.batch_id = f.batch_id and b.load_id = :load
  join sources s on s.source = b.source and s.kind <> 'published'
  left join load_tables t on t.load_id = b.load_id and t.table_no = f.table_no
  where f.amount is not null and f.breakdown <> 'region'
  union all
  select b.load_id, f.batch_id, f.region_code, f.table_no, f.breakdown, '', f.project, f.name, f.role, f.measure, f.stage,
    f.amount, f.cell, f.text, t.sheet, t.amount_unit, rules.half_digit(f.text, f.decimals, t.amount_unit), f.row_no
  from projects f
  join batches b on b.batch_id = f.batch_id and b.load_id = :load
  join sources s on s.source = b.source and s.kind <> 'published'
  left join load_tables t on t.load_id = b.load_id and t.table_no = f.table_no
  where f.amount is not null
), divided as (
  select distinct o.sheet, r.parent from debts o join regions r on r.region_code = o.region_code
), addends (identity, kind, batch_id, table_no, region_code, measure, subject, row_no, unit, found, found_half, sheet, cell, text, amount, half, a_sheet, a_cell, a_text) as (
  select 'kinds', '', t.batch_id, t.table_no, t.region_code, t.measure, t.name, t.row_no, t.amount_unit, t.amount, t.half, t.sheet, t.cell, t.text,
    p.amount, p.half, p.sheet, p.cell, p.text
  from debts t
  join debts p on p.kind in ('general', 'special') and (p.region_code, p.scope, p.year, p.table_no, p.breakdown, p.item, p.measure, p.stage)
    = (t.region_code, t.scope, t.year, t.table_no, t.breakdown, t.item, t.measure, t.stage)
  where t.kind = 'total'
  union all
  select 'lines', '', t.batch_id, t.table_no, t.region_code, t.measure, t.name, t.row_no, t.amount_unit, t.amount, t.half, t.sheet, t.cell, t.text,
    p.amount, p.half, p.sheet, p.cell, p.text
  from debts t
  join debts p on p.role = 'main' and (p.batch_id, p.table_no, p.kind, p.measure, p.stage) = (t.batch_id, t.table_no, t.kind, t.measure, t.stage)
  where t.role = 'total' and t.breakdown <> 'total'
  union all
  select 'lines', '', t.batch_id, t.table_no, t.region_code, t.measure, t.name, t.row_no, t.amount_unit, t.amount, t.half, t.sheet, t.cell, t.text,
    p.amount, p.half, p.sheet, p.cell, p.text
  from debts t
  join debts p on p.breakdown = 'issueKind' and p.role = 'main' and p.item not like '%/%'
    and (p.region_code, p.scope, p.year, p.table_no, p.kind, p.measure, p.stage) = (t.region_code, t.scope, t.year, t.table_no, t.kind, t.measure, t.stage)
  where t.breakdown = 'total' and t.plain = 'issued'
  union all
  select 'lines', '', t.batch_id, t.table_no, t.region_code, t.measure, t.name, t.row_no, t.amount_unit, t.amount, t.half, t.sheet, t.cell, t.text,
    p.amount, p.half, p.sheet, p.cell, p.text
  from debts t
  join debts p on p.breakdown = 'purposeDetail' and p.role = 'main' and regexp_replace(p.item, '/[^/]*$', '') = t.item
    and (p.region_code, p.scope, p.year, p.table_no, p.kind, p.measure, p.stage) = (t.region_code, t.scope, t.year, t.table_no, t.kind, t.measure, t.stage)
  where t.breakdown = 'purpose' and t.role = 'main'
  union all
  select 'flow', t.kind, t.batch_id, t.table_no, t.region_code, t.measure, t.name, t.row_no, t.amount_unit, t.amount, t.half, t.sheet, t.cell, t.text,
    case when p.plain in ('repaid', 'reduced') then -p.amount else p.amount end, p.half, p.sheet, p.cell, p.text
  from debts t
  join debts p on p.breakdown = 'total' and p.plain in ('opening', 'issued', 'repaid', 'reduced')
    and (p.region_code, p.scope, p.year, p.table_no, p.kind, p.about) = (t.region_code, t.scope, t.year, t.table_no, t.kind, t.about)
  where t.breakdown = 'total' and t.plain = 'balance' and exists (
    select from debts o where o.breakdown = 'total' and o.plain = 'opening' and (o.table_no, o.region_code, o.scope, o.kind, o.about) = (t.table_no, t.region_code, t.scope, t.kind, t.about))
  union all
  select 'limits', '', t.batch_id, t.table_no, t.region_code, t.measure, t.label, t.row_no, t.amount_unit, t.amount, t.half, t.sheet, t.cell, t.text,
    p.amount, p.half, p.sheet, p.cell, p.text
  from debts t
  join debts p on p.measure in ('prior.limit', 'newLimit', 'withdrawnLimit', 'adjustedLimit')
    and (p.region_code, p.scope, p.year, p.table_no, p.kind) = (t.region_code, t.scope, t.year, t.table_no, t.kind)
  where t.measure = 'limit' and exists (
    select from debts o where o.measure = 'newLimit' and (o.table_no, o.region_code, o.scope, o.kind) = (t.table_no, t.region_code, t.scope, t.kind))
  union all
  select 'areas', '', t.batch_id, t.table_no, t.region_code, t.measure, t.label, t.row_no, t.amount_unit, t.amount, t.half, t.sheet, t.cell, t.text,
    p.amount, p.half, p.sheet, p.cell, p.text
  from debts t
  join debts p on (p.year, p.sheet, p.kind, p.measure, p.stage) = (t.year, t.sheet, t.kind, t.measure, t.stage)
    and (p.region_code <> t.region_code or p.scope = 'own')
  join divided d on (d.sheet, d.parent) = (t.sheet, t.region_code)
  where t.scope = 'all'
  union all
  select 'lines', '', t.batch_id, t.table_no, t.region_code, t.measure, t.name, t.row_no, t.amount_unit, t.amount, t.half, t.sheet, t.cell, t.text,
    p.amount, p.half, p.sheet, p.cell, p.text
  from others t
  join others p on p.role = 'main' and (p.batch_id, p.table_no, p.kind, p.measure, p.stage) = (t.batch_id, t.table_no, t.kind, t.measure, t.stage)
  where t.role = 'total'
), identities as (
  select identity, kind, batch_id, table_no, region_code, measure, subject, row_no, unit, found, sum(amount)::bigint as expected,
    floor(sum(half) + found_half + 1e-6)::bigint as tolerance,
    jsonb_build_array(jsonb_build_object('sheet', sheet, 'cell', cell, 'text', text, 'side', 'found'))
      || jsonb_agg(jsonb_build_object('sheet', a_sheet, 'cell', a_cell, 'text', a_text, 'side', 'expected') order by abs(amount) desc, a_cell) as cells
  from addends
  group by identity, kind, batch_id, table_no, region_code, measure, subject, row_no, unit, found, found_half, sheet, cell, text
), judged as (
  select i.*, case when expected = found then 'passed' when abs(found - expected) <= tolerance then 'rounding' 
    when expected + 2 * r.amount between found - tolerance and found + tolerance then 'explained' else 'failed' end as status
  from identities i
  left join debts r on i.identity = 'flow' and r.plain = 'reduced' and (r.batch_id, r.table_no, r.measure) = (i.batch_id, i.table_no, regexp_replace(i.measure, 'balance$', 'reduced'))
    and r.kind = i.kind
), shown as (
  select *, row_number() over alike as place, count(*) over (partition by identity, table_no, status)::int as alike
  from judged
  window alike as (partition by identity, table_no, status order by abs(found - expected) desc, row_no, measure, batch_id)
)
select batch_id, table_no, region_code, case when status = 'failed' then measure end as measure, subject,
  case when status <> 'passed' then expected end as expected, case when status <> 'passed' then found end as found,
  case when status <> 'passed' then tolerance end as tolerance, unit, status,
  case when status = 'failed' then 1 else alike end as identities,
  case when status = 'passed' then '[]' else jsonb_path_query_array(cells, '$[0 to 49]') end as cells,
  jsonb_build_object('identity', case identity
    when 'kinds' then jsonb_build_object('zh', '债务合计＝一般债务＋专项债务', 'en', 'total debt = general + special')
    when 'flow' then jsonb_build_object('zh', '年初余额＋发行－还本－调减＝年末余额', 'en', 'opening + issued − repaid − reduced = closing balance')
    when 'limits' then jsonb_build_object('zh', '上年限额＋新增＋收回＋调整＝本年限额', 'en', 'old limit + new + withdrawn + adjusted = limit')
    when 'areas' then jsonb_build_object('zh', '全市＝市本级与各县区之和', 'en', 'whole area = own level + counties')
    else jsonb_build_object('zh', '合计＝各行之和', 'en', 'total = sum of lines') end) as params
from shown
where status = 'failed' or place = 1
order by table_no, identity, row_no, measure, batch_id
