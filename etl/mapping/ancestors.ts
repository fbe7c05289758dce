/** In charge of the levels above national codes: from the reference, once per binding, as plain maps that go to a worker. */
import type { Scheme } from '#model/code';
import { nameKey } from '#model/text';
import { classification, classifications, codeByName } from '../reference.ts';

/** Code → itself and its ancestors from the outermost, `levels` long, null below its own level. Deeper codes than that are left out. */
export function ancestorsOf(
  scheme: Scheme,
  levels: number,
): ReadonlyMap<string, readonly (string | null)[]> {
  const found = new Map<string, readonly (string | null)[]>();
  for (const row of classifications) {
    if (row.scheme !== scheme || found.has(row.code) || row.level > levels) continue;
    const path = Array.from({ length: levels }, (): string | null => null);
    path[row.level - 1] = row.code;
    for (let { parent } = row; parent !== null;) {
      const above = classification(scheme, parent, null);
      if (above === null) break;
      path[above.level - 1] = above.code;
      parent = above.parent;
    }
    found.set(row.code, path);
  }
  return found;
}

/** Name as it is compared → the one code that it means, for files that state no codes. Names of several codes are left out. */
export function codesByName(scheme: Scheme, year: number | null): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const row of classifications) {
    if (row.scheme !== scheme) continue;
    for (const name of [row.name, ...row.aliases]) {
      const key = nameKey(name);
      if (found.has(key)) continue;
      const code = codeByName(scheme, name, year);
      if (code !== null) found.set(key, code);
    }
  }
  return found;
}
