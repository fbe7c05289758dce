/** In charge of who is out of the ordinary: projects, units and departments, by code. */
import type { Rhythm } from './rhythm.ts';

export interface Trait {
  /** Share of the adjusted budget that is spent, thousandths, by year. */
  readonly spends?: Readonly<Record<number, number>>;
  readonly rhythm?: Readonly<Record<number, Rhythm>>;
  /** Other economic codes than its kind has. */
  readonly mix?: readonly (readonly [economic: string, share: number])[];
  /** Money carried over is neither used up nor given back. */
  readonly keeps?: true;
  /** What stands of the works, in hundredths of what was paid. */
  readonly physical?: number;
  /** Planned cost, in hundredths of the yearly budgets added up. */
  readonly estimate?: number;
  /** Its vouchers do not bear the mark of procurement. */
  readonly unmarked?: true;
}

const AT_THE_END: Rhythm = [0, 0, 0, 0, 4, 6, 5, 6, 6, 8, 21, 44, 0];
const IN_DECEMBER: Rhythm = [0, 0, 0, 3, 5, 8, 6, 6, 5, 5, 4, 58, 0];

/** By code of project. */
export const TRAITS: Readonly<Record<string, Trait>> = {
  '990101251110017': { rhythm: { 2025: IN_DECEMBER }, spends: { 2025: 980 } },
  '990101241080009': { rhythm: { 2024: AT_THE_END }, spends: { 2024: 985 } },
  '990101211110007': { rhythm: { 2025: IN_DECEMBER }, spends: { 2025: 990 } },
  '990101211520005': { rhythm: { 2025: AT_THE_END }, spends: { 2025: 990 } },
  '990101261060020': { spends: { 2026: 0 } },
  '990101261540022': { spends: { 2026: 0 } },
  '990101261330010': { spends: { 2026: 0 } },
  '990101261320026': { spends: { 2026: 0 } },
  '990101251340008': { spends: { 2025: 0 } },
  '990101241030008': { spends: { 2024: 150 } },
  '990101251240043': { spends: { 2025: 170 } },
  '990101231200019': { spends: { 2023: 120 } },
  '990101211130011': { spends: { 2023: 410, 2024: 360, 2025: 440 } },
  '990101211400003': { spends: { 2023: 380, 2024: 450, 2025: 400 } },
  '990101221220048': { keeps: true, spends: { 2023: 700, 2024: 400, 2025: 300, 2026: 200 } },
  '990101241150034': { keeps: true, spends: { 2024: 800, 2025: 350, 2026: 200 } },
  '990101231540016': { keeps: true, spends: { 2023: 720, 2024: 450, 2025: 330, 2026: 250 } },
  '990101251400009': { mix: [['30227', 55], ['30299', 45]] },
  '990101211380005': { mix: [['30227', 60], ['30299', 40]] },
  '990101241120059': { mix: [['31007', 70], ['31099', 30]] },
  '990101251390051': { physical: 28 },
  '990101241270033': { physical: 50 },
  '990101251120103': { physical: 40 },
  '990101241230034': { estimate: 85 },
  '990101251150049': { estimate: 90 },
  '990101261160033': { unmarked: true },
}; // prettier-ignore

/** Departments that in a year behave unlike their own past: added to the pace of their units. */
export const TURNS: Readonly<Record<number, Readonly<Record<string, number>>>> = {
  2026: { 123: 26, 121: 22, 127: -140 },
};

/** Revenue items that in a year bring more or less than usual: thousandths of the usual. */
export const REVENUE_TURNS: Readonly<Record<number, Readonly<Record<string, number>>>> = {
  2026: { 10101: 790, 10104: 720, 10113: 610, 10307: 1600, 1030501: 1720 },
};

/** Units that move money about all year. */
export const SHUFFLING = [
  { unit: '127003', year: 2025 },
  { unit: '126002', year: 2025 },
] as const;

/** Basic lines that got an addition, in hundredths of their budget. */
export const NEEDY = [
  { unit: '105001', year: 2026, economic: '30217', percent: 70 },
  { unit: '105001', year: 2026, economic: '30231', percent: 55 },
  { unit: '138001', year: 2026, economic: '30231', percent: 60 },
] as const;

/** Basic lines with a rhythm of their own in a year. */
export const HABITS: readonly {
  readonly unit: string;
  readonly economic: string;
  readonly year: number;
  readonly rhythm: Rhythm;
}[] = [
  { unit: '155001', economic: '30217', year: 2025, rhythm: [3, 2, 4, 4, 4, 4, 4, 4, 6, 19, 22, 24, 0] },
  { unit: '155001', economic: '30215', year: 2025, rhythm: [2, 2, 4, 4, 4, 4, 4, 4, 4, 16, 22, 30, 0] },
]; // prettier-ignore

export const UNPAID_WAGES = [{ unit: '143001', year: 2026, month: 6 }] as const;

/** Lines paid beyond their adjusted budget, by so many yuan. */
export const OVERSPENT: readonly {
  readonly unit: string;
  readonly project: string | null;
  readonly economic: string;
  readonly year: number;
  readonly month: number;
  readonly excess: number;
}[] = [
  { unit: '122002', project: '990101251220045', economic: '30216', year: 2025, month: 12, excess: 26_400 },
  { unit: '127004', project: '990101241270029', economic: '31003', year: 2024, month: 12, excess: 18_350.5 },
  { unit: '124003', project: '990101231240047', economic: '31003', year: 2023, month: 12, excess: 125_000 },
  { unit: '120003', project: '990101261200020', economic: '30227', year: 2026, month: 9, excess: 41_200 },
  { unit: '109001', project: null, economic: '30217', year: 2025, month: 12, excess: 8_640 },
]; // prettier-ignore
