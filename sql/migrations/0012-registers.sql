-- Registers (台账) that offices keep by hand: resolutions, approvals, transfers, debt, procurement, meetings, non-tax money, companies, performance, progress.
-- One row per entry, each loaded as a ledger: a batch is what a file says of one year.
create table resolutions (
  batch_id integer not null, region_code text not null, line_no integer not null,
  project text, document text not null, title text not null, kind text not null, about text, book text, decided_on date not null, amount bigint
) partition by range (batch_id);

create table approvals (
  batch_id integer not null, region_code text not null, line_no integer not null,
  department text, unit text not null, kind text not null, approved_on date, issued_on date, published_on date, tables_required integer, tables_published integer, missing_tables text, address text
) partition by range (batch_id);

create table grants (
  batch_id integer not null, region_code text not null, line_no integer not null,
  department text, unit text, project text, grant_no text not null, name text not null, direction text not null, kind text not null, target text, document text, approved_on date, arrived_on date, issued_on date, first_year integer, for_year integer, actual_cost boolean, disaster boolean, amount bigint not null, allocated bigint, paid bigint
) partition by range (batch_id);

create table bonds (
  batch_id integer not null, region_code text not null, line_no integer not null,
  department text, unit text, project text, bond text not null, name text not null, kind text not null, purpose text not null, arrived_on date not null, checked_on date not null, amount bigint not null, paid bigint, interest_paid bigint
) partition by range (batch_id);

create table repayments (
  batch_id integer not null, region_code text not null, line_no integer not null,
  project text, bond text not null, name text, kind text not null, due_on date not null, principal bigint not null, interest bigint not null, arranged bigint, paid bigint, paid_on date, project_revenue bigint
) partition by range (batch_id);

create table capacity (
  batch_id integer not null, region_code text not null, line_no integer not null,
  item text not null, amount bigint not null
) partition by range (batch_id);

create table procurements (
  batch_id integer not null, region_code text not null, line_no integer not null,
  department text, unit text not null, project text, plan text not null, name text not null, category text, method text, planned_on date, amount bigint not null
) partition by range (batch_id);

create table contracts (
  batch_id integer not null, region_code text not null, line_no integer not null,
  department text, unit text not null, project text, contract text not null, name text not null, plan text, category text, method text, method_approved boolean, procurement boolean, supplier text not null, sme boolean, signed_on date not null, notice_on date, filed_on date, delivered_on date, accepted_on date, due_rule text, term_days integer, payable bigint, paid bigint, paid_on date, checked_on date, amount bigint not null
) partition by range (batch_id);

create table meetings (
  batch_id integer not null, region_code text not null, line_no integer not null,
  department text, unit text not null, meeting text not null, name text not null, kind text not null, held_on date not null, days integer not null, persons integer not null, standard bigint, venue text, listed boolean, amount bigint not null
) partition by range (batch_id);

create table nontax (
  batch_id integer not null, region_code text not null, line_no integer not null,
  department text, unit text not null, receipt text not null, name text not null, handling text, collected_on date not null, remitted_on date, checked_on date not null, amount bigint not null, remitted bigint
) partition by range (batch_id);

create table companies (
  batch_id integer not null, region_code text not null, line_no integer not null,
  code text not null, name text not null, registered_on date not null, capital bigint, ownership text, trade text
) partition by range (batch_id);

create table performance (
  batch_id integer not null, region_code text not null, line_no integer not null,
  department text, unit text not null, project text not null, targets integer, quantified integer, met integer, self_score integer, rating text, evaluated_on date, budget bigint
) partition by range (batch_id);

create table milestones (
  batch_id integer not null, region_code text not null, line_no integer not null,
  department text, unit text not null, project text, name text not null, kind text not null, checked_on date not null, planned double precision not null, reported double precision not null, due_on date, finished_on date, accepted_on date, responsible text
) partition by range (batch_id);

create table estimates (
  batch_id integer not null, region_code text not null, line_no integer not null,
  department text, unit text not null, project text not null, name text, feasibility bigint, approved bigint not null, approved_on date, changed bigint, changed_on date, original_total bigint, total bigint, total_on date, reported_on date, contracted bigint, paid bigint, outside_budget boolean, accepted_on date, accounts_on date, checked_on date not null
) partition by range (batch_id);

do $$
declare
  t text;
  own text;
  place constant text := '((select access.sees_all()) or region_code = any ((select access.regions())::text[]))';
begin
  foreach t in array array['resolutions', 'approvals', 'grants', 'bonds', 'repayments', 'capacity', 'procurements', 'contracts', 'meetings', 'nontax', 'companies', 'performance', 'milestones', 'estimates'] loop
    -- What bears no unit is about the region as a whole and closed to whoever may see one unit only.
    own := case when t in ('approvals', 'grants', 'bonds', 'procurements', 'contracts', 'meetings', 'nontax', 'performance', 'milestones', 'estimates')
      then '((select access.unit()) is null or unit = (select access.unit()) or department = (select access.unit()))'
      else '(select access.unit()) is null' end;
    execute format('create index on %I (batch_id)', t);
    execute format('alter table %I enable row level security', t);
    execute format('create policy by_reach on %I for select to mingzhang_reader using (%s and %s)', t, place, own);
    execute format('create policy loader on %I to mingzhang_loader using (true) with check (true)', t);
    execute format('grant select on %I to mingzhang_reader, mingzhang_loader', t);
  end loop;
end $$;

create or replace function leaves.open(parent text) returns integer language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  first integer;
begin
  if parent not in ('execution_ledger', 'payments', 'movements', 'projects_ledger', 'codes',
    'resolutions', 'approvals', 'grants', 'bonds', 'repayments', 'capacity', 'procurements', 'contracts', 'meetings', 'nontax', 'companies', 'performance', 'milestones', 'estimates') then raise exception 'no ledger of that name: %', parent; end if;
  first := 1000000 + 1000 * nextval('leaves.blocks')::integer;
  execute format('create table leaves.%I (like public.%I including defaults, constraint block check (batch_id >= %s and batch_id < %s)) with (autovacuum_enabled = false)', parent || '_' || first, parent, first, first + 1000);
  execute format('grant select, insert on leaves.%I to mingzhang_loader', parent || '_' || first);
  return first;
end $$;
