/** In charge of which projects are paid by bonds, and from which year on. */

/** Which projects share the new bonds of a year, in thousandths; the day of the month they arrive. */
export const BOND_SHARES: Readonly<Record<number, Readonly<Record<'general' | 'special', readonly (readonly [project: string, part: number, month: number])[]>>>> = {
  2023: {
    general: [['990101221230040', 600, 3], ['990101221250037', 400, 3]],
    special: [['990101211229908', 400, 3], ['990101211249914', 250, 4], ['990101211209904', 350, 5]],
  },
  2024: {
    general: [['990101241220063', 450, 3], ['990101231270031', 550, 4]],
    special: [['990101211229909', 350, 3], ['990101211239912', 350, 4], ['990101211229908', 300, 6]],
  },
  2025: {
    general: [['990101251230059', 500, 3], ['990101251390050', 500, 4]],
    special: [['990101211239912', 380, 3], ['990101211229910', 310, 5], ['990101211209905', 310, 8]],
  },
  2026: {
    general: [['990101251230059', 1000, 3]],
    special: [['990101211239912', 550, 3], ['990101211229910', 450, 2]],
  },
}; // prettier-ignore

/** Whether bonds have come for a project by a year. */
export function isBondMoney(project: string, year: number): boolean {
  return Object.entries(BOND_SHARES).some(
    ([came, { general, special }]) =>
      Number(came) <= year && [...general, ...special].some(([code]) => code === project),
  );
}
