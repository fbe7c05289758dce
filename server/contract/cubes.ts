/** In charge of which cubes there are and how each describes itself: derived from the datasets, declared nowhere else. */
import type { Dataset, Dimension, Measure } from '#model/dataset';
import { ALERT_CUBE_DESCRIPTION } from './alertCube.ts';
import type { CubeDescription } from './answers.ts';
import { refusal } from './problem.ts';

const found = import.meta.glob<{ readonly dataset: Dataset }>('../../etl/datasets/*/dataset.ts', {
  eager: true,
});

/** Every dataset by the name of its cube, in alphabetical order. */
export const CUBES: ReadonlyMap<string, Dataset> = new Map(
  Object.values(found)
    .map(({ dataset }): [string, Dataset] => [dataset.name, dataset])
    .sort(([one], [other]) => (one < other ? -1 : 1)),
);

/** Counts the contributing figures whose row or column is hidden in the source; every cube of figures has it. */
export const HIDDEN: Measure = {
  title: { zh: '来源中隐藏的数（个）', en: 'Figures hidden in the source' },
  kind: 'count',
};

/** The cube of a name; refuses an unknown one. */
export function cubeOf(name: string): Dataset {
  const dataset = CUBES.get(name);
  if (dataset === undefined)
    throw refusal('unknown-cube', [name, [...CUBES.keys()].join(', ')], 'cube');
  return dataset;
}

/** Measures of a cube by name, with those that every cube of figures has. */
export function measuresOf(dataset: Dataset): ReadonlyMap<string, Measure> {
  const measures = new Map<string, Measure>(Object.entries(dataset.measures));
  if (dataset.form === 'figures') measures.set('hidden', HIDDEN);
  return measures;
}

/** Dimensions of a cube by name. */
export function dimensionsOf(dataset: Dataset): ReadonlyMap<string, Dimension> {
  return new Map(Object.entries(dataset.dimensions));
}

/** In what a measure is counted on the wire. */
export function unitOf({ kind }: Measure): 'fen' | 'ratio' | 'quantity' | 'count' {
  return kind === 'amount' ? 'fen' : kind;
}

/** The answer of `GET /api/cubes`. */
export function describeCubes(): CubeDescription[] {
  const described = [...CUBES.values()].map((dataset): CubeDescription => ({
    name: dataset.name,
    title: dataset.title,
    dimensions: [...dimensionsOf(dataset)].map(([name, { title, type, adds, members }]) => ({
      name,
      title,
      type,
      adds,
      members: members ?? name,
    })),
    measures: [...measuresOf(dataset)].map(([name, measure]) => ({
      name,
      title: measure.title,
      kind: measure.kind,
      unit: unitOf(measure),
    })),
  }));
  return [...described, ALERT_CUBE_DESCRIPTION];
}
