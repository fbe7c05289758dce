/** In charge of the unit's own past: the share of a year's budget that was executed by each month of the last complete years. */
import { Crossfilter } from './crossfilter.ts';
import type { Group } from './crossfilterGroup.ts';
import { selectionOf, type Selection } from './ledgerSelection.ts';
import type { Entity, LedgerCube } from './ledgerCube.ts';

/** One month of the past of a row. */
export interface OwnPast {
  readonly low: number;
  readonly median: number;
  readonly high: number;
  /** How many years speak. */
  readonly years: number;
}

/** A past year of a row: shares by month, 1–13; null for months that were not reported. */
export interface PastYear {
  readonly year: number;
  readonly shares: readonly (number | null)[];
}

/** How far outside everything seen in the own past a share must lie to be called unusual: three years are few, and one in four lies outside by chance. */
export const UNUSUAL = 0.03;
/** Outside as far as it can be seen: for saying that a year is the slowest of several. */
export const VISIBLE = 0.0005;

export class LedgerHistory {
  readonly years: readonly number[];
  readonly entities: readonly Entity[];
  /** Whether a choice of functions or economic classes reaches the past as well. */
  readonly fine: boolean;
  readonly #filter: Crossfilter;
  readonly #group: Group;
  readonly #months: readonly number[];
  readonly #yearCodes: readonly number[];
  readonly #byCode: ReadonlyMap<string, readonly number[]>;

  constructor({ cube, entities }: LedgerCube, fine: boolean) {
    this.entities = entities;
    this.fine = fine;
    this.#filter = new Crossfilter(cube, { time: null, clocks: {} });
    this.#group = this.#filter.group(['unit', 'year', 'month'], ['executed', 'final', 'original']);
    this.#months = this.#filter.words('month').map(Number);
    const years = this.#filter
      .words('year')
      .map((word, code) => ({ year: Number(word), code }))
      .toSorted((a, b) => a.year - b.year);
    this.years = years.map(({ year }) => year);
    this.#yearCodes = years.map(({ code }) => code);
    const byCode = new Map<string, number[]>();
    for (const [code, { department, unit }] of entities.entries()) {
      for (const key of [`d ${department ?? '~'}`, `u ${department ?? '~'} ${unit ?? '~'}`]) {
        const codes = byCode.get(key);
        if (codes === undefined) byCode.set(key, [code]);
        else codes.push(code);
      }
    }
    this.#byCode = byCode;
  }

  /** Follows the choice of functions and economic classes; who is chosen does not matter here. */
  apply(selection: Selection): void {
    if (!this.fine) return;
    for (const name of ['function', 'economic'] as const) {
      this.#filter.select(name, selectionOf(this.#filter.words(name), selection.filter[name]));
    }
  }

  /** The past of some entities of the present, added up. */
  past(entities: Iterable<Entity>): readonly PastYear[] {
    const codes = new Set<number>();
    for (const { department, unit } of entities) {
      for (const code of this.#byCode.get(`u ${department ?? '~'} ${unit ?? '~'}`) ?? [])
        codes.add(code);
    }
    return this.#pastOf([...codes]);
  }

  /** The past of whole departments, whatever their units were then. */
  pastOfDepartments(departments: Iterable<string | null>): readonly PastYear[] {
    return this.#pastOf(
      [...departments].flatMap((department) => this.#byCode.get(`d ${department ?? '~'}`) ?? []),
    );
  }

  #pastOf(codes: readonly number[]): readonly PastYear[] {
    return this.years.map((year, at) => {
      const yearCode = this.#yearCodes[at] ?? 0;
      const executed = new Array<number | null>(14).fill(null);
      const budgets = new Array<number>(14).fill(0);
      let last = 0;
      for (const [monthCode, month] of this.#months.entries()) {
        for (const code of codes) {
          const bucket = this.#group.bucket(code, yearCode, monthCode);
          const done = this.#group.number('executed', bucket);
          if (done === null) continue;
          executed[month] = (executed[month] ?? 0) + done;
          budgets[month] =
            (budgets[month] ?? 0) +
            (this.#group.number('final', bucket) ?? this.#group.number('original', bucket) ?? 0);
          last = Math.max(last, month);
        }
      }
      const budget = budgets[last] ?? 0;
      return {
        year,
        shares: executed.map((done) => (done === null || budget <= 0 ? null : done / budget)),
      };
    });
  }
}

/** Median and spread of the past at a month; null where no year was reported. */
export function ownPast(years: readonly PastYear[], month: number): OwnPast | null {
  const shares = years
    .flatMap(({ shares: all }) => all[month] ?? [])
    .toSorted((left, right) => left - right);
  const [low, high] = [shares[0], shares.at(-1)];
  if (low === undefined || high === undefined) return null;
  const half = shares.length >> 1;
  const upper = shares[half] ?? low;
  const lower = shares[half - 1] ?? upper;
  const median = shares.length % 2 === 1 ? upper : (lower + upper) / 2;
  return { low, median, high, years: shares.length };
}

/** `slow` and `fast` lie outside everything seen in the own past by more than `tolerance`; null where there is none. */
export function against(
  share: number | null,
  past: OwnPast | null,
  tolerance: number,
): 'slow' | 'fast' | 'usual' | null {
  if (share === null || past === null) return null;
  if (share < past.low - tolerance) return 'slow';
  return share > past.high + tolerance ? 'fast' : 'usual';
}
