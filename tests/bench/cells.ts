/** In charge of a made-up cube of 500,000 cells: months × units × functions × economic classes, as large as a district's year may become. */
import {
  AmountColumn,
  CodeColumn,
  CodeDictionary,
  IntegerColumn,
} from '../../server/arrow/columns.ts';
import { encode } from '../../server/arrow/encode.ts';
import type { WireField } from '../../server/arrow/field.ts';
import { dimensionFrom, measureFrom, type Cube } from '../../web/data/cube.ts';

/** 13 months × 200 units × 16 functions × 12 economic classes = 499,200 cells. */
export const SHAPE = { month: 13, unit: 200, function: 16, economic: 12 } as const;

/** The same cells on every machine; amounts grow over the months as cumulative figures do. */
export function cells(): Cube {
  const columns = { month: [], unit: [], function: [], economic: [] } as Record<
    keyof typeof SHAPE,
    string[]
  >;
  const executed: bigint[] = [];
  const final: bigint[] = [];
  let seed = 1;
  const next = () => (seed = (seed * 48_271) % 2_147_483_647);
  for (let month = 1; month <= SHAPE.month; month++)
    for (let unit = 0; unit < SHAPE.unit; unit++)
      for (let code = 0; code < SHAPE.function; code++)
        for (let economic = 0; economic < SHAPE.economic; economic++) {
          columns.month.push(String(month));
          columns.unit.push(String(101_001 + unit));
          columns.function.push(String(201 + code));
          columns.economic.push(String(301 + economic));
          const budget = BigInt((next() % 9_000_000) + 1_000_000);
          final.push(budget);
          executed.push((budget * BigInt(month) * BigInt((next() % 20) + 90)) / 1400n);
        }
  return {
    version: 1,
    length: executed.length,
    dimensions: Object.fromEntries(
      Object.entries(columns).map(([name, words]) => [name, dimensionFrom(words)]),
    ),
    measures: { executed: measureFrom(executed), final: measureFrom(final) },
  };
}

/** Units of one department. */
const WITHIN = 5;
const BATCH = 32_768;
const FIELDS: readonly WireField[] = [
  { name: 'month', type: 'integer' },
  { name: 'unit.department', type: 'code' },
  { name: 'unit', type: 'code' },
  { name: 'function.class', type: 'code' },
  { name: 'economic.class', type: 'code' },
  { name: 'carried', type: 'code' },
  { name: 'executed', type: 'fen' },
  { name: 'original', type: 'fen' },
  { name: 'final', type: 'fen' },
];

/** The same cells as the server would send them: an Arrow stream of the question that the page 预算执行 asks. */
export async function cellsAsArrow(): Promise<Buffer> {
  const cube = cells();
  const at = (name: string, row: number) => {
    const { codes, words } = cube.dimensions[name] ?? { codes: [], words: [] };
    return words[codes[row] ?? 0] ?? '';
  };
  const amount = (name: string, row: number) => BigInt(cube.measures[name]?.planes[0]?.[row] ?? 0);
  const dictionaries = FIELDS.map(() => new CodeDictionary());
  async function* batches() {
    for (let first = 0; first < cube.length; first += BATCH) {
      const rows = Math.min(BATCH, cube.length - first);
      const columns = FIELDS.map(({ name, type }, place) => {
        const dictionary = dictionaries[place] ?? new CodeDictionary();
        const column =
          type === 'integer'
            ? new IntegerColumn()
            : type === 'code'
              ? new CodeColumn(dictionary)
              : new AmountColumn();
        column.grow(Math.ceil(rows / 8) * 8);
        for (let row = 0; row < rows; row++) {
          const from = first + row;
          column.validity.set(row);
          if (column.kind === 'amount') {
            const value = amount(name === 'original' ? 'final' : name, from);
            column.halves[row * 2] = Number(value & 0xffffffffn) | 0;
            column.halves[row * 2 + 1] = Number(value >> 32n);
          } else if (column.kind === 'integer') column.data[row] = Number(at('month', from));
          else column.data[row] = dictionary.number(wordOf(name, (one) => at(one, from)));
        }
        return column;
      });
      yield { rows, columns };
    }
    await Promise.resolve();
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of encode(batches(), FIELDS, { version: '1' })) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function wordOf(name: string, at: (dimension: string) => string): string {
  if (name === 'carried') return 'current';
  if (name === 'unit.department')
    return String(101 + Math.floor((Number(at('unit')) - 101_001) / WITHIN));
  return at(name.split('.')[0] ?? name);
}
