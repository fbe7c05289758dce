/** In charge of the columns of each leaf table: which there are, in COPY order, and which values a line puts in them. */
import type { Dataset } from '#model/dataset';
import type { ColumnValue, StagedRow } from './staged.ts';

const found = import.meta.glob<Dataset>('../datasets/*/dataset.ts', {
  eager: true,
  import: 'dataset',
});
const datasets: ReadonlyMap<string, Dataset> = new Map(
  Object.values(found).map((dataset) => [dataset.name, dataset]),
);

/** Every dataset of the house, found by reading the folder. */
export function allDatasets(): readonly Dataset[] {
  return [...datasets.values()];
}

/** The dataset of that name; a name that no folder bears is our mistake. */
export function datasetOf(name: string): Dataset {
  const dataset = datasets.get(name);
  if (dataset === undefined) throw new Error(`no dataset is called ${name}`);
  return dataset;
}

const FIGURE_COLUMNS = ['region_code', 'line_no', 'measure', 'stage', 'stated', 'printed', 'amount', 'ratio',
  'table_no', 'row_no', 'cell', 'text', 'decimals'] as const; // prettier-ignore
const RECORD_COLUMNS = ['region_code', 'line_no', 'stated', 'printed', 'table_no', 'row_no'] as const;

/** The columns of a leaf in COPY order, after `batch_id`. */
export function leafColumns(dataset: Dataset): readonly string[] {
  const common = dataset.form === 'records' ? RECORD_COLUMNS : FIGURE_COLUMNS;
  const physical = Object.values(dataset.measures).some(({ kind }) => kind === 'quantity');
  const quantity = dataset.form === 'figures' && physical ? ['quantity'] : [];
  return [...common, ...quantity, ...Object.keys(dataset.columns)];
}

/** The dataset's own columns taken from what is known of a line; absent ones are null. */
export function datasetColumns(name: string, values: Readonly<Record<string, ColumnValue>>): StagedRow {
  const columns = Object.keys(datasetOf(name).columns);
  return Object.fromEntries(columns.map((column) => [column, values[column] ?? null]));
}
