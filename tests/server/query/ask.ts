/** In charge of asking a question in a test: an address in, rows out. */
import type { Database } from '#database';
import { fromUrl } from '#contract/address';
import type { Disagreement } from '#contract/answers';
import { valueAt } from '../../../server/arrow/text.ts';
import type { Plan } from '../../../server/query/plan.ts';
import { ask } from '../../../server/query/answer.ts';
import type { Viewer } from '../../../server/query/reader.ts';

export type Row = Record<string, string | number | null>;
export const EVERYONE: Viewer = { region: null, unit: null };

/** The rows of a question, amounts as decimal text in currency units, and what else was said. */
export async function rowsOf(
  database: Database,
  url: string,
  viewer: Viewer = EVERYONE,
): Promise<{
  readonly rows: readonly Row[];
  readonly sql: string;
  readonly plan: Plan;
  readonly disagreements: readonly Disagreement[];
  readonly version: number;
}> {
  const asked = await ask(database, viewer, fromUrl(url));
  const { batches, plan, sql, disagreements } = await asked.run();
  const rows: Row[] = [];
  for await (const batch of batches) {
    for (let row = 0; row < batch.rows; row++) {
      rows.push(
        Object.fromEntries(
          plan.fields.map(({ name, type }, index) => {
            const column = batch.columns[index];
            return [name, column === undefined ? null : valueAt(column, type, row)];
          }),
        ),
      );
    }
  }
  return { rows, sql, plan, disagreements, version: asked.version };
}
