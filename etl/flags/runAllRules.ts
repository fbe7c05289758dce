/** In charge of running every rule afresh: on a new version of the same figures, so that what an earlier one said stays said. */
import type { Database } from '#database';
import { runRules } from '../steps/flag.ts';
import { addVersion, lockVersions } from '../steps/versions.ts';

/** The new version, and the rules that did not run on it. */
export interface FullRun {
  readonly version: number;
  readonly broken: readonly { readonly rule: string; readonly problem: string }[];
}

export async function runAllRules(database: Database, by: string): Promise<FullRun> {
  const client = await database.loader.connect();
  let version: number;
  try {
    await client.query('begin');
    const newest = await lockVersions(client);
    version = await addVersion(client, newest, { by, kind: 'rules' }, [], []);
    await client.query('commit');
  } catch (problem) {
    await client.query('rollback');
    throw problem;
  } finally {
    client.release();
  }
  await runRules(database, version, undefined, undefined, undefined, true);
  const { rows } = await database.loader.query<{ rule: string; problem: string }>(
    `select rule, problem from rule_runs where version = $1 and status = 'broken' order by rule`,
    [version],
  );
  return { version, broken: rows };
}
