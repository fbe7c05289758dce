/** In charge of the regular expressions that a mapping may look for in a path: only those that cannot run away. */
import type { Bilingual } from '#model/bilingual';

/** What is wrong with a pattern; null where it may be used. */
export function patternProblem(pattern: string): Bilingual | null {
  try {
    new RegExp(pattern, 'gu');
  } catch {
    return { zh: `“${pattern}”不是有效的正则表达式`, en: `“${pattern}” is no regular expression` };
  }
  const bare = pattern.replace(/\\./gu, '_').replace(/\[[^\]]*\]/gu, '_');
  // a repeated group, or many open repetitions, can take for ever on a path that does not match
  if (
    /\)[*+{]/u.test(bare) ||
    (bare.match(/[*+]|\{\d+,\}/gu) ?? []).length > 3 ||
    /\\[1-9k]/u.test(pattern)
  ) {
    return {
      zh: '正则表达式过于复杂：不得重复括号，不得引用前组，* 和 + 合计至多三个',
      en: 'the regular expression is too complex: no repeated groups, no back references, at most three of * and +',
    };
  }
  return (bare.match(/\((?!\?)/gu) ?? []).length > 1
    ? { zh: '正则表达式至多有一个括号组', en: 'the regular expression may have one group' }
    : null;
}
