/** In charge of naming the columns that finance staff keep for themselves: they are set aside, and never in silence. */
import { formatColumn } from '#model/cell';
import type { Note } from '#model/reading';
import type { Column } from './columns.ts';

/** One note for all helper columns of a table; none where there are none. */
export function helperNotes(columns: readonly Column[], headerRow: number): Note[] {
  const helpers = columns.filter(({ meaning }) => meaning.kind === 'helper');
  if (helpers.length === 0) return [];
  const name = (column: Column, words: readonly [hidden: string, none: string]) => {
    const header = column.header === '' ? words[1] : column.header;
    return `${formatColumn(column.index)}（${header}${column.hidden ? words[0] : ''}）`;
  };
  const zh = helpers.map((column) => name(column, ['，隐藏', '无表头'])).join('、');
  const en = helpers
    .map((column) => name(column, [', hidden', 'no header']))
    .join(', ')
    .replace(/（/gu, ' (')
    .replace(/）/gu, ')');
  return [
    {
      code: 'helper-column',
      message: {
        zh: `辅助列 ${zh} 不是公开内容，未读入。`,
        en: `Helper columns ${en} are no part of the table and were not read.`,
      },
      cells: helpers.map(({ index }) => `${formatColumn(index)}${String(headerRow + 1)}`),
    },
  ];
}
