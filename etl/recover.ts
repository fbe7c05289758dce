/** In charge of finishing, after a start, what a killed program left half done. */
import type { Database } from './database.ts';
import { finishLeaves } from './ledger/finishLeaves.ts';
import { sweepBeside } from './ledger/keptFiles.ts';
import { removeLeftovers } from './leftovers.ts';
import { keep } from './flags/keep.ts';
import { runRules } from './steps/flag.ts';

/** Removes the rows of loads that never came to publishing, finishes what was published, and runs the rules that a version still lacks. */
export async function recover(database: Database, signal?: AbortSignal): Promise<void> {
  await removeLeftovers(database);
  await sweepBeside(database.loader, database.files);
  await finishLeaves(database, signal);
  const { rows } = await database.loader.query<{ version: number }>(
    'select max(version) as version from versions',
  );
  const version = rows[0]?.version ?? 0;
  await runRules(database, version);
  // An exemption may have ended while the program stood still: its alerts are matters to be followed now.
  await keep(database, version, []);
}
