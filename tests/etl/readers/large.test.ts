/** In charge of files that are, or claim to be, larger than can be held: each is refused or read soon, and never hangs. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { RejectCode } from '#model/reject';
import { read } from '../../../etl/readers/read.ts';
import { ods, xlsx, xlsxParts, zip } from '../../support/archives.ts';
import { refused, sound, oldXls } from './refused.ts';

describe('a bomb', () => {
  const zeros = Buffer.alloc(64 * 1_048_576);

  test('a zip that expands a thousandfold', async () => {
    const { code } = await refused(zip([{ name: 'a.csv', content: zeros }]), 'a.zip');
    expect(code).toBe<RejectCode>('archive-bomb');
  });

  test('a workbook part that expands a thousandfold', async () => {
    const parts = Object.entries(xlsxParts('')).map(([name, content]) => ({
      name,
      content: name.endsWith('sheet1.xml') ? zeros : content,
    }));
    expect((await refused(zip(parts))).code).toBe<RejectCode>('archive-bomb');
  });

  test('an entry that claims to be small', async () => {
    expect(
      (await refused(zip([{ name: 'a.csv', content: zeros, claims: 100 }]), 'a.zip')).code,
    ).toMatch(/archive-bomb|file-truncated/u);
  });

  test('a gzip that expands a thousandfold', async () => {
    expect((await refused(gzipSync(zeros), 'a.csv.gz')).code).toBe<RejectCode>('archive-bomb');
  });

  test('archives in archives', async () => {
    const inner = zip([{ name: 'a.csv', content: 'a,b' }]);
    expect(
      (await refused(zip([{ name: 'b.zip', content: inner }]), 'a.zip')).code,
    ).toBe<RejectCode>('archive-bomb');
    expect((await refused(gzipSync(gzipSync('a,b')), 'a.gz')).code).toBe<RejectCode>(
      'archive-bomb',
    );
  });

  test('more entries than anyone packs', async () => {
    const entries = Array.from({ length: 5_000 }, (_, index) => ({
      name: `${String(index)}.csv`,
      content: 'a',
      store: true,
    }));
    expect((await refused(zip(entries), 'a.zip')).code).toBe<RejectCode>('archive-bomb');
  });

  test('more cells than can be held', async () => {
    const row = `<row r="1">${'<c/>'.repeat(1000)}</row>`;
    const sheet = (number: number) =>
      `<worksheet><sheetData>${row.replace('r="1"', '').repeat(number)}</sheetData></worksheet>`;
    expect(
      (
        await refused(
          zip(
            Object.entries({ ...xlsxParts(''), 'xl/worksheets/sheet1.xml': sheet(5_100) }).map(
              ([name, content]) => ({ name, content, store: true }),
            ),
          ),
        )
      ).code,
    ).toBe<RejectCode>('too-many-cells');
  });

  test.each([
    [
      'columns',
      '<table:table table:name="a"><table:table-row><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="1000000000"><text:p>1</text:p></table:table-cell></table:table-row></table:table>',
    ],
    [
      'rows',
      '<table:table table:name="a"><table:table-row table:number-rows-repeated="1000000000"><table:table-cell office:value-type="string"><text:p>1</text:p></table:table-cell></table:table-row></table:table>',
    ],
  ])('one OpenDocument cell that repeats over a thousand million %s', async (_, table) => {
    expect((await refused(ods(table), 'a.ods')).code).toBe<RejectCode>('too-many-cells');
  });
});

describe('what only looks large', () => {
  test('absurd declared ranges, merges, links and hidden columns cost nothing', async () => {
    const start = performance.now();
    const bytes = xlsx(
      '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576" hidden="1"/>',
      {},
      {
        before:
          '<dimension ref="A1:XFD1048576"/><cols><col min="2" max="2000000000" hidden="1"/></cols>',
        after:
          '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><hyperlinks><hyperlink ref="A1:XFD1048576" location="a"/></hyperlinks><autoFilter ref="A1:XFD1048576"/>',
      },
    );
    const { workbooks, rejects } = await read('a.xlsx', bytes);
    expect(performance.now() - start).toBeLessThan(1_000);
    expect(rejects).toEqual([]);
    const sheet = workbooks[0]?.sheets[0];
    expect([
      sheet?.rows,
      sheet?.columns,
      sheet?.hiddenRows.size,
      sheet?.hiddenColumns.size,
    ]).toEqual([1, 1, 0, 0]);
  });

  test('one cell in the last corner', async () => {
    const start = performance.now();
    const { workbooks } = await read(
      'a.xlsx',
      xlsx('<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>'),
    );
    expect(performance.now() - start).toBeLessThan(1_000);
    expect(workbooks[0]?.sheets[0]?.cell(1_048_575, 16_383)?.value).toBe(7);
  });

  test('a container whose chains run in circles', async () => {
    const whole = oldXls();
    const table = 512 * (whole.readUInt32LE(76) + 1);
    for (let index = 0; index < 12; index++) {
      const bytes = Buffer.from(whole);
      bytes.writeUInt32LE(index, table + 4 * index);
      const { workbooks, rejects } = await read('a.xls', bytes);
      expect(workbooks.length + rejects.length).toBe(1);
    }
  });

  test('damaged formulas do not send the reader round in circles', async () => {
    const start = performance.now();
    for (const type of [0x0006, 0x0021, 0x0206, 0x0017, 0x0018]) {
      const bytes = oldXls();
      const number = bytes.indexOf(Buffer.from('03020e00', 'hex'));
      bytes.writeUInt16LE(type, number);
      const { workbooks, rejects } = await read('a.xls', bytes);
      expect(workbooks.length + rejects.length).toBe(1);
    }
    expect(performance.now() - start).toBeLessThan(3_000);
  });

  test('random damage to an xls never throws and never hangs', async () => {
    const whole = oldXls();
    for (let seed = 1; seed <= 300; seed++) {
      const bytes = Buffer.from(whole);
      for (let i = 0; i < 4; i++)
        bytes[(seed * 7919 + i * 104_729 + i * seed) % bytes.length] = (seed * 31 + i * 17) % 256;
      const start = performance.now();
      const { workbooks, rejects } = await read('a.xls', bytes);
      expect(workbooks.length + rejects.length).toBe(1);
      expect(performance.now() - start).toBeLessThan(2_000);
    }
  });

  test('random damage to an xlsx never throws and never hangs', async () => {
    for (let seed = 1; seed <= 300; seed++) {
      const bytes = Buffer.from(sound);
      for (let i = 0; i < 3; i++)
        bytes[(seed * 7919 + i * 104_729) % bytes.length] = (seed * 31 + i * 17) % 256;
      const { workbooks, rejects } = await read('a.xlsx', bytes);
      expect(workbooks.length + rejects.length).toBeGreaterThan(0);
    }
  });
});
