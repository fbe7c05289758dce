/** In charge of the commands that list, `versions`, `flags` and `rules`: lines for people, or the interface's JSON for programs. */
import { both, diff, diffLedgers, runAllRules, type Outcome, type Shell } from '#commands';
import type { AlertRow, FlagRow } from '#contract/alertAnswers';
import type { Page } from '#contract/answers';
import type { ChangedFigure, VersionRow } from '#contract/loadAnswers';
import type { RuleDescription } from '#contract/ruleAnswers';
import type { ChangeRow } from '#contract/ledgerAnswers';
import { Obstacle } from '#model/obstacle';
import type { Config } from '../config.ts';
import { askJson, withInterface } from './ownInterface.ts';

const KINDS = {
  empty: { zh: '空', en: 'empty' },
  load: { zh: '装入', en: 'load' },
  rollback: { zh: '回退', en: 'rollback' },
  removal: { zh: '移除', en: 'removal' },
  rules: { zh: '规则变更', en: 'rules' },
} as const;

export interface VersionsFlags {
  readonly json?: boolean;
  /** Two versions to be compared. */
  readonly diff?: readonly string[];
}

export async function listVersions(
  shell: Shell,
  config: Config,
  { json = false, diff: compared }: VersionsFlags,
): Promise<Outcome> {
  if (compared !== undefined) return listChanges(shell, compared, json);
  await withInterface(shell, config, async (ask) => {
    const answer = await askJson<{ readonly versions: readonly VersionRow[] }>(
      ask,
      '/api/versions',
    );
    if (json) shell.line(JSON.stringify(answer, null, 2));
    else for (const row of answer.versions) shell.line(tellVersion(row));
  });
  return 0;
}

/** The figures that one version states differently from another. */
async function listChanges(
  shell: Shell,
  compared: readonly string[],
  json: boolean,
): Promise<Outcome> {
  const [from, to] = compared.map((text) => (/^\d{1,9}$/.test(text) ? Number(text) : null));
  if (
    compared.length !== 2 ||
    from === undefined ||
    from === null ||
    to === undefined ||
    to === null
  ) {
    throw new Obstacle('bad-diff', {
      zh: '--diff 后应写两个版本号，例如 --diff 3 4。',
      en: 'Give two versions after --diff, for example --diff 3 4.',
    });
  }
  const database = await shell.open();
  const changes = await diff(database, from, to);
  const ledger = await diffLedgers(database, from, to);
  if (json) {
    shell.line(JSON.stringify({ from, to, changes, ledger }, null, 2));
    return 0;
  }
  for (const change of changes) shell.line(tellChange(change));
  for (const row of ledger.rows) shell.line(tellLedgerChange(row));
  const differing = ledger.changed + ledger.added + ledger.withdrawn;
  shell.note(`${changes.length + differing} 个数不同 figures differ`);
  return 0;
}

function tellChange({
  dataset,
  region,
  scope,
  year,
  name,
  measure,
  before,
  after,
}: ChangedFigure): string {
  const place = (side: ChangedFigure['before']) =>
    side === null
      ? '—'
      : `${side.text ?? side.value ?? ''} (${side.sheet ?? ''}!${side.cell ?? ''})`;
  return [dataset, region, scope, year, name, measure, `${place(before)} → ${place(after)}`].join(
    '  ',
  );
}

/** A line of a ledger: place and month, who and on what, measure, both amounts. */
function tellLedgerChange(row: ChangeRow): string {
  const { dataset, region, scope, year, month, measure, before, after } = row;
  const unit = row.unitName ?? row.unit ?? '';
  const whole = row.lines === undefined ? '' : `${String(row.lines)} 行 lines`;
  const what = [row.name ?? row.item, row.projectName ?? row.project, whole];
  const words = what.filter((word) => word !== null && word !== undefined && word !== '');
  return [dataset, region, scope, `${String(year)}-${String(month)}`, unit, words.join(' · '), measure, `${before ?? '—'} → ${after ?? '—'}`]
    .filter((part) => part !== '')
    .join('  '); // prettier-ignore
}

function tellVersion({
  version,
  publishedAt,
  publishedBy,
  kind,
  rolledBackTo,
  current,
  batches,
}: VersionRow): string {
  const files = [...new Set(batches.filter(({ added }) => added).map(({ file }) => file))];
  return [
    `${current ? '*' : ' '} ${version}`,
    publishedAt.slice(0, 16).replace('T', ' '),
    publishedBy,
    both(KINDS[kind]) + (rolledBackTo === null ? '' : ` → ${rolledBackTo}`),
    `${batches.length} 批 batches`,
    ...files,
  ].join('  ');
}

export interface FlagsFlags {
  readonly rule?: string;
  readonly json?: boolean;
  /** Every rule runs afresh before. */
  readonly run?: boolean;
}

async function runAll(shell: Shell): Promise<void> {
  const started = performance.now();
  const { version, broken } = await runAllRules(await shell.open(), 'mingzhang');
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  shell.note(`规则已全部重新运行 all rules ran afresh · 版本 version ${version} · ${seconds} s`);
  for (const { rule, problem } of broken) shell.note(`${rule} 未能运行 broken: ${problem}`);
}

/** For programs: whom or what an alert is about, and all that it rests on, figures and rows, each in one place. */
function withSubject({ rows = [], ...row }: AlertRow) {
  const { region, scope, year, month, book, flow, unit, unitName, project, projectName, item, itemName } = row;
  return { ...row, evidence: [...row.evidence, ...rows], subject: { region, scope, year, month, book, flow, unit, unitName, project, projectName, item, itemName } };
} // prettier-ignore

export async function listFlags(
  shell: Shell,
  config: Config,
  { rule, json = false, run = false }: FlagsFlags,
): Promise<Outcome> {
  if (run) await runAll(shell);
  await withInterface(shell, config, async (ask) => {
    const rows: AlertRow[] = [];
    let version = 0;
    let next: string | null = null;
    do {
      const query = new URLSearchParams({
        ...(rule === undefined ? {} : { rule }),
        limit: '1000',
        ...(next === null ? {} : { after: next }),
      });
      const page: Page<AlertRow> = await askJson(ask, `/api/flags?${query.toString()}`);
      rows.push(...page.rows);
      ({ version, next } = page);
    } while (next !== null);
    if (json)
      shell.line(JSON.stringify({ version, rows: rows.map(withSubject), next: null }, null, 2));
    else for (const row of rows) shell.line(tellFlag(row));
    if (!json) shell.note(`版本 version ${version} · ${rows.length} 条 alerts`);
  });
  return 0;
}

function tellFlag({ severity, rule, region, year, name, itemName, explanation }: FlagRow): string {
  return [severity, rule, region, year, both(name), itemName ?? '', both(explanation)].join('  ');
}

export async function listRules(
  shell: Shell,
  config: Config,
  { json = false }: { readonly json?: boolean },
): Promise<Outcome> {
  await withInterface(shell, config, async (ask) => {
    const answer = await askJson<{ readonly rules: readonly RuleDescription[] }>(ask, '/api/rules');
    if (json) shell.line(JSON.stringify(answer, null, 2));
    else for (const row of answer.rules) shell.line(tellRule(row));
  });
  return 0;
}

function tellRule({ id, kind, severities, status, name, law, problem }: RuleDescription): string {
  return [
    id,
    kind,
    severities.join('|'),
    status + (problem === null ? '' : ` (${problem})`),
    both(name),
    ...law.map(({ text, article }) => `${text.zh} ${article}`),
  ].join('  ');
}
