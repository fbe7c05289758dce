-- Payments found by words, payee, project and size, and shown without what nobody may read.

-- Numbers of persons and of accounts stand in purposes too: eleven digits and more in a row (blanks and hyphens between them do not hide them) are never shown.
create function access.shown_text(text text) returns text language sql immutable parallel safe as $$
  select case when text ~ '[0-9０-９]([ -]?[0-9０-９]){10}'
    then regexp_replace(text, '[0-9０-９]([ -]?[0-9０-９]){10,}[XxＸｘ]?', '****', 'g') else text end
$$;

-- A payee is taken for a person unless its name ends as an organisation's does; whoever gets a subsidy for persons (303) is one.
-- What stands in brackets says nothing (王伟（明川中学）); up to four characters only an unmistakable word counts, since 王军 and 李会 are names.
create function access.is_person(payee text, economic_class text) returns boolean language sql immutable parallel safe as $$
  select coalesce(economic_class = '303', false) or not coalesce((
    select name ~ '(公司|集团|银行|信用社|合作社|经济社|联合社|医院|卫生院|学校|大学|学院|中学|小学|幼儿园|酒店|宾馆|饭店|酒楼|菜馆|餐厅|超市|商店|商行|工厂|中心|事务所|委员会|办公室|办事处|管理处|工作室|经营部|营业部|服务部|项目部|指挥部|服务站|管理站|协会|学会|商会|工会|基金会|财政局|税务局|政府|法院|检察院|公安局|专户|国库|街道|研究院|研究所|设计院|图书馆|博物馆|供电所|电视台|报社|出版社)$'
      or length(name) > 4 and name ~ '(厂|店|行|局|院|所|校|园|站|社|会|部|处|队|馆|户|库|场|城|坊|吧|科|厅|署|委|办|团|组|镇|乡|村)$'
    from (select regexp_replace(payee, '[（(][^（()）]*[）)]|[0-9]+|\s', '', 'g') as name) n)
    or payee ~ '^(在职|退休|离休|参保)?(人员|职工|教师|对象|被征收人)[（(].*户[）)]$|(对象|被征收人)[（(].*户[）)]$'
    or payee ~* '\m(s\.?\s*l|s\.?\s*a)\.?\s*[ulp]?\.?\s*($|[-(.,])|\m(s\.? ?coop\S*|u\.?t\.?e|ltd|limited|inc|llc|gmbh|corp|company|plc|group|bank|banco|university|universidad|hospital|hotel|school|colegio|escuela|instituto|fundaci[oó]n?|asoc\S*|ayuntamiento|comunidad|cdad|agencia|ministerio|tesorer[ií]a|consorcio|empresa|parroquia|federaci[oó]n|club|sociedad|centro|servicios?|parlamento|congregaci[oó]n|cooperativa|organismo|mutua)\M', false)
$$;

-- Two neighbouring characters each, and the last one alone: any part of a text is found by its own pairs, a single character as the beginning of one.
-- Cut by regular expressions into pairs from the first and from the second character on: half the time of a set of characters.
create function access.grams(text text) returns tsvector language plpgsql immutable strict parallel safe as $$
declare
  letters constant text := lower(text);
begin
  return array_to_tsvector(array_remove(
    string_to_array(regexp_replace(letters, '(..)', E'\\1\x1f', 'g'), E'\x1f')
    || string_to_array(regexp_replace(substr(letters, 2), '(..)', E'\\1\x1f', 'g'), E'\x1f'), ''));
end $$;

-- The question that finds a part of a text among its grams; what it finds has to be looked at once more.
create function access.grams_query(part text) returns tsquery language sql immutable strict parallel safe as $$
  select case when length(part) = 1
    then ('''' || replace(replace(lower(part), '\', '\\'), '''', '''''') || ''':*')::tsquery
    else (
      select string_agg('''' || replace(replace(first || second, '\', '\\'), '''', '''''') || '''', ' & ')::tsquery
      from (select string_to_array(lower(part), null) as letters) l, unnest(l.letters, l.letters[2:]) as u (first, second)
      where second is not null
    ) end
$$;

-- Where a row lies in the order of dates: days since 2000 and its number in the file. Rows without a date come last.
create function access.place(date date, line_no integer) returns bigint language sql immutable parallel safe as $$
  select (coalesce(date - date '2000-01-01', 1000000)::bigint << 32) | line_no
$$;

-- The different purposes and payees of a batch, each with its rows, as immutable as it is. Filled after the rows (access.fill_payment_texts).
create table payment_texts (
  batch_id integer not null, region_code text not null,
  kind text not null check (kind in ('purpose', 'payee', 'person')),
  text text not null,                 -- purposes as they may be shown
  payee_key bigint,
  lines bigint not null, amount bigint not null,
  first_on date, last_on date,        -- of purposes: between which dates
  places bigint[]                     -- of purposes: access.place of each row
);
alter table payment_texts alter column places set storage external;
create index payment_texts_grams on payment_texts using gin (access.grams(text));
create index on payment_texts (batch_id);
-- Readers reach it through access.texts_with alone, which knows what they may look for.
alter table payment_texts enable row level security;
create policy loader on payment_texts to mingzhang_loader using (true) with check (true);
grant select, insert, delete on payment_texts to mingzhang_loader;

-- The statement that fills it for a batch whose rows lie in a leaf.
create function access.fill_payment_texts(leaf regclass, batch integer) returns bigint language plpgsql set search_path = pg_catalog, public as $$
declare
  filled bigint;
begin
  execute format($fill$
    insert into public.payment_texts (batch_id, region_code, kind, text, payee_key, lines, amount, first_on, last_on, places)
    select $1, region_code, 'purpose', access.shown_text(purpose), null, count(*), sum(amount)::bigint, min(date), max(date), array_agg(access.place(date, line_no))
    from %s where batch_id = $1 and purpose is not null
    group by region_code, purpose
    union all
    select $1, region_code, case when access.is_person(payee, null) then 'person' else 'payee' end, payee, payee_key, lines, amount, null, null, null
    from (
      select region_code, payee_key, payee, sum(lines)::bigint as lines, sum(amount)::bigint as amount
      from public.payments_by_payee where batch_id = $1 and payee is not null
      group by region_code, payee_key, payee
    ) p
  $fill$, leaf) using batch;
  get diagnostics filled = row_count;
  return filled;
end $$;
grant execute on function access.shown_text, access.is_person, access.grams, access.grams_query, access.place to mingzhang_reader, mingzhang_loader;
grant execute on function access.fill_payment_texts to mingzhang_loader;

-- Texts of some batches that hold a part, for who may see those batches. Amounts of all units are not told to who sees one unit;
-- the rows themselves are then read under the reader's own policies. As the owner, because an index cannot serve a policy's reader here.
create function access.texts_with(batches integer[], kinds text[], part text)
returns table (batch_id integer, kind text, payee_key bigint, lines bigint, amount bigint, first_on date, last_on date, places bigint[])
language sql stable security definer set search_path = pg_catalog, public as $$
  select t.batch_id, t.kind, t.payee_key, t.lines, case when access.unit() is null then t.amount end, t.first_on, t.last_on, t.places
  from payment_texts t
  where t.batch_id = any (batches) and t.kind = any (kinds)
    and (access.sees_all() or t.region_code = any (access.regions()))
    and access.grams(t.text) @@ access.grams_query(part)
    and strpos(lower(t.text), lower(part)) > 0
$$;
-- Whether every one of these batches that has rows has its texts, too.
create function access.has_texts(batches integer[]) returns boolean language sql stable security definer set search_path = pg_catalog, public as $$
  select not exists (select from unnest(batches) b where not exists (select from payment_texts t where t.batch_id = b))
$$;
revoke execute on function access.texts_with, access.has_texts from public;
grant execute on function access.texts_with, access.has_texts to mingzhang_reader;

-- The largest payments; those of a project and those to a payee in the order of their dates; a row by its number.
create index payments_amount on payments (batch_id, amount, line_no);
create index payments_project on payments (batch_id, project, date, line_no);
create index payments_payee on payments (batch_id, payee_key, date, line_no);
create index payments_line on payments using brin (line_no) with (pages_per_range = 32);

-- Payees of a part of the year, and sizes of all units together.
create table payments_by_payee_month (
  batch_id integer not null, region_code text not null, month smallint, payee_key bigint, payee text,
  lines bigint not null, amount bigint, largest bigint
);
create index on payments_by_payee_month (batch_id, month);
create index on payments_by_payee_month (batch_id, payee_key);
create index on payments_by_payee (batch_id, payee_key);
create table payments_by_size_month (
  batch_id integer not null, region_code text not null, month smallint, bucket smallint,
  lines bigint not null, amount bigint, largest bigint
);
create index on payments_by_size_month (batch_id);
do $$
declare
  t text;
begin
  foreach t in array array['payments_by_payee_month', 'payments_by_size_month'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy by_reach on %I for select to mingzhang_reader using (((select access.sees_all()) or region_code = any ((select access.regions())::text[])) and (select access.unit() is null))', t);
    execute format('create policy loader on %I to mingzhang_loader using (true) with check (true)', t);
    execute format('grant select on %I to mingzhang_reader', t);
    execute format('grant select, insert, delete on %I to mingzhang_loader', t);
  end loop;
end $$;

-- Whether a reader sees every unit is asked as a yes or no: the planner takes a setting that `is null` for a rarity and would
-- expect hardly any rows.
do $$
declare
  t text;
  own text;
  place constant text := '((select access.sees_all()) or region_code = any ((select access.regions())::text[]))';
begin
  foreach t in array array['payments', 'execution_ledger', 'movements', 'projects_ledger', 'execution_by_department', 'execution_by_unit', 'execution_by_function',
    'execution_by_economic', 'payments_by_unit', 'payments_by_function', 'payments_by_economic', 'payments_by_date', 'payments_by_project', 'payments_by_payee', 'payments_by_size'] loop
    own := case
      when t in ('execution_by_function', 'execution_by_economic', 'payments_by_payee') then '(select access.unit() is null)'
      when t in ('execution_by_department', 'payments_by_function', 'payments_by_date') then '((select access.unit() is null) or department = (select access.unit()))'
      else '((select access.unit() is null) or unit = (select access.unit()) or department = (select access.unit()))'
    end;
    execute format('alter policy by_reach on %I using (%s and %s)', t, place, own);
  end loop;
end $$;
