-- What the rules on payments and on projects have in common.

-- How many departments paid in a month: of how many a finding speaks.
create view rules.payers with (security_invoker = true) as
select s.version, s.region_code, s.scope, s.year, r.month, count(distinct coalesce(r.department, r.unit)) as departments
from rules.speaking s
join payments_by_unit r on r.batch_id = s.batch_id and r.region_code = s.region_code
where s.dataset = 'payments'
group by s.version, s.region_code, s.scope, s.year, r.month;

-- Vouchers that buy something or pay somebody: neither wages nor pensions and allowances, debt, social funds or transfers to other governments, and nothing that was sent back.
-- Payees are told by their account where there is one. Money that came back takes its payment with it: the same payee and amount within 30 days.
create view rules.outlays with (security_invoker = true) as
select p.*, coalesce(p.department, p.unit) as office, coalesce(p.payee_account, p.payee_key::text) as receiver,
  coalesce(p.date, (make_date(p.year, least(p.month, 12), 1) + interval '1 month - 1 day')::date) as paid_on
from rules.payment_rows p
where not p.refund and p.amount > 0 and p.salary is not true
  and coalesce(p.economic_class, '') not in ('301', '303', '307', '313')
  and coalesce(p.gov_economic_class, '') not in ('501', '509', '510', '511', '512', '513')
  and coalesce(p.class, '') not in ('230', '231', '232', '233');

-- Payments that came back.
create view rules.sent_back with (security_invoker = true) as
select p.version, p.region_code, p.scope, p.year, p.unit, coalesce(p.payee_account, p.payee_key::text) as receiver, abs(p.amount) as amount,
  coalesce(p.date, (make_date(p.year, least(p.month, 12), 1) + interval '1 month - 1 day')::date) as returned_on
from rules.payment_rows p
where p.refund or p.amount < 0;

-- A name as it is compared: without blanks and brackets, full-width letters as narrow ones.
create function rules.plain_name(name text) returns text language sql immutable parallel safe as $$
  select regexp_replace(normalize(name, NFKC), '[\s()（）]', '', 'g')
$$;

-- Who was paid, as a sentence may say it: persons are not named.
create function rules.payee_said(payee text, economic_class text) returns jsonb language sql immutable parallel safe as $$
  select case when payee is null then jsonb_build_object('zh', '未记名收款人', 'en', 'a payee without a name')
    when access.is_person(payee, economic_class) then jsonb_build_object('zh', '个人', 'en', 'a person')
    else jsonb_build_object('zh', payee, 'en', payee) end
$$;

-- A date as a sentence says it.
create function rules.day_said(day date) returns jsonb language sql immutable parallel safe as $$
  select jsonb_build_object('zh', to_char(day, 'FMYYYY"年"FMMM"月"FMDD"日"'), 'en', to_char(day, 'FMYYYY-MM-DD'))
$$;

-- Several lists of evidence as one, 200 rows at most.
create function rules.flat(lists jsonb) returns jsonb language sql immutable parallel safe as $$
  select coalesce(jsonb_agg(row_of order by n), '[]') from (select row_of, row_number() over () as n from jsonb_array_elements(lists) list, jsonb_array_elements(list) row_of limit 200) few
$$;

-- Public holidays that fall on weekdays, as the General Office of the State Council announced them. Weekends that were worked instead are days off here:
-- a term that is broken must be broken by the milder count.
create table public_holidays (day date primary key);
insert into public_holidays
select day::date from unnest(string_to_array(translate('
    2023-01-02, 2023-01-23, 2023-01-24, 2023-01-25, 2023-01-26, 2023-01-27, 2023-04-05, 2023-05-01, 2023-05-02, 2023-05-03, 2023-06-22, 2023-06-23, 2023-09-29, 2023-10-02, 2023-10-03, 2023-10-04, 2023-10-05, 2023-10-06,
    2024-01-01, 2024-02-12, 2024-02-13, 2024-02-14, 2024-02-15, 2024-02-16, 2024-04-04, 2024-04-05, 2024-05-01, 2024-05-02, 2024-05-03, 2024-06-10, 2024-09-16, 2024-09-17, 2024-10-01, 2024-10-02, 2024-10-03, 2024-10-04, 2024-10-07,
    2025-01-01, 2025-01-28, 2025-01-29, 2025-01-30, 2025-01-31, 2025-02-03, 2025-02-04, 2025-04-04, 2025-05-01, 2025-05-02, 2025-05-05, 2025-06-02, 2025-10-01, 2025-10-02, 2025-10-03, 2025-10-06, 2025-10-07, 2025-10-08,
    2026-01-01, 2026-01-02, 2026-02-16, 2026-02-17, 2026-02-18, 2026-02-19, 2026-02-20, 2026-02-23, 2026-04-06, 2026-05-01, 2026-05-04, 2026-05-05, 2026-06-19, 2026-09-25, 2026-10-01, 2026-10-02, 2026-10-05, 2026-10-06, 2026-10-07,
    2027-01-01, 2027-02-05, 2027-02-08, 2027-04-05, 2027-06-09, 2027-09-15, 2027-10-01', E' \n', ''), ',')) day;
grant select on public_holidays to mingzhang_reader, mingzhang_loader;

-- Working days after one day up to and including another.
create function rules.working_days(after date, upto date) returns integer language sql stable parallel safe as $$
  select (select sum(case which when 1 then 1 else -1 end * ((d - date '2000-01-03') / 7 * 5 + least((d - date '2000-01-03') % 7 + 1, 5))) from (values (1, upto), (2, after)) ends (which, d))::integer
    - (select count(*) from public_holidays where day > after and day <= upto)::integer
$$;

grant select on all tables in schema rules to mingzhang_reader, mingzhang_loader;
grant execute on all functions in schema rules to mingzhang_reader, mingzhang_loader;
