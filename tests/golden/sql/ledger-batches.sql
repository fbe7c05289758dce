select b.batch_id as batch, b.form, b.region_code as region, b.scope, b.year, b.month, b.period, b.book, b.flow, b.stage,
  b.source, b.part, b.currency, b.amounts, b.kind_rank, b.source_rank, b.reported_on::text, b.control
from (
  select b.*, s.kind, s.rank as source_rank, array_position(array['upload', 'published', 'simulated'], s.kind) as kind_rank
  from version_batches v
  join batches b on b.batch_id = v.batch_id
  join sources s on s.source = b.source
  where v.version = 3
    and b.dataset = 'execution'
    and b.region_code = '990101'
    and nullif(b.year, 0) = 2025
    and b.scope = 'own'
    and b.book = 'general'
    and b.flow = 'expenditure'
    and b.currency = 'CNY'
    and b.year * 100 + b.month >= 202500
    and b.year * 100 + b.month <= 202599
    and b.period ~ '^(FY|[0-9]{4}-[0-9]{2}|[0-9]{4}(H1|Q1|Q1-Q[2-4]))$'
) b
order by b.batch_id;
