/** In charge of the comprehensive fiscal capacity of a closed year, by which the debt ratio is told. */
import type { register } from '../../../datasets/capacity/dataset.ts';
import type { Office } from './office.ts';
import type { Entry } from './registerTable.ts';

/** Million yuan. The debt of 2025 was 8,131 million. */
const PARTS: Readonly<Record<number, Readonly<Record<string, number>>>> = {
  2023: { 一般公共预算财力: 4810, 上级补助财力: 1275, 政府性基金预算财力: 1220, 国有资本经营预算财力: 42 },
  2024: { 一般公共预算财力: 4990, 上级补助财力: 1302, 政府性基金预算财力: 1240, 国有资本经营预算财力: 38 },
  2025: { 一般公共预算财力: 4720, 上级补助财力: 1180, 政府性基金预算财力: 752, 国有资本经营预算财力: 35 },
}; // prettier-ignore

export function capacity({ year }: Office): Entry<typeof register>[] {
  return Object.entries(PARTS[year] ?? {}).map(([item, million]) => ({
    item,
    amount: million * 100_000_000,
  }));
}
