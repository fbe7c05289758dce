/** In charge of seeing that a mapping is proposed over HTTP to whoever may load, that nothing is kept, and that templates are handed out. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MappingProposal } from '#contract/ledgerAnswers';
import type { TemplateList } from '#contract/templates';
import { openHouse, problemIn, type TestHouse } from '../house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const CSV = '单位名称,收款人,用途,金额（元）,付款日期\n第一小学,明川公司,办公,12.5,2025-03-07\n';

function multipart(fields: Readonly<Record<string, string>>, file?: string) {
  const parts = [
    ...Object.entries(fields).map(
      ([name, value]) =>
        `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    ),
    ...(file === undefined
      ? []
      : [
          `--b\r\ncontent-disposition: form-data; name="file"; filename="支付.csv"\r\n\r\n${file}\r\n`,
        ]),
  ];
  return {
    method: 'POST',
    payload: `${parts.join('')}--b--\r\n`,
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  } as const;
}

const propose = (fields: Readonly<Record<string, string>>, file?: string) =>
  house.ask('/api/mappings/propose', { role: 'steward', ...multipart(fields, file) });

describe('POST /api/mappings/propose', () => {
  test('answers with a mapping and the first rows as it reads them', async () => {
    const response = await propose({ region: '990101', year: '2025' }, CSV);
    expect(response.statusCode, response.body).toBe(200);
    const answer = response.json<MappingProposal>();
    expect(answer.mapping).toMatchObject({ dataset: 'payments', amounts: { unit: 'yuan' } });
    expect(answer.rejects).toEqual([]);
    expect(answer.preview[0]).toMatchObject({
      row: 2,
      reject: null,
      values: { amount: '12.50', region: '990101', year: '2025', month: '3' },
    });
  });

  test('previews the mapping that is sent along, or says what is wrong with it', async () => {
    const first = (await propose({}, CSV)).json<MappingProposal>();
    const mapping = JSON.stringify({
      ...(first.mapping as object),
      amounts: { unit: 'wan', decimal: '.' },
    });
    const again = (
      await propose({ mapping, region: '990101', year: '2025' }, CSV)
    ).json<MappingProposal>();
    expect(again.rejects[0]?.message.en).toContain(
      'the unit that the mapping states (wan) is not the one in the header',
    );
    const broken = (await propose({ mapping: '{"a": 1}' }, CSV)).json<MappingProposal>();
    expect(broken.rejects.map(({ code }) => code)).toContain('mapping-invalid');
  });

  test('refuses what is no such request', async () => {
    expect(problemIn(await propose({})).code).toBe('upload-empty');
    expect(problemIn(await propose({ colour: 'red' }, CSV)).code).toBe('unknown-parameter');
    expect(problemIn(await propose({ dataset: 'salaries' }, CSV)).code).toBe('bad-value');
    expect(problemIn(await propose({ year: '25' }, CSV)).code).toBe('bad-value');
  });

  test('is for who may load', async () => {
    const response = await house.ask('/api/mappings/propose', {
      role: 'member',
      ...multipart({}, CSV),
    });
    expect(problemIn(response)).toMatchObject({ status: 403, code: 'forbidden' });
  });
});

describe('GET /api/mappings', () => {
  test('lists the built-in ones, and their schema', async () => {
    const { mappings } = (await house.ask('/api/mappings')).json<{
      mappings: { mapping: string; text: string }[];
    }>();
    expect(mappings.map(({ mapping }) => mapping)).toContain('integration-payments');
    expect((await house.ask('/api/mappings/schema')).json()).toMatchObject({
      title: 'Mingzhang mapping',
    });
    expect(problemIn(await house.ask('/api/mappings', { role: 'observer' })).code).toBe(
      'forbidden',
    );
  });
});

describe('GET /api/templates', () => {
  test('lists the registers, and hands out the workbook of each by its name', async () => {
    const { templates } = (await house.ask('/api/templates')).json<TemplateList>();
    expect(templates).toHaveLength(14);
    const contracts = templates.find(({ dataset }) => dataset === 'contracts');
    expect(contracts).toMatchObject({ title: { zh: '合同台账' }, file: '合同台账.xlsx' });
    expect(contracts?.columns.map(({ zh }) => zh)).toContain('合同编号');
    const workbook = await house.ask('/api/templates/contracts');
    expect(workbook.statusCode).toBe(200);
    expect(workbook.headers['content-disposition']).toContain(encodeURIComponent('合同台账.xlsx'));
    expect(workbook.rawPayload.subarray(0, 2).toString()).toBe('PK');
  });

  test('knows no other, and is for who sees loads', async () => {
    expect(problemIn(await house.ask('/api/templates/salaries')).code).toBe('not-found');
    const closed = await house.ask('/api/templates/contracts', { role: 'observer' });
    expect(problemIn(closed).code).toBe('forbidden');
  });
});
