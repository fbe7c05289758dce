/** In charge of what one version states differently from another, for the command line. */
import type pg from 'pg';
import type { ChangedFigure } from '#contract/loadAnswers';
import type { Database } from '#database';
import { pairsBetween } from './changesBetween.ts';
import { changes } from './compare.ts';
import { ledgerChanges, type LedgerChanges } from './ledgerChanges.ts';
import { demandVersion } from './versions.ts';

/** Lines of ledgers that are told; the counts are of everything. */
const MOST = 10_000;

/**
 * The figures of printed tables that count and differ between two versions, the largest difference first.
 * @throws Obstacle `version-unknown`
 */
export async function diff(
  database: Database,
  from: number,
  to: number,
): Promise<readonly ChangedFigure[]> {
  return asLoader(database, [from, to], async (client) => {
    const pairs = await pairsBetween(client, from, to, null);
    return changes(
      client,
      pairs.filter(({ form }) => form === 'printed'),
    );
  });
}

/**
 * The lines of ledgers that differ between two versions, the largest difference first.
 * @throws Obstacle `version-unknown`
 */
export async function diffLedgers(
  database: Database,
  from: number,
  to: number,
): Promise<LedgerChanges> {
  return asLoader(database, [from, to], async (client) => {
    const pairs = await pairsBetween(client, from, to, null);
    return ledgerChanges(
      client,
      pairs.filter(({ form }) => form === 'ledger'),
      MOST,
    );
  });
}

async function asLoader<Result>(
  database: Database,
  versions: readonly number[],
  work: (client: pg.ClientBase) => Promise<Result>,
): Promise<Result> {
  const client = await database.loader.connect();
  try {
    for (const version of versions) await demandVersion(client, version);
    return await work(client);
  } finally {
    client.release();
  }
}
