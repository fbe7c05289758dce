/** In charge of the figures of 预算执行 over a ledger: one cube, cross-filtered, read as rows, months, purposes and kinds. */
import { fen, type Fen } from '#model/fen';
import { ratio } from '../format/ratio.ts';
import { Crossfilter } from './crossfilter.ts';
import type { Group } from './crossfilterGroup.ts';
import { flowsOf } from './cubeFlows.ts';
import type { Entity, LedgerCube, LedgerMeasure } from './ledgerCube.ts';
import type { LedgerHistory, PastYear } from './ledgerHistory.ts';
import { entitiesOf, selectionOf, type Selection } from './ledgerSelection.ts';
import { NO_FILTER, type Codes } from './scopeFilter.ts';

/** Figures to date at one month. */
export interface Standing {
  readonly executed: Fen | null;
  readonly original: Fen | null;
  readonly final: Fen | null;
  /** The adjusted budget, else the original one: what shares are shares of. */
  readonly base: Fen | null;
  /** executed ÷ base. */
  readonly share: number | null;
}

export interface LedgerMonth extends Standing {
  readonly month: number;
  /** Since the month before that was reported. */
  readonly inMonth: Fen | null;
  /** The part of `executed` that is money carried over from the year before. */
  readonly carried: Fen | null;
}

/** A department, or a unit where one department is in focus. */
export interface LedgerRow extends Standing {
  readonly level: 'department' | 'unit';
  /** `~` where the source names none. */
  readonly code: string;
  readonly chosen: boolean;
  /** Executed in each month of `Ledger.months`, whatever months are chosen. */
  readonly inMonth: readonly (Fen | null)[];
  readonly past: readonly PastYear[];
  /** Codes of the cube. */
  readonly members: readonly number[];
}

/** What a row says whatever months are looked at. */
type Lasting = Pick<LedgerRow, 'inMonth' | 'past'>;

export interface LedgerPart {
  readonly code: string;
  readonly chosen: boolean;
  /** In the chosen months. */
  readonly executed: Fen | null;
  readonly final: Fen | null;
}

const add = (left: Fen | null, right: Fen | null): Fen | null =>
  left === null ? right : right === null ? left : fen(left + right);

const standing = (executed: Fen | null, original: Fen | null, final: Fen | null): Standing => {
  const base = final ?? original;
  const share = base !== null && base > 0n ? ratio(executed, base) : null;
  return { executed, original, final, base, share };
};

/** The share of a year that has passed with a month; the closing period ends with the year. */
export const calendarShare = (month: number): number => Math.min(month, 12) / 12;

export class Ledger {
  /** Months there are, in order. */
  readonly months: readonly number[];
  readonly entities: readonly Entity[];
  readonly version: number;
  readonly cells: number;
  /** The own past of units and departments; null until it has arrived. */
  history: LedgerHistory | null = null;
  readonly #filter: Crossfilter;
  readonly #byMonth: Group;
  readonly #byUnit: Group;
  /** At the last month that is looked at. */
  readonly #budgets: Group;
  readonly #byPurpose: Group;
  readonly #byKind: Group;
  #selection: Selection = { filter: NO_FILTER, month: 13 };
  #chosen: readonly number[] | null = null;
  /** By row, as long as functions and classes stay chosen as they are. */
  readonly #lasting = new Map<string, Lasting>();

  constructor({ cube, entities }: LedgerCube) {
    this.entities = entities;
    this.version = cube.version;
    this.cells = cube.length;
    this.#filter = new Crossfilter(flowsOf(cube, 'month', ['executed']), {
      time: 'month',
      clocks: { executed: 'flow', original: 'stock', final: 'stock' },
    });
    const all: readonly LedgerMeasure[] = ['executed', 'original', 'final'];
    this.months = this.#filter.words('month').map(Number);
    this.#byMonth = this.#filter.group(
      cube.dimensions['carried'] === undefined ? ['month'] : ['month', 'carried'],
      all,
    );
    this.#byUnit = this.#filter.group(['unit', 'month'], ['executed']);
    this.#budgets = this.#filter.group(['unit'], ['original', 'final']);
    this.#byPurpose = this.#filter.group(['unit', 'function'], ['executed']);
    this.#byKind = this.#filter.group(['economic'], ['executed', 'final']);
  }

  /** Looks at a selection; everything below speaks of it. */
  apply(selection: Selection): void {
    const { filter, month } = selection;
    const before = this.#selection.filter;
    if (before.function !== filter.function || before.economic !== filter.economic) {
      this.#lasting.clear();
      this.history?.apply(selection);
    }
    this.#selection = selection;
    this.#chosen = entitiesOf(this.entities, filter);
    this.#filter.select('unit', this.#chosen);
    for (const name of ['function', 'economic'] as const)
      this.#filter.select(name, selectionOf(this.#filter.words(name), filter[name]));
    const [from, to] = [filter.fromMonth ?? 1, Math.min(filter.toMonth ?? 13, month)];
    this.#filter.select(
      'month',
      [...this.months.keys()].filter((at) => {
        const one = this.months[at] ?? 0;
        return one >= from && one <= to;
      }),
    );
  }

  /** The past arrived after the present. */
  remember(history: LedgerHistory | null): void {
    this.history = history;
    this.#lasting.clear();
    history?.apply(this.#selection);
  }

  /** The last month that is looked at, as it is in the cube; null where nothing is. */
  get month(): number | null {
    const to = Math.min(this.#selection.filter.toMonth ?? 13, this.#selection.month);
    return this.months.findLast((month) => month <= to) ?? null;
  }

  /** Everything that the choice of units, functions and classes lets through, month by month. */
  inTime(): readonly LedgerMonth[] {
    const carriedWords =
      this.#byMonth.by.length > 1 ? this.#filter.words('carried') : [null as string | null];
    let executed: Fen | null = null;
    let carried: Fen | null = null;
    return this.months.map((month, at) => {
      let inMonth: Fen | null = null;
      let [original, final]: (Fen | null)[] = [null, null];
      for (const [code, word] of carriedWords.entries()) {
        const bucket = this.#byMonth.bucket(...(this.#byMonth.by.length > 1 ? [at, code] : [at]));
        const part = this.#byMonth.amount('executed', bucket);
        inMonth = add(inMonth, part);
        if (word === 'carried') carried = add(carried, part);
        original = add(original ?? null, this.#byMonth.amount('original', bucket));
        final = add(final ?? null, this.#byMonth.amount('final', bucket));
      }
      executed = add(executed, inMonth);
      return { month, inMonth, carried, ...standing(executed, original ?? null, final ?? null) };
    });
  }

  /** The own past of what is chosen. */
  past(): readonly PastYear[] {
    if (this.history === null) return [];
    const { department, unit } = this.#selection.filter;
    if (unit !== null && this.#chosen !== null)
      return this.history.past(this.#chosen.flatMap((at) => this.entities[at] ?? []));
    const departments =
      department === null
        ? new Set(this.history.entities.map((entity) => entity.department))
        : department.map((code) => (code === '~' ? null : code));
    return this.history.pastOfDepartments(departments);
  }

  /** Departments, or the units of the one in focus; a choice of units does not hide the others. */
  rows(): readonly LedgerRow[] {
    const { department, unit } = this.#selection.filter;
    const focus = department?.length === 1 ? department[0] : this.#departmentOf(unit);
    const level = focus === undefined ? 'department' : 'unit';
    const members = new Map<string, number[]>();
    for (const [at, entity] of this.entities.entries()) {
      if (focus !== undefined && (entity.department ?? '~') !== focus) continue;
      const code = (level === 'unit' ? entity.unit : entity.department) ?? '~';
      const known = members.get(code);
      if (known === undefined) members.set(code, [at]);
      else known.push(at);
    }
    const now = this.month === null ? -1 : this.months.indexOf(this.month);
    return [...members].map(([code, own]) => {
      const { inMonth, past } = this.#lastingOf(level, focus, code, own);
      const stock = (measure: 'original' | 'final') => this.#budgets.total(measure, own);
      const executed = inMonth.slice(0, now + 1).reduce<Fen | null>(add, null);
      const chosen = level === 'unit' ? unit : department;
      return {
        level,
        code,
        chosen: chosen === null || chosen.includes(code),
        inMonth,
        members: own,
        past,
        ...standing(executed, now < 0 ? null : stock('original'), now < 0 ? null : stock('final')),
      };
    });
  }

  /** Executed in the chosen months, rows × functions; and what functions there are. */
  purposes(rows: readonly LedgerRow[]): {
    readonly functions: readonly LedgerPart[];
    readonly cells: readonly (readonly (Fen | null)[])[];
  } {
    const words = this.#filter.words('function');
    const { filter } = this.#selection;
    const cells = rows.map(({ members }) =>
      words.map((_, code) =>
        this.#byPurpose.total(
          'executed',
          members.map((member) => this.#byPurpose.bucket(member, code)),
        ),
      ),
    );
    return {
      cells,
      functions: words.map((word, code) => ({
        code: word ?? '~',
        chosen: filter.function === null || filter.function.includes(word ?? '~'),
        executed: cells.reduce<Fen | null>(
          (sum, row, at) => (rows[at]?.chosen === true ? add(sum, row[code] ?? null) : sum),
          null,
        ),
        final: null,
      })),
    };
  }

  /** Executed in the chosen months by economic class. */
  kinds(): readonly LedgerPart[] {
    const { filter } = this.#selection;
    return this.#filter.words('economic').map((word, code) => ({
      code: word ?? '~',
      chosen: filter.economic === null || filter.economic.includes(word ?? '~'),
      executed: this.#byKind.amount('executed', code),
      final: this.#byKind.amount('final', code),
    }));
  }

  /** The department in which all chosen units lie, where none was chosen itself. */
  #departmentOf(unit: Codes): string | undefined {
    if (unit === null || this.#chosen === null) return undefined;
    const departments = new Set(this.#chosen.map((at) => this.entities[at]?.department ?? '~'));
    return departments.size === 1 ? [...departments][0] : undefined;
  }

  #lastingOf(
    level: LedgerRow['level'],
    focus: string | undefined,
    code: string,
    members: readonly number[],
  ): Lasting {
    const key = `${focus ?? ''} ${code}`;
    const known = this.#lasting.get(key);
    if (known !== undefined) return known;
    const found = {
      inMonth: this.months.map((_, at) =>
        this.#byUnit.total(
          'executed',
          members.map((member) => this.#byUnit.bucket(member, at)),
        ),
      ),
      past: this.#pastOf(level, code, members),
    };
    this.#lasting.set(key, found);
    return found;
  }

  #pastOf(
    level: LedgerRow['level'],
    code: string,
    members: readonly number[],
  ): readonly PastYear[] {
    if (this.history === null) return [];
    return level === 'department'
      ? this.history.pastOfDepartments([code === '~' ? null : code])
      : this.history.past(members.flatMap((at) => this.entities[at] ?? []));
  }
}
