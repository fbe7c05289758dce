/** In charge of calling a scope by the place's own kind: 全市 and 市本级 in a city, 全区 and 区本级 in a district. */
import type { Scope } from '#model/slice';
import type { Language, Say } from '../i18n/catalogue.ts';

const KIND = /[省市区县州盟旗镇乡]$/;

/** `region` is the Chinese name of the place. */
export function scopeName(scope: Scope, region: string, language: Language, t: Say): string {
  const kind = KIND.exec(region)?.[0];
  if (language === 'en' || kind === undefined || scope === 'unstated') return t(`scope.${scope}`);
  return scope === 'all' ? `全${kind}` : `${kind}本级`;
}
