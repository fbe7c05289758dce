/** In charge of the month of rows that do not state it in a column of their own: from the date, or from the slice. */
import type { BoundMapping, SliceParts } from '../mapping/bound.ts';
import { copyField } from './copyField.ts';
import type { MemoCell } from './memoCell.ts';
import type { RowOutput } from './rowOutput.ts';

const FIELDS = Array.from({ length: 14 }, (_, month) => copyField('int2', String(month)));

export class MonthCell {
  /** Of the row that is read. */
  value = 0;

  private constructor(
    /** Column of the ledger that is to be filled; null where a column states it and it is only watched. */
    readonly put: number | null,
    private readonly declared: number | null,
    private readonly source: MemoCell | null,
    private readonly isDate: boolean,
  ) {}

  /** Null where the ledger's rows bear no month. */
  static of(bound: BoundMapping, memos: readonly MemoCell[]): MonthCell | null {
    const { rowMonth } = bound;
    const put = bound.fields.indexOf('month');
    if (rowMonth === null || put === -1) return null;
    const declared = bound.declared.month === undefined ? null : Number(bound.declared.month);
    const cell = (field: string) => memos.find(({ column }) => column.field === field) ?? null;
    switch (rowMonth.from) {
      case 'slice':
        return new MonthCell(put, null, null, false);
      case 'date':
        return new MonthCell(put, declared, cell('date'), true);
      case 'column':
        return new MonthCell(null, declared, cell('month'), false);
    }
  }

  /** Finds the month of the row whose cells were read; false where there is none, or another than was declared. */
  take(slice: SliceParts | undefined): boolean {
    const text = this.source?.texts[0] ?? null;
    if (this.source === null) this.value = slice?.month ?? 0;
    else if (text === null) return false;
    else if (this.isDate) {
      const behind = Number(text.slice(0, 4)) - (slice?.year ?? 0);
      if (behind !== 0 && behind !== 1) return false;
      this.value = behind === 1 ? 13 : Number(text.slice(5, 7));
    } else this.value = Number(text);
    return this.value !== 0 && (this.declared === null || this.declared === this.value);
  }

  write(output: RowOutput): void {
    const field = FIELDS[this.value];
    if (field !== undefined) output.put(field);
  }
}
