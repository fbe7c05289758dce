/** In charge of seeing that dates as text become days that exist, and nothing else does. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateReader, isDateForm } from '../../../etl/mapping/dateText.ts';

const days = fc.date({
  min: new Date('1950-01-01'),
  max: new Date('2099-12-31'),
  noInvalidDate: true,
});

/** A day in a form. */
function write(day: Date, form: string): string {
  const year = String(day.getUTCFullYear());
  const month = String(day.getUTCMonth() + 1);
  const date = String(day.getUTCDate());
  return form
    .replace('YYYY', year)
    .replace(/MM?/u, (part) => month.padStart(part.length, '0'))
    .replace(/DD?/u, (part) => date.padStart(part.length, '0'));
}

describe('a date as text', () => {
  test('comes back as the same day in every form that a mapping names', () => {
    fc.assert(
      fc.property(
        days,
        fc.constantFrom(
          'YYYY-MM-DD',
          'YYYYMMDD',
          'DD/MM/YYYY',
          'D.M.YYYY',
          'MM/DD/YYYY',
          'YYYY年M月D日',
        ),
        (day, form) => {
          expect(dateReader(form)(write(day, form))).toBe(day.toISOString().slice(0, 10));
        },
      ),
    );
  });

  test('is read without a form where it is ISO, compact or Chinese, also with a time behind it', () => {
    const read = dateReader(null);
    for (const text of [
      '2025-03-07',
      '2025/3/7',
      '2025.03.07',
      '20250307',
      '2025年3月7日',
      ' ２０２５-03-07',
      '2025-03-07 00:00:00',
      '2025-03-07T10:11:12Z',
    ])
      expect(read(text), text).toBe('2025-03-07');
  });

  test('is none where no such day is, or where the form is another', () => {
    const read = dateReader(null);
    for (const text of [
      '2025-02-29',
      '2025-13-01',
      '2025-00-10',
      '2025-04-31',
      '07/03/2025',
      '2025-3',
      'today',
      '20251',
      '3025-01-01',
    ])
      expect(read(text), text).toBeNull();
    expect(dateReader('DD/MM/YYYY')('2025-03-07')).toBeNull();
    expect(read('2024-02-29')).toBe('2024-02-29');
  });

  test('has a form of year, month and day once each', () => {
    expect(isDateForm('DD/MM/YYYY')).toBe(true);
    for (const form of ['DD/MM', 'YYYY-MM-DD HH', 'YYYY-MM-MM', 'date'])
      expect(isDateForm(form), form).toBe(false);
  });
});
