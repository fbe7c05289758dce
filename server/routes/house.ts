/** In charge of what every route is given: the database and what the app was built with. */
import type { Database } from '#database';
import type { LoadQueue } from './loadQueue.ts';

export interface House {
  readonly database: Database;
  readonly loads: LoadQueue;
  /** Changes with every build of the program; part of every ETag. */
  readonly build: string;
}
