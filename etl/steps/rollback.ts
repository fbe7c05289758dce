/** In charge of going back: a new version whose batches are those of an earlier one. History stays linear. */
import type { Database } from '#database';
import { runRules } from './flag.ts';
import { addVersion, demandVersion, lockVersions } from './versions.ts';

/**
 * Publishes a new version with the batches of `version` and returns its number; the rules run on it.
 * @throws Obstacle `version-unknown` when there is no such version.
 */
export async function rollback(database: Database, version: number, by: string): Promise<number> {
  const client = await database.loader.connect();
  let made: number;
  try {
    await client.query('begin');
    await lockVersions(client);
    await demandVersion(client, version);
    made = await addVersion(
      client,
      version,
      { by, kind: 'rollback', rolledBackTo: version },
      [],
      [],
    );
    await client.query('commit');
  } catch (problem) {
    await client.query('rollback');
    throw problem;
  } finally {
    client.release();
  }
  await runRules(database, made);
  return made;
}
