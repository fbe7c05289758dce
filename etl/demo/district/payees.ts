/** In charge of who is paid: invented companies by trade, invented persons, and public bodies; each with an account of its own. */
import { Chance } from './random.ts';
import type { Unit } from './tree.ts';

export interface Payee {
  readonly name: string;
  readonly account: string;
}

const BRANDS = [
  '启衡',
  '云岫',
  '澜川',
  '恒禾',
  '景澄',
  '宏川',
  '瑞溪',
  '安垣',
  '明湖',
  '泽川',
  '长枫',
  '广屿',
  '新垣',
  '华浦',
  '联川',
  '天枢湾',
  '东屿',
  '禾岸',
  '星川',
  '远岫',
  '正溪',
  '达枫',
  '博川',
  '万屿',
  '嘉浦',
  '信川',
  '鼎岸',
  '盛溪',
  '中屿',
  '和枫',
  '卓川',
  '诚浦',
  '通岫',
  '立垣',
  '方川',
  '宇溪',
  '金屿',
  '振枫',
  '同川',
  '利浦',
];
const TRADES: Readonly<Record<string, { readonly size: number; readonly words: readonly string[] }>> = {
  office: { size: 36, words: ['办公用品有限公司', '商贸有限公司', '文化用品经营部'] },
  printing: { size: 18, words: ['印务有限公司', '图文设计制作中心', '印刷有限公司'] },
  consulting: { size: 24, words: ['咨询有限公司', '律师事务所', '管理顾问有限公司'] },
  telecom: { size: 6, words: ['通信服务有限公司', '速递有限公司'] },
  property: { size: 22, words: ['物业服务有限公司', '保安服务有限公司', '园林绿化养护有限公司'] },
  travel: { size: 12, words: ['商旅服务有限公司', '票务有限公司'] },
  abroad: { size: 3, words: ['国际旅行社有限公司'] },
  repair: { size: 26, words: ['建筑装饰有限公司', '电梯工程有限公司', '机电设备维修有限公司'] },
  hotel: { size: 16, words: ['酒店管理有限公司', '会议服务有限公司', '宾馆'] },
  training: { size: 20, words: ['教育培训有限公司', '职业培训学校', '会务培训中心'] },
  restaurant: { size: 22, words: ['餐饮管理有限公司', '酒楼', '农家菜馆'] },
  material: { size: 28, words: ['教学仪器有限公司', '医疗用品有限公司', '实验器材有限公司'] },
  service: { size: 110, words: ['技术服务有限公司', '环境检测有限公司', '社会工作服务中心', '企业服务有限公司', '市政养护有限公司', '文化传播有限公司'] },
  welfare: { size: 10, words: ['健康体检中心', '食品有限公司', '超市有限公司'] },
  vehicle: { size: 12, words: ['汽车服务有限公司', '石油销售有限公司', '汽车修理厂'] },
  misc: { size: 30, words: ['广告有限公司', '档案服务有限公司', '贸易有限公司'] },
  builder: { size: 64, words: ['市政建设工程有限公司', '建筑工程有限公司', '水利建设工程有限公司', '园林建设有限公司', '公路工程有限公司'] },
  supervisor: { size: 28, words: ['工程监理有限公司', '勘测设计院有限公司', '造价咨询有限公司', '工程检测有限公司'] },
  equipment: { size: 52, words: ['科技设备有限公司', '医疗器械有限公司', '机电设备有限公司', '教育装备有限公司'] },
  software: { size: 44, words: ['信息技术有限公司', '软件有限公司', '数据科技有限公司', '网络工程有限公司'] },
  firm: { size: 420, words: ['智能制造有限公司', '新材料股份有限公司', '生物科技有限公司', '精密机械有限公司', '电子有限公司', '农业发展有限公司', '供应链管理有限公司'] },
  hospital: { size: 14, words: ['医院', '护理院', '大药房有限公司'] },
}; // prettier-ignore
const FIXED: Readonly<Record<string, readonly string[]>> = {
  payroll: ['在职人员（工资统发代发户）'],
  pensioners: ['退休人员（批量代发户）'],
  insurer: ['明川区社会保险基金征收专户'],
  housing: ['明川区住房公积金归集专户'],
  water: ['明川自来水有限公司'],
  power: ['明川供电有限公司'],
  treasury: ['省财政厅政府债券兑付专户'],
  village: ['望江村经济合作社', '柳溪村经济合作社', '石桥村经济合作社', '五里墩村经济合作社'],
  relocation: ['明川区房屋征收补偿资金专户', '被征收人（批量代发户）'],
  benefit: ['补助对象（批量代发户）', '优抚对象（批量代发户）', '参保人员（批量代发户）'],
  state: ['明川城市投资集团有限公司', '明川科创产业发展有限公司', '明川公共交通有限公司'],
}; // prettier-ignore
const SURNAMES = ['陈', '林', '周', '吴', '徐', '孙', '朱', '高', '何', '郭', '马', '罗', '梁', '宋', '郑', '谢', '韩', '唐', '冯', '于', '董', '萧', '程', '曹', '袁', '邓', '许', '傅', '沈', '曾', '彭', '吕', '苏', '卢', '蒋', '蔡', '贾', '丁', '魏', '薛', '叶', '阎', '余', '潘', '杜', '戴', '夏', '钟', '汪', '田', '任', '姜', '范', '方', '石', '姚', '谭', '廖', '邹', '熊', '金', '陆', '郝', '孔', '白', '崔', '康', '毛', '邱', '秦', '江', '史', '顾', '侯', '邵', '孟', '龙', '万', '段']; // prettier-ignore
const GIVEN = [
  '建国',
  '志明',
  '晓峰',
  '丽华',
  '春梅',
  '文涛',
  '雅琴',
  '海燕',
  '国强',
  '秀兰',
  '俊杰',
  '雨欣',
  '子涵',
  '明远',
  '静怡',
  '伟东',
  '红霞',
  '永康',
  '佳宁',
  '思源',
  '振华',
  '玉珍',
  '浩然',
  '婷婷',
  '少华',
  '慧敏',
  '立新',
  '素芬',
  '家豪',
  '晓琳',
];

/** Everyone who may be paid. Names are made once per run; the same name always has the same account. */
export class Payees {
  readonly #lists = new Map<string, readonly Payee[]>();
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** All of a trade. */
  of(trade: string): readonly Payee[] {
    const known = this.#lists.get(trade);
    if (known !== undefined) return known;
    const made = this.#make(trade);
    this.#lists.set(trade, made);
    return made;
  }

  /** Someone of the trade, mostly one of the few that the unit knows. */
  choose(trade: string, unit: Unit, chance: Chance): Payee {
    if (trade === 'union') return this.named(`${unit.name}工会委员会`);
    const all = this.of(trade);
    if (trade === 'person' || trade === 'firm' || all.length <= 6 || chance.happens(120))
      return chance.pick(all);
    const known = new Chance(this.#seed, `vendors ${trade} ${unit.code}`);
    const first = known.below(all.length);
    return all[(first + chance.below(3) * 7) % all.length] ?? chance.pick(all);
  }

  /** The one that stays for the whole of a project. */
  contractor(trade: string, project: string): Payee {
    return new Chance(this.#seed, `contract ${trade} ${project}`).pick(this.of(trade));
  }

  /** Every company by its trade. */
  companies(): readonly { readonly trade: string; readonly name: string }[] {
    return Object.keys(TRADES).flatMap((trade) =>
      this.of(trade).map(({ name }) => ({ trade, name })),
    );
  }

  named(name: string): Payee {
    return { name, account: accountOf(this.#seed, name) };
  }

  #make(trade: string): readonly Payee[] {
    const fixed = FIXED[trade];
    if (fixed !== undefined) return fixed.map((name) => this.named(name));
    const chance = new Chance(this.#seed, `payees ${trade}`);
    const names = new Set<string>();
    if (trade === 'person') {
      while (names.size < 420) names.add(`${chance.pick(SURNAMES)}${chance.pick(GIVEN)}`);
    } else {
      const { size, words } = TRADES[trade] ?? { size: 20, words: ['商贸有限公司'] };
      while (names.size < size) {
        names.add(
          `${chance.pick(['明川', '明川', '江北', '省', ''])}${chance.pick(BRANDS)}${chance.pick(words)}`,
        );
      }
    }
    return [...names].map((name) => this.named(name));
  }
}

/** Sixteen digits that begin with 99, which no bank issues. */
function accountOf(seed: number, name: string): string {
  const chance = new Chance(seed, `account ${name}`);
  return `99${String(chance.between(1_000_000 / 2, 999_999))}${String(chance.between(100_000, 999_999))}${String(chance.between(10, 99))}`;
}
