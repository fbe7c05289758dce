/** In charge of taking simulated data out: a new version without their batches. Earlier versions keep them: history stays as it was. */
import type { Database } from '../database.ts';
import { runRules } from '../steps/flag.ts';
import { addVersion, lockVersions } from '../steps/versions.ts';

/** Returns the new version and how many batches it no longer has; null where there are no simulated data. */
export async function removeDemo(
  database: Database,
  by: string,
): Promise<{ readonly version: number; readonly batches: number } | null> {
  const client = await database.loader.connect();
  let version: number;
  let gone: number[];
  try {
    await client.query('begin');
    const newest = await lockVersions(client);
    const { rows } = await client.query<{ batch_id: number }>(
      `select batch_id from version_batches join batches using (batch_id) join sources using (source)
       where version = $1 and kind = 'simulated'`,
      [newest],
    );
    gone = rows.map(({ batch_id }) => batch_id);
    if (gone.length === 0) {
      await client.query('rollback');
      return null;
    }
    version = await addVersion(client, newest, { by, kind: 'removal' }, [], gone);
    await client.query('commit');
  } catch (problem) {
    await client.query('rollback');
    throw problem;
  } finally {
    client.release();
  }
  await runRules(database, version);
  return { version, batches: gone.length };
}
