/** In charge of a row mapper for the tests: made from a table's rows, giving what becomes of one row. */
import type { Mapping } from '#model/mapping';
import { type RowFault } from '../../../etl/mapping/rowFault.ts';
import { rowMapper } from '../../../etl/mapping/rowMapper.ts';
import {
  bound,
  fieldsOf,
  HEADERS,
  mappingOf,
  namesIn,
  PAYMENT,
  type Table,
} from './integration.ts';

export const header = namesIn(HEADERS.payments);
export const payments = mappingOf('integration-payments');
export const payment = (different: Readonly<Record<string, string>> = {}) =>
  fieldsOf(HEADERS.payments, PAYMENT, different);

export function mapperFor(
  mapping: Mapping,
  rows: readonly (readonly string[])[],
  more: Omit<Table, 'rows'> = {},
) {
  const made = bound(mapping, { rows, ...more });
  const mapper = rowMapper(structuredClone(made));
  const row = mapper.row();
  return {
    mapper,
    /** The values by the names of the columns, or the fault. */
    map: (fields: readonly string[]): Record<string, string | null> | RowFault => {
      const fault = mapper.map(fields, row);
      return (
        fault ?? Object.fromEntries(made.fields.map((name, put) => [name, row.values[put] ?? null]))
      );
    },
  };
}

/** A row that must be refused. */
export function faultOf(
  different: Readonly<Record<string, string>>,
  more: Omit<Table, 'rows'> = {},
): RowFault {
  const found = mapperFor(payments, [header, payment()], more).map(payment(different));
  if (typeof found['kind'] !== 'string' || !('code' in found)) throw new Error('the row was taken');
  return found as RowFault;
}
