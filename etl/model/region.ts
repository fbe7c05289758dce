/** In charge of region codes: GB/T 2260 (`530700`), sub-regions filed under a parent (`310114~菊园新区`), 100000 for the country, places abroad (`ES28079`). */
import { halfWidth } from './text.ts';

declare const regionBrand: unique symbol;

export type RegionCode = string & { readonly [regionBrand]: true };

/** 0 country, 1 province, 2 prefecture, 3 county or district, 4 sub-region without a code of its own. */
export type RegionLevel = 0 | 1 | 2 | 3 | 4;

/** The whole country; not a GB/T 2260 code. */
export const COUNTRY = '100000' as RegionCode;

const SHAPE = /^[1-9]\d{5}(?:~[^\s~,]{1,60})?$/u;
/** Places abroad: the country's two letters and its own code (`ES28079`). */
const ABROAD = /^[A-Z]{2}\d{3,8}$/u;

/** The code if the text has the shape of one (digits may be full-width); null otherwise. Whether it exists is the reference's matter. */
export function parseRegionCode(text: string): RegionCode | null {
  const code = halfWidth(text).trim();
  return SHAPE.test(code) || ABROAD.test(code) ? (code as RegionCode) : null;
}

/** The code of a street, park or department that a source files under its parent's code. */
export function subRegion(parent: RegionCode, name: string): RegionCode {
  const own = halfWidth(name).replace(/[\s~,]/gu, '');
  return `${parent.slice(0, 6)}~${own}` as RegionCode;
}

/** Level by the shape of the code: a fallback for codes that the reference does not hold. */
export function levelOfRegion(code: RegionCode): RegionLevel {
  if (code.includes('~')) return 4;
  if (code === COUNTRY) return 0;
  if (ABROAD.test(code)) return 3;
  if (code.endsWith('0000')) return 1;
  return code.endsWith('00') ? 2 : 3;
}

/** Parent by the shape of the code; null for the country and for places abroad. Districts of a municipality (3101xx) hang under the province. */
export function parentOfRegion(code: RegionCode): RegionCode | null {
  if (ABROAD.test(code)) return null;
  switch (levelOfRegion(code)) {
    case 0:
      return null;
    case 1:
      return COUNTRY;
    case 2:
      return `${code.slice(0, 2)}0000` as RegionCode;
    case 3:
      return (
        isMunicipality(code) ? `${code.slice(0, 2)}0000` : `${code.slice(0, 4)}00`
      ) as RegionCode;
    case 4:
      return code.slice(0, 6) as RegionCode;
  }
}

/** 北京, 天津, 上海, 重庆: their districts have no prefecture between. */
function isMunicipality(code: RegionCode): boolean {
  return /^(?:11|12|31|50)/u.test(code);
}
