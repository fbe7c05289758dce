/** In charge of telling in which encoding a text file is written: by decoding without tolerance, then by plausibility. */

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252';

/** The text of a file without its byte order mark, and its encoding; null when no encoding fits. */
export function decode(bytes: Uint8Array): { text: string; encoding: Encoding } | null {
  for (const encoding of candidates(bytes)) {
    const text = tryDecode(bytes, encoding);
    if (text !== null && !/[\x00-\x08\x0e-\x1a\x1c-\x1f\x80-\x9f]/u.test(text))
      return { text, encoding };
  }
  return null;
}

function candidates(bytes: Uint8Array): Encoding[] {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return ['utf-16le'];
  if (first === 0xfe && second === 0xff) return ['utf-16be'];
  if (first === 0xef && second === 0xbb && third === 0xbf) return ['utf-8'];
  const wide = wideEncoding(bytes);
  if (wide !== null) return [wide];
  return looksChinese(bytes) ? ['utf-8', 'gb18030', 'windows-1252'] : ['utf-8', 'windows-1252'];
}

/** UTF-16 without a byte order mark: its ASCII characters leave zeros in every other place, and never in both. */
export function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  let even = 0;
  let odd = 0;
  const sample = Math.min(bytes.length, 4096);
  for (let i = 0; i < sample; i++) {
    if (bytes[i] !== 0) continue;
    if (i % 2 === 0) even++;
    else odd++;
  }
  if (even === 0 && odd > sample / 16) return 'utf-16le';
  return odd === 0 && even > sample / 16 ? 'utf-16be' : null;
}

function tryDecode(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Whether the high bytes pair up as Chinese text in GB18030 does. Accented Latin-1 letters often decode as rare characters
 * without an error, but then the second byte is mostly an ASCII letter, which it hardly ever is in real Chinese text.
 */
function looksChinese(bytes: Uint8Array): boolean {
  let common = 0;
  let rare = 0;
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x81) continue;
    const trail = bytes[i + 1] ?? 0;
    if (lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1 && trail <= 0xfe) common++;
    else rare++;
    i++;
  }
  return common > 0 && common >= 4 * rare;
}
