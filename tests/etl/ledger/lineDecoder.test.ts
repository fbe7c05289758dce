/** In charge of seeing that each encoding is told from the others, that one holds for a file, and that a change is named with its line. */
import { describe, expect, test } from 'vitest';
import { EncodingFault, LineDecoder, type EncodingAsked } from '../../../etl/ledger/lineDecoder.ts';

/** Two characters of GB18030 per name, as the tables of the encoding have them. */
const GB: Readonly<Record<string, readonly number[]>> = {
  支: [0xd6, 0xa7], 付: [0xb8, 0xb6], 教: [0xbd, 0xcc], 育: [0xd3, 0xfd], 局: [0xbe, 0xd6], 工: [0xb9, 0xa4], 程: [0xb3, 0xcc], 款: [0xbf, 0xee],
}; // prettier-ignore
const gb = (text: string) =>
  Buffer.from(Array.from(text).flatMap((letter) => GB[letter] ?? [letter.charCodeAt(0)]));

function decode(parts: readonly Buffer[], asked: EncodingAsked = 'auto') {
  const decoder = new LineDecoder(asked);
  const out = [...parts.map((part) => decoder.push(part)), decoder.end()];
  return { text: Buffer.concat(out).toString('utf8'), encoding: decoder.encoding };
}

const TEXT = '支付,教育局\n工程款,1\n';

describe('the encoding is told', () => {
  test.each([
    ['UTF-8', Buffer.from(TEXT), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${TEXT}`), 'utf-8'],
    ['GB18030', gb(TEXT), 'gb18030'],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${TEXT}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 without a mark', Buffer.from(`a,b,c,d,e,f,g,h\n${TEXT}`, 'utf16le'), 'utf-16le'],
  ])('%s', (_, bytes, encoding) => {
    const found = decode([bytes]);
    expect([found.encoding, found.text.endsWith(TEXT)]).toEqual([encoding, true]);
  });

  test('Latin-1', () => {
    expect(decode([Buffer.from('Sección,Descripción\nEducación,1\n', 'latin1')])).toEqual({
      text: 'Sección,Descripción\nEducación,1\n',
      encoding: 'windows-1252',
    });
  });

  test('late, after much that is plain', () => {
    expect(decode([Buffer.from('a,b\n'.repeat(1000)), gb('工程款,2\n')]).encoding).toBe('gb18030');
  });

  test('wherever the bytes are cut', () => {
    const bytes = gb(TEXT);
    for (let cut = 0; cut <= bytes.length; cut++)
      expect(decode([bytes.subarray(0, cut), bytes.subarray(cut)]).text).toBe(TEXT);
  });
});

describe('two encodings in one file are told with the line', () => {
  test.each([
    ['GB18030 within UTF-8', [Buffer.from('教育局,1\n支付,2\n'), gb('工程款教育局,3\n')], 0],
    [
      'UTF-8 within GB18030',
      [gb('教育局,1\n支付,2\n'), Buffer.concat([gb('支付,1\n'), Buffer.from('教育局工程款,3\n')])],
      1,
    ],
    [
      'Latin-1 within UTF-8',
      [Buffer.from('Educación,1\n'), Buffer.from('Sección,2\n', 'latin1')],
      0,
    ],
  ])('%s', (_, parts, line) => {
    expect(() => decode(parts)).toThrow(
      expect.objectContaining({ kind: 'mixed', line }) as EncodingFault,
    );
  });

  test('bytes that are of no encoding', () => {
    expect(() => decode([Buffer.from([0x61, 0x81, 0x20, 0x8d, 0x0a])])).toThrow(EncodingFault);
  });
});
