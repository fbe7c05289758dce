/** In charge of finding the real files that lie beside the project and are never part of it. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** The path of a file or folder under `../shared/data/real`, or null where the folder is absent and its tests must skip. */
export function realData(path: string): string | null {
  const found = resolve(import.meta.dirname, '../../../shared/data/real', path);
  return existsSync(found) ? found : null;
}

/** The reference workbook of one prefecture. */
export const LIJIANG = 'lijiang-2025/lijiang_2025_budget_attachment.xlsx';
