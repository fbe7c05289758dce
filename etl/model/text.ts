/** In charge of printed names: what is taken off (blanks, numbering, 其中) before two names are compared. */

/** Characters that PDF extraction and old files use for others and that NFKC leaves alone. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  '⻔': '门', '⻋': '车', '⻓': '长', '⻄': '西', '⻅': '见', '⻉': '贝', '⻚': '页', '⻛': '风', '⻜': '飞', '⻝': '食',
  '⻢': '马', '⻥': '鱼', '⻦': '鸟', '⻩': '黄', '⻬': '齐', '⻰': '龙', '⺠': '民',
}; // prettier-ignore

const CHINESE_NUMBER = '[一二三四五六七八九十百零〇]+';
const NUMBERING = new RegExp(
  '^(?:' +
    [
      `${CHINESE_NUMBER}、`, // 一、
      `\\(${CHINESE_NUMBER}\\)、?`, // （一）
      `\\(\\d{1,3}\\)、?`, // （1）
      `\\d{1,3}(?:\\.(?!\\d)|、)`, // 1. 1、 and never 1.5
      `第${CHINESE_NUMBER}[部分章节]+、?`,
    ].join('|') +
    ')',
  'u',
);
const OF_WHICH = /^其中:?/u;

/**
 * Full-width ASCII (`１，２３４．５`) as ASCII, and nothing else: a figure may carry a footnote mark (`1,234①`, `5²`), which NFKC would
 * turn into digits of the amount.
 */
export function halfWidth(text: string): string {
  return text.replace(/[！-～]/gu, (character) =>
    String.fromCharCode(character.charCodeAt(0) - 0xfee0),
  );
}

/** NFKC with look-alike characters replaced and every blank (U+3000, NBSP, zero-width) taken out. */
export function compact(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[⺠-⻳]/gu, (character) => LOOKALIKES[character] ?? character)
    .replace(/[\s\u200b-\u200d\ufeff]/gu, '');
}

/** A label taken apart: `　（一）其中：人大事务` → numbering `(一)`, ofWhich, name `人大事务`. */
export interface Label {
  /** In half-width form, without its dot or comma at the end cut off: `一、`, `(一)`, `1.`; null where there is none. */
  readonly numbering: string | null;
  /** Whether the label itself says 其中. */
  readonly ofWhich: boolean;
  readonly name: string;
}

export function parseLabel(text: string): Label {
  let rest = compact(text);
  let numbering: string | null = null;
  let ofWhich = false;
  for (let changed = true; changed;) {
    changed = false;
    const found: string | undefined = numbering === null ? NUMBERING.exec(rest)?.[0] : undefined;
    if (found !== undefined && found.length < rest.length) {
      numbering = found;
      rest = rest.slice(found.length);
      changed = true;
    }
    if (OF_WHICH.test(rest) && rest.replace(OF_WHICH, '') !== '') {
      ofWhich = true;
      rest = rest.replace(OF_WHICH, '');
      changed = true;
    }
  }
  return { numbering, ofWhich, name: rest };
}

/** The form in which names are compared: no numbering, no blanks, no 其中, brackets and quotation marks of one kind. */
export function nameKey(text: string): string {
  return parseLabel(text)
    .name.replace(/[“”„‟"『』「」]/gu, '"')
    .replace(/[〔【[]/gu, '(')
    .replace(/[〕】\]]/gu, ')')
    .replace(/[·•・‧]/gu, '·')
    .replace(/[‐-―−─—]/gu, '-')
    .replace(/[::]$/u, '');
}
