/** In charge of going back: a new version whose batches are those of an earlier one. History stays linear. */
import type { Database } from '#database';
import { Obstacle } from '#model/obstacle';
import { runRules } from './flag.ts';
import { addVersion, lockVersions, versionAt } from './versions.ts';

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
    if ((await versionAt(client, String(version))) === null) throw unknownVersion(version);
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

function unknownVersion(version: number): Obstacle {
  return new Obstacle('version-unknown', {
    zh: `没有版本 ${String(version)}，请用 versions 命令查看现有版本；数据未改变。`,
    en: `There is no version ${String(version)}; see the command versions for those there are. Nothing was changed.`,
  });
}
