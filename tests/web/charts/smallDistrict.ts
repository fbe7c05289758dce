/** In charge of a district of three departments for charts and figures: three complete years and a running one, one department late for the first time. */
import { dimensionFrom, measureFrom, type Cube } from '../../../web/data/cube.ts';
import { Ledger } from '../../../web/data/ledger.ts';
import { ledgerCube } from '../../../web/data/ledgerCube.ts';
import { LedgerHistory } from '../../../web/data/ledgerHistory.ts';
import type { LedgerPart, LedgerRow } from '../../../web/data/ledger.ts';

interface Line {
  readonly department: string;
  readonly unit: string;
  readonly function: string;
  readonly economic: string;
  readonly carried: 'current' | 'carried';
  /** Whole budget in 10 万元. */
  readonly wan: number;
}

const LINES: readonly Line[] = [
  { department: '101', unit: '101001', function: '205', economic: '301', carried: 'current', wan: 42_000 },
  { department: '101', unit: '101001', function: '205', economic: '302', carried: 'current', wan: 9_600 },
  { department: '101', unit: '101002', function: '205', economic: '301', carried: 'current', wan: 18_300 },
  { department: '101', unit: '101002', function: '221', economic: '301', carried: 'current', wan: 2_400 },
  { department: '102', unit: '102001', function: '214', economic: '309', carried: 'current', wan: 31_500 },
  { department: '102', unit: '102001', function: '214', economic: '309', carried: 'carried', wan: 4_200 },
  { department: '103', unit: '103001', function: '201', economic: '301', carried: 'current', wan: 3_900 },
  { department: '103', unit: '103001', function: '201', economic: '302', carried: 'current', wan: 1_100 },
]; // prettier-ignore

const NAMES: Readonly<Record<string, string>> = {
  '101': '教育局',
  '102': '交通运输局',
  '103': '财政局',
  '101001': '第一中学',
  '101002': '实验小学',
  '102001': '公路管理中心',
  '103001': '财政局本级',
  '201': '一般公共服务支出',
  '205': '教育支出',
  '214': '交通运输支出',
  '221': '住房保障支出',
  '301': '工资福利支出',
  '302': '商品和服务支出',
  '309': '资本性支出（基本建设）',
};
export const nameOf = (code: string) => NAMES[code] ?? code;

/** Per mille of a year's budget to date: wages are even, works are late, in 2026 roads are later than ever. */
function permille({ economic, department }: Line, year: number, month: number): number {
  if (month === 13) return 985 - (year % 3) * 5;
  if (economic !== '309') return Math.round((month * 965) / 12) - (year % 3) * 4;
  const late = year === 2026 && department === '102' ? 170 : (year % 3) * 20;
  return Math.max(0, Math.round((month * month * 940) / 144) - Math.round((late * month) / 12));
}

function cubeOf(years: readonly number[], monthsOf: (year: number) => readonly number[]): Cube {
  const rows = years.flatMap((year) =>
    monthsOf(year).flatMap((month) => LINES.map((line) => ({ year, month, line }))),
  );
  const final = ({ month, line }: (typeof rows)[number]) =>
    BigInt(line.wan) * 1_000_000n * (line.department === '102' && month >= 5 ? 11n : 10n);
  return {
    version: 1,
    length: rows.length,
    dimensions: {
      year: dimensionFrom(rows.map(({ year }) => String(year))),
      month: dimensionFrom(rows.map(({ month }) => String(month))),
      'unit.department': dimensionFrom(rows.map(({ line }) => line.department)),
      unit: dimensionFrom(rows.map(({ line }) => line.unit)),
      'function.class': dimensionFrom(rows.map(({ line }) => line.function)),
      'economic.class': dimensionFrom(rows.map(({ line }) => line.economic)),
      carried: dimensionFrom(rows.map(({ line }) => line.carried)),
    },
    measures: {
      executed: measureFrom(
        rows.map((row) => (final(row) * BigInt(permille(row.line, row.year, row.month))) / 1000n),
      ),
      original: measureFrom(rows.map(({ line }) => BigInt(line.wan) * 10_000_000n)),
      final: measureFrom(rows.map(final)),
    },
  };
}

function without(cube: Cube, dimension: string): Cube {
  const kept = Object.entries(cube.dimensions).filter(([name]) => name !== dimension);
  return { ...cube, dimensions: Object.fromEntries(kept) };
}

const MONTHS = Array.from({ length: 13 }, (_, at) => at + 1);

/** The running year to September, with the three years before it. */
export function smallDistrict(): Ledger {
  const now = cubeOf([2026], () => MONTHS.slice(0, 9));
  const ledger = new Ledger(ledgerCube(without(now, 'year')));
  const past = cubeOf([2023, 2024, 2025], () => MONTHS);
  ledger.remember(new LedgerHistory(ledgerCube(without(past, 'carried')), true));
  return ledger;
}

/** The complete year 2025 with its closing period. */
export function closedYear(): Ledger {
  return new Ledger(
    ledgerCube(
      without(
        cubeOf([2025], () => MONTHS),
        'year',
      ),
    ),
  );
}

export const nameOfRow = ({ code }: Pick<LedgerRow | LedgerPart, 'code'>) => nameOf(code);
