/** In charge of rows that stand twice: refused with their places where a mapping says so, else two payments. */
import { expect, test } from 'vitest';
import { load } from '#load';
import { zip } from '../../support/archives.ts';
import { freshDatabase } from '../../support/postgres.ts';

const mapping = (duplicates: string) => ({
  path: 'own.yaml',
  text: `
mapping: own-payments
version: 1
title: { zh: 支付, en: Payments }
dataset: payments
constants: { scope: own, region: '990109', year: 2025, book: general, refund: false }
columns:
  date: { from: 日期 }
  item_: { from: 科目, levels: function }
  amount: { from: 金额 }
amounts: { unit: yuan, decimal: . }
duplicates: ${duplicates}
`,
});

test('rows that agree in all but their amounts', async () => {
  const database = await freshDatabase();
  const bytes = zip([
    { name: '一月.csv', content: '日期,科目,金额\n2025-01-02,2050202,10.00\n2025-01-03,2050202,10.00\n' }, // prettier-ignore
    { name: '二月.csv', content: '日期,科目,金额\n2025-01-02,2050202,7.00\n' },
  ]);
  const put = async (duplicates: string) => {
    const { files } = await load(database, {
      inputs: [{ path: 'own.zip', bytes }],
      declared: {},
      mapping: mapping(duplicates),
      by: 'test',
      dryRun: duplicates === 'add',
    });
    return files[0];
  };
  const refused = await put('refuse');
  expect([refused?.status, refused?.rejects.map(({ code }) => code)]).toEqual(['refused', ['row-repeated']]); // prettier-ignore
  expect(refused?.rejects[0]?.message.zh).toMatch(/二月\.csv.*第 2 行.*第 2 行/u);
  const { rows } = await database.owner.query('select count(*)::int as rows from payments');
  expect(rows).toEqual([{ rows: 0 }]);
  const added = await put('add');
  expect(added?.tables.map(({ accepted }) => accepted)).toEqual([2, 1]);
  await database.close();
});
