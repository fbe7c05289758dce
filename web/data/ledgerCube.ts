/** In charge of the cube behind 预算执行: what is asked, and departments with their units as one dimension. */
import type { Question } from '#contract/question';
import type { Flow } from '#model/slice';
import type { Cube, CubeDimension } from './cube.ts';

export const LEDGER_MEASURES = ['executed', 'original', 'final'] as const;
export type LedgerMeasure = (typeof LEDGER_MEASURES)[number];

/** Who spends: a unit within its department; null where the source names none. */
export interface Entity {
  readonly department: string | null;
  readonly unit: string | null;
}

/** Dimensions `unit` (numbered as `entities`), `function`, `economic`, `month`, and what else was asked by. */
export interface LedgerCube {
  readonly cube: Cube;
  readonly entities: readonly Entity[];
}

/** The dimension of a flow's purposes: function of expenditure, item of revenue. */
export function purposeOf(flow: Flow): 'function.class' | 'revenueItem.class' {
  return flow === 'revenue' ? 'revenueItem.class' : 'function.class';
}

/** By what one year's cube is asked; revenue has no economic classes. */
export function ledgerBy(flow: Flow): readonly string[] {
  const by = ['month', 'unit.department', 'unit', purposeOf(flow)];
  return flow === 'revenue' ? [...by, 'carried'] : [...by, 'economic.class', 'carried'];
}

/** By what the years before are asked: without the year of the money, and coarsely where the cubes are very large. */
export function historyBy(flow: Flow, coarse: boolean): readonly string[] {
  const by = ['year', 'month', 'unit.department', 'unit'];
  if (coarse) return by;
  return [...by, purposeOf(flow), ...(flow === 'revenue' ? [] : ['economic.class'])];
}

/** A question without the parts that the cube itself answers. */
export function unfiltered(question: Question): Question {
  const kept = Object.entries(question.where).filter(([name]) => !question.by.includes(name));
  return { ...question, where: Object.fromEntries(kept) };
}

/** Department and unit become one dimension, purposes are called `function`; a dimension that was not asked has one word, null. */
export function ledgerCube(cube: Cube): LedgerCube {
  const { dimensions, length } = cube;
  const none = (): CubeDimension => ({ codes: new Uint32Array(length), words: [null] });
  const department = dimensions['unit.department'] ?? none();
  const unit = dimensions['unit'] ?? none();
  const entities: Entity[] = [];
  const known = new Map<number, number>();
  const codes = new Uint32Array(length);
  const width = Math.max(1, unit.words.length);
  for (let row = 0; row < length; row++) {
    const key = (department.codes[row] ?? 0) * width + (unit.codes[row] ?? 0);
    let code = known.get(key);
    if (code === undefined) {
      code = entities.length;
      known.set(key, code);
      entities.push({
        department: department.words[Math.floor(key / width)] ?? null,
        unit: unit.words[key % width] ?? null,
      });
    }
    codes[row] = code;
  }
  const kept = (name: string, alias = name): Record<string, CubeDimension> =>
    dimensions[name] === undefined ? {} : { [alias]: dimensions[name] };
  return {
    entities,
    cube: {
      ...cube,
      dimensions: {
        unit: { codes, words: entities.map((_, at) => String(at)) },
        function: dimensions['function.class'] ?? dimensions['revenueItem.class'] ?? none(),
        economic: dimensions['economic.class'] ?? none(),
        month: dimensions['month'] ?? none(),
        ...kept('year'),
        ...kept('carried'),
      },
    },
  };
}
