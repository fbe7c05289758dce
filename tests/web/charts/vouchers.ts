/** In charge of a few invented vouchers and projects for the tests of the pages of the ledger. */
import type { PaymentRow, ProjectRow } from '#contract/ledgerAnswers';

export function voucher(id: number, parts: Partial<PaymentRow> = {}): PaymentRow {
  return {
    id: `1.${id}`,
    region: '990101',
    year: 2025,
    book: 'general',
    date: '2025-03-14',
    month: 3,
    department: '101',
    departmentName: '区教育局',
    unit: '101001',
    unitName: '区教育局本级',
    project: null,
    projectName: null,
    function: '2050202',
    functionName: '小学教育',
    economic: '30201',
    economicName: '办公费',
    govEconomic: '50201',
    fund: '11',
    carried: 'current',
    method: '1',
    settlement: null,
    payee: '77',
    payeeName: '甲文具有限公司',
    account: '****1234',
    masked: false,
    purpose: '购办公用品',
    voucher: `V${id}`,
    document: null,
    refund: false,
    amount: '1000.00',
    file: '支付.csv',
    row: id,
    ...parts,
  };
}

/** Forty vouchers of 2025: small ones every month, wages, one large in December, a refund, one in the closing period. */
export function vouchers(): readonly PaymentRow[] {
  const small = Array.from({ length: 36 }, (_, at) => {
    const month = 1 + (at % 12);
    const day = String(1 + ((at * 7) % 28)).padStart(2, '0');
    return voucher(at, {
      month,
      date: `2025-${String(month).padStart(2, '0')}-${day}`,
      amount: `${1000 + at * 137}.50`,
      payee: String(at % 3),
      payeeName: ['甲文具有限公司', '乙物业有限公司', '张*'][at % 3] ?? null,
    });
  });
  return [
    ...small,
    voucher(90, {
      month: 12,
      date: '2025-12-28',
      amount: '4800000.00',
      payee: '9',
      payeeName: '丙建设集团有限公司',
      unit: '102001',
      unitName: '区住建局本级',
      department: '102',
      departmentName: '区住建局',
      economic: '31001',
      economicName: '房屋建筑物购建',
      method: '2',
    }),
    voucher(91, { month: 5, date: '2025-05-09', amount: '-2500.00', refund: true }),
    voucher(92, { month: 13, date: '2026-01-08', amount: '86000.00' }),
    voucher(93, { month: 6, date: null, amount: '0.00', payee: null, payeeName: null }),
  ];
}

export function project(code: string, parts: Partial<ProjectRow> = {}): ProjectRow {
  return {
    project: code,
    name: `项目${code}`,
    region: '990101',
    year: 2026,
    month: 9,
    book: 'general',
    department: '101',
    departmentName: '区教育局',
    unit: '101001',
    unitName: '区教育局本级',
    category: '建设',
    status: 'running',
    function: '2050202',
    functionName: '小学教育',
    fund: '11',
    place: null,
    started: '2025-03-01',
    due: '2027-02-28',
    planned: '20000000.00',
    original: '8000000.00',
    budget: '9000000.00',
    executed: '4500000.00',
    cumulative: '9000000.00',
    rate: 0.5,
    progress: 0.6,
    file: '项目.csv',
    row: 2,
    ...parts,
  };
}

/** One ahead, one far behind, one not begun, one finished beyond its budget, one about which nothing is known. */
export const PROJECTS: readonly ProjectRow[] = [
  project('A1', { name: '实验小学迁建', executed: '8100000.00', rate: 0.9 }),
  project('B2', {
    name: '老旧小区雨污分流改造（二期）',
    budget: '48000000.00',
    executed: '9600000.00',
    rate: 0.2,
    department: '102',
    departmentName: '区住建局',
    unit: '102001',
    unitName: '区住建局本级',
  }),
  project('C3', {
    name: '社区食堂建设',
    status: 'notStarted',
    budget: '1200000.00',
    executed: '0.00',
    rate: 0,
    progress: null,
  }),
  project('D4', {
    name: '档案数字化',
    status: 'done',
    category: '运转',
    budget: '300000.00',
    executed: '310000.00',
    rate: 1.0333,
    progress: 1,
  }),
  project('E5', {
    name: '课题研究',
    budget: null,
    executed: null,
    rate: null,
    progress: null,
    status: null,
    category: null,
  }),
];
