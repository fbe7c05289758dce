/** In charge of what a row of the payment ledger holds, and of what is summed per batch. */
import { sameColumns, totalSql, type Ledger } from '#model/ledger';
import { CODED } from '../ledgerDimensions.ts';

const sums = { lines: 'count(*)', amount: totalSql('f.amount'), largest: 'max(f.amount)' } as const;

/** Twenty classes of size per power of ten, of the absolute amount in fen. */
export const SIZE_BUCKET =
  'case when f.amount = 0 then 0 else floor(20 * log(abs(f.amount)::float8))::smallint end';

export const ledger = {
  table: 'payments',
  columns: {
    date: { type: 'date' },
    month: { type: 'month', required: true },
    department: { type: 'text' },
    unit: { type: 'text' },
    project: { type: 'text' },
    class: { type: 'text' },
    group_: { type: 'text' },
    item_: { type: 'text' },
    economic_class: { type: 'text' },
    economic: { type: 'text' },
    gov_economic_class: { type: 'text' },
    gov_economic: { type: 'text' },
    fund: { type: 'text' },
    carried: { type: 'text' },
    method: { type: 'text' },
    settlement: { type: 'text' },
    payee_key: { type: 'key' },
    payee: { type: 'text' },
    payee_account: { type: 'text' },
    purpose: { type: 'text' },
    voucher: { type: 'text' },
    document: { type: 'text' },
    procurement: { type: 'boolean' },
    direct: { type: 'boolean' },
    salary: { type: 'boolean' },
    refund: { type: 'boolean', required: true },
    amount: { type: 'fen', required: true },
  },
  dimensions: {
    ...CODED,
    month: 'month',
    date: 'date',
    economic: 'economic',
    function: 'item_',
    method: 'method',
    settlement: 'settlement',
    payee: 'payee_key',
    size: 'bucket',
  },
  computed: { bucket: SIZE_BUCKET },
  sums: { amount: 'amount', count: 'lines', max: 'largest' },
  cumulative: false,
  rollups: [
    {
      table: 'payments_by_unit',
      columns: sameColumns('month', 'department', 'unit', 'method', 'carried'),
      sums,
    },
    {
      table: 'payments_by_function',
      columns: sameColumns('month', 'department', 'class', 'group_', 'item_'),
      sums,
    },
    {
      table: 'payments_by_economic',
      columns: sameColumns(
        'month',
        'department',
        'unit',
        'economic_class',
        'economic',
        'gov_economic_class',
      ),
      sums,
    },
    { table: 'payments_by_date', columns: sameColumns('date', 'month', 'department'), sums },
    {
      table: 'payments_by_project',
      columns: sameColumns('month', 'department', 'unit', 'project'),
      sums,
    },
    {
      table: 'payments_by_payee',
      of: 'payments_by_payee_month',
      columns: sameColumns('payee_key', 'payee'),
      sums,
    },
    {
      table: 'payments_by_payee_month',
      columns: sameColumns('month', 'payee_key', 'payee'),
      sums,
    },
    {
      table: 'payments_by_size_month',
      of: 'payments_by_size',
      columns: { ...sameColumns('month'), bucket: SIZE_BUCKET },
      sums,
    },
    {
      table: 'payments_by_size',
      columns: { ...sameColumns('month', 'department', 'unit'), bucket: SIZE_BUCKET },
      sums,
    },
  ],
  schemes: {
    unit: ['department', 'unit'],
    function: ['class', 'group_', 'item_'],
    economic: ['economic_class', 'economic'],
    govEconomic: ['gov_economic_class', 'gov_economic'],
    project: ['project'],
    fund: ['fund'],
    method: ['method'],
    settlement: ['settlement'],
  },
} as const satisfies Ledger;
