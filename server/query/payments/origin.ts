/** In charge of where one payment comes from: its row, file, mapping, batch and control totals. */
import type { PoolClient } from 'pg';
import type { LedgerOrigin } from '#contract/ledgerAnswers';
import { nameOfCode } from '#contract/codes';
import { cubeOf } from '#contract/cubes';
import { refusal } from '#contract/problem';
import { decimal } from '../../arrow/text.ts';
import { findBatches } from '../ledger/batches.ts';
import { readBatches } from '../ledger/origin.ts';
import { literal } from '../literal.ts';
import { readPaymentId } from './id.ts';
import { rowSql } from './list.ts';
import type { StoredPayment } from './row.ts';

/** The origin of a payment by its id (`batch.row`). Refuses one that is not in the version or not to be seen. */
export async function paymentOrigin(
  client: PoolClient,
  version: number,
  id: string,
  unit: string | null,
): Promise<LedgerOrigin> {
  const { batch, line } = readPaymentId(id);
  const dataset = cubeOf('payments');
  const clock = { from: null, to: null, reportedBy: null };
  const found = await findBatches(client, { dataset, version, filters: [], ...clock });
  const own = found.find((one) => one.batch === batch);
  if (own === undefined) throw refusal('unknown-payment', [id], 'payment');
  const { rows } = await client.query<StoredPayment>(rowSql(own.batch, line));
  const [row] = rows;
  if (row === undefined) throw refusal('unknown-payment', [id], 'payment');
  const weight = { batch: own, shown: own, stock: 1, flow: 1, period: null, months: null };
  const batches = await readBatches(client, { unit }, [weight]);
  const amount = decimal(row.amount);
  const voucher = row.voucher ?? id;
  return {
    form: 'ledger',
    version,
    measure: 'amount',
    words: { zh: `支付凭证 ${voucher} 支付金额`, en: `Amount · voucher ${voucher}` },
    sql: `select f.amount from payments f where f.batch_id = ${literal(own.batch)} and f.line_no = ${literal(row.line)}`,
    value: amount,
    printedTotal: amount,
    exact: true,
    batches,
    rows: [
      {
        batch: own.batch,
        row: row.line,
        file: row.file,
        member: batches[0]?.member ?? null,
        amount,
        sign: 1,
        dims: dimsOf(row),
      },
    ],
    count: 1,
  };
}

function dimsOf(row: StoredPayment): LedgerOrigin['rows'][number]['dims'] {
  const codes: readonly (readonly [string, string | null, string | null])[] = [
    ['unit.department', row.department, row.departmentName],
    ['unit', row.unit, row.unitName],
    ['project', row.project, row.projectName],
    ['function.item', row.function, row.functionName],
    ['economic.group', row.economic, row.economicName],
    ['method', row.method, null],
    ['fund', row.fund, null],
    ['carried', row.carried, null],
  ];
  return Object.fromEntries(
    codes.flatMap(([dimension, code, name]) =>
      code === null
        ? []
        : [
            [
              dimension,
              { code, name: name ?? nameOfCode('payments', dimension, code)?.zh ?? null },
            ],
          ],
    ),
  );
}
