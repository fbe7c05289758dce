/** In charge of a mapping while a person looks through it: what each column means, what is the same in the whole file, asking how it would be read. */
import type { MappingProposal } from '#contract/ledgerAnswers';
import type { ColumnMapping, Mapping, StatedPart } from '#model/mapping';
import { ask } from './api.ts';

/** A mapping document that may still lack something. */
export type Draft = Partial<Mapping> & Pick<Mapping, 'dataset'>;
type From = string | number;

/** Parts of the slice that the form asks for, by dataset: payments and movements have the month in each row. */
const PARTS: Readonly<Record<string, readonly Part[]>> = {
  execution: ['region', 'year', 'month', 'book', 'flow', 'scope'],
  payments: ['region', 'year', 'book', 'scope'],
  movements: ['region', 'year', 'book', 'scope'],
  projects: ['region', 'year', 'month', 'book', 'scope'],
  codes: ['region', 'year'],
};
export type Part = 'region' | 'year' | 'month' | 'book' | 'flow' | 'scope';

/** Columns of national classifications: their codes are held against the reference, which also tells the levels above. */
const NATIONAL: Readonly<Record<string, NonNullable<ColumnMapping['levels']>>> = {
  item_: 'function',
  subitem: 'revenueItem',
  economic: 'economic',
  gov_economic: 'govEconomic',
};
const BOOKS = { '11': 'general', '12': 'fund', '13': 'capital', '14': 'social' } as const;
/** A text file is told from its beginning; a workbook is read whole. */
const ENOUGH = 1_000_000;

export function partsOf({ dataset }: Draft): readonly Part[] {
  return PARTS[dataset] ?? ['region', 'year'];
}

/** What a column of the file is called in a mapping: its name, or its position from 1 where it has none or shares it. */
export function columnName(header: readonly string[], at: number): From {
  const label = header[at]?.trim() ?? '';
  const alone = header.filter((other) => other.trim() === label).length === 1;
  return label === '' || !alone ? at + 1 : label;
}

const states = (from: ColumnMapping['from'] | undefined, header: readonly string[], at: number) =>
  (Array.isArray(from) ? (from as readonly From[]) : from === undefined ? [] : [from as From]).some(
    (one) => one === at + 1 || (typeof one === 'string' && one.trim() === header[at]?.trim()),
  );

/** `code:unit`, `name:unit`, or '' for a column that is not read. */
export function meaningOf(draft: Draft, header: readonly string[], at: number): string {
  const columns = Object.entries(draft.columns ?? {});
  const code = columns.find(([, { from }]) => states(from, header, at));
  if (code !== undefined) return `code:${code[0]}`;
  const name = columns.find(([, mapped]) => states(mapped.name, header, at));
  return name === undefined ? '' : `name:${name[0]}`;
}

/** The draft in which the column means that and nothing else; what meant it before is let go. */
export function withMeaning(
  draft: Draft,
  header: readonly string[],
  at: number,
  meaning: string,
): Draft {
  const kept = Object.entries(draft.columns ?? {}).flatMap(([field, mapped]) => {
    if (states(mapped.from, header, at)) return [];
    const { name, ...rest } = mapped;
    return [[field, name !== undefined && states(name, header, at) ? rest : mapped] as const];
  });
  const columns: Record<string, ColumnMapping> = Object.fromEntries(kept);
  const [kind, field = ''] = meaning.split(':');
  const from = columnName(header, at);
  const before = columns[field] ?? draft.columns?.[field];
  if (kind === 'code') {
    const levels = NATIONAL[field];
    columns[field] = {
      ...(before ?? (levels === undefined ? {} : { levels })),
      from,
    };
  } else if (kind === 'name' && columns[field] !== undefined) {
    columns[field] = { ...columns[field], name: from };
  }
  return { ...draft, columns };
}

/** Whether the codes of a column are held against the national reference; null where there is none. */
export function isNational(draft: Draft, field: string): boolean | null {
  return NATIONAL[field] === undefined ? null : draft.columns?.[field]?.levels !== undefined;
}

export function withNational(draft: Draft, field: string, national: boolean): Draft {
  const mapped = draft.columns?.[field];
  const scheme = NATIONAL[field];
  if (mapped === undefined || scheme === undefined) return draft;
  const changed: ColumnMapping = { ...mapped, levels: scheme };
  if (!national) Reflect.deleteProperty(changed, 'levels');
  return { ...draft, columns: { ...draft.columns, [field]: changed } };
}

/** Where a part of the slice comes from: a column of the file, one value for all, or nowhere yet. */
export type PartSource =
  | { readonly kind: 'column'; readonly at: number }
  | { readonly kind: 'path' }
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'unsaid' };

export function sourceOf(draft: Draft, header: readonly string[], part: Part): PartSource {
  const mapped = draft.slice?.[part];
  if (mapped !== undefined) {
    if (!('from' in mapped)) return { kind: 'path' };
    const at = header.findIndex((_, index) => states(mapped.from, header, index));
    if (at !== -1) return { kind: 'column', at };
  }
  const value = draft.constants?.[part];
  return value === undefined || value === ''
    ? { kind: 'unsaid' }
    : { kind: 'value', value: String(value) };
}

/** The draft in which the part comes from there. */
export function withSource(
  draft: Draft,
  header: readonly string[],
  part: Part,
  source: PartSource,
): Draft {
  const slice: Record<string, ColumnMapping | StatedPart> = { ...draft.slice };
  const constants: Record<string, string | number | boolean> = { ...draft.constants };
  Reflect.deleteProperty(slice, part);
  Reflect.deleteProperty(constants, part);
  if (source.kind === 'column') {
    const from = columnName(header, source.at);
    slice[part] = part === 'book' ? { from, take: [1, 2], lookup: BOOKS } : { from };
  }
  if (source.kind === 'value' && source.value !== '') {
    const whole = part === 'year' || part === 'month';
    constants[part] = whole && /^\d+$/.test(source.value) ? Number(source.value) : source.value;
  }
  return { ...draft, slice, constants };
}

/** The document as a file that `--mapping` takes. */
export function mappingText(draft: Draft): string {
  return `${JSON.stringify(draft, null, 2)}\n`;
}

/** Asks how the file would be read: with a proposal, with a proposal for one dataset, or with this draft. Throws `Refused`. */
export async function readProposal(
  file: File,
  wish: { readonly draft?: Draft; readonly dataset?: Mapping['dataset'] },
  signal: AbortSignal,
): Promise<MappingProposal> {
  const form = new FormData();
  if (wish.draft !== undefined) form.append('mapping', mappingText(wish.draft));
  else if (wish.dataset !== undefined) form.append('dataset', wish.dataset);
  const plain = /\.(csv|txt|tsv)$/i.test(file.name);
  form.append('file', plain ? file.slice(0, ENOUGH) : file, file.name);
  return (await ask('/api/mappings/propose', {
    method: 'POST',
    body: form,
    signal,
  })) as MappingProposal;
}

/** The proposed document where it is one. */
export function draftOf(mapping: unknown): Draft | null {
  return typeof mapping === 'object' && mapping !== null && 'dataset' in mapping
    ? (mapping as Draft)
    : null;
}
