/** In charge of a list too long to hold: pages of rows fetched as they come into view, the oldest forgotten, every place findable again. */
import { Refused } from './api.ts';

/** One answer: rows, the way to the next page, and how many rows there are in all where that is known. */
export interface KeysetPage<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
  readonly total: number | null;
}
export type ReadPage<Row> = (
  cursor: string | null,
  limit: number,
  signal: AbortSignal,
) => Promise<KeysetPage<Row>>;

export const PAGE_ROWS = 500;
/** Pages kept in memory: 20,000 rows. */
const KEPT = 40;

export class KeysetPages<Row> {
  readonly #read: ReadPage<Row>;
  readonly #abort = new AbortController();
  /** Where each page begins; one more than the pages that were seen while there are more. */
  readonly #cursors: (string | null)[] = [null];
  readonly #pages: (readonly Row[] | undefined)[] = [];
  /** Numbers of the pages in memory, the oldest first. */
  readonly #held: number[] = [];
  #end: number | null = null;
  #wanted: { readonly first: number; readonly last: number } | null = null;
  #running = false;
  /** Changes whenever a row may have come. */
  #seen = $state(0);
  #total: number | null = $state(null);
  problem: Refused | null = $state.raw(null);
  /** No page has come yet. */
  fresh = $state(true);

  constructor(read: ReadPage<Row>) {
    this.#read = read;
  }

  /** Rows in all as far as is known. */
  get length(): number {
    if (this.#seen < 0) return 0;
    if (this.#end !== null) return this.#end;
    return this.#total ?? (this.fresh ? 0 : this.#cursors.length * PAGE_ROWS);
  }

  /** The row at a place; null while it is on its way. */
  row(at: number): Row | null {
    if (this.#seen < 0) return null;
    return this.#pages[Math.floor(at / PAGE_ROWS)]?.[at % PAGE_ROWS] ?? null;
  }

  /** Fetches what is missing between two places, both inclusive; the latest wish counts. */
  need(first: number, last: number): void {
    this.#wanted = { first: Math.floor(first / PAGE_ROWS), last: Math.floor(last / PAGE_ROWS) };
    if (!this.#running) void this.#run();
  }

  retry(): void {
    this.problem = null;
    const wanted = this.#wanted ?? { first: 0, last: 0 };
    this.need(wanted.first * PAGE_ROWS, wanted.last * PAGE_ROWS);
  }

  /** Nothing more is fetched. */
  stop(): void {
    this.#abort.abort();
  }

  /** The page to fetch next: the first wanted one that is missing, or the furthest known on the way to it. */
  #next(): number | null {
    const wanted = this.#wanted;
    if (wanted === null || this.#abort.signal.aborted) return null;
    for (let page = wanted.first; page <= wanted.last; page += 1) {
      if (this.#end !== null && page * PAGE_ROWS >= this.#end) return null;
      if (this.#pages[page] === undefined) return Math.min(page, this.#cursors.length - 1);
    }
    return null;
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (let page = this.#next(); page !== null; page = this.#next()) {
      try {
        await this.#fetch(page);
      } catch (error) {
        if (this.#abort.signal.aborted) break;
        if (!(error instanceof Refused)) throw error;
        this.problem = error;
        break;
      }
    }
    this.#running = false;
  }

  async #fetch(page: number): Promise<void> {
    const cursor = this.#cursors[page] ?? null;
    const { rows, next, total } = await this.#read(cursor, PAGE_ROWS, this.#abort.signal);
    if (this.#abort.signal.aborted) return;
    this.#pages[page] = rows;
    this.#held.push(page);
    const oldest = this.#held.length > KEPT ? this.#held.shift() : undefined;
    if (oldest !== undefined) this.#pages[oldest] = undefined;
    if (next === null) this.#end = page * PAGE_ROWS + rows.length;
    else this.#cursors[page + 1] = next;
    if (total !== null) this.#total = total;
    this.fresh = false;
    this.#seen += 1;
  }
}
