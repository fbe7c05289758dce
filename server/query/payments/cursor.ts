/** In charge of the place in a list of payments from which a page goes on: opaque to the reader, bound to its question and version. */
import { createHash } from 'node:crypto';
import { refusal } from '#contract/problem';

/** By what a list is ordered; rows with equal keys follow one another by batch and row. */
export interface RowOrder {
  readonly by: 'date' | 'amount';
  readonly descending: boolean;
}

/** The last row of a page. */
export interface Place {
  /** ISO date or null for rows without one; or fen. */
  readonly key: string | null;
  readonly batch: number;
  readonly line: number;
}

export interface Cursor {
  readonly version: number;
  readonly place: Place;
}

/** What a cursor belongs to: everything that decides which rows are listed and in which order. */
export function questionMark(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 16);
}

export function writeCursor({ version, place }: Cursor, mark: string): string {
  const { key, batch, line } = place;
  return Buffer.from(JSON.stringify([version, key, batch, line, mark])).toString('base64url');
}

/** Refuses what `writeCursor` did not write for this question and order. */
export function readCursor(text: string, mark: string, { by }: RowOrder): Cursor {
  const parts = text.length > 300 ? null : parsed(text);
  if (!Array.isArray(parts) || parts.length !== 5) throw refusal('bad-cursor', [], 'cursor');
  const [version, key, batch, line, own] = parts as readonly unknown[];
  const known =
    isWhole(version) && isWhole(batch) && isWhole(line) && own === mark && isKey(key, by);
  if (!known) throw refusal('bad-cursor', [], 'cursor');
  return { version, place: { key, batch, line } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 31;
}

function isKey(value: unknown, by: RowOrder['by']): value is string | null {
  if (by === 'amount') return typeof value === 'string' && /^-?[0-9]{1,18}$/.test(value);
  if (value === null) return true;
  if (typeof value !== 'string' || !/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}
