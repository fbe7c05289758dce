/**
 * In charge of the answer key of the demonstration district: what was planted in it, for tests to find. Only tests read this;
 * the program must find it by its rules.
 */

export interface Plant {
  /** Rule of the handbook; a word where it has none. */
  readonly rule: string;
  readonly year: number;
  /** Month at which it shows; null where the vouchers tell. */
  readonly month: number | null;
  /** Unit, or department by three digits. */
  readonly unit: string | null;
  readonly project: string | null;
  /** Department economic code of the line. */
  readonly economic: string | null;
  /** Numbers of the vouchers in question. */
  readonly vouchers: readonly string[];
  readonly what: string;
}

export const PLANTED: readonly Plant[] = [
  { rule: 'BE-01', year: 2026, month: 9, unit: '123', project: null, economic: null, vouchers: [], what: '交通运输局三年来进度平稳，2026年明显滞后' },
  { rule: 'BE-01', year: 2026, month: 9, unit: '121', project: null, economic: null, vouchers: [], what: '生态环境局三年来进度平稳，2026年明显滞后' },
  { rule: 'BE-02', year: 2026, month: 9, unit: '127', project: null, economic: null, vouchers: [], what: '文化和旅游局2026年支出明显快于本单位往年' },
  { rule: 'BE-03', year: 2025, month: 12, unit: '122002', project: '990101251220045', economic: '30216', vouchers: ['202512006590'], what: '超出调整预算' },
  { rule: 'BE-03', year: 2024, month: 12, unit: '127004', project: '990101241270029', economic: '31003', vouchers: ['202412005460'], what: '超出调整预算' },
  { rule: 'BE-03', year: 2023, month: 12, unit: '124003', project: '990101231240047', economic: '31003', vouchers: ['202312007430'], what: '超出调整预算' },
  { rule: 'BE-03', year: 2026, month: 9, unit: '120003', project: '990101261200020', economic: '30227', vouchers: ['202609006511'], what: '九月已超出全年调整预算' },
  { rule: 'BE-03', year: 2025, month: 12, unit: '117001', project: null, economic: '30211', vouchers: ['202512006354'], what: '差旅费超出调整预算' },
  { rule: 'BE-04', year: 2025, month: null, unit: '126001', project: null, economic: '30203', vouchers: ['202505003572'], what: '咨询费没有任何指标' },
  { rule: 'BE-04', year: 2024, month: null, unit: '106002', project: null, economic: '30214', vouchers: ['202409002056'], what: '租赁费没有任何指标' },
  { rule: 'BE-04', year: 2026, month: null, unit: '115001', project: '990101211150003', economic: '31003', vouchers: ['202607003018'], what: '装备采购没有任何指标' },
  { rule: 'BE-04', year: 2026, month: null, unit: '153001', project: '990101211530004', economic: '30213', vouchers: ['202604004614', '202606004365'], what: '两笔维修费没有任何指标' },
  { rule: 'BE-05', year: 2025, month: 12, unit: null, project: '990101251110017', economic: null, vouchers: [], what: '十二月支出超过全年一半' },
  { rule: 'BE-05', year: 2024, month: 12, unit: null, project: '990101241080009', economic: null, vouchers: [], what: '十一、十二月支出超过一半' },
  { rule: 'BE-05', year: 2025, month: 12, unit: null, project: '990101211110007', economic: null, vouchers: [], what: '十二月支出超过全年一半' },
  { rule: 'BE-05', year: 2025, month: 12, unit: null, project: '990101211520005', economic: null, vouchers: [], what: '十一、十二月支出超过一半' },
  { rule: 'BE-06', year: 2026, month: 9, unit: null, project: '990101261060020', economic: null, vouchers: [], what: '至九月未支出' },
  { rule: 'BE-06', year: 2026, month: 9, unit: null, project: '990101261540022', economic: null, vouchers: [], what: '至九月未支出' },
  { rule: 'BE-06', year: 2026, month: 9, unit: null, project: '990101261330010', economic: null, vouchers: [], what: '至九月未支出' },
  { rule: 'BE-06', year: 2026, month: 9, unit: null, project: '990101261320026', economic: null, vouchers: [], what: '至九月未支出' },
  { rule: 'BE-06', year: 2025, month: 13, unit: null, project: '990101251340008', economic: null, vouchers: [], what: '全年未支出' },
  { rule: 'BE-07', year: 2024, month: 13, unit: null, project: '990101241030008', economic: null, vouchers: [], what: '全年执行率低于百分之二十' },
  { rule: 'BE-07', year: 2025, month: 13, unit: null, project: '990101251240043', economic: null, vouchers: [], what: '全年执行率低于百分之二十' },
  { rule: 'BE-07', year: 2023, month: 13, unit: null, project: '990101231200019', economic: null, vouchers: [], what: '全年执行率低于百分之二十' },
  { rule: 'BE-08', year: 2025, month: 13, unit: null, project: '990101211130011', economic: null, vouchers: [], what: '连续三年执行率低于百分之五十，2026年仍安排预算' },
  { rule: 'BE-08', year: 2025, month: 13, unit: null, project: '990101211400003', economic: null, vouchers: [], what: '连续三年执行率低于百分之五十，2026年仍安排预算' },
  { rule: 'BE-09', year: 2025, month: null, unit: '127003', project: null, economic: null, vouchers: [], what: '全年调剂八次' },
  { rule: 'BE-09', year: 2025, month: null, unit: '126002', project: null, economic: null, vouchers: [], what: '全年调剂八次' },
  { rule: 'BE-12', year: 2024, month: 13, unit: null, project: '990101221220048', economic: null, vouchers: [], what: '结转资金到第二年末仍未用完，也未收回' },
  { rule: 'BE-12', year: 2025, month: 13, unit: null, project: '990101241150034', economic: null, vouchers: [], what: '结转资金到第二年末仍未用完，也未收回' },
  { rule: 'BE-12', year: 2024, month: 13, unit: null, project: '990101231540016', economic: null, vouchers: [], what: '结转资金到第二年末仍未用完，也未收回' },
  { rule: 'BE-14', year: 2026, month: 6, unit: '143001', project: null, economic: null, vouchers: [], what: '六月未发工资，七月补发' },
  { rule: 'BE-18', year: 2025, month: null, unit: null, project: '990101251400009', economic: null, vouchers: [], what: '“其他”科目占预算百分之三十以上' },
  { rule: 'BE-18', year: 2025, month: null, unit: null, project: '990101211380005', economic: null, vouchers: [], what: '“其他”科目占预算百分之三十以上' },
  { rule: 'BE-18', year: 2024, month: null, unit: null, project: '990101241120059', economic: null, vouchers: [], what: '“其他”科目占预算百分之三十以上' },
  { rule: 'PY-02', year: 2025, month: null, unit: '139001', project: '990101211390005', economic: '30213', vouchers: ['202506000872', '202506001306', '202506001862'], what: '五日内三笔，各略低于一百万元，收款人相同' },
  { rule: 'PY-02', year: 2026, month: null, unit: '151001', project: '990101211510004', economic: '30213', vouchers: ['202605003106', '202605004377'], what: '四日内两笔，各略低于一百万元，收款人相同' },
  { rule: 'PY-02', year: 2024, month: null, unit: '112001', project: '990101211120019', economic: '31007', vouchers: ['202408001233', '202408002765'], what: '四日内两笔，各略低于四百万元，收款人相同' },
  { rule: 'PY-03', year: 2025, month: null, unit: '155001', project: null, economic: '30203', vouchers: ['202503001140', '202503003403', '202503005527'], what: '一个月内现金支付三万元以上' },
  { rule: 'PY-03', year: 2026, month: null, unit: '125002', project: '990101211250003', economic: '30211', vouchers: ['202605001033', '202605003506', '202605005984'], what: '一个月内现金支付差旅费二万元以上' },
  { rule: 'PY-04', year: 2025, month: null, unit: '128001', project: '990101211280004', economic: '30203', vouchers: ['202504001222', '202504004631'], what: '十二天内同一收款人、金额、用途' },
  { rule: 'PY-04', year: 2024, month: null, unit: '135001', project: '990101211350004', economic: '30214', vouchers: ['202410002377', '202410005371'], what: '九天内同一收款人、金额、用途' },
  { rule: 'PY-04', year: 2026, month: null, unit: '124001', project: '990101211240004', economic: '30213', vouchers: ['202607000920', '202607007012'], what: '二十二天内同一收款人、金额、用途' },
  { rule: 'PY-05', year: 2025, month: null, unit: '140001', project: '990101211400003', economic: '30299', vouchers: ['202512005762'], what: '十二月划转本单位账户' },
  { rule: 'PY-05', year: 2024, month: null, unit: '154001', project: null, economic: '30203', vouchers: ['202412006489'], what: '十二月划转本单位账户' },
  { rule: 'PY-06', year: 2026, month: null, unit: '113001', project: '990101211130005', economic: '30203', vouchers: ['202606001504'], what: '向个人大额支付咨询费' },
  { rule: 'PY-06', year: 2025, month: null, unit: '132001', project: '990101211320003', economic: '30299', vouchers: ['202511004176'], what: '向工会大额支付活动经费' },
  { rule: 'PY-06', year: 2025, month: null, unit: '119001', project: '990101211190009', economic: '30299', vouchers: ['202509003701'], what: '向个人大额支付组织费' },
  { rule: 'PY-07', year: 2025, month: null, unit: '109001', project: '990101211090002', economic: '30299', vouchers: ['202502001036', '202509005883'], what: '商超整数消费' },
  { rule: 'PY-07', year: 2024, month: null, unit: '138001', project: '990101211380004', economic: '30299', vouchers: ['202409001731', '202412004531'], what: '商超整数消费' },
  { rule: 'TP-01', year: 2025, month: 12, unit: '109001', project: null, economic: '30217', vouchers: ['202512005765'], what: '公务接待费超出预算' },
  { rule: 'TP-02', year: 2026, month: 9, unit: '105001', project: null, economic: '30217', vouchers: [], what: '公务接待费比上年同期大幅增长' },
  { rule: 'TP-02', year: 2026, month: 9, unit: '138001', project: null, economic: '30231', vouchers: [], what: '公务用车运行维护费比上年同期大幅增长' },
  { rule: 'TP-03', year: 2025, month: 12, unit: '155001', project: null, economic: '30217', vouchers: [], what: '公务接待费四季度占全年一半以上' },
  { rule: 'TP-03', year: 2025, month: 12, unit: '155001', project: null, economic: '30215', vouchers: [], what: '会议费四季度占全年一半以上' },
  { rule: 'TP-05', year: 2025, month: null, unit: '114001', project: '990101211140001', economic: '30202', vouchers: ['202505002513', '202510003702'], what: '用途为接待，列入印刷费' },
  { rule: 'TP-05', year: 2026, month: null, unit: '126001', project: '990101211260008', economic: '30202', vouchers: ['202603003572', '202606005781'], what: '用途为接待，列入印刷费' },
  { rule: 'PJ-01', year: 2026, month: 9, unit: null, project: '990101251390051', economic: null, vouchers: [], what: '资金支付比例远高于形象进度' },
  { rule: 'PJ-01', year: 2026, month: 9, unit: null, project: '990101241270033', economic: null, vouchers: [], what: '资金支付比例远高于形象进度' },
  { rule: 'PJ-01', year: 2026, month: 9, unit: null, project: '990101251120103', economic: null, vouchers: [], what: '资金支付比例远高于形象进度' },
  { rule: 'PJ-03', year: 2025, month: 13, unit: null, project: '990101241230034', economic: null, vouchers: [], what: '累计支出超过总投资' },
  { rule: 'PJ-03', year: 2026, month: 9, unit: null, project: '990101251150049', economic: null, vouchers: [], what: '累计支出超过总投资' },
  { rule: 'PJ-09', year: 2026, month: null, unit: '116002', project: '990101261160033', economic: null, vouchers: [], what: '工程款没有政采标识' },
  { rule: 'weekend', year: 2025, month: null, unit: '118001', project: '990101211180005', economic: '30203', vouchers: ['202505002823', '202505002824'], what: '周末支付' },
  { rule: 'weekend', year: 2026, month: null, unit: '130001', project: '990101211300001', economic: '30213', vouchers: ['202608002738'], what: '周末支付' },
  { rule: 'same-payee', year: 2026, month: 5, unit: null, project: null, economic: '30203', vouchers: ['202605001034', '202605001255', '202605002424', '202605002726', '202605002727', '202605002728'], what: '同一企业同月从六个单位各得近五万元' },
  { rule: 'late-refund', year: 2025, month: null, unit: '111001', project: '990101211110002', economic: '30214', vouchers: ['202502005632', '202511006705'], what: '九个月后全额退款' },
]; // prettier-ignore
