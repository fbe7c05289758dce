/** In charge of the one statement that finds alerts: results of rules with their cases, and cases that the newest version no longer finds. */
import { OPEN_STATES } from './machine.ts';

/**
 * What a code is called in the ledgers of a version, those of one year where it is given, the latest batch first. Everything but the scheme is SQL.
 * Names are walked from the latest batch on until one is found; joined, all batches of the version would be looked through for each row.
 */
export function nameSql(
  scheme: 'unit' | 'project',
  code: string,
  region: string,
  version: string,
  year: string | null = null,
): string {
  return `(
  select n.name from names n
  where n.region_code = ${region} and n.scheme = '${scheme}' and n.code = ${code}
    and (select true from version_batches v where v.version = ${version} and v.batch_id = n.batch_id)
    ${year === null ? '' : `and (select b.year = ${year} from batches b where b.batch_id = n.batch_id)`}
  order by n.batch_id desc limit 1)`;
}

/** What an alert's unit or project is called in the alert's year, else in any. */
function nameIn(scheme: 'unit' | 'project'): string {
  const own = [scheme, `a.${scheme}`, 'a.region_code', '$1'] as const;
  return `coalesce(${nameSql(...own, 'a.year')}, ${nameSql(...own)})`;
}

const SERIOUS = `array_position(array['red', 'orange', 'yellow', 'blue', 'grey'], severity)`;

/** How much an alert matters now: severity × amount × unusualness, 0–1. A fifth of the weight of each factor stays without it. */
const WEIGHT = `round((
  (array[1, 0.7, 0.4, 0.15, 0])[${SERIOUS}]
  * (0.2 + 0.8 * least(1, greatest(0, log(greatest(abs(coalesce(amount_at_stake, 0)), 1)::numeric / 1e7) / 4)))
  * (0.2 + 0.8 * case when (parameters ->> 'base_of')::numeric > 0
      then greatest(0, 1 - (parameters ->> 'base_meets')::numeric / (parameters ->> 'base_of')::numeric)
      when kind = 'breach' then 1 else 0.5 end)
)::numeric, 4)::float8`;

/**
 * Alerts of version $1, for the unit $2 (null: all), on the day $3. One row per matter, its most serious and latest result; \`place\` counts the others.
 * With \`gone\` also the cases of earlier versions that this one does not find.
 */
export function alertSql(gone: boolean): string {
  const columns = `f.flag_id, f.rule, f.severity, f.kind, f.region_code, f.scope, f.year, f.month, f.book, f.flow, f.unit, f.project, f.item, f.item_name,
    f.measured, f.expected, f.measure_unit, f.amount_at_stake, f.parameters, f.evidence, f.explanation, f.question`;
  const life = `c.case_id, c.state, c.department, c.found_at, c.due_on, c.assignee, c.revision, c.judged_by, c.finding, c.merged_into`;
  return `alerts as (
    select *, ${WEIGHT} as weight, ${SERIOUS} as serious,
      case when state in (${OPEN_STATES.map((state) => `'${state}'`).join(', ')}) then greatest(0, $3::date - due_on) else 0 end as overdue_days
    from (
      select ${columns}, ${life}, true as current,
        row_number() over (partition by f.rule, f.region_code, f.scope, f.book, coalesce(f.unit, f.item, 'region'), f.year, f.project, case when f.severity = 'grey' then f.flag_id end
          order by array_position(array['red', 'orange', 'yellow', 'blue', 'grey'], f.severity), f.month desc nulls last, abs(f.amount_at_stake) desc nulls last, f.flag_id) as place
      from flags f
      left join cases c on (c.rule, c.region_code, c.scope, c.book, c.subject, c.year, c.project)
        = (f.rule, f.region_code, coalesce(f.scope, ''), coalesce(f.book, ''), coalesce(f.unit, f.item, 'region'), f.year, coalesce(f.project, '')) and f.severity <> 'grey'
      where f.version = $1
      ${
        gone
          ? `union all
      select ${columns}, ${life}, false, 1
      from cases c join rule_flags f on f.flag_id = c.flag_id
      where not c.is_current`
          : ''
      }
    ) found
    where $2::text is null or unit is null or unit = $2 or department = $2
  )`;
}

/** The columns of an answer about the alias \`a\`. */
export const ALERT_COLUMNS = `a.flag_id, a.place::int, a.case_id, a.rule, $1::int as version, a.severity, a.kind, a.region_code as region, a.scope, a.year, a.month, a.book, a.flow,
  a.unit, a.project, a.item, a.item_name as "itemName", ${nameIn('unit')} as "unitName", ${nameIn('project')} as "projectName", a.measured::text, a.expected::text,
  a.measure_unit as "measureUnit", a.amount_at_stake, a.parameters, a.evidence, a.explanation, a.question, a.state, a.weight, a.due_on::text as due,
  a.overdue_days as "overdueDays", a.assignee, a.current, a.revision, a.judged_by, a.finding, a.merged_into,
  to_char(coalesce(a.found_at, (select published_at from versions where version = $1)) at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS"+08:00"') as "firstSeen"`;
