/** In charge of what payees are called, as far as a request may know: members of the dimension `payee`. */
import type { PoolClient } from 'pg';
import { totalSql } from '#model/ledger';
import type { Member } from '#contract/answers';
import { cubeOf } from '#contract/cubes';
import { shownPayee, type Sight } from './masks.ts';
import { findBatches } from '../ledger/batches.ts';
import { lineCondition } from '../ledger/rows.ts';
import { chooseTable } from '../ledger/table.ts';
import { literals } from '../literal.ts';
import { isOnBatch } from '../plan.ts';
import type { Filter } from '../request.ts';

/** There may be a million payees: the largest are listed, any other is asked for by its code. */
const MOST_PAYEES = 1000;

export interface PayeesQuestion {
  readonly version: number;
  readonly filters: readonly Filter[];
  readonly sight: Sight;
  /** Whether the viewer sees only some unit's rows. */
  readonly own: boolean;
}

interface Row {
  readonly code: string;
  readonly name: string | null;
  readonly person: boolean;
}

/** The payees of a version under filters, those who were paid most first. */
export async function readPayees(
  client: PoolClient,
  { version, filters, sight, own }: PayeesQuestion,
): Promise<Member[]> {
  const dataset = cubeOf('payments');
  const { ledger } = dataset;
  const onBatch = filters.filter(isOnBatch);
  const onRows = filters.filter((filter) => !isOnBatch(filter));
  const clock = { from: null, to: null, reportedBy: null };
  const found = await findBatches(client, { dataset, version, filters: onBatch, ...clock });
  if (ledger === undefined || found.length === 0) return [];
  const columns = [
    'payee_key',
    'payee',
    ...onRows.flatMap(({ name }) => ledger.dimensions[name] ?? []),
    ...(own ? ['unit'] : []),
  ];
  const table = chooseTable(ledger, columns, ['amount']);
  const conditions = [
    `f.batch_id in ${literals(found.map(({ batch }) => batch))}`,
    'f.payee_key is not null',
    ...onRows.map((filter) => lineCondition(filter, ledger, table)),
  ];
  const { rows } = await client.query<Row>(
    `select f.payee_key::text as code, max(f.payee) as name, access.is_person(max(f.payee), null) as person
     from ${table.name} f
     where ${conditions.join('\n  and ')}
     group by f.payee_key
     order by ${totalSql('f.amount')} desc, f.payee_key
     limit ${MOST_PAYEES}`,
  );
  return rows.map(({ code, name, person }) => ({
    code,
    zh: shownPayee(name, person, sight).name ?? code,
    en: null,
    parent: null,
    level: null,
  }));
}
