/** In charge of the command `template`: it writes the workbook of a register, and names the registers to whoever asks for another. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read } from '@e965/xlsx';
import { afterAll, expect, test } from 'vitest';
import { writeTemplate } from '../../../etl/commands/template.ts';
import type { Shell } from '../../../etl/shell.ts';

const folder = mkdtempSync(join(tmpdir(), 'mingzhang-template-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const lines: string[] = [];
const shell: Shell = {
  open: () => Promise.reject(new Error('no database is needed')),
  line: (text) => lines.push(text),
  note: () => undefined,
  progress: () => undefined,
  user: 'test',
  dataFolder: folder,
  onServer: false,
  signal: new AbortController().signal,
};

test('writes the workbook and says where', async () => {
  const out = join(folder, '会议.xlsx');
  expect(await writeTemplate(shell, 'meetings', { out })).toBe(0);
  expect(read(readFileSync(out)).SheetNames).toEqual(['会议培训台账', '填表说明']);
  expect(lines.at(-1)).toContain(out);
});

test('names the registers where it is asked for another', async () => {
  await expect(writeTemplate(shell, 'salaries', {})).rejects.toMatchObject({
    code: 'bad-dataset',
    sentence: { en: expect.stringContaining('contracts') as string },
  });
});
