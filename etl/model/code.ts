/** In charge of the shape of classification codes: in one string or in three parts, and how long a code is at each level. */
import { halfWidth } from './text.ts';

/** The classifications that the reference holds. */
export const SCHEMES = ['function', 'revenueItem', 'govEconomic', 'economic'] as const;
export type Scheme = (typeof SCHEMES)[number];

/** Digits of a code at level 1 (类), 2 (款), 3 (项), 4 (目). */
const LENGTHS: Readonly<Record<Scheme, readonly number[]>> = {
  function: [3, 5, 7],
  revenueItem: [3, 5, 7, 9],
  govEconomic: [3, 5],
  economic: [3, 5],
};

export interface ParsedCode {
  readonly code: string;
  /** 1 类, 2 款, 3 项, 4 目, by the length of the code. */
  readonly level: number;
}

/**
 * One code from what stands in one cell (`2010601`, 2010601) or in up to four (`201 | 06 | 01`; the deeper ones may repeat the
 * whole code or be blank). Null when nothing stands there; `code-invalid` when it has not the shape of a code of this scheme.
 */
export function parseCode(
  scheme: Scheme,
  ...parts: readonly (string | number | null)[]
): ParsedCode | null | 'code-invalid' {
  let code = '';
  for (const part of parts) {
    const text = textOf(part);
    if (text === '') continue;
    if (!/^\d+$/u.test(text)) return 'code-invalid';
    const repeatsParent = code !== '' && text.length > code.length && text.startsWith(code);
    code = repeatsParent ? text : code + (code === '' ? text : text.padStart(2, '0'));
  }
  if (code === '') return null;
  const level = levelOfCode(scheme, code);
  return level === null ? 'code-invalid' : { code, level };
}

/**
 * Level by the length of a code: a fallback for codes that the reference does not hold, since classifications are data.
 * Null when no level has that length.
 */
export function levelOfCode(scheme: Scheme, code: string): number | null {
  const index = LENGTHS[scheme].indexOf(code.length);
  return index === -1 ? null : index + 1;
}

/** Parent by the length of a code, with the same reservation as `levelOfCode`; null for a 类. */
export function parentOfCode(scheme: Scheme, code: string): string | null {
  const level = levelOfCode(scheme, code);
  const length = level === null ? undefined : LENGTHS[scheme][level - 2];
  return length === undefined ? null : code.slice(0, length);
}

function textOf(part: string | number | null): string {
  if (part === null) return '';
  if (typeof part === 'number') return Number.isInteger(part) ? String(part) : 'NaN';
  return halfWidth(part).replace(/[\s'’]/gu, '');
}
