/** In charge of what a row of a table of codes holds. */
import type { Ledger } from '#model/ledger';

export const ledger = {
  table: 'codes',
  columns: {
    scheme: { type: 'text', required: true },
    code: { type: 'text', required: true },
    name: { type: 'text', required: true },
    name_en: { type: 'text' },
    parent: { type: 'text' },
    level: { type: 'integer' },
    valid_from: { type: 'integer' },
    valid_to: { type: 'integer' },
    aliases: { type: 'text' },
  },
  dimensions: { scheme: 'scheme', code: 'code' },
  sums: { count: 'lines' },
  cumulative: false,
  rollups: [],
  schemes: {},
} as const satisfies Ledger;
