/** In charge of the headers of the integration exports, and of rows by the names of their columns. */
import type { Mapping } from '#model/mapping';
import type { Declared } from '../../../etl/layouts/layout.ts';
import { bind } from '../../../etl/mapping/bind.ts';
import type { BoundMapping } from '../../../etl/mapping/bound.ts';
import { builtInMapping } from '../../../etl/mapping/builtIn.ts';
import type { Reject } from '#model/reject';

export const HEADERS = {
  payments:
    '财政区划代码,预算年度,会计期间,支付日期,主管部门代码,主管部门,预算单位代码,预算单位,项目代码,项目名称,支出功能分类代码,支出功能分类,政府预算经济分类代码,政府预算经济分类,部门预算经济分类代码,部门预算经济分类,资金性质代码,资金性质,资金年度,支付方式代码,支付方式,结算方式代码,结算方式,支付凭证号,指标文号,收款人,收款人账号,资金用途,政采标识,直达资金标识,工资标识,退款标识,支付金额',
  execution:
    '财政区划代码,预算年度,会计期间,主管部门代码,主管部门,预算单位代码,预算单位,项目代码,项目名称,支出功能分类代码,支出功能分类,政府预算经济分类代码,政府预算经济分类,部门预算经济分类代码,部门预算经济分类,资金性质代码,资金性质,资金年度,年初预算数,调整预算数,累计支出数',
  revenue:
    '财政区划代码,预算年度,会计期间,征收部门代码,征收部门,收入分类代码,收入分类,资金性质代码,资金性质,年初预算数,调整预算数,累计收入数',
  movements:
    '财政区划代码,预算年度,会计期间,变动日期,指标类型,指标文号,上级指标文号,变动事由,主管部门代码,主管部门,预算单位代码,预算单位,项目代码,项目名称,支出功能分类代码,支出功能分类,政府预算经济分类代码,部门预算经济分类代码,资金性质代码,资金性质,资金年度,指标金额',
  projects:
    '财政区划代码,预算年度,会计期间,项目代码,项目名称,项目类别,主管部门代码,主管部门,预算单位代码,预算单位,支出功能分类代码,支出功能分类,资金性质代码,资金性质,项目状态,建设地点,开工日期,计划完工日期,总投资,年初预算数,调整预算数,本年支出数,累计支出数,形象进度',
  units: '财政区划代码,单位代码,单位名称,上级单位代码,级次,启用年度,停用年度',
} as const;

/** A payment as the export gives it. */
export const PAYMENT: Readonly<Record<string, string>> = {
  财政区划代码: '990101', 预算年度: '2025', 会计期间: '3', 支付日期: '2025-03-07', 主管部门代码: '101', 主管部门: '区教育局',
  预算单位代码: '101001', 预算单位: '第一小学', 项目代码: 'P0001', 项目名称: '校舍维修', 支出功能分类代码: '2050202', 支出功能分类: '小学教育',
  政府预算经济分类代码: '50502', 政府预算经济分类: '商品和服务支出', 部门预算经济分类代码: '30213', 部门预算经济分类: '维修(护)费',
  资金性质代码: '11', 资金性质: '一般公共预算资金', 资金年度: '上年结转', 支付方式代码: '1', 支付方式: '直接支付', 结算方式代码: '2', 结算方式: '转账',
  支付凭证号: 'Z0001', 指标文号: '教预〔2025〕1号', 收款人: '明川建筑公司', 收款人账号: '6222021', 资金用途: '屋面维修', 政采标识: '是',
  直达资金标识: '否', 工资标识: '否', 退款标识: '否', 支付金额: '12345.60',
}; // prettier-ignore

export function namesIn(header: string): string[] {
  return header.split(',');
}

/** The fields of a row, from a row and what is different in it. */
export function fieldsOf(
  header: string,
  ...parts: readonly Readonly<Record<string, string>>[]
): string[] {
  const row = Object.assign({}, ...parts) as Record<string, string>;
  return namesIn(header).map((name) => row[name] ?? '');
}

export function mappingOf(name: string): Mapping {
  const found = builtInMapping(name);
  if (found === null) throw new Error(`no mapping ${name}`);
  return found.mapping;
}

export interface Table {
  readonly rows: readonly (readonly string[])[];
  readonly path?: string;
  readonly declared?: Declared;
}

/** Binds where nothing may be wrong. */
export function bound(mapping: Mapping, table: Table): BoundMapping {
  const binding = bind(mapping, { path: 'file.csv', declared: {}, seed: 7, ...table });
  if ('rejects' in binding)
    throw new Error(binding.rejects.map(({ message }) => message.en).join('\n'));
  return binding.bound;
}

/** Binds where something must be wrong. */
export function refusals(mapping: Mapping, table: Table): readonly Reject[] {
  const binding = bind(mapping, { path: 'file.csv', declared: {}, seed: 7, ...table });
  if ('bound' in binding) throw new Error('it was bound');
  return binding.rejects;
}
