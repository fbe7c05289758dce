/** In charge of the alert card: one alert with its rows, its history and what may be done with it. */
import type { PoolClient } from 'pg';
import type { AlertDetail } from '#contract/alertAnswers';
import { rules } from '#rules';
import type { Principal } from '../access/principal.ts';
import { sightOf } from '../access/sight.ts';
import { alertOf, findAlert, type Looking } from './alertRows.ts';
import { placesOf } from './evidencePlaces.ts';
import { evidenceRows } from './evidenceRows.ts';
import { historyOf } from './history.ts';
import { offered } from './machine.ts';

/** The card of an alert; null where there is none that the principal may see. */
export async function detailOf(
  client: PoolClient,
  looking: Looking,
  id: string,
  principal: Principal,
  unmask: string | null,
): Promise<AlertDetail | null> {
  const stored = await findAlert(client, looking, id);
  if (stored === null) return null;
  const { rows, more } = await evidenceRows(
    client,
    looking.version,
    stored.evidence,
    sightOf(principal, unmask),
  );
  const alert = alertOf(stored, await placesOf(client, [stored]), looking.payees);
  const caseId = stored.case_id;
  const may =
    stored.state === null || !looking.newest
      ? { actions: [], withheld: [] }
      : offered(principal, { state: stored.state, judgedBy: stored.judged_by });
  return {
    version: looking.version,
    alert,
    caution: rules().find((rule) => rule.id === stored.rule)?.caution ?? null,
    rows,
    more,
    history: caseId === null ? [] : await historyOf(client, caseId, principal),
    ...may,
    related: await relatedTo(client, caseId),
    finding: stored.finding,
    mergedInto: stored.merged_into === null ? null : String(stored.merged_into),
    revision: stored.revision ?? 0,
  };
}

/** The same rule on the same subject in other years, and other rules on it in the same year. */
async function relatedTo(
  client: PoolClient,
  caseId: number | null,
): Promise<AlertDetail['related']> {
  if (caseId === null) return [];
  const { rows } = await client.query<Omit<AlertDetail['related'][number], 'name'>>(
    `select o.case_id::text as id, o.rule, o.year, o.state
     from cases c
     join cases o on o.rule = c.rule and o.region_code = c.region_code and o.scope = c.scope and o.book = c.book and o.subject = c.subject and o.project = c.project and o.year <> c.year
     where c.case_id = $1 order by o.year desc limit 20`,
    [caseId],
  );
  return rows.map((row) => ({
    ...row,
    name: rules().find(({ id }) => id === row.rule)?.name ?? { zh: row.rule, en: row.rule },
  }));
}
