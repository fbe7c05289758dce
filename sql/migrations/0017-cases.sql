-- Alerts with a memory: results that hold from version to version, the committee's settings, and cases with a history that nobody can alter.
alter table versions drop constraint versions_kind_check;
alter table versions add constraint versions_kind_check check (kind in ('empty', 'load', 'rollback', 'removal', 'rules'));

-- What a rule found holds from the version that found it up to the one that finds it no longer (null: it still holds).
alter table flags rename to rule_flags;
alter table rule_flags rename column version to from_version;
alter table rule_flags add column until_version integer references versions;
alter table rule_flags add column exempt_until date;           -- excepted by the committee up to and including this day
alter table rule_flags add column digest text not null default '';
update rule_flags set until_version = from_version + 1 where from_version < (select max(version) from versions);
create index on rule_flags (rule, region_code, year) where until_version is null;
create index on rule_flags (until_version, from_version);
create index on rule_flags (flag_id);

create view flags with (security_invoker = true) as
select v.version, f.flag_id, f.rule, f.rule_version, f.severity, f.kind, f.region_code, f.scope, f.year, f.month, f.book, f.flow, f.unit, f.project, f.item, f.item_name,
  f.measured, f.expected, f.measure_unit, f.amount_at_stake, f.parameters, f.evidence, f.explanation, f.question, f.from_version, f.digest
from versions v
join rule_runs r on r.version = v.version and r.status = 'ran'
left join versions n on n.version = v.version + 1
join rule_flags f on f.rule = r.rule and f.from_version <= v.version and (f.until_version is null or f.until_version > v.version)
where f.exempt_until is null or f.exempt_until < (coalesce(n.published_at, now()) at time zone 'Asia/Shanghai')::date;

-- How a rule stood at a version: run for some slices or carried over; `setting` is the change of its thresholds that held.
alter table rule_runs drop constraint rule_runs_status_check;
alter table rule_runs add constraint rule_runs_status_check check (status in ('ran', 'broken', 'off'));
alter table rule_runs add column rule_version text;
alter table rule_runs add column setting integer not null default 0;
alter table rule_runs add column slices integer;               -- region × year that were run; null: all
create index on rule_runs (rule, version);

create table rule_settings (
  change_id integer generated always as identity primary key,
  rule text not null,
  at timestamptz not null default now(),
  by_name text not null,
  reason text not null,
  is_on boolean not null,
  thresholds jsonb not null default '{}',
  exemptions jsonb not null default '[]'                        -- [{kind, code, reason, until}]
);
create index on rule_settings (rule, change_id desc);

-- A matter that is followed: rule × region × subject (unit, else item, else the region itself) × year × project, of one scope and budget.
create table cases (
  case_id integer generated always as identity primary key,
  rule text not null,
  region_code text not null,
  scope text not null default '',
  book text not null default '',
  subject text not null,
  year smallint not null,
  project text not null default '',
  unit text,
  department text,
  item text,
  state text not null default 'new'
    check (state in ('new', 'triage', 'verify', 'answered', 'normal', 'problem', 'referred', 'rectifying', 'closed', 'voided', 'merged')),
  severity text not null check (severity in ('red', 'orange', 'yellow', 'blue')),
  kind text not null check (kind in ('breach', 'signal')),
  amount_at_stake bigint,
  flag_id integer not null,
  digest text not null default '',
  is_current boolean not null default true,
  revision integer not null default 1,
  found_at timestamptz not null default now(),
  found_version integer not null references versions,
  due_on date,
  assignee text,
  judged_by text,
  finding text,
  merged_into integer references cases,
  unique (rule, region_code, scope, book, subject, year, project)
);
create index on cases (region_code, year, state);

create table case_events (
  case_id integer not null references cases,
  revision integer not null,
  at timestamptz not null default now(),
  by_name text not null,
  role text,                                                    -- null: the program itself
  action text not null,
  from_state text,
  to_state text,
  text text,
  said jsonb,
  due_on date,
  version integer references versions,
  primary key (case_id, revision)
);

create table case_files (
  file_id integer generated always as identity primary key,
  case_id integer not null,
  revision integer not null,
  name text not null,
  type text not null,
  bytes integer not null check (bytes <= 20 * 1024 * 1024),
  sha256 text not null,
  content bytea not null,
  foreign key (case_id, revision) references case_events
);
create index on case_files (case_id);

-- What was handed on, and the finding that a referral to the audit opens.
create table case_referrals (
  case_id integer not null,
  revision integer not null,
  addressee text not null check (addressee in ('finance', 'audit', 'discipline', 'department')),
  finding text unique,
  primary key (case_id, revision),
  foreign key (case_id, revision) references case_events
);

create function access.keep_history() returns trigger language plpgsql as $$
begin
  raise exception 'the history of cases and settings is only added to' using errcode = 'restrict_violation';
end $$;

do $$
declare
  t text;
  place constant text := '((select access.sees_all()) or region_code = any ((select access.regions())::text[]))';
  own constant text := '((select access.unit()) is null or unit is null or unit = (select access.unit()) or department = (select access.unit()))';
begin
  foreach t in array array['case_events', 'case_files', 'case_referrals', 'rule_settings'] loop
    execute format('create trigger only_added before update or delete on %I for each row execute function access.keep_history()', t);
    execute format('create trigger never_emptied before truncate on %I for each statement execute function access.keep_history()', t);
    execute format('grant select, insert on %I to mingzhang_loader', t);
    execute format('grant select on %I to mingzhang_reader', t);
  end loop;
  grant select, insert, update on cases to mingzhang_loader;
  grant select on cases, flags to mingzhang_reader;
  grant select on flags to mingzhang_loader;
  alter table cases enable row level security;
  execute format('create policy by_reach on cases for select to mingzhang_reader using (%s and %s)', place, own);
  create policy loader on cases to mingzhang_loader using (true) with check (true);
  foreach t in array array['case_events', 'case_files', 'case_referrals'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy by_case on %I for select to mingzhang_reader using (exists (select from cases c where c.case_id = %I.case_id))', t, t);
    execute format('create policy loader on %I to mingzhang_loader using (true) with check (true)', t);
  end loop;
end $$;

-- Letters that wait for an answer: the last one of each case, as it stood when the version was published.
create view rules.case_terms with (security_invoker = true) as
select v.version, c.region_code, c.case_id, c.rule, c.severity, c.unit, c.year, nullif(c.project, '') as project,
  (s.at at time zone 'Asia/Shanghai')::date as sent_on, s.due_on, (a.at at time zone 'Asia/Shanghai')::date as answered_on,
  (v.published_at at time zone 'Asia/Shanghai')::date as checked_on
from versions v
cross join cases c
join lateral (
  select e.at, e.due_on, e.revision from case_events e
  where e.case_id = c.case_id and e.action in ('verify', 'return') and e.at <= v.published_at
  order by e.revision desc limit 1) s on true
left join lateral (
  select e.at from case_events e
  where e.case_id = c.case_id and e.action = 'answer' and e.revision > s.revision and e.at <= v.published_at
  order by e.revision limit 1) a on true;

-- Which tables each view rests on: a new batch makes only those rules run that read its table.
create view rules.reads as
with recursive steps (name, relation) as (
  select c.relname, c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'rules' and c.relkind = 'v'
  union
  select s.name, d.refobjid
  from steps s
  join pg_rewrite r on r.ev_class = s.relation
  join pg_depend d on d.objid = r.oid and d.classid = 'pg_rewrite'::regclass and d.refclassid = 'pg_class'::regclass and d.refobjid <> s.relation
)
select s.name::text as name, array_agg(distinct t.relname::text) as tables
from steps s
join pg_class t on t.oid = s.relation
where t.relkind in ('r', 'p')
group by s.name;

grant select on all tables in schema rules to mingzhang_reader, mingzhang_loader;
