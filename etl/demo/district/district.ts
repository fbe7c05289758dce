/** In charge of the demonstration district: a fictional district's ledgers of three closed years and a running one, from a seed. */
import { ANNUAL_HEADER, annualRows } from './annual.ts';
import { pack } from './archive.ts';
import { formatDay, handedOver } from './calendar.ts';
import type { CarryOver } from './budgeting.ts';
import { fiscalYear } from './fiscalYear.ts';
import { Payees } from './payees.ts';
import { checkedOn } from './registers/office.ts';
import { registersOf } from './registers/registers.ts';
import { portfolio } from './projects.ts';
import { ProjectStates } from './projectStates.ts';
import { tablesOf, type Table } from './tables.ts';
import { departments, type Scale } from './tree.ts';

/** Raised whenever the same seed makes other bytes: the district is then loaded anew. */
export const GENERATOR_VERSION = 3;
export const SEED = 990_101;

/** Fiscal years and the months of each that are over. */
export const YEARS: readonly (readonly [year: number, months: number])[] = [
  [2023, 13],
  [2024, 13],
  [2025, 13],
  [2026, 9],
];

/** What no ledger holds: debt, assets, audit. Written once, like the rest invented. */
const collections = import.meta.glob<string>('./published/*.csv', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const COLLECTIONS = Object.entries(collections).map(
  ([path, text]) => [`明川区${path.replace(/^.*\//u, '')}`, text] as const,
);

/** Name of the file with the annual figures. */
export const ANNUAL = '明川区决算.csv';
const nameOf = (year: number) => `明川区${String(year)}.zip`;
/** Every file of the district, in the order in which it is made. */
export const FILES: readonly string[] = [
  ...YEARS.map(([year]) => nameOf(year)),
  ANNUAL,
  ...COLLECTIONS.map(([name]) => name),
];

export interface YearTables {
  readonly year: number;
  readonly months: number;
  readonly tables: readonly Table[];
  /** Rows of the annual report, under `ANNUAL_HEADER`. */
  readonly annual: readonly string[];
}

/** The tables year by year; each year rests on the one before and must be read to its end before the next is asked for. */
export function* districtYears(scale: Scale, seed: number = SEED): Generator<YearTables> {
  const tree = departments(seed, scale);
  const making = {
    seed,
    scale,
    departments: tree,
    projects: portfolio(tree, seed),
    payees: new Payees(seed),
  };
  const states = new ProjectStates(seed);
  let inherited: readonly CarryOver[] = [];
  for (const [year, months] of YEARS) {
    const { made, left } = fiscalYear(making, year, months, inherited);
    const registers = registersOf({
      ...making,
      ...made,
      units: tree.flatMap((department) => department.units),
      checked: checkedOn(year, months),
      states: states.at(made, months),
    });
    yield {
      year,
      months,
      tables: [...tablesOf(made, tree, states), ...registers],
      annual: annualRows(made),
    };
    states.close(made);
    inherited = left;
  }
}

/** A file as the district hands it over. */
export interface DistrictFile {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** When it was handed over, where not every row says so. */
  readonly reported?: string;
}

/** One zip of ledgers per fiscal year, then the annual figures of all years and the other collections. */
export function* districtArchives(scale: Scale, seed: number = SEED): Generator<DistrictFile> {
  const annual: string[] = [ANNUAL_HEADER];
  for (const made of districtYears(scale, seed)) {
    const { year, months, tables } = made;
    const reported = formatDay(handedOver(year, months));
    yield { path: nameOf(year), bytes: pack(tables, year, reported), reported };
    annual.push(...made.annual);
  }
  const encoder = new TextEncoder();
  yield { path: ANNUAL, bytes: encoder.encode(`${annual.join('\n')}\n`) };
  for (const [path, text] of COLLECTIONS) yield { path, bytes: encoder.encode(text) };
}
