/** In charge of the lines of a monthly table by area: each is the total of a book for one region, at the level of its own. */
import { formatCell } from '#model/cell';
import type { Line, Note } from '#model/reading';
import { parseRegionCode } from '#model/region';
import { reject, type Reject } from '#model/reject';
import { regionByName } from '../../reference.ts';
import { readBody } from '../cn-public-tables/body.ts';
import type { TableContext } from '../cn-public-tables/context.ts';
import { figuresOf } from '../cn-public-tables/figures.ts';
import type { LinesRead } from '../cn-public-tables/budgetLines.ts';
import type { Place } from '../cn-public-tables/locate.ts';
import type { MonthlyColumns } from './monthlyColumns.ts';

const AREA = /地区|区域|区县|县区|市县|县\(|市\(/u;
const WHOLE = /^(?:合计|总计|全[省市区县州盟旗](?:合计)?)$/u;
const OWN = /^(?:[\u4e00-\u9fff]{0,12}?[省市区县州盟旗])?本级$/u;

/** Whether the lines of a table are places. */
export function isByArea(place: Place): boolean {
  return place.labelColumns.some((column) =>
    AREA.test(place.grid.wordThroughMerge(place.headerTop, column)),
  );
}

/** One line per region that is known by code or name; sums of several regions (城区小计) are named and left out. */
export function readAreaLines(
  context: TableContext,
  { columns, measures, regionColumn }: MonthlyColumns,
  rows: ReadonlySet<number> | null,
): LinesRead {
  const { place, region, unit } = context;
  const body = readBody(place, columns, 'function');
  const notes: Note[] = [...body.notes];
  const rejects: Reject[] = [...body.rejects];
  const lines = body.lines.flatMap((line): Line[] => {
    if (rows !== null && !rows.has(line.row)) return [];
    const { name } = line.label;
    const code = regionColumn === null ? '' : place.grid.word(line.row, regionColumn);
    const own = OWN.test(name);
    const whole = WHOLE.test(name);
    const known =
      own || whole
        ? region
        : (parseRegionCode(code.replace(/0{6}$/u, '')) ?? regionByName(name, region));
    const cell = formatCell(line.row, place.labelColumns[0] ?? place.left);
    if (known === null) {
      const sheet = place.grid.sheet.name;
      if (own || whole) rejects.push(reject('region-missing', {}, { sheet, cell }));
      else notes.push(unknownArea(name, cell));
      return [];
    }
    return [
      {
        row: line.row + 1,
        label: line.text,
        name,
        code: null,
        depth: 0,
        parent: null,
        role: 'total',
        dims: {},
        region: known,
        slice: { scope: own ? 'own' : 'all' },
        figures: figuresOf({ place, unit }, line.row, measures, rejects),
      },
    ];
  });
  return { lines, scope: 'all', notes, rejects };
}

function unknownArea(name: string, cell: string): Note {
  return {
    code: 'area-unknown',
    message: {
      zh: `“${name}”（${cell}）不是行政区划目录中的地区，这一行未读入。`,
      en: `“${name}” (${cell}) is no region of the list; the line was not read.`,
    },
    cells: [cell],
  };
}
