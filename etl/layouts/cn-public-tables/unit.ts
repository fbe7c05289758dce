/** In charge of the amount unit of a table: read from above it, from its title or its headers, never assumed. */
import { parseAmountUnit, type AmountUnit } from '#model/fen';
import type { Column } from './columns.ts';
import type { Place } from './locate.ts';
import { AMOUNT_UNIT, UNIT_IN_BRACKETS } from './words.ts';

/** The one unit that a table states; null when it states none, an unknown one (千元) or two that differ. */
export function amountUnitOf(place: Place, columns: readonly Column[]): AmountUnit | null {
  const words = [
    ...place.units.map(({ text }) => AMOUNT_UNIT.exec(text)?.[2]),
    UNIT_IN_BRACKETS.exec(place.title?.text ?? '')?.[1],
    ...columns.flatMap(({ parts }) => parts.map((part) => UNIT_IN_BRACKETS.exec(part)?.[1])),
  ].filter((word) => word !== undefined);
  const units = new Set(words.map(parseAmountUnit));
  const [unit = null] = units;
  return units.size === 1 ? unit : null;
}
