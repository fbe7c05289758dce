/** In charge of finding the slice of a scanned row: fields that were met before are known by their bytes. */
import type { BoundMapping, SliceParts } from '../mapping/bound.ts';
import { sliceReader } from '../mapping/sliceReader.ts';
import { FieldMemo } from './fieldMemo.ts';
import type { RowScanner } from './rowScanner.ts';

/** Distinct texts of one field that are told apart; a file with more has more slices than it may. */
const MOST_TEXTS = 2048;
const NOTHING = new Uint8Array(0);

export class SliceFinder {
  /** The slices met so far. */
  readonly parts: SliceParts[] = [];
  private readonly read: ReturnType<typeof sliceReader>;
  private readonly places: readonly {
    readonly at: number;
    readonly memo: FieldMemo;
  }[];
  private readonly known = new Map<number, number>();

  constructor(bound: BoundMapping) {
    this.read = sliceReader(bound, this.parts);
    const places = new Set(bound.varying.flatMap(({ at, join }) => [at, ...join]));
    this.places = [...places].map((at) => ({
      at,
      memo: new FieldMemo(),
    }));
  }

  /** Indices of the fields that it looks at. */
  get fields(): readonly number[] {
    return this.places.map(({ at }) => at);
  }

  /** Index of the row's slice in `parts`; −1 where something is wrong with it. */
  find(scanner: RowScanner): number {
    let key = 0;
    for (const place of this.places) {
      const { at, memo } = place;
      const from = scanner.starts[at] ?? 0;
      const to = scanner.ends[at] ?? 0;
      const hash = scanner.hashes[at] ?? 0;
      const found = memo.find(scanner.bytes, from, to, hash);
      const id = found === -1 ? memo.keep(scanner.bytes, from, to, hash, NOTHING) : found;
      if (id >= MOST_TEXTS) return -1;
      key = key * MOST_TEXTS + id;
    }
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const found = this.read(scanner.texts());
    const slice = typeof found === 'number' ? found : -1;
    if (Number.isSafeInteger(key)) this.known.set(key, slice);
    return slice;
  }
}
