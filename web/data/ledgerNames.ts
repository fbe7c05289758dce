/** In charge of the names of what 预算执行 over a ledger shows: departments with their units, purposes, economic classes. */
import { purposeOf } from './ledgerCube.ts';
import type { LedgerPlace } from './ledgerPlace.ts';
import { NO_MEMBERS, readMembers, type Members } from './members.ts';

export interface LedgerNames {
  /** Departments and units. */
  readonly unit: Members;
  readonly function: Members;
  readonly economic: Members;
}

/** Reads them; a dimension that cannot be named keeps its codes. An abort is passed on. */
export async function readLedgerNames(
  { question, flow }: LedgerPlace,
  asOf: number | null,
  signal: AbortSignal,
): Promise<LedgerNames> {
  const read = async (dimension: string): Promise<Members> => {
    try {
      return await readMembers(dimension, question.where, asOf, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      return NO_MEMBERS;
    }
  };
  const [departments, units, functions, economic] = await Promise.all([
    read('unit.department'),
    read('unit'),
    read(purposeOf(flow)),
    flow === 'revenue' ? NO_MEMBERS : read('economic.class'),
  ]);
  return { unit: new Map([...departments, ...units]), function: functions, economic };
}
