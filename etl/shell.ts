/** In charge of what a command may ask of the shell that runs it. */
import type { Bilingual } from '#model/bilingual';
import type { Database } from './database.ts';

/** 0 done; 2 refused, nothing changed, the reason was said. Our own faults are thrown and end with 1. */
export type Outcome = 0 | 2;

export interface Shell {
  /** Opens the database at the first call; the shell closes it when the command has ended. */
  readonly open: () => Promise<Database>;
  /** A line of the answer, on standard output. */
  readonly line: (text: string) => void;
  /** A line about the work, on standard error: for people, not for programs. */
  readonly note: (text: string) => void;
  /** Replaces the last progress on a terminal; on anything else a line of its own. `share` 0–1, null where unknown. */
  readonly progress: (share: number | null, text: string) => void;
  /** Who works here, for the record. */
  readonly user: string;
  /** Folder of the data as asked for. */
  readonly dataFolder: string;
  /** Whether the data lie on a server that the address names. */
  readonly onServer: boolean;
  /** Fires when the person interrupts the command. */
  readonly signal: AbortSignal;
}

/** Both languages on one line, Chinese first. */
export function both({ zh, en }: Bilingual): string {
  return `${zh} ${en}`;
}
