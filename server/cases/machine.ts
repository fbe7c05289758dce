/** In charge of the life of an alert: which step leads from which state to which, who may take it, and what it needs. */
import type { Bilingual } from '#model/bilingual';
import type { CaseAction, CaseState } from '#contract/alertAnswers';
import type { Principal } from '../access/principal.ts';
import { may, type Right } from '../access/rights.ts';

export const STATE_WORDS: Readonly<Record<CaseState, Bilingual>> = {
  new: { zh: '新产生', en: 'new' },
  triage: { zh: '研判', en: 'under review' },
  verify: { zh: '核实', en: 'being verified' },
  answered: { zh: '已反馈', en: 'answered' },
  normal: { zh: '认定正常', en: 'found normal' },
  problem: { zh: '认定问题', en: 'found a problem' },
  referred: { zh: '转办', en: 'referred' },
  rectifying: { zh: '整改中', en: 'being rectified' },
  closed: { zh: '销号', en: 'closed' },
  voided: { zh: '作废', en: 'voided' },
  merged: { zh: '并案', en: 'merged' },
};

export const ACTION_WORDS: Readonly<Record<CaseAction, Bilingual>> = {
  triage: { zh: '研判', en: 'take up' },
  verify: { zh: '发函核实', en: 'send for verification' },
  answer: { zh: '反馈', en: 'answer' },
  return: { zh: '退回', en: 'return' },
  normal: { zh: '认定正常', en: 'find normal' },
  problem: { zh: '认定问题', en: 'find a problem' },
  refer: { zh: '转办', en: 'refer' },
  rectify: { zh: '转入整改', en: 'start rectification' },
  close: { zh: '销号', en: 'close' },
  void: { zh: '作废', en: 'void' },
  merge: { zh: '并案', en: 'merge' },
  reopen: { zh: '重开', en: 'reopen' },
  assign: { zh: '分派', en: 'assign' },
  comment: { zh: '备注', en: 'remark' },
  attach: { zh: '添加附件', en: 'attach a file' },
};

export const OPEN_STATES: readonly CaseState[] = [
  'new',
  'triage',
  'verify',
  'answered',
  'problem',
  'referred',
  'rectifying',
];
const ENDED: readonly CaseState[] = ['normal', 'closed', 'voided', 'merged'];
const ALL: readonly CaseState[] = [...OPEN_STATES, ...ENDED];

interface Step {
  readonly from: readonly CaseState[];
  /** Null: the state stays. */
  readonly to: CaseState | null;
  readonly right: Right;
  /** Whether it must be said why, or what. */
  readonly needsText: boolean;
  /** Working days in which the step after it is due; `severity`: by the severity of the alert. Absent: the due date stays; null: none. */
  readonly due?: number | 'severity' | null;
}

export const STEPS: Readonly<Record<CaseAction, Step>> = {
  triage: { from: ['new'], to: 'triage', right: 'handle', needsText: false },
  verify: { from: ['new', 'triage'], to: 'verify', right: 'handle', needsText: false, due: 'severity' },
  answer: { from: ['verify'], to: 'answered', right: 'answer', needsText: true, due: 10 },
  return: { from: ['answered'], to: 'verify', right: 'handle', needsText: true, due: 'severity' },
  normal: { from: ['answered'], to: 'normal', right: 'handle', needsText: true, due: null },
  problem: { from: ['answered'], to: 'problem', right: 'handle', needsText: true, due: 10 },
  refer: { from: ['problem'], to: 'referred', right: 'handle', needsText: false, due: 22 },
  rectify: { from: ['problem', 'referred'], to: 'rectifying', right: 'handle', needsText: false, due: 44 },
  close: { from: ['rectifying', 'normal'], to: 'closed', right: 'handle', needsText: true, due: null },
  void: { from: ['new', 'triage', 'verify', 'answered'], to: 'voided', right: 'handle', needsText: true, due: null },
  merge: { from: ['new', 'triage', 'verify', 'answered'], to: 'merged', right: 'handle', needsText: false, due: null },
  reopen: { from: ENDED, to: 'triage', right: 'handle', needsText: true, due: 'severity' },
  assign: { from: OPEN_STATES, to: null, right: 'handle', needsText: false },
  comment: { from: ALL, to: null, right: 'remark', needsText: true },
  attach: { from: [...OPEN_STATES, 'normal'], to: null, right: 'remark', needsText: false },
}; // prettier-ignore

export const CASE_ACTIONS = Object.keys(STEPS) as readonly CaseAction[];

/** What decides about a step, beside who takes it. */
export interface CaseStanding {
  readonly state: CaseState;
  /** Who judged it normal or a problem last. */
  readonly judgedBy: string | null;
}

export const OTHER_PERSON: Bilingual = {
  zh: '认定与销号须由不同的人办理，请由另一人销号。',
  en: 'Whoever judged may not close; another person must do it.',
};

/** Whether a role may ever take a step. */
export function mayAct(principal: Principal, action: CaseAction): boolean {
  return may(principal, STEPS[action].right);
}

/** A second person has to take this step, and this is the first. */
export function isSamePerson(
  { name }: Pick<Principal, 'name'>,
  { judgedBy }: CaseStanding,
  action: CaseAction,
): boolean {
  return action === 'close' && judgedBy === name;
}

/** What somebody may do with a case now, and what the other person would have to do. */
export function offered(
  principal: Principal,
  standing: CaseStanding,
): {
  readonly actions: readonly CaseAction[];
  readonly withheld: readonly { readonly action: CaseAction; readonly why: Bilingual }[];
} {
  const possible = CASE_ACTIONS.filter(
    (action) => STEPS[action].from.includes(standing.state) && mayAct(principal, action),
  );
  const [own, other] = [false, true].map((same) =>
    possible.filter((action) => isSamePerson(principal, standing, action) === same),
  );
  return {
    actions: own ?? [],
    withheld: (other ?? []).map((action) => ({ action, why: OTHER_PERSON })),
  };
}
