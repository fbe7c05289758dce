/** In charge of finding the columns of a mapping in the header of a file, and of saying what is missing or stands twice. */
import type { AmountUnit } from '#model/fen';
import type { ColumnMapping } from '#model/mapping';
import { reject, type Reject } from '#model/reject';
import type { BoundText } from './bound.ts';
import { listOf, type HeaderIndex } from './header.ts';

export class ColumnFinder {
  constructor(
    private readonly header: HeaderIndex,
    private readonly path: string,
    private readonly rejects: Reject[],
  ) {}

  /** Where a text comes from; null where the file has it not, and then, unless it is optional, that is said. */
  text(
    place: string,
    source: ColumnMapping,
  ): (BoundText & { readonly unit: AmountUnit | null; readonly byName: boolean }) | null {
    const own = this.header.find(source.from);
    const found = own ?? (source.name === undefined ? null : this.header.find(source.name));
    if (found === null) {
      if (source.optional !== true) this.missing(place, source.from);
      return null;
    }
    if (found.twice)
      this.say(reject('duplicate-column', { header: found.label }, { path: this.path }));
    const join: number[] = [];
    for (const name of source.join ?? []) {
      const part = this.header.find(name);
      if (part === null) this.missing(place, name);
      else join.push(part.at);
    }
    return {
      at: found.at,
      join,
      label: found.label,
      pad: source.pad ?? 0,
      take: source.take ?? null,
      lookup: source.lookup ?? null,
      fallback: source.default ?? null,
      unit: found.unit,
      byName: own === null,
    };
  }

  /** Index of the column that names a code, −1 where the file has none. */
  nameAt(source: ColumnMapping): number {
    const found = source.name === undefined ? null : this.header.find(source.name);
    if (found?.twice === true)
      this.say(reject('duplicate-column', { header: found.label }, { path: this.path }));
    return found?.at ?? -1;
  }

  say(found: Reject): void {
    this.rejects.push(found);
  }

  private missing(place: string, from: ColumnMapping['from']): void {
    this.say(
      reject(
        'column-missing',
        { field: place, names: listOf(from).join(' / ') },
        { path: this.path },
      ),
    );
  }

  unitContradicted(label: string, stated: AmountUnit): void {
    this.say(
      reject(
        'mapping-invalid',
        {
          place: 'amounts.unit',
          problem: {
            zh: `映射写明的金额单位（${stated}）与列标题“${label}”所载单位不同`,
            en: `the unit that the mapping states (${stated}) is not the one in the header “${label}”`,
          },
        },
        { path: this.path },
      ),
    );
  }
}
