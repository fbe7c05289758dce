/** In charge of hand-made readings, as a layout would give them, for tests of what comes after. */
import { fen } from '#model/fen';
import type { Figure, FileReading, Line, TableReading } from '#model/reading';

/** A figure in ten thousand yuan, in a cell of its own. */
export function figure(
  measure: string,
  wan: number,
  cell = 'E5',
  stage: Figure['stage'] = measure === 'executed' ? 'flash' : 'approved',
): Figure {
  return {
    measure,
    stage,
    amount: fen(BigInt(wan) * 1_000_000n),
    ratio: null,
    quantity: null,
    cell,
    text: wan.toLocaleString('en'),
    decimals: 0,
    printed: true,
  };
}

export function line(name: string, parts: Partial<Line> = {}): Line {
  return {
    row: 5,
    label: name,
    name,
    code: null,
    depth: 1,
    parent: null,
    role: 'main',
    dims: {},
    figures: [],
    ...parts,
  };
}

export function table(lines: readonly Line[], parts: Partial<TableReading> = {}): TableReading {
  return {
    sheet: '02',
    range: 'A1:H46',
    title: '2025年甲市一般公共预算支出执行情况表',
    number: '表二',
    layout: 'test',
    dataset: 'execution',
    reason: null,
    amountUnit: 'wan',
    scope: 'all',
    year: 2025,
    period: 'FY',
    book: 'general',
    flow: 'expenditure',
    stage: 'flash',
    cut: 'function',
    lines,
    rejects: [],
    notes: [],
    ...parts,
  };
}

export function reading(
  tables: readonly TableReading[],
  parts: Partial<FileReading> = {},
): FileReading {
  return {
    layout: 'test',
    layoutVersion: 1,
    region: '530700',
    regionName: '丽江市',
    publisher: null,
    reportedOn: null,
    tables,
    notes: [],
    rejects: [],
    ...parts,
  };
}
