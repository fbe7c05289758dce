/** In charge of remembering what fields were read as: the same bytes come again and again, and are read once. */

const FIRST_SIZE = 256;
const FIRST_ARENA = 16_384;

/**
 * A table from the bytes of a field to the bytes that are written for it, both side by side in one block of memory. It begins anew
 * when it holds more than `most`; entries are numbered from 0 and then begin anew, too.
 */
export class FieldMemo {
  arena = new Uint8Array(FIRST_ARENA);
  /** Per entry: where what is written for it begins and ends in the arena. */
  starts = new Int32Array(FIRST_SIZE);
  ends = new Int32Array(FIRST_SIZE);
  size = 0;
  private hashes = new Int32Array(FIRST_SIZE);
  private keys = new Int32Array(FIRST_SIZE);
  /** Entry + 1 by hash, open addressing; twice as long as there may be entries. */
  private table = new Int32Array(2 * FIRST_SIZE);
  private used = 0;

  constructor(private readonly most = 65_536) {}

  /** Number of the entry for these bytes, whose hash the scanner has made; −1 where there is none. */
  find(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const { table, hashes, keys, starts, arena } = this;
    const mask = table.length - 1;
    let place = (hash ^ (hash >>> 15)) & mask;
    search: for (;;) {
      const entry = (table[place] ?? 0) - 1;
      if (entry === -1) return -1;
      place = (place + 1) & mask;
      if (hashes[entry] !== hash) continue;
      const key = keys[entry] ?? 0;
      const length = to - from;
      if ((starts[entry] ?? 0) - key !== length) continue;
      for (let at = 0; at < length; at++) if (arena[key + at] !== bytes[from + at]) continue search;
      return entry;
    }
  }

  /** Keeps what is written for these bytes and answers the number of the entry. */
  keep(bytes: Uint8Array, from: number, to: number, hash: number, written: Uint8Array): number {
    if (this.size >= this.most) this.clear();
    const entry = this.size++;
    if (entry >= this.hashes.length) this.grow();
    const end = this.used + (to - from) + written.length;
    if (end > this.arena.length) {
      const wider = new Uint8Array(Math.max(end, 2 * this.arena.length));
      wider.set(this.arena);
      this.arena = wider;
    }
    this.hashes[entry] = hash;
    this.keys[entry] = this.used;
    this.arena.set(bytes.subarray(from, to), this.used);
    this.starts[entry] = this.used + (to - from);
    this.arena.set(written, this.used + (to - from));
    this.ends[entry] = end;
    this.used = end;
    this.enter(entry, hash);
    return entry;
  }

  private clear(): void {
    this.size = 0;
    this.used = 0;
    this.table.fill(0);
  }

  private enter(entry: number, hash: number): void {
    const mask = this.table.length - 1;
    let place = (hash ^ (hash >>> 15)) & mask;
    while (this.table[place] !== 0) place = (place + 1) & mask;
    this.table[place] = entry + 1;
  }

  private grow(): void {
    const entries = 4 * this.hashes.length;
    const longer = (short: Int32Array): Int32Array<ArrayBuffer> => {
      const long = new Int32Array(entries);
      long.set(short);
      return long;
    };
    this.hashes = longer(this.hashes);
    this.keys = longer(this.keys);
    this.starts = longer(this.starts);
    this.ends = longer(this.ends);
    this.table = new Int32Array(2 * entries);
    for (let entry = 0; entry < this.size - 1; entry++) this.enter(entry, this.hashes[entry] ?? 0);
  }
}
