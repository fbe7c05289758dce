/** In charge of the columns of each leaf table: which there are, in COPY order. */
import type { Dataset } from '#model/dataset';

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

/** What every row of figures begins with. */
export const FIGURE_COLUMNS = ['region_code', 'line_no', 'measure', 'stage', 'stated', 'printed', 'amount', 'ratio',
  'table_no', 'row_no', 'cell', 'text', 'decimals'] as const; // prettier-ignore
/** What every record begins with. */
const RECORD_COLUMNS = [
  'region_code',
  'line_no',
  'stated',
  'printed',
  'table_no',
  'row_no',
] as const;

/** The columns of a leaf in COPY order, after `batch_id`. */
export function leafColumns(dataset: Dataset): readonly string[] {
  const own = Object.keys(dataset.columns);
  if (dataset.form === 'records') return [...RECORD_COLUMNS, ...own];
  return [...FIGURE_COLUMNS, ...(isPhysical(dataset) ? ['quantity'] : []), ...own];
}

/** Whether its figures may be physical quantities beside amounts. */
export function isPhysical(dataset: Dataset): boolean {
  return (
    dataset.form === 'figures' &&
    Object.values(dataset.measures).some(({ kind }) => kind === 'quantity')
  );
}
