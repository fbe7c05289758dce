/** In charge of what stands above a unit or a line, so that an exemption of a department or a class covers what is below it. */
import type pg from 'pg';

/** By kind, region (none: everywhere) and code: the code one level up. */
export type Ancestry = ReadonlyMap<string, string>;

/** Of which kind of exemption the codes of a scheme are. */
const KINDS: Readonly<Record<string, string>> = {
  unit: 'unit',
  function: 'item',
  revenueItem: 'item',
  economic: 'economic',
};
const MOST_LEVELS = 8;

interface Step {
  readonly scheme: string;
  readonly region: string;
  readonly code: string;
  readonly parent: string;
}

const keyOf = (kind: string, region: string, code: string) => `${kind} ${region} ${code}`;

/** As the reference has it, and as the ledgers of the version, the latest last, say of their own region. */
export async function readAncestry(
  client: pg.ClientBase | pg.Pool,
  version: number,
): Promise<Ancestry> {
  const { rows } = await client.query<Step>(
    `select scheme, '' as region, code, parent, valid_to as place from classifications
     where scheme = any ($2) and parent is not null
     union all
     select n.scheme, n.region_code, n.code, n.parent, max(n.batch_id)
     from names n join version_batches v on v.batch_id = n.batch_id and v.version = $1
     where n.scheme = any ($2) and n.parent is not null
     group by n.scheme, n.region_code, n.code, n.parent
     order by place`,
    [version, Object.keys(KINDS)],
  );
  return new Map(
    rows.map(({ scheme, region, code, parent }) => [
      keyOf(KINDS[scheme] ?? scheme, region, code),
      parent,
    ]),
  );
}

/** The code itself and all that stands above it, nearest first. */
export function lineage(
  ancestry: Ancestry,
  kind: string,
  region: string,
  code: string,
): readonly string[] {
  const line = [code];
  while (line.length < MOST_LEVELS) {
    const last = line.at(-1) ?? '';
    const above = ancestry.get(keyOf(kind, region, last)) ?? ancestry.get(keyOf(kind, '', last));
    if (above === undefined) break;
    line.push(above);
  }
  return line;
}
