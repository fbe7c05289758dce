/** In charge of finding the words of the screens: the catalogue of all pages, in both languages, and the speaking of it. */
import { alerts } from './alerts.ts';
import { arrivals } from './arrivals.ts';
import { assets } from './assets.ts';
import { audit } from './audit.ts';
import { cases } from './cases.ts';
import { changes } from './changes.ts';
import { charts } from './charts.ts';
import { data } from './data.ts';
import { execution } from './execution.ts';
import { lawBook } from './lawBook.ts';
import { ledger } from './ledger.ts';
import { mappings } from './mappings.ts';
import { origin } from './origin.ts';
import { overview } from './overview.ts';
import { payments } from './payments.ts';
import { projects } from './projects.ts';
import { shell } from './shell.ts';
import { signIn } from './signIn.ts';
import { terms } from './terms.ts';

/** Chinese first; English as good. */
export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

// One file per page; each entry bears both languages, so a missing translation does not compile.
const catalogue = {
  ...shell,
  ...signIn,
  ...terms,
  ...charts,
  ...overview,
  ...execution,
  ...ledger,
  ...projects,
  ...payments,
  ...assets,
  ...audit,
  ...alerts,
  ...cases,
  ...lawBook,
  ...arrivals,
  ...data,
  ...changes,
  ...mappings,
  ...origin,
};

export const CATALOGUE: Readonly<Record<string, { readonly zh: string; readonly en: string }>> =
  catalogue;

export type Key = keyof typeof catalogue;

/** The `{names}` in a sentence. */
type Blanks<Sentence extends string> = Sentence extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Blanks<Rest>
  : never;

type Filling<K extends Key> = [Blanks<(typeof catalogue)[K]['zh']>] extends [never]
  ? []
  : [values: Readonly<Record<Blanks<(typeof catalogue)[K]['zh']>, string>>];

/** Says a sentence of the catalogue: `t('rail.data')`, `t('execution.behind', { name, points })`. */
export type Say = <K extends Key>(key: K, ...values: Filling<K>) => string;

/** One voice, one language. */
export function speaker(language: Language): Say {
  return (key, ...[values]) => fill(catalogue[key][language], values ?? {});
}

/** Puts the values into the `{blanks}` of a sentence. */
export function fill(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (blank, name: string) => values[name] ?? blank);
}
