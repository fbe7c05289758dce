/** In charge of what each role may do: the one table of rights. */
import type { Bilingual } from '#model/bilingual';
import type { Role } from '#contract/answers';
import { refusal } from '#contract/problem';
import type { Principal } from './principal.ts';

/** What a role may do beyond reading published figures. */
export type Right =
  | 'load'
  | 'rollback'
  | 'seeLoads'
  | 'administer'
  /** Names of organisations that were paid. */
  | 'seePayees'
  /** Names of persons that were paid, when asked for; each time is written down. */
  | 'unmask'
  /** Follow alerts: judge, send, close. */
  | 'handle'
  /** Answer the letters about one's own alerts. */
  | 'answer'
  /** Write remarks and add files to alerts. */
  | 'remark'
  /** Read who did what about an alert. */
  | 'seeCases'
  /** Thresholds, exemptions, on and off. */
  | 'setRules';

const RIGHTS: Readonly<Record<Role, readonly Right[]>> = {
  admin: [
    'load',
    'rollback',
    'seeLoads',
    'administer',
    'seePayees',
    'unmask',
    'handle',
    'answer',
    'remark',
    'seeCases',
    'setRules',
  ],
  steward: ['load', 'rollback', 'seeLoads', 'seePayees', 'unmask', 'remark', 'seeCases'],
  staff: [
    'load',
    'rollback',
    'seeLoads',
    'seePayees',
    'unmask',
    'handle',
    'answer',
    'remark',
    'seeCases',
    'setRules',
  ],
  auditor: ['seeLoads', 'seePayees', 'unmask', 'remark', 'seeCases'],
  member: ['seeLoads', 'seePayees', 'remark', 'seeCases'],
  department: ['seePayees', 'answer', 'remark', 'seeCases'],
  deputy: [],
  observer: [],
};

export const ROLES = Object.keys(RIGHTS) as readonly Role[];

const WHAT: Readonly<Record<Right, Bilingual>> = {
  load: { zh: '导入数据', en: 'load data' },
  rollback: { zh: '回退版本', en: 'roll back' },
  seeLoads: { zh: '查看导入记录', en: 'see loads' },
  administer: { zh: '管理账户', en: 'administer' },
  seePayees: { zh: '查看收款单位名称', en: 'see who was paid' },
  unmask: { zh: '查看收款个人姓名', en: 'see the names of persons who were paid' },
  handle: { zh: '处理预警', en: 'handle alerts' },
  answer: { zh: '反馈预警', en: 'answer alerts' },
  remark: { zh: '备注预警', en: 'remark on alerts' },
  seeCases: { zh: '查看预警办理情况', en: 'see how alerts are handled' },
  setRules: { zh: '修改规则设置', en: 'change the settings of rules' },
};

/** Rights that change what everybody sees: they need a sign-in that is not limited to a region or a unit. */
const FOR_ALL: readonly Right[] = ['load', 'rollback', 'administer', 'setRules'];

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}

/** Whether a principal may do something. */
export function may({ role, region, unit }: Principal, right: Right): boolean {
  const limited = region !== null || unit !== null;
  return RIGHTS[role].includes(right) && !(limited && FOR_ALL.includes(right));
}

/** Refuses what the principal may not do. */
export function demand(principal: Principal, right: Right): void {
  if (may(principal, right)) return;
  throw refusal('forbidden', [principal.role, WHAT[right].zh, WHAT[right].en]);
}
