/** In charge of showing progress: a bar that fits the terminal, plain lines elsewhere. */
import { describe, expect, test } from 'vitest';
import { progressOn } from '../../server/progress.ts';

function stream(isTTY: boolean, columns = 40) {
  const written: string[] = [];
  return { written, isTTY, columns, write: (text: string) => written.push(text) };
}

describe('progress', () => {
  test('is a line per message where there is no terminal', () => {
    const plain = stream(false);
    const { show } = progressOn(plain);
    show(0.1, 'reading');
    show(0.2, 'reading');
    show(null, 'checking');
    expect(plain.written).toEqual(['reading\n', 'checking\n']);
  });

  test('is one line that is drawn over on a terminal, and taken away before other lines', () => {
    const terminal = stream(true, 80);
    const { show, clear } = progressOn(terminal);
    show(0.5, '读取');
    expect(terminal.written.at(-1)).toBe(`\r\u001b[K${'█'.repeat(12)}${'░'.repeat(12)} 50% 读取`);
    clear();
    clear();
    expect(terminal.written.slice(1)).toEqual(['\r\u001b[K']);
  });

  test('counts a Chinese character as two columns', () => {
    const narrow = stream(true, 10);
    progressOn(narrow).show(null, '正在读取文件');
    expect(narrow.written).toEqual(['\r\u001b[K正在读取']);
  });
});
