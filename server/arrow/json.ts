/** In charge of an answer as JSON text: `{"version": n, "rows": [{…}]}`, streamed. */
import type { ColumnBatch } from './columns.ts';
import type { WireField } from './field.ts';
import { valueAt } from './text.ts';

/** Writes the rows, then what is to stand beside them. */
export async function* encodeJson(
  batches: AsyncIterable<ColumnBatch>,
  fields: readonly WireField[],
  version: number,
  beside: Readonly<Record<string, unknown>>,
): AsyncGenerator<string> {
  const names = fields.map(({ name }) => JSON.stringify(name));
  let separator = '';
  let head = `{"version":${version},"rows":[`;
  for await (const { rows, columns } of batches) {
    const parts: string[] = [head];
    head = '';
    for (let row = 0; row < rows; row++) {
      const values = columns.map((column, index) => {
        return `${names[index] ?? ''}:${JSON.stringify(valueAt(column, fields[index]?.type ?? 'code', row))}`;
      });
      parts.push(`${separator}{${values.join(',')}}`);
      separator = ',';
    }
    yield parts.join('');
  }
  const rest = Object.entries(beside).map(
    ([name, value]) => `,${JSON.stringify(name)}:${JSON.stringify(value)}`,
  );
  yield `${head}]${rest.join('')}}`;
}
