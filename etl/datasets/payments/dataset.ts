/** In charge of what a payment is: one voucher, by whom, to whom, for what, of which money. */
import type { Dataset } from '#model/dataset';
import { book, currency, region, scope, source, year } from '../common.ts';
import { CODED_DIMENSIONS, dateOfRow, monthOfRow } from '../ledgerDimensions.ts';
import { ledger } from './ledger.ts';

export const dataset = {
  name: 'payments',
  title: { zh: '支付', en: 'Payments' },
  form: 'ledger',
  table: 'payments',
  leaf: 'payments',
  columns: {},
  ledger,
  dimensions: {
    region,
    /** A district's vouchers are its own; a source that says otherwise is asked by name. */
    scope: { ...scope, adds: 'resolved' },
    year,
    month: monthOfRow,
    date: dateOfRow,
    /** Vouchers of all books are one list: none is paid twice, and a filter tells them apart. */
    book: { ...book, adds: 'additive' },
    source,
    currency,
    ...CODED_DIMENSIONS,
    /** The finest economic code of a voucher. */
    economic: {
      ...CODED_DIMENSIONS['economic.group'],
      title: { zh: '部门经济分类', en: 'Economic code' },
    },
    function: {
      ...CODED_DIMENSIONS['function.item'],
      title: { zh: '支出功能分类', en: 'Function' },
    },
    method: {
      title: { zh: '支付方式', en: 'Method' },
      type: 'code',
      sql: 'f.method',
      adds: 'additive',
    },
    settlement: {
      title: { zh: '结算方式', en: 'Settlement' },
      type: 'code',
      sql: 'f.settlement',
      adds: 'additive',
    },
    /** A number that stands for the payee; the name goes only to who may see it. */
    payee: {
      title: { zh: '收款人', en: 'Payee' },
      type: 'code',
      sql: 'f.payee_key',
      adds: 'additive',
    },
    /** Class of size `b`: absolute amounts from 10^(b/20) to 10^((b+1)/20) fen; 0 also holds zero. */
    size: {
      title: { zh: '金额级', en: 'Class of size' },
      type: 'integer',
      sql: 'f.bucket',
      adds: 'additive',
    },
  },
  measures: {
    amount: { title: { zh: '支付金额', en: 'Amount' }, kind: 'amount', figure: 'amount' },
    count: { title: { zh: '笔数', en: 'Payments' }, kind: 'count' },
    max: { title: { zh: '最大一笔', en: 'Largest' }, kind: 'amount', figure: 'largest' },
    median: { title: { zh: '中位数', en: 'Median' }, kind: 'amount', figure: 'median' },
    p99: { title: { zh: '99分位数', en: '99th percentile' }, kind: 'amount', figure: 'p99' },
  },
} as const satisfies Dataset;
