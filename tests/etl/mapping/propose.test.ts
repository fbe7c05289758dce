/** In charge of seeing that a mapping is proposed from header and values, that nothing is guessed, and that the first rows show it. */
import { gzipSync } from 'node:zlib';
import { utils, write } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { proposal, type ProposalRequest } from '../../../etl/mapping/proposal.ts';
import { proposeMapping } from '../../../etl/mapping/propose.ts';
import { readMapping } from '../../../etl/mapping/readMapping.ts';
import { fieldsOf, HEADERS, mappingOf, namesIn, PAYMENT } from './integration.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const ask = (request: Partial<ProposalRequest> & { bytes: Uint8Array }) =>
  proposal({ path: '支付.csv', declared: {}, ...request });

/** An export of no system that is known: other names, amounts in 万元, a title above. */
const ODD = [
  ['2025年某区财政支出明细', '', '', '', '', '', '', ''],
  ['单位：万元', '', '', '', '', '', '', ''],
  ['序号', '年度', '付款日期', '用款单位', '功能科目', '供应商全称', '摘要', '支出金额'],
  ['1', '2025', '2025/3/7', '第一小学', '2050202', '明川建筑公司', '屋面维修', '1.23456'],
  ['2', '2025', '2025/4/9', '第二小学', '2050202', '明川印务公司', '印刷费', '1,200.5'],
];
const csv = (rows: readonly (readonly string[])[]) =>
  rows
    .map((row) => row.map((text) => (text.includes(',') ? `"${text}"` : text)).join(','))
    .join('\n');

describe('a proposal', () => {
  test.each(Object.keys(HEADERS) as (keyof typeof HEADERS)[])(
    'for the integration export of %s is the built-in mapping',
    (name) => {
      const header = namesIn(HEADERS[name]);
      expect(proposeMapping(header, [fieldsOf(HEADERS[name], PAYMENT)])).toEqual(
        mappingOf(`integration-${name}`),
      );
    },
  );

  test('for an odd header finds the dataset, the columns, the unit and the forms', () => {
    const [, , header = [], ...rows] = ODD;
    expect(proposeMapping(header, rows, { above: ODD.slice(0, 2) })).toEqual({
      mapping: 'own-payments',
      version: 1,
      title: { zh: '支付（自定义）', en: 'Payments, own mapping' },
      dataset: 'payments',
      constants: { refund: false },
      slice: { year: { from: '年度' } },
      columns: {
        date: { from: '付款日期' },
        unit: { from: '预算单位代码', name: '用款单位' },
        item_: { from: '功能科目', levels: 'function' },
        payee: { from: '供应商全称' },
        purpose: { from: '摘要' },
        amount: { from: '支出金额' },
      },
      amounts: { unit: 'wan', decimal: '.' },
    });
  });

  test('never guesses a unit: what is missing is said by the reading of it', () => {
    const [, , header = [], ...rows] = ODD;
    const draft = proposeMapping(header, rows);
    expect(draft.amounts).toEqual({ decimal: '.' });
    const reading = readMapping(JSON.stringify(draft), 'm');
    expect('rejects' in reading && reading.rejects.map(({ message }) => message.en)).toEqual([
      expect.stringContaining('amounts.unit'),
    ]);
  });

  test('tells datasets apart by their columns', () => {
    const dataset = (header: string) => proposeMapping(header.split(','), []).dataset;
    expect(dataset('年度,单位名称,指标类型,指标文号,指标金额')).toBe('movements');
    expect(dataset('年度,月份,单位名称,功能科目编码,年初预算,调整预算,累计支出')).toBe('execution');
    expect(dataset('项目编号,项目名称,建设地点,总投资（万元）,形象进度')).toBe('projects');
    expect(dataset('单位编码,单位名称,上级单位代码,级次')).toBe('codes');
    expect(dataset('日期,收款人,用途,金额')).toBe('payments');
  });

  test('reads the unit behind a name, revenue by its codes, and amounts of the month by their name', () => {
    const draft = proposeMapping(
      ['年度', '月份', '收入科目编码', '收入科目名称', '年初预算（亿元）', '本月收入（亿元）'],
      [['2025', '3', '10101', '增值税', '1', '0.5']],
      { dataset: 'execution' },
    );
    expect(draft).toMatchObject({
      constants: { flow: 'revenue' },
      slice: { month: { from: '月份' } },
      columns: { subitem: { from: '收入科目编码', levels: 'revenueItem' } },
      amounts: { unit: 'yi' },
    });
  });
});

describe('the answer to how a file would be read', () => {
  test('holds mapping, header, sample and the rows as they are read', async () => {
    const answer = await ask({ bytes: utf8(csv(ODD)), declared: { region: '990101' } });
    expect(answer).toMatchObject({
      header: ODD[2],
      encoding: 'utf-8',
      delimiter: ',',
      sample: ODD.slice(3),
      rejects: [],
    });
    expect(answer.preview).toEqual([
      {
        row: 4,
        reject: null,
        values: {
          region: '990101', scope: 'unstated', year: '2025', month: '3', book: null, flow: null, date: '2025-03-07', unit: '第一小学',
          class: '205', group_: '20502', item_: '2050202', payee: '明川建筑公司', purpose: '屋面维修', refund: 'f', amount: '12345.60',
        },
      },
      expect.objectContaining({ row: 5, values: expect.objectContaining({ amount: '12005000.00' }) as unknown }),
    ]); // prettier-ignore
    const payments = answer.targets.find(({ dataset }) => dataset === 'payments');
    expect(payments?.columns.filter(({ required }) => required).map(({ name }) => name)).toEqual([
      'month',
      'refund',
      'amount',
    ]);
  });

  test('says what is wrong with a row in its place', async () => {
    const rows = [...ODD.slice(0, 4), ['3', '2025', '2025/2/30', '甲', '2050202', '乙', '丙', '1']];
    const { preview } = await ask({ bytes: utf8(csv(rows)), declared: { region: '990101' } });
    expect(preview[1]).toMatchObject({
      row: 5,
      values: {},
      reject: { code: 'date-invalid', cell: 'row 5, column "付款日期"', value: '2025/2/30' },
    });
  });

  test('looks through an edited mapping as well, sound or not', async () => {
    const mapping = {
      ...proposeMapping(ODD[2] ?? [], ODD.slice(3)),
      amounts: { unit: 'yuan', decimal: '.' },
    };
    const sound = await ask({
      bytes: utf8(csv(ODD)),
      mapping: JSON.stringify(mapping),
      declared: { region: '990101' },
    });
    expect(sound.preview[0]?.reject).toMatchObject({ code: 'amount-precision' });
    expect(sound.mapping).toEqual(mapping);
    const broken = await ask({
      bytes: utf8(csv(ODD)),
      mapping: JSON.stringify({ ...mapping, dataset: 'x' }),
    });
    expect(broken).toMatchObject({
      preview: [],
      sample: ODD.slice(3),
      rejects: [{ code: 'mapping-invalid' }],
    });
    const none = await ask({ bytes: utf8(csv(ODD)), mapping: 'a: [' });
    expect(none).toMatchObject({ mapping: 'a: [', rejects: [{ code: 'mapping-invalid' }] });
  });

  test('is the same for GB18030, gzip cut short, and a workbook', async () => {
    const rows = [namesIn(HEADERS.payments), fieldsOf(HEADERS.payments, PAYMENT)];
    const sheet = utils.aoa_to_sheet(
      rows.map((row, index) =>
        row.map((text, at) => (index === 1 && at === 32 ? 0.1 + 0.2 : text)),
      ),
    );
    const workbook = write(utils.book_new(sheet, '支付'), {
      type: 'buffer',
      bookType: 'xlsx',
    }) as Buffer;
    expect(
      (await ask({ bytes: new Uint8Array(workbook), path: '支付.xlsx' })).preview[0]?.values,
    ).toMatchObject({ amount: '0.30', item_: '2050202' });
    const packed = gzipSync(`${csv(rows)}\n${csv([rows[1] ?? []])}\n`);
    const cut = await ask({
      bytes: new Uint8Array(packed.subarray(0, packed.length - 12)),
      path: '支付.csv.gz',
    });
    expect(cut.preview[0]?.values).toMatchObject({ amount: '12345.60', year: '2025' });
    const gb18030 = Buffer.from(
      'd6a7b8b6c8d5c6da2cbdf0b6ee0a323032352d30312d30352c312e350a',
      'hex',
    );
    expect(await ask({ bytes: new Uint8Array(gb18030) })).toMatchObject({
      header: ['支付日期', '金额'],
      encoding: 'gb18030',
    });
  });

  test('is a reason where the file is no table', async () => {
    expect(await ask({ bytes: utf8('%PDF-1.7'), path: 'a.pdf' })).toMatchObject({
      mapping: null,
      preview: [],
      rejects: [{ code: 'file-type' }],
    });
    expect(await ask({ bytes: new Uint8Array(0), path: 'a.csv' })).toMatchObject({
      rejects: [{ code: 'empty-file' }],
    });
  });
});
