/** In charge of the rows behind an alert: entries of ledgers as their source states them, as far as the reader may see them. */
import type { PoolClient } from 'pg';
import type { EvidenceCell, EvidenceRow } from '#contract/alertAnswers';
import { CUBES } from '#contract/cubes';
import { columnTitle } from '#mapping/targets';
import type { LedgerType } from '#model/ledger';
import { decimal } from '../arrow/text.ts';
import { shownAccount, shownPayee, type Sight } from '../query/payments/masks.ts';
import { listOfColumn, namesInVersion, wordOf } from './evidenceNames.ts';
import type { Evidence } from './evidencePlaces.ts';

/** Rows of one dataset that are shown. */
const MOST = 50;

interface StoredRow {
  readonly batch: number;
  readonly line: number;
  readonly region: string;
  readonly file: string;
  readonly sheet: string | null;
  readonly values: Readonly<Record<string, string | number | boolean | null>>;
  readonly person: boolean;
}

/** Columns that are said by others beside them. */
const UNSAID = ['payee_key', 'class', 'group_', 'economic_class', 'gov_economic_class'];

/** The rows of the evidence in the order of their lines, and how many more there are. */
export async function evidenceRows(
  client: PoolClient,
  version: number,
  evidence: readonly Evidence[],
  sight: Sight,
): Promise<{ readonly rows: readonly EvidenceRow[]; readonly more: number }> {
  const rows: EvidenceRow[] = [];
  let named = 0;
  for (const [cube, { ledger }] of CUBES) {
    const own = evidence.filter(({ dataset, measure }) => dataset === cube && measure === 'row');
    if (own.length === 0 || ledger === undefined) continue;
    named += own.length;
    const person = cube === 'payments' ? 'access.is_person(f.payee, f.economic_class)' : 'false';
    const shown =
      cube === 'payments'
        ? `to_jsonb(f) || jsonb_build_object('purpose', access.shown_text(f.purpose))`
        : 'to_jsonb(f)';
    const { rows: stored } = await client.query<StoredRow>(
      `select f.batch_id as batch, f.line_no as line, f.region_code as region, i.name as file, null as sheet, ${shown} as values, ${person} as person
       from jsonb_to_recordset($1) as k (batch integer, line integer)
       join batches b on b.batch_id = k.batch
       join ${ledger.table} f on f.batch_id = b.batch_id and f.region_code = b.region_code and f.line_no = k.line
       join files i on i.sha256 = b.sha256
       order by f.batch_id desc, f.line_no limit ${MOST}`,
      [JSON.stringify(own)],
    );
    const coded = Object.keys(ledger.columns).flatMap((column) => {
      const scheme = listOfColumn(ledger, column);
      return scheme === null || UNSAID.includes(column) ? [] : [{ column, scheme }];
    });
    const called = await namesInVersion(
      client,
      version,
      stored.flatMap(({ region, values }) =>
        coded.flatMap(({ column, scheme }) => {
          const code = values[column] ?? null;
          return code === null ? [] : [{ region, scheme, code: String(code) }];
        }),
      ),
    );
    for (const { values, person: isPerson, region, ...place } of stored) {
      const cells = Object.entries(ledger.columns).flatMap(([column, { type }]): EvidenceCell[] => {
        if (UNSAID.includes(column)) return [];
        const text = masked(column, textOf(values[column] ?? null, type), isPerson, sight);
        if (text === null) return [];
        const title = columnTitle(cube, column);
        const word = wordOf(cube, column, text);
        if (word !== null) return [{ column, title, type: 'word', text, name: word }];
        const scheme = coded.find((one) => one.column === column)?.scheme;
        const name = scheme === undefined ? null : called({ region, scheme, code: text });
        return [{ column, title, type, text, name }];
      });
      rows.push({ cube, ...place, row: place.line, cells });
    }
  }
  return { rows, more: Math.max(0, named - rows.length) };
}

function masked(
  column: string,
  text: string | null,
  isPerson: boolean,
  sight: Sight,
): string | null {
  if (column === 'payee') return shownPayee(text, isPerson, sight).name;
  if (column === 'payee_account') return shownAccount(text);
  return text;
}

function textOf(value: string | number | boolean | null, type: LedgerType): string | null {
  if (value === null) return null;
  if (type === 'fen') return decimal(BigInt(value));
  return String(value);
}
