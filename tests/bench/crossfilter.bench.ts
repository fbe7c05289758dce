/** In charge of measuring the cross-filter at 500,000 cells: the index, and every kind of brush and click, engine alone. */
import { afterAll, bench, describe } from 'vitest';
import { Crossfilter } from '../../web/data/crossfilter.ts';
import { flowsOf } from '../../web/data/cubeFlows.ts';
import { cells, SHAPE } from './cells.ts';

const MOST_INDEX = 300;
const MOST_BRUSH = 16;
const cube = cells();
const times = { index: [] as number[], brush: [] as number[] };

/** The filter and the groups of the page 预算执行. */
function open() {
  const filter = new Crossfilter(flowsOf(cube, 'month', ['executed']), {
    time: 'month',
    clocks: { executed: 'flow', final: 'stock' },
  });
  const measures = ['executed', 'final'];
  filter.group(['unit', 'month'], measures);
  filter.group(['unit', 'function'], measures);
  filter.group(['economic'], measures);
  return filter;
}

const filter = open();
let turn = 0;
const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

/** What readers do, one after the other: drag over months, pick and drop units, functions, economic classes, halves of them. */
const DEEDS: readonly ((at: number) => void)[] = [
  (at) => {
    filter.select('month', range(at % 6, 6 + (at % 7)));
  },
  (at) => {
    filter.select('unit', [at % SHAPE.unit]);
  },
  (at) => {
    filter.select('economic', [at % SHAPE.economic, (at + 3) % SHAPE.economic]);
  },
  () => {
    filter.select('unit', null);
  },
  (at) => {
    filter.select('function', range(at % 8, 8 + (at % 8)));
  },
  (at) => {
    filter.select('unit', range(at % 100, 100 + (at % 100)));
  },
  () => {
    filter.select('economic', null);
  },
  (at) => {
    filter.select('month', [at % SHAPE.month]);
  },
  () => {
    filter.select('month', null);
  },
  () => {
    filter.select('function', null);
  },
];

describe(`${cube.length} cells`, () => {
  bench(
    'index',
    () => {
      const started = performance.now();
      open();
      times.index.push(performance.now() - started);
    },
    { iterations: 8, time: 0, warmupIterations: 2, warmupTime: 0 },
  );
  bench(
    'brush',
    () => {
      const started = performance.now();
      DEEDS[turn % DEEDS.length]?.(turn);
      turn += 1;
      times.brush.push(performance.now() - started);
    },
    { iterations: 400, time: 0, warmupIterations: 40, warmupTime: 0 },
  );
});

afterAll(() => {
  const at = (values: number[], share: number) =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
  const [index, brush] = [at(times.index, 0.5), at(times.brush, 0.95)];
  console.log(
    `${cube.length} cells: index ${index.toFixed(0)} ms (at most ${MOST_INDEX}); brush median ${at(times.brush, 0.5).toFixed(2)} ms, p95 ${brush.toFixed(2)} ms, worst ${at(times.brush, 0.9999).toFixed(2)} ms (p95 at most ${MOST_BRUSH})`,
  );
  if (!(index < MOST_INDEX) || !(brush < MOST_BRUSH))
    throw new Error('the cross-filter is slower than it may be');
});
