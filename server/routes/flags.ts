/** In charge of `/api/flags`: the alerts of a version, each one's card, the steps that people take with them, and how far they have come. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { PoolClient } from 'pg';
import type {
  ActionRequest,
  AlertDetail,
  AlertRow,
  CaseAction,
  LoopStatistics,
} from '#contract/alertAnswers';
import type { Page } from '#contract/answers';
import { refusal } from '#contract/problem';
import { record } from '../access/accessLog.ts';
import { principalOf } from '../access/authenticate.ts';
import { demand, may } from '../access/rights.ts';
import { act } from '../cases/act.ts';
import { ALERT_FILTERS, listAlerts, standOf, type Looking } from '../cases/alertRows.ts';
import { attachmentOf, MOST_ATTACHMENT_BYTES, type Attachment } from '../cases/attachment.ts';
import { detailOf } from '../cases/detail.ts';
import { loopOf } from '../cases/loop.ts';
import { CASE_ACTIONS, STEPS } from '../cases/machine.ts';
import type { Principal } from '../access/principal.ts';
import { reading, versionAt } from '../query/reader.ts';
import { isKnown } from './etag.ts';
import type { House } from './house.ts';
import { demandKnown, pageOf, searchOf } from './search.ts';

/** The version that is looked at, and whether it is the newest: only then people may act. */
async function lookingAt(
  client: PoolClient,
  principal: Principal,
  asOf: string | null,
): Promise<Looking> {
  const version = await versionAt(client, asOf);
  const newest = asOf === null ? version : await versionAt(client, null);
  const payees = may(principal, 'seePayees');
  return { version, newest: version === newest, unit: principal.unit, payees };
}

const runsOf = async (client: PoolClient, version: number) =>
  (
    await client.query<{ rule: string; status: string }>(
      'select rule, status from rule_runs where version = $1 order by rule',
      [version],
    )
  ).rows;

export function addFlags(app: FastifyInstance, { database, build }: House): void {
  app.get('/api/flags', async (request, reply) => {
    const search = searchOf(request);
    demandKnown(search, [...ALERT_FILTERS, 'order', 'asOf', 'limit', 'after']);
    const { limit, offset } = pageOf(search);
    const principal = principalOf(request);
    if (search.get('assignee') === 'me') search.set('assignee', principal.name);
    return reading(database, principal, async (client) => {
      const looking = await lookingAt(client, principal, search.get('asOf'));
      const { version } = looking;
      void reply.header('mingzhang-version', version);
      search.sort();
      const stand = [await runsOf(client, version), await standOf(client)];
      if (isKnown(request, reply, build, 'flags', version, search.toString(), stand))
        return reply.send();
      const rows = await listAlerts(client, looking, search, limit, offset);
      const page: Page<AlertRow> = {
        version,
        rows: rows.slice(0, limit),
        next: rows.length > limit ? String(offset + limit) : null,
      };
      return page;
    });
  });

  app.get('/api/flags/loop', async (request, reply) => {
    const search = searchOf(request);
    demandKnown(search, ['region', 'year', 'unit', 'asOf']);
    const principal = principalOf(request);
    return reading(database, principal, async (client): Promise<LoopStatistics> => {
      const { version } = await lookingAt(client, principal, search.get('asOf'));
      void reply.header('mingzhang-version', version);
      return loopOf(client, version, principal.unit, search);
    });
  });

  app.get<{ Params: { id: string } }>('/api/flags/:id', async (request, reply) => {
    const search = searchOf(request);
    demandKnown(search, ['asOf', 'unmask']);
    const { id } = request.params;
    const principal = principalOf(request);
    const detail = await cardOf(request, id);
    void reply.header('mingzhang-version', detail.version);
    if (search.get('unmask') === 'true') {
      void reply.header('cache-control', 'private, no-store');
      await record(database, principal, 'unmask', `/api/flags/${id}`);
    } else if (isKnown(request, reply, build, 'flag', id, principal.name, detail)) {
      return reply.send();
    }
    return detail;
  });

  app.post<{ Params: { id: string; action: string } }>(
    '/api/flags/:id/:action',
    async (request) => {
      const { id } = request.params;
      const action = actionOf(request.params.action);
      const principal = principalOf(request);
      const seen = await cardOf(request, id);
      // A right that the role lacks is told before anything that the case itself would refuse.
      demand(principal, STEPS[action].right);
      const { body, file } = await readRequest(request, action);
      const caseId = /^(\d{1,9})/u.exec(seen.alert.id)?.[1];
      if (seen.alert.state === null || caseId === undefined) throw refusal('unknown-flag', [id]);
      await act(database, principal, Number(caseId), action, body, file);
      const subject = `${seen.alert.rule} ${caseId} ${action}`;
      await record(database, principal, 'alert', subject);
      return cardOf(request, caseId);
    },
  );

  app.get<{ Params: { id: string; file: string } }>(
    '/api/flags/:id/attachments/:file',
    async (request, reply) => {
      const { id, file } = request.params;
      const principal = principalOf(request);
      demand(principal, 'seeCases');
      const detail = await cardOf(request, id);
      const known = detail.history
        .flatMap(({ attachments }) => attachments)
        .find((attachment) => attachment.id === file);
      if (known === undefined) throw refusal('not-found', [request.url]);
      const content = await reading(database, principal, async (client) => {
        const { rows } = await client.query<{ content: Buffer }>(
          'select content from case_files where file_id = $1',
          [Number(file)],
        );
        return rows[0]?.content;
      });
      if (content === undefined) throw refusal('not-found', [request.url]);
      await record(database, principal, 'attachment', `${id} ${known.name}`);
      return reply
        .header('content-type', known.type)
        .header('cache-control', 'private, no-store')
        .header('x-content-type-options', 'nosniff')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header(
          'content-disposition',
          `attachment; filename*=UTF-8''${encodeURIComponent(known.name)}`,
        )
        .send(content);
    },
  );

  const cardOf = async (request: FastifyRequest, id: string): Promise<AlertDetail> => {
    const search = searchOf(request);
    const principal = principalOf(request);
    return reading(database, principal, async (client) => {
      const looking = await lookingAt(client, principal, search.get('asOf'));
      const detail = await detailOf(client, looking, id, principal, search.get('unmask'));
      if (detail === null) throw refusal('unknown-flag', [id]);
      return detail;
    });
  };
}

function actionOf(text: string): CaseAction {
  const action = CASE_ACTIONS.find((one) => one === text);
  if (action === undefined)
    throw refusal('bad-value', ['action', text, CASE_ACTIONS.join(' | ')], 'action');
  return action;
}

/** What an action says, as JSON, or as fields beside a file. */
async function readRequest(
  request: FastifyRequest,
  action: CaseAction,
): Promise<{ readonly body: ActionRequest; readonly file?: Attachment }> {
  const multipart = request.isMultipart();
  if (action === 'attach' && !multipart) throw refusal('upload-empty', [], 'file');
  if (!multipart) return { body: bodyOf(request.body) };
  const fields: Record<string, unknown> = {};
  let file: Attachment | undefined;
  try {
    const limits = { fileSize: MOST_ATTACHMENT_BYTES, files: 1, fields: 10, fieldSize: 50_000 };
    for await (const part of request.parts({ limits })) {
      if (part.type === 'field') fields[part.fieldname] = part.value;
      else file = attachmentOf(part.filename, await part.toBuffer());
    }
  } catch (problem) {
    const code = problem instanceof Error && 'code' in problem ? String(problem.code) : '';
    if (code === 'FST_REQ_FILE_TOO_LARGE')
      throw refusal('too-large', ['20 MB', '附件', 'attachment'], 'file');
    throw problem;
  }
  if (action === 'attach' && file === undefined) throw refusal('upload-empty', [], 'file');
  const revision = Number(fields['revision']);
  const body = bodyOf({ ...fields, revision });
  return file === undefined ? { body } : { body, file };
}

const TEXTS = ['text', 'due', 'assignee', 'to', 'into'] as const;

function bodyOf(body: unknown): ActionRequest {
  const given: Readonly<Record<string, unknown>> =
    typeof body === 'object' && body !== null ? { ...body } : {};
  const { revision } = given;
  if (typeof revision !== 'number' || !Number.isSafeInteger(revision) || revision < 1)
    throw refusal('bad-value', ['revision', JSON.stringify(revision ?? null), '≥ 1'], 'revision');
  const texts: Record<string, string> = {};
  for (const name of TEXTS) {
    const value = given[name];
    if (value === undefined || value === null || value === '') continue;
    if (typeof value !== 'string')
      throw refusal('bad-value', [name, JSON.stringify(value), 'text'], name);
    texts[name] = value;
  }
  return { revision, ...texts };
}
