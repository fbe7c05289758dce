/** In charge of the SQL that picks the figures which answer a question: their level, their stage, their source. */
import { condition, sliceSql } from './batchSlice.ts';
import { literal, literals } from './literal.ts';
import type { Plan } from './plan.ts';
import { isPrinted } from './printed.ts';
import { ADDING, type LevelReading, type StoredFigure } from './reading.ts';
import type { NamedDimension } from './request.ts';

/** Common table expressions that end in `winner`, one row per contributing figure, with the condition under which it counts. */
export interface Picked {
  readonly expressions: readonly (readonly [name: string, sql: string])[];
  readonly counts: string;
}

/** Levels of a classification and the columns that hold a line's ancestors. */
const ANCESTORS = ['class', 'group_', 'item_', 'subitem'] as const;

/** The figures of a plan. With `origin` each row also says where it lies (`batch_id`, `line_no`). */
export function pick(plan: Plan, origin = false): Picked {
  const slice: readonly [string, string] = ['slice', sliceSql(sliceOf(plan))];
  const figure: readonly [string, string] = ['figure', figureSql(plan, plan.contested || origin)];
  if (!plan.contested) return { expressions: [slice, figure], counts: 'standing = 1' };
  const places: readonly [string, string] = ['placed', placedSql(plan)];
  const cover = coverSql(plan);
  if (cover === null) return { expressions: [slice, figure, places], counts: 'place = 1' };
  return { expressions: [slice, figure, places, ['covered', cover]], counts: 'not is_covered' };
}

export function sliceOf(plan: Plan) {
  return {
    dataset: plan.dataset.name,
    version: plan.version,
    filters: plan.batchFilters,
    from: plan.from,
    to: plan.to,
    reportedBy: plan.reportedBy,
    batches: plan.printed,
  };
}

/** Every figure that could answer, with its `standing`: 1 for the kind of source, stage and month that do. */
export function figureSql(plan: Plan, detailed: boolean): string {
  const { dataset, by } = plan;
  const columns = [
    ...by.map((named) => `${groupSql(plan, named)} as ${quote(named.name)}`),
    ...(dataset.form === 'records'
      ? recordColumns(plan)
      : ['f.measure as figure, f.amount as fen, f.printed as visible']),
    ...('quantity_unit' in dataset.columns && dataset.form === 'figures' ? ['f.quantity'] : []),
    ...(detailed ? placeColumns(plan) : []),
    `${standingSql(plan)} as standing`,
  ];
  return `select
  ${columns.join(',\n  ')}
from slice b
join ${dataset.table} f on f.batch_id = b.batch_id and f.region_code = b.region_code
where ${['f.stated = 1', ...figureConditions(plan)].join('\n  and ')}`;
}

export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The value by which rows are grouped: a printed total stands for the lines it totals. */
function groupSql({ reading }: Plan, { name, dimension }: NamedDimension): string {
  const totals =
    reading.kind === 'level' && reading.totals && reading.roles?.includes('total') !== true;
  return name === 'itemRole' && totals
    ? "case f.role when 'total' then 'main' else f.role end"
    : dimension.sql;
}

function figureConditions(plan: Plan): string[] {
  const { reading, lineFilters, dataset, unit } = plan;
  const own =
    unit === null || !('unit' in dataset.columns)
      ? []
      : [
          dataset.form === 'records'
            ? `f.unit = ${literal(unit)}`
            : `(f.unit is null or f.unit = ${literal(unit)})`,
        ];
  const filters = [...lineFilters.map(condition), ...own];
  if (reading.kind === 'records') return filters;
  const measures = storedSql(reading.figures);
  if (reading.kind === 'lines') {
    return [
      measures,
      ...(reading.roles === null ? [] : [`f.role in ${literals(reading.roles)}`]),
      ...filters,
    ];
  }
  return [measures, ...cutSql(plan, reading), ...rolesSql(reading), ...filters];
}

/** Which stored figures may answer: by measure and stage. */
function storedSql(figures: readonly StoredFigure[]): string {
  const groups = new Map<string, string[]>();
  for (const { figure, stages } of figures) {
    const open = stages === null || stages.length === 4;
    const rest = open ? '' : ` and f.stage in ${literals(stages)}`;
    groups.set(rest, [...(groups.get(rest) ?? []), figure]);
  }
  const parts = [...groups].map(([rest, names]) => `f.measure in ${literals(names)}${rest}`);
  return parts.length === 1 ? parts.join('') : `(${parts.join('\n    or ')})`;
}

function cutSql(plan: Plan, { cut }: LevelReading): string[] {
  if (cut === '*') return [];
  if (cut !== null) return [`f.cut = ${literal(cut)}`];
  const flow = plan.batchFilters.find(({ name }) => name === 'flow')?.values;
  if (flow?.length === 1) return [`f.cut = ${literal(naturalCut(flow[0]))}`];
  return [
    "f.cut = case b.flow when 'revenue' then 'revenueItem' when 'balance' then 'balance' else 'function' end",
  ];
}

/** The cut that stands for the money of a flow when the question names none. */
function naturalCut(flow: string | number | null | undefined): string {
  if (flow === 'revenue') return 'revenueItem';
  return flow === 'balance' ? 'balance' : 'function';
}

/** Which lines are read: at the level, with printed totals standing for what they total, nothing twice. */
function rolesSql({ level, roles, totals, grand }: LevelReading): string[] {
  if (level === null) return roles === null ? [] : [`f.role in ${literals(roles)}`];
  const at = `${literal(level)} between f.from_level and f.to_level`;
  if (roles === null) return [at];
  const adding = roles.filter((role) => (ADDING as readonly string[]).includes(role));
  const beside = adding.filter((role) => role !== 'main');
  const printed = ['total', 'grand'];
  const named = roles.filter((role) => printed.includes(role));
  const overlapping = roles.filter((role) => !adding.includes(role) && !printed.includes(role));
  const main = adding.includes('main')
    ? `f.role in ${literals(totals ? ['main', 'total'] : ['main'])} and ${at}`
    : null;
  // At level 0 the outermost lines of the other roles answer, whether or not a total is printed above them.
  const others =
    beside.length === 0
      ? null
      : `f.role in ${literals(beside)} and ${level === 0 ? 'f.from_level <= 1' : at}`;
  const parts = [main, others].filter((part) => part !== null);
  const sum = parts.length === 2 ? `(${parts.join(' or ')})` : parts.join('');
  const alternatives = [
    ...(grand ? [`f.role = 'grand'`, `not f.under_grand and ${sum}`] : sum === '' ? [] : [sum]),
    ...(named.length === 0 || grand ? [] : [`f.role in ${literals(named)}`]),
    ...(overlapping.length === 0
      ? []
      : [`f.role in ${literals(overlapping)} and f.level = ${literal(level)}`]),
  ];
  return [
    alternatives.length === 1 ? alternatives.join('') : `(${alternatives.join('\n    or ')})`,
  ];
}

/** 1 for the figures whose kind of source, stage and month answer for their slice and measure. */
function standingSql(plan: Plan): string {
  const by = new Set(plan.by.map(({ name }) => name));
  const order = [
    ...(by.has('source') ? [] : ['b.kind_rank']),
    ...(by.has('stage') || plan.reading.kind === 'records'
      ? []
      : [stageRankSql(plan.reading.figures)]),
    ...(by.has('month') || plan.reading.kind === 'records' ? [] : ['b.month desc']),
  ];
  if (order.length === 0) return '1';
  return `dense_rank() over (partition by ${partition(plan).join(', ')} order by ${order.join(', ')})`;
}

function stageRankSql(figures: readonly StoredFigure[]): string {
  const orders = new Map<string, string[]>();
  for (const { figure, stages } of figures) {
    const order = `array_position(array[${(stages ?? []).map(literal).join(', ')}], f.stage)`;
    orders.set(order, [...(orders.get(order) ?? []), figure]);
  }
  const [[only = ''] = []] = orders;
  if (orders.size === 1) return only;
  const cases = [...orders].map(
    ([order, names]) => `when f.measure in ${literals(names)} then ${order}`,
  );
  return `case ${cases.join(' ')} end`;
}

/** Slices never compete with one another: fixed dimensions that stand in `by`, and the measure. */
function partition({ by, dataset, reading }: Plan): string[] {
  const apart = by.filter(
    (named) =>
      named.dimension.adds === 'fixed' ||
      ['stage', 'source', 'month', 'currency', 'breakdown', 'cut'].includes(named.name),
  );
  const own = reading.kind === 'records' ? ['f.region_code', 'b.year'] : ['f.measure'];
  const sql = apart
    .filter(({ name }) => name !== 'region' || dataset.form === 'figures')
    .map(({ dimension }) => dimension.sql);
  return [...sql, ...own];
}

/** What makes two lines the same line. */
function lineKey({ dataset }: Plan): string[] {
  if (dataset.form === 'records') return ['f.region_code', 'f.finding_id'];
  const own = Object.entries(dataset.dimensions).filter(
    ([name, dimension]) =>
      !['region', 'stage', 'itemRole'].includes(name) &&
      dimension.level === undefined &&
      /^f\.\w+$/.test(dimension.sql) &&
      isPrinted(dataset, dimension),
  );
  return own.map(([, { sql }]) => sql);
}

/** Of a record each measure's own column, or whether it counts. */
function recordColumns({ measures }: Plan): string[] {
  return measures.flatMap(({ name, measure: { kind, figure, when } }) => {
    if (kind === 'count') return when === undefined ? [] : [`${when} as ${quote(`of.${name}`)}`];
    return [`f.${figure ?? 'amount'} as ${quote(`of.${name}`)}`];
  });
}

function placeColumns(plan: Plan): string[] {
  const { dataset, reading } = plan;
  const apart = partition(plan).map((sql, index) => `${sql} as ${quote(`slice.${index + 1}`)}`);
  const key = lineKey(plan).map((sql, index) => `${sql} as ${quote(`line.${index + 1}`)}`);
  const levels =
    reading.kind === 'level'
      ? [
          `f.role as line_role, f.level as line_level`,
          ...ANCESTORS.map((column) => `f.${column} as ${quote(`at.${column}`)}`),
        ]
      : [];
  const stated =
    dataset.form === 'records' ? [] : ['f.stage as stated_stage, b.month as stated_month'];
  const source =
    'f.batch_id, f.line_no, b.source as stated_by, b.kind_rank, b.source_rank, b.reported_on';
  return [...apart, ...key, source, ...stated, ...levels];
}

/** Columns by which `placed` and `covered` divide the figures. */
export function sliceColumns(plan: Plan): string[] {
  return partition(plan).map((_, index) => quote(`slice.${index + 1}`));
}

export function keyColumns(plan: Plan): string[] {
  return lineKey(plan).map((_, index) => quote(`line.${index + 1}`));
}

export const WINNER_FIRST = 'kind_rank, source_rank, reported_on desc nulls last, batch_id';

/** Among the sources that state a line, the most authoritative has place 1. */
function placedSql(plan: Plan): string {
  const divide = [...sliceColumns(plan), ...keyColumns(plan)];
  return `select figure.*, row_number() over (partition by ${divide.join(', ')} order by ${WINNER_FIRST}) as place
from figure
where standing = 1`;
}

/** A line of one source that lies under (or over) a line of another must not be added to it. Null where lines have no levels. */
function coverSql(plan: Plan): string | null {
  const { reading } = plan;
  if (reading.kind !== 'level' || reading.level === null) return null;
  const { level } = reading;
  const divide = sliceColumns(plan);
  const over = (depth: number) =>
    `over (partition by ${[...divide, ...ANCESTORS.slice(0, depth).map((column) => quote(`at.${column}`))].join(', ')})`;
  const rules = [
    ...(reading.grand ? [`line_role <> 'grand' and bool_or(line_role = 'grand') ${over(0)}`] : []),
    level === 0
      ? `line_role = 'main' and bool_or(line_role = 'total') ${over(0)}`
      : `line_role = 'total' and bool_or(line_role = 'main') ${over(0)}`,
    ...[1, 2, 3].map((depth) =>
      depth < level
        ? `line_level = ${depth} and bool_or(line_level > ${depth}) ${over(depth)}`
        : `line_level > ${depth} and bool_or(line_level = ${depth}) ${over(depth)}`,
    ),
  ];
  return `select placed.*, ${rules.join('\n  or ')} as is_covered
from placed
where place = 1`;
}
