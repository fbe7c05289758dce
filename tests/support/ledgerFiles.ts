/** In charge of small files of ledgers for tests: exports in the integration's shape, from rows by the names of their columns. */
import { PAYMENTS_HEADER } from '../bench/paymentsCsv.ts';

/** A payment as the export gives it. */
export const PAYMENT: Readonly<Record<string, string>> = {
  财政区划代码: '990109', 预算年度: '2025', 会计期间: '3', 支付日期: '2025-03-07', 主管部门代码: '101', 主管部门: '教育局',
  预算单位代码: '101001', 预算单位: '第一小学', 项目代码: 'P0001', 项目名称: '校舍维修', 支出功能分类代码: '2050202', 支出功能分类: '小学教育',
  政府预算经济分类代码: '50502', 政府预算经济分类: '商品和服务支出', 部门预算经济分类代码: '30213', 部门预算经济分类: '维修（护）费',
  资金性质代码: '11', 资金性质: '一般公共预算资金', 资金年度: '当年', 支付方式代码: '1', 支付方式: '直接支付', 结算方式代码: '2', 结算方式: '转账',
  支付凭证号: 'Z0001', 指标文号: '教预〔2025〕1号', 收款人: '明川建筑公司', 收款人账号: '6222021', 资金用途: '屋面维修', 政采标识: '是',
  直达资金标识: '否', 工资标识: '否', 退款标识: '否', 支付金额: '12345.60',
}; // prettier-ignore

export const EXECUTION_HEADER =
  '财政区划代码,预算年度,会计期间,主管部门代码,主管部门,预算单位代码,预算单位,项目代码,项目名称,支出功能分类代码,支出功能分类,政府预算经济分类代码,政府预算经济分类,部门预算经济分类代码,部门预算经济分类,资金性质代码,资金性质,资金年度,年初预算数,调整预算数,累计支出数';

type Row = Readonly<Record<string, string>>;

/** A file of payments: each row is `PAYMENT` with what is different in it; with dates of reports where a row has one. */
export function paymentsFile(rows: readonly Row[]): string {
  const dated = rows.some((row) => row['报送日期'] !== undefined);
  return fileOf(dated ? `${PAYMENTS_HEADER},报送日期` : PAYMENTS_HEADER, rows);
}

export function executionFile(rows: readonly Row[]): string {
  const usual = { 年初预算数: '100.00', 调整预算数: '120.00', 累计支出数: '60.00' };
  return fileOf(
    EXECUTION_HEADER,
    rows.map((row) => ({ ...usual, ...row })),
  );
}

function fileOf(header: string, rows: readonly Row[]): string {
  const names = header.split(',');
  const line = (row: Row) =>
    names.map((name) => field({ ...PAYMENT, ...row }[name] ?? '')).join(',');
  return [header, ...rows.map(line), ''].join('\r\n');
}

function field(text: string): string {
  return /[",\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
