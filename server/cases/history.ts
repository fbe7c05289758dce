/** In charge of the history of a case: every event in its order, with the files that came with it. */
import type { PoolClient } from 'pg';
import type { AlertAttachment, AlertEvent } from '#contract/alertAnswers';
import type { Principal } from '../access/principal.ts';
import { may } from '../access/rights.ts';

interface StoredEvent extends Omit<AlertEvent, 'attachments'> {
  readonly files: readonly AlertAttachment[] | null;
}

/** What stays among those who judge: a department reads its letters and answers, and where its alert stands. */
const INTERNAL: readonly AlertEvent['action'][] = ['comment', 'assign'];

/** The events of a case as the principal may read them, the first one first. */
export async function historyOf(
  client: PoolClient,
  caseId: number,
  principal: Principal,
): Promise<readonly AlertEvent[]> {
  if (!may(principal, 'seeCases')) return [];
  const { rows } = await client.query<StoredEvent>(
    `select to_char(e.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS"+08:00"') as at, e.by_name as by, e.role, e.action, e.from_state as from,
       e.to_state as to, e.text, e.said, e.due_on::text as due, e.version,
       (select json_agg(json_build_object('id', f.file_id::text, 'name', f.name, 'type', f.type, 'bytes', f.bytes, 'sha256', f.sha256) order by f.file_id)
        from case_files f where f.case_id = e.case_id and f.revision = e.revision) as files
     from case_events e where e.case_id = $1 order by e.revision`,
    [caseId],
  );
  const outside = principal.role === 'department';
  return rows
    .filter(({ action, by }) => !outside || !INTERNAL.includes(action) || by === principal.name)
    .map(({ files, ...event }) => ({ ...event, attachments: files ?? [] }));
}
