/** In charge of what a row of the ledger of movements holds. */
import type { Ledger } from '#model/ledger';
import { CODED } from '../ledgerDimensions.ts';

export const ledger = {
  table: 'movements',
  columns: {
    date: { type: 'date' },
    month: { type: 'month', required: true },
    kind: { type: 'text', required: true },
    document: { type: 'text' },
    parent_document: { type: 'text' },
    reason: { type: 'text' },
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
    amount: { type: 'fen', required: true },
  },
  dimensions: { ...CODED, month: 'month', date: 'date', kind: 'kind', document: 'document' },
  sums: { amount: 'amount', count: 'lines' },
  cumulative: false,
  rollups: [],
  schemes: {
    unit: ['department', 'unit'],
    function: ['class', 'group_', 'item_'],
    economic: ['economic_class', 'economic'],
    govEconomic: ['gov_economic_class', 'gov_economic'],
    project: ['project'],
    fund: ['fund'],
  },
} as const satisfies Ledger;
