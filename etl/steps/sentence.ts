/** In charge of filling the sentences of rules and checks: amounts, percentages, names and lists, in both languages. */
import type { Bilingual } from '#model/bilingual';
import { FEN_PER_UNIT, fen, formatAmount, type AmountUnit } from '#model/fen';

/** A value that no sentence knows how to say, or a placeholder without a value; the message names it. */
export class SentenceFault extends Error {}

type Words = Readonly<Record<string, Bilingual>>;
type Tagged = Readonly<Record<string, unknown>>;

/**
 * Fills `{name}` from parameters. A parameter is plain text, or an object that says what it is:
 * `{fen}` an amount (with `unit` in that unit exactly, else 万元 or 亿元), `{delta}` the same with its sign, `{ratio}` a percentage,
 * `{points}` percentage points, `{count}`, `{phrase}` words of the header, `{zh, en}`, or `{list}` of `{name, …one of these}`.
 * A clause in `[[…]]` is said only where all its placeholders have a value. `english` names a line of a list in English where it can.
 */
export function fill(
  template: Bilingual,
  parameters: Tagged,
  phrases: Words,
  english: (name: string) => string = (name) => name,
): Bilingual {
  const saying: Saying = { phrases, english };
  const into = (language: keyof Bilingual) =>
    template[language]
      .replace(CLAUSE, (_, clause: string) =>
        [...clause.matchAll(PLACEHOLDER)].every(([, name = '']) => isSaid(parameters[name]))
          ? clause
          : '',
      )
      .replace(PLACEHOLDER, (_, name: string) => {
        const value = parameters[name];
        if (!isSaid(value)) throw new SentenceFault(`{${name}} has no value`);
        return say(name, value, language, saying);
      });
  return { zh: into('zh'), en: capitalised(into('en')) };
}

const CLAUSE = /\[\[(.*?)\]\]/gu;
const PLACEHOLDER = /\{([a-zA-Z_][\w.]*)\}/gu;

/** Absent are null, an empty list, and a tag that holds null (`{"ratio": null}`). */
function isSaid(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value !== 'object') return true;
  // Without a unit of its own an amount is said in one that fits it.
  const parts: unknown[] = Object.entries(value).flatMap(([tag, part]: [string, unknown]) =>
    tag === 'unit' ? [] : [part],
  );
  return (
    parts.length > 0 &&
    !parts.includes(null) &&
    !parts.some((part) => Array.isArray(part) && part.length === 0)
  );
}

/** What every part of a sentence may need to know. */
interface Saying {
  readonly phrases: Words;
  readonly english: (name: string) => string;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function say(name: string, value: unknown, language: keyof Bilingual, saying: Saying): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) throw new SentenceFault(`{${name}} is no value`);
  const tagged: Tagged = { ...value };
  if (Array.isArray(tagged['list'])) {
    return tagged['list']
      .map((part: unknown) => sayPart(name, part, language, saying))
      .join(language === 'zh' ? '、' : ', ');
  }
  if (tagged['fen'] !== undefined)
    return sayAmount(wholeNumber(name, tagged['fen']), unitOf(tagged['unit']), language);
  if (tagged['delta'] !== undefined) {
    const amount = wholeNumber(name, tagged['delta']);
    return (amount > 0n ? '+' : '') + sayAmount(amount, unitOf(tagged['unit']), language);
  }
  if (tagged['ratio'] !== undefined) return `${decimal(name, tagged['ratio'], 1)}%`;
  if (tagged['points'] !== undefined)
    return decimal(name, tagged['points'], 1) + (language === 'zh' ? '个百分点' : ' pp');
  if (tagged['count'] !== undefined) return Number(tagged['count']).toLocaleString('en-US');
  if (typeof tagged['phrase'] === 'string') {
    const phrase = saying.phrases[tagged['phrase']];
    if (phrase === undefined) throw new SentenceFault(`{${name}}: no phrase ${tagged['phrase']}`);
    return phrase[language];
  }
  const words = tagged[language] ?? tagged['zh'];
  if (typeof words === 'string') return words;
  throw new SentenceFault(`{${name}} says not what it is`);
}

function sayPart(name: string, part: unknown, language: keyof Bilingual, saying: Saying): string {
  if (typeof part !== 'object' || part === null) return say(name, part, language, saying);
  const { name: label, ...value }: Tagged = { ...part };
  if (typeof label !== 'string') return say(name, value, language, saying);
  const said = language === 'en' ? saying.english(label) : label;
  if (!Object.keys(value).some((tag) => tag !== 'unit')) return said;
  const rest = say(name, value, language, saying);
  return language === 'zh' ? `${said}（${rest}）` : `${said} (${rest})`;
}

/** `5,800万元`, `17.63亿元`; `CNY 12,331`, `CNY 58 million`, `CNY 1.763 billion`. In a given unit: `775万元`, all its decimals. */
export function sayAmount(
  amount: bigint,
  unit: AmountUnit | null,
  language: keyof Bilingual,
): string {
  if (unit !== null) {
    const text = trimZeros(formatAmount(fen(amount), unit, { yuan: 2, wan: 6, yi: 10 }[unit]));
    return language === 'zh' ? text + UNIT_ZH[unit] : `${text} ${UNIT_EN[unit]}`;
  }
  const size = amount < 0n ? -amount : amount;
  if (language === 'zh') {
    const chosen: AmountUnit =
      size < FEN_PER_UNIT.wan ? 'yuan' : size < FEN_PER_UNIT.yi ? 'wan' : 'yi';
    const text = formatAmount(fen(amount), chosen, 2);
    return (chosen === 'yi' ? text : trimZeros(text)) + UNIT_ZH[chosen];
  }
  const sign = amount < 0n ? '−' : '';
  if (size < FEN_PER_UNIT.wan) return `${sign}CNY ${trimZeros(formatAmount(fen(size), 'yuan', 2))}`;
  if (size < 100n * FEN_PER_UNIT.wan) return `${sign}CNY ${formatAmount(fen(size), 'yuan', 0)}`;
  if (size < 10n * FEN_PER_UNIT.yi)
    return `${sign}CNY ${trimZeros(formatAmount(fen(size / 100n), 'wan', 2))} million`;
  return `${sign}CNY ${formatAmount(fen(size / 10n), 'yi', 3)} billion`;
}

const UNIT_ZH: Readonly<Record<AmountUnit, string>> = { yuan: '元', wan: '万元', yi: '亿元' };
const UNIT_EN: Readonly<Record<AmountUnit, string>> = { yuan: 'yuan', wan: '万元', yi: '亿元' };

function unitOf(value: unknown): AmountUnit | null {
  return value === 'yuan' || value === 'wan' || value === 'yi' ? value : null;
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/u, '') : text;
}

function wholeNumber(name: string, value: unknown): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  if (typeof value === 'string' && /^-?\d+$/u.test(value)) return BigInt(value);
  throw new SentenceFault(`{${name}} is no whole number of fen`);
}

function decimal(name: string, value: unknown, digits: number): string {
  const number = typeof value === 'number' ? value : Number(value);
  if (!Number.isFinite(number)) throw new SentenceFault(`{${name}} is no number`);
  const text = (number * 100).toFixed(digits).replace(/^-0\.?0*$/u, (0).toFixed(digits));
  return text.replace(/\d+/u, (whole) => whole.replace(/\B(?=(?:\d{3})+$)/gu, ','));
}
