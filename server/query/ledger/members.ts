/** In charge of the codes that occur in the ledgers of a question, with the names that their sources give them. */
import type { PoolClient } from 'pg';
import type { Dimension } from '#model/dataset';
import type { Ledger } from '#model/ledger';
import { literal, literals } from '../literal.ts';
import type { Filter } from '../request.ts';
import type { FoundBatch } from './batches.ts';
import { lineCondition } from './rows.ts';
import { chooseTable, columnSql, OWN, type LedgerTable } from './table.ts';

export interface LedgerMember {
  readonly code: string;
  readonly zh: string | null;
  readonly en: string | null;
  readonly parent: string | null;
  readonly level: number | null;
}

export interface LedgerMembersQuestion {
  readonly ledger: Ledger;
  readonly name: string;
  readonly dimension: Dimension;
  readonly version: number;
  /** Batches of ledgers that the question leaves, the latest first. */
  readonly batches: readonly FoundBatch[];
  /** Conditions on the rows. */
  readonly filters: readonly Filter[];
  /** Whether only some unit's rows may be seen, so that codes must be looked for in rows that can be told apart. */
  readonly own: boolean;
}

/** Where a dimension's codes stand: its column, the column of the level above, the scheme of its names. */
interface Coding {
  readonly column: string;
  readonly above: string | null;
  readonly level: number | null;
  readonly scheme: string | null;
}

/** The members of a dimension in the ledgers of a question, in the order of their codes. */
export async function ledgerMembers(
  client: PoolClient,
  question: LedgerMembersQuestion,
): Promise<readonly LedgerMember[]> {
  if (question.batches.length === 0) return [];
  const { rows } = await client.query<LedgerMember>(ledgerMembersSql(question, false));
  const { table } = codesIn(question);
  if (rows.length > 0 || table.rollup !== null) return rows;
  // The names did not tell which codes occur: the rows do.
  return (await client.query<LedgerMember>(ledgerMembersSql(question, true))).rows;
}

/** The statement behind `ledgerMembers`; with `rows` codes are looked for in the rows where no roll-up has them. */
export function ledgerMembersSql(question: LedgerMembersQuestion, rows: boolean): string {
  const { version, batches } = question;
  const coding = codingOf(question);
  const { table, named } = codesIn(question);
  const codes = named && !rows ? namesSql(question, coding) : rowsSql(question, coding, table);
  const regions = literals([...new Set(batches.map(({ region }) => region))]);
  const reference =
    coding.scheme === null
      ? 'null::text as name_zh, null::text as name_en, null::text as parent, null::smallint as level where false'
      : `name_zh, name_en, parent, level from classifications
  where scheme = ${literal(coding.scheme)} and code = c.code order by valid_from desc limit 1`;
  return `with code as (
${codes}
), place as (
  select distinct on (b.dataset, b.region_code, b.year, b.book, b.flow, b.source, b.part) b.batch_id, b.year, b.month, b.dataset = 'codes' as own
  from version_batches v
  join batches b on b.batch_id = v.batch_id
  where v.version = ${literal(version)} and b.form = 'ledger' and b.region_code in ${regions}
  order by b.dataset, b.region_code, b.year, b.book, b.flow, b.source, b.part, b.month desc
), named as (
  select distinct on (n.code) n.code, n.name, n.name_en, n.parent, n.level
  from place p
  join names n on n.batch_id = p.batch_id
  where n.scheme = ${literal(coding.scheme ?? '')}
  order by n.code, p.year desc, p.own desc, p.month desc, n.batch_id
)
select c.code, coalesce(n.name, k.name_zh) as zh, coalesce(n.name_en, k.name_en) as en,
  coalesce(c.parent, n.parent, k.parent) as parent, coalesce(c.level, n.level, k.level)::integer as level
from code c
left join named n on n.code = c.code
left join lateral (
  select ${reference}
) k on true
order by c.code collate "C"`;
}

/** From which table the codes are read, and whether the names of the batches tell them sooner. */
function codesIn(question: LedgerMembersQuestion): {
  readonly table: LedgerTable;
  readonly named: boolean;
} {
  const { ledger, filters, own } = question;
  const { column, above, scheme } = codingOf(question);
  const columns = [
    column,
    ...(above === null ? [] : [above]),
    ...filters.flatMap(({ name }) => ledger.dimensions[name] ?? []),
    ...(own ? OWN : []),
  ];
  const table = chooseTable(ledger, columns, []);
  return { table, named: table.rollup === null && filters.length === 0 && !own && scheme !== null };
}

function codingOf({ ledger, name, dimension }: LedgerMembersQuestion): Coding {
  const column = ledger.dimensions[name] ?? '';
  const wanted = dimension.cut ?? dimension.members ?? name;
  const scheme = wanted in ledger.schemes ? wanted : null;
  const levels = scheme === null ? [] : (ledger.schemes[scheme] ?? []);
  const at = levels.indexOf(column);
  return {
    column,
    above: levels[at - 1] ?? null,
    level: levels.length > 1 && at >= 0 ? at + 1 : null,
    scheme,
  };
}

function namesSql({ batches }: LedgerMembersQuestion, { scheme, level }: Coding): string {
  return `  select distinct n.code, n.parent, ${literal(level)}::integer as level
  from names n
  where n.batch_id in ${literals(batches.map(({ batch }) => batch))} and n.scheme = ${literal(scheme ?? '')}`;
}

/** Units bring their departments along, since together they are one tree. */
function rowsSql(
  { ledger, name, batches, filters }: LedgerMembersQuestion,
  { column, above, level }: Coding,
  table: LedgerTable,
): string {
  const value = columnSql(ledger, table, column);
  const conditions = [
    `f.batch_id in ${literals(batches.map(({ batch }) => batch))}`,
    ...filters.map((filter) => lineCondition(filter, ledger, table)),
  ].join(' and ');
  const parent = above === null ? 'null::text' : `f.${above}`;
  const own = `  select (${value})::text as code, max(${parent}) as parent, ${literal(level)}::integer as level
  from ${table.name} f
  where ${conditions} and ${value} is not null
  group by 1`;
  if (name !== 'unit' || above === null) return own;
  return `${own}
  union all
  select f.${above}, null, 1
  from ${table.name} f
  where ${conditions} and f.${above} is not null and f.${above} is distinct from ${value}
  group by 1`;
}
