/** In charge of the departments and units of the district, each with a temper of its own that stays over the years. */
import { parse } from 'csv-parse/sync';
import { Chance } from './random.ts';

const files = import.meta.glob<string>('./*.csv', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** 行政单位 or 事业单位. */
export type UnitKind = 'admin' | 'institution';

export interface Department {
  readonly code: string;
  readonly name: string;
  /** The desk of the finance bureau that looks after it: part of its document numbers. */
  readonly division: string;
  /** Function codes of its projects. */
  readonly items: readonly string[];
  readonly themes: readonly string[];
  /** Patterns of names of construction projects. */
  readonly works: readonly string[];
  /** Projects over all years. */
  readonly projects: number;
  /** Project money a year, in million yuan. */
  readonly size: number;
  readonly units: readonly Unit[];
}

export interface Unit {
  readonly code: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly staff: number;
  /** Function code under which it runs. */
  readonly function: string;
  readonly department: { readonly code: string; readonly name: string; readonly division: string };
  /** Lateness of its own money: percent of a month's weight per month from the middle of the year; below 0 early. */
  readonly pace: number;
  /** What it usually spends of a project's budget, in thousandths. */
  readonly diligence: number;
}

/** How much of the district is made. */
export interface Scale {
  /** Codes of the departments; null for all. */
  readonly departments: readonly string[] | null;
  /** Only the first unit of a department, and those that run a programme. */
  readonly mainUnits: boolean;
  /** Divides the number of projects. */
  readonly thinning: number;
  /** Fewer lines of wages and running costs, and one voucher for each in a month. */
  readonly sparse: boolean;
}
export const FULL: Scale = { departments: null, mainUnits: false, thinning: 1, sparse: false };
/** Ten departments with few units: the same shape, some six thousand vouchers. */
export const SMALL: Scale = {
  departments: ['101', '109', '112', '118', '119', '120', '123', '128', '133', '151'],
  mainUnits: true,
  thinning: 9,
  sparse: true,
};

/** A few are always late or always early: what is unusual for others is usual for them. */
const TEMPER: Readonly<Record<string, number>> = {
  120: 11, 125: 12, 133: 10, 107: 9, 116: -9, 129: -10, 136: -8, 139: -5, 104: 7, 119: -6,
}; // prettier-ignore

export function departments(seed: number, scale: Scale): readonly Department[] {
  const units = rows('units');
  const programmed = new Set(rows('programmes').map(({ unit }) => unit));
  return rows('departments')
    .filter(({ code = '' }) => scale.departments?.includes(code) ?? true)
    .map((row) => {
      const head = { code: row['code'] ?? '', name: row['name'] ?? '', division: row['division'] ?? '' }; // prettier-ignore
      return {
        ...head,
        items: list(row['items']),
        themes: list(row['themes']),
        works: list(row['works']),
        projects: Math.ceil(Number(row['projects']) / scale.thinning),
        size: Number(row['size']),
        units: units
          .filter(({ code = '' }) => code.startsWith(head.code))
          .filter(
            ({ code = '' }) => !scale.mainUnits || code.endsWith('001') || programmed.has(code),
          )
          .map((unit) => unitOf(unit, head, seed)),
      };
    });
}

function unitOf(
  row: Readonly<Record<string, string>>,
  department: Unit['department'],
  seed: number,
): Unit {
  const code = row['code'] ?? '';
  const chance = new Chance(seed, `unit ${code}`);
  return {
    code,
    name: row['name'] ?? '',
    kind: row['kind'] === 'admin' ? 'admin' : 'institution',
    staff: Number(row['staff']),
    function: row['function'] ?? '',
    department,
    pace: (TEMPER[department.code] ?? 0) + chance.between(-3, 3),
    diligence: chance.between(905, 985),
  };
}

/** Rows of a table of this folder, by the names in its header. */
export function rows(name: string): Record<string, string>[] {
  const text = files[`./${name}.csv`];
  if (text === undefined) throw new Error(`${name}.csv is missing`);
  return parse(text, { columns: true });
}

function list(text: string | undefined): readonly string[] {
  return (text ?? '').split(';').filter((part) => part !== '');
}
