/** In charge of finding the layout that knows a file: every folder here that holds a `layout.ts` is tried, in order of name. */
import type { FileReading, Workbook } from '#model/reading';
import type { Declared, Layout } from './layout.ts';

interface LayoutModule {
  readonly layout?: Layout;
  readonly layouts?: readonly Layout[];
}

const found = import.meta.glob<LayoutModule>('./*/layout.ts', { eager: true });

/** All layouts of the program, found by reading the folder. */
export const layouts: readonly Layout[] = Object.values(found)
  .flatMap(({ layout, layouts: several = [] }) =>
    layout === undefined ? several : [layout, ...several],
  )
  .toSorted((a, b) => (a.name < b.name ? -1 : 1));

/** The reading of the first layout that knows the workbook, or null when none does (`no-table`). */
export function recognise(workbook: Workbook, declared: Declared = {}): FileReading | null {
  for (const layout of layouts) {
    const reading = layout.read(workbook, declared);
    if (reading !== null) return reading;
  }
  return null;
}
