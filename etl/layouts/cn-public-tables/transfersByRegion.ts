/** In charge of transfers by receiving region: lines of kinds (税收返还, 转移支付) under 提前下达数 and 预算数. */
import { formatCell } from '#model/cell';
import type { Line, Note } from '#model/reading';
import { reject, type Reject } from '#model/reject';
import { regionByName } from '../../reference.ts';
import { readBody } from './body.ts';
import { budgetStage, type TableContext, type TableFindings } from './context.ts';
import { figuresOf } from './figures.ts';

/** What a column of kinds is about; 合计 is the sum of the others. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:合计|总计)$/u, 'total'],
  [/税收返还|返还性/u, 'taxReturn'],
  [/一般性转移支付/u, 'generalTransfer'],
  [/专项转移支付/u, 'specialTransfer'],
  [/转移支付/u, 'transfer'],
];

type Measure = 'advance' | 'original' | 'executed';

/** Reads 分地区税收返还和转移支付: one line per row and kind. The money leaves the own level. */
export function readTransfersByRegion(context: TableContext): TableFindings {
  const { place, columns, title, document, region } = context;
  const sheet = place.grid.sheet.name;
  const notes: Note[] = [];
  const rejects: Reject[] = [];
  const kinds = columns.flatMap((column) => {
    if (place.labelColumns.includes(column.index)) return [];
    const kind = KINDS.find(([words]) => words.test(column.parts.at(-1) ?? ''))?.[1];
    return kind === undefined ? [] : [{ column, kind }];
  });
  if (kinds.length === 0) {
    rejects.push(
      reject(
        'header-unknown',
        { header: columns.map(({ header }) => header).join('、') },
        { sheet, cell: formatCell(place.headerTop, place.left) },
      ),
    );
  }
  const body = readBody(
    place,
    kinds.map(({ column }) => ({
      ...column,
      meaning: { kind: 'amount', phase: 'original', year: null },
    })),
    'function',
  );
  notes.push(...body.notes);
  rejects.push(...body.rejects);
  const planned = budgetStage(context, context.yearHint);
  let measure: Measure = /执行|决算/u.test(context.titleText) ? 'executed' : 'original';
  const lines: Line[] = [];
  body.lines.forEach((line, at) => {
    const { name } = line.label;
    const section = sectionOf(name);
    if (section !== null) measure = section;
    const isSum =
      section !== null || /^(?:合计|总计|小计)$/u.test(name) || name === document.regionName;
    const next = body.lines[at + 1];
    const hasRegions = isSum && next !== undefined && sectionOf(next.label.name) === null;
    const code = isSum || region === null ? null : regionByName(name, region);
    const cell = formatCell(line.row, place.labelColumns[0] ?? 0);
    if (!isSum && region !== null && code === null) notes.push(unknownRegion(name, cell));
    for (const { column, kind } of kinds) {
      const named = {
        column,
        measure,
        stage: measure === 'executed' ? ('flash' as const) : planned,
        kind: 'amount' as const,
      };
      const figures = figuresOf(context, line.row, [named], rejects);
      if (figures.length === 0) continue;
      const sum = kind === 'total' || (isSum && hasRegions) || (isSum && section === null);
      lines.push({
        row: line.row + 1,
        label: line.text,
        name: column.parts.at(-1) ?? name,
        code: null,
        depth: sum && isSum ? 0 : 1,
        parent: null,
        role: sum ? 'total' : 'main',
        key: sum ? `total:${kind}` : kind,
        dims: {
          breakdown: 'region',
          kind,
          lower_code: isSum ? null : code,
          lower_name: isSum ? null : name,
        },
        figures,
      });
    }
  });
  return {
    dataset: 'transfers',
    scope: 'own',
    year: context.yearHint,
    book: title.book ?? 'general',
    flow: 'expenditure',
    stage: measure === 'executed' ? 'flash' : planned,
    cut: null,
    lines,
    notes,
    rejects,
  };
}

function sectionOf(name: string): Measure | null {
  if (/^提前下达/u.test(name)) return 'advance';
  if (/^(?:年初)?预算数?$/u.test(name)) return 'original';
  return /^(?:执行|决算)数?$/u.test(name) ? 'executed' : null;
}

function unknownRegion(name: string, cell: string): Note {
  return {
    code: 'region-unknown',
    message: {
      zh: `地区“${name}”（${cell}）不在行政区划目录中，只保留名称。`,
      en: `The region “${name}” (${cell}) is in no list; only its name is kept.`,
    },
    cells: [cell],
  };
}
