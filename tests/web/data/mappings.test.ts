/** In charge of holding the mapping form to the mapping document: what a choice changes, and that nothing else does. */
import { describe, expect, test } from 'vitest';
import {
  columnName,
  isNational,
  mappingText,
  meaningOf,
  sourceOf,
  withMeaning,
  withNational,
  withSource,
  type Draft,
} from '../../../web/data/mappings.ts';

const HEADER = ['单位编码', '单位名称', '科目', '金额', '', '金额'];
const DRAFT: Draft = {
  mapping: 'own-execution',
  version: 1,
  dataset: 'execution',
  columns: {
    unit: { from: ['单位编码', 'agency_code'], name: '单位名称', optional: true },
    executed: { from: 4 },
  },
  constants: { flow: 'expenditure' },
};
const meanings = (draft: Draft) => HEADER.map((_, at) => meaningOf(draft, HEADER, at));

describe('the meaning of a column', () => {
  test('is what the document maps, by name, alternative or position', () => {
    expect(meanings(DRAFT)).toEqual(['code:unit', 'name:unit', '', 'code:executed', '', '']);
    expect(columnName(HEADER, 3)).toBe(4);
    expect(columnName(HEADER, 4)).toBe(5);
  });

  test('is changed alone, and lets go what meant it before', () => {
    const moved = withMeaning(DRAFT, HEADER, 5, 'code:executed');
    expect(meanings(moved)).toEqual(['code:unit', 'name:unit', '', '', '', 'code:executed']);
    const none = withMeaning(moved, HEADER, 0, '');
    expect(meanings(none)).toEqual(['', '', '', '', '', 'code:executed']);
    expect(DRAFT.columns?.['executed']).toEqual({ from: 4 });
  });

  test('keeps what is said of the field beside its column', () => {
    const other = withMeaning(DRAFT, HEADER, 2, 'code:unit');
    expect(other.columns?.['unit']).toEqual({ from: '科目', name: '单位名称', optional: true });
    expect(withMeaning(DRAFT, HEADER, 1, '').columns?.['unit']).toEqual({
      from: ['单位编码', 'agency_code'],
      optional: true,
    });
  });

  test('of a national code brings the levels above, unless the codes are the source’s own', () => {
    const coded = withMeaning(DRAFT, HEADER, 2, 'code:item_');
    expect(coded.columns?.['item_']).toEqual({ from: '科目', levels: 'function' });
    expect([isNational(coded, 'item_'), isNational(coded, 'unit')]).toEqual([true, null]);
    const own = withNational(coded, 'item_', false);
    expect(own.columns?.['item_']).toEqual({ from: '科目' });
    expect(withNational(own, 'item_', true).columns).toEqual(coded.columns);
  });
});

describe('a part of the slice', () => {
  test('comes from a column, from one value, from the path, or is not said', () => {
    expect(sourceOf(DRAFT, HEADER, 'flow')).toEqual({ kind: 'value', value: 'expenditure' });
    expect(sourceOf(DRAFT, HEADER, 'year')).toEqual({ kind: 'unsaid' });
    const inPath: Draft = { ...DRAFT, slice: { year: { path: '(20[0-9]{2})' } } };
    expect(sourceOf(inPath, HEADER, 'year')).toEqual({ kind: 'path' });
    const fromColumn = withSource(DRAFT, HEADER, 'book', { kind: 'column', at: 2 });
    expect(sourceOf(fromColumn, HEADER, 'book')).toEqual({ kind: 'column', at: 2 });
    expect(fromColumn.slice?.book).toMatchObject({ from: '科目', take: [1, 2], lookup: { '11': 'general' } }); // prettier-ignore
  });

  test('is said in one place only', () => {
    const said = withSource(DRAFT, HEADER, 'year', { kind: 'value', value: '2025' });
    expect(said.constants).toEqual({ flow: 'expenditure', year: 2025 });
    const column = withSource(said, HEADER, 'year', { kind: 'column', at: 2 });
    expect(column.constants).toEqual({ flow: 'expenditure' });
    expect(withSource(column, HEADER, 'year', { kind: 'unsaid' }).slice).toEqual({});
  });
});

test('the file that is kept is the document', () => {
  expect(JSON.parse(mappingText(DRAFT))).toEqual(DRAFT);
});
