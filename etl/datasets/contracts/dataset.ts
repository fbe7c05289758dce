/** In charge of what a contract is: how it was procured, with whom, when it was announced, filed, delivered, due and paid. */
import { registerDataset, type Register } from '#model/register';
import { DEPARTMENT, PROJECT, UNIT } from '../registerColumns.ts';

export const register = {
  name: 'contracts',
  title: { zh: '合同台账', en: 'Contracts' },
  columns: {
    department: DEPARTMENT,
    unit: { ...UNIT, required: true },
    project: PROJECT,
    contract: { type: 'text', title: { zh: '合同编号', en: 'Contract' }, required: true },
    name: { type: 'text', title: { zh: '合同名称', en: 'Name' }, required: true },
    plan: { type: 'text', title: { zh: '采购计划编号', en: 'Procurement plan' } },
    category: { type: 'text', title: { zh: '采购品目', en: 'Category' } },
    method: {
      type: 'text',
      title: { zh: '采购方式', en: 'Method' },
      words: {
        公开招标: 'openTender',
        邀请招标: 'invitedTender',
        竞争性谈判: 'negotiation',
        竞争性磋商: 'consultation',
        询价: 'inquiry',
        单一来源: 'singleSource',
        框架协议: 'framework',
        直接采购: 'direct',
        其他: 'other',
      },
    },
    method_approved: { type: 'boolean', title: { zh: '采购方式经批准', en: 'Method approved' } },
    procurement: { type: 'boolean', title: { zh: '属于政府采购', en: 'Public procurement' } },
    supplier: { type: 'text', title: { zh: '供应商', en: 'Supplier' }, required: true },
    sme: { type: 'boolean', title: { zh: '中小企业', en: 'Small or medium firm' } },
    signed_on: { type: 'date', title: { zh: '签订日期', en: 'Signed on' }, required: true },
    notice_on: { type: 'date', title: { zh: '合同公告日期', en: 'Announced on' } },
    filed_on: { type: 'date', title: { zh: '合同备案日期', en: 'Filed on' } },
    delivered_on: { type: 'date', title: { zh: '交付日期', en: 'Delivered on' } },
    accepted_on: { type: 'date', title: { zh: '验收日期', en: 'Accepted on' } },
    due_rule: {
      type: 'text',
      title: { zh: '付款起算', en: 'Term runs from' },
      words: { 交付: 'delivery', 验收: 'acceptance' },
    },
    term_days: { type: 'integer', title: { zh: '约定付款天数', en: 'Agreed days' } },
    payable: { type: 'fen', title: { zh: '应付金额', en: 'Payable' } },
    paid: { type: 'fen', title: { zh: '已付金额', en: 'Paid' } },
    paid_on: { type: 'date', title: { zh: '付清日期', en: 'Paid in full on' } },
    checked_on: { type: 'date', title: { zh: '数据截至日期', en: 'As of' } },
    amount: { type: 'fen', title: { zh: '合同金额', en: 'Amount' }, required: true },
  },
} as const satisfies Register;

export const dataset = registerDataset(register);
