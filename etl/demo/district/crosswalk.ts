/** In charge of the bridge between the two economic classifications: what a department books, as the government counts it. */
import type { UnitKind } from './tree.ts';

const OFFICE = '50201';
const CAPITAL_END: Readonly<Record<string, string>> = {
  '01': '01', '02': '06', '03': '06', '05': '02', '06': '07', '07': '06', '09': '05', '10': '05', '11': '05', '12': '05', '13': '03',
}; // prettier-ignore
const CONSTRUCTION_END: Readonly<Record<string, string>> = {
  '01': '01', '02': '04', '03': '04', '05': '02', '06': '05', '07': '04', '13': '03',
}; // prettier-ignore
const OF_BODIES: Readonly<Record<string, string>> = {
  30101: '50101', 30102: '50101', 30103: '50101', 30108: '50102', 30109: '50102', 30110: '50102', 30111: '50102', 30112: '50102',
  30113: '50103', 30203: '50205', 30212: '50207', 30213: '50209', 30215: '50202', 30216: '50203', 30217: '50206', 30218: '50204',
  30224: '50204', 30225: '50204', 30226: '50205', 30227: '50205', 30231: '50208', 30299: '50299',
}; // prettier-ignore
const OF_ALL: Readonly<Record<string, string>> = {
  30301: '50905', 30302: '50905', 30303: '50999', 30308: '50902', 30310: '50903', 30311: '50999', 30399: '50999',
  30701: '51101', 30703: '51103', 31101: '50804', 31199: '50899', 31201: '50803', 31203: '50805', 31204: '50701', 31205: '50702',
  31299: '50799', 31302: '51002', 31304: '51004', 39907: '59907', 39908: '59908', 39999: '59999',
}; // prettier-ignore

/** Government economic code of a department economic code, for a body (行政) or a public institution (事业). */
export function govEconomicOf(economic: string, kind: UnitKind): string {
  const own = OF_ALL[economic];
  if (own !== undefined) return own;
  const group = economic.slice(0, 3);
  const end = economic.slice(3);
  if (group === '303') return '50901';
  if (kind === 'institution') {
    if (group === '301') return '50501';
    if (group === '302') return '50502';
    if (group === '309') return '50602';
    if (group === '310') return '50601';
  }
  if (group === '301') return OF_BODIES[economic] ?? '50199';
  if (group === '302') return OF_BODIES[economic] ?? OFFICE;
  if (group === '309') return `504${CONSTRUCTION_END[end] ?? '99'}`;
  if (group === '310') return `503${CAPITAL_END[end] ?? '99'}`;
  throw new Error(`no government economic code for ${economic}`);
}
