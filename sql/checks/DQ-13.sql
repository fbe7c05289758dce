/*
id: DQ-13
name: { zh: 编码与名称, en: Codes and names }
severity: yellow
source: { zh: 科目编码应在当年政府收支分类科目之内，名称应与编码一致, en: 'A code is in that year''s classification and its name is the code''s name' }
explanations:
  passed:
    zh: '{count}个科目编码与当年政府收支分类科目的名称一致。'
    en: '{count} codes bear the names of that year''s classification.'
  failed:
    zh: '编码{code}在表中名称为“{subject}”，当年科目名称为“{reference}”。按编码载入，请核实编码或名称。'
    en: 'Code {code} is called “{subject}” here; that year''s classification calls it “{reference}”. It is loaded by its code; please verify code or name.'
  undecided:
    zh: '编码{code}“{subject}”不在当年政府收支分类科目参考表中，名称无法核对。'
    en: 'Code {code}, “{subject}”, is not in the reference of that year''s classification, so its name cannot be checked.'
*/
with printed as (
  select batch_id, min(table_no) as table_no, min(region_code) as region_code, cut, item, year, min(row_no) as row_no, min(name) as name, min(sheet) as sheet,
    min(cell) as cell
  from rules.execution_stored
  where load_id = :load and item ~ '^[0-9]+$' and cut in ('function', 'revenueItem', 'govEconomic') and stated = 1 and source_kind <> 'published'
  group by batch_id, cut, item, year
), named as (
  select p.*, c.name_zh, c.aliases, c.code is not null as known, p.name = c.name_zh or p.name = any (c.aliases) as same
  from printed p
  left join classifications c on c.scheme = p.cut and c.code = p.item and p.year between c.valid_from and c.valid_to
  where p.cut in (select scheme from classifications)
), judged as (
  select *, case when not known then 'undecided' when same then 'passed'
    when regexp_replace(translate(name, '（）()、，,·“”"'' 　', ''), '(的?(支出|收入|项|款|类))+$', '') = any (array(
      select regexp_replace(translate(n, '（）()、，,·“”"'' 　', ''), '(的?(支出|收入|项|款|类))+$', '') from unnest(name_zh || aliases) n)) then 'passed'
    else 'failed' end as status
  from named
)
select batch_id, table_no, region_code, null::text as measure, min(name) as subject, null::bigint as expected, null::bigint as found, null::bigint as tolerance,
  null::text as unit, status, count(*)::int as identities, '[]'::jsonb as cells, '{}'::jsonb as params, 0 as row_no
from judged
where status = 'passed'
group by batch_id, table_no, region_code, status
union all
select batch_id, table_no, region_code, null, name, null, null, null, null, status, 1,
  jsonb_build_array(jsonb_build_object('sheet', sheet, 'cell', cell, 'text', name, 'side', 'found')),
  jsonb_build_object('code', item, 'reference', coalesce(name_zh, '')), row_no
from judged
where status <> 'passed'
order by table_no, row_no
