/** In charge of a unit's basic lines of a year: wages by head, running costs by head, with their first document. */
import { workdayFrom } from './calendar.ts';
import { govEconomicOf } from './crosswalk.ts';
import type { Line, Style } from './line.ts';
import { Chance, share } from './random.ts';
import type { Scale, Unit, UnitKind } from './tree.ts';

interface Norm {
  readonly economic: string;
  /** Yuan per head and year; 0 where the kind of unit has none. */
  readonly admin: number;
  readonly institution: number;
  /** Function code other than the unit's own. */
  readonly function?: Readonly<Record<UnitKind, string>>;
}

const both = (admin: string, institution: string) => ({ admin, institution });
const PENSION = both('2080505', '2080505');
const WAGES: readonly Norm[] = [
  { economic: '30101', admin: 62_400, institution: 58_800 },
  { economic: '30102', admin: 54_000, institution: 9_600 },
  { economic: '30103', admin: 38_500, institution: 12_000 },
  { economic: '30107', admin: 0, institution: 92_400 },
  { economic: '30108', admin: 26_800, institution: 27_200, function: PENSION },
  { economic: '30109', admin: 13_400, institution: 13_600, function: both('2080506', '2080506') },
  { economic: '30110', admin: 16_200, institution: 16_400, function: both('2101101', '2101102') },
  { economic: '30111', admin: 4_300, institution: 0, function: both('2101103', '2101103') },
  { economic: '30112', admin: 1_260, institution: 1_920 },
  { economic: '30113', admin: 24_600, institution: 25_200, function: both('2210201', '2210201') },
  { economic: '30302', admin: 5_200, institution: 3_600, function: both('2080501', '2080502') },
];
const OFFICE: readonly Norm[] = [
  { economic: '30201', admin: 3_100, institution: 2_400 },
  { economic: '30202', admin: 520, institution: 360 },
  { economic: '30205', admin: 280, institution: 420 },
  { economic: '30206', admin: 1_450, institution: 1_650 },
  { economic: '30207', admin: 960, institution: 480 },
  { economic: '30209', admin: 3_400, institution: 2_900 },
  { economic: '30211', admin: 2_100, institution: 700 },
  { economic: '30212', admin: 180, institution: 0 },
  { economic: '30213', admin: 1_300, institution: 1_900 },
  { economic: '30215', admin: 720, institution: 160 },
  { economic: '30216', admin: 980, institution: 1_250 },
  { economic: '30217', admin: 410, institution: 90 },
  { economic: '30218', admin: 0, institution: 2_300 },
  { economic: '30226', admin: 850, institution: 1_500 },
  { economic: '30228', admin: 3_500, institution: 3_100 },
  { economic: '30229', admin: 2_600, institution: 2_300 },
  { economic: '30231', admin: 1_900, institution: 450 },
  { economic: '30239', admin: 9_600, institution: 0 },
  { economic: '30299', admin: 900, institution: 700 },
  { economic: '31002', admin: 800, institution: 1_000 },
];
/** What the small district leaves out. */
const SKIPPED_WHEN_SPARSE = new Set([
  '30102', '30109', '30110', '30111', '30112', '30302', '30202', '30203', '30205', '30207', '30209', '30212', '30213', '30218', '30226',
  '30228', '30229', '30239', '30299', '31002',
]); // prettier-ignore

/** Lines of wages and running costs with the year's first document, in the order of their codes. */
export function basicLines(unit: Unit, year: number, seed: number, scale: Scale): Line[] {
  const chance = new Chance(seed, `basic ${unit.code} ${String(year)}`);
  const grown = 1000 + (year - 2023) * 22;
  const lines: Line[] = [];
  const add = (norm: Norm, style: Style) => {
    const perHead = norm[unit.kind];
    if (perHead === 0 || (scale.sparse && SKIPPED_WHEN_SPARSE.has(norm.economic))) return;
    const own = new Chance(seed, `norm ${unit.code} ${norm.economic}`).between(920, 1080);
    const yuan = share(
      share(perHead * unit.staff, own, 1000),
      style === 'wages' ? grown : 1000,
      1000,
    );
    const drift = chance.between(985, 1012);
    const hundreds = Math.floor(share(yuan, drift, 1000) / 100);
    if (hundreds === 0) return;
    lines.push({
      unit,
      project: null,
      function: norm.function?.[unit.kind] ?? unit.function,
      economic: norm.economic,
      govEconomic: govEconomicOf(norm.economic, unit.kind),
      fund: '11',
      carried: false,
      style,
      movements: [
        {
          kind: '年初',
          month: 1,
          date: workdayFrom(year, 1, 2),
          amount: hundreds * 10_000,
          reason: '提前下达基本支出预算指标',
          group: 'a1',
        },
      ],
      plan: [],
      paid: new Array<number>(14).fill(0),
    });
  };
  for (const norm of WAGES) add(norm, 'wages');
  for (const norm of OFFICE) add(norm, 'office');
  return lines;
}
