/** In charge of the little XML that readers look at themselves: tags and attributes in order, never entities of a document's own. */
import { refuse } from './refusal.ts';

export interface Tag {
  /** Without prefix: `x:row` is `row`. */
  readonly name: string;
  readonly closing: boolean;
  readonly selfClosing: boolean;
  /** The attributes as written. */
  readonly attributes: string;
  /** Positions of the tag itself and after it. */
  readonly start: number;
  readonly end: number;
}

/** A part as text; refuses document types (entities) and encodings other than UTF-8. */
export function xmlText(part: string, bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw refuse('encoding', {});
  }
  const text = buffer.toString('utf8');
  if (/<!(?:DOCTYPE|ENTITY)/iu.test(text)) throw refuse('xml-entity', { part });
  return text.includes('<!--') ? withoutComments(text) : text;
}

/** Comments taken out by position, since a search by pattern would be slow on many that never end. */
function withoutComments(text: string): string {
  let result = '';
  let from = 0;
  for (;;) {
    const start = text.indexOf('<!--', from);
    if (start === -1) return result + text.slice(from);
    result += text.slice(from, start);
    const end = text.indexOf('-->', start + 4);
    if (end === -1) return result;
    from = end + 3;
  }
}

/** Every tag whose name is one of `names`, in document order. */
export function* tags(xml: string, names: readonly string[]): Generator<Tag> {
  const wanted = new RegExp(
    `<(/?)(?:[\\w.-]+:)?(${names.join('|')})((?=[\\s/>])(?:[^<>"']|"[^"<]*"|'[^'<]*')*)>`,
    'gu',
  );
  for (let match = wanted.exec(xml); match !== null; match = wanted.exec(xml)) {
    const attributes = match[3] ?? '';
    yield {
      name: match[2] ?? '',
      closing: match[1] === '/',
      selfClosing: attributes.endsWith('/'),
      attributes,
      start: match.index,
      end: wanted.lastIndex,
    };
  }
}

const PATTERNS = new Map<string, RegExp>();

/** The value of an attribute, whatever its prefix; undefined where it is not written. */
export function attribute(tag: Tag, name: string): string | undefined {
  let pattern = PATTERNS.get(name);
  if (pattern === undefined) {
    pattern = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'u');
    PATTERNS.set(name, pattern);
  }
  const match = pattern.exec(tag.attributes);
  const raw = match?.[1] ?? match?.[2];
  return raw === undefined ? undefined : unescape(raw);
}

/** `1`, `true`, `on`. */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** The five entities of XML and characters by number; anything else stays as written. */
export function unescape(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/giu,
    (all, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
      if (name !== undefined) return NAMED[name] ?? all;
      const point = hex === undefined ? Number(decimal) : parseInt(hex, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : all;
    },
  );
}
