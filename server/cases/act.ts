/** In charge of taking a step with a case: who acts on the state that he saw, exactly once, with a line in the history. */
import type { PoolClient } from 'pg';
import type { Database } from '#database';
import type { ActionRequest, CaseAction, CaseState } from '#contract/alertAnswers';
import { refusal } from '#contract/problem';
import type { Severity } from '#contract/answers';
import { DAYS_TO_ANSWER, today, workingDaysAfter } from '#flags/workingDays';
import { demand } from '../access/rights.ts';
import type { Principal } from '../access/principal.ts';
import type { Attachment } from './attachment.ts';
import { ACTION_WORDS, isSamePerson, STATE_WORDS, STEPS } from './machine.ts';

interface StoredCase {
  readonly case_id: number;
  readonly state: CaseState;
  readonly severity: Severity;
  readonly revision: number;
  readonly due: string | null;
  readonly assignee: string | null;
  readonly judged_by: string | null;
  readonly finding: string | null;
}

const MOST_TEXT = 10_000;

/** Takes the step and returns the new number of the case. The caller has seen that the principal may see the case. */
export async function act(
  database: Database,
  principal: Principal,
  caseId: number,
  action: CaseAction,
  request: ActionRequest,
  file?: Attachment,
): Promise<number> {
  demand(principal, STEPS[action].right);
  const client = await database.loader.connect();
  try {
    await client.query('begin');
    const revision = await step(client, principal, caseId, action, request, file);
    await client.query('commit');
    return revision;
  } catch (problem) {
    await client.query('rollback');
    throw problem;
  } finally {
    client.release();
  }
}

async function step(
  client: PoolClient,
  principal: Principal,
  caseId: number,
  action: CaseAction,
  request: ActionRequest,
  file: Attachment | undefined,
): Promise<number> {
  const { rows } = await client.query<StoredCase>(
    'select case_id, state, severity, revision, due_on::text as due, assignee, judged_by, finding from cases where case_id = $1 for update',
    [caseId],
  );
  const [own] = rows;
  if (own === undefined) throw refusal('unknown-flag', [String(caseId)]);
  if (own.revision !== request.revision) throw await changedBy(client, own);
  const { from, to, needsText } = STEPS[action];
  const words = ACTION_WORDS[action];
  if (!from.includes(own.state)) {
    const state = STATE_WORDS[own.state];
    throw refusal('case-state', [words.zh, words.en, state.zh, state.en]);
  }
  if (isSamePerson(principal, { state: own.state, judgedBy: own.judged_by }, action))
    throw refusal('second-person', [words.zh, words.en]);
  const text = textOf(request);
  if (needsText && text === null) throw refusal('needs-text', [words.zh, words.en], 'text');
  const due = dueOf(action, request, own);
  const into = action === 'merge' ? await mergeInto(client, own, request) : null;
  const assignee = action === 'assign' ? assigneeOf(request) : own.assignee;
  const revision = own.revision + 1;
  const finding = action === 'refer' && request.to === 'audit' ? `YJ-${today().slice(0, 4)}-${String(caseId).padStart(6, '0')}-${String(revision)}` : own.finding; // prettier-ignore
  const judged = action === 'normal' || action === 'problem';
  await client.query(
    `update cases set state = $2, revision = $3, due_on = $4, assignee = $5, judged_by = $6, finding = $7, merged_into = $8 where case_id = $1`,
    [
      caseId,
      to ?? own.state,
      revision,
      due,
      assignee,
      judged ? principal.name : action === 'reopen' ? null : own.judged_by,
      finding,
      into,
    ],
  );
  await client.query(
    `insert into case_events (case_id, revision, by_name, role, action, from_state, to_state, text, said, due_on, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, (select max(version) from versions))`,
    [
      caseId,
      revision,
      principal.name,
      principal.role,
      action,
      to === null ? null : own.state,
      to,
      text,
      saidOf(action, request, assignee),
      due === own.due ? null : due,
    ],
  );
  if (action === 'refer')
    await client.query(
      'insert into case_referrals (case_id, revision, addressee, finding) values ($1, $2, $3, $4)',
      [caseId, revision, addresseeOf(request), request.to === 'audit' ? finding : null],
    );
  if (file !== undefined)
    await client.query(
      'insert into case_files (case_id, revision, name, type, bytes, sha256, content) values ($1, $2, $3, $4, $5, $6, $7)',
      [caseId, revision, file.name, file.type, file.content.length, file.sha256, file.content],
    );
  return revision;
}

/** Somebody was quicker: who, when and what. */
async function changedBy(client: PoolClient, { case_id, revision }: StoredCase): Promise<Error> {
  const { rows } = await client.query<{ by: string; at: string; action: string }>(
    `select by_name as by, to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as at, action from case_events where case_id = $1 and revision = $2`,
    [case_id, revision],
  );
  const [last] = rows;
  const known = Object.entries(ACTION_WORDS).find(([name]) => name === last?.action)?.[1];
  const words = known ?? { zh: '数据更新', en: 'the data changed' };
  return refusal('case-changed', [last?.by ?? '', last?.at ?? '', words.zh, words.en], 'revision');
}

function textOf({ text }: ActionRequest): string | null {
  const clean = text?.trim() ?? '';
  if (clean.length > MOST_TEXT)
    throw refusal('too-large', [`${MOST_TEXT} 字`, '文字', 'text'], 'text');
  return clean === '' ? null : clean;
}

/** A day that was given, else so many working days from today; the day stays where the step says nothing of it. */
function dueOf(action: CaseAction, { due }: ActionRequest, own: StoredCase): string | null {
  const rule = STEPS[action].due;
  if (due !== undefined && rule !== null) {
    const ends = new Date(Date.parse(`${today()}T00:00:00Z`) + 731 * 86_400_000).toISOString();
    const isDay = /^\d{4}-\d{2}-\d{2}$/u.test(due) && !Number.isNaN(Date.parse(due)) && new Date(`${due}T00:00:00Z`).toISOString().startsWith(due); // prettier-ignore
    if (!isDay || due < today() || due > ends.slice(0, 10))
      throw refusal('bad-value', ['due', due, `YYYY-MM-DD, ${today()} …`], 'due');
    return due;
  }
  if (rule === undefined) return own.due;
  if (rule === null) return null;
  const days = rule === 'severity' ? (DAYS_TO_ANSWER[own.severity] ?? 15) : rule;
  return workingDaysAfter(today(), days);
}

async function mergeInto(
  client: PoolClient,
  { case_id }: StoredCase,
  { into }: ActionRequest,
): Promise<number> {
  const wrong = () =>
    refusal(
      'bad-value',
      ['into', into ?? '', '另一个在办预警的编号 id of another open alert'],
      'into',
    );
  if (into === undefined || !/^\d{1,9}$/u.test(into) || Number(into) === case_id) throw wrong();
  const { rows } = await client.query<{ state: CaseState; region: boolean }>(
    'select o.state, o.region_code = c.region_code as region from cases o, cases c where o.case_id = $1 and c.case_id = $2',
    [Number(into), case_id],
  );
  const [goal] = rows;
  if (goal === undefined || !goal.region || ['merged', 'voided'].includes(goal.state))
    throw wrong();
  return Number(into);
}

function assigneeOf({ assignee }: ActionRequest): string | null {
  const name = assignee?.trim() ?? '';
  if (name.length > 100) throw refusal('bad-value', ['assignee', name, '≤ 100'], 'assignee');
  return name === '' ? null : name;
}

const ADDRESSEES = {
  finance: { zh: '转财政部门', en: 'Referred to the finance department' },
  audit: { zh: '转审计机关，已建立关联的审计问题', en: 'Referred to the audit office; a linked finding was opened' },
  discipline: { zh: '转纪检监察机关', en: 'Referred to the discipline inspection' },
  department: { zh: '转主管部门', en: 'Referred to the competent department' },
} as const; // prettier-ignore

function addresseeOf({ to }: ActionRequest): keyof typeof ADDRESSEES {
  if (to !== undefined && Object.hasOwn(ADDRESSEES, to)) return to;
  throw refusal('bad-value', ['to', to ?? '', Object.keys(ADDRESSEES).join(' | ')], 'to');
}

function saidOf(
  action: CaseAction,
  request: ActionRequest,
  assignee: string | null,
): string | null {
  if (action === 'refer') return JSON.stringify(ADDRESSEES[addresseeOf(request)]);
  if (action === 'merge')
    return JSON.stringify({
      zh: `并入 ${request.into ?? ''}`,
      en: `Merged into ${request.into ?? ''}`,
    });
  if (action === 'assign')
    return JSON.stringify(
      assignee === null
        ? { zh: '取消分派', en: 'No longer assigned' }
        : { zh: `分派给${assignee}`, en: `Assigned to ${assignee}` },
    );
  return null;
}
