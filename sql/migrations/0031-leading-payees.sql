-- Who got most is found among the heads of each month (or of each batch, for a whole year), not by adding up every payee.

-- Payees whose name is spelled in more than one way within a leaf: they have several rows in a roll-up, and no head speaks for them.
create table payees_apart (leaf integer not null, payee_key bigint not null, primary key (leaf, payee_key));
alter table payees_apart enable row level security;
insert into leaf_finishings (parent, name, turn, statement) values
  ('payments', 'apart', 8, $$insert into payees_apart select %3$s, payee_key from payments_by_payee
    where batch_id >= %3$s and batch_id < %3$s + 1000 and payee_key is not null group by payee_key having count(distinct coalesce(payee, '')) > 1$$);
drop index payments_by_payee_month_batch_id_month_idx;
create index payments_by_payee_month_amount on payments_by_payee_month (batch_id, month, amount);
create index payments_by_payee_amount on payments_by_payee (batch_id, amount);

-- The payees that got most (`take` of them, and who got as much as the last) in some batches and months (null: whole batches), for who may
-- see those batches whole. A payee in no head got at most what the last of each head got: where that, added up, is less than what the
-- last one here got, nobody is missing. Where it is not, or heads cannot speak, nobody is named and everybody has to be added up.
create function access.leading_payees(batches integer[], months smallint[], take integer) returns setof bigint
language plpgsql stable security definer set search_path = pg_catalog, public set join_collapse_limit = 1 as $$
declare
  deep constant integer := 5 * take;
  leaves constant integer[] := array(select distinct b - b % 1000 from unnest(batches) b);
  own integer[];
begin
  if access.unit() is not null
    or exists (select from unnest(leaves) l where not exists (select from leaf_finished d where (d.parent, d.first, d.name) = ('payments', l, 'apart'))) then return; end if;
  own := array(select b.batch_id from batches b where b.batch_id = any (batches) and (access.sees_all() or b.region_code = any (access.regions())));
  return query execute format($find$
    with head as materialized (
      select s.slice, h.payee_key, h.amount
      from (select row_number() over () as slice, batch, month from unnest($1) batch, unnest(coalesce($2, array[null::smallint])) month) s
      cross join lateral (
        select payee_key, amount from %1$I f
        where f.batch_id = s.batch %2$s and payee_key is not null and amount is not null
        order by amount desc limit $3
      ) h
    ), candidate as materialized (
      select payee_key from head
      union
      select payee_key from payees_apart where leaf = any ($5)
    ), leader as materialized (
      select f.payee_key, access.total(f.amount) as amount
      from candidate c
      join %1$I f on f.payee_key = c.payee_key
      where f.batch_id = any ($1) %3$s
      group by f.payee_key
      order by 2 desc nulls last
      fetch first $4 rows with ties
    ), beyond as (
      select coalesce(sum(least), 0) as most from (select greatest(min(amount), 0) as least from head group by slice having count(*) = $3) full_head
    )
    select payee_key from leader
    where (select count(*) >= $4 and min(amount) > (select most from beyond) from leader)
  $find$,
    case when months is null then 'payments_by_payee' else 'payments_by_payee_month' end,
    case when months is not null then 'and f.month = s.month' end,
    case when months is not null then 'and f.month = any ($2)' end) using own, months, deep, take, leaves;
end $$;
revoke execute on function access.leading_payees from public;
grant execute on function access.leading_payees to mingzhang_reader;
