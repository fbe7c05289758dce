/** In charge of seeing that rows written straight from their bytes are those that the row mapper reads, value for value. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { copyField, type CopyType } from '../../../etl/ledger/copyField.ts';
import { RowOutput } from '../../../etl/ledger/rowOutput.ts';
import { RowScanner } from '../../../etl/ledger/rowScanner.ts';
import { RowWriter, type Refused } from '../../../etl/ledger/rowWriter.ts';
import type { BoundMapping, SliceParts } from '../../../etl/mapping/bound.ts';
import { rowMapper } from '../../../etl/mapping/rowMapper.ts';
import { targetOf } from '../../../etl/mapping/targets.ts';
import { bound, HEADERS, mappingOf, namesIn } from '../mapping/integration.ts';

const TYPES: Readonly<Record<string, CopyType>> = {
  text: 'text', fen: 'int8', key: 'int8', date: 'date', month: 'int2', boolean: 'bool', ratio: 'float8', integer: 'int2',
}; // prettier-ignore

function typesOf({ dataset }: BoundMapping): CopyType[] {
  return Object.values(targetOf(dataset).ledger.columns).map(({ type }) => TYPES[type] ?? 'text');
}

const csv = (rows: readonly (readonly string[])[]) =>
  Buffer.from(
    rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')).join('\n'),
  );

/** What the writer makes of the rows: bytes per row or the fault, sums, names. */
function written(of: BoundMapping, rows: readonly (readonly string[])[]) {
  const batches: SliceParts[] = [];
  const key = (parts: SliceParts) => JSON.stringify(parts);
  const writer = new RowWriter(of, typesOf(of), {
    batchOf: (parts) => {
      const known = batches.findIndex((own) => key(own) === key(parts));
      return known === -1 ? batches.push(parts) - 1 : known;
    },
  });
  const scanner = new RowScanner(44);
  scanner.feed(csv(rows));
  const out = rows.map((_, line) => {
    scanner.next(true);
    const output = new RowOutput(new ArrayBuffer(writer.need(scanner)));
    const refused = writer.write(scanner, line, output);
    return refused === null
      ? Buffer.from(output.bytes.subarray(0, output.at)).toString('hex')
      : withoutSlice(refused.fault);
  });
  const slices = batches.map((parts, batch) => {
    const tally = writer.tallies.get(batch);
    return {
      parts,
      rows: tally?.rows ?? 0,
      sums: Object.fromEntries(
        writer.amounts.map((field, index) => [field, tally?.sum(index) ?? 0n]),
      ),
      names: plain(writer.namesOf(batch)),
    };
  });
  return { out, slices, stated: writer.stated() };
}

/** The same by the row mapper alone. */
function mapped(of: BoundMapping, rows: readonly (readonly string[])[]) {
  const mapper = rowMapper(of);
  const row = mapper.row();
  const types = typesOf(of);
  const out = rows.map((fields, line) => {
    const fault = mapper.map(fields, row);
    if (fault !== null) return withoutSlice(fault);
    const count = Buffer.alloc(2);
    count.writeInt16BE(of.fields.length + 3);
    return Buffer.concat([
      count,
      copyField('int4', String(row.slice)),
      copyField('text', mapper.slices[row.slice]?.region ?? ''),
      copyField('int4', String(line)),
      ...row.values.map((value, put) => copyField(types[put] ?? 'text', value)),
    ]).toString('hex');
  });
  const slices = mapper.slices.map((parts, slice) => {
    const { rows: count, amounts } = mapper.totals(slice);
    return { parts, rows: count, sums: amounts, names: plain(mapper.names(slice)) };
  });
  return { out, slices, stated: mapper.stated() };
}

/** The number of a slice is each one's own. */
function withoutSlice(fault: Refused['fault']) {
  return typeof fault === 'string' ? fault : { ...fault, slice: null };
}

function plain(
  names: ReadonlyMap<string, ReadonlyMap<string, { name: string; parent: string | null }>>,
) {
  return Object.fromEntries(
    [...names].map(([scheme, codes]) => [scheme, Object.fromEntries(codes)]),
  );
}

/** Fields that a column may hold: what is usual, what is odd, what is wrong. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  财政区划代码: ['990101', '990101', '990102', ' 990101 ', '99'],
  预算年度: ['2025', '2025', '2024', '2025年', '25'],
  会计期间: ['1', '12', '13', '03', '14', ''],
  日期: ['2025-03-07', '2025-3-7', '20250307', '2025年3月7日', '2026-01-05', '2025-02-30', ''],
  科目: ['2050202', '2010301', '205', '9999999', ''],
  政府经济: ['50502', '501', '599', ''],
  部门经济: ['30213', '30201', '303', '1', ''],
  资金: ['11', '12', '13', '14', '99', ''],
  金额: ['1234.50', '0', '-0', '-12.5', '12,345.67', '1.234', '００１２', '(5.00)', '99999999999999.99', '9007199254740993', 'x', '', '1.', '.5', '-', '△3'],
  是否: ['是', '否', '1', 'Y', '', '也许'],
  文: ['甲', '  乙 ', '\u3000丙\u3000', '"丁"', 'a,b', '戊\n己', '\u00a0庚', '', '合计', '小计', '（辛）', 'é', '\u200b壬', '末\u2003'],
}; // prettier-ignore

function poolOf(column: string): readonly string[] {
  const kind =
    FIELDS[column] !== undefined ? column
    : /日期/u.test(column) ? '日期'
    : /预算数|支出数|收入数|金额|投资/u.test(column) ? '金额'
    : /支出功能分类代码/u.test(column) ? '科目'
    : /收入分类代码/u.test(column) ? '科目'
    : /政府预算经济分类代码/u.test(column) ? '政府经济'
    : /部门预算经济分类代码/u.test(column) ? '部门经济'
    : /资金性质代码/u.test(column) ? '资金'
    : /标识/u.test(column) ? '是否'
    : '文'; // prettier-ignore
  return FIELDS[kind] ?? [''];
}

const usual = (column: string) => {
  const [first = '', second = first] = poolOf(column);
  if (column === '指标类型') return fc.constantFrom('追加', '年初');
  if (column === '项目状态') return fc.constantFrom('在建', '完工');
  if (column === '资金年度') return fc.constantFrom('当年', '上年结转');
  if (column === '形象进度') return fc.constantFrom('50%', '100%');
  if (/收入分类代码/u.test(column)) return fc.constantFrom('10101', '1010101');
  return fc.constantFrom(first, second);
};

/** Mostly plain rows; now and then one with an odd field, of another width, blank, or the header again. */
function rowsOf(header: readonly string[]): fc.Arbitrary<(readonly string[])[]> {
  const plainRow = fc.tuple(...header.map(usual));
  const odd = fc
    .tuple(
      plainRow,
      fc.array(fc.tuple(fc.nat(header.length - 1), fc.nat(30)), { minLength: 1, maxLength: 3 }),
    )
    .map(([row, changes]) => {
      for (const [at, pick] of changes) {
        const pool = poolOf(header[at] ?? '');
        row[at] = pool[pick % pool.length] ?? '';
      }
      return row;
    });
  const strange = fc.oneof(
    plainRow.map((row) => row.slice(1)),
    plainRow.map((row) => [...row, '']),
    plainRow.map((row) => [...row, 'x']),
    fc.constant(header.map(() => '')),
    fc.constant([...header]),
    fc.constant(
      header.map((_, at) =>
        at === 0 ? '合计' : /金额|数$/u.test(header[at] ?? '') ? '12.50' : '',
      ),
    ),
    fc.constant(header.map((name, at) => (at === 3 ? '新增列' : name))),
  );
  return fc.array(
    fc.oneof(
      { weight: 6, arbitrary: plainRow },
      { weight: 5, arbitrary: odd },
      { weight: 1, arbitrary: strange },
    ),
    { minLength: 1, maxLength: 25 },
  );
}

const CASES: readonly (readonly [keyof typeof HEADERS, string])[] = [
  ['payments', 'integration-payments'],
  ['movements', 'integration-movements'],
  ['execution', 'integration-execution'],
  ['revenue', 'integration-revenue'],
  ['projects', 'integration-projects'],
];

test.each(CASES)('%s: whatever the rows hold', (kind, name) => {
  const header = namesIn(HEADERS[kind]);
  const mapping = mappingOf(name);
  const [auto, stated] = (['auto', '.'] as const).map((decimal) =>
    bound(
      { ...mapping, amounts: { ...mapping.amounts, decimal } },
      { rows: [header, header.map((column) => poolOf(column)[0] ?? '')] },
    ),
  );
  if (auto === undefined || stated === undefined) throw new Error('not bound');
  fc.assert(
    fc.property(rowsOf(header), fc.boolean(), (rows, isAuto) => {
      const made = isAuto ? auto : stated;
      const [fast, slow] = [written(made, rows), mapped(made, rows)];
      expect(fast.out).toEqual(slow.out);
      expect(fast.stated).toEqual(slow.stated);
      for (const slice of slow.slices) {
        if (slice.rows > 0) expect(fast.slices).toContainEqual(slice);
      }
    }),
    { numRuns: 60 },
  );
});
