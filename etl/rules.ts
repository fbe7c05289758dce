/** In charge of the alert rules as data: the header of each file in sql/rules, and which files are broken. */
import type { Bilingual } from '#model/bilingual';
import { type Fields, HeaderFault, hashOfFile, nameOfFile, splitFile } from './sqlFile.ts';

const SEVERITIES = ['red', 'orange', 'yellow', 'blue', 'grey'] as const;
const KINDS = ['breach', 'signal'] as const;
const ORIGINS = ['law', 'found', 'default'] as const;
const PERIODS = ['month', 'year'] as const;
const UNITS = ['%', 'pp', '元', '万元', '亿元', 'count'] as const;

export type RuleSeverity = (typeof SEVERITIES)[number];
export type RuleKind = (typeof KINDS)[number];

/** A number that decides, with where it comes from: `law`, `found` in a real system, or our own `default`. */
export interface Threshold {
  readonly name: string;
  /** In `unit`: 80 with `%` is 0.8 in the rule's SQL, 1000 with `万元` is 10⁹ fen there, 5 with `pp` is 0.05. */
  readonly value: number;
  readonly unit: (typeof UNITS)[number];
  readonly origin: (typeof ORIGINS)[number];
  readonly title: Bilingual;
}

/** Words for one way in which a rule may speak; a row chooses it by `parameters.variant`. */
export interface RuleVariant {
  readonly kind: RuleKind;
  readonly explanation: Bilingual;
  readonly question: Bilingual;
}

export interface RuleHeader {
  readonly id: string;
  readonly name: Bilingual;
  readonly kind: RuleKind;
  readonly severities: readonly RuleSeverity[];
  /** Figures it reads, `execution.executed`. */
  readonly inputs: readonly string[];
  readonly thresholds: readonly Threshold[];
  readonly law: readonly { readonly text: Bilingual; readonly article: string }[];
  /** With placeholders `{name}`, filled from a row's parameters. */
  readonly explanation: Bilingual;
  readonly question: Bilingual;
  readonly variants: Readonly<Record<string, RuleVariant>>;
  /** Words that a parameter may choose: `{"phrase": "up"}`. */
  readonly phrases: Readonly<Record<string, Bilingual>>;
  /** A new batch of a year changes results of so many years after it. */
  readonly reach: number;
  /** `year`: reads only what is stated up to December; a month of a year that is not over cannot change it. */
  readonly period: (typeof PERIODS)[number];
  /** What the method cannot know. */
  readonly caution: Bilingual | null;
  /** What the base rate counts; null where the rule states none. */
  readonly population: Bilingual | null;
}

/** A file of sql/rules: with a header and a statement, or with what is wrong. */
export interface RuleFile {
  readonly id: string;
  /** SHA-256 of the file. */
  readonly hash: string;
  readonly header: RuleHeader | null;
  readonly sql: string;
  readonly problem: string | null;
}

/** Reads one rule file. Never throws: a broken header becomes `problem`, so that the other rules run. */
export function parseRule(path: string, text: string): RuleFile {
  const id = nameOfFile(path);
  const hash = hashOfFile(text);
  try {
    const { header, sql } = splitFile(id, text);
    const read = readHeader(header);
    if (read.id !== id) throw new HeaderFault(`${id}.id: must be the name of the file`);
    return { id, hash, header: read, sql, problem: null };
  } catch (fault) {
    if (!(fault instanceof HeaderFault)) throw fault;
    return { id, hash, header: null, sql: '', problem: fault.message };
  }
}

function readHeader(header: Fields): RuleHeader {
  const kind = header.oneOf('kind', KINDS);
  return {
    id: header.text('id'),
    name: header.bilingual('name'),
    kind,
    severities: header.texts('severities').map((severity) => {
      const found = SEVERITIES.find((one) => one === severity);
      if (found === undefined)
        throw new HeaderFault(`${header.path}.severities: ${severity} is none`);
      return found;
    }),
    inputs: header.texts('inputs'),
    thresholds: header.list('thresholds').map((threshold) => ({
      name: threshold.text('name'),
      value: threshold.number('value'),
      unit: threshold.oneOf('unit', UNITS),
      origin: threshold.oneOf('origin', ORIGINS),
      title: threshold.bilingual('title'),
    })),
    law: header
      .list('law')
      .map((law) => ({ text: law.bilingual('text'), article: law.text('article') })),
    explanation: header.bilingual('explanation'),
    question: header.bilingual('question'),
    variants: header.has('variants') ? readVariants(header.fields('variants'), kind) : {},
    phrases: header.has('phrases') ? readPhrases(header.fields('phrases')) : {},
    reach: header.has('reach') ? readReach(header) : 0,
    period: header.has('period') ? header.oneOf('period', PERIODS) : 'month',
    caution: header.has('caution') ? header.bilingual('caution') : null,
    population: header.has('population') ? header.bilingual('population') : null,
  };
}

function readReach(header: Fields): number {
  const years = header.number('reach');
  if (Number.isInteger(years) && years >= 0 && years <= 20) return years;
  throw new HeaderFault(`${header.path}.reach: whole number of years expected`);
}

function readVariants(variants: Fields, kind: RuleKind): Record<string, RuleVariant> {
  return Object.fromEntries(
    variants.names().map((name) => {
      const variant = variants.fields(name);
      return [
        name,
        {
          kind: variant.has('kind') ? variant.oneOf('kind', KINDS) : kind,
          explanation: variant.bilingual('explanation'),
          question: variant.bilingual('question'),
        },
      ];
    }),
  );
}

function readPhrases(phrases: Fields): Record<string, Bilingual> {
  return Object.fromEntries(phrases.names().map((name) => [name, phrases.bilingual(name)]));
}

const texts: Readonly<Record<string, string>> = import.meta.glob<string>('../sql/rules/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
});

let read: readonly RuleFile[] | null = null;

/** Every file of sql/rules in the order of its name, the broken ones too; read when first asked for, since most commands never ask. */
export function ruleFiles(): readonly RuleFile[] {
  read ??= Object.entries(texts)
    .map(([path, text]) => parseRule(path, text))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return read;
}

/** The headers of the rules that can be read. */
export function rules(): readonly RuleHeader[] {
  return ruleFiles().flatMap(({ header }) => (header === null ? [] : [header]));
}
