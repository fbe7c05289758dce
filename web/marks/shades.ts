/** In charge of shades of one hue: few even steps from paper to full ink, and the cells of one shade as one path. */

/** Opacities of the shades, lightest first; even steps of lightness between paper and the ink of what is executed. */
export const SHADES: readonly number[] = [0.1, 0.24, 0.39, 0.54, 0.69, 0.84, 1];

/** Upper ends of the shades: nice steps that hold `top` in as many shades as there are. */
export function shadeSteps(top: number): readonly number[] {
  const raw = Math.max(top, Number.MIN_VALUE) / SHADES.length;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 2.5, 5, 10].find((one) => one * power >= raw * 0.999) ?? 10) * power;
  return SHADES.map((_, at) => step * (at + 1));
}

/** The shade of a value; −1 for nothing, the darkest for whatever lies beyond. */
export function shadeOf(value: number | null, steps: readonly number[]): number {
  if (value === null || value <= 0) return -1;
  const at = steps.findIndex((end) => value <= end);
  return at < 0 ? steps.length - 1 : at;
}

/** Where the cells of a grid lie. */
export interface Grid {
  readonly rows: number;
  readonly columns: number;
  readonly left: (column: number) => number;
  readonly top: (row: number) => number;
  readonly width: number;
  readonly height: number;
}

/** One path per shade: a thousand cells are eight elements, so that a brush repaints within a frame. */
export function shadePaths(
  grid: Grid,
  shadeAt: (row: number, column: number) => number,
): readonly string[] {
  const paths = SHADES.map(() => '');
  const lefts = Array.from({ length: grid.columns }, (_, column) => round(grid.left(column)));
  const cell = `h${round(grid.width)}v${round(grid.height)}h${round(-grid.width)}z`;
  for (let row = 0; row < grid.rows; row++) {
    const top = round(grid.top(row));
    for (let column = 0; column < grid.columns; column++) {
      const shade = shadeAt(row, column);
      if (shade < 0) continue;
      paths[shade] = `${paths[shade] ?? ''}M${lefts[column] ?? 0} ${top}${cell}`;
    }
  }
  return paths;
}

const round = (value: number) => Math.round(value * 10) / 10;
