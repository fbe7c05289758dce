/** In charge of what a new version does to cases: found, changed, escalated, gone, back. What people have judged it never closes. */
import type pg from 'pg';
import type { Outcome } from './outcome.ts';
import { DAYS_TO_ANSWER, today, workingDaysAfter } from './workingDays.ts';

/** Of each matter the result that stands for it: the most serious, then the latest, then the largest. */
const FOUND = `
  select distinct on (f.rule, f.region_code, coalesce(f.scope, ''), coalesce(f.book, ''), coalesce(f.unit, f.item, 'region'), f.year, coalesce(f.project, ''))
    f.rule, f.region_code, coalesce(f.scope, '') as scope, coalesce(f.book, '') as book, coalesce(f.unit, f.item, 'region') as subject, f.year,
    coalesce(f.project, '') as project, f.unit, f.item, f.severity, f.kind, f.amount_at_stake, f.flag_id, f.explanation,
    md5(f.severity || f.explanation::text) as digest
  from flags f
  where f.version = $1 and f.severity <> 'grey'
  order by f.rule, f.region_code, coalesce(f.scope, ''), coalesce(f.book, ''), coalesce(f.unit, f.item, 'region'), f.year, coalesce(f.project, ''),
    array_position(array['red', 'orange', 'yellow', 'blue'], f.severity), f.month desc nulls last, abs(f.amount_at_stake) desc nulls last, f.flag_id`;

const SAME_MATTER = `(c.rule, c.region_code, c.scope, c.book, c.subject, c.year, c.project) = (f.rule, f.region_code, f.scope, f.book, f.subject, f.year, f.project)`;

/** Brings the cases up to the version, if it is the newest. Runs in the transaction that keeps the results. */
export async function syncCases(
  loader: pg.PoolClient,
  version: number,
  outcomes: readonly Outcome[],
): Promise<void> {
  const { rows } = await loader.query<{ newest: boolean }>(
    'select $1::int = (select max(version) from versions) as newest',
    [version],
  );
  if (rows[0]?.newest !== true) return;
  // tables that grew in this very transaction have no statistics yet: a planner that loops over them takes a thousand times as long
  await loader.query('set local enable_nestloop = off');
  await update(loader, version);
  await open(loader, version);
  await part(loader, version, outcomes);
  await loader.query('set local enable_nestloop to default');
}

/** Cases of matters that were never seen before. Of a simulated year that is over they were found when its last month was handed over: so they have a past. */
async function open(loader: pg.PoolClient, version: number): Promise<void> {
  const from = today();
  const due = Object.fromEntries(
    Object.entries(DAYS_TO_ANSWER).map(([severity, days]) => [
      severity,
      days === null ? null : workingDaysAfter(from, days),
    ]),
  );
  await loader.query(
    `with found as (${FOUND}), fresh as materialized (
       select * from found f where not exists (select from cases c where ${SAME_MATTER})
     ), parents as (
       select distinct on (n.region_code, n.code) n.region_code, n.code, n.parent
       from names n join version_batches v on v.batch_id = n.batch_id and v.version = $1
       where n.scheme = 'unit' and n.parent is not null and n.code = any (array(select unit from fresh))
       order by n.region_code, n.code, n.batch_id desc
     ), closed as (
       select b.region_code, b.year, least(now(), max(b.reported_on + time '09:00') at time zone 'Asia/Shanghai') as found_at
       from version_batches v join batches b on b.batch_id = v.batch_id join sources s on s.source = b.source
       where v.version = $1 and s.kind = 'simulated' and b.dataset = 'execution' and b.form = 'ledger' and b.month = 13 and b.reported_on is not null
       group by b.region_code, b.year
     ), opened as (
       insert into cases (rule, region_code, scope, book, subject, year, project, unit, department, item, severity, kind, amount_at_stake, flag_id, digest, found_version, due_on, found_at)
       select f.rule, f.region_code, f.scope, f.book, f.subject, f.year, f.project, f.unit, coalesce(p.parent, f.unit), f.item, f.severity, f.kind, f.amount_at_stake, f.flag_id,
         f.digest, $1, ($2::jsonb ->> f.severity)::date, coalesce(y.found_at, now())
       from fresh f
       left join parents p on p.region_code = f.region_code and p.code = f.unit
       left join closed y on y.region_code = f.region_code and y.year = f.year
       order by array_position(array['red', 'orange', 'yellow', 'blue'], f.severity), f.flag_id
       returning case_id, flag_id, due_on, found_at
     )
     insert into case_events (case_id, revision, at, by_name, action, to_state, said, due_on, version)
     select o.case_id, 1, o.found_at, 'mingzhang', 'found', 'new', f.explanation, o.due_on, $1
     from opened o join fresh f on f.flag_id = o.flag_id`,
    [version, JSON.stringify(due)],
  );
}

/** Known matters that this version states otherwise, more seriously, or again. */
async function update(loader: pg.PoolClient, version: number): Promise<void> {
  await loader.query(
    `with found as (${FOUND}), differing as (
       select c.case_id, c.revision, c.state, c.is_current, f.severity, f.amount_at_stake, f.flag_id, f.digest, f.explanation,
         array_position(array['red', 'orange', 'yellow', 'blue'], f.severity) < array_position(array['red', 'orange', 'yellow', 'blue'], c.severity) as escalated,
         (select e.from_state from case_events e where e.case_id = c.case_id and e.revision = (
            select max(l.revision) from case_events l where l.case_id = c.case_id and l.to_state is not null) and e.action = 'voided-by-data') as restored
       from cases c join found f on ${SAME_MATTER}
       where c.digest <> f.digest or not c.is_current
     ), decided as (
       select *, coalesce(restored, case when escalated and state in ('normal', 'closed') then 'triage' else state end) as next_state,
         case when not is_current then 'returned-by-data' when escalated then 'escalated' else 'changed' end as action
       from differing
     ), changed as (
       update cases c set state = d.next_state, severity = d.severity, amount_at_stake = d.amount_at_stake, flag_id = d.flag_id, digest = d.digest, is_current = true,
         revision = c.revision + 1
       from decided d where d.case_id = c.case_id
       returning c.case_id, c.revision, c.due_on
     )
     insert into case_events (case_id, revision, by_name, action, from_state, to_state, said, due_on, version)
     select d.case_id, c.revision, 'mingzhang', d.action, case when d.next_state <> d.state then d.state end, case when d.next_state <> d.state then d.next_state end,
       case d.action
         when 'returned-by-data' then jsonb_build_object('zh', '数据已变更，再次命中：' || (d.explanation ->> 'zh'), 'en', 'The data have changed and it is found again: ' || (d.explanation ->> 'en'))
         when 'escalated' then jsonb_build_object('zh', '级别上升：' || (d.explanation ->> 'zh'), 'en', 'More serious now: ' || (d.explanation ->> 'en'))
         else jsonb_build_object('zh', '数据已变更：' || (d.explanation ->> 'zh'), 'en', 'The data have changed: ' || (d.explanation ->> 'en')) end,
       null, $1
     from decided d join changed c on c.case_id = d.case_id`,
    [version],
  );
}

/**
 * Matters that this version no longer finds. Before anybody has judged, a case whose table was handed in anew is voided as a data error;
 * every other stays in its state and bears a line in its history.
 */
async function part(
  loader: pg.PoolClient,
  version: number,
  outcomes: readonly Outcome[],
): Promise<void> {
  const read = outcomes.flatMap(({ file, reading }) =>
    [...reading.datasets].map((dataset) => ({ rule: file.id, dataset })),
  );
  await loader.query(
    `with found as (${FOUND}), corrected as (
       select distinct gone.dataset, gone.region_code, gone.year
       from version_batches g
       join batches gone on gone.batch_id = g.batch_id
       join batches come on (come.dataset, come.region_code, come.scope, come.year, come.source) = (gone.dataset, gone.region_code, gone.scope, gone.year, gone.source)
         and (come.period = gone.period and come.month = gone.month or come.amounts = 'toDate' and gone.form = 'ledger' and gone.dataset not in ('execution', 'projects'))
         and come.book is not distinct from gone.book and come.flow is not distinct from gone.flow and come.part is not distinct from gone.part
       join version_batches w on w.batch_id = come.batch_id and w.version = $1
       where g.version = $1 - 1 and not exists (select from version_batches s where s.version = $1 and s.batch_id = g.batch_id)
         and exists (select from versions v where v.version = $1 and v.kind = 'load')
     ), missed as (
       select c.case_id, c.state, r.status, v.kind,
         c.state in ('new', 'triage', 'verify', 'answered') and exists (
           select from corrected k join jsonb_to_recordset($2) as d (rule text, dataset text) on d.dataset = k.dataset and d.rule = c.rule
           where k.region_code = c.region_code and k.year in (c.year, 0)) as void
       from cases c
       join rule_runs r on r.version = $1 and r.rule = c.rule and r.status <> 'broken'
       join versions v on v.version = $1
       where c.is_current and not exists (select from found f where ${SAME_MATTER})
     ), parted as (
       update cases c set is_current = false, revision = c.revision + 1, state = case when m.void then 'voided' else c.state end, due_on = case when m.void then null else c.due_on end
       from missed m where m.case_id = c.case_id
       returning c.case_id, c.revision
     )
     insert into case_events (case_id, revision, by_name, action, from_state, to_state, said, version)
     select m.case_id, p.revision, 'mingzhang', case when m.void then 'voided-by-data' else 'gone' end, case when m.void then m.state end, case when m.void then 'voided' end,
       case when m.void then '{"zh": "数据已更正，本疑点不再成立，自动作废。", "en": "The data were corrected; it is no longer found and is voided."}'
         when m.status = 'off' then '{"zh": "规则已停用，本版本不再列出。", "en": "The rule was switched off; this version no longer lists it."}'
         when m.kind = 'rules' then '{"zh": "规则或阈值已变更，本版本不再命中。", "en": "Rules or thresholds have changed; this version no longer finds it."}'
         else '{"zh": "数据已变更，本版本不再命中；状态不变，请人工判断。", "en": "The data have changed and this version no longer finds it; the state stays, please decide."}' end::jsonb,
       $1
     from missed m join parted p on p.case_id = m.case_id`,
    [version, JSON.stringify(read)],
  );
}
