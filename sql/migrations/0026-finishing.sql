-- What serves quick reading comes after publication: a leaf is published with its sums and then gets its indexes and the words it can be
-- found by. Until then the same answers are read from its rows. After this migration the next start finishes all leaves anew.

drop index payments_date, payments_line, payments_amount, payments_project, payments_payee, payments_unit;
drop index execution_ledger_batch_id_idx, execution_ledger_batch_id_unit_idx, execution_ledger_batch_id_department_idx;
drop function leaves.index, leaves.indexes;

-- What is done with a leaf once it is published, in this order: `statement` with the leaf's name, the name of the index, the leaf's first batch.
create table leaf_finishings (
  parent text, name text, turn integer not null, statement text not null,
  primary key (parent, name)
);
insert into leaf_finishings (parent, name, turn, statement) values
  ('payments', 'texts', 1, 'select access.fill_payment_texts(''leaves.%1$I'', %3$s)'),
  ('payments', 'date', 2, 'create index %2$I on leaves.%1$I (date, batch_id, line_no)'),
  ('payments', 'line', 3, 'create index %2$I on leaves.%1$I using brin (line_no) with (pages_per_range = 32)'),
  ('payments', 'unit', 4, 'create index %2$I on leaves.%1$I (unit, date, line_no, batch_id)'),
  ('payments', 'project', 5, 'create index %2$I on leaves.%1$I (project, date, line_no, batch_id)'),
  ('payments', 'payee', 6, 'create index %2$I on leaves.%1$I (payee_key, date, line_no, batch_id)'),
  ('payments', 'amount', 7, 'create index %2$I on leaves.%1$I (amount, line_no, batch_id)'),
  ('execution_ledger', 'batch', 1, 'create index %2$I on leaves.%1$I (batch_id)'),
  ('execution_ledger', 'unit', 2, 'create index %2$I on leaves.%1$I (batch_id, unit)'),
  ('execution_ledger', 'department', 3, 'create index %2$I on leaves.%1$I (batch_id, department)');
-- Which of them are done.
create table leaf_finished (
  parent text, first integer, name text,
  primary key (first, parent, name)
);

-- Partitions that are not finished.
create function leaves.unfinished() returns table (parent text, first integer, name text) language sql stable security definer set search_path = pg_catalog, public as $$
  select f.parent, l.first, f.name
  from leaf_finishings f
  join lateral (
    select substr(c.relname, length(f.parent) + 2)::integer as first
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = format('public.%I', f.parent)::regclass and c.relnamespace = 'leaves'::regnamespace
  ) l on true
  where not exists (select from leaf_finished d where (d.parent, d.first, d.name) = (f.parent, l.first, f.name))
  order by l.first, f.turn
$$;

-- Does one of them; false where it is done already, or somebody is at it.
create function leaves.finish(parent text, first integer, name text) returns boolean language plpgsql security definer set search_path = pg_catalog, public
  set maintenance_work_mem = '256MB' set work_mem = '96MB' as $$
declare
  leaf constant text := parent || '_' || first;
  statement text;
begin
  if not pg_try_advisory_xact_lock(hashtextextended('finishing ' || leaf || ' ' || name, 0))
    or exists (select from leaf_finished d where (d.parent, d.first, d.name) = ($1, $2, $3)) then return false; end if;
  select f.statement into strict statement from leaf_finishings f where (f.parent, f.name) = ($1, $3);
  execute format(statement, leaf, leaf || '_' || name, first);
  insert into leaf_finished values (parent, first, name);
  return true;
end $$;
revoke execute on function leaves.unfinished, leaves.finish from public;
grant execute on function leaves.unfinished, leaves.finish to mingzhang_loader;

-- The different purposes and payees of a leaf, however many batches it came in: an item of `batches` beside one each of `lines`,
-- `amounts`, `first_on` and `last_on`.
drop function access.texts_with, access.has_texts, access.fill_payment_texts;
drop table payment_texts;
create table payment_texts (
  leaf integer not null,              -- first of its batch numbers
  region_code text not null,
  kind text not null check (kind in ('purpose', 'payee', 'person')),
  text text not null,                 -- purposes as they may be shown
  payee_key bigint,
  batches integer[] not null, lines bigint[] not null, amounts bigint[] not null,
  first_on date[], last_on date[],    -- of purposes: between which dates
  places bigint[]                     -- of purposes: access.place of each row, those of one batch after those of the other
);
alter table payment_texts alter column places set storage external;
create index payment_texts_grams on payment_texts using gin (access.grams(text));
-- Readers reach it through access.texts_with and access.places_with alone, which know what they may look for.
alter table payment_texts enable row level security;

create aggregate access.joined (bigint[]) (sfunc = array_cat, stype = bigint[]);

-- Pairs of characters are entered into the index at once at the end, so that a search need not look through those that wait.
create function access.fill_payment_texts(leaf regclass, first integer) returns void language plpgsql security definer set search_path = pg_catalog, public
  set gin_pending_list_limit = '128MB' as $$
begin
  execute format($fill$
    insert into public.payment_texts (leaf, region_code, kind, text, payee_key, batches, lines, amounts, first_on, last_on, places)
    select $1, region_code, 'purpose', access.shown_text(purpose), null,
      array_agg(batch_id), array_agg(lines), array_agg(amount), array_agg(first_on), array_agg(last_on), access.joined(places)
    from (
      select batch_id, region_code, purpose, count(*) as lines, sum(amount)::bigint as amount, min(date) as first_on, max(date) as last_on,
        array_agg(access.place(date, line_no)) as places
      from %s where purpose is not null
      group by batch_id, region_code, purpose
    ) p
    group by region_code, purpose
    union all
    select $1, region_code, case when access.is_person(payee, null) then 'person' else 'payee' end, payee, payee_key,
      array_agg(batch_id), array_agg(lines), array_agg(amount), null, null, null
    from (
      select batch_id, region_code, payee_key, payee, sum(lines)::bigint as lines, sum(amount)::bigint as amount
      from public.payments_by_payee where batch_id >= $1 and batch_id < $1 + 1000 and payee is not null
      group by batch_id, region_code, payee_key, payee
    ) p
    group by region_code, payee_key, payee
  $fill$, leaf) using first;
  perform gin_clean_pending_list('public.payment_texts_grams');
end $$;

-- Texts that hold a part, as far as they are of some batches, for who may see those batches. Amounts of all units are not told to who sees
-- one unit; the rows themselves are then read under the reader's own policies. As the owner, because an index cannot serve a policy's
-- reader here.
create function access.texts_with(batches integer[], kinds text[], part text)
returns table (kind text, payee_key bigint, lines bigint, amount bigint, first_on date, last_on date)
language sql stable security definer set search_path = pg_catalog, public as $$
  select t.kind, t.payee_key, o.lines, case when access.unit() is null then o.amount end, o.first_on, o.last_on
  from payment_texts t
  cross join lateral (
    select sum(u.lines)::bigint as lines, sum(u.amount)::bigint as amount, min(u.first_on) as first_on, max(u.last_on) as last_on
    from unnest(t.batches, t.lines, t.amounts, t.first_on, t.last_on) u (batch, lines, amount, first_on, last_on)
    where u.batch = any ($1)
  ) o
  where t.leaf = any (array(select distinct b - b % 1000 from unnest($1) b)) and t.kind = any (kinds)
    and (access.sees_all() or t.region_code = any (access.regions()))
    and access.grams(t.text) @@ access.grams_query(part)
    and strpos(lower(t.text), lower(part)) > 0
    and o.lines is not null
$$;
-- Where the rows of some batches lie whose purpose holds a part, for who may see those batches.
create function access.places_with(batches integer[], part text) returns table (batch_id integer, place bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select u.batch, p
  from payment_texts t
  cross join lateral (
    select batch, lines, sum(lines) over (order by nth) as upto from unnest(t.batches, t.lines) with ordinality u (batch, lines, nth)
  ) u
  cross join lateral unnest(t.places[(u.upto - u.lines + 1)::integer : u.upto::integer]) p
  where t.leaf = any (array(select distinct b - b % 1000 from unnest($1) b)) and t.kind = 'purpose'
    and (access.sees_all() or t.region_code = any (access.regions()))
    and access.grams(t.text) @@ access.grams_query(part)
    and strpos(lower(t.text), lower(part)) > 0
    and u.batch = any ($1)
$$;
-- Whether every one of these batches can be found by its texts.
create function access.has_texts(batches integer[]) returns boolean language sql stable security definer set search_path = pg_catalog, public as $$
  select not exists (
    select from unnest(batches) b
    where not exists (select from leaf_finished d where d.first = b - b % 1000 and d.parent = 'payments' and d.name = 'texts')
  )
$$;
revoke execute on function access.texts_with, access.places_with, access.has_texts, access.fill_payment_texts from public;
grant execute on function access.texts_with, access.places_with, access.has_texts to mingzhang_reader;
