/** In charge of the figures of 预算执行 over a ledger: months, rows, purposes, kinds, the own past, under every filter. */
import { describe, expect, test } from 'vitest';
import { departmentGap, rankedGaps } from '../../../web/charts/DepartmentGaps.ts';
import { paceStanding } from '../../../web/charts/Pace.ts';
import { calendarShare } from '../../../web/data/ledger.ts';
import { against, ownPast, UNUSUAL } from '../../../web/data/ledgerHistory.ts';
import { following, NO_FILTER, type ScopeFilter } from '../../../web/data/scopeFilter.ts';
import { closedYear, nameOf, smallDistrict } from '../charts/smallDistrict.ts';

const look = (filter: Partial<ScopeFilter> = {}, month = 13) => {
  const ledger = smallDistrict();
  ledger.apply({ filter: { ...NO_FILTER, ...filter }, month });
  return ledger;
};
const sum = (values: readonly (bigint | null)[]) =>
  values.reduce<bigint>((all, value) => all + (value ?? 0n), 0n);

test('a filter that says the same stays the same object, and so do its codes', () => {
  const codes = ['101', '102'];
  const before: ScopeFilter = { ...NO_FILTER, department: codes, fromMonth: 2 };
  expect(following(before, { ...before, department: ['101', '102'] })).toBe(before);
  const next = following(before, { ...before, department: ['101', '102'], toMonth: 5 });
  expect(next).toEqual({ ...before, toMonth: 5 });
  expect(next.department).toBe(codes);
  expect(following(next, { ...next, department: null })).toEqual({ ...next, department: null });
  expect(following(next, { ...next, fromMonth: null, unit: ['101'] }).unit).toEqual(['101']);
  expect(following(next, NO_FILTER)).toEqual(NO_FILTER);
});

describe('a ledger', () => {
  test('adds up the same in every division', () => {
    const ledger = look();
    const last = ledger.inTime().at(-1);
    const rows = ledger.rows();
    expect(last?.month).toBe(9);
    expect(sum(rows.map(({ executed }) => executed))).toBe(last?.executed);
    expect(sum(rows.map(({ final }) => final))).toBe(last?.final);
    expect(sum(ledger.kinds().map(({ executed }) => executed))).toBe(last?.executed);
    const { cells, functions } = ledger.purposes(rows);
    expect(sum(cells.flat())).toBe(last?.executed);
    expect(sum(functions.map(({ executed }) => executed))).toBe(last?.executed);
  });

  test('shows carried-over money as a part and the closing period as a month of its own', () => {
    const ledger = closedYear();
    ledger.apply({ filter: NO_FILTER, month: 13 });
    const months = ledger.inTime();
    const [december, closing] = [months[11], months[12]];
    expect([december?.month, closing?.month]).toEqual([12, 13]);
    expect(closing?.inMonth).toBe((closing?.executed ?? 0n) - (december?.executed ?? 0n));
    // 4,200 × 10 万元 raised by a tenth, 985 per mille executed.
    expect(closing?.carried).toBe(45_507_000_000n);
    expect((closing?.carried ?? 0n) < (closing?.executed ?? 0n)).toBe(true);
  });

  test('looks at the month that is asked for, flows within the period, budgets at its end', () => {
    const ledger = look({ fromMonth: 4, toMonth: 6 });
    expect(ledger.month).toBe(6);
    const months = ledger.inTime();
    const period = (months[5]?.executed ?? 0n) - (months[2]?.executed ?? 0n);
    expect(sum(ledger.kinds().map(({ executed }) => executed))).toBe(period);
    expect(sum(ledger.rows().map(({ executed }) => executed))).toBe(months[5]?.executed);
    expect(look({}, 3).month).toBe(3);
  });

  test('goes from departments to the units of the one in focus', () => {
    expect(
      look()
        .rows()
        .map(({ code }) => code),
    ).toEqual(['101', '102', '103']);
    const units = look({ department: ['101'] }).rows();
    expect(units.map(({ code, level }) => [code, level])).toEqual([
      ['101001', 'unit'],
      ['101002', 'unit'],
    ]);
    // A unit chosen elsewhere brings its department into focus.
    expect(
      look({ unit: ['101002'] })
        .rows()
        .map(({ code, chosen }) => [code, chosen]),
    ).toEqual([
      ['101001', false],
      ['101002', true],
    ]);
  });

  test('filters every other chart by what is chosen, and never its own', () => {
    const ledger = look({ function: ['205'] });
    expect(ledger.rows().map(({ code, executed }) => [code, executed === null])).toEqual([
      ['101', false],
      ['102', true],
      ['103', true],
    ]);
    expect(
      ledger.purposes(ledger.rows()).functions.map(({ code, chosen }) => [code, chosen]),
    ).toContainEqual(['214', false]);
    expect(
      ledger
        .kinds()
        .filter(({ executed }) => executed !== null)
        .map(({ code }) => code),
    ).toEqual(['301', '302']);
  });

  test('knows who is behind and whether that is unusual for them', () => {
    const ledger = look();
    const gaps = ledger.rows().map((row) => departmentGap(row, 9, nameOf(row.code)));
    const ranked = rankedGaps(gaps, 'own', 'amount');
    expect(ranked.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['交通运输局', 'slow'],
      ['教育局', 'usual'],
      ['财政局', 'usual'],
    ]);
    // Against the calendar everyone whose works are late is behind, every year.
    const roads = ranked[0];
    expect(roads?.gaps.calendar?.points).toBeCloseTo((roads?.row.share ?? 0) - calendarShare(9), 9);
    expect(roads?.gaps.own?.amount).toBeLessThan(0);
    expect(paceStanding({ months: ledger.inTime(), past: ledger.past() })?.verdict).toBe('slow');
  });

  test('has no past where none was loaded', () => {
    const ledger = closedYear();
    ledger.apply({ filter: NO_FILTER, month: 13 });
    expect(ledger.past()).toEqual([]);
    expect(ledger.rows().map(({ past }) => past)).toEqual([[], [], []]);
  });
});

test('median and spread of the own past', () => {
  const year = (year: number, share: number) => ({
    year,
    shares: Array.from({ length: 14 }, (_, month) => (month === 6 ? share : null)),
  });
  const past = [year(2023, 0.52), year(2024, 0.47), year(2025, 0.5)];
  expect(ownPast(past, 6)).toEqual({ low: 0.47, median: 0.5, high: 0.52, years: 3 });
  expect(ownPast(past.slice(0, 2), 6)?.median).toBeCloseTo(0.495, 12);
  expect(ownPast(past, 7)).toBeNull();
  const own = ownPast(past, 6);
  expect(against(0.43, own, UNUSUAL)).toBe('slow');
  expect(against(0.45, own, UNUSUAL)).toBe('usual');
  expect(against(0.56, own, UNUSUAL)).toBe('fast');
  expect(against(0.5, null, UNUSUAL)).toBeNull();
});
