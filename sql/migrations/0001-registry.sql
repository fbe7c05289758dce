-- What has been handed over, in which batches, and which of them are current.
create schema access;
create schema rules;

create table files (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  name text not null,
  size bigint not null,
  bytes bytea not null,
  received_at timestamptz not null default now()
);

-- Precedence of sources: upload > published > simulated; within published official > official_archive > media > mirror.
create table sources (
  source text primary key,
  kind text not null check (kind in ('upload', 'published', 'simulated')),
  grade text check (grade in ('official', 'official_archive', 'media', 'mirror')),
  rank smallint not null,                     -- smaller wins
  title text not null,
  publisher text,
  url text,
  linkable boolean not null default false,    -- a mirror's address is shown as text only
  dated text,                                 -- year, year-month or date, as the source gives it
  currency text not null default 'CNY'
);

create table loads (
  load_id integer generated always as identity primary key,
  status text not null check (status in ('waiting', 'reading', 'checking', 'publishing', 'published', 'unchanged', 'refused', 'cancelled', 'failed')),
  path text not null,
  sha256 text references files,
  declared jsonb not null default '{}',       -- what the person who loads said: region, scope, year, source …
  loaded_by text not null,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  version integer,
  report jsonb
);

-- Every table of a load, loaded or not: number of the table within the load, where it lies, what became of it.
create table load_tables (
  load_id integer not null references loads on delete cascade,
  table_no smallint not null,
  sheet text not null,
  range text not null,
  number text,
  title text not null,
  layout text not null,
  dataset text,
  amount_unit text check (amount_unit in ('yuan', 'wan', 'yi')),
  rows integer not null,
  accepted integer not null,
  reason jsonb,
  primary key (load_id, table_no)
);

create table batches (
  batch_id integer generated always as identity primary key,
  load_id integer not null references loads,
  sha256 text not null references files,
  layout text not null,
  layout_version integer not null,
  dataset text not null,
  region_code text not null,
  scope text not null check (scope in ('all', 'own', 'unstated')),
  year smallint not null,
  period text not null default 'FY',
  month smallint not null check (month between 1 and 13),  -- the month its cumulative figures stand at
  book text check (book in ('general', 'fund', 'capital', 'social')),
  flow text check (flow in ('revenue', 'expenditure', 'balance')),
  stage text not null check (stage in ('draft', 'approved', 'flash', 'accounts')),
  source text not null references sources,
  part text,                                    -- cut, breakdown or class: a correction of one leaves the others of the slice alone
  currency text not null default 'CNY',
  reported_on date,
  lines integer not null,
  figures integer not null,
  rejected integer not null default 0,
  complete boolean not null default true,
  published_at timestamptz
);
create index on batches (dataset, region_code, year);
create index on batches (sha256);

create table versions (
  version integer primary key,
  published_at timestamptz not null default now(),
  published_by text not null,
  kind text not null check (kind in ('empty', 'load', 'rollback', 'removal')),
  load_id integer references loads,
  rolled_back_to integer references versions
);
insert into versions (version, published_by, kind) values (0, 'mingzhang', 'empty');

create table version_batches (
  version integer not null references versions,
  batch_id integer not null references batches,
  primary key (version, batch_id)
);

create table check_results (
  load_id integer not null references loads on delete cascade,
  check_no integer not null,
  check_id text not null,                       -- DQ-01 …
  status text not null check (status in ('passed', 'rounding', 'failed', 'explained', 'undecided')),
  severity text not null check (severity in ('red', 'orange', 'yellow', 'blue', 'grey')),
  blocks boolean not null default false,
  batch_id integer references batches,
  region_code text,
  measure text,
  subject text not null,                        -- the line, as printed
  expected bigint,                              -- fen; null for what is no amount
  found bigint,
  tolerance bigint,
  cells jsonb not null,                         -- [{sheet, cell, text, side: 'expected'|'found'}]
  explanation jsonb not null,                   -- {zh, en}
  primary key (load_id, check_no)
);

-- Results of the rules, immutable per version.
create table flags (
  version integer not null references versions,
  flag_id integer generated always as identity,
  rule text not null,
  rule_version text not null,                   -- hash of the rule's file
  severity text not null check (severity in ('red', 'orange', 'yellow', 'blue', 'grey')),
  kind text not null check (kind in ('breach', 'signal')),
  region_code text not null,
  scope text,
  year smallint not null,
  month smallint,
  book text,
  flow text,
  unit text,
  project text,
  item text,
  item_name text,
  measured numeric,
  expected numeric,
  measure_unit text not null check (measure_unit in ('fen', 'ratio', 'count')),
  amount_at_stake bigint,
  parameters jsonb not null default '{}',
  evidence jsonb not null default '[]',          -- [{dataset, batch, line, measure}]
  explanation jsonb not null,                    -- {zh, en}
  question jsonb not null,                       -- {zh, en}
  primary key (version, flag_id)
);
create index on flags (version, region_code, year);

-- How each rule ran for a version: also the broken ones, which must not stop the others.
create table rule_runs (
  version integer not null references versions,
  rule text not null,
  status text not null check (status in ('ran', 'broken')),
  flags integer not null,
  milliseconds integer not null,
  problem text,
  primary key (version, rule)
);

-- Reference data: regions and dated classifications.
create table regions (
  region_code text primary key,
  parent text,
  name_zh text not null,
  name_en text,
  level smallint not null                       -- 0 country, 1 province, 2 prefecture, 3 county/district, 4 sub-region
);

create table classifications (
  scheme text not null,                         -- function, revenueItem, economic, govEconomic
  code text not null,
  valid_from smallint not null default 0,       -- fiscal years
  valid_to smallint not null default 9999,
  parent text,
  level smallint not null,
  name_zh text not null,
  name_en text,
  aliases text[] not null default '{}',
  primary key (scheme, code, valid_from)
);
