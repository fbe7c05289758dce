/** In charge of what rules and checks have in common: an SQL file that opens with a block comment of YAML, its only home of words. */
import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import type { Bilingual } from '#model/bilingual';

/** A header that does not say what it must; the message names the file and the place. */
export class HeaderFault extends Error {}

/** The header of a file as data, and the one statement below it. */
export interface SqlFile {
  readonly header: Fields;
  readonly sql: string;
}

/** SHA-256 of the file's text: which wording and which thresholds a result was found with. */
export function hashOfFile(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** `../sql/rules/BE-03.sql` → `BE-03`. */
export function nameOfFile(path: string): string {
  return path.replace(/^.*\//u, '').replace(/\.sql$/u, '');
}

/** Splits a file into header and statement. @throws {HeaderFault} where there is no readable header or no single select. */
export function splitFile(path: string, text: string): SqlFile {
  const match = /^\s*\/\*\n([\s\S]*?)\n\*\/\s*([\s\S]*)$/u.exec(text);
  if (match === null)
    throw new HeaderFault(`${path}: the file must open with a block comment of YAML`);
  let header: unknown;
  try {
    header = parse(match[1] ?? '');
  } catch (cause) {
    throw new HeaderFault(`${path}: ${cause instanceof Error ? cause.message : 'unreadable YAML'}`);
  }
  const sql = (match[2] ?? '').trim().replace(/;$/u, '');
  if (!/^(?:--[^\n]*\n\s*)*(?:select|with)\b/iu.test(sql))
    throw new HeaderFault(`${path}: below the header stands one select`);
  return { header: new Fields(path, header), sql };
}

/** A part of a header, read field by field; every fault names its place. */
export class Fields {
  readonly path: string;
  readonly #value: Readonly<Record<string, unknown>>;

  constructor(path: string, value: unknown) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new HeaderFault(`${path}: fields expected`);
    this.path = path;
    this.#value = value as Readonly<Record<string, unknown>>;
  }

  has(name: string): boolean {
    return this.#value[name] !== undefined;
  }

  names(): readonly string[] {
    return Object.keys(this.#value);
  }

  text(name: string): string {
    const value = this.#value[name];
    if (typeof value !== 'string' || value.trim() === '')
      throw new HeaderFault(`${this.path}.${name}: text expected`);
    return value.trim();
  }

  number(name: string): number {
    const value = this.#value[name];
    if (typeof value !== 'number' || !Number.isFinite(value))
      throw new HeaderFault(`${this.path}.${name}: number expected`);
    return value;
  }

  /** A member of a closed list. */
  oneOf<Choice extends string>(name: string, choices: readonly Choice[]): Choice {
    const value = this.text(name);
    const found = choices.find((choice) => choice === value);
    if (found === undefined)
      throw new HeaderFault(`${this.path}.${name}: one of ${choices.join(', ')} expected`);
    return found;
  }

  fields(name: string): Fields {
    return new Fields(`${this.path}.${name}`, this.#value[name]);
  }

  /** Text in both languages, always both. */
  bilingual(name: string): Bilingual {
    const both = this.fields(name);
    return { zh: both.text('zh'), en: both.text('en') };
  }

  list(name: string): readonly Fields[] {
    return this.#array(name).map(
      (value, index) => new Fields(`${this.path}.${name}[${index}]`, value),
    );
  }

  texts(name: string): readonly string[] {
    return this.#array(name).map((value, index) => {
      if (typeof value !== 'string')
        throw new HeaderFault(`${this.path}.${name}[${index}]: text expected`);
      return value;
    });
  }

  #array(name: string): readonly unknown[] {
    const value = this.#value[name];
    if (!Array.isArray(value)) throw new HeaderFault(`${this.path}.${name}: list expected`);
    return value;
  }
}
