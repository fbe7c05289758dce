/** In charge of what is wrong with a row: found a million rows deep, told with its place. */
import { reject, type Reject } from '#model/reject';

export type FaultCode =
  | 'amount-invalid' | 'amount-error' | 'amount-precision' | 'amount-overflow' | 'amount-ambiguous'
  | 'code-unknown' | 'code-invalid' | 'date-invalid' | 'month-invalid' | 'ratio-invalid' | 'number-invalid'
  | 'value-missing' | 'value-unknown' | 'row-width' | 'header-changed' | 'total-row' | 'declared-otherwise'
  | 'date-contradicted'; // prettier-ignore

export interface RowFault {
  /**
   * `reject`: the row is not taken and counts as one. `skip`: it is no row (blank, a comment, the header again) and does not count.
   * `total`: it is the file's own total, which `RowMapper.stated` holds, and does not count. `fatal`: nothing behind it can be read.
   */
  readonly kind: 'reject' | 'skip' | 'total' | 'fatal';
  readonly code: FaultCode;
  /** Name of the column in the file, null for the row as a whole. */
  readonly column: string | null;
  readonly value: string | null;
  /** What would have been right: allowed words, the number of fields, what was declared. */
  readonly expected: string;
  /** Slice of the row (index in `RowMapper.slices`) and digits of fen of its main amount, as far as they could be read: the known amount of rejected rows. */
  readonly slice: number | null;
  readonly amount: string | null;
}

/** The reject that is shown for a row. `row` is counted from 1 as the file counts it. */
export function rejectOf(fault: RowFault, path: string, row: number): Reject {
  const place = { path, row, column: fault.column, value: fault.value };
  const { code, expected } = fault;
  switch (code) {
    case 'code-unknown':
      return reject(code, { code: fault.value ?? '' }, place);
    case 'value-missing':
      return reject(code, { column: fault.column ?? '' }, place);
    case 'value-unknown':
      return reject(code, { expected }, place);
    case 'date-contradicted':
      return reject(code, { stated: expected }, place);
    case 'row-width':
      return reject(
        code,
        { expected: Number(expected), found: Number(fault.value) },
        { path, row },
      );
    case 'declared-otherwise':
      return reject(
        code,
        {
          what: { zh: fault.column ?? '', en: fault.column ?? '' },
          declared: expected,
          found: fault.value ?? '',
        },
        { path, row },
      );
    default:
      return reject(code, {}, place);
  }
}
