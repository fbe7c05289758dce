/** In charge of what the tests of hostile files have in common: the one refusal, and two sound workbooks. */
import { utils, write } from '@e965/xlsx';
import { expect } from 'vitest';
import { read } from '../../../etl/readers/read.ts';
import { xlsx } from '../../support/archives.ts';

/** Reads what must be refused, and gives its only reject. */
export async function refused(bytes: Uint8Array, path = '预算.xlsx') {
  const start = performance.now();
  const { workbooks, rejects } = await read(path, bytes);
  const [only] = rejects;
  expect(workbooks).toEqual([]);
  expect(rejects).toHaveLength(1);
  expect(performance.now() - start).toBeLessThan(20_000); // far above what any of them takes, far below a hang
  if (only === undefined) throw new Error('not refused');
  expect(only.message.zh).toContain(`文件“${path}`);
  expect(only.message.zh).toMatch(/。$/u);
  expect(only.message.en).toMatch(/\.$/u);
  return only;
}

export const sound = xlsx('<row r="1"><c r="A1"><v>1</v></c></row>');
export const oldXls = (): Buffer => {
  const workbook = utils.book_new();
  utils.book_append_sheet(
    workbook,
    utils.aoa_to_sheet([
      ['项目', '金额'],
      ['教育', 12.5],
    ]),
    '表一',
  );
  return write(workbook, { type: 'buffer', bookType: 'biff8' }) as Buffer;
};
