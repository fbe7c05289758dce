/** In charge of how a cell of a row behind an alert reads: words before codes, and nothing where nothing is stated. */
import type { EvidenceCell } from '#contract/alertAnswers';
import type { Language, Say } from '../i18n/catalogue.ts';
import { monthName } from './paymentWords.ts';
import { percent } from './ratio.ts';

export interface CellSaid {
  readonly text: string;
  /** The code behind the words. */
  readonly code: string | null;
  /** In Chinese whatever the reader's language. */
  readonly chinese: boolean;
}

/** Null for what tells nothing: a mark that is not set. Amounts are shown by their own part. */
export function cellSaid(
  t: Say,
  { type, text, name }: Pick<EvidenceCell, 'type' | 'text' | 'name'>,
  language: Language,
): CellSaid | null {
  const plain = (words: string): CellSaid => ({ text: words, code: null, chinese: false });
  if (name !== null) {
    const own = language === 'en' ? name.en : name.zh;
    return { text: own ?? name.zh, code: type === 'word' ? null : text, chinese: own === null };
  }
  switch (type) {
    case 'boolean':
      return text === 'true' ? plain('✓') : null;
    case 'month':
      return plain(monthName(t, Number(text)));
    case 'ratio':
      return plain(percent(Number(text)));
    case 'text':
      return { text, code: null, chinese: true };
    case 'word':
    case 'fen':
    case 'date':
    case 'integer':
    case 'key':
      return plain(text);
  }
}
