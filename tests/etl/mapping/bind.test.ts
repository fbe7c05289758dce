/** In charge of seeing that a mapping is bound to the file at hand, or refused with everything that does not fit. */
import { describe, expect, test } from 'vitest';
import type { Mapping } from '#model/mapping';
import { rowMapper } from '../../../etl/mapping/rowMapper.ts';
import { bound, fieldsOf, HEADERS, mappingOf, namesIn, PAYMENT, refusals } from './integration.ts';

const payments = mappingOf('integration-payments');
const madrid = mappingOf('madrid-execution');
const header = namesIn(HEADERS.payments);
const row = fieldsOf(HEADERS.payments, PAYMENT);
const LINE =
  '1,AYUNTAMIENTO DE MADRID,2,PLENO,91216,PRESIDENCIA DEL PLENO,1,GASTOS,11000,BÁSICAS,29650,0,29650,2240.3,2240.3,2240.3'.split(
    ',',
  );
const MADRID = 'madrid/snapshots/2017/2017-03-09__140b8bfb.csv';
const ARTLESS: Mapping = {
  mapping: 'own', version: 1, title: { zh: '自', en: 'own' }, dataset: 'execution',
  constants: { region: '990101', book: 'general', flow: 'expenditure', year: 2025, month: 3 },
  columns: { unit: { from: '单位' }, executed: { from: '支出' } },
  amounts: { unit: 'yuan' },
}; // prettier-ignore

const codes = (mapping: Mapping, rows: string[][], more = {}) =>
  refusals(mapping, { rows, ...more }).map(({ code }) => code);

describe('the header', () => {
  test('is found below titles, blank rows and comments, in any order and width', () => {
    const shuffled = header.toReversed();
    const made = bound(payments, {
      rows: [['支付明细'], [''], shuffled, shuffled.map((name) => PAYMENT[name] ?? '')],
    });
    expect(made.skip).toBe(3);
    expect(made.width).toBe(33);
  });

  test('may have blanks, full-width brackets, a byte order mark or a mark of a comment', () => {
    const odd = header.map((name, index) => (index === 0 ? `\ufeff#${name}` : ` ${name}　`));
    expect(bound(payments, { rows: [odd, row] }).skip).toBe(1);
  });

  test('may be absent where the mapping names the columns in order', () => {
    const made = bound(madrid, { rows: [LINE], path: MADRID, declared: { month: 1 } });
    expect(made).toMatchObject({
      skip: 0,
      width: 16,
      reported: '2017-03-09',
      currency: 'EUR',
      fixed: { year: 2017, month: 1, region: 'ES28079' },
    });
    const without: Mapping = {
      ...ARTLESS,
      file: { header: false },
      columns: { unit: { from: 1 }, executed: { from: 2 } },
    };
    const mapper = rowMapper(bound(without, { rows: [['甲', '1.5']] }));
    const target = mapper.row();
    expect(mapper.map(['甲', '1.5'], target)).toBeNull();
    expect(target.values).toContain('150');
  });

  test('that lacks columns is refused, each by name', () => {
    const found = refusals(payments, {
      rows: [header.filter((name) => !['支付金额', '收款人'].includes(name))],
    });
    expect(found.map(({ message }) => message.en)).toEqual([
      'File “file.csv”: the mapping needs the column “收款人 / payee” for columns.payee, which the header does not hold; check the file or correct the mapping.',
      'File “file.csv”: the mapping needs the column “支付金额 / amount / pay_amt” for columns.amount, which the header does not hold; check the file or correct the mapping.',
    ]);
  });

  test('that is not there at all is refused', () => {
    expect(
      codes(payments, [
        ['a', 'b'],
        ['1', '2'],
      ]),
    ).toEqual(['column-missing']);
    expect(codes(payments, [])).toEqual(['column-missing']);
  });

  test('that names a column twice is refused, where the mapping needs it', () => {
    expect(codes(payments, [[...header, '支付金额']])).toEqual(['duplicate-column']);
    expect(bound(payments, { rows: [[...header, '备注', '备注']] }).width).toBe(35);
  });

  test('that states another unit than the mapping is refused', () => {
    const inWan = header.map((name) => (name === '支付金额' ? '支付金额（万元）' : name));
    expect(codes(payments, [inWan])).toEqual(['mapping-invalid']);
    const inYuan = header.map((name) => (name === '支付金额' ? '支付金额（元）' : name));
    expect(bound(payments, { rows: [inYuan, row] }).skip).toBe(1);
  });
});

describe('the slice', () => {
  test('is what path, columns and the person say', () => {
    expect(bound(madrid, { rows: [LINE], path: MADRID, declared: { month: 1, year: 2017 } }).fixed).toEqual({
      region: 'ES28079', scope: 'own', year: 2017, month: 1, book: 'general', flow: 'expenditure',
    }); // prettier-ignore
    expect(bound(payments, { rows: [header, row] }).varying.map(({ part }) => part)).toEqual([
      'region',
      'year',
      'book',
    ]);
  });

  test('is refused where nobody says a part of it', () => {
    expect(codes(madrid, [LINE], { path: 'ejecucion.csv' })).toEqual([
      'year-missing',
      'month-missing',
    ]);
    const silent: Mapping = { ...ARTLESS, constants: {} };
    expect(codes(silent, [['单位', '支出']])).toEqual([
      'region-missing',
      'year-missing',
      'month-missing',
      'part-missing',
      'part-missing',
    ]);
  });

  test('is refused where the person says otherwise than path or constant', () => {
    const [found] = refusals(madrid, {
      rows: [LINE],
      path: MADRID,
      declared: { month: 1, year: 2018 },
    });
    expect(found?.message.en).toBe(
      `File “${MADRID}”: the year given when handing in the file, “2018”, differs from what it says itself, “2017”; check which is right.`,
    );
    expect(
      codes(madrid, [LINE], { path: MADRID, declared: { month: 1, region: '990101' } }),
    ).toEqual(['declared-otherwise']);
    expect(
      codes(madrid, [LINE], { path: MADRID, declared: { month: 1, reported: '2017-04-01' } }),
    ).toEqual(['declared-otherwise']);
  });

  test('of payments is the year, unless the mapping or the person says that the file is of one month', () => {
    expect(bound(payments, { rows: [header, row] }).fixed.month).toBeUndefined();
    expect(bound(payments, { rows: [header, row], declared: { month: 3 } }).fixed.month).toBe(3);
    const pagos = mappingOf('madrid-payments');
    const line = ['001002', '91240', '48100', 'Dot.', 'G84029156', 'GRUPO', '41276.75'];
    expect(bound(pagos, { rows: [line], path: 'latest/2017/pagos.csv' }).fixed.month).toBe(12);
    expect(
      bound(pagos, { rows: [line], path: 'latest/2017/pagos.csv', declared: { month: 6 } }).fixed
        .month,
    ).toBe(6);
  });

  test('is refused where a constant cannot be meant', () => {
    expect(
      codes({ ...ARTLESS, constants: { ...ARTLESS.constants, book: '一般' } }, [['单位', '支出']]),
    ).toContain('mapping-invalid');
    expect(
      codes({ ...ARTLESS, constants: { ...ARTLESS.constants, carried: '明年' } }, [
        ['单位', '支出'],
      ]),
    ).toEqual(['mapping-invalid']);
  });
});

describe('amounts', () => {
  test('cannot come twice from one column', () => {
    const twice: Mapping = {
      ...ARTLESS,
      columns: {
        unit: { from: '单位' },
        executed: { from: '支出' },
        final: { from: ['预算', '支出'] },
      },
    };
    const [found] = refusals(twice, { rows: [['单位', '支出']] });
    expect(found?.message.en).toContain(
      'the column “支出” is already read as final and cannot be executed as well',
    );
  });

  test('show their decimal sign; a file that contradicts itself is refused', () => {
    const rows = (...amounts: string[]) => [
      ['单位', '支出'],
      ...amounts.map((amount) => ['甲', amount]),
    ];
    expect(bound(ARTLESS, { rows: rows('1.234', '2,5') }).decimal).toBe(',');
    expect(bound(ARTLESS, { rows: rows('1.234') }).decimal).toBeNull();
    expect(
      bound({ ...ARTLESS, amounts: { unit: 'yuan', decimal: '.' } }, { rows: rows('1,234') })
        .decimal,
    ).toBe('.');
    expect(codes(ARTLESS, rows('1.5', '1,5'))).toEqual(['amount-ambiguous']);
  });
});
