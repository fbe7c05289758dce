-- What rules read beyond execution: rows of payments, movements, projects and registers, of the batches that speak in a version.

-- The batches of a ledger dataset in a version: of each slice the first source alone; of a year that is stated as a whole, the last statement.
create view rules.speaking with (security_invoker = true) as
select version, dataset, region_code, scope, year, month, book, flow, batch_id, reported_on, source_kind, amounts
from (
  select v.version, l.*, rank() over (partition by v.version, l.slice order by l.kind_rank, l.source_rank, l.source) as source_place,
    row_number() over (partition by v.version, l.slice, l.source, case when l.amounts = 'month' or l.dataset in ('execution', 'projects') then l.month end
      order by l.stage = 'accounts' desc, l.month desc, l.reported_on desc nulls last, l.batch_id desc) as place
  from version_batches v
  join rules.ledger_batches l on l.batch_id = v.batch_id
) ranked
where source_place = 1 and place = 1;

do $$
declare
  t record;
begin
  -- rules.payment_rows, rules.contract_rows … : version, year, book and every column of the ledger
  for t in
    select * from (values ('payments', 'payment_rows'), ('movements', 'movement_rows'), ('resolutions', 'resolution_rows'), ('approvals', 'approval_rows'), ('grants', 'grant_rows'),
      ('bonds', 'bond_rows'), ('repayments', 'repayment_rows'), ('capacity', 'capacity_rows'), ('procurements', 'procurement_rows'), ('contracts', 'contract_rows'),
      ('meetings', 'meeting_rows'), ('nontax', 'nontax_rows'), ('companies', 'company_rows'), ('performance', 'performance_rows'), ('milestones', 'milestone_rows'), ('estimates', 'estimate_rows')) n (dataset, name)
  loop
    execute format('create view rules.%I with (security_invoker = true) as select s.version, s.scope, s.year%s, f.* from rules.speaking s join %I f on f.batch_id = s.batch_id and f.region_code = s.region_code where s.dataset = %L',
      t.name, case when t.dataset = 'resolutions' then '' else ', s.book as slice_book' end, t.dataset, t.dataset);
  end loop;
end $$;

-- The project list at its latest month of each year.
create view rules.project_rows with (security_invoker = true) as
select s.version, s.scope, s.year, s.month, s.book as slice_book, f.*
from (
  select *, max(month) over (partition by version, region_code, scope, year, book) as latest from rules.speaking where dataset = 'projects'
) s
join projects_ledger f on f.batch_id = s.batch_id and f.region_code = s.region_code
where s.month = s.latest;

-- Lines of execution at every month that is loaded. Amounts of a month alone are not added up here: `amounts` tells.
create view rules.execution_rows with (security_invoker = true) as
select s.version, s.scope, s.year, s.month, s.latest, s.book as slice_book, s.flow, s.amounts, f.*
from rules.ledger_months s
join execution_ledger f on f.batch_id = s.batch_id and f.region_code = s.region_code;

-- The evidence of a flag that rests on single rows: [{dataset, batch, line}], 200 at most.
create function rules.row_evidence(dataset text, batch integer, lines integer[]) returns jsonb language sql immutable parallel safe as $$
  select coalesce(jsonb_agg(jsonb_build_object('dataset', dataset, 'batch', batch, 'line', l, 'measure', 'row') order by l), '[]')
  from (select l from unnest(lines) l order by l limit 200) few
$$;

-- Median and median absolute deviation (scaled to a standard deviation), which a few odd values do not move.
create function rules.median(numbers numeric[]) returns numeric language sql immutable parallel safe as $$
  select percentile_cont(0.5) within group (order by n)::numeric from unnest(numbers) n
$$;
create function rules.spread(numbers numeric[]) returns numeric language sql immutable parallel safe as $$
  select 1.4826 * percentile_cont(0.5) within group (order by abs(n - rules.median(numbers)))::numeric from unnest(numbers) n
$$;

grant select on all tables in schema rules to mingzhang_reader, mingzhang_loader;
grant execute on all functions in schema rules to mingzhang_reader, mingzhang_loader;
