/** In charge of a rule's threshold in the reader's language, and of the pattern of its sentence without a case in it. */
import type { Say } from '../i18n/catalogue.ts';
import { threshold } from './threshold.ts';

/** `个百分点`, `%`, `万元`; nothing for counts. Units that have no word stand as the rule writes them. */
export function unitWord(t: Say, unit: string): string {
  switch (unit) {
    case 'count':
      return '';
    case 'ratio':
      return '%';
    case 'pp':
      return t('law.unit.pp');
    case '元':
      return t('unit.yuan');
    case '万元':
      return t('unit.wan');
    case '亿元':
      return t('unit.yi');
    default:
      return unit;
  }
}

/** `10 个百分点`, `50%`, `3`. */
export function thresholdSaid(t: Say, value: number, unit: string): string {
  if (unit === '%') return `${String(value)}%`;
  return threshold(value, unit === 'ratio' || unit === 'count' ? unit : unitWord(t, unit));
}

/** A sentence with what a case fills in left open: `截至…年…月，…支出…`; what is said only where it applies stands in brackets. */
export function pattern(sentence: string): string {
  return sentence
    .replace(/\{\w+\}/g, '…')
    .replace(/…+/g, '…')
    .replaceAll('[[', '〔')
    .replaceAll(']]', '〕');
}
