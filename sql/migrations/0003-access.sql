-- Who may read what. Every request names its regions and unit in settings of its own transaction; the policies read them.
create table access.users (
  user_id integer generated always as identity primary key,
  name text not null unique,
  role text not null check (role in ('member', 'staff', 'auditor', 'department', 'deputy', 'steward', 'admin', 'observer')),
  region_code text,                 -- null: every region
  unit text,
  created_at timestamptz not null default now(),
  disabled_at timestamptz
);
-- Only hashes of secrets are kept.
create table access.links (
  hash text primary key, user_id integer not null references access.users, expires_at timestamptz not null, used_at timestamptz
);
create table access.sessions (
  hash text primary key, user_id integer not null references access.users, created_at timestamptz not null default now(),
  expires_at timestamptz not null, seen_at timestamptz not null default now()
);
create table access.tokens (
  hash text primary key, label text not null, role text not null, region_code text, unit text,
  created_at timestamptz not null default now(), expires_at timestamptz, revoked_at timestamptz
);
create table access.log (
  at timestamptz not null default now(), actor text not null, role text not null, action text not null, subject text
);

-- `app.regions` is `*` or a comma-separated list of codes; unset means nothing at all.
create function access.sees(region text) returns boolean language sql stable parallel safe as $$
  select coalesce(current_setting('app.regions', true), '') = '*'
      or region = any (string_to_array(coalesce(current_setting('app.regions', true), ''), ','))
$$;

do $$
declare t text;
begin
  foreach t in array array['execution', 'transfers', 'debt', 'projects', 'assets', 'audit_results', 'findings'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy by_region on %I for select to mingzhang_reader using (access.sees(region_code))', t);
    execute format('grant select on %I to mingzhang_reader', t);
    execute format('grant select, insert, delete on %I to mingzhang_loader', t || '_rows');
  end loop;
  foreach t in array array['batches', 'flags'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy by_region on %I for select to mingzhang_reader using (access.sees(region_code))', t);
    execute format('create policy loader on %I to mingzhang_loader using (true) with check (true)', t);
  end loop;
end $$;

grant usage on schema access, rules to mingzhang_reader, mingzhang_loader;
grant execute on function access.sees to mingzhang_reader, mingzhang_loader;
grant select on files, sources, loads, load_tables, batches, versions, version_batches, check_results, flags, rule_runs, regions, classifications to mingzhang_reader;
grant select, insert, update on files, sources, loads, load_tables, batches, versions, version_batches, check_results, flags, rule_runs, regions, classifications to mingzhang_loader;
grant delete on loads, load_tables, batches, version_batches, check_results, regions, classifications to mingzhang_loader;

alter table check_results enable row level security;
create policy by_region on check_results for select to mingzhang_reader using (region_code is null or access.sees(region_code));
create policy loader on check_results to mingzhang_loader using (true) with check (true);

grant usage on schema access to mingzhang_access;
grant select, insert, update, delete on access.users, access.links, access.sessions, access.tokens to mingzhang_access;
grant insert on access.log to mingzhang_access;
