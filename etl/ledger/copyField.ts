/** In charge of the fields of binary COPY: a value as text becomes its length and its bytes, as PostgreSQL receives them. */

/** Types that columns of ledgers have in the database. */
export const COPY_TYPES = ['text', 'int2', 'int4', 'int8', 'date', 'bool', 'float8'] as const;
export type CopyType = (typeof COPY_TYPES)[number];

export const COPY_HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
export const COPY_END = Buffer.from([0xff, 0xff]);
/** An absent value: the length −1. */
export const COPY_NULL = Buffer.from([0xff, 0xff, 0xff, 0xff]);

const MILLENNIUM = Date.UTC(2000, 0, 1);
const DAY = 86_400_000;

/** One field. Amounts and keys are decimal digits, dates `2025-01-31`, truth `t` or `f`. */
export function copyField(type: CopyType, value: string | null): Buffer {
  if (value === null) return COPY_NULL;
  switch (type) {
    case 'text': {
      const text = Buffer.from(value);
      const field = Buffer.allocUnsafe(4 + text.length);
      field.writeInt32BE(text.length);
      text.copy(field, 4);
      return field;
    }
    case 'int2':
      return sized(2, (field) => field.writeInt16BE(Number(value), 4));
    case 'int4':
      return sized(4, (field) => field.writeInt32BE(Number(value), 4));
    case 'int8':
      return sized(8, (field) => field.writeBigInt64BE(BigInt(value), 4));
    case 'date':
      return sized(4, (field) =>
        field.writeInt32BE((Date.parse(`${value}T00:00:00Z`) - MILLENNIUM) / DAY, 4),
      );
    case 'bool':
      return sized(1, (field) => field.writeUInt8(value === 't' ? 1 : 0, 4));
    case 'float8':
      return sized(8, (field) => field.writeDoubleBE(Number(value), 4));
  }
}

function sized(length: number, write: (field: Buffer) => void): Buffer {
  const field = Buffer.allocUnsafe(4 + length);
  field.writeInt32BE(length);
  write(field);
  return field;
}
