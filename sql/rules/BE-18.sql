/*
id: BE-18
name: { zh: 经济分类“其他”占比过高, en: Too much under “other” }
kind: signal
severities: [orange, yellow]
inputs: [execution.original]
population: { zh: 项目, en: projects }
caution:
  zh: 只按经济分类款级代码末两位99判断；确实没有对应科目的支出也列在“其他”。
  en: Judged by economic codes that end in 99 alone; spending for which no heading exists belongs there too.
thresholds:
  - { name: yellow, value: 10, unit: '%', origin: default, title: { zh: 黄色：占比超过, en: 'Yellow: share above' } }
  - { name: orange, value: 20, unit: '%', origin: found, title: { zh: 橙色：占比超过, en: 'Orange: share above' } }
  - { name: minimum, value: 10, unit: 万元, origin: default, title: { zh: 项目预算下限, en: Smallest budget } }
law:
  - article: 预算法实施条例第四十条
    text:
      zh: 各部门、各单位的预算支出，按其功能分类应当编列到项，按其经济分类应当编列到款。
      en: 'Implementing Regulation of the Budget Law art. 40: departments and units detail spending by function to the item and by economic class to the group.'
  - article: 预算法第四十六条
    text:
      zh: 本级一般公共预算支出，按其功能分类应当编列到项；按其经济性质分类，基本支出应当编列到款。
      en: 'Budget Law art. 46: in the draft for the congress, basic expenditure is listed by economic class to the group.'
explanation:
  zh: '{place}{unit}“{project}”{year}年预算{budget}，其中“其他”科目{other}，占{share}[[（{largest}）]]，预算编制不够细化。'
  en: '{place}, {unit}, “{project}”, {year}: of a budget of {budget}, {other} stands under “other” headings, {share}[[ ({largest})]]; it is not detailed.'
question:
  zh: 请说明“其他”科目的具体用途，能否细化到对应科目。
  en: What is the “other” money for, and can it be placed under its proper headings?
*/
-- The January budget, at the latest month that states it. Reserve (227) and money carried over are left out.
with lines as (
  select region_code, scope, year, book, project, economic, max(unit) as unit, max(month) as month, sum(original)::numeric as original
  from rules.line_months
  where version = :version and flow = 'expenditure' and month = latest and project is not null and economic is not null and coalesce(class, '') <> '227' and coalesce(carried, 'current') <> 'carried' and original > 0
    and (:regions::text[] is null or region_code = any (:regions::text[]))
  group by region_code, scope, year, book, project, economic
), projects as (
  select region_code, scope, year, book, project, max(unit) as unit, max(month) as month, sum(original) as budget, coalesce(sum(original) filter (where economic like '%99'), 0) as other,
    jsonb_agg(jsonb_build_object('name', economic, 'fen', original::bigint::text) order by original desc, economic) filter (where economic like '%99') as largest
  from lines
  group by region_code, scope, year, book, project
  having sum(original) >= :param_minimum::bigint
), graded as (
  select *, other / budget as share, case when other > :param_orange::numeric * budget then 2 when other > :param_yellow::numeric * budget then 1 else 0 end as grade from projects
), counts as (
  select region_code, scope, year, book, count(*) filter (where grade > 0) as meets, count(*) as judged from graded group by 1, 2, 3, 4
), base as (
  select *, rules.usual(array_agg(meets) over (partition by region_code, scope, book), meets) as usually from counts
)
select g.region_code, g.scope, g.year, g.month, g.book, 'expenditure' as flow, null::text as item, null::text as item_name, g.unit, g.project,
  g.share as measured, case g.grade when 2 then :param_orange::numeric else :param_yellow::numeric end as expected, 'ratio' as measure_unit, g.other::bigint as amount_at_stake, (array['yellow', 'orange'])[g.grade] as severity,
  jsonb_build_object('unit', jsonb_build_object('zh', coalesce(u.name, g.unit, ''), 'en', coalesce(u.name_en, g.unit, '')), 'project', coalesce(p.name, g.project),
    'budget', jsonb_build_object('fen', g.budget::bigint::text), 'other', jsonb_build_object('fen', g.other::bigint::text), 'share', jsonb_build_object('ratio', g.share), 'largest', jsonb_build_object('list', g.largest),
    'base_meets', b.meets, 'base_of', b.judged, 'base_usual', b.usually) as parameters,
  rules.ledger_evidence('original', jsonb_build_object('region', g.region_code, 'scope', g.scope, 'year', g.year::text, 'month', g.month::text, 'book', g.book, 'flow', 'expenditure', 'project', g.project)) as evidence
from graded g
join base b using (region_code, scope, year, book)
left join rules.unit_names u on u.version = :version and u.region_code = g.region_code and u.code = g.unit
left join rules.project_names p on p.version = :version and p.region_code = g.region_code and p.project = g.project
where g.grade > 0 and (:years::int[] is null or g.year = any (:years::int[]))
