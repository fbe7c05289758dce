-- Places of a text lie in the order of dates, so that a page of a search takes the first ones of each text and not all of them.

-- As before (0026), the places of each batch in their order.
create or replace function access.fill_payment_texts(leaf regclass, first integer) returns void language plpgsql security definer set search_path = pg_catalog, public
  set gin_pending_list_limit = '128MB' as $$
begin
  execute format($fill$
    insert into public.payment_texts (leaf, region_code, kind, text, payee_key, batches, lines, amounts, first_on, last_on, places)
    select $1, region_code, 'purpose', access.shown_text(purpose), null,
      array_agg(batch_id), array_agg(lines), array_agg(amount), array_agg(first_on), array_agg(last_on), access.joined(places)
    from (
      select batch_id, region_code, purpose, lines, amount, first_on, last_on, (select array_agg(p order by p) from unnest(places) p) as places
      from (
        select batch_id, region_code, purpose, count(*) as lines, access.total(amount) as amount, min(date) as first_on, max(date) as last_on,
          array_agg(access.place(date, line_no)) as places
        from %s where purpose is not null
        group by batch_id, region_code, purpose
      ) p
    ) p
    group by region_code, purpose
    union all
    select $1, region_code, case when access.is_person(payee, null) then 'person' else 'payee' end, payee, payee_key,
      array_agg(batch_id), array_agg(lines), array_agg(amount), null, null, null
    from (
      select batch_id, region_code, payee_key, payee, access.total(lines) as lines, access.total(amount) as amount
      from public.payments_by_payee where batch_id >= $1 and batch_id < $1 + 1000 and payee is not null
      group by batch_id, region_code, payee_key, payee
    ) p
    group by region_code, payee_key, payee
  $fill$, leaf) using first;
  perform gin_clean_pending_list('public.payment_texts_grams');
end $$;

-- Of what access.places_with tells, the `take` places of each text and batch that come first after a place (by day, batch, place;
-- nulls: from the beginning), or before it when descending.
create function access.places_after(batches integer[], part text, take integer, descending boolean, day integer, batch integer, place bigint)
returns table (batch_id integer, place bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select u.batch, p
  from payment_texts t
  cross join lateral (
    select batch, lines, sum(lines) over (order by nth) as upto from unnest(t.batches, t.lines) with ordinality u (batch, lines, nth)
  ) u
  cross join lateral (select t.places[(u.upto - u.lines + 1)::integer : u.upto::integer] as places) own
  cross join lateral (
    select case when $5 is null then case when descending then u.lines::integer else 0 end
      else width_bucket(case when u.batch < $6 then (($5 + 1)::bigint << 32) - 1 when u.batch > $6 then ($5::bigint << 32) - 1 else $7 - descending::integer end, own.places) end as upto
  ) passed
  cross join lateral unnest(case when descending then own.places[greatest(passed.upto - take + 1, 1) : passed.upto] else own.places[passed.upto + 1 : passed.upto + take] end) p
  where t.leaf = any (array(select distinct b - b % 1000 from unnest($1) b)) and t.kind = 'purpose'
    and (access.sees_all() or t.region_code = any (access.regions()))
    and access.grams(t.text) @@ access.grams_query(part)
    and strpos(lower(t.text), lower(part)) > 0
    and u.batch = any ($1)
$$;
revoke execute on function access.places_after from public;
grant execute on function access.places_after to mingzhang_reader;

-- What was filled before is filled again, as after any start.
truncate payment_texts;
delete from leaf_finished where parent = 'payments' and name = 'texts';
