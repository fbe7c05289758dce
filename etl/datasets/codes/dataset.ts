/** In charge of what a code of a source's own is: its name, its parent, its years; units as a tree, classifications, projects. */
import type { Dataset } from '#model/dataset';
import { region, source, year } from '../common.ts';
import { ledger } from './ledger.ts';

export const dataset = {
  name: 'codes',
  title: { zh: '代码表', en: 'Codes' },
  form: 'ledger',
  table: 'codes',
  leaf: 'codes',
  columns: {},
  ledger,
  dimensions: {
    region,
    year: { ...year, adds: 'additive' },
    source,
    scheme: {
      title: { zh: '代码体系', en: 'Scheme' },
      type: 'code',
      sql: 'f.scheme',
      adds: 'additive',
    },
    code: { title: { zh: '代码', en: 'Code' }, type: 'code', sql: 'f.code', adds: 'additive' },
  },
  measures: { count: { title: { zh: '代码数', en: 'Codes' }, kind: 'count' } },
} as const satisfies Dataset;
