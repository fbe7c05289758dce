/** In charge of what a movement of a budget line (指标) is: one addition, reduction, virement, carry-over or taking back, with its document. */
import type { Dataset } from '#model/dataset';
import { book, currency, region, scope, source, year } from '../common.ts';
import { CODED_DIMENSIONS, dateOfRow, monthOfRow } from '../ledgerDimensions.ts';
import { ledger } from './ledger.ts';

/** How a budget line comes to its amount; `initial` is the original budget. */
export const MOVEMENT_KINDS = [
  'initial',
  'add',
  'reduce',
  'virement',
  'carryOver',
  'takeBack',
] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];

export const dataset = {
  name: 'movements',
  title: { zh: '指标变动', en: 'Budget movements' },
  form: 'ledger',
  table: 'movements',
  leaf: 'movements',
  columns: {},
  ledger,
  dimensions: {
    region,
    scope: { ...scope, adds: 'resolved' },
    year,
    month: monthOfRow,
    date: dateOfRow,
    book,
    source,
    currency,
    kind: {
      title: { zh: '变动类型', en: 'Kind of movement' },
      type: 'code',
      sql: 'f.kind',
      adds: 'additive',
    },
    document: {
      title: { zh: '指标文号', en: 'Document' },
      type: 'code',
      sql: 'f.document',
      adds: 'additive',
    },
    ...CODED_DIMENSIONS,
  },
  measures: {
    amount: { title: { zh: '指标金额', en: 'Amount' }, kind: 'amount', figure: 'amount' },
    count: { title: { zh: '笔数', en: 'Movements' }, kind: 'count' },
  },
} as const satisfies Dataset;
