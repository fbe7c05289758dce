-- Ledgers: rows as the systems of a government export them (months by line, vouchers, movements, projects). Leaves only, amounts side by side.
-- A batch of a ledger is what a file says of one slice; its rows lie in a partition that the load filled alone and that never changes.
alter table batches add column form text not null default 'printed' check (form in ('printed', 'ledger'));
alter table batches add column rejected_amount bigint;         -- known fen in rows that were rejected: the slice is 不完整
alter table batches add column control jsonb not null default '{}';   -- what was loaded: {"rows": n, "<measure>": "fen", …}, and what the file itself totals: {"stated": {"<measure>": "fen"}}
-- Amounts of a ledger as its file states them: to date, or of the month alone (then a question adds the months up).
alter table batches add column amounts text not null default 'toDate' check (amounts in ('toDate', 'month'));
alter table batches add column mapping jsonb;                  -- the mapping document that read it
alter table loads add column rows_read bigint;
create index on batches (region_code, dataset, year, month) where form = 'ledger';

-- Monthly execution by line, cumulative to the month of its batch.
create table execution_ledger (
  batch_id integer not null, region_code text not null, line_no integer not null,   -- row in the file, from 1
  department text, unit text,
  class text, group_ text, item_ text, subitem text,            -- function of expenditure, or revenue item, by the flow of the batch
  economic_class text, economic text, gov_economic_class text, gov_economic text,
  project text, fund text, carried text,                        -- carried: current | carried (上年结转)
  original bigint, adjustment bigint, final bigint, authorised bigint, committed bigint, executed bigint
) partition by range (batch_id);

-- One row per voucher. `month` 13 is the closing period (整理期).
create table payments (
  batch_id integer not null, region_code text not null, line_no integer not null,
  date date, month smallint not null,
  department text, unit text, project text,
  class text, group_ text, item_ text,
  economic_class text, economic text, gov_economic_class text, gov_economic text,
  fund text, carried text, method text, settlement text,
  payee_key bigint, payee text, payee_account text, purpose text, voucher text, document text,
  procurement boolean, direct boolean, salary boolean, refund boolean not null default false,
  amount bigint not null
) partition by range (batch_id);

-- Movements of budget lines (指标): how the original budget became the adjusted one, each with date and document.
create table movements (
  batch_id integer not null, region_code text not null, line_no integer not null,
  date date, month smallint not null, kind text not null,       -- initial | add | reduce | virement | carryOver | takeBack
  document text, parent_document text, reason text,
  department text, unit text, project text,
  class text, group_ text, item_ text, economic_class text, economic text, gov_economic_class text, gov_economic text,
  fund text, carried text,
  amount bigint not null                                        -- signed
) partition by range (batch_id);

-- The project list as it stood at the month of its batch.
create table projects_ledger (
  batch_id integer not null, region_code text not null, line_no integer not null,
  project text not null, name text not null, department text, unit text, category text, status text,
  class text, group_ text, item_ text, economic_class text, economic text, fund text, place text,
  started date, due date,
  planned bigint,                                               -- whole cost over all years
  original bigint, final bigint, executed bigint, cumulative bigint,
  physical_progress double precision                            -- 0–1
) partition by range (batch_id);

-- Codes as a source names them, dated by fiscal year: units as a tree, projects, classifications of its own.
create table codes (
  batch_id integer not null, region_code text not null, line_no integer not null,
  scheme text not null, code text not null, name text not null, name_en text, parent text, level smallint,
  valid_from smallint, valid_to smallint, aliases text
) partition by range (batch_id);

create index on execution_ledger (batch_id);
create index on payments (batch_id, date, line_no);
create index on movements (batch_id);
create index on projects_ledger (batch_id);
create index on codes (batch_id);

-- Names of the codes in a batch, gathered from its rows: what an answer calls a unit, a project, a programme.
create table names (
  batch_id integer not null, region_code text not null, scheme text not null, code text not null,
  name text not null, name_en text, parent text, level smallint, valid_from smallint not null default 0, valid_to smallint not null default 9999,
  primary key (batch_id, scheme, code)
);

-- Roll-ups, computed per batch and as immutable as it is.
create table execution_by_department (
  batch_id integer not null, region_code text not null, department text, fund text, carried text,
  lines bigint not null, original bigint, adjustment bigint, final bigint, authorised bigint, committed bigint, executed bigint
);
create table execution_by_unit (
  batch_id integer not null, region_code text not null, department text, unit text, class text, economic_class text, carried text,
  lines bigint not null, original bigint, adjustment bigint, final bigint, authorised bigint, committed bigint, executed bigint
);
create table execution_by_function (
  batch_id integer not null, region_code text not null, class text, group_ text, item_ text, subitem text, fund text, carried text,
  lines bigint not null, original bigint, adjustment bigint, final bigint, authorised bigint, committed bigint, executed bigint
);
create table execution_by_economic (
  batch_id integer not null, region_code text not null, economic_class text, economic text, gov_economic_class text, gov_economic text, carried text,
  lines bigint not null, original bigint, adjustment bigint, final bigint, authorised bigint, committed bigint, executed bigint
);
create table payments_by_unit (
  batch_id integer not null, region_code text not null, month smallint, department text, unit text, method text, carried text,
  lines bigint not null, amount bigint, largest bigint
);
create table payments_by_function (
  batch_id integer not null, region_code text not null, month smallint, department text, class text, group_ text, item_ text,
  lines bigint not null, amount bigint, largest bigint
);
create table payments_by_economic (
  batch_id integer not null, region_code text not null, month smallint, department text, unit text, economic_class text, economic text, gov_economic_class text,
  lines bigint not null, amount bigint, largest bigint
);
create table payments_by_date (
  batch_id integer not null, region_code text not null, date date, month smallint, department text,
  lines bigint not null, amount bigint, largest bigint
);
create table payments_by_project (
  batch_id integer not null, region_code text not null, month smallint, department text, unit text, project text,
  lines bigint not null, amount bigint, largest bigint
);
create table payments_by_payee (
  batch_id integer not null, region_code text not null, payee_key bigint, payee text,
  lines bigint not null, amount bigint, largest bigint
);
-- Histogram of payments by size: bucket b holds |amount| from 10^(b/20) to 10^((b+1)/20) fen.
create table payments_by_size (
  batch_id integer not null, region_code text not null, month smallint, department text, unit text, bucket smallint,
  lines bigint not null, amount bigint, largest bigint
);

-- For users of a department a request sees its unit only. Asked once per statement, not once per row.
create function access.unit() returns text language sql stable parallel safe as $$
  select nullif(current_setting('app.unit', true), '')
$$;

do $$
declare
  t text;
  own text;
  place constant text := '((select access.sees_all()) or region_code = any ((select access.regions())::text[]))';
begin
  foreach t in array array['execution_ledger', 'payments', 'movements', 'projects_ledger', 'codes', 'names',
    'execution_by_department', 'execution_by_unit', 'execution_by_function', 'execution_by_economic',
    'payments_by_unit', 'payments_by_function', 'payments_by_economic', 'payments_by_date', 'payments_by_project', 'payments_by_payee', 'payments_by_size'] loop
    -- A roll-up that does not tell units apart is closed to whoever may see one unit only.
    own := case
      when t in ('codes', 'names') then 'true'
      when t in ('execution_by_function', 'execution_by_economic', 'payments_by_payee') then '(select access.unit()) is null'
      when t in ('execution_by_department', 'payments_by_function', 'payments_by_date') then '((select access.unit()) is null or department = (select access.unit()))'
      else '((select access.unit()) is null or unit = (select access.unit()) or department = (select access.unit()))'
    end;
    execute format('alter table %I enable row level security', t);
    execute format('create policy by_reach on %I for select to mingzhang_reader using (%s and %s)', t, place, own);
    execute format('create policy loader on %I to mingzhang_loader using (true) with check (true)', t);
    execute format('grant select on %I to mingzhang_reader', t);
    if t ~ '_by_|^names$' then
      execute format('grant select, insert, delete on %I to mingzhang_loader', t);
      if t ~ '_by_' then execute format('create index on %I (batch_id)', t); end if;
    else
      execute format('grant select on %I to mingzhang_loader', t);
    end if;
  end loop;
end $$;
grant execute on function access.unit to mingzhang_reader, mingzhang_loader;

-- The partition of one load: opened empty beside the ledger, filled by COPY, attached when it is whole. Each block holds 1,000 batches.
create schema leaves;
grant usage on schema leaves to mingzhang_loader;
create sequence leaves.blocks;

-- Makes the leaf and says the first of its 1,000 batch numbers.
create function leaves.open(parent text) returns integer language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  first integer;
begin
  if parent not in ('execution_ledger', 'payments', 'movements', 'projects_ledger', 'codes') then raise exception 'no ledger of that name: %', parent; end if;
  first := 1000000 + 1000 * nextval('leaves.blocks')::integer;
  execute format('create table leaves.%I (like public.%I including defaults, constraint block check (batch_id >= %s and batch_id < %s)) with (autovacuum_enabled = false)', parent || '_' || first, parent, first, first + 1000);
  execute format('grant select, insert on leaves.%I to mingzhang_loader', parent || '_' || first);
  return first;
end $$;

-- Makes the leaf a partition, which also builds its indexes. Readers and other loads go on.
create function leaves.attach(parent text, first integer) returns void language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  execute format('alter table public.%I attach partition leaves.%I for values from (%s) to (%s)', parent, parent || '_' || first, first, first + 1000);
end $$;

-- Removes the leaf of a load that was never published.
create function leaves.drop(parent text, first integer) returns void language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if exists (select from public.batches b join public.version_batches v using (batch_id) where b.batch_id >= first and b.batch_id < first + 1000) then
    raise exception 'the leaf %_% is published', parent, first;
  end if;
  execute format('drop table if exists leaves.%I', parent || '_' || first);
end $$;
revoke execute on function leaves.open, leaves.attach, leaves.drop from public;
grant execute on function leaves.open, leaves.attach, leaves.drop to mingzhang_loader;
