/** In charge of vouchers as a table that leaves the page: every column, amounts exact, file and row of each. */
import type { PaymentRow } from '#contract/ledgerAnswers';
import { fenOf } from '../data/decimal.ts';
import { speaker, type Language } from '../i18n/catalogue.ts';
import { amountCell, textCell, type Sheet } from './sheet.ts';

/** `rows` as they are shown: masked names stay masked. */
export function paymentsSheet(
  rows: readonly PaymentRow[],
  language: Language,
  { title, notes }: { readonly title: string; readonly notes: readonly string[] },
): Sheet {
  const t = speaker(language);
  const named = (name: string | null, code: string | null) =>
    textCell([code, name].filter((word) => word !== null && word !== '').join(' '));
  return {
    title,
    columns: [
      t('payments.col.date'),
      t('payments.col.month'),
      t('payments.of.department'),
      t('payments.of.unit'),
      t('payments.of.project'),
      t('payments.of.function'),
      t('payments.of.economic'),
      t('payments.of.method'),
      t('payments.of.carried'),
      t('payments.col.payee'),
      t('payments.col.account'),
      t('payments.col.purpose'),
      t('payments.col.voucher'),
      t('payments.col.document'),
      t('payments.refund'),
      t('payments.col.amount'),
      t('payments.col.file'),
      t('payments.col.row'),
    ],
    rows: rows.map((row) => [
      textCell(row.date),
      textCell(String(row.month)),
      named(row.departmentName, row.department),
      named(row.unitName, row.unit),
      named(row.projectName, row.project),
      named(row.functionName, row.function),
      named(row.economicName, row.economic),
      textCell(row.method),
      textCell(
        row.carried === 'carried' || row.carried === 'current'
          ? t(`payments.carried.${row.carried}`)
          : row.carried,
      ),
      textCell(row.payeeName),
      textCell(row.account),
      textCell(row.purpose),
      textCell(row.voucher),
      textCell(row.document),
      textCell(row.refund ? t('payments.refund') : null),
      amountCell(fenOf(row.amount)),
      textCell(row.file),
      textCell(String(row.row)),
    ]),
    notes,
  };
}
