-- The facts: one row per stored figure, with the cell it came from. Loaders fill the leaves; readers see the parents under policies.
-- A figure covers the levels from_level … to_level of its cut: a grouping at level L reads the figures whose interval holds L,
-- which is how a row without children stands for itself below, and a level that is not printed is the sum of the nearest below.
create table execution (
  batch_id integer not null,
  region_code text not null,
  line_no integer not null,
  cut text not null,                 -- function, revenueItem, govEconomic, insurance …
  item text not null,
  name text not null,
  role text not null,
  level smallint not null,           -- 0 for printed totals
  class text,                        -- ancestors by level, itself included
  group_ text,
  item_ text,
  subitem text,
  unit text,
  economic text,
  project text,
  measure text not null,
  stage text not null,
  stated smallint not null,          -- 1 counts; 2 … are the same figure printed again
  from_level smallint not null,
  to_level smallint not null,
  under_grand boolean not null,      -- a printed 各项合计 covers this figure
  printed boolean not null,
  amount bigint,
  ratio double precision,
  table_no smallint not null,
  row_no integer not null,
  cell text not null,
  text text not null,
  decimals smallint not null
) partition by list (region_code);
create table execution_rows partition of execution default;
create index on execution_rows (batch_id, cut, measure);

create table transfers (
  batch_id integer not null, region_code text not null, line_no integer not null,
  breakdown text not null,           -- region, project, function: the same money cut in different ways, never added
  kind text, item text not null, name text not null, role text not null, lower_code text, lower_name text,
  measure text not null, stage text not null, stated smallint not null, printed boolean not null,
  amount bigint, ratio double precision,
  table_no smallint not null, row_no integer not null, cell text not null, text text not null, decimals smallint not null
) partition by list (region_code);
create table transfers_rows partition of transfers default;
create index on transfers_rows (batch_id);

create table debt (
  batch_id integer not null, region_code text not null, line_no integer not null,
  breakdown text not null,           -- total (limit and balance) or purpose (投向)
  kind text not null, item text not null, name text not null, role text not null,
  measure text not null, stage text not null, stated smallint not null, printed boolean not null,
  amount bigint, ratio double precision,
  table_no smallint not null, row_no integer not null, cell text not null, text text not null, decimals smallint not null
) partition by list (region_code);
create table debt_rows partition of debt default;
create index on debt_rows (batch_id);

create table projects (
  batch_id integer not null, region_code text not null, line_no integer not null,
  breakdown text not null,           -- key (重点项目), reserve (预备费安排), detail (明细)
  project text not null, name text not null, role text not null, unit text, basis text,
  measure text not null, stage text not null, stated smallint not null, printed boolean not null,
  amount bigint, ratio double precision,
  table_no smallint not null, row_no integer not null, cell text not null, text text not null, decimals smallint not null
) partition by list (region_code);
create table projects_rows partition of projects default;
create index on projects_rows (batch_id);

create table assets (
  batch_id integer not null, region_code text not null, line_no integer not null,
  class text not null, indicator text not null, name text not null, quantity_unit text not null, note text,
  measure text not null, stage text not null, stated smallint not null, printed boolean not null,
  amount bigint, quantity numeric, ratio double precision,
  table_no smallint not null, row_no integer not null, cell text not null, text text not null, decimals smallint not null
) partition by list (region_code);
create table assets_rows partition of assets default;
create index on assets_rows (batch_id);

create table audit_results (
  batch_id integer not null, region_code text not null, line_no integer not null,
  report_type text not null, category text not null, metric text not null, name text not null, quantity_unit text not null, note text,
  measure text not null, stage text not null, stated smallint not null, printed boolean not null,
  amount bigint, quantity numeric, ratio double precision,
  table_no smallint not null, row_no integer not null, cell text not null, text text not null, decimals smallint not null
) partition by list (region_code);
create table audit_results_rows partition of audit_results default;
create index on audit_results_rows (batch_id);

-- One row per audit finding. `not_stated` says that the excerpt is silent, not that nothing was done.
create table findings (
  batch_id integer not null, region_code text not null, line_no integer not null,
  finding_id text not null, audit_year smallint, category text not null, unit text, unit_type text,
  finding text not null, status text not null, rectification text, note text,
  amount bigint, amount_cell text, amount_text text,
  rectified_amount bigint, rectified_cell text, rectified_text text,
  quantity numeric, quantity_unit text,
  stated smallint not null, printed boolean not null,
  table_no smallint not null, row_no integer not null
) partition by list (region_code);
create table findings_rows partition of findings default;
create index on findings_rows (batch_id);
