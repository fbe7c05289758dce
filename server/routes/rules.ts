/** In charge of `/api/rules`: the law book, what the committee has set in it, and what another setting would change. */
import type { FastifyInstance } from 'fastify';
import type { PoolClient } from 'pg';
import type { BackTest, Exemption, RuleDescription, RuleDetail } from '#contract/ruleAnswers';
import { refusal } from '#contract/problem';
import { backTest, BrokenRule } from '#flags/backTest';
import {
  changeSetting,
  readProposal,
  SettingFault,
  type KeptException,
  type Proposal,
} from '#flags/changeSetting';
import { missingInputs, readArrived } from '#flags/missing';
import { AS_SHIPPED, readSettings, thresholdsOf } from '#flags/setting';
import { readingOf, readViews } from '#flags/touched';
import { today } from '#flags/workingDays';
import type { Bilingual } from '#model/bilingual';
import { ruleFiles, rules, type RuleFile, type RuleHeader } from '#rules';
import { record } from '../access/accessLog.ts';
import { principalOf } from '../access/authenticate.ts';
import { demand, may } from '../access/rights.ts';
import { reading, versionAt } from '../query/reader.ts';
import type { House } from './house.ts';
import { demandKnown, searchOf } from './search.ts';

interface RunRow {
  readonly rule: string;
  readonly status: 'ran' | 'broken' | 'off';
  readonly problem: string | null;
  readonly flags: number;
  readonly milliseconds: number;
}

interface ChangeRow {
  readonly at: string;
  readonly by: string;
  readonly reason: string;
  readonly on: boolean;
  readonly thresholds: Readonly<Record<string, number>>;
  readonly exemptions: readonly KeptException[];
}

export function addRules(app: FastifyInstance, { database }: House): void {
  app.get('/api/rules', async (request, reply) => {
    const search = searchOf(request);
    demandKnown(search, ['asOf']);
    return reading(database, principalOf(request), async (client) => {
      const version = await versionAt(client, search.get('asOf'));
      void reply.header('mingzhang-version', version);
      const { rows } = await client.query<RunRow>(
        'select rule, status, problem, flags, milliseconds from rule_runs where version = $1',
        [version],
      );
      const runs = new Map(rows.map((row) => [row.rule, row]));
      const settings = await readSettings(client);
      const described = rules().map((rule): RuleDescription => {
        const { id, name, kind, severities, law, explanation, question, caution, inputs } = rule;
        const setting = settings.get(id) ?? AS_SHIPPED;
        const run = runs.get(id);
        return {
          id, name, kind, severities, law, explanation, question, caution, inputs,
          thresholds: thresholdsOf(rule, setting).map((threshold, index) => ({ ...threshold, shipped: rule.thresholds[index]?.value ?? threshold.value })),
          status: run === undefined || run.status === 'off' ? 'idle' : run.status,
          problem: run?.problem ?? null,
          on: setting.on,
          flags: run?.flags ?? 0,
          milliseconds: run?.milliseconds ?? 0,
        };
      }); // prettier-ignore
      const unread = rows
        .filter(({ rule }) => !rules().some(({ id }) => id === rule))
        .map(({ rule, problem }) => brokenRule(rule, problem));
      return { version, rules: [...described, ...unread] };
    });
  });

  app.get<{ Params: { id: string } }>('/api/rules/:id', async (request, reply) => {
    demandKnown(searchOf(request), ['asOf']);
    const { file, header } = ruleOf(request.params.id);
    return reading(database, principalOf(request), async (client): Promise<RuleDetail> => {
      const version = await versionAt(client, searchOf(request).get('asOf'));
      void reply.header('mingzhang-version', version);
      return detailOf(client, version, file, header, may(principalOf(request), 'seeCases'));
    });
  });

  app.put<{ Params: { id: string } }>('/api/rules/:id', async (request) => {
    const principal = principalOf(request);
    demand(principal, 'setRules');
    const { file, header } = ruleOf(request.params.id);
    const { proposal, reason } = bodyOf(request.body);
    if (reason === '')
      throw refusal('needs-text', ['修改规则设置', 'Changing the setting of a rule'], 'reason');
    const version = await changeSetting(database, header, proposal, reason, principal.name).catch(
      refuse,
    );
    await record(database, principal, 'rules', `${header.id} v${String(version)}`);
    return reading(database, principal, (client) => detailOf(client, version, file, header, true));
  });

  app.post<{ Params: { id: string } }>('/api/rules/:id/back-test', async (request) => {
    const principal = principalOf(request);
    demand(principal, 'setRules');
    const { file, header } = ruleOf(request.params.id);
    const { proposal } = bodyOf(request.body);
    const { version, before } = await reading(database, principal, async (client) => ({
      version: await versionAt(client, null),
      before: (await readSettings(client)).get(header.id) ?? AS_SHIPPED,
    }));
    try {
      const setting = readProposal(header, proposal, before, principal.name);
      const tested: BackTest = await backTest(database, version, file, setting);
      return tested;
    } catch (problem) {
      return refuse(problem);
    }
  });
}

function refuse(problem: unknown): never {
  if (problem instanceof SettingFault)
    throw refusal('bad-setting', [problem.said.zh, problem.said.en], 'setting');
  if (problem instanceof BrokenRule)
    throw refusal('bad-setting', [
      `按此设置规则无法运行（${problem.message}）；`,
      `The rule does not run with it (${problem.message}).`,
    ], 'setting'); // prettier-ignore
  throw problem;
}

function ruleOf(id: string): { readonly file: RuleFile; readonly header: RuleHeader } {
  const file = ruleFiles().find((one) => one.id === id);
  if (file?.header === undefined || file.header === null) throw refusal('unknown-rule', [id], 'id');
  return { file, header: file.header };
}

function bodyOf(body: unknown): { readonly proposal: Proposal; readonly reason: string } {
  const given: Readonly<Record<string, unknown>> =
    typeof body === 'object' && body !== null ? { ...body } : {};
  const { setting = {}, exemptions, reason } = given;
  if (typeof setting !== 'object' || setting === null)
    throw refusal('bad-value', ['setting', JSON.stringify(setting), '{on, thresholds}'], 'setting');
  return {
    proposal: { ...setting, ...(exemptions === undefined ? {} : { exemptions }) },
    reason: typeof reason === 'string' ? reason.trim().slice(0, 2000) : '',
  };
}

async function detailOf(
  client: PoolClient,
  version: number,
  file: RuleFile,
  { id }: RuleHeader,
  whole: boolean,
): Promise<RuleDetail> {
  const { rows } = await client.query<ChangeRow>(
    `select to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS"+08:00"') as at, by_name as by, reason, is_on as on, thresholds, exemptions
     from rule_settings where rule = $1 order by change_id desc`,
    [id],
  );
  const [current] = rows;
  const own = readingOf(file, await readViews(client));
  const missing = (await readArrived(client, version)).flatMap((arrived) => {
    const inputs = missingInputs(file, own, arrived);
    return inputs.length === 0 ? [] : [{ region: arrived.region, year: arrived.year, inputs }];
  });
  return {
    id,
    setting: { on: current?.on ?? true, thresholds: current?.thresholds ?? {} },
    exemptions: (current?.exemptions ?? []).map(told),
    changes: whole
      ? rows.map(({ at, by, reason, on, thresholds, exemptions }) => ({
          at,
          by,
          reason,
          setting: { on, thresholds },
          exemptions: exemptions.map(told),
        }))
      : [],
    missing,
  };
}

function told(exemption: KeptException): Exemption {
  return { ...exemption, expired: exemption.until < today() };
}

/** A rule whose file cannot be read is listed with what is wrong with it. */
function brokenRule(id: string, problem: string | null): RuleDescription {
  const name: Bilingual = { zh: id, en: id };
  const none: Bilingual = { zh: '', en: '' };
  return {
    id,
    name,
    kind: 'signal',
    severities: [],
    thresholds: [],
    law: [],
    explanation: none,
    question: none,
    status: 'broken',
    problem,
  };
}
