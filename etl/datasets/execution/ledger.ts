/** In charge of what a line of the execution ledger is: budget and outturn to a month, by unit, function, economic class and project. */
import { sameColumns, sumsOf, type Ledger } from '#model/ledger';

const AMOUNTS = [
  'original', 'adjustment', 'final', 'authorised', 'committed', 'executed',
] as const; // prettier-ignore
const sums = sumsOf(...AMOUNTS);

export const ledger = {
  table: 'execution_ledger',
  columns: {
    department: { type: 'text' },
    unit: { type: 'text' },
    class: { type: 'text' },
    group_: { type: 'text' },
    item_: { type: 'text' },
    subitem: { type: 'text' },
    economic_class: { type: 'text' },
    economic: { type: 'text' },
    gov_economic_class: { type: 'text' },
    gov_economic: { type: 'text' },
    project: { type: 'text' },
    fund: { type: 'text' },
    carried: { type: 'text' },
    original: { type: 'fen' },
    adjustment: { type: 'fen' },
    final: { type: 'fen' },
    authorised: { type: 'fen' },
    committed: { type: 'fen' },
    executed: { type: 'fen' },
  },
  dimensions: {
    'unit.department': 'department',
    unit: 'unit',
    'function.class': 'class',
    'function.group': 'group_',
    'function.item': 'item_',
    'revenueItem.class': 'class',
    'revenueItem.group': 'group_',
    'revenueItem.item': 'item_',
    'revenueItem.subitem': 'subitem',
    'economic.class': 'economic_class',
    'economic.group': 'economic',
    'govEconomic.class': 'gov_economic_class',
    'govEconomic.group': 'gov_economic',
    project: 'project',
    fund: 'fund',
    carried: 'carried',
  },
  sums: Object.fromEntries(AMOUNTS.map((name) => [name, name])),
  cumulative: true,
  flows: ['authorised', 'committed', 'executed'],
  only: ['executedInMonth', 'adjustment', 'authorised', 'committed'],
  increments: { executedInMonth: 'executed' },
  rollups: [
    {
      table: 'execution_by_department',
      columns: sameColumns('department', 'fund', 'carried'),
      sums,
    },
    {
      table: 'execution_by_function',
      columns: sameColumns('class', 'group_', 'item_', 'subitem', 'fund', 'carried'),
      sums,
    },
    {
      table: 'execution_by_economic',
      columns: sameColumns(
        'economic_class',
        'economic',
        'gov_economic_class',
        'gov_economic',
        'carried',
      ),
      sums,
    },
    {
      table: 'execution_by_unit',
      columns: sameColumns('department', 'unit', 'class', 'economic_class', 'carried'),
      order: ['unit', 'class', 'economic_class'],
      sums,
      packed: { table: 'execution_cells', by: ['department', 'unit'] },
    },
  ],
  schemes: {
    unit: ['department', 'unit'],
    function: ['class', 'group_', 'item_'],
    revenueItem: ['class', 'group_', 'item_', 'subitem'],
    economic: ['economic_class', 'economic'],
    govEconomic: ['gov_economic_class', 'gov_economic'],
    project: ['project'],
    fund: ['fund'],
  },
} as const satisfies Ledger;
