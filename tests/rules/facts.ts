/** In charge of small budgets and debts put straight into the database, for the examples of rules and checks. */
import { randomBytes } from 'node:crypto';
import type { Database } from '#database';
import type { ItemRole } from '#model/slice';
import { cover, type LevelNode } from '../../etl/steps/coverage.ts';

/** A figure in 万元, or with what is special about it. */
export type FigureFact =
  | number
  | {
      readonly wan: number;
      readonly text?: string;
      readonly decimals?: number;
      readonly printed?: boolean;
      readonly stage?: string;
    }
  | { readonly ratio: number; readonly text: string; readonly decimals: number };

export interface LineFact {
  readonly item: string;
  readonly name?: string;
  readonly role?: ItemRole;
  /** The printed line above; without it, the longest code that begins this one. */
  readonly under?: string;
  readonly row?: number;
  readonly figures: Readonly<Record<string, FigureFact>>;
}

export interface BudgetFacts {
  readonly region?: string;
  readonly scope?: 'all' | 'own' | 'unstated';
  readonly year?: number;
  readonly month?: number;
  readonly period?: string;
  readonly book?: 'general' | 'fund' | 'capital' | 'social';
  readonly flow?: 'revenue' | 'expenditure' | 'balance';
  readonly stage?: 'draft' | 'approved' | 'flash' | 'accounts';
  readonly source?: string;
  readonly kind?: 'upload' | 'published' | 'simulated';
  readonly rank?: number;
  readonly cut?: string;
  /** Each list of lines is one table of the slice; a line that was in an earlier one is stated again. */
  readonly tables: readonly { readonly sheet: string; readonly lines: readonly LineFact[] }[];
}

export interface DebtFact {
  readonly region?: string;
  readonly scope?: 'all' | 'own';
  readonly year?: number;
  readonly kind: 'general' | 'special' | 'total';
  readonly stage?: string;
  /** 万元. */
  readonly figures: Readonly<Record<string, number>>;
}

const NATURAL_CUT = {
  expenditure: 'function',
  revenue: 'revenueItem',
  balance: 'balance',
} as const;
const BUDGETS = ['original', 'final', 'limit', 'newLimit', 'prior.limit'];

/** Stores everything as one unpublished load and returns its number. */
export async function storeLoad(
  database: Database,
  budgets: readonly BudgetFacts[],
  debts: readonly DebtFact[] = [],
): Promise<number> {
  const { owner } = database;
  const sha256 = randomBytes(32).toString('hex');
  await owner.query(
    `insert into files (sha256, name, size, bytes) values ($1, 'facts.xlsx', 0, '')`,
    [sha256],
  );
  const load = await only<{ load_id: number }>(
    database,
    `insert into loads (status, path, sha256, loaded_by) values ('checking', 'facts.xlsx', $1, 'tests') returning load_id`,
    [sha256],
  );
  let tableNo = 0;
  for (const facts of budgets)
    tableNo = await storeBudget(database, load.load_id, sha256, facts, tableNo);
  for (const fact of debts)
    tableNo = await storeDebt(database, load.load_id, sha256, fact, tableNo);
  return load.load_id;
}

/** Publishes a load as a version of its own batches alone. */
export async function publishLoad(database: Database, loadId: number): Promise<number> {
  const { version } = await only<{ version: number }>(
    database,
    `insert into versions (version, published_by, kind, load_id) select max(version) + 1, 'tests', 'load', $1 from versions returning version`,
    [loadId],
  );
  await database.owner.query(
    'insert into version_batches select $1::int, batch_id from batches where load_id = $2::int',
    [version, loadId],
  );
  await database.owner.query('update batches set published_at = now() where load_id = $1', [
    loadId,
  ]);
  return version;
}

/** Stores and publishes in one go. */
export async function publishFacts(
  database: Database,
  budgets: readonly BudgetFacts[],
  debts: readonly DebtFact[] = [],
): Promise<number> {
  return publishLoad(database, await storeLoad(database, budgets, debts));
}

/** The one row of a statement that must give one. */
export async function only<Row extends object>(
  database: Database,
  sql: string,
  values: unknown[],
): Promise<Row> {
  const { rows } = await database.owner.query<Row>(sql, values);
  const [row] = rows;
  if (row === undefined) throw new Error(`no row: ${sql}`);
  return row;
}

async function storeBudget(
  database: Database,
  loadId: number,
  sha256: string,
  facts: BudgetFacts,
  tableNo: number,
): Promise<number> {
  const {
    region = '530700',
    scope = 'own',
    year = 2025,
    month = 12,
    period = 'FY',
    book = 'general',
    flow = 'expenditure',
    stage = 'flash',
    source = 'upload',
    kind = 'upload',
    rank = 0,
    cut = NATURAL_CUT[flow],
    tables,
  } = facts;
  const { owner } = database;
  await owner.query(
    'insert into sources (source, kind, rank, title) values ($1, $2, $3, $1) on conflict do nothing',
    [source, kind, rank],
  );
  const { batch_id: batch } = await only<{ batch_id: number }>(
    database,
    `insert into batches (load_id, sha256, layout, layout_version, dataset, region_code, scope, year, period, month, book, flow, stage, source, part, lines, figures)
     values ($1, $2, 'facts', 1, 'execution', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, 0) returning batch_id`,
    [loadId, sha256, region, scope, year, period, month, book, flow, stage, source, cut],
  );
  const lines = tables.flatMap((table) => table.lines);
  const nodes = new Map<string, LevelNode>();
  for (const line of lines) if (!nodes.has(line.item)) nodes.set(line.item, nodeOf(line, lines));
  const measures = [...new Set(lines.flatMap(({ figures }) => Object.keys(figures)))];
  const coverage = new Map(
    measures.map((measure) => [
      measure,
      cover(
        nodes,
        new Set(
          lines.filter(({ figures }) => figures[measure] !== undefined).map(({ item }) => item),
        ),
      ),
    ]),
  );
  const stated = new Map<string, number>();
  let lineNo = 0;
  for (const { sheet, lines: printed } of tables) {
    tableNo += 1;
    await owner.query(
      `insert into load_tables (load_id, table_no, sheet, range, number, title, layout, dataset, amount_unit, rows, accepted)
       values ($1, $2, $3, 'A1', $3, '例表', 'facts', 'execution', 'wan', 0, 0)`,
      [loadId, tableNo, sheet],
    );
    for (const [index, line] of printed.entries()) {
      lineNo += 1;
      for (const [measure, figure] of Object.entries(line.figures)) {
        const value = typeof figure === 'number' ? { wan: figure } : figure;
        const key = `${line.item} ${measure}`;
        stated.set(key, (stated.get(key) ?? 0) + 1);
        const levels = coverage.get(measure)?.get(line.item);
        const [first, second, third] = [1, 2, 3].map((level) =>
          ancestorAt(nodes, line.item, level),
        );
        const special = 'wan' in value ? value : { stage: undefined, printed: undefined };
        await owner.query(
          `insert into execution_rows (batch_id, region_code, line_no, cut, item, name, role, level, class, group_, item_, subitem, measure, stage, stated,
             from_level, to_level, under_grand, printed, amount, ratio, table_no, row_no, cell, text, decimals)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $5, $12, $13, $14, $15, $16, true, $17, $18, $19, $20, $21, $22, $23, $24)`,
          [
            batch,
            region,
            lineNo,
            cut,
            line.item,
            line.name ?? line.item,
            line.role ?? 'main',
            nodes.get(line.item)?.level,
            first,
            second,
            third,
            measure,
            special.stage ?? stageOf(measure, stage),
            stated.get(key),
            levels?.from,
            levels?.to,
            special.printed ?? true,
            'wan' in value ? BigInt(Math.round(value.wan * 1_000_000)) : null,
            'ratio' in value ? value.ratio : null,
            tableNo,
            line.row ?? index + 5,
            `${String.fromCharCode(67 + measures.indexOf(measure))}${index + 5}`,
            'ratio' in value ? value.text : (value.text ?? String(value.wan)),
            value.decimals ?? 0,
          ],
        );
      }
    }
  }
  return tableNo;
}

function stageOf(measure: string, stage: string): string {
  if (measure === 'prior') return stage === 'draft' ? 'flash' : 'accounts';
  if (BUDGETS.includes(measure)) return stage === 'draft' ? 'draft' : 'approved';
  return stage;
}

function nodeOf(line: LineFact, lines: readonly LineFact[]): LevelNode {
  const role = line.role ?? 'main';
  if (role === 'total' || role === 'grand') return { parent: null, level: 0, role };
  const parent =
    line.under ??
    lines
      .map(({ item }) => item)
      .filter((item) => /^\d+$/u.test(item) && item !== line.item && line.item.startsWith(item))
      .sort((a, b) => b.length - a.length)[0] ??
    null;
  const level = /^\d{3,7}$/u.test(line.item) ? (line.item.length - 1) / 2 : parent === null ? 1 : 2;
  return { parent, level, role };
}

function ancestorAt(nodes: ReadonlyMap<string, LevelNode>, item: string, level: number): string {
  let at: string | null = item;
  while (at !== null) {
    const node = nodes.get(at);
    if (node !== undefined && node.level <= level) return node.level === level ? at : item;
    at = node?.parent ?? null;
  }
  return item;
}

async function storeDebt(
  database: Database,
  loadId: number,
  sha256: string,
  fact: DebtFact,
  tableNo: number,
): Promise<number> {
  const { region = '530700', scope = 'all', year = 2025, kind, stage = 'flash', figures } = fact;
  const { owner } = database;
  await owner.query(
    `insert into sources (source, kind, rank, title) values ('upload', 'upload', 0, 'upload') on conflict do nothing`,
  );
  const { batch_id: batch } = await only<{ batch_id: number }>(
    database,
    `insert into batches (load_id, sha256, layout, layout_version, dataset, region_code, scope, year, month, stage, source, part, lines, figures)
     values ($1, $2, 'facts', 1, 'debt', $3, $4, $5, 12, $6, 'upload', 'total', 0, 0) returning batch_id`,
    [loadId, sha256, region, scope, year, stage],
  );
  await owner.query(
    `insert into load_tables (load_id, table_no, sheet, range, number, title, layout, dataset, amount_unit, rows, accepted)
     values ($1, $2, '44', 'A1', '44', '例表', 'facts', 'debt', 'wan', 0, 0)`,
    [loadId, tableNo + 1],
  );
  for (const [index, [measure, wan]] of Object.entries(figures).entries()) {
    await owner.query(
      `insert into debt_rows (batch_id, region_code, line_no, breakdown, kind, item, name, role, measure, stage, stated, printed, amount, table_no, row_no, cell, text, decimals)
       values ($1, $2, $3, 'total', $4, 'total', $5, 'main', $5, $6, 1, true, $7, $8, $9, $10, $11, 0)`,
      [
        batch,
        region,
        index + 1,
        kind,
        measure,
        BUDGETS.includes(measure) && stage !== 'draft' ? 'approved' : stage,
        BigInt(Math.round(wan * 1_000_000)),
        tableNo + 1,
        index + 6,
        `C${index + 6}`,
        String(wan),
      ],
    );
  }
  return tableNo + 1;
}
