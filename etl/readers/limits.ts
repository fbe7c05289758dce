/** In charge of how much a file may ask of this program before it is refused. */

const MEGABYTE = 1_048_576;

export const LIMITS = {
  /** Bytes of a file as handed in. */
  fileBytes: 64 * MEGABYTE,
  /** Bytes that one archive or workbook may become when expanded, all parts together. */
  expandedBytes: 256 * MEGABYTE,
  /** Expanded ÷ packed of a whole archive; spreadsheets reach 40, bombs 1,000. Applies above `ratioFloorBytes`. */
  expansionRatio: 200,
  ratioFloorBytes: 16 * MEGABYTE,
  /** Entries of a zip, directories included. */
  archiveEntries: 4_000,
  /** Cells of one workbook, blank styled ones and repeated ones included. */
  cells: 5_000_000,
  sheets: 1_000,
  /** Characters of one number format; a spreadsheet program allows 255. */
  formatLength: 512,
  /**
   * Seconds that the spreadsheet library may take for so many bytes, on a clock that also runs while other programs have the
   * machine. Damaged xls records can send it round in circles, eating memory, so that limit is the tighter one; it needs a tenth.
   */
  parseSeconds: {
    xls: (bytes: number): number => 5 + Math.ceil((8 * bytes) / MEGABYTE),
    xlsx: (bytes: number): number => 60 + Math.ceil((4 * bytes) / MEGABYTE),
  },
} as const;
