/** In charge of alerts as rows: filters, order and pages of a list, and each row as the contract states it. */
import type { PoolClient } from 'pg';
import type { AlertRow, BaseRate } from '#contract/alertAnswers';
import { refusal } from '#contract/problem';
import type { Bilingual } from '#model/bilingual';
import { today } from '#flags/workingDays';
import { rules } from '#rules';
import { decimal } from '../arrow/text.ts';
import { listOf } from '../routes/search.ts';
import { ALERT_COLUMNS, alertSql } from './alertSql.ts';
import { evidenceKey, placesOf, type Evidence, type Places } from './evidencePlaces.ts';
import { OPEN_STATES } from './machine.ts';

/** Columns that alerts may be filtered by, under the names of the address. */
const FILTERS = {
  region: 'region_code',
  scope: 'scope',
  year: 'year::text',
  month: 'month::text',
  book: 'book',
  flow: 'flow',
  project: 'project',
  item: 'item',
  rule: 'rule',
  severity: 'severity',
  kind: 'kind',
  state: 'state',
  assignee: 'assignee',
} as const;

const ORDERS: Readonly<Record<string, string>> = {
  severity: 'serious, abs(amount_at_stake) desc nulls last, flag_id',
  weight: 'weight desc, serious, flag_id',
  amount: 'abs(amount_at_stake) desc nulls last, flag_id',
  due: 'due_on nulls last, serious, flag_id',
};

export const ALERT_ORDERS = Object.keys(ORDERS);
export const ALERT_FILTERS = [
  ...Object.keys(FILTERS),
  'unit',
  'payment',
  'overdue',
  'current',
  'each',
];

export interface StoredAlert extends Omit<
  AlertRow,
  'id' | 'name' | 'law' | 'evidence' | 'amountAtStake' | 'base' | 'unitName' | 'projectName'
> {
  readonly flag_id: number;
  readonly place: number;
  readonly case_id: number | null;
  readonly amount_at_stake: bigint | null;
  readonly evidence: readonly Evidence[];
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly unitName: string | null;
  readonly projectName: string | null;
  readonly revision: number | null;
  readonly judged_by: string | null;
  readonly finding: string | null;
  readonly merged_into: number | null;
}

/** Who looks at which version. */
export interface Looking {
  readonly version: number;
  readonly newest: boolean;
  readonly unit: string | null;
  /** Whether names of organisations that were paid may be seen. */
  readonly payees: boolean;
}

/** Conditions of the address as SQL over the alias `a`, their values after those of the statement. */
export function conditionsOf(search: URLSearchParams, values: unknown[]): string {
  const some = Object.entries(FILTERS).flatMap(([name, column]) => {
    const wanted = listOf(search, name);
    return wanted === null ? [] : [`a.${column} = any ($${values.push(wanted)})`];
  });
  const units = listOf(search, 'unit');
  if (units !== null) {
    const place = values.push(units);
    some.push(`(a.unit = any ($${place}) or a.department = any ($${place}))`);
  }
  const vouchers = listOf(search, 'payment');
  if (vouchers !== null)
    some.push(`a.evidence @> any ($${values.push(vouchers.map(voucherOf))}::jsonb[])`);
  if (flagOf(search, 'overdue')) some.push('a.overdue_days > 0');
  const current = search.get('current');
  if (current !== null) some.push(flagOf(search, 'current') ? 'a.current' : 'not a.current');
  // Ended cases of earlier versions are told only to whoever asks for their state.
  else if (listOf(search, 'state') === null)
    some.push(`(a.current or a.state = any ($${values.push(OPEN_STATES)}))`);
  // A voucher may stand behind any result of a matter, and not only behind its latest.
  if (!flagOf(search, 'each') && vouchers === null) some.push('a.place = 1');
  return some.map((condition) => `and ${condition}`).join(' ');
}

/** The evidence that a voucher, `<batch>.<line>`, is. */
function voucherOf(text: string): string {
  const [, batch, line] = /^(\d{1,9})\.(\d{1,9})$/u.exec(text) ?? [];
  if (line === undefined) throw refusal('bad-value', ['payment', text, '<batch>.<line>'], 'payment');
  return JSON.stringify([{ dataset: 'payments', batch: Number(batch), line: Number(line), measure: 'row' }]);
} // prettier-ignore

function flagOf(search: URLSearchParams, name: string): boolean {
  const value = search.get(name);
  if (value === null || value === 'true' || value === 'false') return value === 'true';
  throw refusal('bad-value', [name, value, 'true | false'], name);
}

/** A page of alerts, one more than asked for where there are more. */
export async function listAlerts(
  client: PoolClient,
  { version, newest, unit, payees }: Looking,
  search: URLSearchParams,
  limit: number,
  offset: number,
): Promise<readonly AlertRow[]> {
  const order = search.get('order') ?? 'severity';
  const by = ORDERS[order];
  if (by === undefined)
    throw refusal('bad-order', [order, Object.keys(ORDERS).join(', ')], 'order');
  const values: unknown[] = [version, unit, today(), limit + 1, offset];
  const where = conditionsOf(search, values);
  const { rows } = await client.query<StoredAlert>(
    `with ${alertSql(newest)}
     select ${ALERT_COLUMNS}
     from (select *, row_number() over (order by ${by}) as rank from alerts a where true ${where} order by ${by} limit $4 offset $5) a
     order by a.rank`,
    values,
  );
  const places = await placesOf(client, rows.slice(0, limit));
  return rows.map((row) => alertOf(row, places, payees));
}

/** The alert of an id: a case's, or a result's that has none. */
export async function findAlert(
  client: PoolClient,
  { version, newest, unit }: Looking,
  id: string,
): Promise<StoredAlert | null> {
  const known = /^(?:(f)(\d{1,9})|(\d{1,9})(?:\.(\d{1,9}))?)$/u.exec(id);
  if (known === null) return null;
  const [, , lone, own, other] = known;
  const values: unknown[] = [version, unit, today()];
  const where =
    lone !== undefined
      ? `a.flag_id = $${values.push(Number(lone))}`
      : other !== undefined
        ? `a.case_id = $${values.push(Number(own))} and a.flag_id = $${values.push(Number(other))}`
        : `a.case_id = $${values.push(Number(own))} and a.place = 1`;
  const { rows } = await client.query<StoredAlert>(
    `with ${alertSql(newest)} select ${ALERT_COLUMNS} from alerts a where ${where}`,
    values,
  );
  return rows[0] ?? null;
}

export function alertOf(stored: StoredAlert, places: Places, payees: boolean): AlertRow {
  const { rule: id, version, severity, kind, region, scope, year, month, book, flow, item, itemName } = stored;
  const { unit, unitName, project, projectName, measureUnit, question, state, weight, firstSeen } = stored;
  const { due, overdueDays, assignee, current, parameters, amount_at_stake: stake } = stored;
  const rule = rules().find((one) => one.id === id);
  const figure = (text: string | null) => (measureUnit === 'fen' ? currency(text) : text);
  return {
    id: idOf(stored.case_id, stored.flag_id, stored.place),
    rule: id, version, name: rule?.name ?? { zh: id, en: id },
    severity, kind, region, scope, year, month, book, flow, item, itemName, unit, unitName, project, projectName,
    measured: figure(stored.measured), expected: figure(stored.expected), measureUnit,
    amountAtStake: stake === null ? null : decimal(stake),
    explanation: payees ? stored.explanation : withoutPayee(stored.explanation, parameters['payee']),
    question, law: rule?.law ?? [],
    evidence: stored.evidence.flatMap((one) => {
      const where = one.where ?? places.get(evidenceKey(one));
      return where === undefined ? [] : [{ cube: one.dataset, measure: one.measure, where }];
    }),
    rows: stored.evidence.flatMap(({ dataset, measure, batch, line }) =>
      measure === 'row' ? [{ cube: dataset, row: `${String(batch)}.${String(line)}` }] : [],
    ),
    state, weight, firstSeen, due, overdueDays, assignee, current,
    base: baseOf(parameters, rule?.population ?? null),
  };
} // prettier-ignore

/** A case's number; with a result's behind it where the case rests on several; a result without a case bears an f. */
function idOf(caseId: number | null, flagId: number, place: number): string {
  if (caseId === null) return `f${String(flagId)}`;
  return place === 1 ? String(caseId) : `${String(caseId)}.${String(flagId)}`;
}

/** The sentence without the name of who was paid. */
function withoutPayee({ zh, en }: Bilingual, payee: unknown): Bilingual {
  const names = typeof payee === 'object' && payee !== null ? Object.values(payee) : [payee];
  const known = names.filter((name) => typeof name === 'string' && name !== '');
  const masked = (text: string) => known.reduce<string>((said, name) => said.replaceAll(String(name), '**'), text); // prettier-ignore
  return { zh: masked(zh), en: masked(en) };
}

function baseOf(
  parameters: Readonly<Record<string, unknown>>,
  population: BaseRate['population'] | null,
): BaseRate | null {
  const { base_meets: meets, base_of: of, base_usual: usual } = parameters;
  if (typeof meets !== 'number' || typeof of !== 'number' || population === null) return null;
  return { meets, of, usual: typeof usual === 'number' ? usual : null, population };
}

/** Fen as PostgreSQL writes a numeric, as currency units; a fraction of a fen is cut. */
function currency(fen: string | null): string | null {
  return fen === null ? null : decimal(BigInt(fen.split('.')[0] ?? '0'));
}

/** What in an answer about alerts may change though the version does not. */
export async function standOf(client: PoolClient): Promise<unknown> {
  const { rows } = await client.query<{ cases: number; events: string; settings: number }>(
    `select (select count(*) from cases)::int as cases, (select coalesce(sum(revision), 0) from cases)::text as events,
       (select coalesce(max(change_id), 0) from rule_settings)::int as settings`,
  );
  return [rows[0], today()];
}
