/** In charge of remembering what fields were read as: the same bytes come again and again, and are read once. */

const FIRST_SIZE = 256;
const FIRST_ARENA = 16_384;

/**
 * A table from the bytes of a field to the bytes that are written for it, both side by side in one block of memory. It begins anew
 * when it holds more than `most`; entries are numbered from 0 and then begin anew, too.
 */
export class FieldMemo {
  arena = new Uint8Array(FIRST_ARENA);
  size = 0;
  /** Per entry side by side: its hash, where its key begins in the arena, where what is written for it begins and ends. */
  private entries = new Int32Array(4 * FIRST_SIZE);
  /** The entry found last; the rows of a file often repeat one another. */
  private last = 0;
  /** Entry + 1 by hash, open addressing; twice as long as there may be entries. */
  private table = new Int32Array(2 * FIRST_SIZE);
  private used = 0;

  constructor(private readonly most = 65_536) {}

  /** Where what is written for an entry begins and ends in the arena. */
  start(entry: number): number {
    return this.entries[4 * entry + 2] ?? 0;
  }
  end(entry: number): number {
    return this.entries[4 * entry + 3] ?? 0;
  }

  /** Number of the entry for these bytes, whose hash the scanner has made; −1 where there is none. */
  find(bytes: Uint8Array, from: number, to: number, hash: number): number {
    if (this.size > 0 && this.holds(this.last, bytes, from, to, hash)) return this.last;
    const { table } = this;
    const mask = table.length - 1;
    let place = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const entry = (table[place] ?? 0) - 1;
      if (entry === -1) return -1;
      if (this.holds(entry, bytes, from, to, hash)) return (this.last = entry);
      place = (place + 1) & mask;
    }
  }

  private holds(entry: number, bytes: Uint8Array, from: number, to: number, hash: number): boolean {
    const { entries, arena } = this;
    const own = 4 * entry;
    if (entries[own] !== hash) return false;
    const key = entries[own + 1] ?? 0;
    const length = to - from;
    if ((entries[own + 2] ?? 0) - key !== length) return false;
    for (let at = 0; at < length; at++) if (arena[key + at] !== bytes[from + at]) return false;
    return true;
  }

  /** Keeps what is written for these bytes and answers the number of the entry. */
  keep(bytes: Uint8Array, from: number, to: number, hash: number, written: Uint8Array): number {
    if (this.size >= this.most) this.clear();
    const entry = this.size++;
    if (4 * entry >= this.entries.length) this.grow();
    const end = this.used + (to - from) + written.length;
    if (end > this.arena.length) {
      const wider = new Uint8Array(Math.max(end, 2 * this.arena.length));
      wider.set(this.arena);
      this.arena = wider;
    }
    const start = this.used + (to - from);
    this.arena.set(bytes.subarray(from, to), this.used);
    this.arena.set(written, start);
    this.entries.set([hash, this.used, start, end], 4 * entry);
    this.used = end;
    this.enter(entry, hash);
    return entry;
  }

  private clear(): void {
    this.size = 0;
    this.used = 0;
    this.last = 0;
    this.table.fill(0);
  }

  private enter(entry: number, hash: number): void {
    const mask = this.table.length - 1;
    let place = (hash ^ (hash >>> 15)) & mask;
    while (this.table[place] !== 0) place = (place + 1) & mask;
    this.table[place] = entry + 1;
  }

  private grow(): void {
    const wider = new Int32Array(4 * this.entries.length);
    wider.set(this.entries);
    this.entries = wider;
    this.table = new Int32Array(wider.length / 2);
    for (let entry = 0; entry < this.size - 1; entry++) this.enter(entry, wider[4 * entry] ?? 0);
  }
}
