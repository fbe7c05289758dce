/*
id: DQ-17
name: { zh: 年份与单位名, en: Years and names }
severity: yellow
source: { zh: 封面、目录、标题与表头的年份、地区应当一致, en: 'Cover, contents, title and column headers state the same year and region' }
explanations:
  failed:
    zh: '{message}'
    en: '{message}'
*/
-- The layout remarks it while reading; here it becomes a result among the others.
select null::integer as batch_id, t.table_no, null::text as region_code, null::text as measure, t.title as subject,
  null::bigint as expected, null::bigint as found, null::bigint as tolerance, null::text as unit, 'failed' as status, 1 as identities,
  (select coalesce(jsonb_agg(jsonb_build_object('sheet', t.sheet, 'cell', c, 'text', '', 'side', 'found')), '[]') from jsonb_array_elements_text(n -> 'cells') c) as cells,
  jsonb_build_object('message', n -> 'message') as params
from load_tables t, jsonb_array_elements(t.notes) n
where t.load_id = :load and n ->> 'code' = 'DQ-17'
order by t.table_no
