/** In charge of turning a value into SQL text: the only place where that happens, because COPY takes no parameters. */
import { refusal } from '#contract/problem';

export type LiteralValue = string | number | bigint | boolean | null;

/** A literal that PostgreSQL reads back as exactly this value. Refuses text that PostgreSQL cannot hold. */
export function literal(value: LiteralValue): string {
  switch (typeof value) {
    case 'string':
      return text(value);
    case 'number':
      if (!Number.isSafeInteger(value)) throw new TypeError(`not a whole number: ${value}`);
      return value < 0 ? `(${value})` : String(value);
    case 'bigint':
      return value < 0n ? `(${value.toString()})` : value.toString();
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      return 'null';
  }
}

/** `('a', 'b')`; at least one value. */
export function literals(values: readonly LiteralValue[]): string {
  if (values.length === 0) throw new TypeError('an empty list has no literal');
  return `(${values.map(literal).join(', ')})`;
}

/** With a backslash the escape form is used, which means the same whatever `standard_conforming_strings` says. */
function text(value: string): string {
  if (value.includes('\0')) throw refusal('bad-value', ['?', value, 'text']);
  const quoted = value.replaceAll("'", "''");
  return value.includes('\\') ? `E'${quoted.replaceAll('\\', '\\\\')}'` : `'${quoted}'`;
}
