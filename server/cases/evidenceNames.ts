/** In charge of what the codes in the rows behind an alert are called: words of closed lists, names that sources give, names of the reference. */
import type { PoolClient } from 'pg';
import type { EvidenceCell } from '#contract/alertAnswers';
import { nameOfCode } from '#contract/codes';
import { registers, schemeOf } from '#mapping/targets';
import type { Ledger } from '#model/ledger';

/** A code as a row states it: the list that names it, the region whose list it is. */
interface Stated {
  readonly region: string;
  readonly scheme: string;
  readonly code: string;
}

type Name = NonNullable<EvidenceCell['name']>;
export type CodeNames = (stated: Stated) => Name | null;

const keyOf = ({ region, scheme, code }: Stated) => `${region} ${scheme} ${code}`;

/** The list under which the codes of a column are named; null for columns that hold none. */
export function listOfColumn(ledger: Ledger, column: string): string | null {
  return schemeOf(ledger, column, null)?.scheme ?? null;
}

/** The word of a closed list that a cell holds. */
export function wordOf(cube: string, column: string, text: string): Name | null {
  const stated = Object.entries(registers.get(cube)?.columns[column]?.words ?? {});
  const zh = stated.find(([, word]) => word === text)?.[0];
  return zh === undefined ? (nameOfCode(cube, column, text) ?? null) : { zh, en: inEnglish(text) };
}

/** Stored words are English: `openTender` reads `Open tender`. */
function inEnglish(word: string): string {
  const apart = word.replace(/(?<=[a-z])(?=[A-Z\d])/gu, ' ').toLowerCase();
  return apart.charAt(0).toUpperCase() + apart.slice(1);
}

/** Reads what codes are called in a version, the latest year's name first, else as the reference calls them. */
export async function namesInVersion(
  client: PoolClient,
  version: number,
  stated: readonly Stated[],
): Promise<CodeNames> {
  const wanted = new Map(stated.map((one) => [keyOf(one), one]));
  const { rows } = await client.query<Stated & Name>(
    `select k.region, k.scheme, k.code, coalesce(n.name, c.name_zh) as zh, coalesce(n.name_en, c.name_en) as en
     from jsonb_to_recordset($1) as k (region text, scheme text, code text)
     left join lateral (
       select n.name, n.name_en from names n
       join version_batches v on v.batch_id = n.batch_id and v.version = $2
       join batches b on b.batch_id = n.batch_id
       where n.region_code = k.region and n.scheme = k.scheme and n.code = k.code
       order by b.year desc, b.month desc, n.batch_id desc limit 1
     ) n on true
     left join lateral (
       select c.name_zh, c.name_en from classifications c
       where c.scheme = k.scheme and c.code = k.code order by c.valid_from desc limit 1
     ) c on true
     where coalesce(n.name, c.name_zh) is not null`,
    [JSON.stringify([...wanted.values()]), version],
  );
  const known = new Map(rows.map((row) => [keyOf(row), { zh: row.zh, en: row.en }]));
  return (one) => known.get(keyOf(one)) ?? null;
}
