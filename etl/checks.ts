/** In charge of the reconciliation checks as data: the header of each file in sql/checks. */
import type { Bilingual } from '#model/bilingual';
import { HeaderFault, nameOfFile, splitFile } from './sqlFile.ts';

export const SEVERITIES = ['red', 'orange', 'yellow', 'blue', 'grey'] as const;
export const CHECK_STATUSES = ['passed', 'rounding', 'failed', 'explained', 'undecided'] as const;

export type CheckStatus = (typeof CHECK_STATUSES)[number];

export interface CheckHeader {
  readonly id: string;
  readonly name: Bilingual;
  /** Of a result that did not pass. */
  readonly severity: (typeof SEVERITIES)[number];
  /** Whether a failure keeps the file from being published. */
  readonly blocks: boolean;
  /** Law or source that asks for it. */
  readonly source: Bilingual;
  /** Sentences with placeholders: one per status, or per `status.variant` where a row names a variant. */
  readonly explanations: Readonly<Record<string, Bilingual>>;
}

export interface CheckFile {
  readonly header: CheckHeader;
  readonly sql: string;
}

/** Reads one check file. @throws {HeaderFault} Checks are ours alone: a broken one is our mistake, not the data's. */
export function parseCheck(path: string, text: string): CheckFile {
  const { header, sql } = splitFile(nameOfFile(path), text);
  if (header.text('id') !== nameOfFile(path))
    throw new HeaderFault(`${nameOfFile(path)}.id: must be the name of the file`);
  const words = header.fields('explanations');
  return {
    sql,
    header: {
      id: header.text('id'),
      name: header.bilingual('name'),
      severity: header.oneOf('severity', SEVERITIES),
      blocks: header.has('blocks') && header.oneOf('blocks', ['yes', 'no']) === 'yes',
      source: header.bilingual('source'),
      explanations: Object.fromEntries(words.names().map((name) => [name, words.bilingual(name)])),
    },
  };
}

const texts: Readonly<Record<string, string>> = import.meta.glob<string>('../sql/checks/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
});

let read: readonly CheckFile[] | null = null;

/** Every check, in the order of its name; read when first asked for. */
export function checks(): readonly CheckFile[] {
  read ??= Object.entries(texts)
    .map(([path, text]) => parseCheck(path, text))
    .sort((a, b) => (a.header.id < b.header.id ? -1 : 1));
  return read;
}
