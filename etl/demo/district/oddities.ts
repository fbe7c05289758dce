/** In charge of the lines of the district whose vouchers raise questions, voucher by voucher. */
import type { Payment, Settlement } from './line.ts';

export interface OddPayment {
  readonly month: number;
  readonly day: number;
  readonly yuan: number;
  readonly payee: string;
  readonly purpose: string;
  readonly settlement?: Settlement;
  readonly refund?: true;
  readonly procurement?: boolean;
}

export interface Oddity {
  readonly year: number;
  readonly unit: string;
  /** Code of a project of the unit; null for its running costs. */
  readonly project: string | null;
  readonly economic: string;
  /** Original budget in yuan; 0 where there is none. */
  readonly budget: number;
  readonly payments: readonly OddPayment[];
}

type Said = Pick<OddPayment, 'settlement' | 'refund' | 'procurement'>;

function odd(
  year: number,
  unit: string,
  project: string | null,
  economic: string,
  budget: number,
  ...payments: readonly OddPayment[]
): Oddity {
  return { year, unit, project, economic, budget, payments };
}

function paid(
  month: number,
  day: number,
  yuan: number,
  payee: string,
  purpose: string,
  said: Said = {},
): OddPayment {
  return { month, day, yuan, payee, purpose, ...said };
}

const BUILDER = '明川澜川市政养护有限公司';
const EVERYWHERE = '明川博川文化传播有限公司';
const cash = { settlement: '2' } as const satisfies Partial<Payment>;

export const ODDITIES: readonly Oddity[] = [
  // without any budget
  odd(2025, '126001', null, '30203', 0, paid(5, 20, 286_000, '明川景澄咨询有限公司', '招商推介咨询服务费')),
  odd(2024, '106002', null, '30214', 0, paid(9, 12, 120_000, '明川瑞溪会议服务有限公司', '场地租赁费')),
  odd(2026, '115001', '990101211150003', '31003', 0, paid(7, 16, 864_000, '明川宏川科技设备有限公司', '执法装备采购款')),
  odd(2026, '153001', '990101211530004', '30213', 0, paid(4, 22, 75_600, '明川安垣机电设备维修有限公司', '监控设备维修费'), paid(6, 18, 81_200, '明川安垣机电设备维修有限公司', '监控设备维修费')),
  // split just under a threshold
  odd(2025, '139001', '990101211390005', '30213', 3_200_000,
    paid(6, 9, 996_000, BUILDER, '绿地养护零星工程款（一标段）'), paid(6, 11, 988_500, BUILDER, '绿地养护零星工程款（二标段）'), paid(6, 13, 992_000, BUILDER, '绿地养护零星工程款（三标段）')),
  odd(2026, '151001', '990101211510004', '30213', 2_100_000,
    paid(5, 18, 985_000, '明川恒禾建筑装饰有限公司', '社区用房维修款'), paid(5, 21, 979_600, '明川恒禾建筑装饰有限公司', '社区用房维修款')),
  odd(2024, '112001', '990101211120019', '31007', 8_000_000,
    paid(8, 12, 3_960_000, '明川星川信息技术有限公司', '智慧教室设备款（第一批）'), paid(8, 15, 3_985_000, '明川星川信息技术有限公司', '智慧教室设备款（第二批）')),
  // cash
  odd(2025, '155001', null, '30203', 90_000, paid(3, 11, 12_600, '备用金', '支付咨询费', cash), paid(3, 18, 9_800, '备用金', '支付讲解费', cash), paid(3, 25, 13_900, '备用金', '支付咨询费', cash)),
  odd(2026, '125002', '990101211250003', '30211', 70_000, paid(5, 12, 8_600, '备用金', '下乡差旅费', cash), paid(5, 19, 7_400, '备用金', '下乡差旅费', cash), paid(5, 26, 9_100, '备用金', '下乡差旅费', cash)),
  // the same payment twice
  odd(2025, '128001', '990101211280004', '30203', 400_000, paid(4, 10, 186_500, '明川同川管理顾问有限公司', '医学人才评估咨询费'), paid(4, 22, 186_500, '明川同川管理顾问有限公司', '医学人才评估咨询费')),
  odd(2024, '135001', '990101211350004', '30227', 260_000, paid(10, 16, 128_000, '明川利浦会议服务有限公司', '赛事组织服务费'), paid(10, 25, 128_000, '明川利浦会议服务有限公司', '赛事组织服务费')),
  odd(2026, '124001', '990101211240004', '30213', 620_000, paid(7, 8, 305_800, '明川泽川机电设备维修有限公司', '泵站设备维修费'), paid(7, 30, 305_800, '明川泽川机电设备维修有限公司', '泵站设备维修费')),
  // to accounts of one's own
  odd(2025, '140001', '990101211400003', '30299', 320_000, paid(12, 24, 300_000, '明川区总工会本级', '划转专项经费')),
  odd(2024, '154001', null, '30203', 210_000, paid(12, 26, 200_000, '明川区青枫街道办事处本级', '往来款划转')),
  // to persons and the union
  odd(2026, '113001', '990101211130005', '30203', 40_000, paid(6, 10, 38_000, '蒋明远', '成果转化咨询费')),
  odd(2025, '132001', '990101211320003', '30299', 70_000, paid(11, 19, 65_000, '明川区市场监督管理局工会委员会', '活动经费')),
  odd(2025, '119001', '990101211190009', '30299', 60_000, paid(9, 17, 52_000, '潘志明', '培训组织费')),
  // round sums in shops
  odd(2025, '109001', '990101211090002', '30299', 40_000, paid(1 + 1, 12, 20_000, '明川百货大楼超市有限公司', '办公用品'), paid(9, 24, 15_000, '明川百货大楼超市有限公司', '办公用品')),
  odd(2024, '138001', '990101211380004', '30299', 30_000, paid(9, 11, 10_000, '明川万屿超市有限公司', '劳保用品'), paid(12, 20, 12_000, '明川万屿超市有限公司', '劳保用品')),
  // the purpose speaks of another code
  odd(2025, '114001', '990101211140001', '30202', 60_000, paid(5, 15, 18_600, '明川嘉浦餐饮管理有限公司', '考察团接待用餐'), paid(10, 22, 21_300, '明川嘉浦餐饮管理有限公司', '客商接待用餐')),
  odd(2026, '126001', '990101211260008', '30202', 50_000, paid(3, 18, 16_800, '明川和枫酒楼', '招商接待费'), paid(6, 24, 14_200, '明川和枫酒楼', '招商接待费')),
  // on a day on which offices are closed
  odd(2025, '118001', '990101211180005', '30203', 200_000, paid(5, 17, 96_000, '明川卓川咨询有限公司', '会计咨询服务费'), paid(5, 18, 88_000, '明川卓川咨询有限公司', '会计咨询服务费')),
  odd(2026, '130001', '990101211300001', '30213', 160_000, paid(8, 15, 142_000, '明川方川机电设备维修有限公司', '应急设备维修费')),
  // one firm in many units, each time below fifty thousand
  ...['105001', '116001', '122001', '124001', '130001', '132001'].map((unit, index) =>
    odd(2026, unit, { '105001': '990101211050005', '116001': '990101211160001', '122001': '990101211220002', '124001': '990101211240005', '130001': '990101211300005', '132001': '990101211320001' }[unit] ?? null, '30203', 52_000,
      paid(5, 12 + index, 49_000 + index * 150, EVERYWHERE, '宣传策划咨询费'))),
  // sent back after most of a year
  odd(2025, '111001', '990101211110002', '30214', 400_000, paid(2, 26, 380_000, '明川通岫会议服务有限公司', '规划论证会场地租赁费'), paid(11, 26, -380_000, '明川通岫会议服务有限公司', '退款：规划论证会场地租赁费（活动取消）', { refund: true })),
  // firms founded in the year in which they are paid; the last two of them are in order
  odd(2026, '113001', '990101211130005', '30227', 900_000, paid(8, 31, 862_000, '明川星澜数据科技有限公司', '科技成果数据服务费')),
  odd(2025, '126001', '990101211260008', '30227', 700_000, paid(9, 30, 640_000, '江北岫枫文化传播有限公司', '招商活动策划服务费')),
  odd(2025, '114001', '990101211140001', '30227', 900_000, paid(7, 31, 860_000, '明川低空产业发展有限公司', '低空经济规划服务费')),
  odd(2026, '114001', '990101211140001', '30227', 800_000, paid(6, 30, 760_000, '明川澄屿新能源有限公司', '产业调研服务费')),
  // money of bonds spent on the running of an office
  odd(2026, '122004', '990101211229909', '30211', 160_000, paid(4, 30, 146_000, '明川恒禾商旅服务有限公司', '项目考察差旅费')),
  odd(2025, '123002', '990101211239912', '30299', 486_000, paid(10, 31, 486_000, '明川安垣物业服务有限公司', '办公用房物业及日常开支')),
]; // prettier-ignore
