/** In charge of one alert as a case: reading it with evidence and history, acting on it, handing in attachments, asking many at once. */
import type { ActionRequest, AlertDetail, AlertRow, CaseAction } from '#contract/alertAnswers';
import { address, ask, Refused } from './api.ts';

/** What a form asks for before an action. `text` false: nothing need be written, though it may. */
export interface ActionForm {
  readonly text: boolean;
  readonly due?: true;
  readonly assignee?: true;
  readonly to?: true;
  readonly into?: true;
  readonly file?: true;
}

/** In the order in which they are offered: what moves the case on, then the side exits, then what may always be done. */
export const ACTION_FORMS: Readonly<Record<CaseAction, ActionForm>> = {
  triage: { text: false, assignee: true },
  verify: { text: true, due: true },
  answer: { text: true },
  return: { text: true, due: true },
  normal: { text: true },
  problem: { text: true },
  refer: { text: true, to: true, due: true },
  rectify: { text: true, due: true },
  close: { text: true },
  void: { text: true },
  merge: { text: true, into: true },
  reopen: { text: true },
  assign: { text: false, assignee: true },
  comment: { text: true },
  attach: { text: false, file: true },
};

export const REFERRALS = [
  'finance',
  'audit',
  'discipline',
  'department',
] as const satisfies readonly NonNullable<ActionRequest['to']>[];

/** Offered actions in the order in which they are shown. */
export function inOrder(actions: readonly CaseAction[]): readonly CaseAction[] {
  return CASE_ACTIONS.filter((action) => actions.includes(action));
}

const isAction = (word: string): word is CaseAction => word in ACTION_FORMS;
export const CASE_ACTIONS: readonly CaseAction[] = Object.keys(ACTION_FORMS).filter(isAction);

const pathOf = (id: string, action = '') =>
  `/api/flags/${encodeURIComponent(id)}${action === '' ? '' : `/${action}`}`;

/** Throws `Refused`. */
export async function readAlert(
  id: string,
  asOf: number | null,
  signal?: AbortSignal,
): Promise<AlertDetail> {
  const path = address(pathOf(id), { asOf });
  return (await ask(path, signal ? { signal } : {})) as AlertDetail;
}

/** Acts on a case and answers it as it then stands. Throws `Refused`, with code `case-changed` where somebody was quicker. */
export async function act(
  id: string,
  action: CaseAction,
  request: ActionRequest,
  file: File | null = null,
): Promise<AlertDetail> {
  if (file === null) {
    return (await ask(pathOf(id, action), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    })) as AlertDetail;
  }
  const form = new FormData();
  for (const [name, value] of Object.entries(request)) form.append(name, String(value));
  form.append('file', file, file.name);
  return (await ask(pathOf(id, action), { method: 'POST', body: form })) as AlertDetail;
}

/** Where the bytes of an attachment are. */
export function attachmentHref(id: string, attachment: string): string {
  return `${pathOf(id)}/attachments/${encodeURIComponent(attachment)}`;
}

/** What became of one of many. */
export interface BulkResult {
  readonly alert: AlertRow;
  /** Null where it was done. */
  readonly problem: string | null;
}

/** One action on many cases, one after the other; what is not allowed is told and does not stop the others. `onDone` hears how many are through. */
export async function actOnAll(
  alerts: readonly AlertRow[],
  action: CaseAction,
  request: Omit<ActionRequest, 'revision'>,
  notOffered: string,
  onDone: (count: number) => void,
): Promise<readonly BulkResult[]> {
  const results: BulkResult[] = [];
  for (const alert of alerts) {
    results.push({ alert, problem: await actOnOne(alert, action, request, notOffered) });
    onDone(results.length);
  }
  return results;
}

async function actOnOne(
  alert: AlertRow,
  action: CaseAction,
  request: Omit<ActionRequest, 'revision'>,
  notOffered: string,
): Promise<string | null> {
  try {
    const { revision, actions } = await readAlert(alert.id, null);
    if (!actions.includes(action)) return notOffered;
    await act(alert.id, action, { ...request, revision });
    return null;
  } catch (error) {
    if (error instanceof Refused) return error.problem.detail;
    throw error;
  }
}
