/** In charge of the names of published indicators and metrics: the source's own in Chinese, the standing translation in English. */
import type { Member } from '#contract/answers';
import type { Language } from '../i18n/catalogue.ts';
import { INDICATORS_EN } from '../i18n/indicators.ts';

/** Members of a dimension by code. */
export type Names = ReadonlyMap<string, Member>;

/** A name and, where it is not in the reader's language, the language it is in. */
export function indicatorName(
  names: Names,
  code: string,
  language: Language,
): { readonly text: string; readonly lang?: 'zh-CN' } {
  const member = names.get(code);
  if (language === 'en') {
    const english = member?.en ?? INDICATORS_EN[code] ?? null;
    if (english !== null) return { text: english };
    return { text: member?.zh ?? code, lang: 'zh-CN' };
  }
  return { text: member?.zh ?? code };
}
