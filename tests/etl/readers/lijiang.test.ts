/** In charge of the reference workbook: what the reader sees in it equals what lies in its XML, counted by another path. */
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseCell } from '#model/cell';
import type { Sheet } from '#model/reading';
import { read } from '../../../etl/readers/read.ts';
import { LIJIANG, realData } from '../../support/realData.ts';

const path = realData(LIJIANG);

describe.skipIf(path === null)('the workbook of Lijiang', () => {
  let sheets: readonly Sheet[] = [];
  let bytes = Buffer.alloc(0);
  let milliseconds = 0;

  beforeAll(async () => {
    bytes = readFileSync(path ?? '');
    const start = performance.now();
    const { workbooks, rejects } = await read('lijiang.xlsx', bytes);
    milliseconds = performance.now() - start;
    expect(rejects).toEqual([]);
    sheets = workbooks[0]?.sheets ?? [];
  });

  const sheet = (name: string): Sheet => {
    const found = sheets.find((one) => one.name.trim() === name);
    if (found === undefined) throw new Error(`no sheet ${name}`);
    return found;
  };

  test('54 sheets, 56,310 cells, 27,617 of them formulas, 250 merges', () => {
    let cells = 0;
    let formulas = 0;
    for (const one of sheets) {
      for (let row = 0; row < one.rows; row++) {
        for (let column = 0; column < one.columns; column++) {
          const cell = one.cell(row, column);
          if (cell === undefined) continue;
          cells++;
          if (cell.formula) formulas++;
        }
      }
    }
    expect([
      sheets.length,
      cells,
      formulas,
      sheets.reduce((sum, { merges }) => sum + merges.length, 0),
    ]).toEqual([54, 56_310, 27_617, 250]);
  });

  test('every number that stands in the XML is read, unchanged and in its place', () => {
    const parts = partsOf(bytes);
    const names = [
      ...(parts.get('xl/workbook.xml') ?? '').matchAll(
        /<sheet [^>]*name="([^"]*)"[^>]*r:id="([^"]*)"/gu,
      ),
    ];
    const targets = new Map(
      [...(parts.get('xl/_rels/workbook.xml.rels') ?? '').matchAll(/<Relationship [^>]*>/gu)].map(
        ([tag]) => [/Id="([^"]*)"/u.exec(tag)?.[1], /Target="([^"]*)"/u.exec(tag)?.[1]],
      ),
    );
    let numbers = 0;
    for (const [, name = '', id] of names) {
      const xml = parts.get(`xl/${targets.get(id) ?? ''}`) ?? '';
      for (const [, attributes = '', value] of xml.matchAll(
        /<c ([^>]*[^/])>(?:(?!<\/c>).)*?<v>([^<]+)<\/v>/gsu,
      )) {
        if (/ t="(?:s|str|b|e|inlineStr)"/u.test(` ${attributes}`)) continue;
        const at = parseCell(/r="([^"]+)"/u.exec(attributes)?.[1] ?? '');
        const cell =
          at === null
            ? undefined
            : sheets.find((one) => one.name === name)?.cell(at.row, at.column);
        if (cell?.kind === 'date') continue;
        expect(cell?.value).toBe(Number(value));
        numbers++;
      }
    }
    expect(numbers).toBe(33_022);
  });

  test('hidden rows and columns, trimmed ranges, indents', () => {
    expect(sheet('02').hiddenRows.size).toBe(1153);
    expect([...sheet('06').hiddenColumns]).toEqual([0, 4]);
    expect([...sheet('40').hiddenColumns]).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect(sheet('目录').columns).toBeLessThan(10);
    expect(sheet('48').columns).toBeLessThan(20);
    expect(sheet('26').cell(4, 0)).toMatchObject({ value: '工资奖金津补贴', indent: 1 });
  });

  test('what is printed stays apart from what is stored', () => {
    expect(sheet('02').cell(4, 2)).toMatchObject({ value: 132_245, text: '132,245' });
    expect(sheet('封面').cell(6, 1)).toMatchObject({ value: '2026-01-15', kind: 'date' });
    expect(sheet('24').cell(7, 2)).toMatchObject({
      text: expect.stringMatching(/^6\s*$/u) as string,
    });
    expect(sheet('24').cell(7, 2)?.value).toBeCloseTo(5.67, 10);
  });

  test('is read quickly', () => {
    expect(milliseconds).toBeLessThan(10_000);
  });
});

/** The parts of a zip by its directory, with nothing but Node. */
function partsOf(zip: Buffer): Map<string, string> {
  const parts = new Map<string, string>();
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  for (let at = zip.readUInt32LE(end + 16), left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [packed, nameLength, extra, comment, local] = [
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
      zip.readUInt16LE(at + 32),
      zip.readUInt32LE(at + 42),
    ];
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const data = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const content = zip.subarray(data, data + packed);
    if (/\.(?:xml|rels)$/u.test(name))
      parts.set(
        name,
        (zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(content) : content).toString('utf8'),
      );
    at += 46 + nameLength + extra + comment;
  }
  return parts;
}
