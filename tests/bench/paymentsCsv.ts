/** In charge of a payment export of any length, made from a seed: the same bytes on every machine, in the shape in which budget systems write it. */
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

export interface PaymentsOptions {
  readonly rows: number;
  readonly seed?: number;
  /** Outside GB/T 2260, so that nothing of it is taken for a real place. */
  readonly region?: string;
  readonly year?: number;
}

/** The header of the export, exactly as it is written. */
export const PAYMENTS_HEADER =
  '财政区划代码,预算年度,会计期间,支付日期,主管部门代码,主管部门,预算单位代码,预算单位,项目代码,项目名称,支出功能分类代码,支出功能分类,政府预算经济分类代码,政府预算经济分类,部门预算经济分类代码,部门预算经济分类,资金性质代码,资金性质,资金年度,支付方式代码,支付方式,结算方式代码,结算方式,支付凭证号,指标文号,收款人,收款人账号,资金用途,政采标识,直达资金标识,工资标识,退款标识,支付金额';

export const BENCH_REGION = '990109';

const DEPARTMENTS = 30;
const UNITS = 120;
const PROJECTS = 1500;
const PAYEES = 20_000;
/** Rows per piece that the generator hands out. */
const PIECE = 2000;

const DEPARTMENT_WORDS = ['教育', '卫生健康', '公安', '民政', '交通运输', '水务', '农业农村', '文化旅游', '住房建设', '生态环境',
  '应急管理', '人力资源', '自然资源', '市场监管', '退役军人', '审计', '统计', '医疗保障', '城市管理', '科学技术',
  '司法', '财政', '发展改革', '工业信息', '商务', '林业', '信访', '机关事务', '档案', '体育']; // prettier-ignore
const UNIT_WORDS = ['局机关', '服务中心', '执法大队', '管理站'] as const;
const PROJECT_WORDS = ['道路改造工程', '校舍维修', '信息化运维', '老旧小区改造', '河道整治', '疫苗采购', '困难群众救助', '农田水利',
  '设备购置', '人才引进', '绿化养护', '公交补贴', '文化惠民', '环卫保洁', '公用经费', '人员经费']; // prettier-ignore
const PURPOSES = ['支付{p}工程款', '{p}{m}月进度款', '{p}质保金', '{m}月公务接待费', '{p}业务接待', '{m}月会议费', '{p}专题会议费', '{p}培训费',
  '第{m}期业务培训费', '{m}月工资', '{m}月绩效奖金', '{m}月水电费', '{m}月物业管理费', '{p}监理费', '{p}设计费', '{p}设备款', '{m}月差旅费',
  '办公用品采购', '{p}咨询服务费', '{m}月公务用车运行维护费', '{p}{m}月劳务费', '{m}月困难群众补助', '{p}印刷费', '{p}第{m}批采购款']; // prettier-ignore
const PLACES = ['明川', '东湖', '西岭', '南屏', '北辰', '安宁', '长乐', '永丰', '太平', '和顺'];
const TRADES = [
  '建设工程',
  '信息技术',
  '物业服务',
  '商贸',
  '印务',
  '园林绿化',
  '医药',
  '汽车服务',
  '酒店管理',
  '咨询',
  '教育科技',
  '劳务',
];
const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高'.split('');
const GIVEN = '伟芳娜敏静秀英丽强磊军洋勇艳杰涛明超兰霞平刚'.split('');

/** A small generator of numbers in 0–1 that gives the same ones for a seed everywhere. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Codes and names of one level of a national classification. */
function level(scheme: string, digits: number): readonly string[] {
  const file = join(import.meta.dirname, '..', '..', 'sql', 'reference', `${scheme}.csv`);
  return parse<Record<'code' | 'name' | 'from' | 'to', string>>(readFileSync(file, 'utf8'), {
    columns: true,
  })
    .filter(({ code, from, to }) => code.length === digits && from === '' && to === '')
    .map(({ code, name }) => `${code},${name.includes(',') ? `"${name}"` : name}`);
}

function picker(random: () => number) {
  return <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
}

/** The file in pieces of text, header first, rows in the order of their dates, lines ended by CRLF. */
export function* paymentsCsv(options: PaymentsOptions): Generator<string> {
  const { rows, seed = 1, region = BENCH_REGION, year = 2025 } = options;
  const random = seeded(seed);
  const pick = picker(random);
  const functions = level('function', 7);
  const economics = level('economic', 5);
  const governments = level('govEconomic', 5);
  const economic = economics.map((code) => `${pick(governments)},${code}`);
  const own = Array.from({ length: 150 }, () => pick(functions));
  const units = Array.from({ length: UNITS }, (_, index) => {
    const department = index % DEPARTMENTS;
    const word = DEPARTMENT_WORDS[department] ?? '';
    const code = String(101 + department);
    const kind = UNIT_WORDS[Math.floor(index / DEPARTMENTS)] ?? '';
    return `${code},${word}局,${code}${String(1 + Math.floor(index / DEPARTMENTS)).padStart(3, '0')},${word}${kind}`;
  });
  const projects = Array.from({ length: PROJECTS }, (_, index) => {
    const place = pick(PLACES);
    const name = `${place}${String(1 + (index % 60))}号${pick(PROJECT_WORDS)}${index % 7 === 0 ? '（二期）' : ''}`;
    const fund = random() < 0.86 ? '11,一般公共预算资金' : random() < 0.8 ? '12,政府性基金预算资金' : '13,国有资本经营预算资金'; // prettier-ignore
    const code = `${region}${String(year % 100)}${String(index + 1).padStart(6, '0')}`;
    return {
      name,
      fund,
      /** From the department to the function. */
      head: `${pick(units)},${code},${name},${pick(own)}`,
      /** What it is spent on: a few classes, the government's following from the unit's. */
      economic: Array.from({ length: 4 }, () => pick(economic)),
    };
  });
  const payees = Array.from({ length: PAYEES }, () => {
    const account = `6222${String(Math.floor(random() * 1e15)).padStart(15, '0')}`;
    if (random() < 0.3) {
      const name = pick(SURNAMES) + pick(GIVEN) + (random() < 0.7 ? pick(GIVEN) : '');
      return `${name},${account}`;
    }
    return `${pick(PLACES)}${pick(PLACES)}${pick(TRADES)}有限公司${String(Math.floor(random() * 90) + 10)}部,${account}`;
  });
  const days = calendar(year);

  yield `${PAYMENTS_HEADER}\r\n`;
  let piece = '';
  for (let row = 0; row < rows; row++) {
    const day = days[Math.floor((row * days.length) / rows)] ?? days.at(-1);
    if (day === undefined) throw new Error('the year has no days');
    // A few projects and payees take most of the money.
    const project = projects[Math.floor(random() ** 2 * PROJECTS)] ?? pick(projects);
    const payee = payees[Math.floor(random() ** 3 * PAYEES)] ?? pick(payees);
    const purpose = pick(PURPOSES).replace('{p}', project.name).replace('{m}', day.month);
    const salary = purpose.endsWith('月工资');
    const refund = random() < 0.004;
    const fen = Math.round(10 ** (3.2 + random() * 3 + random() * 2.2));
    const amount = `${refund ? '-' : ''}${String(Math.floor(fen / 100))}.${String(fen % 100).padStart(2, '0')}`;
    piece +=
      `${region},${String(year)},${day.month},${day.date},${project.head},${pick(project.economic)},${project.fund},` +
      `${random() < 0.93 ? '当年' : '上年结转'},${random() < 0.8 ? '1,直接支付' : '2,授权支付'},${random() < 0.95 ? '2,转账' : '1,现金'},` +
      `ZF${String(year)}${String(row + 1).padStart(9, '0')},明财预〔${String(year)}〕${String(1 + Math.floor(random() * 400))}号,${payee},${purpose},` +
      `${random() < 0.12 ? '是' : '否'},${random() < 0.08 ? '是' : '否'},${salary ? '是' : '否'},${refund ? '是' : '否'},${amount}\r\n`;
    if (row % PIECE === PIECE - 1) {
      yield piece;
      piece = '';
    }
  }
  if (piece !== '') yield piece;
}

/** The days of a fiscal year, busy ones several times: quarters' ends, December, and the closing period (13) in the January after. */
function calendar(year: number): readonly { readonly month: string; readonly date: string }[] {
  const days: { month: string; date: string }[] = [];
  const end = Date.UTC(year + 1, 0, 11);
  for (let time = Date.UTC(year, 0, 1); time < end; time += 86_400_000) {
    const date = new Date(time);
    const weekday = date.getUTCDay();
    if (weekday === 0 || weekday === 6) continue;
    const month = date.getUTCFullYear() > year ? 13 : date.getUTCMonth() + 1;
    const times = month === 12 ? 7 : month % 3 === 0 ? 4 : month < 3 ? 2 : 3;
    for (let n = 0; n < times; n++)
      days.push({ month: String(month), date: date.toISOString().slice(0, 10) });
  }
  return days;
}

/** Writes the file and answers how many bytes it has. */
export async function writePayments(path: string, options: PaymentsOptions): Promise<number> {
  const file = createWriteStream(path, { highWaterMark: 4_194_304 });
  for (const piece of paymentsCsv(options)) {
    if (!file.write(piece)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
  return file.bytesWritten;
}
